"""What the preview of a question shows where there is none."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.gui.attempt.preview import Preview
from quizapp.gui.kit.jobs import Jobs
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import texts


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
