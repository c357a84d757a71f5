"""How a learner gets on: figures that add up, and nothing said of too little."""

from datetime import UTC, date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.marked_attempt import Distinction, Total
from quizapp.domain.summary import AnswerSummary, PastAttempt, Summary
from quizapp.statistics.progress import (
    MOST_POINTS,
    DistinctionPoint,
    Point,
    by_month,
    misread,
    progress_of,
    steady,
    steady_distinctions,
)
from tests.journals import DAY, NOON


def total(earned: int, possible: int) -> Total:
    return Total(Fraction(earned), Fraction(possible))


def past(number: int, earned: int = 5, of: int = 10, **fields) -> PastAttempt:
    """The attempt of the day `number`: `of` questions to locate something, `earned` of them right."""
    at = NOON + number * DAY
    answers = tuple(AnswerSummary(f"q{n}", "locate", True, Fraction(n < earned), told_at=at) for n in range(of))
    values = {
        "mode": "practice",
        "is_whole": True,
        "seconds": 60.0,
        "total": total(earned, of),
        "skills": (("locate", total(earned, of)),),
        "answers": answers,
        "distinctions": (),
        "certainties": (),
        "left_out": 0,
    }
    values |= {name: value for name, value in fields.items() if name in values}
    bank = fields.get("bank", "bees")
    return PastAttempt(
        f"{number:03}", bank, bank.capitalize(), "hash", at, at, fields.get("submitted", True), Summary(**values)
    )


def of(*attempts: PastAttempt):
    return progress_of(attempts, NOON + 100 * DAY, UTC)


def finding(*attempts: PastAttempt):
    (found,) = of(*attempts).findings
    return found


def test_a_bank_of_which_nothing_is_marked_yet_is_finished_too():
    progress = of(past(1, total=total(0, 0)))
    assert (progress.finished, progress.marks) == (1, ())


def test_a_practice_that_was_stopped_early_is_no_finished_bank_but_what_was_done_counts():
    stopped = [past(number, 4, 4, left_out=6) for number in (1, 2)]
    progress = of(*stopped)
    assert (progress.attempts, progress.finished, progress.marks, progress.banks) == (2, 0, (), ())
    assert (finding(*stopped).standing, finding(*stopped).total) == ("strong", total(8, 8))
    assert len(progress.skills[0].points) == 2
    assert of(*stopped, past(3)).finished == 1


def test_a_clock_that_was_ahead_adds_no_empty_years():
    progress = progress_of([past(0), past(9000)], NOON, UTC)
    assert [(period.start, period.attempts) for period in progress.time] == [(date(2025, 11, 24), 2)]


def test_nothing_at_all():
    empty = progress_of([], NOON, UTC)
    assert (empty.attempts, empty.seconds, empty.marks, empty.findings, empty.time) == (0, 0, (), (), ())


def test_marks_stand_in_the_order_of_time():
    progress = of(past(3, 9), past(1, 2), past(2, 4, bank="towers"))
    assert [point.total.earned for point in progress.marks] == [2, 4, 9]
    bees, towers = progress.banks
    assert (bees.title, [point.total.percent for point in bees.points], bees.best.total.percent) == (
        "Bees",
        [20, 90],
        90,
    )
    assert towers.bank_id == "towers"


def test_only_whole_attempts_that_are_over_count_as_marks_but_all_take_time():
    progress = of(
        past(1),
        past(2, submitted=False),
        past(3, is_whole=False),
        past(4, mode="review"),
        past(5, mode="test"),
        past(6)._replace(summary=None),
    )
    assert [point.at for point in progress.marks] == [NOON + DAY, NOON + 5 * DAY]
    assert progress.seconds == 5 * 60
    assert (progress.attempts, progress.finished) == (4, 2)
    assert progress.answered == 50


@pytest.mark.parametrize(
    ("earned", "standing"), [(10, "strong"), (9, "strong"), (8, "between"), (6, "between"), (5, "weak"), (0, "weak")]
)
def test_a_skill_is_strong_or_weak(earned, standing):
    found = finding(*(past(number, earned) for number in range(3)))
    assert (found.standing, found.total, found.attempts, found.asked) == (standing, total(3 * earned, 30), 3, 30)


