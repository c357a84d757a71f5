"""`categorize`: sort statements into named categories."""

from collections.abc import Iterator
from typing import ClassVar, Self

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Mark
from quizapp.domain.pairs import PairsQuestion, read_named_pairs, unknown_value
from quizapp.domain.question import Response, list_mistakes
from quizapp.domain.text import same_text
from quizapp.problems import Mistake


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A statement to be sorted; `feedback` is said to those who put it elsewhere."""

    text: str
    category: str
    feedback: str = ""
    evidence: Evidence = ()


class Categorize(PairsQuestion, frozen=True, kw_only=True, tag="categorize"):
    """Each of `statements` belongs in one of `categories`.

    A response maps the letters of statements, in the order of the file, to categories; those that are not sorted yet
    are missing from it.
    """

    type_name: ClassVar[str] = "categorize"
    parts_field: ClassVar[str] = "statements"

    categories: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def value_texts(self) -> dict[str, str]:
        return {category: category for category in self.categories}

    @property
    def right_values(self) -> tuple[str, ...]:
        return tuple(
            same_text(statement.category, self.categories) or statement.category for statement in self.statements
        )

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.categories, "categories", 6, least=2)
        yield from list_mistakes(self.statements, "statements", 40, least=1)
        for index, statement in enumerate(self.statements):
            if same_text(statement.category, self.categories) is None:
                path = ("statements", index, "category")
                yield unknown_value("unknown_category", statement.category, self.categories[:6], path)

    def mark(self, response: Response | None) -> Mark:
        """Points × right ÷ statements; a statement that is not sorted is not right."""
        return super().mark(response)

    def read_response(self, value: object) -> Response:
        expected = "a map of statements' letters to categories, such as {A: …, B: …}"
        return read_named_pairs(value, self.statements, self.categories, expected)

    def file_value(self, value: str) -> str:
        return plain_text(value) if value in self.categories else value

    def without_key(self) -> Self:
        bare = tuple(Statement(text=statement.text, category="") for statement in self.statements)
        return msgspec.structs.replace(super().without_key(), statements=bare)
