"""Every screen with the largest text, in the narrowest window, and with the spacing of WCAG 1.4.12: nothing cut."""

import pytest

from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.settings import Look
from tests.gui.conftest import flush
from tests.gui.editor.author import Author
from tests.gui.geometry import faults
from tests.gui.learner import Learner
from tests.gui.test_every_screen import of_a_learner, of_an_author

SPACED = Look(line_spacing=150, paragraph_spacing=200, letter_spacing=12, word_spacing=16)
LOOKS = {
    "300 %": (Look(text_size=300), 1024, 600),
    "narrow": (Look(text_size=200), 640, 1000),
    "spaced": (SPACED, 1024, 600),
}


@pytest.fixture(params=LOOKS)
def seen(request, start):
    look, width, height = LOOKS[request.param]
    program = start()
    program.theme.show(look)
    program.window.resize(width, height)
    return Learner(program), (width, height)


def test_a_learner_sees_all_of_it(seen, qtbot):
    learner, size = seen
    found = {}
    for name in of_a_learner(learner, qtbot):
        flush()
        if faults(learner.window):  # what was read late is laid out a little later
            learner.wait()
            flush()
        if some := faults(learner.window):
            found[name] = some
        if learner.window.size().toTuple() != size:
            found[name, "window"] = learner.window.size().toTuple()
    assert found == {}


def test_an_author_sees_all_of_it(seen, qtbot):
    learner, size = seen
    author = Author(learner.program, qtbot).edit()
    found = {}
    for name in of_an_author(author):
        author.wait()
        if some := faults(author.window):
            found[name] = some
        if author.window.size().toTuple() != size:
            found[name, "window"] = author.window.size().toTuple()
    assert found == {}


def test_the_profile_shows_all_of_it(seen):
    learner, size = seen
    found = {}
    learner.window.header.profile_requested.emit()
    flush()
    dialog = learner.window.findChild(ProfileDialog)
    for page in dialog.tabs:
        dialog.show_page(page)
        flush()
        if some := faults(dialog):
            found[page] = some
        if dialog.width() > size[0] or dialog.height() > size[1]:
            found[page, "window"] = dialog.size().toTuple()
    assert found == {}


def test_what_opens_beside_the_passage_is_seen_whole(seen):
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
