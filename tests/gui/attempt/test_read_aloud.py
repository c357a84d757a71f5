"""Reading aloud on the quiz page: with a real voice where there is one, and what is said where there is none."""

import threading
from random import Random

import msgspec
import pytest
from PySide6.QtCore import Qt

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.gui.kit.speech_process import _voice_for
from quizapp.gui.passage.spoken_layer import SpokenLayer
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import text_of
from tests.voices import Voice, why_no_voice

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
needs_voice = pytest.mark.skipif(bool(why_no_voice()), reason=why_no_voice())


@pytest.fixture
def quiz(program):
    return Learner(program)


@pytest.fixture
def spoken(monkeypatch):
    """What was said to screen readers, in order."""
    said = []
    monkeypatch.setattr("quizapp.gui.passage.passage_reader.announce", lambda widget, text: said.append(text))
    return said


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """A speech engine that runs as long as the tests of this file do."""
    voice = Voice(tmp_path_factory.mktemp("voice"))
    yield voice
    voice.close()


@pytest.fixture
def voice(engine, monkeypatch):
    for name, value in engine.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def show(quiz, every_type, qtbot):
    """Shows an attempt at the bank of every type; whatever speaks has ended after the test."""
    before = set(threading.enumerate())

    def begin(mode=PRACTICE, **changes):
        quiz.begin()
        quiz.taking = Taking(msgspec.structs.replace(every_type, **changes), mode, Random(1), quiz.program.clock)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    yield begin
    quiz.window.show_library()
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= before)


def aloud(quiz):
    return quiz.page.tools.read_aloud


def sentence(quiz):
    """The sentence of the passage that is shown as being read."""
    layers = [layer for layer in quiz.passage.layers if isinstance(layer, SpokenLayer) and layer.sentence is not None]
    return quiz.passage.passage.words_of(layers[0].sentence) if layers else ""


def bar_says(quiz):
    bar = aloud(quiz).bar
    return text_of(bar.told) if bar.isVisible() else ""


def until(qtbot, condition):
    qtbot.waitUntil(lambda: bool(condition()))


# with a voice


@needs_voice
def test_the_passage_is_read_sentence_by_sentence_to_its_end(show, voice, qtbot):
    quiz = show()
    seen = []
    aloud(quiz).speech.begun.connect(lambda _: seen.append(sentence(quiz)))
    quiz.key(Qt.Key.Key_F9)
    assert bar_says(quiz) == "Starting…"
    until(qtbot, lambda: aloud(quiz).state == "off" and seen)
    wanted = [each.name for each in quiz.taking.bank.passage.sentences]
    assert seen == wanted
    assert (sentence(quiz), bar_says(quiz)) == ("", "")


@needs_voice
def test_the_question_and_its_options_are_read_and_framed(show, voice, qtbot):
    quiz = show()
    seen = []

    def note(_):
        frame = aloud(quiz)._frame
        seen.append(text_of(frame.around) if frame is not None and frame.isVisible() else "")

    aloud(quiz).speech.begun.connect(note)
    quiz.key(Qt.Key.Key_F9, CTRL)
    until(qtbot, lambda: aloud(quiz).state == "off" and seen)
    view = quiz.page.display.view
    assert seen == [quiz.page.card.stem.text(), *(card.text() for card in view.cards)]
    assert not aloud(quiz)._frame.isVisible()


@needs_voice
def test_reading_ends_with_what_it_belongs_to(show, voice, qtbot):
    quiz = show()
    reader = aloud(quiz)
    for leave, keeps_voice in (
        (lambda: quiz.key(Qt.Key.Key_Right, ALT), True),
        (show, True),
        (quiz.page.pause, False),
        (quiz.window.show_library, False),
    ):
        if not reader._card.isVisible():
            show()
        quiz.key(Qt.Key.Key_F9)
        until(qtbot, lambda: reader.state == "reading")
        leave()
        flush()
        assert (reader.state, reader.bar.isHidden()) == ("off", True)
        assert reader.speech.is_running == keeps_voice


@needs_voice
def test_reading_ends_with_the_window(start, voice, qtbot):
    quiz = Learner(start()).begin()
    before = set(threading.enumerate())
    reader = aloud(quiz)
    quiz.key(Qt.Key.Key_F9)
    until(qtbot, lambda: reader.state == "reading")
    quiz.window.close()
    flush()
    assert (reader.state, reader.speech.is_running) == ("off", False)
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= before)


