"""start.py bundle."""

import sys

from bundle import main

sys.exit(main(sys.argv[1:]))
