"""Runs the tests beside a window for the faults that are planted in it.

Nearly every fault is in a function: it gets its new code in a fork of a process that has collected the tests, which
takes no time (`collected_tests`). Another fault, and one in a line that has run before there was a fork, is seen when
everything is imported again (`forked_tests`).
"""

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from threading import Lock

from tests.benchmarks.planting import ROOT, Fault, RunsTests, copy_of_checkout, lines_of_statement, written
from tests.benchmarks.window_faults import planted

STORIES = "tests/gui/test_stories.py"
LATE = "tests/gui/test_late_results.py"
PASSED = (0, 5)
"""Answers; 5: no test was run."""
LONGEST = 60
"""Seconds; how long the tests may run for a fault, beside ten times as long as without it."""
WAITS = 2
"""Seconds in which a test may do nothing, beside twice as long as it takes without a fault."""


def beside(package: str, also: Sequence[str] = ()) -> list[str]:
    """How the ids begin of the tests beside a package of windows."""
    own = sorted((ROOT / "tests/gui" / package).rglob("test_*.py"))
    begins = [path.relative_to(ROOT).as_posix() for path in own] + [LATE]
    if (ROOT / STORIES).exists():
        begins += _stories(package)
    return list(dict.fromkeys([*begins, *also]))


def every_story() -> list[str]:
    """How the ids of all stories begin, which walk through more packages than their own."""
    return [
        begin for folder in sorted((ROOT / "tests/gui").glob("*/stories")) for begin in _stories(folder.parent.name)
    ]


def _stories(package: str) -> list[str]:
    told = sorted((ROOT / "tests/gui" / package).glob("stories/*.txt"))
    return [f"{STORIES}::test_story[{package}/{path.stem}]" for path in told]


def hash_of(begin: str, folder: Path) -> str:
    """The hash of what tests are written in, in a copy of the checkout: their file, or a story and what is given."""
    file, _, test = begin.partition("::")
    paths = [folder / file]
    if test and file == STORIES:
        package, _, story = test.removeprefix("test_story[").removesuffix("]").partition("/")
        beside_it = folder / "tests/gui" / package
        paths = [beside_it / "stories" / f"{story}.txt", *sorted(beside_it.glob("given*.py"))]
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def moved(lines: dict[str, list[str]], before: str, after: str) -> dict[str, list[str]]:
    """Which tests run which line when a file has changed. Those of the lines around run a new one."""
    found: dict[str, list[str]] = {}
    for kind, i, to_i, j, to_j in SequenceMatcher(
        None, before.splitlines(), after.splitlines(), autojunk=False
    ).get_opcodes():
        for place in range(j, to_j):
            of = [i + place - j] if kind == "equal" else range(i - 1, to_i + 1)
            tests = dict.fromkeys(test for line in of for test in lines.get(str(line + 1), ()))
            if tests:
                found[str(place + 1)] = list(tests)
    return found


def _folder(begin: str) -> Path:
    return Path(begin.partition("::")[0]).parent


