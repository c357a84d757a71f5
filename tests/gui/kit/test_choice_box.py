"""A list to choose from says to assistive technology what is chosen, and of what."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.gui.kit.choice_box import ChoiceBox
from tests.gui.conftest import flush


def test_it_is_named_by_a_label_that_is_not_seen(theme, qtbot):
    page, box = QWidget(), ChoiceBox(theme, "Questions a day")
    qtbot.addWidget(page)
    box.addItems(["5", "10"])
    QVBoxLayout(page).addWidget(box)
    page.show()
    interface = QAccessible.queryAccessibleInterface(box)
    labels = [label.text(QAccessible.Text.Name) for label, _ in interface.relations(QAccessible.RelationFlag.Label)]
    assert {interface.text(QAccessible.Text.Name), *labels} >= {"Questions a day"}
    assert interface.text(QAccessible.Text.Value) == "5"
    assert [child.isVisible() for child in page.findChildren(QWidget) if child.inherits("QLabel")] == [False]


def test_assistive_technology_can_choose_again_what_the_program_chose_away(theme, qtbot):
    box = ChoiceBox(theme, "Questions a day")
    qtbot.addWidget(box)
    box.addItems(["5", "10"])
    selection = box.view().selectionModel()
    for _ in range(2):
        selection.select(box.model().index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        flush()
        assert box.currentText() == "10"
        box.setCurrentIndex(0)
        flush()
        assert [index.row() for index in selection.selectedIndexes()] == [0]
        assert box.currentText() == "5"
    box.setCurrentIndex(-1)
    assert not selection.selectedIndexes()
