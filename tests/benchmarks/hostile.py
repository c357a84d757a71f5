"""The time that packs and Word documents which mean harm take to be refused, or read harmlessly.

Run as ``python -m tests.benchmarks --only hostile``.
"""

import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from quizapp.errors import QuizAppError
from quizapp.services.library import Library
from quizapp.services.packs import keep_pack
from quizapp.services.passage_import import import_passage
from tests.benchmarks.figures import Figure
from tests.hostile_archives import BROKEN_DOCUMENTS, HARMLESS_DOCUMENTS, HOSTILE_PACKS

MOST = 500
"""Milliseconds."""
SHOWN = 3


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        opened = _times(HOSTILE_PACKS, lambda data: _open(Path(folder), data))
        kept = _times(HOSTILE_PACKS, lambda data: _keep(Path(folder), data))
    documents = _times(BROKEN_DOCUMENTS | HARMLESS_DOCUMENTS, _import)
    figures = []
    for what, times in (("a pack is listed", opened), ("a pack is kept", kept), ("a document is read", documents)):
        figures += [Figure(f"{what}: {name}", milliseconds, "ms", MOST) for milliseconds, name in times[:SHOWN]]
    return figures


def _times(cases: Mapping[str, Callable[[], bytes]], do: Callable[[bytes], None]) -> list[tuple[float, str]]:
    """The milliseconds that each case takes, slowest first; the best of three runs."""
    do(next(iter(cases.values()))())  # what is imported for the first one
    found = []
    for name, make in cases.items():
        data = make()
        best = float("inf")
        for _ in range(3):
            begun = time.perf_counter()
            do(data)
            best = min(best, time.perf_counter() - begun)
        found.append((best * 1000, name))
    return sorted(found, reverse=True)


def _open(folder: Path, data: bytes) -> None:
    path = folder / "in" / f"{time.perf_counter_ns()}.quizpack"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    Library([path.parent], folder / f"{path.stem}.json").read_all()
    path.unlink()


def _keep(folder: Path, data: bytes) -> None:
    path = folder / f"{time.perf_counter_ns()}.quizpack"
    path.write_bytes(data)
    with suppress(QuizAppError):
        keep_pack(path, folder / "kept")
    path.unlink()


def _import(data: bytes) -> None:
    with suppress(QuizAppError):
        import_passage("a.docx", data)
