"""A thousand submissions of thirty questions: collecting against reading, opening and parsing the same files alone."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.question import Response
from quizapp.formats.submission_file import read_submission
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.understanding import understanding
from tests.benchmarks.figures import ROOT, Figure
from tests.desks import BANK, assigned, hand_in, new_desk, taken
from tests.postgresql import Server, folder_of_programs
from tests.wrong_responses import wrong_response

SUBMISSIONS = 1_000
QUESTIONS = 30
MOST = 4.0
"""Times what reading, decrypting and parsing take alone."""
EACH_DESK = 500


def run() -> list[Figure]:
    figures = []
    for name, place in places():
        with place as where:
            figures += _figures(name, where)
    with places()[-1][1] as where:
        if isinstance(where, str):
            figures.append(Figure("wrong rows of two desks, one of them killed", _two_desks(where), "", 0))
    return figures


def places() -> "list[tuple[str, contextmanager[Path | str]]]":  # type: ignore[type-arg]
    """Empty places for a desk, by the name of the database."""
    found = [("SQLite", _folder())]
    if folder_of_programs() is not None:
        found.append(("PostgreSQL", _database()))
    return found  # type: ignore[return-value]


@contextmanager
def _folder() -> Iterator[Path | str]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextmanager
def _database() -> Iterator[Path | str]:
    server = Server()
    try:
        yield server.address(server.new_database())
    finally:
        server.close()


def class_of(desk: Desk, folder: Path, count: int) -> str:
    """Have a class of `count` learners hand in thirty questions each; gives the id of the assignment."""
    questions = [
        msgspec.structs.replace(each, id=f"q{number}")
        for number, each in enumerate((BANK.questions * QUESTIONS)[:QUESTIONS])
    ]
    bank = msgspec.structs.replace(BANK, questions=tuple(questions))
    room, assignment = assigned(desk, "\n".join(f"Learner {number}" for number in range(count)), bank=bank)
    random = Random(1)
    for member in room.members:
        hand_in(desk, folder, taken(assignment, member, _responses(bank, random)))
    return assignment.id


def _responses(bank: Bank, random: Random) -> dict[str, Response]:
    """The responses of somebody who has two thirds right, some wrong and some left out."""
    found = {}
    for question in bank.questions:
        chance = random.random()
        if question.is_rated or chance < 0.1:
            continue
        found[question.id] = question.correct_response()
        if chance < 0.35:
            with suppress(StopIteration):  # some have nothing wrong to choose
                found[question.id] = wrong_response(question, bank.passage)
    return found


def _figures(name: str, place: Path | str) -> list[Figure]:
    desk = new_desk(place)
    with tempfile.TemporaryDirectory() as folder:
        id_ = class_of(desk, Path(folder), SUBMISSIONS)
        secret = desk.keys.box_secret
        begun = time.perf_counter()
        for path in sorted(Path(folder).iterdir()):
            read_submission(path.read_bytes(), secret)
        alone = time.perf_counter() - begun
        begun = time.perf_counter()
        found = collect(desk, [Path(folder)])
        first = time.perf_counter() - begun
        grades = grades_of(desk.assignment(id_), desk.received(id_), desk.store.entries(id_))
        understanding(grades)
        whole = time.perf_counter() - begun
        begun = time.perf_counter()
        collect(desk, [Path(folder)])
        again = time.perf_counter() - begun
    wrong = SUBMISSIONS - found.count("new") + abs(SUBMISSIONS - len(desk.received(id_)))
    desk.close()
    return [
        Figure(f"{name}: reading, decrypting and parsing alone", alone, "s"),
        Figure(f"{name}: collecting, times that", first / alone, "×", MOST),
        Figure(f"{name}: and marking and analyzing", whole / alone, "×", MOST),
        Figure(f"{name}: collecting again, times that", again / alone, "×", MOST),
        Figure(f"{name}: submissions not there, or twice", wrong, "", 0),
    ]


def _two_desks(address: str) -> int:
    """Let two programs collect 500 files each for one desk, kill one, and go on; gives what is wrong after that."""
    desk = new_desk(address)
    with tempfile.TemporaryDirectory() as folder:
        id_ = class_of(desk, Path(folder), 2 * EACH_DESK)
        files = sorted(Path(folder).iterdir())
        halves = []
        for number, half in enumerate((files[:EACH_DESK], files[EACH_DESK:])):
            inside = Path(folder, str(number))
            inside.mkdir()
            for path in half:
                path.rename(inside / path.name)
            halves.append(inside)
        program = [sys.executable, "-m", "tests.benchmarks.collecting", address]
        pipes = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT)}, "stdout": subprocess.PIPE}
        one, two = (subprocess.Popen([*program, half], **pipes) for half in halves)  # type: ignore[call-overload]
        for _ in range(4):
            one.stdout.readline()
        one.kill()
        for each in (one, two):
            each.communicate()
        collect(desk, halves)
        received = desk.received(id_)
        desk.close()
    return abs(2 * EACH_DESK - len({each.submission.learner for each in received})) + len(received) - 2 * EACH_DESK


if __name__ == "__main__":
    collect(new_desk(sys.argv[1]), [Path(sys.argv[2])], lambda done, total: print(done, total, flush=True))
