"""Speech: texts that are said aloud by a voice of this computer, one after the other."""

import json
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

import quizapp

Lack = Literal["not_installed", "no_engine", "no_voice", "engine"]
"""The reason why nothing is said: the extra `speech` is not installed, there is no speech engine, it has no voice for
the language, or it stopped working."""

_MODULE = "quizapp.gui.kit.speech_process"
_FOLDER = str(Path(quizapp.__file__).parents[1])
_PATIENCE = 20_000
"""Milliseconds until an engine that does not answer counts as none."""
_WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Speech(QObject):
    """Has a process of its own say texts (see `speech_process`), which is started when it is first needed.

    Signals:
        begun, done: saying the text with this number has begun, or came to its end; not where it was stopped.
        word_said: the text's number, and the word that is being said, as its start and length in UTF-16 units.
        failed: nothing is said, for a reason that is a `Lack`.
    """

    begun = Signal(int)
    done = Signal(int)
    word_said = Signal(int, int, int)
    failed = Signal(str)
    _told = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: subprocess.Popen[str] | None = None
        self._is_ready = False
        self._numbers = count(1)
        self._asked = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._told.connect(self._hear)

    @property
    def is_running(self) -> bool:
        """True while there is a process that speaks, or could."""
        return self._process is not None

    def say(self, text: str, language: str, rate: float = 0.0) -> int:
        """Say `text`, in the place of what is being said, and return its number.

        `language` is a code such as ``pt-BR``; `rate` goes from -1, slow, over 0, as usual, to 1.
        """
        number = self._asked = next(self._numbers)
        lack = self._start() if self._process is None else None
        if lack is not None:
            self.failed.emit(lack)
        else:
            self._write({"do": "say", "id": number, "text": text, "language": language, "rate": rate})
        return number

    def stop(self) -> None:
        """Be silent."""
        self._asked = 0
        if self._process is not None:
            self._write({"do": "stop"})

    def close(self) -> None:
        """Be silent, and let the process end."""
        self.stop()
        self._patience.stop()
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
            if not self._is_ready:  # it may never come to read that
                process.kill()

    def _start(self) -> Lack | None:
        if find_spec("PySide6.QtTextToSpeech") is None:
            return "not_installed"
        try:
            process = self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="replace",
                creationflags=_WITHOUT_WINDOW,
            )
        except OSError:
            return "no_engine"
        self._is_ready = False
        self._patience.start(_PATIENCE)
        Thread(target=self._listen, args=(process,), daemon=True).start()
        return None

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        """Hand on each line of `process`, in a thread of its own; empty is its end."""
        assert process.stdout is not None
        with process.stdout, suppress(RuntimeError):  # the window was closed
            for line in process.stdout:
                self._told.emit(process, line)
        process.wait()
        with suppress(RuntimeError):
            self._told.emit(process, "")

    def _give_up(self) -> None:
        self.close()
        self.failed.emit("no_engine")

    def _write(self, wish: dict[str, object]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended, which is heard as well
            self._process.stdin.write(json.dumps(wish) + "\n")
            self._process.stdin.flush()

    def _hear(self, process: object, line: str) -> None:
        if process is not self._process:
            return
        if not line:
            self.close()
            self.failed.emit("engine")
            return
        event = _event_in(line)
        match event.get("event"):
            case "ready":
                self._is_ready = True
                self._patience.stop()
            case "begun":
                self.begun.emit(event["id"])
            case "word":
                self.word_said.emit(event["id"], event["start"], event["length"])
            case "done":
                self.done.emit(event["id"])
            case "failed" if event["id"] in (0, self._asked):  # all speech, or what is wanted now
                self.close()  # so that the next try finds what was installed meanwhile
                self.failed.emit(event["reason"])


def _command() -> list[str]:
    """The command that starts the process; in a program that was built to need no Python, we are that program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--speech-process"]
    program = f"import sys; sys.path.append({_FOLDER!r}); import {_MODULE} as speech; speech.main()"
    return [sys.executable, "-P", "-c", program]  # no module of the folder where we were started


def _event_in(line: str) -> dict[str, Any]:
    """The event that the process tells in a line; an empty one where an engine printed the line."""
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
