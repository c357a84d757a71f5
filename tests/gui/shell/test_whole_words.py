"""Buttons show all of their words, on every page; `tests/gui/test_every_screen.py` asks the same of larger texts."""

from PySide6.QtWidgets import QPushButton, QToolButton

from quizapp.gui.kit.word_button import WordButton
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import visible

WINDOWS = ((1366, 768), (1024, 600))


def cut(window):
    """The buttons that have less room than their words need."""
    buttons = [each for each in visible(window) if isinstance(each, QPushButton | QToolButton) and each.text()]
    return [
        f"{button.text()} has {button.width()} of {button.sizeHint().width()}"
        for button in buttons
        if button.width() < button.sizeHint().width() and not _is_whole_in_lines(button)
    ]


def _is_whole_in_lines(button):
    return isinstance(button, WordButton) and (
        button.width() >= button.minimumSizeHint().width() and button.height() >= button.heightForWidth(button.width())
    )


def test_no_button_cuts_its_words(program, qtbot):
    learner, window = Learner(program), program.window

    def practice():
        learner.begin()
        learner.answer_wrong()
        learner.check()

    def finish():
        learner.begin()
        window.pages.currentWidget().finish.click()

    def results():
        finish()
        learner.choose("Finish and see the results")

    def help_():
        window.header.help_requested.emit("banks")

    found = {}
    pages = window.show_library, window.header.learner_requested.emit, practice, finish, results
    program.theme.resize_text(150)
    for page in (*pages, "review", "progress", "history", help_):
        page() if callable(page) else window.study.show_page(page)
        learner.wait()
        for width, height in WINDOWS:
            window.resize(width, height)
            flush()
            if some := cut(window):
                found[getattr(page, "__name__", page), width] = some
    assert found == {}
