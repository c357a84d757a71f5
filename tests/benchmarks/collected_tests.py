"""Chosen tests of the windows, each run of them in a fork of one process that has imported and collected them before.

Usage: python -m tests.benchmarks.collected_tests FILE... (files of tests)

The other end is `window_planting`. It writes one request a line: a JSON object with the keys `tests` (ids, in the order
in which they run), `seconds` (that each takes), `limit` (seconds for all), `idle` (seconds of waiting after which one
has failed), and the `file` with the fault, its `line`, and its source without (`before`) and with (`after`) the fault.
As all is imported by then, the function with the fault gets its new code in the fork. The answer is the exit code of
pytest or the test that has failed, or `again` where that is not possible. The first line is `ready`.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType

import pytest
import pytestqt  # noqa: F401 (imported here for all forks, as the next ones)
from PySide6 import QtGui, QtTest, QtWidgets  # noqa: F401

from tests.benchmarks.forked_tests import ALWAYS, Chosen, answer_of


def functions_of(code: CodeType) -> Iterator[CodeType]:
    """The code of all functions of a module and of its classes, outermost ones only, in their order."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            is_function = constant.co_flags & 1  # CO_OPTIMIZED, which the body of a class has not
            yield from [constant] if is_function else functions_of(constant)


def put_in(request: dict[str, str], known: dict[tuple[str, str, int], list[FunctionType]]) -> bool:
    """Give the functions of a file that `request` changes their new code; False where that is not possible."""
    path = str(Path(request["file"]).absolute())
    before = list(functions_of(compile(request["before"], path, "exec")))
    after = list(functions_of(compile(request["after"], path, "exec")))
    lines = [(code.co_firstlineno, max(line for *_, line in code.co_lines() if line)) for code in before]
    line = int(request["line"])
    at = max((place for place, (first, last) in enumerate(lines) if first <= line <= last), default=-1)
    if at < 0 or len(after) != len(before):
        return False
    functions = known.get((path, before[at].co_qualname, before[at].co_firstlineno), [])
    try:
        for function in functions:
            function.__code__ = after[at]
    except ValueError:  # it is not the same any more that it takes from outside
        return False
    return bool(functions)


def import_all() -> None:
    """Import what the program imports only when it is needed."""
    for module in walk_packages(["quizapp"], "quizapp."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            with suppress(ImportError):  # of what only some installations have
                import_module(module.name)


def read_banks(session: pytest.Session, folder: Path) -> None:
    """Have the bundled banks read once for all forks, as no fault is in what reads them."""

    class Factory:
        def mktemp(self, name: str) -> Path:
            (folder / name).mkdir()
            return folder / name

    definitions = session._fixturemanager.getfixturedefs("known_banks", session.items[0]) or ()
    known = definitions[-1].func(Factory()) if definitions else None
    for definition in definitions:
        definition.func = lambda tmp_path_factory: known


class Collected:
    """A plugin of pytest that answers requests when all tests are collected."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests, self._answers = requests, answers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        import_all()
        kept_in = os.environ.get("PYTEST_DEBUG_TEMPROOT")
        with TemporaryDirectory(dir=kept_in) as folder:
            read_banks(session, Path(folder))
            self._answer(session, kept_in)
        return True

    def _answer(self, session: pytest.Session, kept_in: str | None) -> None:
        items = {item.nodeid: item for item in session.items}
        known: dict[tuple[str, str, int], list[FunctionType]] = {}
        gc.unfreeze()  # the program freezes what it has imported
        for thing in gc.get_objects():
            if type(thing) is FunctionType:
                code = thing.__code__
                known.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(thing)
        gc.collect()
        gc.freeze()

        def run(request: dict[str, object], write_to: int) -> None:
            sys.dont_write_bytecode = True
            os.setsid()
            if not put_in(request, known):
                os.write(write_to, b'"again"')
                os._exit(0)
            chosen = [items[test] for test in request["tests"] if test in items]
            session.config.pluginmanager.register(Chosen(request["tests"], request["seconds"], write_to))
            for item, following in zip(chosen, [*chosen[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            os.write(write_to, b"0" if chosen else b"5")
            os._exit(0)

        with os.fdopen(self._requests) as requests, os.fdopen(self._answers, "w") as answers:
            print('"ready"', file=answers, flush=True)
            for line in requests:
                with TemporaryDirectory(dir=kept_in, ignore_cleanup_errors=True) as folder:
                    os.environ["PYTEST_DEBUG_TEMPROOT"] = folder  # forks that were ended have not cleared up
                    answer = answer_of(json.loads(line), run)
                print(answer, file=answers, flush=True)


if __name__ == "__main__":
    streams = os.dup(0), os.dup(1)
    nothing = os.open(os.environ.get("QUIZAPP_TESTS_LOG", os.devnull), os.O_RDWR | os.O_APPEND)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    sys.exit(pytest.main([*ALWAYS, *sys.argv[1:]], plugins=[Collected(*streams)]))
