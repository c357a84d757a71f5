"""A section about how a class understood an assignment, and for mending questions that were wrong."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.gui.desk.changes_page import ChangesPage
from quizapp.gui.desk.class_view import ClassView
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.item_card import ItemCard
from quizapp.gui.desk.item_list import ItemList, ItemModel
from quizapp.gui.desk.mend_page import MendPage
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.services.desk.gradebook import graded, people
from quizapp.services.desk.grading import Grades
from quizapp.services.desk.understanding import ItemPicture, Understanding, understanding

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk
    from quizapp.storage.desk.records import AssignmentLine

_LOW = 500
"""Pixels at the plain text size; a window that is lower has no room for what only explains."""


class _Found(NamedTuple):
    lines: "tuple[AssignmentLine, ...]"
    grades: Grades | None
    figures: Understanding | None
    without: str
    unrated: Mapping[tuple[int, str], int]
    """The written answers to each question that are not rated yet."""
    names: dict[str, str]
    """The names of the learners, by their ids."""


class UnderstandSection(DeskSection):
    """Shows the figures of the class or of its questions, the page to mend a question, or the list of changes.

    Attributes:
        whole: the figures of the class.
        items, item: the questions, and the one that is chosen.
        mending, changes: the other pages.
    """

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__(theme, access)
        self._found: _Found | None = None
        self.whole = ClassView(theme)
        self.pages = QStackedWidget()
        self.mending = MendPage(theme, access)
        self.mending.back_requested.connect(self._show_figures_page)
        self.changes = ChangesPage(theme, access)
        self.changes.back_requested.connect(self._show_figures_page)
        self._figures = self._make_figures()
        for page in (self._figures, self.mending, self.changes):
            self.pages.addWidget(page)
        self._row = fill(QHBoxLayout(self), self.pages)
        theme.changed.connect(self._fit)

    def read(self) -> None:
        """Read what the page shows that is open."""
        shown = self.pages.currentWidget()
        if shown is self.changes:
            self.changes.read()
        elif shown is self._figures:
            work = partial(_read, of=self.access.chosen, without=self.without_box.currentData() or "")
            self.access.read(self.reading, work, self._show, failed=self._show_again)

    def leave(self) -> None:
        self.mending.leave()
        super().leave()

    def go_back(self) -> bool:
        """Go back from mending or the changes to the figures."""
        if self.pages.currentWidget() is self._figures:
            return False
        self._show_figures_page()
        return True

    def _make_figures(self) -> QWidget:
        theme = self.theme
        self.box = ChoiceBox(theme, self.tr("Assignment"))
        self.box.use_length(26)
        self.box.currentIndexChanged.connect(self._choose)
        self.without_box = ChoiceBox(theme, self.tr("The same without the text"))
        self.without_box.use_length(20)
        self.without_box.currentIndexChanged.connect(self.read)
        self.class_tab, self.items_tab = TabButton(self.tr("The class")), TabButton(translate("Questions"))
        group = QButtonGroup(self)
        for tab in (self.class_tab, self.items_tab):
            group.addButton(tab)
            tab.toggled.connect(self._turn)
        self.tables = CheckBox(theme, self.tr("As a table"))
        self.tables.toggled.connect(lambda on: self.whole.use_tables(on))
        self.changes_button = push_button(self.tr("Changes…"), self._show_changes)
        tools = QWidget()
        flow = FlowLayout(tools, spacing=8)
        flow.centers = True
        self.mend_button = push_button(self.tr("Fix this question…"), self._mend)
        self._tools = (self.class_tab, self.items_tab, self.tables, self.mend_button, self.changes_button)
        for widget in (self.box, self.without_box, *self._tools):
            flow.addWidget(widget)
        self.told = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.model = ItemModel(self)
        self.items = ItemList(theme, self.model)
        self.items.selectionModel().currentChanged.connect(self._show_item)
        self.items.chosen.connect(self._focus_item)
        self.item = ItemCard(theme, self.tr("Question"))
        list_card = QFrame()
        list_card.setObjectName("card")
        self._hint = Label(
            theme, FontRole.SMALL, self.tr("What to talk about first is at the top."), color="muted", wraps=True
        )
        self._hint.setContentsMargins(6, 0, 0, 0)
        fill(QVBoxLayout(list_card), self._hint, (self.items, 1), margins=(6, 8, 6, 8), spacing=4)
        beside = QWidget()
        fill(QHBoxLayout(beside), (list_card, 44), (self.item, 56), margins=(0, 0, 0, 0), spacing=10)
        self._views = QStackedWidget()
        self._nothing = QWidget()
        self._none = Label(theme, FontRole.OPTION, wraps=True)
        self.none_button = push_button("", self._leave_for, is_main=True)
        self._needs = "assignments"
        row = fill(QHBoxLayout(), self.none_button, 1)
        fill(QVBoxLayout(self._nothing), self._none, row, 1, margins=(16, 20, 16, 0), spacing=12)
        for view in (self._nothing, self.whole, beside):
            self._views.addWidget(view)
        self._beside = beside
        self.class_tab.setChecked(True)
        page = QWidget()
        for unread in (self.box, self.without_box, *self._tools, self._none, self.none_button):
            unread.hide()
        fill(QVBoxLayout(page), tools, self.told, (self._views, 1), margins=(0, 0, 0, 0), spacing=6)
        return page

    # showing

    def _show(self, found: _Found) -> None:
        self._found = found
        lines, figures = found.lines, found.figures
        several = len({line.class_name for line in lines}) > 1
        names = {line.id: f"{line.title} · {line.class_name}" if several else line.title for line in lines}
        self._fill_box(self.box, [(" ".join(names[line.id].split()), line.id) for line in lines],
                       found.grades.assignment.id if found.grades is not None else "")  # fmt: skip
        hidden = [line for line in lines if line.settings.without_passage and line.id != self.access.chosen]
        none = [(self.tr("Compare without the text…"), "")]
        self._fill_box(self.without_box, [*none, *((names[line.id], line.id) for line in hidden)], found.without)
        self.box.setVisible(bool(lines))
        self.without_box.setVisible(bool(hidden) and figures is not None)
        is_empty = figures is None or not figures.learners
        for widget in self._tools:
            widget.setVisible(bool(lines) and (not is_empty or widget is self.changes_button))
        self.told.setVisible(not is_empty)
        self._none.setVisible(is_empty)
        self.none_button.setVisible(is_empty)
        if is_empty:
            self._tell_nothing(bool(lines))
            self._views.setCurrentWidget(self._nothing)
            return
        assert figures is not None
        count = figures.learners
        handed = self.tr("%n learners have handed in.", "", count)
        bands = self.tr(
            "The bands show how sure a figure is: 95 times out of 100, such a band contains the true figure."
        )
        few = self.tr("With so few learners, all bands are wide.") if count < 10 else ""
        self.told.setText(" ".join(filter(None, (handed, few, bands))))
        self.whole.show_class(figures, sum(found.unrated.values()))
        before = self._current()
        items = sorted(figures.items, key=lambda each: place_of(each) in found.unrated)  # of these, little is known
        self.model.show_rows(items)
        place = next(
            (at for at, each in enumerate(items) if before is not None and place_of(each) == place_of(before)), 0
        )
        self.items.setCurrentIndex(self.model.index(place))
        self._show_item()
        self._turn()

    def _show_again(self) -> None:
        if self._found is not None:
            self.access.chosen = self._found.grades.assignment.id if self._found.grades is not None else ""
            self._show(self._found)

    def _fill_box(self, box: ChoiceBox, choices: list[tuple[str, str]], chosen: str) -> None:
        box.show_choices(choices)
        box.show_choice(chosen)

    def _tell_nothing(self, has_any: bool) -> None:
        if has_any:
            self._needs = "collect"
            self._none.setText(self.tr("Nothing that counts has come in yet. Collect the answers first."))
            self.none_button.setText(self.tr("Collect"))
        else:
            self._needs = "assignments"
            self._none.setText(
                self.tr("There is no assignment yet. Make one, and you will see here what the class understood.")
            )
            self.none_button.setText(self.tr("Make an assignment"))

    def _leave_for(self) -> None:
        self.section_requested.emit(self._needs)

    def _choose(self) -> None:
        self.access.chosen = self.box.currentData() or ""
        self._fill_box(self.without_box, [], "")
        self.told.setText(self.tr("Working it out…"))
        self.read()

    def _turn(self) -> None:
        if self._found is not None and self._found.figures is not None and self._found.figures.learners:
            self._views.setCurrentWidget(self.whole if self.class_tab.isChecked() else self._beside)
            self.tables.setVisible(self.class_tab.isChecked())
            self.mend_button.setVisible(self.items_tab.isChecked())
            self._fit()

    def _current(self) -> ItemPicture | None:
        row = self.items.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _show_item(self) -> None:
        item = self._current()
        if item is not None:
            self.item.show_item(item, self._found.unrated.get(place_of(item), 0) if self._found is not None else 0)

    def _focus_item(self) -> None:
        self.mend_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # other pages

    def _mend(self) -> None:
        item, grades = self._current(), self._found.grades if self._found is not None else None
        if item is None or grades is None:
            return
        names = self._found.names if self._found is not None else {}
        self.pages.setCurrentWidget(self.mending)
        self.mending.show_question(grades.assignment.id, item.part, item.question, grades.banks[item.part], names)

    def _show_changes(self) -> None:
        chosen = self.box.currentData()
        if chosen:
            self.pages.setCurrentWidget(self.changes)
            self.changes.show_assignment(chosen)

    def _show_figures_page(self) -> None:
        self.mending.leave()
        self.pages.setCurrentWidget(self._figures)
        if not self.isVisible():  # what was done there took longer than somebody stayed
            return
        self.read()
        (self.items if self.items_tab.isChecked() else self.class_tab).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme)
        self._fit()

    def _fit(self) -> None:
        """Leave out what only explains, where the window is low."""
        shows_figures = self._views.currentWidget() is not self._nothing
        is_low = self.window().height() < self.theme.pixels(_LOW)  # its own height follows from what is shown
        self.told.setVisible(shows_figures and not is_low)
        self._hint.setVisible(not is_low)


def place_of(item: ItemPicture) -> tuple[int, str]:
    """The part and the id of a question."""
    return item.part, item.question.id


def _read(desk: "Desk", of: str, without: str) -> _Found:
    """Read the figures of assignment `of`, or else of the newest one that somebody has handed in."""
    lines = desk.store.assignments()
    ids = [line.id for line in lines]
    if of not in ids:
        of = next((id_ for id_ in ids if desk.store.handed_in(id_)), ids[0] if ids else "")
    if not of:
        return _Found(lines, None, None, "", {}, {})
    grades = graded(desk, of)[0]
    hidden = graded(desk, without)[0] if without in ids and without != of else None
    names = {member.id: member.name for member in people(desk, grades.assignment, grades.learners)}
    unrated = Counter(
        (part, entry.question.id)
        for learner in grades.learners.values()
        for part, marked in learner.parts.items()
        for entry in marked.questions
        if entry.unmarked
    )
    return _Found(lines, grades, understanding(grades, hidden), without if hidden is not None else "", unrated, names)
