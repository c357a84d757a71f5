"""Marks in words."""

from fractions import Fraction

from quizapp.domain.behavior import certainty_points, stakes
from quizapp.domain.event import Started
from quizapp.domain.mark import Invalid, Mark, Points, Unmarked, earned, parts_of, points_text
from quizapp.domain.marked_attempt import Total
from quizapp.domain.question import Hint, Question
from quizapp.domain.summary import Summary
from quizapp.reports.names import certainty_name
from quizapp.texts import ENGLISH, N_, Texts


def points_of(mark: Mark, translate: Texts = ENGLISH) -> str:
    """The points that were earned and those that there were, such as ``1.5 of 2 points``."""
    if isinstance(mark, Unmarked):
        return unmarked_text(mark.possible, translate)
    return _of_points(earned(mark), mark.possible, translate)


def _of_points(earned: Fraction, possible: Fraction, translate: Texts) -> str:
    got = translate.number(points_text(earned))
    if possible.denominator == 1:
        return translate.plural("{earned} of %n points", int(possible), earned=got)
    return translate("{earned} of {possible} points", earned=got, possible=translate.number(points_text(possible)))


def worth_text(points: Fraction, translate: Texts = ENGLISH) -> str:
    """A number of points: ``1 point``, ``2.5 points``."""
    if points.denominator == 1:
        return translate.plural("%n points", int(points))
    return translate("{points} points", points=translate.number(points_text(points)))


def signed(points: Fraction, translate: Texts = ENGLISH) -> str:
    """`points` with their sign, such as ``+2`` or ``−6``; 0 has none."""
    shown = translate.number(points_text(points))
    return f"+{shown}" if points > 0 else shown.replace("-", "−")


def hint_text(hint: Hint, translate: Texts = ENGLISH) -> str:
    """The cost of a hint: ``costs 25 % of the points``, or that it is free."""
    if not hint.cost:
        return translate("free")
    return translate(
        "costs {percent} % of the points", percent=translate.number(points_text(Fraction(hint.cost) * 100))
    )


_OBSTACLES: dict[str, str] = N_(
    {
        "unanswered": "There is no answer yet.",
        "illegible": "This can't be read as an answer. Change it first; it costs you nothing.",
        "incomplete": "Something is still left out.",
        "tried": "You have tried this already. Change it first.",
        "certainty": "Say how sure you are first.",
    }
)


def obstacle_text(obstacle: str, translate: Texts = ENGLISH) -> str:
    """The reason why a response cannot be checked; see `taking.Obstacle`."""
    return translate(_OBSTACLES[obstacle])


def open_text(count: int, of: int, translate: Texts = ENGLISH) -> str:
    """The number of parts of a question that are still open: ``2 of 4 are open``."""
    return translate.plural("%n of {of} are not answered yet", count, of=of)


def taken_back_text(checks: int, translate: Texts = ENGLISH) -> str:
    """The number of checks that were taken back, which is told beside the marks that came after."""
    return translate.plural("%n checks taken back", checks)


def seen_text(translate: Texts = ENGLISH) -> str:
    """The rule for a question that is open again after its key was shown; see `behavior.mark_of`."""
    return translate("You had seen the answer, so this can't earn full points anymore. It comes back in your review.")


def selection_text(mark: Mark, translate: Texts = ENGLISH) -> str:
    """The number of selections that are right, without telling which."""
    right, wrong = (sum(part.outcome == outcome for part in parts_of(mark)) for outcome in ("right", "wrong"))
    if right and not wrong:
        return translate("All that you selected is right, but something is missing.")
    return translate.plural("Right: {right} of the %n that you selected.", right + wrong, right=right)


def try_headline(mark: Mark, translate: Texts = ENGLISH) -> str:
    """The outcome of a try that was not the last one; it tells nothing of points."""
    if isinstance(mark, Invalid):
        return translate("Not a complete answer yet")
    right = any(part.outcome in ("right", "partial") for part in parts_of(mark))
    return translate("Partly right") if right else translate("Not right yet")


def tries_text(left: int, share: Fraction, translate: Texts = ENGLISH) -> str:
    """The number of tries `left`, and the `share` of its points that something earns which is right only then."""
    tries = translate.plural("%n tries are left.", left)
    if not share:
        return f"{tries} {translate('What you get right from now on earns no points.')}"
    return f"{tries} {translate('What you get right from now on earns {share} of its points.', share=share)}"


def stakes_text(question: Question, certainty: int, translate: Texts = ENGLISH) -> str:
    """The stakes of a certainty from 1 to 3: ``right +3, wrong −6``."""
    right, wrong = stakes(question, certainty)
    return translate("right {right}, wrong {wrong}", right=signed(right, translate), wrong=signed(wrong, translate))


def certainty_text(mark: Points, translate: Texts = ENGLISH) -> str:
    """The certainty of the learner, and what it made of the mark: ``Very sure: −6 points by certainty``."""
    name, points = certainty_name(mark.certainty, translate), signed(certainty_points(mark), translate)
    return translate("{name}: {points} by certainty", name=name, points=points)


def total_text(total: Total, translate: Texts = ENGLISH) -> str:
    """The points of several questions together, such as ``32.5 of 43 points``; of those alone that are marked."""
    if total.is_open:
        return unmarked_text(total.unmarked, translate)
    return _of_points(total.earned, total.possible, translate)


def percent_text(total: Total, translate: Texts = ENGLISH) -> str:
    """The share of the points in percent, such as ``75 %``; a dash where nothing counts (yet)."""
    return "–" if total.percent is None else translate("{percent} %", percent=total.percent)


def score_text(total: Total, translate: Texts = ENGLISH) -> str:
    """The score of an attempt in a word or two, for lists."""
    return translate("Not marked yet") if total.is_open else percent_text(total, translate)


def summary_score_text(summary: Summary, translate: Texts = ENGLISH) -> str:
    """The score of an attempt that is over, for lists; of one that a teacher marks, or has, that it was handed in."""
    if not summary.is_marked_here:
        return translate("Handed in")
    return score_text(summary.total, translate)


def unmarked_text(points: Fraction, translate: Texts = ENGLISH) -> str:
    """Points that a person has yet to mark, such as ``4 points not marked yet``."""
    if points.denominator == 1:
        return translate.plural("%n points not marked yet", int(points))
    return translate("{points} points not marked yet", points=translate.number(points_text(points)))


def conditions_of(started: Started, translate: Texts = ENGLISH) -> tuple[str, ...]:
    """The conditions that were different for this learner, as facts."""
    factor = started.time_factor
    time = translate("{factor} × the time", factor=translate.number(f"{factor:g}"))
    time = time if factor else translate("no time limit")
    fewer = translate("one wrong answer left out of each question that has enough")
    return (*([time] if factor != 1 else []), *([fewer] if started.fewer_options else []))