class TestsOfWindows:
    """Knows which test runs which line of windows, and how long it takes.

    Args:
        packages: below `quizapp/gui`.
        also: further files of tests, named from the top of the checkout.
        file: where it is kept, if anywhere. What is kept of a file of tests is right as long as that is the same.
    """

    __test__ = False

    def __init__(self, packages: Sequence[str], also: Sequence[str], file: Path | None) -> None:
        self._also, self._file, self._lock = also, file, Lock()
        self._wanted = dict.fromkeys(begin for package in packages for begin in beside(package, also))
        self.files = list(dict.fromkeys(begin.partition("::")[0] for begin in self._wanted))
        kept = json.loads(file.read_text("utf-8")) if file and file.exists() else {"sources": {}, "tests": {}}
        self._sources: dict[str, str] = kept["sources"]
        self._kept: dict[str, dict] = kept["tests"]

    def complete(self, folder: Path) -> None:
        """Run the tests of which it is not known which lines they run, in a copy of the checkout."""
        with self._lock:
            self._follow_sources()
            hashes = {begin: hash_of(begin, folder) for begin in self._wanted}
            begins = [begin for begin, hash_ in hashes.items() if self._kept.get(begin, {}).get("hash") != hash_]
            if not begins:
                return
            runs = RunsTests(folder, "tests.benchmarks.forked_tests")
            folders = dict.fromkeys(map(_folder, begins))
            for group in ([begin for begin in begins if _folder(begin) == each] for each in folders):
                noted = runs.ask(map=group, source="quizapp/gui", tests=[], limit=1800)
                self._note(group, hashes, noted)
                if self._file:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    self._file.write_text(json.dumps({"sources": self._sources, "tests": self._kept}), "utf-8")
            runs.end()

    def _note(self, begins: list[str], hashes: dict[str, str], noted: dict) -> None:
        failed = set(noted["failed"])
        if failed:
            print(f"left out, as they fail without any fault: {sorted(failed)}", flush=True)
        for begin in begins:
            seconds = {test: each for test, each in noted["seconds"].items() if test.startswith(begin)}
            lines: dict[str, dict[str, list[str]]] = {}
            for file, of_file in noted["lines"].items():
                for line, tests in of_file.items():
                    own = [test for test in tests if not test or (test in seconds and test not in failed)]
                    if own:
                        lines.setdefault(file, {})[line] = own
            # What failed, perhaps because the machine was busy, is tried again next time.
            hash_ = "" if failed & set(seconds) else hashes[begin]
            self._kept[begin] = {"hash": hash_, "seconds": seconds, "lines": lines}

    def _follow_sources(self) -> None:
        """Have what is kept speak of the files as they are now."""
        for path in sorted((ROOT / "quizapp/gui").rglob("*.py")):
            file, now = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            before = self._sources.get(file, now)
            self._sources[file] = now
            for kept in self._kept.values() if before != now else ():
                if file in kept["lines"]:
                    kept["lines"][file] = moved(kept["lines"][file], before, now)

    def of(self, fault: Fault, most: int) -> tuple[dict[str, float], bool]:
        """The tests that run the line of a fault with their seconds, and whether it runs before them, on import.

        The stories of its package come first, then the file of tests that is named as the one with the fault, then what
        is quick.
        """
        package = fault.file.split("/")[2]
        place, on_import = lines_of_statement(self._sources[fault.file], fault.line)
        found: dict[str, float] = {}
        for begin in beside(package, self._also):
            kept = self._kept.get(begin, {"lines": {}, "seconds": {}})
            lines = kept["lines"].get(fault.file, {})
            tests = {test for line in (lines if on_import else map(str, place)) for test in lines.get(line, ())}
            on_import = on_import or "" in tests
            found |= {test: kept["seconds"][test] for test in tests if test}
        named = f"/test_{Path(fault.file).stem}.py"
        order = sorted(found, key=lambda test: (f"[{package}/" not in test, named not in test, found[test], test))
        return {test: found[test] for test in order[:most]}, on_import


class WindowPlanting:
    """A copy of the checkout where faults are planted in windows."""

    def __init__(self, folder: Path, known: TestsOfWindows, most: int) -> None:
        self.folder, self._known, self._most = copy_of_checkout(folder), known, most
        known.complete(folder)
        self._collected = RunsTests(folder, "tests.benchmarks.collected_tests", *known.files)
        self._collected.answer()  # it has imported all, before there is a fault
        self._anew: RunsTests | None = None

    def end(self) -> None:
        for runs in filter(None, (self._collected, self._anew)):
            runs.end()

    def tests_of(self, fault: Fault) -> list[str]:
        return list(self._known.of(fault, self._most)[0])

    def notices(self, fault: Fault) -> bool:
        """Plant `fault`, run the tests, and take it out again."""
        seconds, on_import = self._known.of(fault, self._most)
        if not seconds:
            return False
        path = self.folder / fault.file
        before = path.read_text("utf-8")
        after = planted(before, fault.operator, fault.occurrence)
        change = {"file": fault.file, "line": fault.line, "before": before, "after": after}
        with written(path, after):
            by = self._ask(list(seconds), seconds, change, anew=on_import)
            if isinstance(by, str) and self._ask([by], seconds, change, anew=on_import) in PASSED:
                by = self._ask(list(seconds), seconds, change, anew=on_import)  # the machine may have been busy
        return by not in PASSED

    def _ask(self, tests: list[str], seconds: dict[str, float], change: dict[str, object], *, anew: bool) -> int | str:
        limit = LONGEST + 10 * round(sum(seconds[test] for test in tests))
        request = {"tests": tests, "seconds": seconds, "limit": limit, "idle": WAITS}
        answer = "again" if anew else self._collected.ask(**request, **change)
        if answer != "again":
            return answer
        if self._anew is None:
            self._anew = RunsTests(self.folder, "tests.benchmarks.forked_tests")
        return self._anew.ask(**request)
