"""What there is at the beginning of the stories about what somebody has done and what is due."""

import json
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from functools import partial

import msgspec
from PySide6.QtCore import Qt

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.formats.native import read_bank
from quizapp.paths import UserPaths
from tests.gui.conftest import EVERY_TYPE
from tests.gui.learner import Learner
from tests.gui.shell.given import bank_text, news_of, quiet
from tests.gui.story import given
from tests.journals import DAY, NOON, Desk


class Past:
    """What Ada has done before the program starts: `days` ago, on the banks of the program."""

    def __init__(self, folder):
        self.folder = folder
        self.bank = read_bank(folder / "banks" / EVERY_TYPE.name).bank
        self.right = {each.id: each.correct_response() for each in self.bank.questions}
        self.desk = Desk(UserPaths(folder).journal)
        self.now = datetime.now().replace(hour=12, minute=0, second=0, microsecond=0).timestamp()

    def take(self, days, right, mode=PRACTICE, bank=None, left_out=0):
        """Take a bank with so many right answers, the others wrong, or with the last ones left out."""
        bank = bank or self.bank
        ids = [each.id for each in bank.questions]
        answers = {id_: self.right[id_] for id_ in ids[:right]}
        self.desk.clock.now = self.now - days * DAY
        taking = self.desk.begin(bank, mode)
        for place, id_ in enumerate(ids[: len(ids) - left_out]):
            self.desk.clock.now += 30
            taking.visit(taking.order.index(id_) if id_ in taking.order else place)
            taking.respond(id_, answers.get(id_, WRONG[id_]))
            taking.check(id_)
        return taking

    def other(self, title, questions):
        """Give a bank with another title, and so many of the questions."""
        id_ = title.lower()
        return msgspec.structs.replace(
            self.bank, id=id_, title=title, questions=self.bank.questions[:questions], content_hash=f"{len(title):064}"
        )

    def spoil(self, title):
        """Have a bank not be read any more."""
        self.desk.settle()
        with closing(sqlite3.connect(self.folder / "journal.db")) as journal, journal:
            journal.execute("UPDATE bank SET source = x'00' WHERE title = ?", [title])

    def start(self, start):
        """Start the program as Ada, at noon."""
        self.desk.settle()
        self.desk.close()
        (self.folder / "settings.json").write_text(json.dumps({"learner": self.desk.learner}))
        program = start()
        window, begun = program.window, time.time()
        learning, study = window.learning, window.study
        window.session._now = study._clock = learning.journal._clock = lambda: self.now + time.time() - begun
        study.forget()
        study.use(learning.journal, learning.learner.id)
        Learner(program).wait()

        def come() -> None:
            once = Qt.ConnectionType.SingleShotConnection
            learning.present_changed.connect(partial(setattr, program.jobs, "holds", True), once)
            learning.choose_new("Ben")

        def read() -> None:
            _, work = program.jobs.waiting[-1]
            work()

        steps = {
            "all is read, and nobody has heard of it yet": read,
            "Ben learns here now": lambda: learning.choose_new("Ben"),
            "Ben learns here now, and his past is not read yet": come,
        }
        return program, steps


WRONG = {
    "why-pounds": "D",
    "what-is-said": ("C",),
    "vote": "false",
    "sort-acts": {"A": "The town", "B": "Marta"},
    "sequence": ("C", "B", "A"),
    "not-asked": "Marta",
}


@given("Ada, who has done nothing yet")
def nothing_yet(start, tmp_path):
    return Past(tmp_path / "quizapp").start(start)


@given("Ada, who has taken several banks, one of which can no longer be read")
def several_banks(start, tmp_path):
    past = Past(tmp_path / "quizapp")
    past.take(21, 2, TEST).submit()
    past.take(14, 3, bank=past.other("Towers", 4)).submit()
    past.take(7, 4, left_out=1).submit()
    past.take(1, 2, TEST, left_out=3)
    past.take(28, 1, bank=past.other("Ruins", 2)).submit()
    past.spoil("Ruins")
    return past.start(start)


@given("Ada, for whom questions are due")
def questions_are_due(start, tmp_path):
    """Of three banks, one of which is no longer there."""
    past = Past(tmp_path / "quizapp")
    file = past.folder / "banks" / "bees.yaml"
    file.write_text(bank_text("bees", "About bees"), "utf-8")
    past.take(10, 4, bank=read_bank(file).bank).submit()
    past.take(9, 0, TEST).submit()
    past.take(8, 1, bank=past.other("Towers", 3)).submit()
    program, steps = past.start(start)

    def answer_all() -> None:
        taking = program.window.session.taking
        for id_ in taking.order:
            taking.respond(id_, past.right[id_])
            taking.check(id_)

    def write() -> None:
        text = program.bank.read_text("utf-8")
        program.bank.write_text(text.replace("Marta", "Maria"), "utf-8")
        news_of(program, program.bank)

    quiet(program)
    return program, steps | {"right answers to all": answer_all, "another program writes the bank": write}


@given("Ada, who has learned for months")
def for_months(start, tmp_path):
    """Each attempt is at noon; so is now, on 26 November 2025."""
    past = Past(tmp_path / "quizapp")
    past.now = NOON
    towers = past.other("Towers", 4)
    for week in range(9, 0, -1):
        past.take(7 * week, 6 - week // 2, bank=towers if week % 3 == 0 else None).submit()
    return past.start(start)
