"""Pictures of distinctions: the statements of one category that were read as another."""

from collections.abc import Iterable, Iterator

from quizapp.domain.inline import plain_text
from quizapp.domain.marked_attempt import Distinction
from quizapp.domain.question import Question, Response
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.two_part import TwoPart, part_response


def distinctions(answered: Iterable[tuple[Question, Response | None]]) -> tuple[Distinction, ...]:
    """The pictures of all categorize questions among `answered`, and in two-part ones, in their order.

    Categories are named as they are read, without emphasis. Questions whose categories are the same, or some of
    another's, add up to one picture.
    """
    groups: list[tuple[list[str], dict[tuple[str, str], int]]] = []
    for question, response in _sortings(answered):
        categories = tuple(map(plain_text, question.categories))
        names = set(categories)
        group = next((entry for entry in groups if names <= set(entry[0]) or set(entry[0]) <= names), None)
        if group is None:
            group = ([], {})
            groups.append(group)
        group[0].extend(name for name in categories if name not in group[0])
        for choice in question.classify(response):
            place = (plain_text(choice.key), plain_text(choice.chosen))
            group[1][place] = group[1].get(place, 0) + 1
    return tuple(
        Distinction(tuple(names), tuple(tuple(counts.get((row, name), 0) for name in (*names, "")) for row in names))
        for names, counts in groups
    )


def _sortings(
    answered: Iterable[tuple[Question, Response | None]],
) -> Iterator[tuple[Categorize, Response | None]]:
    for question, response in answered:
        if isinstance(question, TwoPart):
            parts = question.questions.items()
            yield from _sortings((part, part_response(response, at)) for at, part in parts)
        elif isinstance(question, Categorize):
            yield question, response
