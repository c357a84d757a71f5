"""Answering `evidence` in the passage itself, with a list of the selected sentences beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.passage import Sentence
from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.outcome import outcome_text, outcomes_of
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button, show_kept
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import Marked, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.word_button import WordButton
from quizapp.gui.passage.passage_view import PassageView
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.texts import ALL, listed


class _Row(QFrame):
    """A sentence that was selected or, once there is a mark, should have been."""

    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marked: Marked = ""
        self._tone = ""
        self.name = ""
        self.sentence = ""
        self._caption = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._text = Label(theme, FontRole.OPTION, wraps=True)
        self.remove = QToolButton()
        self.remove.setToolTip(self.tr("Remove"))
        self.remove.clicked.connect(self.removed)
        keep = self.remove.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # the sign of a mark takes its place
        self.remove.setSizePolicy(keep)
        words = fill(QVBoxLayout(), self._caption, self._text, spacing=1, margins=(0, 0, 0, 0))
        self._line = QHBoxLayout(self)
        self._line.addSpacing(5)
        fill(self._line, (words, 1), self.remove)
        theme.restyle_with(self._restyle)

    def show_sentence(self, number: int, sentence: str, shown: str, place: str, marked: Marked | None) -> None:
        """Show `sentence` as `shown`, its like in the passage, marked or, if None, still open.

        `place` says where it is in the passage, or is empty.
        """
        self.name, self.sentence, self._marked = str(number), sentence, marked or ""
        self._tone = {"right": "right", "missed": "right", "wrong": "wrong"}.get(self._marked, "")
        words = outcome_text(marked) if marked else self.tr("Selected")
        told = [place, words] if marked or not place else [place]
        self._caption.setText(f"{number}. {' · '.join(filter(None, told))}")
        self._caption.set_color(self._tone or "muted")
        self._text.setText(shown)
        self.remove.setAccessibleName(self.tr("Remove: {sentence}").format(sentence=shown))
        self.remove.setVisible(marked is None)
        self.setAccessibleName(shown)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, is_missed = self._theme, self._tone, self._marked == "missed"
        ground = "card" if is_missed else f"{tone}_soft" if tone else "soft"
        painter = painter_on(self)
        paint_box(painter, theme, self.rect(), tone or "accent", ground, line=2 if tone else 1, is_dashed=is_missed)
        if tone:
            paint_icon(painter, theme, tone, tone, QRectF(self.remove.geometry()).center(), theme.pixels(20))

    def _restyle(self) -> None:
        self._theme.put_icon(self.remove, "close", size=16, color="muted")
        edge, above = self._theme.pixels(11) - 2, self._theme.pixels(8)
        self._line.setContentsMargins(edge, above, edge, above)


class _PassageButton(WordButton):
    """Leads to the passage, by an arrow key too: those select there, and would leave a button for the one beside it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)


