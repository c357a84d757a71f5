"""What opens over a screen is whole with the largest text, in a narrow window, and with the spacing of WCAG 1.4.12.

The screens themselves are in `test_every_screen.py`.
"""

import pytest

from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.settings import Look
from tests.gui.conftest import flush
from tests.gui.geometry import faults
from tests.gui.learner import Learner
from tests.gui.test_every_screen import SPACED

LOOKS = {
    "300 %": (Look(text_size=300), 1024, 600),
    "narrow": (Look(text_size=200), 640, 1000),
    "spaced": (SPACED._replace(text_size=100), 1024, 600),
}


@pytest.fixture(params=LOOKS)
def seen(request, start):
    look, width, height = LOOKS[request.param]
    program = start()
    program.theme.show(look)
    program.window.resize(width, height)
    return Learner(program), (width, height)


def test_what_opens_beside_the_passage_and_the_profile_are_seen_whole(seen):
    learner, size = seen
    learner.begin().go_to("what-is-said")
    page = learner.page
    page.tools.bar.passage_requested.emit()
    annotations = page.tools.annotations
    annotations._mark(page.passage.passage.sentences[0].span)

    def whole(what):
        flush()
        assert (learner.window.width(), learner.window.height()) == size, what
        assert faults(learner.window) == [], what

    page._passage_card.open_search()
    whole("find")
    annotations.write_note()
    whole("note")
    annotations._close_note()
    annotations.shown.setChecked(True)
    whole("list")
    annotations.shown.setChecked(False)
    annotations._show_bar(page.passage.passage.sentences[0].span)
    whole("pens")
    learner.window.header.profile_requested.emit()
    flush()
    dialog = learner.window.findChild(ProfileDialog)
    for name in dialog.tabs:
        dialog.show_page(name)
        flush()
        assert faults(dialog) == [], name
        assert dialog.width() <= size[0], name
        assert dialog.height() <= size[1], name


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
