"""Progress of a learner: marks over time, time spent, strong and weak skills, and common mix-ups.

Marks rest on whole banks that were finished, in practice or as a test: what was missed, and is practiced or reviewed
alone, is harder by choice, and a practice that was stopped early is no finished bank. Skills and mix-ups rest on all
questions that were done in attempts at whole banks, also of a practice that was stopped early. Time spent is that of
every attempt. An attempt that a teacher marks counts nowhere here.

A mix-up is told of no fewer than `LEAST_ASKED` statements of a category: by `steady_distinctions`.

Nothing is said of a skill before there is something to say it of. By `findings`:

- it rests on the last `LAST` attempts in which the skill was asked, compared with the `LAST` before them;
- below `LEAST_ASKED` questions in them that are marked, or in fewer than `LEAST_ATTEMPTS`, it is too little to tell;
- from `STRONG` of the points on it is strong, below `WEAK` weak, otherwise in between;
- it has gone up or down where both groups hold enough to tell, and their shares differ by `CHANGE` or more.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Literal, NamedTuple, TypeVar

from quizapp.domain.marked_attempt import Distinction, Total
from quizapp.domain.question import SKILLS, Skill
from quizapp.domain.summary import PastAttempt, Summary

LAST = 3
LEAST_ASKED = 8
LEAST_ATTEMPTS = 2
STRONG = Fraction(85, 100)
WEAK = Fraction(60, 100)
CHANGE = Fraction(1, 10)

MOST_POINTS = 24
"""A line with more points than this is drawn by the month."""

Standing = Literal["strong", "between", "weak", "too_little"]


class Point(NamedTuple):
    """The points earned at one time, in seconds since the epoch: in one attempt, or in several together."""

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
    """A statement on a skill: on `total`, in the last `attempts`, in which `asked` of its questions are marked.

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
        if self.before is None or abs(self.total.share - self.before.share) < CHANGE:
            return ""
        return "up" if self.total.share > self.before.share else "down"


class DistinctionPoint(NamedTuple):
    """The sorted statements of one attempt, or of several together."""

    at: float
    distinction: Distinction


class DistinctionProgress(NamedTuple):
    """The statements that were sorted into the same categories over time, the oldest first."""

    categories: tuple[str, ...]
    points: tuple[DistinctionPoint, ...]

    @property
    def last(self) -> Distinction:
        """The sum of the last `LAST` attempts."""
        return _sum_of([point.distinction for point in self.points[-LAST:]])


class Period(NamedTuple):
    """The time spent from the day `start` on, for a week or a month, in seconds, and the attempts begun in it."""

    start: date
    seconds: float
    attempts: int


