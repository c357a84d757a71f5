"""Marks in words."""

from fractions import Fraction

from quizapp.domain.bank import Bank
from quizapp.domain.behavior import certainty_points, stakes
from quizapp.domain.evidence import Evidence
from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked, points_text
from quizapp.domain.passage import Span
from quizapp.domain.question import Hint, Question
from quizapp.domain.text import shortened
from quizapp.errors import Translate, in_english
from quizapp.reports.names import certainty_name

_LONGEST_PLACE = 160


def headline(mark: Mark, translate: Translate = in_english) -> str:
    """The mark in two or three words; with the points where only some of them were earned."""
    if isinstance(mark, Unanswered):
        return translate("Not answered")
    if isinstance(mark, Invalid):
        return translate("Not a complete answer")
    if isinstance(mark, Unmarked):
        return translate("Not marked yet")
    if mark.full and not mark.deductions:
        return translate("Correct")
    if mark.full:
        return translate("Correct: {points}").format(points=points_of(mark, translate))
    if not mark.earned:
        return translate("Not correct")
    return translate("Partly correct: {points}").format(points=points_of(mark, translate))


def points_of(mark: Mark, translate: Translate = in_english) -> str:
    """The points that were earned and those that there were, such as ``1.5 of 2 points``."""
    if isinstance(mark, Unmarked):
        return unmarked_text(mark.possible, translate)
    earned = points_text(mark.earned) if isinstance(mark, Points) else "0"
    possible = points_text(mark.possible)
    text = translate("{earned} of 1 point") if possible == "1" else translate("{earned} of {possible} points")
    return text.format(earned=earned, possible=possible)


def signed(points: Fraction) -> str:
    """`points` with their sign, such as ``+2`` or ``−6``; 0 has none."""
    return f"+{points_text(points)}" if points > 0 else points_text(points).replace("-", "−")


def hint_text(hint: Hint, translate: Translate = in_english) -> str:
    """What a hint costs: ``costs 25 % of the points``, or that it is free."""
    if not hint.cost:
        return translate("free")
    return translate("costs {percent} % of the points").format(percent=points_text(Fraction(hint.cost) * 100))


_OBSTACLES: dict[str, str] = {
    "unanswered": "There is no answer yet.",
    "illegible": "This cannot be read as an answer: nothing is taken for it. Change it first.",
    "incomplete": "Something is still left out.",
    "tried": "You have tried this already. Change it first.",
    "certainty": "Say how sure you are first.",
}


def obstacle_text(obstacle: str, translate: Translate = in_english) -> str:
    """Why a response cannot be checked; see `taking.Obstacle`."""
    return translate(_OBSTACLES[obstacle])


def open_text(count: int, of: int, translate: Translate = in_english) -> str:
    """How many of the parts of a question are still open: ``2 of 4 are open``."""
    text = translate("{count} of {of} is open") if count == 1 else translate("{count} of {of} are open")
    return text.format(count=count, of=of)


def taken_back_text(checks: int, translate: Translate = in_english) -> str:
    """How many checks were taken back, which is told beside the marks that came after."""
    text = translate("1 check taken back") if checks == 1 else translate("{count} checks taken back")
    return text.format(count=checks)


def selection_text(mark: Mark, translate: Translate = in_english) -> str:
    """How many of what was selected is right, and not which."""
    parts = mark.parts if isinstance(mark, Points) else ()
    right, wrong = (sum(part.outcome == outcome for part in parts) for outcome in ("right", "wrong"))
    if right and not wrong:
        return translate("All that you selected is right, but something is missing.")
    return translate("Right: {right} of the {count} that you selected.").format(right=right, count=right + wrong)


def try_headline(mark: Mark, translate: Translate = in_english) -> str:
    """How a try went that was not the last one; it tells nothing of points."""
    if isinstance(mark, Invalid):
        return translate("Not a complete answer yet")
    right = isinstance(mark, Points) and any(part.outcome in ("right", "partial") for part in mark.parts)
    return translate("Partly right") if right else translate("Not right yet")


def tries_text(left: int, share: Fraction, translate: Translate = in_english) -> str:
    """How many tries are `left`, and the `share` of its points that something earns which is right only then."""
    tries = translate("1 try is left.") if left == 1 else translate("{count} tries are left.").format(count=left)
    if not share:
        return f"{tries} {translate('What you get right now earns no more points.')}"
    return f"{tries} {translate('What you get right now earns {share} of its points.').format(share=share)}"


def stakes_text(question: Question, certainty: int, translate: Translate = in_english) -> str:
    """What a certainty from 1 to 3 wins and costs: ``right +3, wrong −6``."""
    right, wrong = stakes(question, certainty)
    return translate("right {right}, wrong {wrong}").format(right=signed(right), wrong=signed(wrong))


def certainty_text(mark: Points, translate: Translate = in_english) -> str:
    """How sure the learner was, and what that made of the mark: ``Very sure: −6 points by certainty``."""
    name, points = certainty_name(mark.certainty, translate), signed(certainty_points(mark))
    return translate("{name}: {points} by certainty").format(name=name, points=points)


def place_text(bank: Bank, evidence: Evidence, translate: Translate = in_english) -> str:
    """Where `evidence` stands in the passage, and its words: ``paragraph 3: “asked for one summer”``; may be empty."""
    places = []
    for span in bank.spans(evidence):
        number, words = bank.passage.paragraph_of(span.start), bank.passage.words_of(span)
        place = translate("paragraph {number}").format(number=number) if number else translate("in the passage")
        places.append(f"{place}: “{shortened(' '.join(words.split()), _LONGEST_PLACE)}”")
    return "; ".join(places)


def is_told_in_full(bank: Bank, span: Span) -> bool:
    """Whether `place_text` gives all of the words of a place."""
    return len(" ".join(bank.passage.words_of(span).split())) <= _LONGEST_PLACE


def unmarked_text(points: Fraction, translate: Translate = in_english) -> str:
    """Points that a person has yet to mark, such as ``4 points not marked yet``."""
    shown = points_text(points)
    text = translate("1 point not marked yet") if shown == "1" else translate("{points} points not marked yet")
    return text.format(points=shown)