@needs_voice
def test_a_language_without_a_voice_is_told_and_how_to_get_one(show, voice, qtbot, spoken):
    quiz = show(language="tlh")
    quiz.key(Qt.Key.Key_F9)
    until(qtbot, lambda: spoken)
    assert bar_says(quiz) == spoken[-1]
    assert "no voice for this language (tlh)" in spoken[-1]
    assert "espeak-ng" in spoken[-1]
    assert (aloud(quiz).state, sentence(quiz)) == ("off", "")
    aloud(quiz).bar.stop.click()
    assert bar_says(quiz) == ""


@needs_voice
def test_a_computer_without_an_engine_is_told_and_how_to_get_one(show, qtbot, spoken, monkeypatch, tmp_path):
    for name, value in (("SPEECHD_ADDRESS", "unix_socket:/nowhere"), ("PATH", ""), ("XDG_RUNTIME_DIR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    quiz = show()
    quiz.key(Qt.Key.Key_F9)
    until(qtbot, lambda: spoken)
    assert "This computer has no voice yet." in bar_says(quiz)
    assert "“speech-dispatcher” and “espeak-ng”" in spoken[-1]


# without one


def test_without_the_extra_the_button_says_how_to_get_it(show, spoken, monkeypatch):
    monkeypatch.setattr("quizapp.gui.kit.speech.find_spec", lambda name: None)  # where it is installed
    quiz = show()
    for press in (aloud(quiz).button.click, aloud(quiz).of_question.click):
        press()
        assert "“python3 start.py speech”" in bar_says(quiz)
        assert spoken[-1] == bar_says(quiz)
        assert (aloud(quiz).state, sentence(quiz)) == ("off", "")
        aloud(quiz).bar.stop.click()
        assert bar_says(quiz) == ""


@pytest.mark.parametrize(
    ("own", "passage", "question"), [("nothing", False, False), ("questions", False, True), ("all", True, True)]
)
def test_buttons_are_there_for_what_may_be_read(show, own, passage, question, monkeypatch):
    monkeypatch.setattr("quizapp.gui.kit.speech.find_spec", lambda name: None)  # nothing has to be said here
    quiz = show()
    quiz.program.settings.read_aloud = own
    show(TEST)
    assert aloud(quiz).button.isVisible() == passage
    assert aloud(quiz).of_question.isVisible() == question
    quiz.key(Qt.Key.Key_F9)
    assert bool(bar_says(quiz)) == passage
    aloud(quiz).stop()
    quiz.key(Qt.Key.Key_F9, CTRL)
    assert bool(bar_says(quiz)) == question


def test_its_key_turns_to_the_question_only_where_that_may_be_read(show):
    quiz = show(TEST)
    quiz.window.resize(700, 600)
    flush()
    split = quiz.page.tools._split
    split.show_passage()
    assert split.shows_one
    quiz.key(Qt.Key.Key_F9, CTRL)
    assert split.tabs[0].isChecked()


def test_a_voice_is_that_of_the_country_or_of_the_language():
    from PySide6.QtCore import QLocale

    locales = [QLocale(name) for name in ("C", "fr_FR", "pt_PT", "pt_BR", "en_US")]
    assert _voice_for("pt-BR", locales).name() == "pt_BR"
    assert _voice_for("fr-CA", locales).name() == "fr_FR"
    assert _voice_for("es", locales) is None
    assert _voice_for("tlh", locales) is None


def test_the_word_is_followed_where_the_engine_tells_it(show, monkeypatch):
    quiz = show()
    monkeypatch.setattr("quizapp.gui.kit.speech.Speech.say", lambda self, *_: 7)  # an engine that tells words
    aloud(quiz).read_passage()
    (layer,) = (each for each in quiz.passage.layers if isinstance(each, SpokenLayer))
    text = quiz.passage.passage.text
    seen = []
    for word in ("When", "tower", "🗼", "eleven"):
        start = len(text[: text.index(word)].encode("utf-16-le")) // 2
        aloud(quiz).speech.word_said.emit(7, start, len(word.encode("utf-16-le")) // 2)
        seen.append(quiz.passage.passage.words_of(layer.word))
    assert seen == ["When", "tower", "🗼", "eleven"]
    aloud(quiz).speech.word_said.emit(6, 0, 4)  # of an utterance that was stopped
    assert quiz.passage.passage.words_of(layer.word) == "eleven"
