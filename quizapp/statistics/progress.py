"""How a learner gets on: marks over time, time spent, what is strong and weak, and what is read as what.

What is said of marks rests on attempts at whole banks that are over, in practice or as a test: what was missed, and is
practiced or reviewed alone, is harder by choice. Time spent is that of every attempt.

What is read as what is told of no fewer than `LEAST_ASKED` statements of a category: by `steady_distinctions`.

Nothing is said of a skill before there is something to say it of. By `findings`:

- what is looked at are the last `LAST` attempts in which the skill was asked, and the `LAST` before them;
- below `LEAST_ASKED` questions in them that are marked, or in fewer than two attempts, it is too little to tell;
- from `STRONG` of the points on it is strong, below `WEAK` weak, otherwise in between;
- it has gone up or down where both groups hold enough to tell, and their shares differ by `CHANGE` or more.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Literal, NamedTuple

from quizapp.domain.marked_attempt import Distinction, Total
from quizapp.domain.question import SKILLS, Skill
from quizapp.domain.summary import PastAttempt, Summary

LAST = 3
LEAST_ASKED = 8
STRONG = Fraction(85, 100)
WEAK = Fraction(60, 100)
CHANGE = Fraction(10, 100)

MOST_POINTS = 24
"""A line with more points than this is drawn by the month."""

Standing = Literal["strong", "between", "weak", "too_little"]


class Point(NamedTuple):
    """What was earned at one time, in seconds since the epoch: in one attempt, or in several together."""

    at: float
    total: Total
    attempts: int = 1


class BankProgress(NamedTuple):
    """The marks of one bank, the oldest first. `title` is the newest that it had."""

    bank_id: str
    title: str
    points: tuple[Point, ...]

    @property
    def best(self) -> Point:
        """The one with the greatest share; of several, the last."""
        return max(self.points, key=lambda point: (point.total.share, point.at))


class SkillProgress(NamedTuple):
    """The marks of one skill, the oldest first."""

    skill: Skill
    points: tuple[Point, ...]


class Finding(NamedTuple):
    """What can be said of a skill: of `total`, in the last `attempts`, in which `asked` of its questions are marked.

    `before` is the total of as many attempts before these; None where that is too little to compare with.
    """

    skill: Skill
    standing: Standing
    total: Total
    attempts: int
    asked: int
    before: Total | None

    @property
    def change(self) -> Literal["up", "down", ""]:
        """Whether the share has gone up or down."""
        if self.before is None or abs(self.total.share - self.before.share) < CHANGE:
            return ""
        return "up" if self.total.share > self.before.share else "down"


class DistinctionPoint(NamedTuple):
    """How the statements of one attempt were sorted; or those of several together."""

    at: float
    distinction: Distinction


class DistinctionProgress(NamedTuple):
    """How statements were sorted into the same categories over time, the oldest first."""

    categories: tuple[str, ...]
    points: tuple[DistinctionPoint, ...]

    @property
    def last(self) -> Distinction:
        """That of the last `LAST` attempts together."""
        return _sum_of([point.distinction for point in self.points[-LAST:]])


class Period(NamedTuple):
    """The time spent from the day `start` on, for a week or a month, in seconds, and the attempts begun in it."""

    start: date
    seconds: float
    attempts: int


class Progress(NamedTuple):
    """All of it, of all attempts. `marks` are those of all banks.

    `attempts` counts those that are over, `finished` those at whole banks among them.
    """

    attempts: int
    finished: int
    answered: int
    seconds: float
    marks: tuple[Point, ...]
    banks: tuple[BankProgress, ...]
    skills: tuple[SkillProgress, ...]
    findings: tuple[Finding, ...]
    distinctions: tuple[DistinctionProgress, ...]
    time: tuple[Period, ...]


def progress_of(attempts: Iterable[PastAttempt], now: float, zone: tzinfo | None = None) -> Progress:
    """How the learner of these attempts gets on, as of `now`, in seconds since the epoch.

    `zone` tells where days and months begin; None for where this computer is.
    """
    known = sorted(
        ((attempt, attempt.summary) for attempt in attempts if attempt.summary is not None),
        key=lambda entry: (entry[0].started, entry[0].id),
    )
    whole = [entry for entry in known if _counts(*entry)]
    skills = skills_over_time(whole)
    return Progress(
        attempts=sum(attempt.submitted for attempt, _ in known),
        finished=sum(_is_finished(*entry) for entry in known),
        answered=sum(summary.answered for _, summary in known),
        seconds=sum(summary.seconds for _, summary in known),
        marks=tuple(Point(attempt.started, summary.total) for attempt, summary in whole),
        banks=_banks(whole),
        skills=skills,
        findings=tuple(_finding(whole, entry.skill) for entry in skills),
        distinctions=distinctions_over_time(whole),
        time=time_spent([(attempt.started, summary.seconds) for attempt, summary in known], now, zone),
    )


_Known = Sequence[tuple[PastAttempt, Summary]]


def _is_finished(attempt: PastAttempt, summary: Summary) -> bool:
    return attempt.submitted and summary.is_whole and summary.mode != "review"


def _counts(attempt: PastAttempt, summary: Summary) -> bool:
    return _is_finished(attempt, summary) and bool(summary.total.possible)


def _banks(whole: _Known) -> tuple[BankProgress, ...]:
    """Bank by bank, that which was taken last first."""
    found: dict[str, tuple[str, list[Point]]] = {}
    for attempt, summary in whole:
        _, points = found.pop(attempt.bank_id, ("", []))
        found[attempt.bank_id] = (attempt.title, [*points, Point(attempt.started, summary.total)])
    return tuple(BankProgress(id_, title, tuple(points)) for id_, (title, points) in reversed(found.items()))


def skills_over_time(whole: _Known) -> tuple[SkillProgress, ...]:
    """The marks of each skill that was asked, in the order of `SKILLS`."""
    found: dict[Skill, list[Point]] = {}
    for attempt, summary in whole:
        for skill, total in summary.skills:
            if total.possible:
                found.setdefault(skill, []).append(Point(attempt.started, total))
    return tuple(SkillProgress(skill, tuple(found[skill])) for skill in SKILLS if skill in found)


def _finding(whole: _Known, skill: Skill) -> Finding:
    asked = [
        (total, sum(answer.skill == skill and answer.share is not None for answer in summary.answers))
        for _, summary in whole
        for name, total in summary.skills
        if name == skill and total.possible
    ]
    last, before = asked[-LAST:], asked[-2 * LAST : -LAST]
    total, count = _sum(last)
    earlier, earlier_count = _sum(before)
    enough = count >= LEAST_ASKED and len(last) > 1
    standing: Standing = "too_little"
    if enough:
        standing = "strong" if total.share >= STRONG else "weak" if total.share < WEAK else "between"
    comparable = enough and earlier_count >= LEAST_ASKED and len(before) > 1
    return Finding(skill, standing, total, len(last), count, earlier if comparable else None)


def _sum(asked: Sequence[tuple[Total, int]]) -> tuple[Total, int]:
    return add_up([total for total, _ in asked]), sum(count for _, count in asked)


def add_up(totals: Iterable[Total]) -> Total:
    """Several totals as one."""
    earned = possible = unmarked = Fraction(0)
    for total in totals:
        earned, possible, unmarked = earned + total.earned, possible + total.possible, unmarked + total.unmarked
    return Total(earned, possible, unmarked)


def distinctions_over_time(whole: _Known) -> tuple[DistinctionProgress, ...]:
    """What was sorted into the same categories, whatever their order, those that were sorted last first."""
    found: dict[frozenset[str], tuple[tuple[str, ...], list[DistinctionPoint]]] = {}
    for attempt, summary in whole:
        for distinction in summary.distinctions:
            if not any(any(row[:-1]) for row in distinction.counts):
                continue
            key = frozenset(distinction.categories)
            names, points = found.pop(key, (distinction.categories, []))
            point = DistinctionPoint(attempt.started, _in_order(distinction, names))
            found[key] = (names, [*points, point])
    return tuple(DistinctionProgress(names, tuple(points)) for names, points in reversed(found.values()))


def _in_order(distinction: Distinction, names: tuple[str, ...]) -> Distinction:
    """The same with its categories in the order of `names`."""
    places = [distinction.categories.index(name) for name in names]
    counts = tuple(
        (*(distinction.counts[row][column] for column in places), distinction.counts[row][-1]) for row in places
    )
    return Distinction(names, counts)


def _sum_of(distinctions: Sequence[Distinction]) -> Distinction:
    """Several of the same categories as one."""
    rows = zip(*(distinction.counts for distinction in distinctions), strict=True)
    counts = tuple(tuple(map(sum, zip(*of_row, strict=True))) for of_row in rows)
    return Distinction(distinctions[0].categories, counts)


def misread(distinction: Distinction, row: int, column: int) -> Fraction | None:
    """The share of what belongs to the category `row` that was read as `column`; None where none was sorted."""
    sorted_ = sum(distinction.counts[row][:-1])
    return Fraction(distinction.counts[row][column], sorted_) if sorted_ else None


def by_month(points: Sequence[Point], zone: tzinfo | None = None) -> tuple[Point, ...]:
    """As many points as a line can show: each of `points`, or, where they are many, all of a month as one.

    A month stands at the middle of the times of its attempts.
    """
    if len(points) <= MOST_POINTS:
        return tuple(points)
    months: dict[tuple[int, int], list[Point]] = {}
    for point in points:
        day = _day(point.at, zone)
        months.setdefault((day.year, day.month), []).append(point)
    return tuple(map(_together, months.values()))


def steady(points: Sequence[Point], least: int = LEAST_ASKED) -> tuple[Point, ...]:
    """Neighbors taken together until each of them holds at least `least` points that could be earned.

    What is left over at the end goes to the last of them. So a skill with few questions does not leap up and down.
    """
    found: list[Point] = []
    waiting: list[Point] = []
    for point in points:
        waiting.append(point)
        if sum(each.total.possible for each in waiting) >= least:
            found.append(_together(waiting))
            waiting = []
    if waiting:
        found[-1:] = [_together([*found[-1:], *waiting])]
    return tuple(found)


def _together(points: Sequence[Point]) -> Point:
    """Several neighbors as one, in the middle of their times."""
    if len(points) == 1:
        return points[0]
    total = add_up(point.total for point in points)
    return Point((points[0].at + points[-1].at) / 2, total, sum(point.attempts for point in points))


def distinctions_by_month(
    points: Sequence[DistinctionPoint], zone: tzinfo | None = None
) -> tuple[DistinctionPoint, ...]:
    """As `by_month`, of what was sorted."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    months: dict[tuple[int, int], list[DistinctionPoint]] = {}
    for point in points:
        day = _day(point.at, zone)
        months.setdefault((day.year, day.month), []).append(point)
    return tuple(
        DistinctionPoint((those[0].at + those[-1].at) / 2, _sum_of([point.distinction for point in those]))
        for those in months.values()
    )


