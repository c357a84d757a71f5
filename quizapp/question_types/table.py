"""`table`: a grid in which one column is chosen for each row."""

from typing import ClassVar, Literal

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.pairs import NamedPairsQuestion


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One row; `key` is the column that is right for it, `feedback` is said to those who did not choose that."""

    text: str
    key: str
    feedback: str = ""
    evidence: Evidence = ()


class Table(NamedPairsQuestion, frozen=True, kw_only=True, tag="table"):
    """One of `columns` is right for each of `rows`.

    With the marking `all`, there are points only where every row is right (QTI 2.2, *match_correct*).
    """

    parts_field: ClassVar[str] = "rows"
    key_field: ClassVar[str] = "key"
    values_field: ClassVar[str] = "columns"
    unknown: ClassVar[str] = "unknown_column"

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    marking: Literal["rows", "all"] = "rows"

    @property
    def is_all_or_nothing(self) -> bool:
        return self.marking == "all"
