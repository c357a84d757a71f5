"""With the largest text, what is needed first is in view; long words leave others their room.

That screens are whole is in `test_every_screen.py`.
"""

from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.settings import Look
from tests.gui.conftest import flush
from tests.gui.learner import Learner


def test_with_the_largest_text_what_is_needed_first_is_in_view(start):
    program = start()
    program.theme.show(Look(text_size=300))
    window, learner = program.window, Learner(program)
    window.resize(1024, 600)
    learner.wait()
    detail, rows = window.library_page.detail, window.library_page.list
    assert in_view(detail.practice)
    assert rows.sizeHintForRow(0) > 1.3 * program.theme.pixels(62)  # the title of the unit has more than one line
    window.header.profile_requested.emit()
    flush()
    look = window.findChild(ProfileDialog).look
    assert in_view(look.boxes["theme"])
    assert not in_view(look.passage)
    window.findChild(ProfileDialog).accept()
    learner.begin()
    for question in ("why-pounds", "not-asked"):
        learner.go_to(question)
        flush()
        stem = learner.page.stem
        seen_part = stem.visibleRegion().boundingRect()
        assert seen_part.top() <= 2, question
        assert seen_part.height() >= stem.fontMetrics().height(), question


def test_a_long_button_leaves_the_name_field_its_words(start):
    program = start()
    window = program.window
    window.resize(1024, 600)
    window.header.learner_requested.emit()
    flush()
    page = window.pages.currentWidget()
    for words in ("Go on as " + "w" * count for count in range(0, 60, 4)):
        page.go_on.setText(words)
        flush()
        assert page.name.width() > page.name.fontMetrics().horizontalAdvance(page.name.placeholderText()), words


def in_view(widget):
    """Tell whether all of `widget` is to be seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()
