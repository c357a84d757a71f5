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


PASSAGES = """
import importlib.util, sys, threading

sys.setswitchinterval(1e-6)
TEXT = "# Title\\n\\nOne *two* three.\\n\\n- four\\n\\n> five `six`\\n"

def first_readings():
    spec = importlib.util.find_spec("quizapp.domain.passage")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    barrier, read = threading.Barrier(4), []

    def work():
        barrier.wait()
        read.append(module.read_passage(TEXT))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [(passage.title, passage.text) for passage in read]

for _ in range(300):
    assert first_readings() == [("Title", "One two three.\\nfour\\nfive six")] * 4
"""


def test_the_first_passages_of_a_process_are_read_in_four_threads():
    """Where the parser puts its rules together only then, one first reading in fifteen finds some of them missing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", PASSAGES], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
