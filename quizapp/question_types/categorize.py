"""`categorize`: sort statements into named categories."""

from typing import ClassVar

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.pairs import NamedPairsQuestion


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A statement to be sorted; `feedback` is said to those who put it elsewhere."""

    text: str
    category: str
    feedback: str = ""
    evidence: Evidence = ()


class Categorize(NamedPairsQuestion, frozen=True, kw_only=True, tag="categorize"):
    """Each of `statements` belongs in one of `categories`."""

    parts_field: ClassVar[str] = "statements"
    key_field: ClassVar[str] = "category"
    values_field: ClassVar[str] = "categories"
    unknown: ClassVar[str] = "unknown_category"

    categories: tuple[str, ...]
    statements: tuple[Statement, ...]
