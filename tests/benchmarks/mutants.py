"""Small faults planted one at a time, to see whether the tests beside the code notice them.

Usage: python -m tests.benchmarks.mutants [--count 400] [--seed 1] [--jobs 2] [--only domain] [--survivors FILE] …

`--only services` leaves out `services/desk`, which is a package of its own here, as `storage/desk` is.

The faults are made by Cosmic Ray (`pip install cosmic-ray coverage`, which the test command does not need; where the
program's own Python is another one, QUIZAPP_PYTHON names it). A sample of them is drawn from the packages that know no
window. It is noted once which test beside the code runs which line. Each fault is then planted in a copy of the
checkout, where the tests that run its line run until the first one fails: those of the file of the same name, then the
others of the package, the quick ones first.

Only the classical faults are planted: a comparison turned or moved by one, `and` for `or`, a condition turned, plus for
minus, times for divided by, a number one more or less, a boolean flipped, a loop that does not run or does not end, a
decorator removed.

`--only gui/exchange` and its like plant other faults, which `window_faults` makes, in the windows. Then `--map FILE`
keeps which test runs which line, so that next time only files of tests that are changed or new are looked at.
`--faults FILE` plants there what somebody has written: a JSON list of objects with `file`, `old` and `new`.
"""

import argparse
import ast
import os
import queue
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import cache
from pathlib import Path
from random import Random

from tests.benchmarks import window_faults
from tests.benchmarks.planting import ROOT, Fault, RunsTests, copy_of_checkout, lines_of_statement, written
from tests.benchmarks.window_planting import TestsOfWindows, WindowPlanting, every_story

PACKAGES = (
    "domain",
    "question_types",
    "readability",
    "services",
    "services/desk",
    "storage",
    "storage/desk",
    "formats",
    "statistics",
    "reports",
    "commands",
)
WINDOWS = tuple(
    f"gui/{name}"
    for name in (
        "answers",
        "assignments",
        "attempt",
        "desk",
        "editor",
        "exchange",
        "kit",
        "learners",
        "library",
        "paper",
        "passage",
        "results",
        "shell",
        "study",
    )
)
"""Where other faults are planted, and only where they are asked for."""
BESIDE = {
    "domain": ["tests/domain", "tests/question_types"],
    "services": [
        "tests/services",
        "tests/domain/test_behavior.py",
        "tests/interchange/test_exchange.py",
        *(f"tests/test_{name}.py" for name in ("convert", "cli_told")),
    ],
    "commands": [
        *(
            f"tests/test_{name}.py"
            for name in (
                "cli",
                "cli_assign",
                "cli_banks",
                "cli_desk",
                "cli_grades",
                "cli_language",
                "cli_print",
                "cli_told",
                "convert",
                "export",
                "shells",
            )
        ),
        "tests/interchange/test_exchange.py",
        *(
            f"tests/{name}.py"
            for name in ("formats/test_bank_schema", "lint/test_check_command", "services/test_packs")
        ),
    ],
}
"""The tests of a package that stand elsewhere: those of a type are also those of what all types are made of, what tries
and hints cost is tried by taking banks, converting is tried by its command, and the commands that read and write files
of other tools are tried beside these."""
SLOW = ("test_power_cut", "test_kill")
"""Files of tests that run only for a fault that no other test beside it has noticed."""
LONGEST = 300
"""Seconds; a fault after which the tests run longer than this and ten times as long as without it has been noticed."""
KINDS = {
    "ReplaceComparisonOperator": "Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt Eq_NotEq NotEq_Eq "
    "Is_IsNot IsNot_Is",
    "ReplaceBinaryOperator": "Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mul Mod_FloorDiv Pow_Mul BitAnd_BitOr "
    "BitXor_BitAnd LShift_RShift RShift_LShift",
    "ReplaceUnaryOperator": "Delete_Not Delete_USub",
}
"""What is planted of the kinds that have many forms."""
HELD_BY_TYPES = re.compile(r"\b(frozen|kw_only|gc|strict)=True|\b(frozen|kw_only|gc)=False")
"""What of a call no run shows: mypy holds that a frozen record is not changed and that fields are named, `gc` is speed
alone, and `zip(strict=True)` speaks where there is a fault already."""
LIMIT = re.compile(r"_?(MOST|LONGEST|MAX|LARGEST|PLENTY|BALLAST|OLDEST|PAGE_SIZE|\w*VERSION)\w*( *:.*)? =")
"""A limit so large that one more or less is no other limit, or a version, which only differs from others."""


