"""The window speaks another language at once: nothing of what was done is lost, and everybody stays where they are."""

import ast
import re

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from quizapp.domain.attempt import TEST
from quizapp.gui.attempt.finish_page import FinishPage
from quizapp.gui.kit import language as kit_language
from quizapp.gui.kit.language import language_of, use_language
from quizapp.gui.shell.help_dialog import HelpDialog
from quizapp.paths import resources_dir
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.learner import Learner


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")


class _Spanish(QTranslator):
    """Says where each text stands, whatever has been translated by now."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return f"ñ {text}" if text else ""

    def isEmpty(self):
        return False


@pytest.fixture
def spoken(qapp, monkeypatch):
    """All texts begin with ñ in Spanish."""

    def add(app, file):
        if "_es" in file.name:
            kit_language._in_use().append(_Spanish())
            app.installTranslator(kit_language._in_use()[-1])

    monkeypatch.setattr(kit_language, "_add_texts", add)


@pytest.fixture
def learner(spoken, start):
    return Learner(start())


def choose(window, setting):
    window.header.language_chosen.emit(setting)
    flush()


def test_each_key_of_the_window_still_works_once(learner, qtbot, monkeypatch):
    window = learner.window
    looks = []
    monkeypatch.setattr(window.assignments, "look_again", looks.append)
    for language in ("en", "es", "en"):
        choose(window, language)
        qtbot.waitUntil(lambda: bool(window.centralWidget().actions()))
        monkeypatch.setattr(window.assignments, "look_again", looks.append)
        for key, percent in ((Qt.Key.Key_Plus, 110), (Qt.Key.Key_0, 100)):
            QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
            assert learner.program.settings.text_size == percent, language
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
        assert window.findChild(HelpDialog).isVisible(), language
        window.findChild(HelpDialog).close()
        window.activateWindow()
        flush()
        looks.clear()
        QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        assert len(looks) == 1, language


def test_what_is_open_in_the_passage_stays_open(learner):
    learner.begin().go_to("what-is-said")
    tools = learner.page.tools
    first = learner.passage.passage.sentences[0]
    tools.annotations.write_note(first.span)
    QTest.keyClicks(QApplication.focusWidget(), "Who says so?")
    tools.annotations.on.click()
    learner.page._passage_card.open_search()
    QTest.keyClicks(QApplication.focusWidget(), "the")
    choose(learner.window, "es")
    annotations = learner.page.tools.annotations
    assert annotations is not tools.annotations
    assert annotations.on.isChecked()
    assert annotations.open_note.text == "Who says so?"
    assert annotations._note_panel.isVisible()
    field = learner.window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "the"
    assert len(learner.page._passage_card._finding.layer.hits) > 1


def test_the_time_of_a_test_runs_out_on_its_last_page_too(learner, qtbot):
    learner.begin()
    learner.window.session.begin(learner.window.session.taking.bank, TEST._replace(time_limit=60.0))
    learner.wait()
    learner.page.finish_requested.emit()
    choose(learner.window, "es")
    assert isinstance(learner.window.pages.currentWidget(), FinishPage)
    learner.program.clock.now += 61
    qtbot.waitUntil(lambda: learner.window.session.taking.attempt.submitted)


def test_what_cannot_be_opened_is_told_in_the_language(learner, qtbot):
    choose(learner.window, "es")
    told = []
    learner.window.session.told.connect(told.append)
    learner.window.session.resume("nothing like this")
    learner.wait()
    assert [text[:2] for text in told] == ["ñ "]


def test_settings_keep_the_language(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.language = "pt_BR"
    settings.save()
    assert Settings(tmp_path / "settings.json").language == "pt_BR"
    (tmp_path / "settings.json").write_text('{"language": "tlh"}')
    assert Settings(tmp_path / "settings.json").language == ""


def test_dates_and_numbers_follow_and_keep_the_region(qapp):
    assert language_of("") == "en"  # the tests run in a British one
    for language, name, text in (("es", "es_GB", "1,5"), ("pt_BR", "pt_GB", "1,5"), ("en", "en_GB", "1.5")):
        use_language(language)
        assert QLocale().language() == QLocale(name).language()
        assert QLocale().toString(1.5) == text


def test_the_dialogs_of_qt_speak_along(qapp):
    use_language("es")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancelar"
    use_language("pt_BR")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancelar"
    use_language("en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_points_have_the_decimal_sign_of_the_language(learner):
    text = learner.program.bank.read_text("utf-8").replace(
        "    skill: interpret\n", "    points: 1.5\n    skill: interpret\n", 1
    )
    learner.program.bank.write_text(text, "utf-8")
    learner.begin()
    assert "1.5 points" in learner.page.card.points.text()
    choose(learner.window, "es")
    assert "1,5 points" in learner.page.card.points.text()


def test_no_class_that_others_inherit_from_asks_for_plurals_under_the_name_of_an_heir():
    """`self.tr` asks for the class of the object first, and takes the English text with its count for an answer."""
    bases, asking = set(), {}
    for path in (resources_dir().parent / "quizapp" / "gui").rglob("*.py"):
        text = path.read_text("utf-8")
        for heirs_of in re.findall(r"^ *class \w+\(([^)]*)\)", text, re.MULTILINE):
            bases |= {base.partition("[")[0].rpartition(".")[2].strip() for base in heirs_of.split(",")}
        may_ask = re.search(r"self\.tr\(.*,.*,|self\.tr\($", text, re.MULTILINE)
        for found in ast.walk(ast.parse(text)) if may_ask else ():
            if isinstance(found, ast.ClassDef):
                for call in ast.walk(found):
                    if isinstance(call, ast.Call) and len(call.args) == 3 and ast.unparse(call.func) == "self.tr":
                        asking[found.name] = f"{path.name}:{call.lineno}"
    assert len(asking) > 40
    assert "Field" in bases
    assert {name: place for name, place in asking.items() if name in bases} == {}
