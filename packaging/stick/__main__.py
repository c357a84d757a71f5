"""start.py bundle."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the program that goes along is that of this folder

from bundle import main

sys.exit(main(sys.argv[1:]))
