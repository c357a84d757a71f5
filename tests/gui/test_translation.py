"""Every text of the program can be translated: the translator of the tests puts brackets around all it is asked for.

What comes from a bank stays as it is, and so do numbers and signs. Most screens and dialogs are looked at in the walk
with longer texts of `test_every_screen.py`; here is what it does not come to.
"""

import re
from functools import cache

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from quizapp.domain.assignment import AssignmentSettings, Reopening
from quizapp.domain.feedback import AnswerFeedback
from quizapp.formats.reopening_file import write_reopening
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.passage.passage_view import PassageView
from quizapp.gui.shell.bug_report import BugReports
from tests.assigned import DESK_SEED, MEMBERS, TIDES, assignment
from tests.gui.assignments.pupil import ONE, Pupil, feedback_for, handed_in_by_anna
from tests.gui.conftest import EVERY_TYPE, flush
from tests.gui.learner import QUESTION, Learner
from tests.gui.seen import Role, all_heard, text_of, visible
from tests.languages import english_in

_ASKED = re.compile("⟦[^⟦⟧]*⟧")
_NO_WORDS = re.compile(r"[\W\d_]*")


@pytest.fixture
def learner(brackets, start):
    learner = Learner(start())
    learner.window.library_page.search.setText("every type the tests")  # the bundled banks have other words
    learner.wait()
    return learner


def of_the_bank():
    """The texts of the bank, some of which are to be seen in the middle of the program's own."""
    found = {"Quizapp"}
    for line in EVERY_TYPE.read_text("utf-8").splitlines():
        text = re.sub(r"^[-#> ]+", "", line).replace("*", "").strip()
        found |= {text, text.partition(": ")[2], *text.partition("[")[2].rstrip("]").split(", ")}
    return {text for text in found if len(text) > 2}


BANK_TEXTS = of_the_bank()
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


@cache
def untranslated(text, *known):
    """What is left of a text without what was translated, what is the bank's or `known`, and what is no word."""
    before = None
    while before != text:  # brackets within brackets, from the inside out
        before, text = text, _ASKED.sub(" ", text)
    return of_the_program(text, *known)


@cache
def of_the_program(text, *known):
    """What is left of a text without what is the bank's or `known`, and what is no word."""
    if _NO_WORDS.fullmatch(text):
        return ""
    for entry in sorted((each for each in BANK_TEXTS.union(known) if each in text), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(entry)}(?!\w)", " ", text)
    text = re.sub(r"\b[A-Z]{1,2}\b", " ", text)  # the letters of options
    return "" if _NO_WORDS.fullmatch(text) else text.strip()


def all_texts(window):
    """Every text of a window that somebody may see or hear, with where it is."""
    for widget in [window, *visible(window)]:
        if not isinstance(widget, PassageView):
            yield widget, text_of(widget)
        if isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
        yield widget, widget.toolTip()
        yield widget, widget.accessibleName()
        yield widget, widget.accessibleDescription()
        yield widget, widget.windowTitle() if widget.isWindow() else ""
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for row in range(widget.model().rowCount()):
                index = widget.model().index(row, 0)
                for role in ROLES:
                    yield widget, str(index.data(role) or "")
    for entry in all_heard(window):
        if entry.role not in (Role.ScrollBar, Role.EditableText):
            yield entry.role, entry.name
            yield entry.role, entry.description


BUNDLED = (
    "What happened",
    "Protest or interference",
    "Two sides",
    "Reading the source",
    "An arrest and a call for calm in Worcester",
)


def assert_translated(window, *known):
    """`known` are texts that are no words of the program either."""
    assert not_asked_for(window, *known) == set()


def not_asked_for(window, *known):
    """Tell what of a window was not translated, with where it is."""
    left = set()
    for where, text in all_texts(window):
        rest = untranslated(text, *known)
        if rest:
            left.add(f"{type(where).__name__ if isinstance(where, QWidget) else where}: {rest}")
    return left


def english_of(window, language, *known):
    """What of a window is English of ours, by the text that it stands in."""
    found = {}
    for _, text in all_texts(window):
        if text not in found:
            found[text] = english_in(of_the_program(text, *known), language)
    return {text: english for text, english in found.items() if english}


def test_the_program_itself_is_told_apart_from_a_bank():
    assert untranslated("⟦Question 1, ⟦correct⟧⟧ · 3 / 6") == ""
    assert untranslated("B. To count the bees") == ""
    assert untranslated("⟦Why: {x}⟧ Costs are what the council counts. And more") == "And more"


def test_a_bank_with_mistakes(learner, qtbot, tmp_path):
    path = tmp_path / "copy.yaml"
    path.write_text(EVERY_TYPE.read_text("utf-8").replace("Marta asked\n", "Marta sang\n"), "utf-8")
    learner.window.open_files([path])
    page = learner.window.library_page
    qtbot.waitUntil(lambda: page.detail.entry.path == path)
    page.search.setText("copy")
    learner.wait()
    assert page.detail.entry.path == path
    assert_translated(learner.window, str(path), "copy", "copy.yaml", "questions[4].evidence", "Marta sang")


