"""Small faults planted one at a time, to see whether the tests beside the code notice them.

Usage: python -m tests.benchmarks.mutants [--count 400] [--seed 1] [--jobs 2] [--only domain] [--survivors FILE]

`--only services` leaves out `services/desk`, which is a package of its own here, as `storage/desk` is.

The faults are made by Cosmic Ray (`pip install cosmic-ray coverage`, which the test command does not need; where the
program's own Python is another one, QUIZAPP_PYTHON names it). A sample of them is drawn from the packages that know no
window. It is noted once which test beside the code runs which line. Each fault is then planted in a copy of the
checkout, where the tests that run its line run until the first one fails: those of the file of the same name, then the
others of the package, the quick ones first.

Only the classical faults are planted: a comparison turned or moved by one, `and` for `or`, a condition turned, plus for
minus, times for divided by, a number one more or less, a boolean flipped, a loop that does not run or does not end, a
decorator removed.
"""

import argparse
import ast
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
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


class Fault(NamedTuple):
    """One mutation: the file below the checkout, Cosmic Ray's operator, and which of its places in the file."""

    file: str
    operator: str
    occurrence: int
    line: int


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
    """The package of a file of the program, named from the checkout: the innermost of `PACKAGES`."""
    return max((each for each in PACKAGES if file.startswith(f"quizapp/{each}/")), key=len)


def faults(packages: Sequence[str]) -> Iterator[Fault]:
    """All faults that can be planted in `packages`."""
    import cosmic_ray.plugins
    from cosmic_ray.ast import ast_nodes, get_ast_from_path

    for package in packages:
        for path in files_of(package, "quizapp", "*.py"):
            source = path.read_text("utf-8")
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


@cache
def lines_of_statement(source: str, line: int) -> tuple[range, bool]:
    """The lines of the smallest statement at `line` without its body, and whether it runs on import."""
    found, on_import = range(line, line + 1), True
    nodes: list[tuple[ast.AST, bool]] = [(ast.parse(source), True)]
    while nodes:
        node, outside = nodes.pop()
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                continue
            first = (
                min([child.lineno, *(each.lineno for each in getattr(child, "decorator_list", ()))])
                if (isinstance(child, ast.stmt | ast.ExceptHandler))
                else child.pattern.lineno
            )
            last = child.end_lineno if isinstance(child, ast.stmt | ast.ExceptHandler) else child.body[-1].end_lineno
            if first <= line <= last:
                body = getattr(child, "body", None)
                starts = body[0].lineno if body else last + 1
                is_function = isinstance(child, ast.FunctionDef)
                if line < starts:
                    # A signature runs on import; what it says is seen by who calls the function.
                    return (range(first, last + 1), False) if is_function else (range(first, starts), outside)
                found, on_import = range(line, line + 1), outside and not is_function
                nodes = [(child, on_import)]
                break
    return found, on_import


class Planting:
    """A copy of the checkout where faults are planted, with a process that runs its tests."""

    def __init__(self, folder: Path, packages: Sequence[str]) -> None:
        self.folder = copy_of_checkout(folder)
        python = os.environ.get("QUIZAPP_PYTHON", sys.executable)
        self._process = subprocess.Popen(
            [python, "-m", "tests.benchmarks.forked_tests"],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(folder),
                "COVERAGE_IN": str(Path(find_spec("coverage").origin).parents[1]),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: dict[str, dict[str, list[str]]] = {}
        self._seconds: dict[str, float] = {}
        files = dict.fromkeys(file for package in packages for file in _beside(package))
        for folder_ in dict.fromkeys(Path(file).parent for file in files):
            beside = [file for file in files if Path(file).parent == folder_ and Path(file).stem not in SLOW]
            noted = self._ask(map=beside, tests=[], limit=900)
            if noted["failed"]:
                raise RuntimeError(f"these tests fail without any fault: {noted['failed']}")
            if not noted["seconds"]:
                raise RuntimeError(f"no test of {folder_} runs in the copy")
            self._seconds |= noted["seconds"]
            for file, lines in noted["lines"].items():
                for line, tests in lines.items():
                    self._lines.setdefault(file, {}).setdefault(line, []).extend(tests)

    def _ask(self, **request: object):
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.communicate()

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
        path = self.folder / fault.file
        source, tests, status = path.read_bytes(), self.tests_of(fault), path.stat()
        if not tests:
            return False
        path.write_text(planted(source.decode(), fault), "utf-8")
        os.utime(path, (status.st_atime, status.st_mtime + 100))  # so that nobody takes the compiled original
        seconds = {test: self._seconds.get(test, 10) for test in tests}
        limit = LONGEST + 10 * round(sum(seconds.values()))
        try:
            return self._ask(tests=tests, seconds=seconds, limit=limit) not in (0, 5)  # 5: none was run
        finally:
            path.write_bytes(source)
            os.utime(path, (status.st_atime, status.st_mtime))


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


def copy_of_checkout(folder: Path) -> Path:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, target)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", choices=PACKAGES, action="append")
    parser.add_argument("--survivors", type=Path, help="write those that were not noticed to this file")
    arguments = parser.parse_args()
    every = list(faults(arguments.only or PACKAGES))
    sample = Random(arguments.seed).sample(every, min(arguments.count, len(every)))
    print(f"{len(every)} faults can be planted; {len(sample)} are.", flush=True)
    waiting: queue.SimpleQueue[Fault] = queue.SimpleQueue()
    for fault in sample:
        waiting.put(fault)
    outcomes: list[tuple[Fault, bool]] = []
    packages = sorted({package_of(fault.file) for fault in sample}, key=PACKAGES.index)
    began = time.perf_counter()

    def work(folder: Path) -> None:
        planting = Planting(folder, packages)
        print(f"which test runs which line: {time.perf_counter() - began:.0f} s", flush=True)
        while True:
            try:
                fault = waiting.get_nowait()
            except queue.Empty:
                return planting.end()
            outcomes.append((fault, planting.notices(fault)))
            if not outcomes[-1][1]:
                print(f"not noticed ({len(outcomes)} of {len(sample)}): {told(fault)}", flush=True)
                if arguments.survivors:
                    with arguments.survivors.open("a", encoding="utf-8") as file:
                        file.write(told(fault) + "\n")

    with tempfile.TemporaryDirectory() as parent:
        threads = [threading.Thread(target=work, args=(Path(parent) / str(n) / "main",)) for n in range(arguments.jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(f"{time.perf_counter() - began:.0f} s")
    print("\npackage            planted  noticed")
    planted, noticed = Counter[str](), Counter[str]()
    for fault, seen in outcomes:
        for package in (package_of(fault.file), "all"):
            planted[package] += 1
            noticed[package] += seen
    for package, number in planted.items():
        print(f"{package:<18}{number:>8}{noticed[package]:>9}  {noticed[package] / number:.1%}")


if __name__ == "__main__":
    main()
