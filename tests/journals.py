"""Journals with something in them: attempts that tests take, and those of a made-up learner over months.

To look at one: python -m tests.journals FOLDER DAYS puts it where ``--data-dir FOLDER`` finds it.
"""

import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from quizapp.domain.attempt import PRACTICE, TEST, Mode
from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.formats.native import read_bank
from quizapp.formats.native_writing import write_bank_quickly
from quizapp.paths import UserPaths, questions_dir
from quizapp.services.taking import Taking
from quizapp.storage.journal import Journal, new_id
from quizapp.storage.rows import AttemptRow

DAY = 86400.0
NOON = 1_764_158_400.0
"""26 November 2025, 12:00 UTC: when it is in tests."""


def unfinished_in(journal: Journal, learner: str) -> tuple[AttemptRow, ...]:
    """The learner's attempts that were not submitted, the newest first."""
    return tuple(row for row in journal.attempts(learner, limit=None) if not row.submitted)


class WallClock:
    """Seconds since the epoch, as a test sets them."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Desk:
    """A learner at a journal. What is done here is done at `clock.now`."""

    def __init__(self, file: Path, name: str = "Ada") -> None:
        self.clock = WallClock()
        self.journal = Journal(file, self.clock)
        self.learner = self.journal.add_learner(name).result().id
        self._kept: set[str] = set()

    def keep(self, bank: Bank) -> None:
        if bank.content_hash not in self._kept:
            self._kept.add(bank.content_hash)
            source = write_bank_quickly(bank)  # as the program does
            self.journal.keep_bank(bank.content_hash, bank.id, bank.title, source)

    def begin(
        self,
        bank: Bank,
        mode: Mode = PRACTICE,
        questions: Sequence[str] | None = None,
        stands_for: Mapping[str, str] | None = None,
        random: Random | None = None,
        attempt: str = "",
    ) -> Taking:
        """Begin an attempt, each event of which is kept."""
        self.keep(bank)
        id_ = attempt or new_id()

        def record(number: int, event: Any) -> None:
            if number == 0:
                self.journal.begin(id_, self.learner, bank.content_hash, event)
            else:
                self.journal.append(id_, number, event)

        return Taking(bank, mode, random or Random(0), self.clock, questions, stands_for, record)

    def take(
        self,
        bank: Bank,
        responses: Mapping[str, Any],
        mode: Mode = PRACTICE,
        at: float | None = None,
        questions: Sequence[str] | None = None,
        stands_for: Mapping[str, str] | None = None,
        attempt: str = "",
    ) -> Taking:
        """Take a bank from its first question to its end, giving these responses."""
        if at is not None:
            self.clock.now = at
        taking = self.begin(bank, mode, questions, stands_for, attempt=attempt)
        for place, id_ in enumerate(taking.order):
            self.clock.now += 30
            taking.visit(place)
            taking.respond(id_, responses.get(id_))
            taking.check(id_)
        taking.submit()
        return taking

    def settle(self) -> None:
        """Until everything is on the disk."""
        self.journal.settle()

    def close(self) -> None:
        self.journal.close()


def likely(question: Question, right: float, random: Random) -> Any:
    """What somebody answers who gets each part right with this probability."""
    key = question.correct_response()
    if isinstance(key, Mapping):
        values = [value for value in key.values() if isinstance(value, str)]
        return {
            name: value if random.random() < right or not isinstance(value, str) else random.choice(values)
            for name, value in key.items()
        }
    if random.random() < right:
        return key
    if isinstance(key, tuple):
        return key[1:] or key
    others = [id_ for id_ in question.arrange(random) if id_ != key]
    return random.choice(others) if others else "0"


def fill(desk: Desk, banks: Sequence[Bank], days: float, attempts: int, seed: int = 1) -> None:
    """Attempts of somebody who gets better, over the `days` before now; some as tests, a few not finished."""
    random, now = Random(seed), desk.clock.now
    for number in range(attempts):
        begun = now - days * DAY * (1 - (number + random.random() * 0.5) / attempts)
        desk.clock.now = begun
        right = 0.5 + 0.42 * number / attempts + random.uniform(-0.08, 0.08)
        bank = banks[number % len(banks)]
        mode = random.choice((PRACTICE, PRACTICE, TEST))
        taking = desk.begin(bank, mode, random=random, attempt=f"{random.getrandbits(128):032x}")
        unfinished = random.random() < 0.06
        for place, id_ in enumerate(taking.order):
            if unfinished and place > len(taking.order) // 2:
                break
            desk.clock.now += random.uniform(8, 70)
            taking.visit(place)
            taking.respond(id_, likely(bank.question(id_), right, random))
            taking.check(id_)
        if not unfinished:
            taking.submit()
    desk.clock.now = now
    desk.settle()


@cache
def bundled_banks() -> list[Bank]:
    """The banks of the Worcester unit."""
    banks = [read_bank(path).bank for path in sorted((questions_dir() / "worcester").glob("*.yaml"))]
    return [bank for bank in banks if bank is not None]


def main() -> None:
    folder, days = Path(sys.argv[1]), float(sys.argv[2])
    paths = UserPaths(folder)
    paths.ensure()
    desk = Desk(paths.journal)
    desk.clock.now = time.time()
    fill(desk, bundled_banks(), days, max(1, round(days / 4)))
    desk.close()


if __name__ == "__main__":
    main()