def test_every_question_of_a_test_in_every_state(learner):
    learner.begin("test")
    for id_ in QUESTION:
        learner.go_to(id_)
        assert_translated(learner.window)
        if id_ != "vote":
            learner.answer_wrong()
        learner.page.set_flag(True)
        flush()
        assert_translated(learner.window)
    learner.page.finish_requested.emit()
    flush()
    assert_translated(learner.window)  # the page before the end
    learner.window.pages.currentWidget().submit.click()
    flush()
    assert_translated(learner.window)  # the results
    results = learner.window.pages.currentWidget()
    for place in QUESTION.values():
        results.question_requested.emit(place)
        flush()
        assert_translated(learner.window)


def test_right_and_missing_answers(learner):
    learner.begin()
    learner.choose("To give the council a reason")
    learner.page.check()
    learner.go_to("what-is-said")
    learner.choose("It was kept.")
    learner.page.check()
    flush()
    assert_translated(learner.window)
    learner.page.finish_requested.emit()
    flush()
    assert_translated(learner.window)


def with_hint_and_limit(learner):
    """The bank with a hint for its first question, and a time limit."""
    text = learner.program.bank.read_text("utf-8").replace("language: en\n", "language: en\ntime_limit: 2\n")
    hints = "    hints: [{text: Think of the readers., cost: 0}, Look at paragraph 2.]\n    skill: interpret\n"
    learner.program.bank.write_text(text.replace("    skill: interpret\n", hints, 1), "utf-8")


HINTS = ("Think of the readers.", "Look at paragraph 2.", "My own note")


def test_the_rules_of_practice_and_of_a_test(learner):
    detail = learner.window.library_page.detail
    for button, place in ((detail.practice_rules, 1), (detail.practice_rules, 2), (detail.test_rules, 1)):
        button.click()
        menu = button.findChild(QMenu)
        assert [untranslated(action.text()) for action in menu.actions()] == [""] * len(menu.actions())
        menu.actions()[place].trigger()
        menu.close()
        flush()
        assert_translated(learner.window, "every type the tests")


def test_hints_tries_notes_and_a_pause(learner):
    with_hint_and_limit(learner)
    learner.window.session.take(learner.program.bank, "practice", "tries")
    learner.wait()
    assert_translated(learner.window)
    for _ in range(2):
        learner.page.show_hint()
        flush()
        assert_translated(learner.window, *HINTS)
    for id_ in QUESTION:
        learner.go_to(id_)
        learner.answer_wrong()
        learner.page.check()
        learner.page.open_note()
        learner.page.card.note.field.setPlainText("My own note")
        flush()
        assert_translated(learner.window, *HINTS)
    learner.page.pause()
    flush()
    assert_translated(learner.window, *HINTS)
    learner.page.finish.click()
    flush()
    assert_translated(learner.window, *HINTS)
    learner.window.pages.currentWidget().submit.click()
    flush()
    assert_translated(learner.window, *HINTS)


def test_certainty_and_a_time_limit(learner):
    with_hint_and_limit(learner)
    learner.window.session.take(learner.program.bank, "test", "certainty")
    learner.wait()
    assert_translated(learner.window)
    for id_ in QUESTION:
        learner.go_to(id_)
        learner.answer_wrong()
        if id_ != "vote":
            learner.page.card.certainty.choose(3)
        flush()
        assert_translated(learner.window)
    learner.page.bar.clock.show_time(False)
    learner.program.clock.now += 70
    learner.page.bar.clock.tell()
    flush()
    assert "1 minute" in "".join(learner.shown)
    assert_translated(learner.window)
    quiz = learner.page
    quiz.finish_requested.emit()
    flush()
    assert_translated(learner.window)
    learner.program.clock.now += 70
    quiz.bar.clock.tell()
    flush()
    assert_translated(learner.window)
    learner.window.pages.currentWidget().question_requested.emit(0)
    flush()
    assert_translated(learner.window)


def test_the_menu_of_the_header(learner, qtbot):
    learner.window.header.view.click()
    menu = learner.window.header.view.menu()
    qtbot.waitUntil(menu.isVisible)
    for action in menu.actions():
        assert untranslated(action.text()) == ""
    assert_translated(menu)
    menu.close()


def visible_box(learner):
    return next((box for box in learner.window.findChildren(AskDialog) if box.isVisible()), None)