def test_too_little_to_tell():
    assert finding(past(1, 10, 10)).standing == "too_little"  # one attempt
    assert finding(past(1, 3, 3), past(2, 4, 4)).standing == "too_little"  # seven questions
    assert finding(past(1, 4, 4), past(2, 4, 4)).standing == "strong"


def test_what_is_not_marked_yet_is_not_counted_as_asked():
    unmarked = tuple(AnswerSummary(f"q{n}", "locate", True, None, told_at=1.0) for n in range(8))
    one = past(1, 1, 1)
    more = one.summary.answers + unmarked
    attempts = [past(number, 1, 1, answers=more) for number in range(3)]
    assert finding(*attempts).standing == "too_little"


def test_only_the_last_attempts_are_looked_at():
    found = finding(*(past(number, 1) for number in range(5)), *(past(number, 10) for number in range(5, 8)))
    assert (found.standing, found.total, found.before, found.change) == ("strong", total(30, 30), total(3, 30), "up")


def test_up_and_down_need_a_difference_and_something_to_compare_with():
    def change(before, after):
        return finding(*(past(n, before) for n in range(3)), *(past(n, after) for n in range(3, 6))).change

    assert (change(9, 8), change(8, 9), change(8, 8)) == ("down", "up", "")
    twice = finding(*(past(n, 9, 11) for n in range(3)), *(past(n, 9, 10) for n in range(3, 6)))
    assert twice.change == ""  # 82 and 90 %
    assert finding(past(0, 1), *(past(n, 9) for n in range(1, 4))).before is None


def test_what_was_read_as_what_adds_up_whatever_the_order_of_the_categories():
    first = Distinction(("Protest", "Interference"), ((5, 1, 0), (2, 4, 1)))
    second = Distinction(("Interference", "Protest"), ((3, 3, 0), (0, 6, 0)))
    (progress,) = of(past(1, distinctions=(first,)), past(2, distinctions=(second,))).distinctions
    assert progress.categories == ("Protest", "Interference")
    assert progress.points[1].distinction.counts == ((6, 0, 0), (3, 3, 0))
    assert progress.last.counts == ((11, 1, 0), (5, 7, 1))
    assert misread(first, 0, 1) == Fraction(1, 6)
    assert misread(first, 1, 0) == Fraction(2, 6)
    assert misread(Distinction(("A", "B"), ((0, 0, 3), (1, 0, 0))), 0, 1) is None


def test_of_few_statements_no_share_is_told():
    def point(number, right, wrong):
        return DistinctionPoint(NOON + number * DAY, Distinction(("A", "B"), ((right, wrong, 0), (0, 0, 9))))

    points = [point(0, 0, 1), point(1, 3, 4), point(2, 0, 0), point(3, 7, 1), point(4, 1, 0)]
    assert steady_distinctions(points[:1], 0) == ()
    assert steady_distinctions(points, 1) == ()
    first, second = steady_distinctions(points, 0)
    assert (first.at, first.distinction.counts[0]) == (NOON + DAY / 2, (3, 5, 0))
    assert (second.at, second.distinction.counts[0]) == (NOON + 3.5 * DAY, (8, 1, 0))


def test_what_nobody_sorted_is_left_out():
    untouched = Distinction(("A", "B"), ((0, 0, 3), (0, 0, 3)))
    assert of(past(1, distinctions=(untouched,))).distinctions == ()


def test_time_is_told_by_the_week_and_empty_weeks_too():
    progress = progress_of([past(0), past(1), past(15)], NOON + 22 * DAY, UTC)
    assert [(period.start, period.seconds, period.attempts) for period in progress.time] == [
        (date(2025, 11, 24), 120, 2),
        (date(2025, 12, 1), 0, 0),
        (date(2025, 12, 8), 60, 1),
        (date(2025, 12, 15), 0, 0),
    ]


def test_time_over_years_is_told_by_the_month():
    progress = progress_of([past(0), past(700)], NOON + 730 * DAY, UTC)
    assert progress.time[0].start == date(2025, 11, 1)
    assert len(progress.time) == 25
    assert sum(period.seconds for period in progress.time) == 120


