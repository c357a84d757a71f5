"""Showing the next question beside a long passage: from asking for it to its painted frame."""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

from tests.benchmarks.figures import Figure, in_fresh_python

WORDS = 20_000
STEPS = 400

_PROGRAM = "from tests.benchmarks.showing import measure; import json; print(json.dumps(measure()))"


def bank_file(folder: Path, *, has_levels: bool = False) -> Path:
    """A bank with a passage of `WORDS` words and questions of all types, each with evidence in it.

    With `has_levels`, there is a second version of the passage, as long, with the same paragraphs in other words.
    """
    random = Random(7)
    words = ["the", "bees", "tower", "marsh", "report", "council", "vote", "wall", "summer", "river", "keeper", "lamp"]
    paragraphs = [
        f"Paragraph {number} tells of {' '.join(random.choices(words, k=95))} in the year {1000 + number}."
        for number in range(WORDS // 103)
    ]
    lines = ["id: long", "title: Long", "passage:", "  text: |", "    # Long", ""]
    for paragraph in paragraphs:
        lines += [f"    {paragraph}", ""]
    if has_levels:
        easier = [text.replace(" tells of ", " is about ").replace("council", "people") for text in paragraphs]
        lines += ["levels:", "- id: easier", "  name: Easier", "  text: |", "    # Long", ""]
        for paragraph in easier:
            lines += [f"    {paragraph}", ""]
    lines += ["questions:"]
    options = [f"    - text: Option {name} says what the keeper of the lamp wrote to the council" for name in "abcd"]
    statements = [f"    - {{text: 'Statement {number} of six', category: '{'AB'[number % 2]}'}}" for number in range(6)]
    bodies = {
        "single_choice": ["  options:", options[0], "      key: true", *options[1:]],
        "multiple_choice": ["  options:", options[0], "      key: true", options[1], "      key: true", *options[2:]],
        "true_false": ["  key: false", "  not_stated: true"],
        "categorize": ["  categories: [A, B]", "  statements:", *statements],
        "ordering": ["  items: [First came the bees, Then came the marsh, Then the report, At last the vote]"],
        "short_answer": ["  accepted: [eleven]"],
        "evidence": ["  keys: [in the year {year}, in the year {other}]", "  select: 2"],
        "highlight_words": [
            "  sentence: The keeper of the lamp wrote, in a thin green book, what the council had said of the wall.",
            "  keys: [thin, green]",
        ],
    }
    for number in range(60):
        name = list(bodies)[number % len(bodies)]
        place = random.randrange(len(paragraphs))
        lines += [f"- id: q{number}", f"  type: {name}", f"  stem: What does question {number} ask, by the passage?"]
        lines += [f"  evidence: in the year {1000 + place}", "  explanation: The paragraph says so."]
        years = {"year": 1000 + place, "other": 1000 + (place + 50) % len(paragraphs)}
        lines += [line.format(**years) if name == "evidence" else line for line in bodies[name]]
    file = folder / "long.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def measure() -> dict[str, list[float]]:
    """Milliseconds per step: to the next question, to one with its mark and evidence, and on a page of plain widgets.

    The steps of the program and of the plain page take turns, and what is taken is the processor's time of the thread
    that shows them: all of it is spent there, and a busy machine changes neither.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from quizapp.app import new_application
    from quizapp.domain.attempt import PRACTICE
    from quizapp.formats.native import read_bank
    from quizapp.gui.attempt.quiz_page import QuizPage
    from quizapp.gui.kit.theme import Theme
    from quizapp.paths import resources_dir
    from quizapp.services.taking import Taking
    from quizapp.settings import Settings
    from tests.benchmarks.plain_page import PlainPage

    with tempfile.TemporaryDirectory() as folder:
        bank = read_bank(bank_file(Path(folder))).bank
        assert bank is not None, "the generated bank has no mistakes"
        app = new_application()
        page = QuizPage(Theme(app, resources_dir()), Settings(Path(folder) / "settings.json"))
        plain = PlainPage(bank)
        taking = Taking(bank, PRACTICE, Random(1), time.monotonic)
        page.show_taking(taking)
        for window in (page, plain):
            window.resize(1366, 720)
            window.show()
        _settle()
        times: dict[str, list[float]] = {name: [] for name in ("next", "plain", "answered", "plain again")}
        _step(page, plain, len(taking.order), times["next"], times["plain"])
        for question in bank.questions:
            taking.respond(question.id, question.correct_response())
            taking.check(question.id)
        _step(page, plain, len(taking.order), times["answered"], times["plain again"])
        QApplication.closeAllWindows()
    return times


def _step(page: "object", plain: "object", count: int, times: list[float], plain_times: list[float]) -> None:
    for step in range(STEPS + count):
        for each, found in ((page, times), (plain, plain_times)):
            begun = time.thread_time()
            each.go_to((step + 1) % count)  # type: ignore[attr-defined]
            _settle()
            if step >= count:  # the first round makes the widgets
                found.append((time.thread_time() - begun) * 1000)


def _settle() -> None:
    """Until all that was asked for is laid out and painted."""
    from PySide6.QtWidgets import QApplication

    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def run() -> list[Figure]:
    times = in_fresh_python(_PROGRAM)
    figures = []
    for name, plain, what in (
        ("next", "plain", "next question ÷ plain page"),
        ("answered", "plain again", "next question with its mark and evidence ÷ plain page without"),
    ):
        ours, bare = sorted(times[name]), sorted(times[plain])
        last = len(ours) * 99 // 100
        bounds = (2.0, 2.5) if name == "next" else (4.5, 4.5)
        figures += [
            Figure(f"{what}, median ({median(ours):.1f} ms)", median(ours) / median(bare), "×", bounds[0]),
            Figure(f"{what}, 99th percentile ({ours[last]:.1f} ms)", ours[last] / bare[last], "×", bounds[1]),
        ]
    return figures


if __name__ == "__main__":
    sys.exit("Run: python -m tests.benchmarks --only showing")
