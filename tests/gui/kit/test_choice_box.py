"""A list to choose from says to assistive technology what is chosen, and of what."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.gui.kit.choice_box import ChoiceBox


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
