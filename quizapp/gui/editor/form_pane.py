"""The form of what is chosen: the bank itself, its passage, or a question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from quizapp.gui.editor.about_form import AboutForm
from quizapp.gui.editor.check_notes import Note
from quizapp.gui.editor.editing import Editing
from quizapp.gui.editor.forms.field import Field, FieldFinding
from quizapp.gui.editor.passage_form import PassageForm
from quizapp.gui.editor.question_form import QuestionForm
from quizapp.gui.editor.question_rows import ABOUT, PASSAGE
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.problems import Path


class FormPane(QFrame):
    """Shows one form at a time. What is changed in it is changed in the `Editing` that is shown.

    Signals:
        focus_moved: another field has the focus.
    """

    focus_moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._editing: Editing | None = None
        self._place = ABOUT
        self.setObjectName("card")
