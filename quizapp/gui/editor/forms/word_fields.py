"""Texts that are repeated elsewhere in a question, and words that are picked in a sentence."""

from functools import partial

from quizapp.domain.passage import Span
from quizapp.domain.text import fold
from quizapp.domain.words import words_of
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field
from quizapp.gui.editor.forms.list_field import ListField
from quizapp.gui.editor.forms.passage_picker import PassagePicker, plain_passage
from quizapp.gui.editor.forms.record_field import RecordField
from quizapp.gui.editor.forms.text_fields import text_of
from quizapp.gui.kit.building import push_button
from quizapp.problems import Path

REPEATED = {
    "Table.columns": ("rows", "key"),
    "Categorize.categories": ("statements", "category"),
    "Matching.options": ("prompts", "option"),
    "WordBank.words": ("gaps", "key"),
}
"""Lists of texts, and the fields of another list that repeat one of these."""


def renamed(entries: Raw, name: str, old: str, new: str) -> Raw:
    """Give `entries`, a list of mappings, with `new` wherever the field `name` is, or lists, `old`."""
    if not isinstance(entries, list):
        return entries

    def changed(value: Raw) -> Raw:
        if isinstance(value, list):
            return [new if each == old else each for each in value]
        return new if value == old else value

    return [
        {**entry, name: changed(entry[name])} if isinstance(entry, dict) and name in entry else entry
        for entry in entries
    ]


class NamesList(ListField):
    """Texts that other fields of the question repeat: a text that is changed is changed there, too."""

    _carried: tuple[Path, str, str] | None = None
    """The entry that is being typed in, its text, and the text of it that is repeated elsewhere."""

    def put_in(self, field: Field, value: Raw | None, step: str = "") -> None:
        new = text_of(value)
        index = field.path[-1]
        if not isinstance(self.raw, list) or not isinstance(index, int) or not isinstance(self.owner, RecordField):
            super().put_in(field, value, step)
            return
        others = [each for at, each in enumerate(self.raw) if at != index]
        now = text_of(self.raw[index])
        carried = self._carried[2] if self._carried is not None and self._carried[:2] == (field.path, now) else ""
        old = carried or now
        question = dict(self.owner.values())
        question[str(self.path[-1])] = [*self.raw[:index], new, *self.raw[index + 1 :]]
        if new and old and old not in others and new not in others:  # otherwise, nobody could tell the two apart
            list_name, name = REPEATED[self.key]
            if list_name in question:
                question[list_name] = renamed(question[list_name], name, old, new)
            old = new
        self._carried = (field.path, new, old)
        self.owner.put(question, step)


def picked_words(sentence: str, span: Span) -> tuple[str, int]:
    """Give the whole words of `sentence` that `span` touches, and which of the places with these words it is: from 1,
    or 0 where they are there once.
    """
    words = words_of(sentence)
    chosen = [at for at, word in enumerate(words) if word.start < span.end and span.start < word.end]
    if not chosen:
        return "", 0
    first, last = chosen[0], chosen[-1]
    folded = [fold(word.text) for word in words]
    size = last - first + 1
    starts = [at for at in range(len(words) - size + 1) if folded[at : at + size] == folded[first : last + 1]]
    text = sentence[words[first].start : words[last].end]
    return text, starts.index(first) + 1 if len(starts) > 1 else 0


class PickedWordsList(ListField):
    """Words of the sentence of the question, each entry with the place that it means. They are picked there."""

    def add_buttons(self) -> None:
        self.button = push_button(self.tr("Pick in the sentence…"), self.pick)
        self.button.setAccessibleDescription(self.label)
        self.buttons.insertWidget(0, self.button)

    @property
    def _sentence(self) -> str:
        return text_of(self.owner.values().get("sentence")) if isinstance(self.owner, RecordField) else ""

    def fill(self, *, is_new: bool) -> None:
        super().fill(is_new=is_new)
        self.follow()

    def follow(self) -> None:
        super().follow()
        self.button.setEnabled(bool(self._sentence.strip()))

    def pick(self) -> None:
        """Open the sentence, to pick words that are added."""
        sentence = self._sentence
        title = self.tr("Pick words in the sentence")
        PassagePicker(
            self, self.context.theme, plain_passage(sentence), title, partial(self.take, sentence), by_word=True
        ).open()

    def take(self, sentence: str, span: Span) -> None:
        """Add the words at `span` of the sentence."""
        text, occurrence = picked_words(sentence, span)
        if text:
            self.add_entry({"text": text, "occurrence": str(occurrence)} if occurrence else text)

    def ask_for_entry(self) -> None:
        self.pick()