def annotation_lines(source: str) -> set[tuple[int, int]]:
    """The places (line, column) that a type annotation covers."""
    places: set[tuple[int, int]] = set()
    for node in ast.walk(ast.parse(source)):
        noted = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.TypeAlias if sys.version_info >= (3, 12) else ast.AnnAssign):
            noted.append(getattr(node, "annotation", None))
        for each in filter(None, noted):
            for line in range(each.lineno, each.end_lineno + 1):
                first = each.col_offset if line == each.lineno else 0
                last = each.end_col_offset if line == each.end_lineno else 500
                places |= {(line, column) for column in range(first, last)}
    return places


def shows(operator: str, line: str, column: int) -> bool:
    """Whether a fault of this kind is planted at this place of a line."""
    kind, _, form = operator.removeprefix("core/").partition("_")
    if "TYPE_CHECKING" in line or "TypeVar" in line:
        return False
    if kind in KINDS:
        is_star = line[column : column + 1] == "*" and line[column - 1 : column + 2] in (" *,", "(*,")  # of a signature
        return form in KINDS[kind].split() and not is_star
    if kind in ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue"):
        return not any(found.start() < column < found.end() for found in HELD_BY_TYPES.finditer(line))
    if kind == "NumberReplacer":
        is_limit = LIMIT.match(line) and re.search(r"[0-9_]{3,}|BALLAST|VERSION", line)
        return not is_limit and "lru_cache" not in line
    if kind == "RemoveDecorator":  # without a cache it is slower, and the same
        return "cache" not in line or "cached_property" in line
    return kind not in ("VariableInserter", "VariableReplacer", "ExceptionReplacer")


def files_of(package: str, top: str, pattern: str) -> list[Path]:
    """The files of a package below `top`, without those of a package within it that is named in `PACKAGES`."""
    within = [ROOT / top / each for each in PACKAGES if each.startswith(f"{package}/")]
    paths = sorted((ROOT / top / package).rglob(pattern))
    return [path for path in paths if not any(path.is_relative_to(folder) for folder in within)]


@cache
def package_of(file: str) -> str:
    """The package of a file of the program, named from the checkout: the innermost one."""
    return max((each for each in (*PACKAGES, *WINDOWS) if file.startswith(f"quizapp/{each}/")), key=len)


def faults(packages: Sequence[str]) -> Iterator[Fault]:
    """All faults that can be planted in `packages`."""
    if not set(packages) <= set(WINDOWS):
        import cosmic_ray.plugins
        from cosmic_ray.ast import ast_nodes, get_ast_from_path

    for package in packages:
        for path in files_of(package, "quizapp", "*.py"):
            source = path.read_text("utf-8")
            if package in WINDOWS:
                yield from (Fault(path.relative_to(ROOT).as_posix(), *place) for place in window_faults.places(source))
                continue
            lines, noted = source.splitlines(), annotation_lines(source)
            tree = get_ast_from_path(path)
            for name in cosmic_ray.plugins.operator_names():
                operator_class = cosmic_ray.plugins.get_operator(name)
                if operator_class.arguments():
                    continue
                operator = operator_class()
                places = (start for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node))
                for occurrence, (line, column) in enumerate(places):
                    if (line, column) not in noted and shows(name, lines[line - 1], column):
                        yield Fault(path.relative_to(ROOT).as_posix(), name, occurrence, line)


