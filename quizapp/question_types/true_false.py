"""`true_false`: whether a statement is true by the passage, with a third answer where the author offers it."""

from collections.abc import Iterator
from typing import Literal, Self

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.mark import Mark
from quizapp.domain.option import mark_choice, read_choice
from quizapp.domain.question import Arrangement, Choice, Question, Remark, Response, ResponseError, Role
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, N_, Message, Texts

Answer = Literal["true", "false", "not_stated"]

ANSWER_TEXTS: dict[str, str] = N_({"true": "True", "false": "False", "not_stated": "The passage does not say"})
ANSWER_LETTERS: dict[str, str] = N_({"true": "t", "false": "f", "not_stated": "n"})
"""The letters that the answers are typed as."""


class AnswerNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The feedback on an answer, the origin of a wrong one, and its evidence."""

    role: Role = ""
    feedback: str = ""
    evidence: Evidence = ()


class TrueFalse(Question, frozen=True, kw_only=True, tag="true_false"):
    """The stem is a statement. A response is `true`, `false` or, where it is offered, `not_stated`."""

    key: Answer
    not_stated: bool = False
    options: dict[Answer, AnswerNote] = msgspec.field(default_factory=dict)

    @property
    def ids(self) -> Arrangement:
        if self.not_stated or self.key == "not_stated":
            return ("true", "false", "not_stated")
        return ("true", "false")

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        if "not_stated" in self.options and "not_stated" not in self.ids:
            yield Mistake("key_is_not_offered", ("options", "not_stated"))
        if self.key in self.options and self.options[self.key].role:
            yield Mistake("role_of_key", ("options", self.key, "role"))

    @property
    def part_evidence(self) -> Evidence:
        return self.options[self.key].evidence if self.key in self.options else ()

    def mark(self, response: Response | None) -> Mark:
        return mark_choice(response, self.ids, self.key, self.possible)

    def correct_response(self) -> Response:
        return self.key

    def read_response(self, value: object) -> Response:
        if isinstance(value, str):
            word = value.strip().casefold().replace(" ", "_")
            if word in self.ids:
                return word
            try:
                return self.ids["ABC".index(read_choice(value, [ANSWER_TEXTS[id_] for id_ in self.ids]))]
            except ResponseError:
                pass
        raise ResponseError(value, Message("one of: {choices}", {"choices": ", ".join(self.ids)}))

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return translate(ANSWER_TEXTS[id_]) if id_ in self.ids else ""

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        return (translate(ANSWER_TEXTS[response]),) if isinstance(response, str) and response in self.ids else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        note = self.options.get(response) if isinstance(response, str) else None  # type: ignore[call-overload]
        if note is None or not (note.feedback or note.role or (note.evidence and response != self.key)):
            return ()
        return (Remark(str(response), note.feedback, note.role, note.evidence),)

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        if not isinstance(response, str) or response not in self.ids:
            return ()
        note = self.options.get(response)  # type: ignore[call-overload]
        return (Choice("", response, self.key, note.role if note else ""),)

    def without_key(self) -> Self:
        return msgspec.structs.replace(
            super().without_key(), key="true", not_stated="not_stated" in self.ids, options={}
        )
