"""Today's review: what it asks, in which order, and that it has an end."""

from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizapp.domain.attempt import PRACTICE, REVIEW, TEST
from quizapp.domain.question import Hint
from quizapp.services.history import History
from quizapp.services.library import Library
from quizapp.services.spaced_review import Next, SpacedReview, local_day, result_of
from quizapp.services.taking import Taking
from tests.journals import DAY, NOON, Desk
from tests.samples import ALL_SAMPLES, BANK

PASSAGE = "# Bees\n\nThe tower stood empty. The bees came in May. Nobody asked them. The vote was unanimous.\n"
BODY = "    type: true_false\n    stem: Is it so?\n    key: true\n"


def day(now):
    """Days by UTC, so that no test depends on where it runs."""
    start = now // DAY * DAY
    return start, start + DAY


class Study:
    """A learner with a library and a journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "banks"
        self.folder.mkdir()
        self.desk = Desk(folder / "journal.db")
        self.library = Library([self.folder], folder / "library.json")
        self.review = SpacedReview(History(self.desk.journal, self.desk.learner), self.library, self.desk.clock, day)

    def add(self, id_: str, *questions: str, passage: str = "passage.md", body: str = BODY) -> Path:
        """A bank; each of `questions` is its id, with more fields after a comma."""
        (self.folder / passage).write_text(PASSAGE)
        lines = [f"id: {id_}", f"title: {id_.capitalize()}", "passage:", f"  file: {passage}", "questions:"]
        for question in questions:
            name, *fields = question.split("|")
            lines.append(f"  - id: {name}\n{body}" + "".join(f"    {field}\n" for field in fields))
        path = self.folder / f"{id_}.yaml"
        path.write_text("\n".join(lines))
        self.library.read_all()
        self.library.read(path)
        return path

    def bank(self, id_: str):
        return self.library.bank(self.folder / f"{id_}.yaml")

    def miss(self, id_: str, *questions: str, at: float = NOON) -> None:
        """Take these questions of a bank and give a wrong answer to each, in a test."""
        self.desk.take(self.bank(id_), dict.fromkeys(questions, "false"), at=at, questions=questions)
        self.desk.settle()

    def plan(self, at: float, most: int = 20):
        self.desk.clock.now = at
        return self.review.plan(most, 0.0)

    def sit(self, plan, response: str = "true") -> None:
        """Answer all that is planned."""
        for sitting in plan.sittings:
            responses = dict.fromkeys(sitting.questions, response)
            self.desk.take(sitting.bank, responses, REVIEW, None, sitting.questions, sitting.stands_for)
        self.desk.settle()


@pytest.fixture
def study(tmp_path):
    study = Study(tmp_path)
    yield study
    study.desk.close()


def asked(plan):
    return [(sitting.bank.id, *sitting.questions) for sitting in plan.sittings]


def test_nothing_was_missed(study):
    study.add("bees", "q1")
    assert study.plan(NOON) == ((), 0, 0, None, False, 0, 0, 0, 0.0)
    study.desk.take(study.bank("bees"), {"q1": "true"})
    study.desk.settle()
    assert study.plan(NOON + DAY) == ((), 0, 0, None, False, 0, 0, 0, 0.0)


@pytest.mark.parametrize(("mode", "due"), [(TEST, ("q2", "q3")), (PRACTICE, ("q2",))])
def test_what_was_missed_is_due_and_nothing_else(study, mode, due):
    study.add("bees", "q1", "q2", "q3")
    study.desk.take(study.bank("bees"), {"q1": "true", "q2": "false"}, mode, at=NOON)
    study.desk.settle()
    plan = study.plan(NOON + DAY)
    assert asked(plan) == [("bees", *due)]
    assert plan.questions == len(due)
    assert plan.known


def test_what_was_right_in_the_review_waits_for_days(study):
    study.add("bees", "q1")
    study.miss("bees", "q1")
    study.sit(study.plan(NOON + DAY))
    plan = study.plan(study.desk.clock.now)
    assert (plan.questions, plan.done) == (0, 1)
    assert plan.next is not None
    while plan.next.is_today:
        study.sit(study.plan(plan.next.at))
        plan = study.plan(study.desk.clock.now)
    assert plan.next.at > NOON + 2 * DAY
    assert study.plan(plan.next.at - 2 * DAY).questions == 0
    assert study.plan(plan.next.at).questions == 1


def test_what_is_missed_again_comes_again_but_not_for_ever(study):
    study.add("bees", "q1")
    study.miss("bees", "q1")
    now = NOON + DAY
    for _ in range(3):
        plan = study.plan(now)
        assert plan.questions == 1
        study.sit(plan, "false")
        now = study.desk.clock.now + 660
    plan = study.plan(now)
    assert plan.questions == 0
    assert plan.next == Next(day(now)[1], 1, False)
    assert study.plan(now + DAY).questions == 1


def test_what_was_asked_often_enough_today_keeps_nothing_else_out(study):
    study.add("bees", "q1", "q2")
    study.miss("bees", "q1")
    for at in range(3):
        study.sit(study.plan(NOON + DAY + 660 * at), "false")
    study.miss("bees", "q2", at=study.desk.clock.now + 60)
    plan = study.plan(study.desk.clock.now + 660)
    assert asked(plan) == [("bees", "q2")]
    assert plan.next == Next(day(study.desk.clock.now)[1], 1, False)


def test_an_answer_at_midnight_is_of_the_day_that_begins(study):
    study.add("bees", "q1")
    study.miss("bees", "q1")
    study.sit(study.plan(NOON + DAY))
    at = study.desk.clock.now
    for midnight, done in ((at, 1), (at + 1, 0)):
        days = lambda now, midnight=midnight: (midnight, midnight + DAY)  # noqa: E731
        review = SpacedReview(History(study.desk.journal, study.desk.learner), study.library, study.desk.clock, days)
        assert review.plan(20, 0.0).done == done


def test_of_two_banks_with_one_id_the_first_is_asked(study):
    path = study.add("bees", "q1")
    study.miss("bees", "q1")
    (study.folder / "copy.yaml").write_text(path.read_text())
    study.library.read_all()
    assert [len(entry.problems) for entry in study.library.entries()] == [0, 1]
    (sitting,) = study.plan(NOON + DAY).sittings
    assert sitting.path == path


def test_a_question_is_asked_in_the_language_in_which_it_was_taken_last(study):
    study.add("bees", "one", "two")
    spanish = study.add("bees-es", "one", "two", passage="abejas.md")
    spanish.write_text(spanish.read_text().replace("title:", "language: es\ntranslation_of: bees\ntitle:", 1))
    study.library.read(spanish)
    study.miss("bees", "one", "two")
    study.miss("bees-es", "one", at=NOON + 60)
    plan = study.plan(NOON + DAY)
    assert {sitting.bank.id: sitting.questions for sitting in plan.sittings} == {"bees": ("two",), "bees-es": ("one",)}
    assert plan.removed == 0
    study.miss("bees-es", "two", at=NOON - 60)  # brought from another computer
    assert {sitting.bank.id: sitting.questions for sitting in study.plan(NOON + DAY).sittings} == {
        "bees": ("two",), "bees-es": ("one",),
    }  # fmt: skip
    study.miss("bees", "one", at=NOON + 120)
    assert [sitting.bank.id for sitting in study.plan(NOON + DAY).sittings] == ["bees"]


def test_a_day_has_an_end(study):
    study.add("bees", *(f"q{number}" for number in range(30)))
    study.miss("bees", *(f"q{number}" for number in range(30)))
    plan = study.plan(NOON + DAY)
    assert (plan.questions, plan.put_off) == (20, 10)
    study.sit(plan)
    plan = study.plan(study.desk.clock.now)
    assert (plan.questions, plan.done, plan.put_off) == (0, 20, 10)
    plan = study.plan(NOON + DAY, most=5)
    assert plan.questions == 0
    plan = study.plan(NOON + 2 * DAY, most=10)
    assert plan.questions == 10


def test_banks_of_one_passage_stand_together(study):
    for id_, passage in (("one", "a.md"), ("two", "b.md"), ("three", "a.md")):
        study.add(id_, "q1", passage=passage)
    for number, id_ in enumerate(("one", "two", "three")):
        study.miss(id_, "q1", at=NOON + 600 * number)
    assert asked(study.plan(NOON + DAY)) == [("one", "q1"), ("three", "q1"), ("two", "q1")]


OTHERS = ("q2|evidence: The bees came in May", "q3|evidence: Nobody asked them", "q4|skill: locate|evidence: in May")


def test_a_sibling_is_asked_in_its_place(study):
    study.add("bees", "q1|evidence: came in May", *OTHERS)
    study.miss("bees", "q1")
    (sitting,) = study.plan(NOON + DAY).sittings
    assert (sitting.questions, sitting.stands_for) == (("q2",), {"q2": "q1"})


def test_a_sibling_can_cover_the_same_statement(study):
    study.add("bees", "q1|covers: [F1, F2]", "q2|covers: [F3]", "q3|covers: [F2]")
    study.miss("bees", "q1")
    (sitting,) = study.plan(NOON + DAY).sittings
    assert sitting.stands_for == {"q3": "q1"}


def test_the_answer_to_a_sibling_counts_for_both(study):
    study.add("bees", "q1|covers: [F1]", "q2|covers: [F1]")
    study.miss("bees", "q1")
    study.sit(study.plan(NOON + DAY), "false")
    plan = study.plan(study.desk.clock.now + 660)
    assert asked(plan) == [("bees", "q1", "q2")]  # both are due, and neither can stand for the other


def test_a_sibling_is_asked_for_three_weeks_after_that_the_question_itself(study):
    study.add("bees", "q1|covers: [F1]", "q2|covers: [F1]")
    study.miss("bees", "q1")
    missed = study.desk.clock.now
    for after, standing in ((DAY, {"q2": "q1"}), (21 * DAY - 1, {"q2": "q1"}), (21 * DAY, {}), (30 * DAY, {})):
        (sitting,) = study.plan(missed + after).sittings
        assert sitting.stands_for == standing
        assert sitting.questions == (tuple(standing) or ("q1",))


def test_no_sibling_that_was_asked_within_a_week(study):
    study.add("bees", "q1|covers: [F1]", "q2|covers: [F1]")
    study.desk.take(study.bank("bees"), {"q2": "true"}, at=NOON, questions=["q2"])
    asked_at = study.desk.clock.now
    study.miss("bees", "q1")
    for after, standing in ((DAY, {}), (7 * DAY - 1, {}), (7 * DAY, {"q2": "q1"})):
        (sitting,) = study.plan(asked_at + after).sittings
        assert (sitting.questions, sitting.stands_for) == (tuple(standing) or ("q1",), standing)


def test_what_is_due_itself_stands_for_nothing(study):
    study.add("bees", "q1|covers: [F1]", "q2|covers: [F1]")
    study.miss("bees", "q1", "q2")
    (sitting,) = study.plan(NOON + 10 * DAY).sittings
    assert (sitting.questions, sitting.stands_for) == (("q1", "q2"), {})


WRITTEN = """  - id: q2
    type: open_response
    stem: Why is it so?
    model_answer: It was empty.
    rubric: [{text: A reason, levels: [{text: None, points: 0}, {text: One, points: 1}]}]
    covers: [F1]
