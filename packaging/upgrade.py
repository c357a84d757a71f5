"""Try an upgrade and the way back between two installed versions, with records of both a learner and a teacher.

    python3 packaging/upgrade.py OLD/bin/python NEW/bin/python

OLD makes a data folder, NEW opens it, and OLD opens it again: it either tells the same as before, or refuses in one
sentence and leaves every byte as it is. Ends with 0 where all of this holds.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

_FILL = """
import sys
from random import Random
from pathlib import Path
from quizapp.domain.attempt import PRACTICE
from quizapp.formats.native import read_bank
from quizapp.formats.native_writing import write_bank
from quizapp.paths import questions_dir
from quizapp.services.taking import Taking
from quizapp.storage.journal import Journal

bank = read_bank(questions_dir() / "tour" / "every-type.yaml").bank
journal = Journal(Path(sys.argv[1]) / "journal.db")
ada = journal.add_learner("Ada").result().id
journal.keep_bank(bank.content_hash, bank.id, bank.title, write_bank(bank).encode())
def record(number, event):
    if number == 0:
        journal.begin("a" * 32, ada, bank.content_hash, event)
    else:
        journal.append("a" * 32, number, event)
taking = Taking(bank, PRACTICE, Random(0), lambda: 1e9, None, None, record)
for number in range(3):
    taking.visit(number)
    taking.respond(bank.questions[number].id, bank.questions[number].correct_response())
journal.close()
"""
_OPEN = """
import sys
from pathlib import Path
from quizapp.storage.journal import Journal

Journal(Path(sys.argv[1])).close()
"""
_ASKED = (["class", "7b", "--json"], ["assign", "--json"], ["learners", "--json"])
_RECORDS = ("journal.db", "desk/desk.db")


def quizapp(python: str, data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of a version, with the data in `data`."""
    command = [python, "-m", "quizapp", *arguments, "--data-dir", str(data), "--language", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=data.parent)


def told(python: str, data: Path) -> list[object]:
    """Give what the commands of a version tell of the records in `data`, or why they refuse."""
    done = [quizapp(python, data, *asked) for asked in _ASKED]
    return [json.loads(each.stdout) if each.returncode == 0 else each.stderr.strip() for each in done]


def versions(python: str, data: Path) -> dict[str, object]:
    """Give the versions that a program tells of itself."""
    known: dict[str, object] = json.loads(quizapp(python, data, "--version", "--json").stdout)
    return known


def main(old: str, new: str) -> str:
    """Give what went wrong; nothing where nothing did."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        before, after = versions(old, data), versions(new, data)
        print(f"from {before}\nto   {after}")
        subprocess.run([old, "-c", _FILL, data], check=True, cwd=folder)
        for arguments in (["class", "7b", "--learner", "Ada"], ["assign", "7b", "tour-every-type", "--to", folder]):
            if wrong := quizapp(old, data, *arguments).stderr:
                return wrong
        first = told(old, data)
        subprocess.run([new, "-c", _OPEN, data / "journal.db"], check=True, cwd=folder)
        if told(new, data) != first:
            return f"the newer version tells something else:\n{first}\n{told(new, data)}"
        for name, store in zip(_RECORDS, ("journal", "desk"), strict=True):
            copies = list((data / name).parent.glob("*.before-v*"))
            if (before[store] != after[store]) != bool(copies):
                return f"{name} is of version {after[store]}, was of {before[store]}, and its copies are {copies}"
        kept = [(data / name).read_bytes() for name in _RECORDS]
        again = told(old, data)
        for known, now, store in zip(first, again, ("desk", "desk", "journal"), strict=True):
            if before[store] == after[store] and now != known:
                return f"the older version tells something else: {now}"
            if before[store] != after[store] and "newer version of Quizapp" not in str(now):
                return f"the older version does not refuse in words: {now}"
        if kept != [(data / name).read_bytes() for name in _RECORDS]:
            return "the older version has changed the records"
    return ""


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    wrong = main(*sys.argv[1:])
    sys.exit(wrong or print("All is there after the upgrade, and the way back loses nothing."))
