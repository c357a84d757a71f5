"""Responses that put each part of a question to one of a few values: a category, a column, an option."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.question import Response, are_texts


def mark_pairs(
    right: Mapping[str, str],
    values: Collection[str],
    response: Response | None,
    possible: Fraction,
    *,
    all_needed: bool = False,
) -> Mark:
    """The mark of a response that gives each part one of `values`; `right` holds what each part should have.

    Points × right ÷ parts, or, where they are `all_needed`, all of the points for all parts right and otherwise none.
    A part that was given nothing is not right.
    """
    if response is None or response == {}:
        return Unanswered(possible)
    if not isinstance(response, Mapping) or not are_texts((*response, *response.values())):
        return Invalid("wrong_shape", possible)
    if not set(response) <= set(right) or not set(response.values()) <= set(values):
        return Invalid("unknown_option", possible)
    parts = tuple(Part(id_, _outcome(value, response.get(id_))) for id_, value in right.items())
    count = len(parts)
    number = sum(part.outcome == "right" for part in parts)
    wrong = sum(part.outcome == "wrong" for part in parts)
    if all_needed:
        share = Fraction(number == count)
        return Points(possible * share, possible, parts, "all_of", number, wrong, count)
    return Points(possible * Fraction(number, count or 1), possible, parts, "right_of_all", number, wrong, count)


def known_pairs(response: object, ids: Collection[str], values: Collection[str]) -> dict[str, str]:
    """What of `response` gives a part with one of `ids` one of `values`, in the order of `ids`."""
    given = response if isinstance(response, Mapping) else {}
    return {id_: given[id_] for id_ in ids if isinstance(given.get(id_), str) and given[id_] in values}


def _outcome(right: str, given: str | None) -> Outcome:
    if given is None:
        return "missed"
    return "right" if given == right else "wrong"