"""


def test_what_a_person_has_to_mark_stands_for_nothing(study):
    path = study.add("bees", "q1|covers: [F1]")
    path.write_text(path.read_text() + WRITTEN)
    study.library.read(path)
    study.miss("bees", "q1")
    (sitting,) = study.plan(NOON + DAY).sittings
    assert [question.is_rated for question in sitting.bank.questions] == [False, True]
    assert (sitting.questions, sitting.stands_for) == (("q1",), {})


@pytest.mark.parametrize(
    ("one", "other", "is_sibling"),
    [
        ("came in May", "in May. Nobody", True),
        ("in May. Nobody", "came in May", True),
        ("came in May", '". Nobody"', False),  # the second begins where the first ends
        ('". Nobody"', "came in May", False),
    ],
)
def test_a_sibling_rests_on_a_word_that_both_rest_on(study, one, other, is_sibling):
    study.add("bees", f"q1|evidence: {one}", f"q2|evidence: {other}")
    study.miss("bees", "q1")
    (sitting,) = study.plan(NOON + DAY).sittings
    assert sitting.stands_for == ({"q2": "q1"} if is_sibling else {})


def test_of_several_siblings_the_one_that_was_not_asked_for_longest_comes_first(study):
    study.add("bees", *(f"q{number}|covers: [F1]" for number in range(1, 5)))
    for number, days in ((2, 10), (3, 30), (4, 20)):
        study.desk.take(study.bank("bees"), {f"q{number}": "true"}, at=NOON - days * DAY, questions=[f"q{number}"])
    study.miss("bees", "q1")
    (sitting,) = study.plan(NOON + DAY).sittings
    assert sitting.stands_for == {"q3": "q1"}


def test_a_question_that_has_changed_is_asked_as_it_is_now(study):
    study.add("bees", "q1", "q2")
    study.miss("bees", "q1", "q2")
    study.add("bees", "q1", body=BODY.replace("Is it so?", "Is it still so?"))
    plan = study.plan(NOON + DAY)
    assert asked(plan) == [("bees", "q1")]
    assert plan.sittings[0].bank.question("q1").stem == "Is it still so?"
    assert plan.next is None


def test_a_bank_that_is_gone_or_has_mistakes_is_left_out(study):
    path = study.add("bees", "q1")
    study.miss("bees", "q1")
    path.write_text("id: bees")
    assert study.plan(NOON + DAY).questions == 0
    path.unlink()
    study.library.read_all()
    assert study.plan(NOON + DAY) == ((), 0, 0, None, True, 1, 0, 0, 0.0)  # it was missed, and says so
    study.add("bees", "q2")
    assert study.plan(NOON + DAY) == ((), 0, 0, None, True, 1, 0, 0, 0.0)


@pytest.mark.parametrize("mode", [PRACTICE, REVIEW])
@pytest.mark.parametrize("first", ["true", "false"])
def test_an_answer_after_the_key_was_seen_comes_back(study, mode, first):
    study.add("bees", "q1")
    taking = study.desk.begin(study.bank("bees"), mode)
    taking.respond("q1", first)
    taking.check("q1")
    taking.undo()
    taking.respond("q1", "true")
    taking.check("q1")
    taking.submit()
    study.desk.settle()
    assert result_of(study.bank("bees"), taking.attempt) == ("Bees", 1, 0)
    assert asked(study.plan(NOON + DAY)) == [("bees", "q1")]


def test_an_answer_under_a_later_clock_is_due_today(study):
    study.add("bees", "q1", "q2")
    study.miss("bees", "q1", at=NOON + 10_000 * DAY)
    assert asked(study.plan(NOON)) == [("bees", "q1")]
    study.desk.clock.now = NOON
    study.sit(study.plan(NOON))
    plan = study.plan(study.desk.clock.now)
    assert (plan.done, plan.questions) == (1, 0)
    assert plan.next.at < NOON + 30 * DAY


def test_leaving_a_question_out_of_a_review_changes_nothing(study):
    study.add("bees", "q1", "q2")
    study.miss("bees", "q1", "q2")
    (sitting,) = study.plan(NOON + DAY).sittings
    taking = study.desk.take(sitting.bank, {"q1": "true"}, REVIEW, None, sitting.questions)
    study.desk.settle()
    assert result_of(sitting.bank, taking.attempt) == ("Bees", 1, 1)
    assert asked(study.plan(study.desk.clock.now)) == [("bees", "q2")]


def test_a_day_is_from_midnight_to_midnight():
    for moment in (datetime(2026, 3, 2, 13, 45, 59, 123456), datetime(2026, 3, 2), datetime(2026, 3, 2, 23, 59, 59)):
        begin, end = map(datetime.fromtimestamp, local_day(moment.timestamp()))
        assert (begin, end) == (datetime(2026, 3, 2), datetime(2026, 3, 3))


def test_what_is_put_off_comes_up_tomorrow_though_it_is_due_later_today(study):
    study.add("bees", "q1", "q2")
    study.miss("bees", "q1", "q2")
    morning = NOON + DAY - 4 * 3600
    plan = study.plan(morning, 1)
    assert (asked(plan), plan.put_off, plan.next) == ([("bees", "q1")], 1, Next(day(morning)[1], 1, False))


def test_a_bank_with_mistakes_since_is_not_said_to_come_up(study):
    path = study.add("bees", "q1")
    study.miss("bees", "q1")
    study.sit(study.plan(NOON + DAY))
    now = study.desk.clock.now
    assert study.plan(now).next is not None
    path.write_text("id: bees\n")
    study.library.read_all()
    assert study.plan(now) == ((), 0, 0, None, True, 1, 0, 0, 0.0)


def test_after_a_break_the_reviews_are_spread_and_each_is_asked_once(study):
    names = [f"q{number}" for number in range(48)]
    study.add("bees", *names)
    study.miss("bees", *names)
    for days in (6, 7, 21):
        plan = study.plan(NOON + days * DAY)
        assert (plan.questions, plan.put_off, plan.days) == (20, 28, 2)
        assert plan.away == (days if days >= 7 else 0)
    seen = []
    for nth in range(3):
        plan = study.plan(NOON + (21 + nth) * DAY)
        assert plan == study.plan(NOON + (21 + nth) * DAY)
        seen.append([id_ for sitting in plan.sittings for id_ in sitting.questions])
        assert len(set(seen[-1])) == len(seen[-1]) == 20
        study.sit(plan)
        assert study.plan(study.desk.clock.now).away == 0
    first, second, third = map(set, seen)
    assert not first & second
    assert len(third - first - second) == 8
    assert first | second | third == set(names)


def test_nothing_is_due_while_the_learner_is_away(study):
    study.add("bees", "q1", "q2", "q3")
    study.desk.clock.now = NOON
    back = day(NOON)[0] + 14 * DAY
    assert study.review.plan(2, back) == ((), 0, 0, None, False, 0, 0, 0, back)
    study.miss("bees", "q1", "q2", "q3")
    for now in (NOON + DAY, back - 1):
        study.desk.clock.now = now
        assert study.review.plan(2, back) == ((), 0, 0, Next(back, 2, False), True, 0, 0, 0, back)
    for until in (back, 0.0):
        study.desk.clock.now = back
        plan = study.review.plan(2, until)
        assert (plan.questions, plan.put_off, plan.days, plan.away_until) == (2, 1, 1, 0.0)


def test_a_sitting_counts_what_was_right_at_once_without_a_hint_among_what_was_answered():
    first = next(each.question for each in ALL_SAMPLES if each.question.type_name == "true_false")
    hints = (Hint("Look again."),)
    questions = tuple(replace(first, id=id_, hints=hints) for id_ in ("right", "wrong", "aided", "left out"))
    bank = replace(BANK, questions=questions)
    taking = Taking(bank, REVIEW, None, lambda: 0.0)
    correct = first.correct_response()
    wrong = "false" if correct == "true" else "true"
    for id_, response in (("right", correct), ("wrong", wrong), ("aided", correct)):
        if id_ == "aided":
            assert taking.show_hint(id_)
        assert taking.respond(id_, response)
        assert taking.check(id_)
    assert taking.submit()
    assert result_of(bank, taking.attempt) == (bank.title, 3, 1)
