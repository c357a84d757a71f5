"""The accommodation profile: each choice takes effect at once, keeps the place, and is there after a restart."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest

from quizapp.gui.kit.line_spacing import em
from quizapp.gui.kit.theme import LEGIBLE_FAMILY, FontRole
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.settings import Look
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.leveled import TEXT


def profile(program, qtbot):
    """Open the profile by its key, which is listened to after the first paint."""
    qtbot.waitUntil(lambda: bool(program.window.centralWidget().actions()))
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    flush()
    return program.window.findChild(ProfileDialog)


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
    program.theme.show(LOOK)
    flush()
    assert place.start <= view.text.offset(top_of(view)) < place.end
    assert {name: box.currentText() for name, box in dialog.look.boxes.items() if name in CHOICES} == CHOICES
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
