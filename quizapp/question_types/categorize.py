"""`categorize`: sort statements into named categories."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import ClassVar, Self

import msgspec

from quizapp.domain.evidence import Evidence, evidence_mistakes
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Mark
from quizapp.domain.option import read_choice, shuffled, text_named
from quizapp.domain.pairs import known_pairs, mark_pairs
from quizapp.domain.passage import Passage
from quizapp.domain.question import (
    Arrangement,
    Choice,
    Question,
    Remark,
    Response,
    ResponseError,
    count_mistakes,
    text_mistakes,
)
from quizapp.domain.runs import joined
from quizapp.domain.text import letters, suggestion
from quizapp.errors import Mistake, Translate, in_english


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What is to be sorted; `feedback` is said to those who put it elsewhere."""

    text: str
    category: str
    feedback: str = ""
    evidence: Evidence = ()


class Categorize(Question, frozen=True, kw_only=True, tag="categorize"):
    """Each of `statements` belongs in one of `categories`.

    A response maps the letters of statements, in the order of the file, to categories; those that are not sorted yet
    are missing from it.
    """

    type_name: ClassVar[str] = "categorize"

    categories: tuple[str, ...]
    statements: tuple[Statement, ...]
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.statements))

    def statement(self, id_: str) -> Statement:
        return self.statements[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from count_mistakes(self.categories, "categories", "categories", 2, 6)
        yield from text_mistakes(self.categories, "categories")
        yield from count_mistakes(self.statements, "statements", "statements", 1, 40)
        yield from text_mistakes([statement.text for statement in self.statements], "statements", "text")
        for index, statement in enumerate(self.statements):
            if statement.category not in self.categories:
                near = suggestion(statement.category, self.categories[:6])
                values = {"value": statement.category, "suggestion": near, "choices": ", ".join(self.categories)}
                code = "unknown_category_suggest" if near else "unknown_category"
                yield Mistake(code, ("statements", index, "category"), values)

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        for index, statement in enumerate(self.statements):
            yield from evidence_mistakes(statement.evidence, passage, ("statements", index, "evidence"))

    def arrange(self, random: Random) -> Arrangement:
        return shuffled(self.ids, [not self.shuffle] * len(self.ids), random)

    def mark(self, response: Response | None) -> Mark:
        """Points × right ÷ statements; a statement that is not sorted is not right."""
        return mark_pairs(self._right(), self.categories, response, self.possible)

    def correct_response(self) -> Response:
        return self._right()

    def _right(self) -> dict[str, str]:
        return {id_: statement.category for id_, statement in zip(self.ids, self.statements, strict=True)}

    def read_response(self, value: object) -> Response:
        if not isinstance(value, Mapping):
            raise ResponseError(value, "a map of statements' letters to categories, such as {A: …, B: …}")
        response: dict[str, str] = {}
        texts = [statement.text for statement in self.statements]
        for name, category in value.items():
            known = text_named(str(category), self.categories)
            if known is None:
                raise ResponseError(category, " or ".join(map(plain_text, self.categories)))
            response[read_choice(name, texts)] = known
        return {id_: response[id_] for id_ in self.ids if id_ in response}

    def file_value(self, value: str) -> str:
        return plain_text(value) if value in self.categories else value

    def part_text(self, id_: str, translate: Translate = in_english) -> str:
        return inline_text(self.statement(id_).text) if id_ in self.ids else ""

    def value_text(self, value: str) -> str:
        return inline_text(value) if value in self.categories else value

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        given = known_pairs(response, self.ids, self.categories)
        return tuple(joined((self.part_text(id_), " → ", inline_text(category))) for id_, category in given.items())

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback of statements that were put elsewhere than where they belong, or nowhere."""
        given = known_pairs(response, self.ids, self.categories)
        return tuple(
            Remark(id_, statement.feedback, "", statement.evidence)
            for id_, statement in zip(self.ids, self.statements, strict=True)
            if given.get(id_) != statement.category and statement.feedback
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """Nothing: the feedback says where something belongs."""
        return ()

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        given = known_pairs(response, self.ids, self.categories)
        return tuple(
            Choice(id_, given.get(id_, ""), statement.category, "")
            for id_, statement in zip(self.ids, self.statements, strict=True)
        )

    def without_key(self) -> Self:
        bare = tuple(Statement(text=statement.text, category="") for statement in self.statements)
        return msgspec.structs.replace(super().without_key(), statements=bare)
