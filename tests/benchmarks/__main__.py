"""Run all benchmarks and print what was measured, with the bound that each figure is to keep.

Usage: python -m tests.benchmarks [--only NAME]
"""

import argparse
import importlib
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.screen import a_screen

MODULES = (
    "loading",
    "marking",
    "linting",
    "keeping",
    "starting",
    "showing",
    "reading",
    "importing",
    "saving",
    "history",
    "writing",
    "searching",
    "bombs",
    "hostile",
    "collecting",
    "collecting_stall",
    "killing",
    "killing_desk",
    "killing_editor",
    "coverage",
)
"""Each has `run() -> list[Figure]`; `bombs` has `measure()`: files made to do harm and milliseconds, slowest first."""

LONG = ("killing", "killing_desk", "killing_editor", "coverage")
"""Take many minutes: only run where they are named."""

SLOWEST = 5
"""So many of the bombs are shown."""


def parts() -> dict[str, Callable[[], list[Figure]]]:
    """What can be run, by name."""
    found: dict[str, Callable[[], list[Figure]]] = {}
    for name in MODULES:
        if find_spec(f"tests.benchmarks.{name}"):
            found[name] = lambda name=name: _run(importlib.import_module(f"tests.benchmarks.{name}"))
    return found


def _run(module: Any) -> list[Figure]:
    if hasattr(module, "run"):
        return list(module.run())
    return [Figure(name, milliseconds, "ms") for name, milliseconds in module.measure()[:SLOWEST]]


def number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def line(figure: Figure) -> str:
    bound = "" if figure.bound is None else f"≤ {number(figure.bound)}"
    verdict = "" if figure.bound is None else "kept" if figure.kept else "NOT KEPT"
    return f"  {figure.name:<52}{number(figure.value):>10} {figure.unit:<12}{bound:>9}  {verdict}".rstrip()


def main() -> None:
    known = parts()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure how fast Quizapp is.")
    parser.add_argument("--only", metavar="NAME", choices=list(known), help=f"one part: {', '.join(known)}")
    only = parser.parse_args().only
    with a_screen() as where:
        print(f"Measured with {where}.")
        for name, run in known.items():
            if only == name or (only is None and name not in LONG):
                print(f"\n{name}", flush=True)
                for figure in run():
                    print(line(figure), flush=True)


if __name__ == "__main__":
    main()
