"""The layout of the form of each record: the order of its fields, and those that are always there."""

from typing import NamedTuple

from quizapp.formats.yaml_events import Raw

LONG_TEXTS = {
    "stem": 2,
    "explanation": 2,
    "model_answer": 3,
    "meaning": 1,
    "description": 2,
    "feedback": 1,
    "alt": 2,
    "caption": 1,
    "Hint.text": 1,
    "Option.text": 1,
    "Row.text": 1,
    "Statement.text": 1,
    "Prompt.text": 1,
    "Item.text": 1,
    "Level.text": 1,
    "Criterion.text": 1,
    "TextSource.text": 8,
    "sentence": 2,
}
"""Texts that may have several lines, by their record and name or their name alone, with the least that are shown."""
ONE_PARAGRAPH = ("Option.text", "Row.text", "Statement.text", "Prompt.text", "Item.text", "Level.text", "Hint.text")
"""Texts after which Enter goes to the next entry."""
NARROW = (
    "points", "weight", "cost", "share", "tolerance", "within", "factor", "select", "occurrence", "least", "most",
    "time_limit", "language",
)  # fmt: skip
"""Fields for a number or a short sign."""
INLINE = ("Option.role", "AnswerNote.role", "Anticipated.role", "WrongSentence.role", "WrongWords.role", "Row.key")
"""Choices with their label beside them."""


class Layout(NamedTuple):
    """The form of a record.

    Attributes:
        order: the names of fields in their order; those that are not named follow.
        shown: optional fields that are always shown.
        beside: groups of fields that stand beside each other.
        bare: a field that needs no label, as the whole record is about it.
    """

    order: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()
    bare: str = ""


_ENTRY = Layout(("text", "key", "category", "option"), bare="text")
_LAST = (
    "evidence",
    "explanation",
    "hints",
    "image",
    "skill",
    "points",
    "weight",
    "marking",
    "shuffle",
    "covers",
    "silenced",
)

LAYOUTS: dict[str, Layout] = {
    "Option": Layout(("text", "key", "role", "feedback", "evidence", "pinned"), bare="text"),
    "AnswerNote": Layout(shown=("role", "feedback")),
    "Row": _ENTRY,
    "Statement": _ENTRY,
    "Prompt": _ENTRY,
    "Item": _ENTRY,
    "Accepted": _ENTRY,
    "Anticipated": Layout(("text", "role", "feedback", "evidence"), ("role", "feedback"), bare="text"),
    "KeyWords": Layout(("text", "occurrence", "feedback"), bare="text"),
    "WrongWords": Layout(("text", "occurrence", "role", "feedback"), ("role", "feedback"), bare="text"),
    "Hint": _ENTRY,
    "Criterion": Layout(("text", "levels")),
    "Level": Layout(("text", "points"), beside=(("text", "points"),), bare="text"),
    "Band": Layout(("within", "share", "feedback")),
    "Unit": Layout(("text", "factor"), ("factor",), (("text", "factor"),), bare="text"),
    "Words": Layout(("least", "most"), ("least", "most"), (("least", "most"),)),
    "Forgive": Layout(shown=("case", "accents", "punctuation", "slips")),
    "Image": Layout(("file", "alt", "caption"), ("alt",)),
    "TextSource": Layout(("text", "file"), ()),
    "GlossaryEntry": Layout(("word", "meaning", "forms")),
    "Header": Layout(
        (
            "title", "id", "language", "description", "glossary", "glossary_in_test", "level_locked", "about",
            "time_limit", "author", "license", "translation_of", "blueprint", "silenced",
        ),
        ("language", "description"),
        (("id", "language"),),
    ),
    "Question": Layout(("stem", "image")),
    "TrueFalse": Layout(("stem", "key", "not_stated", "options", *_LAST), ("evidence", "not_stated", "options")),
    "Numeric": Layout(
        ("stem", "kind", "key", "tolerance", "bands", "units", "unit_required", "decimal", "exponents", "date_order",
         "anticipated", *_LAST),
        ("evidence", "kind"),
    ),
    "WordBank": Layout(("stem", "text", "words", "gaps", "reuse", *_LAST), ("evidence",)),
    "ShortAnswer": Layout(("stem", "accepted", "anticipated", "forgive", *_LAST), ("evidence",)),
    "GapFill": Layout(("stem", "text", "gaps", "forgive", *_LAST), ("evidence",)),
    "InlineChoice": Layout(("stem", "text", "gaps", *_LAST), ("evidence",)),
    "SingleChoice": Layout(("stem", "options", *_LAST), ("evidence",)),
    "MultipleChoice": Layout(("stem", "options", *_LAST), ("evidence",)),
    "Table": Layout(("stem", "columns", "rows", *_LAST), ("evidence",)),
    "Categorize": Layout(("stem", "categories", "statements", *_LAST), ("evidence",)),
    "Matching": Layout(("stem", "prompts", "options", "reuse", *_LAST), ("evidence",)),
    "Ordering": Layout(("stem", "items", *_LAST), ("evidence",)),
    "EvidenceSelection": Layout(("stem", "keys", "select", "paragraphs", "distractors", *_LAST)),
    "HighlightWords": Layout(("stem", "sentence", "keys", "distractors", *_LAST)),
    "TwoPart": Layout(("stem", "part_a", "part_b", "marking", *_LAST), ("marking",)),
    "OpenResponse": Layout(("stem", "rubric", "model_answer", "words", *_LAST), ("evidence",)),
}  # fmt: skip

_TWO_OPTIONS: list[Raw] = [{"text": "", "key": "true"}, ""]
STARTS: dict[str, dict[str, Raw]] = {
    "single_choice": {"options": _TWO_OPTIONS},
    "multiple_choice": {"options": _TWO_OPTIONS},
    "true_false": {"key": "true"},
    "table": {"columns": ["", ""], "rows": [{"text": "", "key": ""}]},
    "categorize": {"categories": ["", ""], "statements": [{"text": "", "category": ""}]},
    "matching": {"prompts": [{"text": "", "option": ""}] * 2, "options": ["", "", ""]},
    "ordering": {"items": ["", "", ""]},
    "short_answer": {"accepted": [""]},
    "numeric": {"key": ""},
    "gap_fill": {"text": "", "gaps": []},
    "inline_choice": {"text": "", "gaps": []},
    "word_bank": {"text": "", "words": ["", ""], "gaps": []},
    "evidence": {"keys": []},
    "highlight_words": {"sentence": "", "keys": []},
    "two_part": {
        "part_a": {"type": "single_choice", "stem": "", "options": _TWO_OPTIONS},
        "part_b": {"type": "single_choice", "stem": "", "options": _TWO_OPTIONS},
    },
    "open_response": {
        "rubric": [{"text": "", "levels": [{"text": "", "points": "0"}, {"text": "", "points": "1"}]}],
        "model_answer": "",
    },
}
"""The fields that a new question of each type begins with, besides `id`, `type` and `stem`."""
