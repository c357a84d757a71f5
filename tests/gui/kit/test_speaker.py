"""What the process that speaks does with an engine of Qt's, for which an engine without a voice stands in."""

import sys
from enum import Enum
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale, QObject, Signal

from quizapp.gui.kit.speech_process import MODULE, Speaker


class Engine(QObject):
    """Does nothing of itself: its state is what a test makes it."""

    State = Enum("State", "Ready Speaking Error")
    stateChanged = Signal(object)
    sayingWord = Signal(str, int, int, int)
    engines = ("mock", "good")
    first = State.Ready
    made: "list[Engine]" = []

    def __init__(self, name, parent):
        super().__init__(parent)
        assert name == "good", "no engine that makes no sound"
        self.now, self.did, self.spoken = self.first, [], QLocale("en_GB")
        self.made.append(self)

    @classmethod
    def availableEngines(cls):
        return list(cls.engines)

    def state(self):
        return self.now

    def availableLocales(self):
        return [QLocale.c(), QLocale("en_US"), QLocale("en_GB"), QLocale("pt_PT")]

    def locale(self):
        return self.spoken

    def setLocale(self, locale):
        self.spoken = locale
        self.did.append(locale.name())

    def setRate(self, rate):
        self.did.append(rate)

    def say(self, text):
        self.did.append(text)

    def stop(self):
        self.did.append("stop")

    def be(self, state):
        self.now = self.State[state]
        self.stateChanged.emit(self.now)


@pytest.fixture
def engine(monkeypatch):
    module = ModuleType(MODULE)
    module.QTextToSpeech = type("Engine", (Engine,), {"made": []})
    monkeypatch.setitem(sys.modules, MODULE, module)
    return module.QTextToSpeech


def wish(number, text="One.", language="en-GB"):
    return {"do": "say", "id": number, "text": text, "language": language, "rate": 0.5}


def test_a_text_is_said_and_told_from_its_beginning_to_its_end(qapp, engine):
    told = []
    speaker = Speaker(told.append)
    (made,) = engine.made
    speaker.do(wish(1))
    made.sayingWord.emit("One", 0, 0, 3)
    for state in ("Speaking", "Speaking", "Ready", "Ready"):
        made.be(state)
    made.sayingWord.emit("late", 0, 0, 4)
    assert made.did == [0.5, "One."]
    assert told == [
        {"event": "ready"},
        {"event": "word", "id": 1, "start": 0, "length": 3},
        {"event": "begun", "id": 1},
        {"event": "done", "id": 1},
    ]


def test_the_next_text_waits_until_the_engine_is_silent_and_only_the_last_one_is_said(qapp, engine):
    told = []
    speaker = Speaker(told.append)
    (made,) = engine.made
    speaker.do(wish(1))
    made.be("Speaking")
    for number, text in ((2, "Two."), (3, "Three.")):
        speaker.do(wish(number, text, "pt-BR"))
    made.sayingWord.emit("One", 0, 0, 3)
    made.be("Ready")
    made.be("Speaking")
    made.be("Ready")
    assert made.did == [0.5, "One.", "stop", "stop", "pt_PT", 0.5, "Three."]
    assert told[1:] == [{"event": event, "id": id_} for event, id_ in (("begun", 1), ("begun", 3), ("done", 3))]


def test_what_is_stopped_is_neither_said_nor_done(qapp, engine):
    told = []
    speaker = Speaker(told.append)
    (made,) = engine.made
    speaker.do(wish(1))
    made.be("Speaking")
    speaker.do(wish(2))
    speaker.do({"do": "stop"})
    made.be("Ready")
    assert made.did == [0.5, "One.", "stop", "stop"]
    assert told[1:] == [{"event": "begun", "id": 1}]


def test_a_language_without_a_voice_and_an_engine_that_fails_are_told(qapp, engine):
    told = []
    speaker = Speaker(told.append)
    (made,) = engine.made
    speaker.do(wish(1, language="tlh"))
    speaker.do(wish(2))
    made.be("Error")
    speaker.do(wish(3))
    speaker.do({"do": "stop"})
    assert told[1:] == [
        {"event": "failed", "reason": "no_voice", "id": 1},
        {"event": "failed", "reason": "engine", "id": 2},
        {"event": "failed", "reason": "engine", "id": 3},
    ]


@pytest.mark.parametrize("lack", ["none", "mock alone", "in error", "not to be loaded"])
def test_where_nothing_can_speak_that_is_told_once_and_nothing_is_done(qapp, engine, monkeypatch, lack):
    if lack == "none":
        engine.engines = ()
    elif lack == "mock alone":
        engine.engines = ("mock",)
    elif lack == "in error":
        engine.first = Engine.State.Error
    else:
        monkeypatch.setitem(sys.modules, MODULE, None)
    told = []
    speaker = Speaker(told.append)
    speaker.do(wish(1))
    assert told == [{"event": "failed", "reason": "no_engine", "id": 0}]