def planted(source: str, fault: Fault) -> str:
    """The source of a file with `fault` in it."""
    if fault.operator.startswith("window/"):
        return window_faults.planted(source, fault.operator, fault.occurrence)
    import cosmic_ray.plugins
    from cosmic_ray.mutating import mutate_code

    operator = cosmic_ray.plugins.get_operator(fault.operator)()
    mutated = mutate_code(source.encode(), operator, fault.occurrence) or source
    return mutated if isinstance(mutated, str) else mutated.decode()


def told(fault: Fault) -> str:
    """A fault in words: its place, its operator, and the lines before and after."""
    source = (ROOT / fault.file).read_text("utf-8")
    lines = unified_diff(source.splitlines(), planted(source, fault).splitlines(), n=0, lineterm="")
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n    ".join([f"{fault.file}:{fault.line} {fault.operator} #{fault.occurrence}", *changed])


class Planting:
    """A copy of the checkout where faults are planted, with a process that runs its tests."""

    def __init__(self, folder: Path, packages: Sequence[str]) -> None:
        self.folder = copy_of_checkout(folder)
        self._runs = RunsTests(folder, "tests.benchmarks.forked_tests")
        self._lines: dict[str, dict[str, list[str]]] = {}
        self._seconds: dict[str, float] = {}
        files = dict.fromkeys(file for package in packages for file in _beside(package))
        for folder_ in dict.fromkeys(Path(file).parent for file in files):
            beside = [file for file in files if Path(file).parent == folder_ and Path(file).stem not in SLOW]
            noted = self._runs.ask(map=beside, tests=[], limit=900)
            if noted["failed"]:
                raise RuntimeError(f"these tests fail without any fault: {noted['failed']}")
            if not noted["seconds"]:
                raise RuntimeError(f"no test of {folder_} runs in the copy")
            self._seconds |= noted["seconds"]
            for file, lines in noted["lines"].items():
                for line, tests in lines.items():
                    self._lines.setdefault(file, {}).setdefault(line, []).extend(tests)

    def end(self) -> None:
        self._runs.end()

    def tests_of(self, fault: Fault) -> list[str]:
        """The tests that run the line of a fault, in the order in which they are likely to notice soon."""
        lines = self._lines.get(fault.file, {})
        place, on_import = lines_of_statement((self.folder / fault.file).read_text("utf-8"), fault.line)
        beside = _beside(package_of(fault.file))
        tests = {test for line in place for test in lines.get(str(line), ())}
        named = f"/test_{Path(fault.file).stem}.py"
        if on_import or not tests:  # a record's fields are used without running a line of its file
            tests = {test for each in lines.values() for test in each}
            tests |= {test for test, seconds in self._seconds.items() if seconds < 0.25 or named in test}
        quick = sorted(
            (test for test in tests if test.partition("::")[0] in beside),
            key=lambda test: (named not in test, self._seconds[test]),
        )
        return [*quick, *(file for file in beside if Path(file).stem in SLOW)]

    def notices(self, fault: Fault) -> bool:
        """Plant `fault`, run the tests, and take it out again."""
        path, tests = self.folder / fault.file, self.tests_of(fault)
        if not tests:
            return False
        seconds = {test: self._seconds.get(test, 10) for test in tests}
        limit = LONGEST + 10 * round(sum(seconds.values()))
        with written(path, planted(path.read_text("utf-8"), fault)):
            return self._runs.ask(tests=tests, seconds=seconds, limit=limit) not in (0, 5)  # 5: none was run


@cache
def _beside(package: str) -> list[str]:
    """The files of tests beside a package."""
    places = BESIDE.get(package, [f"tests/{package}"])
    return [
        path.relative_to(ROOT).as_posix()
        for place in places
        for path in (
            [ROOT / place] if place.endswith(".py") else files_of(place.removeprefix("tests/"), "tests", "test_*.py")
        )
    ]


