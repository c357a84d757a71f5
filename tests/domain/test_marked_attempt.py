"""Totals: what is earned of what is possible, in percent."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import Attempt
from quizapp.domain.event import LevelChanged, Started
from quizapp.domain.mark import Points, Unmarked
from quizapp.domain.marked_attempt import Adjustment, Distinction, MarkedAttempt, MarkedQuestion, Total
from quizapp.domain.option import Option
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from tests.leveled import LEVELED
from tests.samples import SAMPLES


@pytest.mark.parametrize(
    ("earned", "possible", "percent"),
    [
        (0, 10, 0),
        (10, 10, 100),
        (1, 3, 33),
        (2, 3, 67),
        (1, 8, 13),
        (1, 1000, 1),
        (999, 1000, 99),
        (1999, 2000, 99),
        (0, 0, None),
    ],
)
def test_percent(earned, possible, percent):
    assert Total(Fraction(earned), Fraction(possible)).percent == percent


@given(st.fractions(0, 1))
def test_a_hundred_percent_is_all_and_none_is_nothing(share):
    percent = Total(share, Fraction(1)).percent
    assert (percent == 100) == (share == 1)
    assert (percent == 0) == (share == 0)
    assert abs(percent - share * 100) <= 1


def test_a_percentage_is_rounded_and_is_all_or_nothing_for_all_or_nothing_alone():
    shares = {"0": 0, "1": 100, "1/3": 33, "2/3": 67, "1/8": 13, "1/2": 50, "1/1000": 1, "999/1000": 99, "199/200": 99}
    assert {share: Total(2 * Fraction(share), Fraction(2)).percent for share in shares} == shares
    assert Total(Fraction(0), Fraction(0)).percent is None


def test_points_that_are_set_leave_what_was_right_and_wrong():
    for samples in SAMPLES.values():
        for sample in samples:
            for case in sample.cases:
                before = sample.question.mark(case.response)
                after = Adjustment(points=Fraction(1, 2)).mark(before, sample.question, case.response)
                assert isinstance(after, Points)
                assert after.earned == min(Fraction(1, 2), before.possible)
                assert after.parts == (before.parts if isinstance(before, Points) else ())


CHOICE = SingleChoice(
    id="q", stem="?", options=tuple(Option(text, key=text == "a") for text in "abc"), points=Decimal(2)
)
TYPED = ShortAnswer(id="t", stem="?", accepted=(Accepted("honey"),))
SELECTED = LEVELED.question("why")


def test_what_a_teacher_changes_takes_the_place_of_the_mark():
    for adjustment, question, response, expected in (
        (Adjustment(), CHOICE, "B", (0, 2, "all_or_nothing")),
        (Adjustment(also=("B",)), CHOICE, "B", (2, 2, "full_marks")),
        (Adjustment(also=("C", "B")), CHOICE, "B", (2, 2, "full_marks")),
        (Adjustment(also=("C",)), CHOICE, "B", (0, 2, "all_or_nothing")),
        (Adjustment(also=("C",)), CHOICE, "A", (2, 2, "all_or_nothing")),
        (Adjustment(also=("salt  water",)), TYPED, " salt water ", (1, 1, "full_marks")),
        (Adjustment(also=(("Its lamp was sold.",),)), SELECTED, ("Somebody bought its lamp.",), (1, 1, "full_marks")),
        (Adjustment(also=(("Its lamp was sold.",),)), SELECTED, ("Nobody knew.",), (0, 1, "right_minus_wrong")),
        (Adjustment(is_full=True), CHOICE, "B", (2, 2, "full_marks")),
        (Adjustment(is_full=True), CHOICE, None, (2, 2, "full_marks")),
        (Adjustment(also=("C",), is_full=True, points=Fraction(1)), CHOICE, "B", (1, 2, "set")),
        (Adjustment(points=Fraction(0)), CHOICE, "A", (0, 2, "set")),
        (Adjustment(points=Fraction(-1)), CHOICE, "A", (0, 2, "set")),
        (Adjustment(points=Fraction(7)), CHOICE, None, (2, 2, "set")),
    ):  # fmt: skip
        mark = adjustment.mark(question.mark(response), question, response)
        assert isinstance(mark, Points)
        assert (mark.earned, mark.possible, mark.rule) == expected, (adjustment, response)
        assert (mark.right, mark.wrong, mark.of) == (0, 0, 0) or mark == question.mark(response)
        sure = question.mark(question.correct_response())._replace(certainty=3)
        assert adjustment.mark(sure, question, response).certainty == 3
        assert mark.certainty == 0
    assert Adjustment(also=("B",)).mark(CHOICE.mark(None), CHOICE, None) == CHOICE.mark(None)


def test_what_is_missed_counts_is_marked_and_is_not_wholly_right():
    half = Points(Fraction(1), Fraction(2), (), "set", 0, 0, 0)
    rated = Unmarked(Fraction(2))
    for mark, is_done, full, unmarked, missed in (
        (CHOICE.mark("A"), True, True, False, False),
        (CHOICE.mark("B"), True, False, False, True),
        (half, True, False, False, True),
        (CHOICE.mark(None), True, False, False, True),
        (CHOICE.mark(None), False, False, False, False),
        (rated, True, False, True, False),
    ):
        entry = MarkedQuestion(1, CHOICE, CHOICE.ids, "A", mark, is_done=is_done)
        assert (entry.full, entry.unmarked, entry.missed) == (full, unmarked, missed)
        assert (entry.remark, entry.is_left_out, entry.tried, entry.hints, entry.note) == ("", False, (), (), "")
    told = MarkedQuestion(
        1, CHOICE, CHOICE.ids, "A", half, adjustment=Adjustment(remark="Well seen.", is_left_out=True)
    )
    assert (told.remark, told.is_left_out, told.missed) == ("Well seen.", True, True)
    assert not MarkedQuestion(1, CHOICE, CHOICE.ids, "A", half, adjustment=Adjustment()).is_left_out


def test_a_total_is_open_while_all_that_counts_is_to_be_marked():
    for possible, unmarked, is_open in ((0, 2, True), (0, 0, False), (3, 2, False), (3, 0, False)):
        assert Total(Fraction(0), Fraction(possible), Fraction(unmarked)).is_open == is_open
    assert Total() == (0, 0, 0)
    assert Total(Fraction(1), Fraction(4)).share == Fraction(1, 4)


def test_sorted_statements_that_are_right_lie_on_the_diagonal():
    found = Distinction(("protest", "interference"), ((3, 1, 2), (5, 7, 0)))
    assert (found.total, found.right) == (18, 10)


def test_the_levels_that_were_read_are_told_where_there_are_several_and_a_passage():
    few = msgspec.structs.replace(LEVELED, levels=LEVELED.levels[:1])
    for bank, read, without_passage, told in (
        (LEVELED, ["standard"], False, ["standard"]),
        (LEVELED, ["short", "gone", "standard"], False, ["short", "standard"]),
        (LEVELED, ["short", "standard"], True, []),
        (few, ["standard"], False, []),
        (msgspec.structs.replace(LEVELED, levels=LEVELED.levels[:2]), ["easier"], False, ["easier"]),
    ):
        started = Started(
            at=0.0, bank_id="b", content_hash="h", mode="practice", order=("why",), arrangements={},
            level=read[0], without_passage=without_passage,
        )  # fmt: skip
        attempt = Attempt(started)
        for level in read[1:]:
            assert attempt.apply(LevelChanged(at=1.0, level=level))
        marked = MarkedAttempt(bank, attempt, (), Total(), (), ())
        assert [level.id for level in marked.levels_read] == told
        assert marked.is_marked_here
        assert marked.certainties == marked.missed == ()