class EvidenceView(AnswerView):
    """A list of the sentences selected in the passage, each with a button that removes it.

    Without a passage from `use_passage`, sentences can only be removed.
    """

    question: EvidenceSelection
    needs_key_hint = True  # as Enter goes on, also from a sentence that has the focus

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._passage: PassageView | None = None
        self._sentences: Sequence[Sentence] = ()
        self._places: dict[str, int] = {}  # of the sentences of the passage, and of those that stand for others here
        self._chosen: list[str] = []
        self._kept: list[_Row] = []
        self.shown_rows: list[_Row] = []
        self._asked = Label(theme, FontRole.PLAIN, wraps=True)
        self._asked.setContentsMargins(3, 0, 3, 0)
        self._state = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._state.setContentsMargins(3, 0, 3, 0)
        tip = self.tr("Go to the passage ({key})").format(key=shortcut_of("other side"))
        self.go = _PassageButton(self.tr("Go to the passage"))
        self.go.setToolTip(tip)
        self.go.clicked.connect(self.passage_requested)
        self.go.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip = self.tr("Selects it, or removes it if it is selected")
        self.toggle_here = push_button(self.tr("Select the sentence at the cursor"), self._toggle_here, tip=tip)
        buttons = fill(QHBoxLayout(), self.go, self.toggle_here, 1, margins=(3, 2, 3, 2))
        self._layout = fill(QVBoxLayout(self), self._asked, buttons, self._state, spacing=6, margins=(0, 0, 0, 0))
        theme.put_icon(self.go, "back")

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self._chosen = list(self.question.summarize(response)) if response is not None else []
        self._sentences, self._places = (), {}
        self._asked.setText(self._instruction())
        self.toggle_here.setVisible(QAccessible.isActive())  # for users with neither a keyboard nor a mouse
        self._show_chosen()

    def use_passage(self, passage: PassageView) -> None:
        if passage.passage is None:
            return
        self._passage = passage
        self._sentences = self.question.selectable(passage.passage)
        self._places = {sentence.name: place for place, sentence in enumerate(self._sentences)}
        shown = self.question.shown_as(tuple(self._chosen), passage.passage)  # some may be of another level
        self._places |= {
            text: self._places[each.name]
            for text, each in shown.items()
            if each is not None and each.name in self._places
        }
        passage.sentences.offer(self._sentences)
        passage.sentences.toggled.connect(self._toggle)
        self._show_chosen()
        if self._lost:
            announce(self._state, self._state.text())

    def marks_passage(self, part: str) -> bool:
        return True

    def release_passage(self) -> None:
        if self._passage is not None:
            self._passage.sentences.toggled.disconnect(self._toggle)
            self._passage.sentences.clear()
            self._passage = None

    def show_outcomes(self, mark: Mark) -> None:
        question = self.question
        shown: list[tuple[str, Marked | None]] = [
            (text, "right" if outcome == "right" else "wrong")
            for text, outcome in outcomes_of(mark).items()
            if outcome != "missed"
        ]
        found = {question.key_of(text) for text, marked in shown if marked == "right"}
        shown += [(self._name_of_key(at), "missed") for at in range(len(question.quotes)) if at not in found]
        self._show_rows(shown)
        self._state.setText(self.tr("Your answer and the right sentences:") if shown else "")
        if self._passage is not None:
            marks = {self._places[text]: marked for text, marked in shown if marked and text in self._places}
            self._passage.sentences.mark(marks)
            to_see = [place for place, marked in marks.items() if marked != "wrong"]
            if to_see:
                self._passage.scroll_to(self._sentences[min(to_see)].span)

    def _name_of_key(self, index: int) -> str:
        """Return the sentence of the key at `index`, or without a passage its quotation."""
        question = self.question
        if self._passage is not None and self._passage.passage is not None:
            sentence = question.key_sentence(question.quotes[index], self._passage.passage)
            if sentence is not None:
                return sentence.name
        return question.part_text(question.quotes[index].quote)

    def name_of(self, part: str) -> str:
        return next((row.name for row in self.shown_rows if row.sentence == part), "")

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.go.setFocus(reason)

    def focus_open(self, reason: Qt.FocusReason) -> None:
        """Focus the button, unless the focus is in the passage already."""
        if self._passage is None or not self._passage.hasFocus():
            self.focus_first(reason)

    def key_hint(self) -> str:
        return self.tr("Arrow keys and Space select, Enter to go on")

    def _instruction(self) -> str:
        question, count = self.question, self.question.select
        if count:
            asked = self.tr("Select %n sentences in the passage.", "", count)
        else:
            asked = self.tr("Select one or more sentences in the passage.")
        if not question.paragraphs:
            return asked
        only = self.tr("Choose only from paragraphs {numbers}.", "", len(question.paragraphs))
        numbers = translate.say(listed([str(number) for number in question.paragraphs], ALL))
        return f"{asked} {only.format(numbers=numbers)}"

    def _toggle(self, place: int) -> None:
        if not self.is_open:
            return
        name = self._sentences[place].name
        name = next((text for text in self._chosen if self._places.get(text) == place), name)
        if name in self._chosen:
            self._chosen.remove(name)
        elif (most := self.question.select) == 1:
            self._chosen = [name]
        elif most and len(self._chosen) >= most:
            full = self.tr("You have already selected %n. Remove one first.", "", len(self._chosen))
            self._state.setText(full)
            announce(self._state, full)
            return
        else:
            self._chosen.append(name)
            self._chosen.sort(key=lambda text: self._places.get(text, -1))
        self._show_chosen()
        self.notice()

    def _toggle_here(self) -> None:
        if self._passage is not None and not self._passage.sentences.toggle_current():
            announce(self, self.tr("First move the cursor to a sentence in the passage."))

    def _take_back(self, row: _Row) -> None:
        index = self.shown_rows.index(row)
        self._chosen.remove(row.sentence)
        self._show_chosen()
        self.notice()
        announce(self._state, self._state.text())
        left = self.shown_rows
        (left[min(index, len(left) - 1)].remove if left else self.go).setFocus(Qt.FocusReason.OtherFocusReason)

    def response(self) -> Response | None:
        return tuple(self._chosen) or None

    def _show_chosen(self) -> None:
        count = len(self._chosen)
        if self.question.select > 1:
            state = self.tr("%n of {all} selected", "", count).format(all=self.question.select)
        elif not count:
            state = self.tr("Nothing selected yet")
        else:
            state = self.tr("%n selected", "", count)
        if lost := self._lost:
            state += " · " + self.tr("%n are not in the text at this reading level", "", lost)
        self._state.setText(state)
        self._show_rows([(text, None) for text in self._chosen])
        if self._passage is not None:
            self._passage.sentences.choose([self._places[text] for text in self._chosen if text in self._places])

    @property
    def _lost(self) -> int:
        """Count the selected sentences that have none that stands for them at this level of the passage."""
        is_shown = bool(self._sentences) and self.question.has_levels
        return sum(text not in self._places for text in self._chosen) if is_shown else 0

    def _show_rows(self, sentences: Sequence[tuple[str, Marked | None]]) -> None:
        self.shown_rows = show_kept(self._kept, len(sentences), self._new_row)
        for number, (row, (sentence, marked)) in enumerate(zip(self.shown_rows, sentences, strict=True), 1):
            place = self._places.get(sentence)
            paragraph = self._sentences[place].paragraph if place is not None else 0
            words = self.tr("Paragraph {number}").format(number=paragraph) if paragraph else ""
            if place is None and self._sentences and self.question.has_levels:
                words = self.tr("Not in the text at this reading level")
            shown = self._sentences[place].name if place is not None else sentence
            row.show_sentence(number, sentence, shown, words, marked)

    def _new_row(self) -> _Row:
        row = _Row(self.theme, self)
        row.removed.connect(lambda: self._take_back(row))
        self._layout.addWidget(row)
        return row
