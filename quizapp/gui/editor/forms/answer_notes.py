"""The notes of a true-or-false question on each of its answers."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from quizapp.formats.authored import TRUTH_WORDS
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.choice_fields import is_true
from quizapp.gui.editor.forms.field import FormContext
from quizapp.gui.editor.forms.record_field import Maker, RecordField
from quizapp.gui.editor.forms.words import label_of
from quizapp.gui.kit.translate import translate
from quizapp.problems import Path
from quizapp.question_types.true_false import ANSWER_TEXTS


def canonical(word: str) -> str:
    """Give an answer as the program calls it, whatever an author calls it: yes, on, 1."""
    return TRUTH_WORDS.get(word.casefold(), word)


class AnswerNotes(RecordField):
    """The notes on the answers that are offered; that on the key only where there is one."""

    is_list = True

    def __init__(self, context: FormContext, key: str, owner: RecordField, make: Mapping[str, Maker]) -> None:
        super().__init__(context, key, owner, make, record="TrueFalse.options", is_optional=True)
        self._question = owner

    def values(self) -> Mapping[str, Raw]:
        return {canonical(name): value for name, value in self.raw.items()} if isinstance(self.raw, dict) else {}

    def path_of(self, name: str) -> Path:
        written = self.raw if isinstance(self.raw, dict) else {}
        return (*self.path, next((each for each in written if canonical(each) == name), name))

    def key_name(self) -> str:
        key = self._question.values().get("key")
        return canonical(key) if isinstance(key, str) else ""

    def is_always_shown(self, name: str) -> bool:
        if name == self.key_name():
            return False
        return name != "not_stated" or is_true(self._question.values().get("not_stated"))

    def is_offered(self, name: str) -> bool:
        return name == self.key_name()

    def words_for(self, name: str) -> str:
        return translate(label_of("AnswerNote")).format(answer=translate(ANSWER_TEXTS[name]))

    def follow(self) -> None:
        self.fill(is_new=False)
        super().follow()


class AnswerNoteField(RecordField):
    """The note on one answer."""

    def __init__(self, context: FormContext, name: str, owner: AnswerNotes, makers: Mapping[str, Maker]) -> None:
        self._answer = name
        self._notes = owner
        super().__init__(
            context,
            "AnswerNote",
            owner,
            makers,
            record="AnswerNote",
            is_optional=True,
        )
        self.setObjectName("entry")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column.setContentsMargins(10, 8, 10, 8)
        self.label = self.label.format(answer=translate(ANSWER_TEXTS[name]))
        if self.head is not None:
            self.head.setText(self.label)

    def is_always_shown(self, name: str) -> bool:
        return name == "feedback" or (name == "role" and self._answer != self._notes.key_name())

    def is_offered(self, name: str) -> bool:
        return super().is_offered(name) and name != "role"
