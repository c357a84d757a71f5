"""A form with the draft behind it, as the page of the editor puts the two together."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.question import Question
from quizapp.formats.native import read_kept_bank
from quizapp.formats.native_writing import write_bank
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.choice_fields import ChoiceField, TextChoiceField, YesNoField, is_true
from quizapp.gui.editor.forms.evidence_field import QuotationField
from quizapp.gui.editor.forms.field import Field
from quizapp.gui.editor.forms.form import BankForm, QuestionForm
from quizapp.gui.editor.forms.image_field import ImageFile
from quizapp.gui.editor.forms.text_fields import LineField, TextField, WordsField
from quizapp.gui.kit.theme import Theme
from quizapp.gui.shell.reading_order import focus_next
from quizapp.problems import Path
from quizapp.services.bank_draft import BankDraft
from tests.samples import BANK

QUESTION: Path = ("questions", 0)


class _QuestionForm(QuestionForm):
    """Takes Tab as the window of the program does."""

    def focusNextPrevChild(self, next: bool) -> bool:
        return focus_next(self, forward=next)


class Writer:
    """Somebody who writes the first question of `bank`, or, with `header`, what stands before the questions.

    Attributes:
        told: all that the form has told, in order: the name of the signal, and what came with it.
    """

    def __init__(self, qtbot: Any, theme: Theme, bank: Bank | str, *, header: bool = False) -> None:
        self.draft = BankDraft((bank if isinstance(bank, str) else write_bank(bank)).encode())
        self.path: Path = () if header else QUESTION
        self.form = BankForm(theme) if header else _QuestionForm(theme)
        self.told: list[tuple[Any, ...]] = []
        form = self.form
        form.edited.connect(lambda path, value: self._do("edited", path, value))
        form.inserted.connect(lambda path, index, value: self._do("inserted", path, index, value))
        form.removed.connect(lambda path: self._do("removed", path))
        form.moved.connect(lambda path, index, to: self._do("moved", path, index, to))
        form.image_requested.connect(lambda path, file: self._do("image_requested", path, file))
        self.levels = self._levels()
        form.use_levels(self.levels)
        qtbot.addWidget(form)
        form.resize(560, 700)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        self.show()

    @property
    def raw(self) -> Any:
        """What stands in the text where the form is."""
        return self.draft.value(self.path)

    @property
    def question(self) -> Question | None:
        """The question as learners get it."""
        return self.draft.question(0)

    def show(self) -> None:
        """Show in the form what the text says."""
        self.form.show_value(self.draft.value(self.path), self.path)

    def go_to(self, place: int) -> None:
        """Go to the question at `place`."""
        self.path = ("questions", place)
        self.show()

    def field(self, *rest: str | int) -> Field:
        """The field for this place in the question."""
        return self.form.field_at((*self.path, *rest))

    def _levels(self) -> Sequence[ReadingLevel]:
        """The passage at its levels, whatever the questions are."""
        data = self.draft.data
        assert isinstance(data, dict)
        some = {
            "id": "texts",
            "title": "-",
            "questions": [{"id": "any", "type": "true_false", "stem": "-", "key": "true"}],
        }
        texts = {name: data[name] for name in ("passage", "levels") if name in data}
        bank = read_kept_bank(msgspec.json.encode(some | texts), {}).bank
        assert bank is not None
        return bank.levels or (ReadingLevel(STANDARD, "", bank.passage),)

    def undo(self) -> None:
        self.draft.undo()
        self.show()

    def _do(self, name: str, path: Path, *values: Any) -> None:
        self.told.append((name, path, *values))
        match name:
            case "edited":
                self.draft.set_value(path, values[0], joins=self.form.step)
            case "inserted":
                self.draft.insert(path, *values)
            case "removed":
                self.draft.remove(path)
            case "moved":
                self.draft.move(path, *values)
            case "image_requested":
                self.draft.set_value(path[:-1], {"file": values[0].rpartition("/")[2]})
        self.show()


def bank_of(*questions: Question) -> Bank:
    """The bank of the samples with these questions alone."""
    return msgspec.structs.replace(BANK, questions=questions)


def leaves(raw: Raw, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts in `raw`, each with its path."""
    if isinstance(raw, str):
        yield path, raw
    for name, value in raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ():
        yield from leaves(value, (*path, name))


def shows(field: Field, value: str) -> bool:
    """Tell whether `field` shows this raw value."""
    match field:
        case WordsField():
            return value in [each.strip() for each in field.box.text().replace(";", ",").split(",")]
        case TextField():
            return field.box.shown_text() == value
        case LineField():
            return field.box.text() == value
        case YesNoField():
            return field.box.isChecked() == is_true(value)
        case TextChoiceField():
            return field.box.currentText() == value
        case ChoiceField():
            return bool(field.box.currentData() == value)
        case ImageFile():
            return field.name.text() == value
        case QuotationField():
            told = [line.words.text() for view in field.views for line in view.lines]
            context = [each for entry in field.entries() if isinstance(entry, dict) for each in entry.values()]
            return f"“{value}”" in told or value in context
    return False


def fields_in(field: Field) -> Iterator[Field]:
    """The fields that are shown, from the outermost on."""
    yield field
    for each in field.inner_fields():
        yield from fields_in(each)