def test_answers_that_are_not_saved(brackets, start, qtbot, tmp_path):
    (tmp_path / "quizapp" / "journal.db").mkdir()
    program = start(wait=False)
    qtbot.waitUntil(program.window.notice.isVisible)
    qtbot.waitUntil(lambda: any(entry.path == program.bank for entry in program.library.entries()))
    learner = Learner(program).begin()
    learner.answer_wrong()
    reason = program.window.learning.recordings.reason
    assert_translated(learner.window, reason)
    learner.window.close()
    assert_translated(visible_box(learner), reason)
    visible_box(learner).reject()
    flush()


def test_what_is_offered_to_go_on_with(learner):
    for mode in ("practice", "test"):
        learner.begin(mode)
        learner.answer_wrong()
        learner.page.finish_requested.emit()
        learner.window.pages.currentWidget().leave.click()
    flush()
    assert_translated(learner.window, "every type the tests")
    for words in ("Finish as it is", "Set aside"):
        learner.choose(words)
        assert_translated(visible_box(learner))
        visible_box(learner).reject()
        flush()


def test_the_page_of_learners(learner, qtbot):
    learning = learner.window.learning
    learner.window.header.learner_requested.emit()
    flush()
    assert_translated(learner.window)
    learning.choose_new("Ada")
    qtbot.waitUntil(lambda: learning.name == "Ada")
    page = learner.window.pages.currentWidget()
    page.name.setText("Eva")
    assert_translated(learner.window, "Ada", "Eva")
    page.name.setText("Ada")
    page.more.click()
    menu = page.more.menu()
    qtbot.waitUntil(menu.isVisible)
    assert_translated(menu)
    menu.close()
    page.delete.click()
    qtbot.waitUntil(lambda: visible_box(learner) is not None)
    assert_translated(visible_box(learner), "Ada")
    visible_box(learner).reject()
    flush()
    page.rename.click()
    dialog = learner.window.findChild(AskDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert untranslated(dialog.windowTitle(), "Ada") == ""
    assert_translated(dialog, "Ada")
    dialog.reject()
    flush()


def test_the_dialog_for_a_file(learner, qtbot):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    learner.window.library_page.file_requested.emit()
    dialog = learner.window.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert untranslated(dialog.windowTitle()) == ""
    assert {untranslated(name) for name in dialog.nameFilters()} == {""}
    dialog.close()


def test_the_report_of_a_bug(brackets, qtbot, monkeypatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    parent.activateWindow()
    qtbot.waitUntil(parent.isActiveWindow)
    BugReports(parent)._reported.emit("REPORT")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    for widget in visible(dialog, QLabel):
        assert untranslated(widget.text()) == ""
    assert untranslated(dialog.windowTitle()) == ""
    dialog.reject()
    flush()


def test_notices(start, brackets, tmp_path):
    (tmp_path / "quizapp" / "settings.json").write_text("[")
    program = start()
    program.window.library_page.search.setText("every type the tests")
    Learner(program).wait()
    assert program.window.notice.isVisible()
    assert_translated(program.window, str(program.settings.set_aside), "every type the tests")
    program.bank.write_text("id: x", "utf-8")
    program.window.session.take(program.bank, "test")
    Learner(program).wait()
    assert_translated(
        program.window, str(program.bank), program.bank.name, "every type the tests", "passage", "questions", "title"
    )


def test_an_assignment_from_its_file_to_the_feedback(brackets, start, qtbot, tmp_path):
    pupil = Pupil(start, qtbot, tmp_path)
    known = ("Bees and tides", "Tides", "Anna Ødegård", *(member.name for member in MEMBERS), "5b", str(tmp_path),
             "/stick/Bees - .quizanswers", "What pulls at the sea?", "the sea", "the moon", "the sun", "My reason.",
             "The moon pulls at the sea twice a day.", "Read it again.", "A good start.", "Half of it.",
             "Mended.")  # fmt: skip

    def look():
        flush()
        assert_translated(pupil.window, *known)

    rules = AssignmentSettings(due=1.0, time_limit=90.0, certainty=True, list_only=False, without_passage=True)
    pupil.open(pupil.file(msgspec.structs.replace(assignment(rules, [TIDES]), id="9" * 32)))
    look()
    sealed = handed_in_by_anna(pupil)
    look()
    word = Reopening(ONE.id, sealed.submission.learner, "Anna Ødegård", 1, "My reason.", 0.0, 3500.0)
    (pupil.stick / "Anna.quizreopen").write_bytes(write_reopening(word, DESK_SEED))
    pupil.open(pupil.stick / "Anna.quizreopen")
    look()
    pupil.press("Go on")
    pupil.press("Finish")
    look()
    pupil.press("Hand it in")
    answers = AnswerFeedback(points="1/2", why="Half of it.", remark="Read it again.", mended="Mended.")
    pupil.open(feedback_for(pupil, sealed, {"what": answers}, 4000.0))
    look()
    pupil.press("Show in the passage")
    look()
    pupil.open(feedback_for(pupil, sealed, {}, 5000.0))
    look()
    pupil.press("Back to the assignment")
    look()
