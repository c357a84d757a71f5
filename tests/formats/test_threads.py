"""Banks are read in several threads at once: by the start of the window, and for a file that is opened meanwhile."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DRIVER = """
import sys, threading
from pathlib import Path
from quizapp.formats.native import read_bank

sys.setswitchinterval(1e-6)
barrier, read = threading.Barrier(4), []

def work():
    barrier.wait()
    read.append(read_bank(Path(sys.argv[1])).bank)

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(read) == 4 and all(bank == read[0] is not None for bank in read)
"""


def test_the_first_banks_of_a_process_are_read_in_four_threads():
    """Without a lock, one process in five crashes."""
    bank = ROOT / "tests" / "data" / "every-type.yaml"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(12):
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, str(bank)], env=environment, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
