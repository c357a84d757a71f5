"""The form of a question scrolls to what the author is at."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.menus import choose


def is_seen(form, widget) -> bool:
    """True if all of `widget` is in view."""
    top = widget.mapTo(form.area.viewport(), QPoint()).y()
    return top >= 0 and top + widget.height() <= form.area.viewport().height()


def test_a_new_question_is_shown_from_its_top_and_a_new_option_where_it_is(author):
    form = author.page.form.question
    for after, size in enumerate(((1366, 700), (1024, 600))):
        author.window.resize(*size)
        for type_name in ("single_choice", "ordering", "true_false"):
            author.choose(0)
            author.page.changes.add(type_name, author.page.place)
            author.wait()
            assert form.area.verticalScrollBar().maximum() > 0, "the form is longer than the window"
            assert form.area.verticalScrollBar().value() == 0
            assert is_seen(form, QApplication.focusWidget())
        author.choose(0)
        author.page.changes.add("multiple_choice", after)
        options = form.field_at((*form.root.path, "options"))
        for _ in range(3):
            author.wait().press("Add a right option")
        box = options.rows[-1].main.box
        assert box is QApplication.focusWidget()
        assert is_seen(form, box)
        choose(form.root.record.add, "Explanation")
        author.wait()
        assert is_seen(form, QApplication.focusWidget())
        for _ in range(12):
            author.key(Qt.Key.Key_Backtab)
            assert is_seen(form, QApplication.focusWidget())
