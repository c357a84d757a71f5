"""The accommodation profile: each choice takes effect at once, keeps the place, and is there after a restart."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest

from quizapp.gui.kit.line_spacing import em
from quizapp.gui.kit.theme import LEGIBLE_FAMILY, FontRole
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.gui.shell.help_dialog import HelpDialog
from quizapp.settings import Look
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import heard
from tests.leveled import TEXT


def profile(program, qtbot):
    """Open the profile by its key, which is listened to after the first paint."""
    qtbot.waitUntil(lambda: bool(program.window.centralWidget().actions()))
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    flush()
    return program.window.findChild(ProfileDialog)


def choose(dialog, name, words):
    """Choose the entry of these words by keyboard."""
    box = dialog.look.boxes[name]
    box.setFocus()
    while box.currentText() != words:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if before < box.findText(words) else Qt.Key.Key_Up)
        assert box.currentIndex() != before
    flush()


def top_of(view):
    return view.cursorForPosition(QPoint(5, 5)).position()


LOOK = Look("cream", 125, 150, "legible", 200, 300, 12, 16, 60)
CHOICES = {
    "theme": "Cream",
    "text_size": "125 %",
    "passage_size": "150 %",
    "font": LEGIBLE_FAMILY,
    "line_spacing": "2 × the letters’ size",
    "paragraph_spacing": "3 × the letters’ size",
    "letter_spacing": "12 % more",
    "word_spacing": "16 % more",
    "line_length": "Short",
}


def test_each_choice_takes_effect_at_once_and_keeps_the_place(program, qtbot):
    learner = Learner(program).begin()
    view = learner.page.passage
    program.window.resize(900, 500)
    flush()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    place = view.text.span_of(view.cursorForPosition(QPoint(5, 5)).block())
    dialog = profile(program, qtbot)
    for name, words in CHOICES.items():
        choose(dialog, name, words)
        assert getattr(program.theme.look, name) == getattr(LOOK, name)
        assert place.start <= view.text.offset(top_of(view)) < place.end, name
    assert program.theme.look == LOOK
    font = program.theme.font(FontRole.PASSAGE)
    assert font.families()[0] == LEGIBLE_FAMILY
    assert LEGIBLE_FAMILY in QFontDatabase.families()
    assert (font.letterSpacing(), font.wordSpacing()) == pytest.approx((em(font) * 0.12, em(font) * 0.16), rel=0.01)
    block = view.document().findBlock(view.text.position(place.start))
    assert block.blockFormat().bottomMargin() == pytest.approx(3 * em(view.document().defaultFont()))
    line, after = block.layout().lineAt(0), block.layout().lineAt(1)
    assert after.y() - line.y() == pytest.approx(2 * em(view.document().defaultFont()), rel=0.03)
    label = learner.page.card.number
    assert label.font().letterSpacing() == pytest.approx(em(label.font()) * 0.12, rel=0.02)
    dialog.reset.click()
    assert program.theme.look == Look()
    assert dialog.look.boxes["font"].currentText() == "Usual (serif passage)"


def test_the_look_survives_a_restart_and_a_font_that_is_gone(start, qtbot):
    program = start()
    program.theme.show(LOOK._replace(font="No Such Font"))
    program.window.close()
    again = start()
    assert again.theme.look == LOOK._replace(font="No Such Font")
    dialog = profile(again, qtbot)
    assert dialog.look.boxes["font"].currentText() == "No Such Font"


def test_the_passage_grows_by_keys_and_leaves_the_program_as_it_is(program, qtbot):
    learner = Learner(program).begin()
    before = learner.page.passage.font().pointSizeF(), learner.page.stem.font().pointSizeF()
    for _ in range(2):
        QTest.keyClick(program.window, Qt.Key.Key_Equal, Qt.KeyboardModifier.AltModifier)
    flush()
    assert learner.page.passage.font().pointSizeF() == pytest.approx(1.5 * before[0], rel=0.02)
    assert learner.page.stem.font().pointSizeF() == before[1]
    QTest.keyClick(program.window, Qt.Key.Key_Minus, Qt.KeyboardModifier.AltModifier)
    assert program.theme.look.passage_size == 125


def test_letters_are_changed_by_pressing_them_and_conflicts_are_told(program, qtbot, spoken):
    learner = Learner(program).begin()
    dialog = profile(program, qtbot)
    dialog.tabs["letters"].click()
    letters = dialog.letters
    flag = letters.buttons["flag"]
    flag.setFocus()
    flag.click()
    next(button for button in letters.buttons.values() if button is not flag).setFocus()
    assert not flag.isChecked()  # it waits for a letter only while it has the focus
    flag.click()
    assert heard(flag).name == "Flag the question to come back to it: press a letter"
    QTest.keyClick(flag, Qt.Key.Key_N)
    assert "N is in use already: Write a note." in letters.told.text()
    assert spoken[-1] == letters.told.text()
    flag.click()
    QTest.keyClick(flag, Qt.Key.Key_1)
    assert "from A to Z" in letters.told.text()
    QTest.keyClick(flag, Qt.Key.Key_M)
    assert flag.text() == "M"
    assert spoken[-1] == letters.told.text() == "M: Flag the question to come back to it."
    assert program.settings.keys == {"flag": "M"}
    dialog.close()
    flush()
    assert heard(learner.page.flag).name == "Flag this question to come back to it (M)"
    learner.page.setFocus()
    QTest.keyClick(learner.page, Qt.Key.Key_F)
    assert not learner.page.flag.isChecked()
    QTest.keyClick(learner.page, Qt.Key.Key_M)
    assert learner.page.flag.isChecked()
    program.window.header.help_requested.emit("shortcuts")
    flush()
    help_ = program.window.findChild(HelpDialog)
    assert "M — Flag the question to come back to it" in help_.view.toPlainText().splitlines()
    help_.close()
    flush()
    program.window.header.profile_requested.emit()
    flush()
    dialog = program.window.findChild(ProfileDialog)
    dialog.tabs["letters"].click()
    dialog.letters.used.click()
    assert not program.settings.letter_keys
    assert not dialog.letters.buttons["flag"].isEnabled()
    QTest.keyClick(learner.page, Qt.Key.Key_M)
    assert learner.page.flag.isChecked()
    dialog.letters.used.click()
    program.settings.keys = {"dance": "D"}  # of a newer version
    flag = dialog.letters.buttons["flag"]
    flag.click()
    QTest.keyClick(flag, Qt.Key.Key_Q)
    assert program.settings.keys == {"dance": "D", "flag": "Q"}
    dialog.reset.click()
    assert (program.settings.letter_keys, program.settings.keys) == (True, {})


def test_time_and_help_are_the_learners_own_and_the_devices_for_the_next(program, qtbot, spoken):
    dialog = profile(program, qtbot)
    dialog.tabs["support"].click()
    support = dialog.support
    support.time.setCurrentIndex(support.time.findText("1.5 × the time"))
    support.fewer.click()
    settings = program.settings
    assert (settings.time_factor, settings.fewer_options) == (1.5, True)
    dialog.for_all.click()
    assert spoken[-1] == "Guests and new learners begin with this."
    assert settings.device == {"time_factor": 1.5, "fewer_options": True}
    dialog.reset.click()
    assert (settings.time_factor, settings.fewer_options) == (1.0, False)
    assert spoken[-1] == "Everything on this page is back to the original settings."
    program.window.learning.choose_new("Ada")
    qtbot.waitUntil(lambda: program.window.learning.name == "Ada")
    assert (settings.time_factor, settings.fewer_options) == (1.5, True)
    learner = Learner(program).begin("test")
    taking = learner.page.display.taking
    assert taking.attempt.started.fewer_options
    assert taking.mode.time_limit == 1.5 * 60 * taking.bank.time_limit


def test_texts_can_begin_at_each_level_that_a_bank_has(program, qtbot):
    (program.bank.parent / "tower.yaml").write_text(TEXT, encoding="utf-8")
    program.library.read_all()
    box = profile(program, qtbot).support.level
    offered = {box.itemText(at): box.itemData(at) for at in range(box.count())}
    assert list(offered)[:2] == ["As they were written", "Easier to read"]
    assert offered["Very short"] == "short"
    assert len(offered) == box.count()
    box.setCurrentIndex(box.findData("short"))
    assert program.settings.reading_level == "short"
    program.window.findChild(ProfileDialog).close()
