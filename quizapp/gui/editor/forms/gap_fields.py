"""Texts with gaps: a word that is selected becomes a gap, and what is right in it comes into a row below."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextCursor

from quizapp.formats.authored import SHORT_FORM
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.list_field import ListField
from quizapp.gui.editor.forms.record_field import RecordField
from quizapp.gui.editor.forms.text_fields import TextField, text_of
from quizapp.gui.kit.building import push_button
from quizapp.gui.kit.row_or_column import RowOrColumn

SIGN = re.compile(r"\[([0-9]{1,9})\]")

NEW_GAPS: Mapping[str, Callable[[str], Raw]] = {
    "GapFill": lambda words: {"accepted": [words]},
    "InlineChoice": lambda words: {"options": [{SHORT_FORM: words, "key": "true"}, ""]},
    "WordBank": lambda words: {"key": words},
}
"""A gap of each type of question, in which `words` are right."""


def words_in(gap: Raw) -> str:
    """Give the words that are right in a gap, to stand in the text where the gap was; empty where none are said."""
    if not isinstance(gap, dict):
        return ""
    listed = gap.get("accepted") or gap.get("key") or gap.get("options") or ""
    entries = listed if isinstance(listed, list) else [listed]
    options = [each for each in entries if isinstance(each, dict) and "key" in each] or entries
    first = options[0] if options else ""
    return text_of(first.get(SHORT_FORM) if isinstance(first, dict) else first)


def without_gap(text: str, index: int, words: str) -> str:
    """Give `text` with `words` in place of the gap at `index`, and the gaps after it with the numbers that follow."""

    def renumbered(sign: re.Match[str]) -> str:
        number = int(sign[1])
        if number == index + 1:
            return words
        return f"[{number - 1}]" if number > index + 1 else sign[0]

    return SIGN.sub(renumbered, text)


def with_gaps_swapped(text: str, index: int, to: int) -> str:
    """Give `text` with the numbers that its gaps have once the one at `index` has moved to `to`."""

    def renumbered(sign: re.Match[str]) -> str:
        number = int(sign[1]) - 1
        if number == index:
            number = to
        elif index < number <= to:
            number -= 1
        elif to <= number < index:
            number += 1
        return f"[{number + 1}]"

    return SIGN.sub(renumbered, text)


class GapText(TextField):
    """The text with its gaps, and the button that makes one of what is selected."""

    def __init__(self, context: FormContext, key: str, owner: RecordField) -> None:
        super().__init__(context, key, owner, least=3)
        self._question = owner
        self.button = push_button(self.tr("Make a gap of the selected words"), self.make_gap)
        self.column.addLayout(RowOrColumn(self.button, 1))

    def make_gap(self) -> None:
        """Make a gap of what is selected, or an empty one at the cursor."""
        cursor = self.box.textCursor()
        chosen = cursor.selectedText().replace("\u2029", " ")
        words, end = chosen.strip(), cursor.selectionEnd() - len(chosen) + len(chosen.rstrip())
        if words:  # the spaces around them stay in the text
            cursor.setPosition(cursor.selectionStart() + len(chosen) - len(chosen.lstrip()))
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        question = dict(self._question.values())
        gaps = question.get("gaps")
        gaps = list(gaps) if isinstance(gaps, list) else []
        with QSignalBlocker(self.box):  # the text and the gaps are told together
            cursor.insertText(f"[{len(gaps) + 1}]")
        question["text"] = self.box.shown_text()
        question["gaps"] = [*gaps, NEW_GAPS[self._question.record](words)]
        bank = question.get("words")
        if self._question.record == "WordBank" and words and words not in (bank if isinstance(bank, list) else []):
            question["words"] = [*(bank if isinstance(bank, list) else []), words]
        at = cursor.position()
        self._question.put(question)
        cursor = QTextCursor(self.box.document())
        cursor.setPosition(min(at, self.box.document().characterCount() - 1))
        self.box.setTextCursor(cursor)


class GapList(ListField):
    """The gaps of a text. One that goes leaves its words in the text; one that moves takes its number along."""

    def __init__(
        self, context: FormContext, key: str, owner: RecordField, make_entry: Callable[[ListField], Field]
    ) -> None:
        super().__init__(
            context, key, owner, make_entry, "", (self.tr("Add a gap"), self.tr("gap {sign}")), is_framed=True
        )
        self._question = owner
        self.button.hide()  # a gap is made in the text

    def remove_entry(self, index: int) -> None:
        gaps = list(self.values())
        words = words_in(gaps.pop(index))
        self._put(gaps, without_gap(self._text, index, words))

    def move_entry(self, index: int, by: int) -> None:
        to = index + by
        gaps = list(self.values())
        if 0 <= to < len(gaps):
            gaps.insert(to, gaps.pop(index))
            self.keep_focus(index, to)
            self._put(gaps, with_gaps_swapped(self._text, index, to))

    def ask_for_entry(self) -> None:
        """Add none: a gap is made in the text."""

    @property
    def _text(self) -> str:
        return text_of(self._question.values().get("text"))

    def _put(self, gaps: list[Raw], text: str) -> None:
        self._question.put({**self._question.values(), "text": text, "gaps": gaps})
