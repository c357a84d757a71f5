"""Every screen with large text in a small window: nothing is cut, in any language, in one that is 40 % longer, from
either side, in the narrowest window, with the largest text, and with the spacing of WCAG 1.4.12; nobody needs English;
and a screen that nobody touches does nothing."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.kit.language import use_language
from quizapp.gui.shell.handbook import handbook_pages, handbook_title
from quizapp.gui.shell.help_dialog import PAGES, HelpDialog
from quizapp.paths import questions_dir
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Look
from tests.gui.audit import in_front, tools_and_profile
from tests.gui.conftest import comes_to_rest, flush
from tests.gui.desk.teacher import OWN_BANKS, Teacher
from tests.gui.desk.walk import BANK_TEXTS as DESK_TEXTS
from tests.gui.desk.walk import KNOWN as DESK_KNOWN
from tests.gui.desk.walk import MONTHS, untranslated_of
from tests.gui.desk.walk import pages as desk_pages
from tests.gui.editor.author import Author
from tests.gui.exchange.walk import KNOWN as EXCHANGE_TEXTS
from tests.gui.exchange.walk import of_the_exchange
from tests.gui.geometry import faults
from tests.gui.learner import QUESTION, Learner
from tests.gui.shell.test_whole_words import cut
from tests.gui.test_translation import BUNDLED, english_of, not_asked_for, untranslated

SHORTENED = "in HeadCard"
"""The head of a learner's attempt on the desk: at 200 % its facts are squeezed for the answers below; each is also in
the tab of the whole attempt."""
KNOWN = (*BUNDLED, *MONTHS, "every type the tests", "zzz", "Ada", "Quizapp", "English", "Español")
NAMES = ("SIL Open Font License", "PSF License", "BSD 3-Clause", "markdown-it-py", "teachers.md", "journal.db")
"""Licenses, packages and files that the help names."""
ALL = "library, every bank"
"""A screen with the names of the bundled banks, in whose language they are."""
IN_A_BANK = ("Roses are red,\u2028bees are busy.",)
"""What stands in the text of a bank alone."""
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LARGE = Look(text_size=200)
SPACED = LARGE._replace(line_spacing=150, paragraph_spacing=200, letter_spacing=12, word_spacing=16)
NARROW = (760, 1000)
"""For texts that are 40 % longer, which need no less of it than those of any language need of 640 pixels."""


class Walk(NamedTuple):
    """A way in which the window is looked at on every screen, in one size after the other; without a language, its
    texts are 40 % longer.
    """

    language: str
    direction: Qt.LayoutDirection
    look: Look
    sizes: Sequence[tuple[int, int]] = ((1024, 600),)


WALKS = {
    "longer": Walk("", LTR, LARGE, ((1024, 600), NARROW)),
    "spaced, from right to left": Walk("es", RTL, SPACED),
    "largest": Walk("en", LTR, Look(text_size=300)),
}


class Walked:
    """The window on a walk; `found` are its faults, each with the first screen that has it."""

    def __init__(self, walk, start, settings):
        self.walk, self.language, self._start, self._settings, self.found = walk, walk.language, start, settings, {}

    def start(self, sizes=None, look=None, room=NO_ROOM):
        """Start the program, with other sizes and another look than those of the walk if given."""
        self.sizes, self.look = sizes or self.walk.sizes, look or self.walk.look
        set_before = {**self.look._asdict(), "device": self.look._asdict(), "language": self.language}
        self._settings.write_text(json.dumps(set_before))
        self.program = self._start(room=room)
        self.program.window.resize(*self.sizes[0])
        return self.program

    def see(self, name, *known, window=None, speaks=True):
        """Note what is cut in a window, what of it is not in its language, and whether it is never at rest.

        `known` are texts that are no words of the program; without `speaks`, no text is asked for its language.
        """
        window = window or self.program.window
        found = _foreign(window, self.language, *known) if speaks and self.language != "en" else []
        found += self._seen_in(self.sizes[0], window)
        if window is self.program.window and len(self.sizes) > 1:
            self.sizes = self.sizes[::-1]  # the next screen is first seen in the size that the window has by then
            window.resize(*self.sizes[0])
            found += self._seen_in(self.sizes[0], window)
        for fault in found:
            self.found.setdefault(fault, name)

    def _seen_in(self, size, window):
        found = [] if comes_to_rest() else ["is never at rest"]
        found += faults(window)
        if self.look == LARGE and size == (1024, 600):
            found += cut(window)
        wide, high = window.size().toTuple()
        if (wide, high) != size if window is self.program.window else wide > size[0] or high > size[1]:
            found.append(f"is {wide} × {high}")
        return found


def _foreign(window, language, *known):
    """Tell which texts of a window are not in its language, or not asked for in any."""
    if language:
        return [f"English: {english}: {text[:200]}" for text, english in english_of(window, language, *known).items()]
    return [f"untranslated: {text[:200]}" for text in not_asked_for(window, *known)]


@pytest.fixture(params=WALKS)
def walked(request, start, tmp_path):
    walk = WALKS[request.param]
    if walk.language:
        use_language(walk.language)
    else:
        request.getfixturevalue("brackets")
    QGuiApplication.setLayoutDirection(walk.direction)
    yield Walked(walk, start, tmp_path / "quizapp" / "settings.json")
    use_language("en")
    QGuiApplication.setLayoutDirection(LTR)


in_each_language = pytest.mark.parametrize("walked", [name for name in WALKS if name != "largest"], indirect=True)


def of_a_learner(learner, qtbot, search=""):
    """Show each screen that a learner may see; gives their names."""
    window, page = learner.window, learner.window.library_page
    if search:
        yield ALL
    page.search.setText(search)
    yield "library"
    page.search.setText("zzz")
    yield "nothing found"
    page.search.setText(search)
    for mode in ("practice", "test"):
        learner.begin(mode)
        for id_ in QUESTION:
            learner.go_to(id_)
            if mode == "practice":
                yield f"{mode}, {id_}"  # in a test it is the same until it is answered
            learner.answer_wrong()
            learner.page.set_flag(True)
            if mode == "practice":
                learner.page.check()
                learner.page.open_note()
            flush()
            yield f"{mode}, {id_}, answered"
        learner.page.pause()
        flush()
        yield f"{mode}, pause"
        learner.page.finish_requested.emit()
        flush()
        yield f"{mode}, finish"
        if mode == "test":
            window.pages.currentWidget().submit.click()
            flush()
            yield "results"
            window.pages.currentWidget().question_requested.emit(1)
            flush()
            yield "looking back"
        else:
            window.pages.currentWidget().leave.click()
            flush()
            yield "an attempt to go on with"
    qtbot.waitUntil(lambda: window.study is not None)
    for name in ("review", "progress", "history"):
        window.study.show_page(name)
        learner.wait()
        qtbot.waitUntil(lambda: not window.study.is_planning)
        flush()
        yield name
    window.header.learner_requested.emit()
    flush()
    yield "who is learning"
    window.learning.choose_new("Ada")
    qtbot.waitUntil(lambda: window.learning.name == "Ada")
    flush()
    yield "who is learning, with names"
    window.show_library()
    page.detail.about_requested.emit(learner.program.bank)
    learner.wait()
    yield "note"
    window.show_library()
    page.detail.read_requested.emit(learner.program.bank)
    learner.wait()
    yield "reading"
    yield from tools_and_profile(learner)
    window.show_library()


def of_an_author(author):
    """Show each screen of the editor, and of the exchange; gives their names."""
    window = author.window
    for place in (-2, -1, *range(len(author.ids))):
        author.choose(place).pane("form")
        yield f"editor, form {place}"
    author.page.go_to(("questions", 0, "stem"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    author.wait()
    yield "editor, a mistake"
    for name in author.page.panes.tabs:
        author.pane(name)
        yield f"editor, {name}, a mistake"
    author.bank.undo()
    author.wait()
    for name in ("preview", "check", "coverage"):
        author.pane(name)
        yield f"editor, {name}"
    author.pane("preview").page.preview.show_key()
    flush()
    yield "editor, the key"
    window.editor.new_bank()
    flush()
    yield "new bank"
    yield from of_the_exchange(author.program, author.qtbot)


def dialogs(learner, qtbot):
    """Open each dialog; gives their names and the dialogs."""
    window = learner.window
    qtbot.waitUntil(lambda: bool(window.centralWidget().actions()))  # keys are listened to after the first paint
    place = learner.program.folder
    window.learning.room = RoomSettings(place, ("Ada",), False, place, (), "es", bundled=False, editing=False)
    for page in PAGES:
        window.header.help_requested.emit(page)
        flush()
        dialog = window.findChild(HelpDialog)
        yield f"help, {page}", dialog
    dialog.close()
    flush()
    window.learning.room = NO_ROOM
    window.assignments.ask_folder()
    yield from _asked(window, qtbot, "folder")
    window._banks.ask_to_pack(questions_dir() / "worcester" / "1-what-happened.yaml")
    yield from _asked(window, qtbot, "pack")
    learner.begin("test")
    learner.answer_wrong()
    window.session.submit()
    flush()
    window.close()
    yield from _asked(window, qtbot, "closing")


def _asked(window, qtbot, name):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(AskDialog)))
    box = next(each for each in window.findChildren(AskDialog) if each.isVisible())
    yield name, box
    box.reject()
    flush()


def test_a_learner_sees_all_of_it(walked, qtbot, request):
    learner, spoken = Learner(walked.start()), [] if walked.language else request.getfixturevalue("spoken")
    for name in of_a_learner(learner, qtbot, search="every type the tests"):
        learner.wait()
        walked.see(name, *KNOWN, window=in_front(learner.window), speaks=name != ALL)
    assert walked.found == {}
    assert walked.language or len(spoken) > 20
    assert {untranslated(text, *KNOWN) for text in spoken} <= {""}


@in_each_language
def test_dialogs_show_all_of_it(walked, qtbot):
    learner = Learner(walked.start([(1024, 600)]))
    learner.window.library_page.search.setText("every type the tests")
    known = (*KNOWN, *NAMES, *map(handbook_title, handbook_pages()), str(learner.program.folder))
    for name, dialog in dialogs(learner, qtbot):
        speaks = bool(walked.language) or not name.startswith("help")  # `shell/test_help.py` knows the names in it
        walked.see(name, *known, window=dialog, speaks=speaks)
    assert walked.found == {}


@in_each_language
def test_a_teacher_sees_all_of_it(walked, qtbot, tmp_path):
    teacher = Teacher(walked.start([(1024, 600)], LARGE, OWN_BANKS), qtbot).open()
    for name in desk_pages(teacher, tmp_path):
        flush()
        walked.see(name, *KNOWN, *DESK_KNOWN, *DESK_TEXTS, speaks=bool(walked.language))
        if QApplication.focusWidget() is None:
            walked.found[name, "focus"] = name
        if not walked.language and (some := untranslated_of(teacher.page)):
            walked.found[name, "untranslated"] = some
    assert {fault: name for fault, name in walked.found.items() if SHORTENED not in fault} == {}


def test_an_author_sees_all_of_it(walked, qtbot):
    author = Author(walked.start(), qtbot).edit()
    for name in of_an_author(author):
        author.wait()
        known = (*KNOWN, *IN_A_BANK, *EXCHANGE_TEXTS, str(author.program.folder))
        walked.see(name, *known, speaks=bool(walked.language))
    assert walked.found == {}


@pytest.mark.parametrize("direction", [LTR, RTL])
def test_what_was_answered_stands_beside_its_name_from_either_side(start, direction):
    QGuiApplication.setLayoutDirection(direction)
    try:
        learner = Learner(start()).begin("test")
        learner.answer_wrong()
        learner.window.session.submit()
        flush()
        rows = learner.window.pages.currentWidget().list
        pieces = rows.itemDelegate()._lay_out(rows.questions.entry(0), rows.viewport().width()).pieces
        picture, place = rows.viewport().grab().toImage(), rows.visualRect(rows.questions.index(0, 0))
        top = place.top() + round(pieces[1].y) + 4  # of the line that begins with “Your answer”
        ground = picture.pixel(place.center().x(), place.top() + 3)
        ink = [x for x in range(place.left() + 12, place.right() - 12)
               if any(picture.pixel(x, y) != ground for y in range(top, top + 8))]  # fmt: skip
        near = ink[0] - place.left() if direction is LTR else place.right() - ink[-1]
        assert near < learner.program.theme.pixels(60)
    finally:
        QGuiApplication.setLayoutDirection(LTR)
