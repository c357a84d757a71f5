"""Banks are read in several threads at once: by the start of the window, and for a file that is opened meanwhile."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]

DRIVER = """
import os, sys, threading
from pathlib import Path
from quizapp.formats.native import read_bank

sys.setswitchinterval(1e-6)
for _ in range(11 if hasattr(os, "fork") else 0):  # each copy of the process begins here
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0
    else:
        break
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
    for _ in range(1 if hasattr(os, "fork") else 12):
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, str(bank)], env=environment, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_the_parser_of_passages_has_its_rules_before_two_threads_can_read():
    """It puts them together when it first parses: of two threads that came first together, one found some missing."""
    spec = importlib.util.find_spec("quizapp.domain.passage")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    parser: MarkdownIt = module._MARKDOWN
    for ruler in (parser.core.ruler, parser.block.ruler, parser.inline.ruler, parser.inline.ruler2):
        assert ruler.__cache__ is not None
