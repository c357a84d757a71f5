"""Small faults planted one at a time, to see whether the tests beside the code notice them.

Usage: python -m tests.benchmarks.mutants [--count 400] [--seed 1] [--jobs 2] [--only domain] [--survivors FILE]

The faults are made by Cosmic Ray (`pip install cosmic-ray`, which the test command does not need). A sample of them is
drawn from the packages that know no window; faults that change nothing a run could show are left out: those in type
annotations, and `is` in place of `==`. Each is planted in a copy of the checkout, where the tests beside the file run
until the first one fails: first the test of the same name, then those of the same package.
"""

import argparse
import ast
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("domain", "question_types", "services", "storage", "formats", "statistics", "reports", "commands")
BESIDE = {"commands": ["tests/test_cli.py", "tests/test_export.py", "tests/test_convert.py"]}
"""The tests of a package that stand elsewhere."""
LONGEST = 300
"""Seconds; a fault after which the tests run longer has been noticed."""
ALIKE = {"Is", "Eq", "IsNot", "NotEq"}
"""Comparisons that seldom differ for the values that are compared here."""


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


def shows(operator: str, line: str) -> bool:
    """Whether a fault of this kind can change what a run shows."""
    kind = operator.removeprefix("core/")
    if kind.startswith("ReplaceComparisonOperator"):
        before, after = kind.removeprefix("ReplaceComparisonOperator_").split("_")
        return not {before, after} <= ALIKE and "TYPE_CHECKING" not in line
    if kind.startswith("ReplaceBinaryOperator"):
        return "BitOr" not in kind.partition("_")[2].partition("_")[0]
    return kind not in ("VariableInserter", "VariableReplacer", "ExceptionReplacer") and "TypeVar" not in line


def faults(packages: Sequence[str]) -> Iterator[Fault]:
    """All faults that can be planted in `packages`."""
    import cosmic_ray.plugins
    from cosmic_ray.ast import ast_nodes, get_ast_from_path

    for package in packages:
        for path in sorted((ROOT / "quizapp" / package).glob("*.py")):
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
                    if (line, column) not in noted and shows(name, lines[line - 1]):
                        yield Fault(path.relative_to(ROOT).as_posix(), name, occurrence, line)


def tests_beside(file: str) -> list[list[str]]:
    """The tests to run for a file, in the order in which they are likely to notice."""
    package, stem = Path(file).parent.name, Path(file).stem
    wide = BESIDE.get(package, [f"tests/{package}"])
    named = f"tests/{package}/test_{stem}.py"
    return [[named], wide] if (ROOT / named).exists() else [wide]


def is_noticed(fault: Fault, checkout: Path) -> bool:
    """Plant `fault` in `checkout`, run the tests, and take it out again."""
    import cosmic_ray.plugins
    from cosmic_ray.mutating import mutate_code

    path = checkout / fault.file
    source = path.read_bytes()
    operator = cosmic_ray.plugins.get_operator(fault.operator)()
    mutated = mutate_code(source, operator, fault.occurrence)
    if mutated is None:
        return True
    path.write_bytes(mutated.encode() if isinstance(mutated, str) else mutated)
    try:
        return any(_fail(checkout, tests) for tests in tests_beside(fault.file))
    finally:
        path.write_bytes(source)


def _fail(checkout: Path, tests: Sequence[str]) -> bool:
    python = os.environ.get("QUIZAPP_PYTHON", sys.executable)
    command = [python, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return bool(
            subprocess.run(command, cwd=checkout, env=environment, capture_output=True, timeout=LONGEST).returncode
        )
    except subprocess.TimeoutExpired:
        return True


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

    def work(folder: Path) -> None:
        checkout = copy_of_checkout(folder)
        while True:
            try:
                fault = waiting.get_nowait()
            except queue.Empty:
                return
            outcomes.append((fault, is_noticed(fault, checkout)))
            if not outcomes[-1][1]:
                told = f"{fault.file}:{fault.line} {fault.operator} #{fault.occurrence}"
                print(f"not noticed ({len(outcomes)} of {len(sample)}): {told}", flush=True)
                if arguments.survivors:
                    with arguments.survivors.open("a", encoding="utf-8") as file:
                        file.write(told + "\n")

    with tempfile.TemporaryDirectory() as parent:
        threads = [threading.Thread(target=work, args=(Path(parent) / str(n) / "main",)) for n in range(arguments.jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print("\npackage            planted  noticed")
    planted, noticed = Counter[str](), Counter[str]()
    for fault, seen in outcomes:
        for package in (fault.file.split("/")[1], "all"):
            planted[package] += 1
            noticed[package] += seen
    for package, number in planted.items():
        print(f"{package:<18}{number:>8}{noticed[package]:>9}  {noticed[package] / number:.1%}")


if __name__ == "__main__":
    main()