def table(title: str, outcomes: Sequence[tuple[str, bool]]) -> None:
    """Print how many were planted and noticed of each name, and of all."""
    planted, noticed = Counter[str](), Counter[str]()
    for name, seen in outcomes:
        for each in (name, "all"):
            planted[each] += 1
            noticed[each] += seen
    print(f"\n{title:<34}planted  noticed")
    for name, number in sorted(planted.items(), key=lambda item: item[0] == "all"):
        print(f"{name:<34}{number:>7}{noticed[name]:>9}  {noticed[name] / number:.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", choices=(*PACKAGES, *WINDOWS), action="append")
    parser.add_argument("--lines", type=re.compile, metavar="REGEX", help="only where the line of the source matches")
    parser.add_argument("--kinds", nargs="+", metavar="KIND", help="only these kinds, named as in the last table")
    parser.add_argument("--survivors", type=Path, help="write those that were not noticed to this file")
    windows = parser.add_argument_group("faults in windows")
    windows.add_argument("--faults", type=Path, help="plant those of this file, see above")
    windows.add_argument("--also", nargs="+", default=[], metavar="FILE", help="further files of tests, from the top")
    windows.add_argument("--stories", action="store_true", help="also the stories of all packages")
    windows.add_argument("--map", type=Path, help="keeps which test runs which line from one run to the next")
    windows.add_argument("--most", type=int, default=25, help="tests that are run for one fault (25)")
    arguments = parser.parse_args()
    by_hand = window_faults.by_hand(arguments.faults, ROOT) if arguments.faults else ()
    every = [Fault(*each) for each in by_hand] or list(faults(arguments.only or PACKAGES))
    if arguments.kinds:
        every = [fault for fault in every if fault.operator.split("/")[-1].partition("_")[0] in arguments.kinds]
    if arguments.lines:
        text = {file: (ROOT / file).read_text("utf-8").splitlines() for file in {fault.file for fault in every}}
        every = [fault for fault in every if arguments.lines.search(text[fault.file][fault.line - 1])]
    sample = Random(arguments.seed).sample(every, min(arguments.count, len(every)))
    print(f"{len(every)} faults can be planted; {len(sample)} are.", flush=True)
    waiting: queue.SimpleQueue[Fault] = queue.SimpleQueue()
    for fault in sorted(sample, key=lambda fault: package_of(fault.file) in WINDOWS):
        waiting.put(fault)
    outcomes: list[tuple[Fault, bool]] = []
    packages = sorted({package_of(fault.file) for fault in sample}, key=(*PACKAGES, *WINDOWS).index)
    of_windows = [package for package in packages if package in WINDOWS]
    also = [*arguments.also, *(every_story() if arguments.stories else ())]
    run_by = TestsOfWindows([package.removeprefix("gui/") for package in of_windows], also, arguments.map)
    began = time.perf_counter()

    def work(folder: Path) -> None:
        plantings: dict[bool, Planting | WindowPlanting] = {}
        while True:
            try:
                fault = waiting.get_nowait()
            except queue.Empty:
                for each in plantings.values():
                    each.end()
                return
            in_window = package_of(fault.file) in WINDOWS
            if in_window not in plantings:
                plantings[in_window] = (
                    WindowPlanting(folder / "windows", run_by, arguments.most)
                    if in_window
                    else Planting(folder / "main", [package for package in packages if package not in WINDOWS])
                )
                print(f"which test runs which line: {time.perf_counter() - began:.0f} s", flush=True)
            planting = plantings[in_window]
            outcomes.append((fault, planting.notices(fault)))
            if not outcomes[-1][1]:
                no_test = "" if planting.tests_of(fault) else "\n    no test runs it"
                print(f"not noticed ({len(outcomes)} of {len(sample)}): {told(fault)}{no_test}", flush=True)
                if arguments.survivors:
                    with arguments.survivors.open("a", encoding="utf-8") as file:
                        file.write(told(fault) + no_test + "\n")

    with tempfile.TemporaryDirectory() as parent:
        threads = [threading.Thread(target=work, args=(Path(parent) / str(n),)) for n in range(arguments.jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(f"{time.perf_counter() - began:.0f} s")
    table("package", [(package_of(fault.file), seen) for fault, seen in outcomes])
    kinds = [(fault.operator.partition("_")[0], seen) for fault, seen in outcomes]
    table("kind", sorted(kinds))


if __name__ == "__main__":
    main()
