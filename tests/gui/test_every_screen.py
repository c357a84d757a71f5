"""Every screen with large text in a small window: nothing is cut, in any language, in one that is 40 % longer, and from
either side; nobody needs English; and a screen that nobody touches does nothing."""

import json

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
from tests.gui.conftest import comes_to_rest, flush
from tests.gui.desk.teacher import Teacher
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
from tests.gui.test_translation import BUNDLED, assert_translated, english_of, untranslated

SHORTENED = "in HeadCard"
"""The head of a learner's attempt on the desk: at 200 % its facts are squeezed for the answers below; each is also in
the tab of the whole attempt."""
KNOWN = (*BUNDLED, *MONTHS, "every type the tests", "zzz", "Ada", "Quizapp", "English", "Español")
NAMES = ("SIL Open Font License", "PSF License", "BSD 3-Clause", "markdown-it-py", "teachers.md", "journal.db")
"""Licenses, packages and files that the help names."""
IN_A_BANK = ("Roses are red,\u2028bees are busy.",)
"""What stands in the text of a bank alone."""
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(params=["left to right", "right to left", "es", "pt_BR"])
def small(request, start, tmp_path, monkeypatch):
    """Starts the program at 1024 × 600 with texts of 200 %; its `language` is empty where it is that of the tests."""
    language = "" if " " in request.param else request.param
    if language:
        (tmp_path / "quizapp" / "settings.json").write_text(json.dumps({"language": language}))
        use_language(language)
    else:
        request.getfixturevalue("brackets")
        QGuiApplication.setLayoutDirection(RTL if request.param.startswith("right") else LTR)

    def run(*, shows=None):
        program = start()
        program.theme.resize_text(200)
        program.window.resize(1024, 600)
        return program

    run.language = language
    yield run
    use_language("en")
    QGuiApplication.setLayoutDirection(LTR)


def look(found, name, window, language, *known):
    """Note what is cut in a window, what of it is English where it should not be, and whether it is never at rest."""
    if not comes_to_rest():
        found.setdefault("is never at rest", name)
    for fault in faults(window):
        found.setdefault(fault, name)
    for text, english in english_of(window, language, *known).items() if language else ():
        found.setdefault(f"English: {english}: {text[:200]}", name)


def of_a_learner(learner, qtbot, search=""):
    """Show each screen that a learner may see; gives their names."""
    window, page = learner.window, learner.window.library_page
    page.search.setText(search)
    yield "library"
    page.search.setText("zzz")
    yield "nothing found"
    page.search.setText(search)
    for mode in ("practice", "test"):
        learner.begin(mode)
        for id_ in QUESTION:
            learner.go_to(id_)
            yield f"{mode}, {id_}"
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


def test_a_learner_sees_all_of_it(small, qtbot):
    learner, found = Learner(small()), {}
    for name in of_a_learner(learner, qtbot, search="every type the tests"):
        flush()
        look(found, name, learner.window, small.language, *KNOWN)
        if (learner.window.width(), learner.window.height()) != (1024, 600):
            found[name, "window"] = learner.window.size().toTuple()
    assert found == {}


def test_dialogs_show_all_of_it(small, qtbot):
    learner, found = Learner(small()), {}
    for name, dialog in dialogs(learner, qtbot):
        known = (*KNOWN, *NAMES, *map(handbook_title, handbook_pages()), str(learner.program.folder))
        look(found, name, dialog, small.language, *known)
        if dialog.width() > 1024 or dialog.height() > 600:
            found[name, "window"] = dialog.size().toTuple()
    assert found == {}


def test_a_teacher_sees_all_of_it(small, qtbot, tmp_path):
    program, found = small(), {}
    teacher = Teacher(program, qtbot).open()
    for name in desk_pages(teacher, tmp_path):
        flush()
        look(found, name, program.window, small.language, *KNOWN, *DESK_KNOWN, *DESK_TEXTS)
        if QApplication.focusWidget() is None:
            found[name, "focus"] = name
        if some := cut(program.window):
            found[name, "cut"] = some
        if (program.window.width(), program.window.height()) != (1024, 600):
            found[name, "window"] = program.window.size().toTuple()
        if not small.language and (some := untranslated_of(teacher.page)):
            found[name, "untranslated"] = some
    assert {fault: name for fault, name in found.items() if SHORTENED not in fault} == {}


def test_an_author_sees_all_of_it(small, qtbot):
    program, found = small(), {}
    author = Author(program, qtbot).edit()
    for name in of_an_author(author):
        flush()
        look(found, name, program.window, small.language, *KNOWN, *IN_A_BANK, *EXCHANGE_TEXTS, str(program.folder))
        if (program.window.width(), program.window.height()) != (1024, 600):
            found[name, "window"] = program.window.size().toTuple()
    assert found == {}


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


def test_all_that_is_seen_and_said_is_translated(brackets, start, qtbot, spoken):
    learner, left = Learner(start()), {}
    learner.window.library_page.search.setText("every type the tests")
    for name, dialog in dialogs(learner, qtbot):
        if name.startswith("help"):
            continue  # `shell/test_help.py` knows the names in it
        try:
            assert_translated(dialog, *KNOWN, str(learner.program.folder))
        except AssertionError as error:
            left[name] = str(error)[:600]
    for name in of_a_learner(learner, qtbot, search="every type the tests"):
        flush()
        try:
            assert_translated(learner.window, *KNOWN)
        except AssertionError as error:
            left[name] = str(error)[:600]
    assert left == {}
    assert len(spoken) > 20
    assert {untranslated(text, *KNOWN) for text in spoken} == {""}
