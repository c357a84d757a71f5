"""An author's mistakes, as tests look at them."""

from collections.abc import Iterable

import msgspec

from quizapp.domain.question import Question
from quizapp.problems import Mistake


def codes_of(question: Question, mistakes: Iterable[Mistake] | None = None) -> list[str]:
    """The codes of the mistakes in `question`; the place that each of them names holds what it tells."""
    told = list(question.mistakes() if mistakes is None else mistakes)
    for mistake in told:
        place = msgspec.to_builtins(question)
        for step in mistake.path[:-1]:
            place = place[step]
        last = mistake.path[-1]
        if isinstance(last, int):
            place = place[last]
        else:
            assert isinstance(place, dict), mistake
            place = place.get(last)
        if isinstance(place, str | int) and "value" in mistake.values:
            assert mistake.values["value"] in str(place), mistake
    return [mistake.code for mistake in told]
