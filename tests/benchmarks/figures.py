"""What every part of the benchmarks has: figures, and a Python of its own to measure in."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent.parent


class Figure(NamedTuple):
    """Something measured. `bound` is the most that it may be; None where it is only told."""

    name: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def kept(self) -> bool:
        return self.bound is None or self.value <= self.bound


def in_fresh_python(program: str, *arguments: str | Path) -> Any:
    """What `program` prints as JSON, run in a Python that has imported nothing yet.

    Raises:
        RuntimeError: it failed; its own words are in it.
    """
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"ended with {done.returncode}")
    return json.loads(done.stdout)
