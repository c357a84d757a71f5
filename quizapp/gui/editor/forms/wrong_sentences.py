"""Sentences that learners are expected to select wrongly: picked in the passage, with the kind of mistake."""

from collections.abc import Mapping

from quizapp.domain.evidence import quote_of
from quizapp.domain.passage import Span
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.evidence_field import QuotationField
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.list_field import ListField
from quizapp.gui.editor.forms.passage_picker import PassagePicker
from quizapp.gui.editor.forms.quotations import raw_quote
from quizapp.gui.editor.forms.record_field import Maker, RecordField
from quizapp.gui.kit.building import push_button
from quizapp.problems import Path

_OTHERS = ("role", "feedback")


def _mapping(entry: Raw) -> dict[str, Raw]:
    return dict(entry) if isinstance(entry, dict) else {"quote": entry}


class QuotedPart(QuotationField):
    """The quotation that a record is, beside its other fields."""

    def __init__(self, context: FormContext, owner: RecordField) -> None:
        super().__init__(
            context, "WrongSentence.quote", owner, has_many=False, one_sentence=True, is_plain=True, is_optional=False
        )
        self._record = owner

    def show_value(self, raw: Raw | None, path: Path) -> None:
        values = self._record.values()
        super().show_value({name: value for name, value in values.items() if name not in _OTHERS}, path)

    def entries(self) -> list[Raw]:
        return [self.raw] if self.raw else []

    def _put_entry(self, index: int, entry: Raw) -> None:
        values = self._record.values()
        others = {name: values[name] for name in _OTHERS if name in values}
        self._record.put({**_mapping(entry), **others})


class WrongSentenceField(RecordField):
    """A wrong sentence: its quotation, the kind of mistake, and what is said to those who select it."""

    def field_at(self, path: Path) -> Field:
        name = path[len(self.path) :][:1]
        return super().field_at(path) if name in ((), *((each,) for each in _OTHERS)) else self.fields["quote"]


class WrongSentenceList(ListField):
    """The wrong sentences. One is added by picking it."""

    def __init__(self, context: FormContext, key: str, owner: RecordField, makers: Mapping[str, Maker]) -> None:
        def entry(list_field: ListField) -> RecordField:
            shown = ("quote", *_OTHERS)
            return WrongSentenceField(
                context, "WrongSentence", list_field, makers, record="WrongSentence", shown=shown, is_plain=True
            )

        words = (self.tr("Pick a wrong sentence…"), self.tr("wrong sentence {sign}"))
        super().__init__(context, key, owner, entry, "", words, is_framed=True, is_optional=True)

    def add_buttons(self) -> None:
        self.button = push_button(self._words[0], self.pick)
        self.buttons.insertWidget(0, self.button)

    def follow(self) -> None:
        super().follow()
        self.button.setEnabled(bool(self.context.levels))

    def pick(self) -> None:
        """Open the passage, to pick a sentence that is added."""
        if self.context.levels:
            passage = self.context.levels[0].passage
            title = self.tr("Pick in the passage")
            PassagePicker(
                self,
                self.context.theme,
                passage,
                title,
                self.take,
                pictures=self.context.pictures,
                one_sentence=True,
            ).open()

    def take(self, span: Span) -> None:
        """Add the sentence with the words at `span` of the passage."""
        self.add_entry(_mapping(raw_quote(quote_of(self.context.levels[0].passage, span))))

    def ask_for_entry(self) -> None:
        self.pick()
