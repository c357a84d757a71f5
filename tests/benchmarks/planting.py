"""What the benchmarks that plant faults share: a fault, the lines of a statement, a copy of the checkout."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Fault(NamedTuple):
    """One mutation: the file below the checkout, the operator that made it, and which of its places in the file."""

    file: str
    operator: str
    occurrence: int
    line: int


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


def copy_of_checkout(folder: Path) -> Path:
    """A copy of what git knows of, and of new files that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, target)
    return folder


class RunsTests:
    """A process that runs tests in a copy of the checkout: a module that answers requests."""

    def __init__(self, folder: Path, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [os.environ.get("QUIZAPP_PYTHON", sys.executable), "-m", module, *arguments],
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

    def ask(self, **request: object):
        assert self._process.stdin
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return self.answer()

    def answer(self):
        """What the process says next."""
        assert self._process.stdout
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the tests cannot be collected, or their process has died")
        return json.loads(answer)

    def end(self) -> None:
        self._process.communicate()


@contextmanager
def written(path: Path, text: str) -> Iterator[None]:
    """Have `path` hold another text for a while."""
    source, status = path.read_bytes(), path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, (status.st_atime, status.st_mtime + 100))  # so that nobody takes the compiled original
    try:
        yield
    finally:
        path.write_bytes(source)
        os.utime(path, (status.st_atime, status.st_mtime))
