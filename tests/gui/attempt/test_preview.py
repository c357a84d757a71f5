"""What the preview of a question shows where there is none."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.gui.attempt.preview import Preview
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.settings import Settings
from tests.gui.attempt.test_levels import LONG
from tests.gui.conftest import flush
from tests.gui.menus import choose
from tests.gui.seen import texts, visible


def test_why_there_was_nothing_to_see_is_gone_once_there_is_a_question(theme, qtbot, tmp_path, every_type):
    preview = Preview(theme, Settings(tmp_path / "settings.json"), Jobs())
    qtbot.addWidget(preview)
    preview.resize(700, 900)
    preview.show()
    why = "The bank has mistakes."
    preview.show_nothing(why)
    flush()
    assert texts(preview) == [why]
    question = every_type.questions[0]
    preview.show_question(every_type, question, 1, 6)
    flush()
    assert question.stem in texts(preview)
    assert why not in texts(preview)


def test_letters_answer_only_where_they_are_used_for_that(theme, qtbot, tmp_path, every_type):
    settings = Settings(tmp_path / "settings.json")
    preview = Preview(theme, settings, Jobs())
    qtbot.addWidget(preview)
    preview.show()
    question = next(each for each in every_type.questions if each.type_name == "single_choice")
    preview.show_question(every_type, question, 1, 6)
    for settings.letter_keys, is_answered in ((False, False), (True, True)):
        QTest.keyClick(preview, Qt.Key.Key_B)
        flush()
        assert (preview.display.view.response() is not None) is is_answered


def test_another_level_is_told_begins_anew_and_keeps_the_place_in_the_text(theme, qtbot, tmp_path, spoken):
    preview = Preview(theme, Settings(tmp_path / "settings.json"), Jobs())
    qtbot.addWidget(preview)
    preview.resize(700, 900)
    preview.show()
    preview.show_question(LONG, LONG.questions[0], 1, len(LONG.questions))
    preview.show_key()
    flush()
    assert preview.card.feedback.isVisible()
    preview.passage.verticalScrollBar().setValue(preview.passage.verticalScrollBar().maximum() // 2)
    before = height_of(preview, "Paragraph 20.")
    assert 0 < before < 300
    (button,) = [each for each in visible(preview, MenuButton) if each.accessibleName().startswith("Reading level")]
    choose(button, "Easier to read")
    flush()
    assert not preview.card.feedback.isVisible()
    assert height_of(preview, "Paragraph 20.") == before
    assert spoken[-1] == "The text is now: Easier to read"


def height_of(preview, words):
    """Where a paragraph begins in the view, in pixels."""
    return preview.passage.cursorRect(preview.passage.document().find(words)).top()
