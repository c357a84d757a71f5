"""Chosen tests, each run in a fork of one process, so that what they need is imported once.

The other end is `mutants`, which starts this module and writes one request a line: a JSON object with the keys `tests`
(ids of tests, in the order in which they run), `seconds` (that each takes), `limit` (seconds for all) and, where it is
to be noted which test runs which line, `map` (how ids of tests begin, and then `tests` is empty). The answer is a line
too: the exit code of pytest, or the test that has failed, or the map of the files below `source` as
`{"lines": {file: {line: [test]}}, "seconds": {test: seconds}, "failed": [test]}`.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from select import select

import fsrs  # noqa: F401 (imported here for all forks, as the next ones)
import icu4py  # noqa: F401
import markdown_it  # noqa: F401
import msgspec  # noqa: F401
import pytest
import simplemma  # noqa: F401
import yaml  # noqa: F401
from hypothesis import Phase, settings

from tests.postgresql import SHARED, folder_of_programs

ALWAYS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
"""Options of pytest."""
GLANCE = 0.5
"""Seconds between two looks at whether a fork does anything."""


class Chosen:
    """A plugin of pytest that runs the tests that were asked for, in that order, and does not shrink examples.

    Tests with PostgreSQL come last where the same ones with SQLite run. It answers with the first failure and ends
    at once: what is taken down after a test may wait for ever.
    """

    def __init__(self, tests: Sequence[str], seconds: Mapping[str, float], write_to: int) -> None:
        self.place = {test: place for place, test in enumerate(tests)}
        self.seconds = seconds
        self.write_to = write_to
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def pytest_configure(self) -> None:
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("planted", settings.get_profile("quizapp"), phases=phases)
        settings.load_profile("planted")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        def place(item: pytest.Item) -> int:
            found = self.place.get(item.nodeid, self.place.get(item.nodeid.partition("::")[0], -1))
            twin = item.nodeid.replace("[postgresql", "[sqlite", 1)
            return found + len(self.place) if found >= 0 and twin != item.nodeid and twin in self.place else found

        items[:] = sorted((item for item in items if place(item) >= 0), key=place)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """End the fork where a test takes far longer than without a fault, as in a loop without an end."""
        os.write(self.write_to, json.dumps(item.nodeid).encode() + b"\n")
        signal.setitimer(signal.ITIMER_REAL, 10 + 10 * self.seconds.get(item.nodeid, 10))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.write_to, json.dumps(report.nodeid).encode())
            os._exit(1)


class Lines:
    """A plugin of pytest that notes which test runs which line, and for how long it runs.

    Args:
        begins: with one of them the id of a test begins.
        source: the folder of the lines.
        with_imports: whether a line that runs when no test does is noted, as one of a test without a name.
    """

    def __init__(self, begins: Sequence[str], source: str, *, with_imports: bool) -> None:
        sys.path.append(os.environ["COVERAGE_IN"])
        from coverage import Coverage

        self.coverage = Coverage(data_file=None, source=[source], config_file=False)
        self.begins, self.with_imports = tuple(begins), with_imports
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        self.coverage.start()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid.startswith(self.begins)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item):
        self.coverage.switch_context(item.nodeid)
        began = time.perf_counter()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = round(time.perf_counter() - began, 3)
            self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def found(self) -> dict[str, object]:
        self.coverage.stop()
        data = self.coverage.get_data()
        lines = {
            Path(file).relative_to(Path.cwd()).as_posix(): {
                line: [test for test in tests if test or self.with_imports]
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        return {"lines": lines, "seconds": self.seconds, "failed": self.failed}


def run(request: dict[str, object], write_to: int) -> None:
    """Run what is asked for, in a fork, and end it."""
    os.setsid()
    nothing = os.open(os.environ.get("QUIZAPP_TESTS_LOG", os.devnull), os.O_RDWR | os.O_APPEND)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if mapped := request.get("map"):
        source = request.get("source", "quizapp")
        lines = Lines(mapped, source, with_imports=source != "quizapp")
        pytest.main([*ALWAYS[1:], *dict.fromkeys(begin.partition("::")[0] for begin in mapped)], plugins=[lines])
        answer = json.dumps(lines.found())
    else:
        sys.dont_write_bytecode = True
        tests = request["tests"]
        files = dict.fromkeys(test.partition("::")[0] for test in tests)
        answer = str(int(pytest.main([*ALWAYS, *files], plugins=[Chosen(tests, request["seconds"], write_to)])))
    with os.fdopen(write_to, "w", encoding="utf-8") as file:
        file.write(answer)
    os._exit(0)


def seconds_of(process: int) -> float:
    """Processor time of a process and its threads."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read(read_from: int, child: int, idle: float | None, seconds: Mapping[str, float]) -> str:
    """What a fork writes last before it ends.

    One that does next to nothing for `idle` seconds and twice the `seconds` of its test is ended.
    """
    found, waited, before = b"", 0.0, 0.0
    while True:
        if select([read_from], [], [], GLANCE if idle else None)[0]:
            part = os.read(read_from, 1 << 16)
            if not part:
                return found.decode().rpartition("\n")[2] or found.decode().rstrip().rpartition("\n")[2]
            found += part
            continue
        now = seconds_of(child)
        waited = waited + GLANCE if now - before < GLANCE / 6 else 0
        before = now
        test = found.decode().rstrip().rpartition("\n")[2] or "null"
        if waited > idle + 2 * seconds.get(json.loads(test), 0):
            os.killpg(child, signal.SIGKILL)


def answer_of(request: dict[str, object], run: Callable[[dict[str, object], int], None] = run) -> str:
    """What a fork says of a request; one that takes longer than its limit or dies has failed: 1.

    Where the request has the key `idle`, one that waits for as many seconds has failed, too. The answer is the test.
    """
    read_from, write_to = os.pipe()
    child = os.fork()
    if not child:
        try:
            run(request, write_to)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(3)
    os.close(write_to)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(int(request["limit"]))
    answer = read(read_from, child, request.get("idle"), request.get("seconds", {}))
    os.close(read_from)
    signal.alarm(0)
    os.waitpid(child, 0)
    with suppress(ProcessLookupError):  # what a test left running
        os.killpg(child, signal.SIGKILL)
    return answer or "1"


def shared_postgresql() -> subprocess.Popen[str]:
    """Start a PostgreSQL for all forks, as starting one takes seconds; it ends when its input is closed."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.postgresql"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    os.environ[SHARED] = server.stdout.readline().strip()
    return server


if __name__ == "__main__":
    server = None
    for line in sys.stdin:
        if "/desk/" in line and server is None and folder_of_programs():
            server = shared_postgresql()
        print(answer_of(json.loads(line)), flush=True)
    if server is not None:
        server.communicate()
