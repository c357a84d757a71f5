"""How long the check of good questions takes: at each key in an editor, and for a whole bank of 500 questions."""

import time

import msgspec

from quizapp.domain.bank import Bank
from quizapp.formats.native import read_bank
from quizapp.lint.checking import check_across, check_bank, check_question
from quizapp.paths import questions_dir
from tests.benchmarks.figures import Figure

QUESTIONS = 500


def large_bank() -> Bank:
    """The questions of the bundled unit, again and again, each time about other names."""
    read = (read_bank(path).bank for path in sorted((questions_dir() / "worcester").glob("*.yaml")))
    banks = [bank for bank in read if bank is not None]
    questions = [
        msgspec.structs.replace(
            question,
            id=f"{copy}-{question.id}"[:64],
            stem=question.stem.replace("ICE", f"ICE{copy}").replace("article", f"article{copy}"),
        )
        for copy in range(QUESTIONS // 100)
        for bank in banks
        for question in bank.questions
    ]
    return msgspec.structs.replace(banks[0], questions=tuple(questions[:QUESTIONS]))


def run() -> list[Figure]:
    bank = large_bank()
    begun = time.process_time()
    check_bank(bank)
    whole = time.process_time() - begun
    begun = time.process_time()
    check_across(bank)
    across = time.process_time() - begun
    each = []
    for index, question in enumerate(bank.questions):
        begun = time.process_time()
        check_question(question, bank.passage, index)
        each.append((time.process_time() - begun) * 1000)
    each.sort()
    return [
        Figure("500 questions, all rules", whole, "s", 1.0),
        Figure("500 questions, the rules that need all", across, "s", 1.0),
        Figure("one question, median", each[len(each) // 2], "ms", 5.0),
        Figure("one question, p99", each[len(each) * 99 // 100], "ms", 5.0),
    ]
