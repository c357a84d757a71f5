"""Labels, and icons on buttons, in each look."""

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.theme import FontRole


def test_a_line_that_is_cut_off_can_be_read_whole_and_is_no_markup(theme, qtbot):
    label = ElidedLabel(theme, text="The <b>harbor</b> that closed")
    qtbot.addWidget(label)
    for width, is_cut in ((400, False), (60, True), (400, False)):
        label.resize(width, 30)
        label.grab()
        assert ("&lt;b&gt;harbor" in label.toolTip(), bool(label.toolTip())) == (is_cut, is_cut)


def test_a_text_that_is_narrower_than_its_column_has_room_for_all_its_lines(theme, qtbot):
    card = QWidget()
    column = QVBoxLayout(card)
    label, below = Label(theme, FontRole.PLAIN, "All that the council counts. " * 5, wraps=True), QFrame()
    column.addWidget(label)
    column.addWidget(below)
    below.setFixedHeight(40)
    qtbot.addWidget(card)
    label.setMaximumWidth(200)
    card.resize(600, column.heightForWidth(600))
    card.show()
    assert label.width() == 200
    assert label.height() >= label.heightForWidth(200) > label.fontMetrics().height() * 3


def test_icons_follow_the_look(theme, qtbot):
    button, icon = QPushButton(), Icon(theme, "book", "text", 16)
    for widget in (button, icon):
        qtbot.addWidget(widget)
    theme.put_icon(button, "book")

    def seen():
        return button.icon().pixmap(16, 16).toImage(), icon.pixmap().toImage(), button.iconSize().width(), icon.width()

    before = seen()
    theme.use("dark")
    dark = seen()
    assert (before[0] != dark[0], before[1] != dark[1]) == (True, True)
    theme.resize_text(200)
    assert seen()[2:] == (2 * dark[2], 2 * dark[3])
