"""Work on the answers of a class that is done once for the same response to the same question."""

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from quizapp.domain.question import Question, Response

_Result = TypeVar("_Result")


class OncePerResponse(Generic[_Result]):
    """Gives what `work` makes of a question and a response, from memory where a class gave that response before."""

    def __init__(self, work: Callable[[Question, Response | None], _Result]) -> None:
        self._work = work
        self._known: dict[tuple[int, bytes], tuple[Question, _Result]] = {}

    def __call__(self, question: Question, response: Response | None) -> _Result:
        key = (id(question), msgspec.json.encode(response))
        known = self._known.get(key)
        if known is None:  # the question is kept too: it has to live for its id to hold
            known = self._known[key] = (question, self._work(question, response))
        return known[1]
