"""Speech hears its process: through what an engine prints, and what comes too late."""

import json
import os
import subprocess
import sys

import pytest

from quizapp.gui.kit.speech import Speech

_EVENTS = """
import json, sys
print("ALSA lib: no card")
print("12")
print('{"event": "ready"}', flush=True)
first, stop, second = (json.loads(sys.stdin.readline()) for _ in range(3))
for event in ("failed", "begun", "done"):
    id_ = first["id"] if event == "failed" else second["id"]
    print(json.dumps({"event": event, "reason": "no_voice", "id": id_}), flush=True)
last = json.loads(sys.stdin.readline())
print(json.dumps({"event": "failed", "reason": "no_voice", "id": last["id"]}), flush=True)
sys.stdin.read()
"""
_NOISE = """
import os, sys
from quizapp.gui.kit import speech_process

class Engine:
    def __init__(self, tell):
        os.write(1, b"ALSA lib: no card\\n")
        print("loaded", flush=True)
        tell({"event": "ready"})

speech_process.Speaker = Engine
speech_process.main()
"""
_Popen = subprocess.Popen


@pytest.fixture
def speech(monkeypatch):
    """Speech whose process is one of these tests."""
    monkeypatch.setattr("quizapp.gui.kit.speech.find_spec", lambda name: name)
    started = []

    def start(_, **rest):
        started.append(_Popen([sys.executable, "-c", _EVENTS], **rest))
        return started[-1]

    monkeypatch.setattr("quizapp.gui.kit.speech.subprocess.Popen", start)
    speech = Speech()
    yield speech
    speech.close()
    assert [process.wait(60) for process in started] == [0] * len(started), "it ends by itself"


def test_what_an_engine_prints_is_passed_over_and_a_late_failure_ends_nothing(speech, qtbot):
    failed = []
    speech.failed.connect(failed.append)
    speech.say("First.", "tlh")
    speech.stop()
    with qtbot.waitSignal(speech.done) as done:
        second = speech.say("Second.", "en")
    assert (done.args, failed, speech.is_running) == ([second], [], True)
    with qtbot.waitSignal(speech.failed):
        speech.say("Third.", "tlh")
    assert (failed, speech.is_running) == (["no_voice"], False)


def test_a_process_that_cannot_be_started_is_no_engine(speech, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "refused")

    failed = []
    speech.failed.connect(failed.append)
    monkeypatch.setattr("quizapp.gui.kit.speech.subprocess.Popen", refuse)
    speech.say("First.", "en")
    assert (failed, speech.is_running) == (["no_engine"], False)


def test_only_events_come_out_of_the_process():
    done = subprocess.run(
        [sys.executable, "-c", _NOISE],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert json.loads(done.stdout) == {"event": "ready"}
    assert done.stderr.split("\n")[:2] == ["ALSA lib: no card", "loaded"]


def test_an_engine_that_does_not_answer_counts_as_none_and_its_process_ends(monkeypatch, qtbot):
    started = []

    def start(_, **rest):
        started.append(_Popen([sys.executable, "-c", "import time; time.sleep(600)"], **rest))
        return started[-1]

    monkeypatch.setattr("quizapp.gui.kit.speech.find_spec", lambda name: name)
    monkeypatch.setattr("quizapp.gui.kit.speech.subprocess.Popen", start)
    monkeypatch.setattr("quizapp.gui.kit.speech._PATIENCE", 1)
    speech = Speech()
    with qtbot.waitSignal(speech.failed) as failed:
        speech.say("First.", "en")
    assert (failed.args, speech.is_running) == (["no_engine"], False)
    assert started[0].wait(60) != 0


def test_what_is_not_installed_is_told_at_each_try(monkeypatch):
    monkeypatch.setattr("quizapp.gui.kit.speech.find_spec", lambda name: None)
    failed = []
    speech = Speech()
    speech.failed.connect(failed.append)
    assert speech.say("First.", "en") != speech.say("Second.", "en")
    speech.stop()
    assert (failed, speech.is_running) == (["not_installed"] * 2, False)
