"""`table`: a grid in which one column is chosen for each row."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import ClassVar, Literal, Self

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


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One row; `key` is the column that is right for it, `feedback` is said to those who did not choose that."""

    text: str
    key: str
    feedback: str = ""
    evidence: Evidence = ()


class Table(Question, frozen=True, kw_only=True, tag="table"):
    """For each of `rows`, one of `columns` is right.

    A response maps the letters of rows, in the order of the file, to columns; rows that are not answered yet are
    missing from it.
    """

    type_name: ClassVar[str] = "table"

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    marking: Literal["rows", "all"] = "rows"
    shuffle: bool = True

    @property
    def is_all_or_nothing(self) -> bool:
        return self.marking == "all"

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.rows))

    def row(self, id_: str) -> Row:
        return self.rows[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from count_mistakes(self.columns, "columns", "columns", 2, 6)
        yield from text_mistakes(self.columns, "columns")
        yield from count_mistakes(self.rows, "rows", "rows", 1, 40)
        yield from text_mistakes([row.text for row in self.rows], "rows", "text")
        for index, row in enumerate(self.rows):
            if row.key not in self.columns:
                near = suggestion(row.key, self.columns[:6])
                values = {"value": row.key, "suggestion": near, "choices": ", ".join(self.columns)}
                yield Mistake("unknown_column_suggest" if near else "unknown_column", ("rows", index, "key"), values)

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        for index, row in enumerate(self.rows):
            yield from evidence_mistakes(row.evidence, passage, ("rows", index, "evidence"))

    def arrange(self, random: Random) -> Arrangement:
        """The rows in a random order; columns always keep that of the file."""
        return shuffled(self.ids, [not self.shuffle] * len(self.ids), random)

    def mark(self, response: Response | None) -> Mark:
        """A row that is not answered is not right. By `marking`,

        - `rows`: points × right ÷ rows (QTI 2.2, *matchInteraction* with *map_response*; Moodle's *matching*);
        - `all`: all of the points where every row is right, otherwise none (QTI 2.2, *match_correct*).
        """
        right = self._right()
        return mark_pairs(right, self.columns, response, self.possible, all_needed=self.marking == "all")

    def correct_response(self) -> Response:
        return self._right()

    def _right(self) -> dict[str, str]:
        return {id_: row.key for id_, row in zip(self.ids, self.rows, strict=True)}

    def read_response(self, value: object) -> Response:
        if not isinstance(value, Mapping):
            raise ResponseError(value, "a map of rows' letters to columns, such as {A: …, B: …}")
        response: dict[str, str] = {}
        texts = [row.text for row in self.rows]
        for name, column in value.items():
            known = text_named(str(column), self.columns)
            if known is None:
                raise ResponseError(column, " or ".join(map(plain_text, self.columns)))
            response[read_choice(name, texts)] = known
        return {id_: response[id_] for id_ in self.ids if id_ in response}

    def file_value(self, value: str) -> str:
        return plain_text(value) if value in self.columns else value

    def part_text(self, id_: str, translate: Translate = in_english) -> str:
        return inline_text(self.row(id_).text) if id_ in self.ids else ""

    def value_text(self, value: str) -> str:
        return inline_text(value) if value in self.columns else value

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        given = known_pairs(response, self.ids, self.columns)
        return tuple(joined((self.part_text(id_), " → ", inline_text(column))) for id_, column in given.items())

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback of rows in which another column was chosen, or none."""
        given = known_pairs(response, self.ids, self.columns)
        return tuple(
            Remark(id_, row.feedback, "", row.evidence)
            for id_, row in zip(self.ids, self.rows, strict=True)
            if row.feedback and given.get(id_) != row.key
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """Nothing: the feedback says where something belongs."""
        return ()

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        given = known_pairs(response, self.ids, self.columns)
        return tuple(Choice(id_, given.get(id_, ""), key, "") for id_, key in self._right().items())

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), rows=tuple(Row(row.text, "") for row in self.rows))
