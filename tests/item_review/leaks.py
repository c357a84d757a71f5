"""Questions that give the answer to a question of another bank away.

    python -m tests.item_review.leaks [questions/worcester]

Within a bank, `quizapp check` tells this. Here the questions of all banks are one bank, as whoever gets one sheet of
all sees them together. Feedback is left out, as it may be read long before. Prints what it finds, to be read.
"""

import argparse
from pathlib import Path
from typing import Any

import msgspec

from quizapp.domain.bank import Bank
from quizapp.lint.checking import check_across
from tests.item_review.banks import UNIT, banks_in


def whole(banks: list[Bank]) -> Bank:
    """All questions of `banks`, which have one passage, as one bank; their ids begin with the number of their bank."""
    questions = [
        msgspec.structs.replace(without_words_after(question), id=f"{number}-{question.id}"[:64], silenced={})
        for number, bank in enumerate(banks, 1)
        for question in bank.questions
    ]
    return msgspec.structs.replace(banks[0], questions=tuple(questions), silenced={})


def without_words_after(value: Any) -> Any:
    """A question, or a part of one, without explanations and feedback."""
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return msgspec.structs.replace(
            value,
            **{
                name: "" if name in ("feedback", "explanation") else without_words_after(getattr(value, name))
                for name in names
            },
        )
    return tuple(map(without_words_after, value)) if isinstance(value, tuple) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("banks", nargs="*", type=Path, default=[UNIT])
    bank = whole(list(banks_in(parser.parse_args().banks).values()))
    for finding in check_across(bank).told:
        if finding.rule == "gives_away" and finding.question is not None:
            print(f"{bank.questions[finding.question].id}: {finding.message}")


if __name__ == "__main__":
    main()
