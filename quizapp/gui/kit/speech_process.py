"""Speaks what it is told on its standard input, in a process of its own: a speech engine that hangs or crashes takes
nothing with it.

Each line in and out is one JSON object. In: ``{"do": "say", "id": 1, "text": …, "language": "en", "rate": 0.0}`` and
``{"do": "stop"}``; the end of the input ends the process. Out: ``event`` is ``ready``, ``begun``, ``word`` (with
``start`` and ``length`` in UTF-16 units), ``done``, or ``failed`` with a ``reason``: ``no_engine``, ``no_voice`` or
``engine``.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

MODULE = "PySide6.QtTextToSpeech"
_NOT_FOR_PEOPLE = ("mock",)
"""Engines that make no sound."""
_LAST_WORDS = 5.0
"""Seconds that an engine has to become silent at the end."""


class _Wanted(NamedTuple):
    """An utterance that waits until the engine is silent."""

    id: int
    text: str
    language: str
    rate: float


class Speaker(QObject):
    """Says one utterance at a time by an engine of Qt's; `tell` takes each event as a dictionary.

    Qt reports a stop only later, so the next utterance waits until the engine says that it is ready.
    """

    def __init__(self, tell: Callable[[dict[str, Any]], None]) -> None:
        super().__init__()
        self._tell = tell
        self._wanted: _Wanted | None = None
        self._current = 0
        self._has_begun = False
        try:
            module: Any = importlib.import_module(MODULE)
        except ImportError:  # a library of the system that it needs is not there
            self._engine: Any = None
            tell({"event": "failed", "reason": "no_engine", "id": 0})
            return
        self._states = module.QTextToSpeech.State
        engines = [name for name in module.QTextToSpeech.availableEngines() if name not in _NOT_FOR_PEOPLE]
        self._engine = module.QTextToSpeech(engines[0], self) if engines else None
        if self._engine is None or self._engine.state() == self._states.Error:
            self._engine = None
            tell({"event": "failed", "reason": "no_engine", "id": 0})
            return
        self._engine.stateChanged.connect(self._follow)
        self._engine.sayingWord.connect(self._tell_word)
        tell({"event": "ready"})

    def do(self, wish: dict[str, Any]) -> None:
        """Do what one line of the input says."""
        if self._engine is None:
            return
        self._current, self._has_begun = 0, False
        self._wanted = None
        if wish["do"] == "say":
            self._wanted = _Wanted(wish["id"], wish["text"], wish["language"], wish["rate"])
        if self._engine.state() == self._states.Ready:
            self._say_wanted()
        elif self._wanted is not None and self._engine.state() == self._states.Error:
            self._tell({"event": "failed", "reason": "engine", "id": self._wanted.id})
        else:
            self._engine.stop()

    def _say_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        locale = _voice_for(wanted.language, self._engine.availableLocales())
        if locale is None:
            self._tell({"event": "failed", "reason": "no_voice", "id": wanted.id})
            return
        if self._engine.locale() != locale:
            self._engine.setLocale(locale)
        self._engine.setRate(wanted.rate)
        self._current = wanted.id
        self._engine.say(wanted.text)

    def _follow(self, state: Any) -> None:
        if state == self._states.Speaking and self._current and not self._has_begun:
            self._has_begun = True
            self._tell({"event": "begun", "id": self._current})
        elif state == self._states.Ready:
            done, self._current = self._current if self._has_begun else 0, 0
            self._has_begun = False
            if done:
                self._tell({"event": "done", "id": done})
            self._say_wanted()
        elif state == self._states.Error:
            self._tell({"event": "failed", "reason": "engine", "id": self._current})
            self._current = 0

    def _tell_word(self, _word: str, _utterance: int, start: int, length: int) -> None:
        if self._current:
            self._tell({"event": "word", "id": self._current, "start": start, "length": length})


def _voice_for(language: str, locales: list[QLocale]) -> QLocale | None:
    """The locale of a voice for `language`: the same country where there is one, or the one that most speak."""
    wanted = QLocale(language.replace("-", "_"))
    same = [locale for locale in locales if locale.language() == wanted.language() and locale != QLocale.c()]
    exact = (locale for locale in same if locale.territory() == wanted.territory())
    return next(exact, same[0] if same else None)


class _Input(QObject):
    """Lines of the input, which a thread reads, as no system but Unix can wait for them otherwise.

    Signals:
        came: a line was read.
        ended: there are no more.
    """

    came = Signal(str)
    ended = Signal()

    def read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        self.ended.emit()
        sleep(_LAST_WORDS)
        os._exit(1)  # the engine hangs


def main() -> None:
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what an engine prints is no event

    def tell(event: dict[str, Any]) -> None:
        print(json.dumps(event), file=told, flush=True)

    app = QCoreApplication(sys.argv)
    speaker = Speaker(tell)
    lines = _Input()
    lines.came.connect(lambda line: speaker.do(json.loads(line)))
    lines.ended.connect(app.quit)
    Thread(target=lines.read, daemon=True).start()
    app.exec()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # the thread may still be telling that the input has ended, of what would be taken apart meanwhile


if __name__ == "__main__":
    main()