def steady_distinctions(
    points: Sequence[DistinctionPoint], row: int, least: int = LEAST_ASKED
) -> tuple[DistinctionPoint, ...]:
    """Neighbors taken together until in each of them at least `least` statements of the category `row` were sorted.

    What is left over at the end goes to the last of them; where there are fewer in all, there is none.
    """
    found: list[list[DistinctionPoint]] = []
    waiting: list[DistinctionPoint] = []
    for point in points:
        if not any(point.distinction.counts[row][:-1]):
            continue
        waiting.append(point)
        if sum(sum(each.distinction.counts[row][:-1]) for each in waiting) >= least:
            found.append(waiting)
            waiting = []
    if found:
        found[-1] += waiting
    return tuple(
        DistinctionPoint((those[0].at + those[-1].at) / 2, _sum_of([point.distinction for point in those]))
        for those in found
    )


_MOST_WEEKS = 26


def time_spent(spent: Sequence[tuple[float, float]], now: float, zone: tzinfo | None = None) -> tuple[Period, ...]:
    """When which time was spent, by the week, from Monday on; over half a year and more by the month. Oldest first.

    `spent` holds when each attempt began, and how many seconds it lasted; empty periods up to `now` are there too.
    """
    if not spent:
        return ()
    days = [_day(at, zone) for at, _ in spent]
    first, last = min(days), max(*days, _day(now, zone))
    by_week = (last - first).days < 7 * _MOST_WEEKS
    start = _week(first) if by_week else first.replace(day=1)
    found: dict[date, list[float]] = {}
    while start <= last:
        found[start] = []
        start = start + timedelta(days=7) if by_week else (start + timedelta(days=31)).replace(day=1)
    for day, (_, seconds) in zip(days, spent, strict=True):
        found[_week(day) if by_week else day.replace(day=1)].append(seconds)
    return tuple(Period(start, sum(seconds), len(seconds)) for start, seconds in found.items())


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(at: float, zone: tzinfo | None) -> date:
    return datetime.fromtimestamp(at, zone).date()
