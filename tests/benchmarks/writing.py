"""Writing in a bank of 500 questions: processor time of a keystroke, with all that is shown at once."""

import re
from collections.abc import Callable
from itertools import cycle, islice
from statistics import quantiles
from time import perf_counter, process_time

from quizapp.paths import questions_dir
from quizapp.services.bank_draft import BankDraft, read_snapshot
from tests.benchmarks.figures import Figure

QUESTIONS = 500
KEYS = 200
WORDS = "Which of these words is the one that the passage has for what was done? "


def bank_of(count: int) -> BankDraft:
    """A draft with so many questions, made of those of the first bank of the bundled unit."""
    folder = questions_dir() / "worcester"
    head, list_ = (folder / "1-what-happened.yaml").read_text("utf-8").split("questions:\n", 1)
    entries = re.split(r"(?m)^(?=  - id: )", list_)[1:]
    written = [
        re.sub(r"id: \S+", f"id: question-{number}", entry.rstrip("\n"), count=1) + "\n\n"
        for number, entry in enumerate(islice(cycle(entries), count))
    ]
    texts = {name: (folder / name).read_bytes() for name in ("passage.md", "passage-easier.md", "about.md")}
    return BankDraft(f"{head}questions:\n{''.join(written)}".encode(), texts)


def run() -> list[Figure]:
    draft = bank_of(QUESTIONS)
    begun = perf_counter()
    draft.problems()
    first = (perf_counter() - begun) * 1000
    stem = ("questions", QUESTIONS // 2, "stem")
    text = WORDS * 3

    def in_form(number: int) -> None:
        draft.set_value(stem, text[: number + 1], joins="stem")

    def in_text(number: int) -> None:
        _, end = draft.span(stem) or (0, 0)
        draft.set_text(draft.text[:end] + text[number] + draft.text[end:], joins="text")

    begun = perf_counter()
    read_snapshot(draft.snapshot())
    whole = (perf_counter() - begun) * 1000
    return [
        *_figures("a key in the form", draft, in_form),
        *_figures("a key in the text", draft, in_text),
        Figure("all problems, read the first time", first, "ms"),
        Figure("the whole bank, read at once", whole, "ms"),
    ]


def _figures(name: str, draft: BankDraft, press: Callable[[int], None]) -> list[Figure]:
    taken = []
    for number in range(KEYS):
        begun = process_time()  # what else runs is not to count
        press(number)
        draft.problems()
        draft.bank_of([QUESTIONS // 2])
        taken.append((process_time() - begun) * 1000)
    cuts = quantiles(taken, n=100)
    return [
        Figure(f"{name}, with problems and preview: median", cuts[49], "ms", 20),
        Figure(f"{name}, with problems and preview: p99", cuts[98], "ms", 20),
    ]