class Progress(NamedTuple):
    """All of it, of all attempts. `marks` are those of all banks.

    `attempts` counts those that are over, `finished` those among them in which a whole bank was finished.
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
    """The progress of the learner of these attempts, as of `now`, in seconds since the epoch.

    `zone` tells where days and months begin; None for where this computer is.
    """
    known = sorted(
        (
            (attempt, attempt.summary)
            for attempt in attempts
            if attempt.summary is not None and attempt.summary.is_marked_here
        ),
        key=lambda entry: (entry[0].started, entry[0].id),
    )
    over = ((attempt, summary) for attempt, summary in known if attempt.submitted)
    whole = [(attempt, summary) for attempt, summary in over if summary.is_whole and summary.mode != "review"]
    finished = [(attempt, summary) for attempt, summary in whole if summary.is_complete]
    marked = [(attempt, summary) for attempt, summary in finished if summary.total.possible]
    skills = skills_over_time(whole)
    return Progress(
        attempts=sum(attempt.submitted for attempt, _ in known),
        finished=len(finished),
        answered=sum(summary.answered for _, summary in known),
        seconds=sum(summary.seconds for _, summary in known),
        marks=tuple(Point(attempt.started, summary.total) for attempt, summary in marked),
        banks=_banks(marked),
        skills=skills,
        findings=tuple(_finding(whole, entry.skill) for entry in skills),
        distinctions=distinctions_over_time(whole),
        time=time_spent([(attempt.started, summary.seconds) for attempt, summary in known], now, zone),
    )


_Known = Sequence[tuple[PastAttempt, Summary]]
_Timed = TypeVar("_Timed", Point, DistinctionPoint)


def _banks(marked: _Known) -> tuple[BankProgress, ...]:
    """The marks of each bank, that which was taken last first."""
    found: dict[str, tuple[str, list[Point]]] = {}
    for attempt, summary in marked:
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
    enough = count >= LEAST_ASKED and len(last) >= LEAST_ATTEMPTS
    standing: Standing = "too_little"
    if enough:
        standing = "strong" if total.share >= STRONG else "weak" if total.share < WEAK else "between"
    comparable = enough and earlier_count >= LEAST_ASKED and len(before) >= LEAST_ATTEMPTS
    return Finding(skill, standing, total, len(last), count, earlier if comparable else None)


def _sum(asked: Sequence[tuple[Total, int]]) -> tuple[Total, int]:
    return add_up([total for total, _ in asked]), sum(count for _, count in asked)


def add_up(totals: Iterable[Total]) -> Total:
    earned = possible = unmarked = Fraction(0)
    for total in totals:
        earned, possible, unmarked = earned + total.earned, possible + total.possible, unmarked + total.unmarked
    return Total(earned, possible, unmarked)


def distinctions_over_time(whole: _Known) -> tuple[DistinctionProgress, ...]:
    """The sums for the same categories, whatever their order, those that were sorted last first."""
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


def by_month(points: Sequence[_Timed], zone: tzinfo | None = None) -> tuple[_Timed, ...]:
    """Points for a line: each of `points`, or, where they are too many to show, all of a month as one.

    A month stands at the middle of the times of its attempts.
    """
    return tuple(map(_together, _months(points, zone)))


def _months(points: Sequence[_Timed], zone: tzinfo | None) -> Iterable[Sequence[_Timed]]:
    """The points of each month; each point alone where there are no more than a line can show."""
    if len(points) <= MOST_POINTS:
        return [[point] for point in points]
    months: dict[tuple[int, int], list[_Timed]] = {}
    for point in points:
        day = _day(point.at, zone)
        months.setdefault((day.year, day.month), []).append(point)
    return months.values()


def steady(points: Sequence[Point], least: int = LEAST_ASKED) -> tuple[Point, ...]:
    """Neighbors taken together until each of them holds at least `least` points that could be earned.

    What is left over at the end goes to the last of them. So a skill with few questions does not leap up and down.
    """
    found, rest = _groups(points, lambda point: point.total.possible, least)
    return tuple(map(_together, found or ([rest] if rest else [])))


def _groups(
    points: Sequence[_Timed], size: Callable[[_Timed], Fraction | int], least: int
) -> tuple[list[list[_Timed]], list[_Timed]]:
    """Neighbors in groups of at least the size `least`, the last with the rest; and that rest."""
    found: list[list[_Timed]] = []
    waiting: list[_Timed] = []
    for point in points:
        waiting.append(point)
        if sum(map(size, waiting)) >= least:
            found.append(waiting)
            waiting = []
    if found:
        found[-1] += waiting
    return found, waiting


def _together(points: Sequence[_Timed]) -> _Timed:
    """Several neighbors as one, in the middle of their times."""
    at = (points[0].at + points[-1].at) / 2
    if isinstance(points[0], Point):
        return Point(at, add_up(point.total for point in points), sum(point.attempts for point in points))
    return DistinctionPoint(at, _sum_of([point.distinction for point in points]))


def steady_distinctions(
    points: Sequence[DistinctionPoint], row: int, least: int = LEAST_ASKED
) -> tuple[DistinctionPoint, ...]:
    """Neighbors taken together until in each of them at least `least` statements of the category `row` were sorted.

    What is left over at the end goes to the last of them; where there are fewer in all, there is none.
    """
    asked = [point for point in points if any(point.distinction.counts[row][:-1])]
    found, _ = _groups(asked, lambda point: sum(point.distinction.counts[row][:-1]), least)
    return tuple(map(_together, found))


_MOST_WEEKS = 26


def time_spent(spent: Sequence[tuple[float, float]], now: float, zone: tzinfo | None = None) -> tuple[Period, ...]:
    """The time spent, by the week, from Monday on; over half a year and more by the month. Oldest first.

    `spent` holds when each attempt began, and how many seconds it lasted; empty periods up to `now` are there too. An
    attempt from later than `now`, under a wrong clock, counts as one of today.
    """
    if not spent:
        return ()
    last = _day(now, zone)
    days = [min(_day(at, zone), last) for at, _ in spent]
    first = min(days)
    by_week = (last - first).days < 7 * _MOST_WEEKS
    start = _week(first) if by_week else first.replace(day=1)
    found: dict[date, list[float]] = {}
    while start <= last:
        found[start] = []
        start = start + timedelta(days=7) if by_week else date(start.year + start.month // 12, start.month % 12 + 1, 1)
    for day, (_, seconds) in zip(days, spent, strict=True):
        found[_week(day) if by_week else day.replace(day=1)].append(seconds)
    return tuple(Period(start, sum(seconds), len(seconds)) for start, seconds in found.items())


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(at: float, zone: tzinfo | None) -> date:
    return datetime.fromtimestamp(at, zone).date()
