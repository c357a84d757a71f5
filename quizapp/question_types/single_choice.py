"""`single_choice`: one of the options is right."""

from collections.abc import Iterator
from random import Random
from typing import ClassVar, Self

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Mark
from quizapp.domain.option import (
    Option,
    bare,
    keys_evidence,
    mark_choice,
    option_evidence_mistakes,
    option_mistakes,
    option_remarks,
    read_choice,
    shuffled,
)
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Choice, Question, Remark, Response
from quizapp.domain.text import letters
from quizapp.errors import Mistake, Translate, in_english


class SingleChoice(Question, frozen=True, kw_only=True, tag="single_choice"):
    """One of `options` is the key. A response is the letter of an option in the order of the file."""

    type_name: ClassVar[str] = "single_choice"

    options: tuple[Option, ...]
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.options))

    @property
    def key(self) -> str:
        return next((id_ for id_, option in zip(self.ids, self.options, strict=True) if option.key), "")

    def option(self, id_: str) -> Option:
        return self.options[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from option_mistakes(self.options)
        keys = sum(option.key for option in self.options)
        if not keys:
            yield Mistake("no_key", ("options",))
        elif keys > 1:
            yield Mistake("several_keys", ("options",), {"count": str(keys)})

    @property
    def part_evidence(self) -> Evidence:
        return keys_evidence(self.options)

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        yield from option_evidence_mistakes(self.options, passage)

    def arrange(self, random: Random) -> Arrangement:
        pinned = [option.pinned or not self.shuffle for option in self.options]
        return shuffled(self.ids, pinned, random)

    def mark(self, response: Response | None) -> Mark:
        """All of the points for the key, otherwise none."""
        return mark_choice(response, self.ids, self.key, self.possible)

    def correct_response(self) -> Response:
        return self.key

    def read_response(self, value: object) -> Response:
        return read_choice(value, [option.text for option in self.options])

    def part_text(self, id_: str, translate: Translate = in_english) -> str:
        return inline_text(self.option(id_).text) if id_ in self.ids else ""

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        return (self.part_text(response),) if isinstance(response, str) and response in self.ids else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        if not isinstance(response, str) or response not in self.ids:
            return ()
        return option_remarks(response, self.option(response))

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        if not isinstance(response, str) or response not in self.ids:
            return ()
        return (Choice("", response, self.key, self.option(response).role),)

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), options=bare(self.options))
