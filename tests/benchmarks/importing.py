"""How long files of other tools with 10,000 questions take, against their bare parser and the checks of a native bank.

The files are written by our own exporters; a package of QTI 2.2 has as many items as an archive may have files. The
time of hostile files is that of the slowest.
"""

import io
import tempfile
from pathlib import Path

from quizapp.domain.option import Option
from quizapp.interchange.catalog import BY_NAME
from quizapp.question_types.single_choice import SingleChoice
from tests.benchmarks.figures import Figure, in_fresh_python
from tests.interchange.trips import bank_of

QUESTIONS = {"gift": 10_000, "moodle-xml": 10_000, "qti12": 10_000, "qti22": 1900}
_RATIO = 3.0
_PROGRAM = """
import json, resource, sys, time, zipfile, io
from pathlib import Path
from xml.parsers import expat
from quizapp.archive import is_archive
from quizapp.formats.native import read_kept_bank
from quizapp.formats.native_writing import write_bank_quickly
from quizapp.services.exchange import read_file

path = Path(sys.argv[1])
begun = time.process_time()
imported = read_file(path)
took = time.process_time() - begun
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
data = path.read_bytes()
files = [data]
if is_archive(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = [archive.read(name) for name in archive.namelist()]
begun = time.process_time()
for each in files:
    expat.ParserCreate().Parse(each, True) if each.startswith(b"<") else each.decode().splitlines()
parsed = time.process_time() - begun
(bank,) = imported.banks
written = write_bank_quickly(bank)
begun = time.process_time()
read_kept_bank(written, bank.images)
checked = time.process_time() - begun
assert imported.losses.left_out == 0
print(json.dumps([len(bank.questions), took, parsed, checked, memory]))
"""
_HOSTILE = """
import json, sys, time
from pathlib import Path
from quizapp.services.exchange import read_file
from tests.interchange.hostile_files import MORE
from tests.interchange.test_hostile import CASES

path, slowest = Path(sys.argv[1]), 0.0
for made in (*CASES.values(), *MORE.values()):
    path.write_bytes(made())
    begun = time.process_time()
    read_file(path)
    slowest = max(slowest, time.process_time() - begun)
print(json.dumps([len(CASES) + len(MORE), slowest]))
"""


def _question(number: int) -> SingleChoice:
    options = (f"Because of reason {number}.{each} & salt" for each in range(4))
    return SingleChoice(
        id=f"q{number}",
        stem=f"What is the *{number}th* reason?",
        explanation=f"See paragraph {number}.",
        options=tuple(Option(text, key=not at, feedback=f"Said {at}.") for at, text in enumerate(options)),
    )


def run() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        for name, count in QUESTIONS.items():
            exporter = BY_NAME[name].exporter
            assert exporter is not None
            target = io.BytesIO()
            exporter.write(bank_of(*map(_question, range(count))), target)
            path.write_bytes(target.getvalue())
            read, took, parsed, checked, memory = in_fresh_python(_PROGRAM, path)
            assert read == count
            title = f"{BY_NAME[name].title}, {count:,} questions"
            figures += [
                Figure(title, took, "s"),
                Figure(f"{title}, against 3 × bare parser + checks", took / (_RATIO * parsed + checked), "×", 1.0),
                Figure(f"{title}, memory", memory, "MB", 200),
            ]
        count, slowest = in_fresh_python(_HOSTILE, path)
        figures.append(Figure(f"slowest of {count} hostile files", slowest, "s", 0.5))
    return figures