@given(st.lists(st.tuples(st.floats(0, 900), st.integers(0, 10)), max_size=120))
def test_a_line_has_few_points_and_loses_none(entries):
    points = [Point(NOON + day * DAY, total(earned, 10)) for day, earned in sorted(entries)]
    drawn = by_month(points, UTC)
    assert len(drawn) <= max(MOST_POINTS, 32)
    assert sum(point.attempts for point in drawn) == len(points)
    assert sum(point.total.earned for point in drawn) == sum(earned for _, earned in entries)
    assert [point.at for point in drawn] == sorted(point.at for point in drawn)


@given(st.lists(st.integers(1, 12), max_size=40))
def test_neighbors_are_taken_together_until_they_hold_enough(possible):
    points = [Point(NOON + number * DAY, total(of // 2, of)) for number, of in enumerate(possible)]
    found = steady(points, 8)
    assert sum(point.total.possible for point in found) == sum(possible)
    assert sum(point.attempts for point in found) == len(points)
    assert all(point.total.possible >= 8 for point in found) or len(found) == 1
    assert [point.at for point in found] == sorted(point.at for point in found)


def test_the_limits_of_strong_and_weak_are_those_that_are_told():
    for earned, standing in ((119, "weak"), (120, "between"), (169, "between"), (170, "strong")):
        assert finding(past(1, 60, 100), past(2, earned - 60, 100)).standing == standing, earned
    assert [finding(*(past(n, 1, 1) for n in range(many))).attempts for many in (1, 2, 3, 4)] == [1, 2, 3, 3]
    assert finding(past(1, 4, 4), past(2, 3, 3)).standing == "too_little"  # seven questions in two attempts
    assert finding(past(1, 8, 8), past(2, 0, 0, total=total(0, 0), skills=())).standing == "too_little"
    many = [past(n, 9) for n in range(1, 4)]
    assert finding(past(-1, 4, 4), past(0, 4, 4), *many).before == total(8, 8)
    assert finding(past(-1, 3, 3), past(0, 4, 4), *many).before is None
    assert finding(past(0, 9, 9), *many).before is None
    assert finding(*(past(n, 1 + (n > 2)) for n in range(6))).change == "up"  # by a tenth just
    assert finding(*(past(n, 10 + 9 * (n > 2), 100) for n in range(6))).change == ""


def test_the_best_of_several_equal_marks_is_the_last():
    (bees,) = of(past(1, 5), past(2, 9), past(3, 9), past(4, 8)).banks
    assert bees.best == Point(NOON + 3 * DAY, total(9, 10))
    newest = of(past(1), past(2, bank="towers"), past(3))
    assert [bank.bank_id for bank in newest.banks] == ["bees", "towers"]


def test_a_line_of_more_than_24_points_has_one_a_month():
    points = [Point(NOON + 3 * number * DAY, total(number % 5, 5)) for number in range(25)]
    assert by_month(points[:24], UTC) == tuple(points[:24])
    months = by_month(points, UTC)  # from the 26th of November on
    assert [point.attempts for point in months] == [2, 10, 11, 2]
    assert months[0] == Point(NOON + 1.5 * DAY, total(1, 10), 2)
    assert sum(point.total.earned for point in months) == 50


def test_half_a_year_is_told_by_the_week_and_more_by_the_month():
    for days, first, periods in ((181, date(2025, 11, 24), 27), (182, date(2025, 11, 1), 7)):
        progress = progress_of([past(0, seconds=5.0), past(1)], NOON + days * DAY, UTC)
        assert (progress.time[0].start, len(progress.time)) == (first, periods), days
        assert (progress.time[0].seconds, progress.time[0].attempts) == (65, 2)
    (week,) = progress_of([past(0)], NOON, UTC).time
    assert week == (date(2025, 11, 24), 60, 1)


def test_the_last_three_attempts_tell_what_is_read_as_what_now():
    sorted_ = [Distinction(("A", "B"), ((n, 1, 0), (0, 2, 1))) for n in range(1, 6)]
    (progress,) = of(*(past(n, distinctions=(each,)) for n, each in enumerate(sorted_))).distinctions
    assert progress.last.counts == ((12, 3, 0), (0, 6, 3))
    other = Distinction(("C", "D"), ((1, 0, 0), (0, 1, 0)))
    found = of(past(1, distinctions=(sorted_[0],)), past(2, distinctions=(other,))).distinctions
    assert [each.categories for each in found] == [("C", "D"), ("A", "B")]
