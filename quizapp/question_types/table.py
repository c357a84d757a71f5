"""`table`: a grid in which one column is chosen for each row."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Mark
from quizapp.domain.pairs import PairsQuestion, read_named_pairs, unknown_value
from quizapp.domain.question import Response, list_mistakes
from quizapp.domain.text import same_text
from quizapp.problems import Mistake


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One row; `key` is the column that is right for it, `feedback` is said to those who did not choose that."""

    text: str
    key: str
    feedback: str = ""
    evidence: Evidence = ()


class Table(PairsQuestion, frozen=True, kw_only=True, tag="table"):
    """One of `columns` is right for each of `rows`.

    A response maps the letters of rows, in the order of the file, to columns; rows that are not answered yet are
    missing from it.
    """

    type_name: ClassVar[str] = "table"
    parts_field: ClassVar[str] = "rows"

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    marking: Literal["rows", "all"] = "rows"

    @property
    def is_all_or_nothing(self) -> bool:
        return self.marking == "all"

    @property
    def value_texts(self) -> dict[str, str]:
        return {column: column for column in self.columns}

    @property
    def right_values(self) -> tuple[str, ...]:
        return tuple(same_text(row.key, self.columns) or row.key for row in self.rows)

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.columns, "columns", 6, least=2)
        yield from list_mistakes(self.rows, "rows", 40, least=1)
        for index, row in enumerate(self.rows):
            if same_text(row.key, self.columns) is None:
                yield unknown_value("unknown_column", row.key, self.columns[:6], ("rows", index, "key"))

    def mark(self, response: Response | None) -> Mark:
        """A row that is not answered is not right. By `marking`,

        - `rows`: points × right ÷ rows (QTI 2.2, *matchInteraction* with *map_response*; Moodle's *matching*);
        - `all`: all of the points where every row is right, otherwise none (QTI 2.2, *match_correct*).
        """
        return super().mark(response)

    def read_response(self, value: object) -> Response:
        expected = "a map of rows' letters to columns, such as {A: …, B: …}"
        return read_named_pairs(value, self.rows, self.columns, expected)

    def file_value(self, value: str) -> str:
        return plain_text(value) if value in self.columns else value

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), rows=tuple(Row(row.text, "") for row in self.rows))
