"""Pictures of distinctions: the statements of one category that were read as another."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from quizapp.domain.inline import plain_text
from quizapp.domain.marked_attempt import Distinction
from quizapp.domain.question import Question, Response
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.two_part import TwoPart, part_response


class Sorting(NamedTuple):
    """A response to one set of categories: for each statement, the category that it is of, and the one it was put in.

    All are named as they are read, without emphasis.
    """

    categories: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


def sortings(question: Question, response: Response | None) -> tuple[Sorting, ...]:
    """The sortings in `response`: of a categorize question, and of those in a two-part one; nothing of any other."""
    return tuple(
        Sorting(
            tuple(map(plain_text, sorted_.categories)),
            tuple((plain_text(choice.key), plain_text(choice.chosen)) for choice in sorted_.classify(given)),
        )
        for sorted_, given in _categorized(question, response)
    )


SortingsOf = Callable[[Question, Response | None], tuple[Sorting, ...]]


def distinctions(
    answered: Iterable[tuple[Question, Response | None]], sortings_of: SortingsOf = sortings
) -> tuple[Distinction, ...]:
    """The pictures of all categorize questions among `answered`, and in two-part ones, in their order.

    Questions whose categories are the same, or some of another's, add up to one picture. `sortings_of` is `sortings`;
    whoever has a class need not do it twice for the same response.
    """
    groups: list[tuple[list[str], dict[tuple[str, str], int]]] = []
    found = (
        each for answer in answered if isinstance(answer[0], Categorize | TwoPart) for each in sortings_of(*answer)
    )
    for categories, places in found:
        names = set(categories)
        group = next((entry for entry in groups if names <= set(entry[0]) or set(entry[0]) <= names), None)
        if group is None:
            group = ([], {})
            groups.append(group)
        group[0].extend(name for name in categories if name not in group[0])
        for place in places:
            group[1][place] = group[1].get(place, 0) + 1
    return tuple(
        Distinction(tuple(names), tuple(tuple(counts.get((row, name), 0) for name in (*names, "")) for row in names))
        for names, counts in groups
    )


def _categorized(question: Question, response: Response | None) -> Iterator[tuple[Categorize, Response | None]]:
    if isinstance(question, TwoPart):
        for at, part in question.questions.items():
            yield from _categorized(part, part_response(response, at))
    elif isinstance(question, Categorize):
        yield question, response
