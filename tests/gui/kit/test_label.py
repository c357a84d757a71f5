"""Labels, and icons on buttons, in each look."""

from itertools import pairwise

from PySide6.QtWidgets import QPushButton

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


def test_a_label_is_as_high_as_one_that_was_never_asked_before(theme, qtbot):
    def new():
        label = Label(theme, FontRole.PLAIN, wraps=True)
        qtbot.addWidget(label)
        return label

    def look(**look):
        return lambda _: theme.show(theme.look._replace(**look))

    asked, long, reversed_ = new(), "All that the council counts. " * 5, "NASA שיגרה חללית אל הירח! " * 5
    of_label, heights = [], []
    for count, (change, is_of_label) in enumerate(
        [
            (lambda label: label.setText(long), True),
            (lambda label: label.setContentsMargins(30, 20, 30, 20), True),
            (look(text_size=150), False),
            (look(line_spacing=200), False),
            (lambda label: label.setText(reversed_), True),
            (look(line_spacing=0), False),
            (lambda label: label.setFont(theme.font(FontRole.HEADLINE)), True),
        ]
    ):
        change(asked)
        of_label += [change] * is_of_label
        fresh = new()
        for each in of_label:
            each(fresh)
        heights.append(asked.heightForWidth(200))
        assert heights[-1] == fresh.heightForWidth(200), count
    assert all(one != other for one, other in pairwise(heights))


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
