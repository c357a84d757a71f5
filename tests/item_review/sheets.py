"""Sheets of single questions without keys, for readers with or without the passage, and the marking of their answers.

    python -m tests.item_review.sheets make questions/worcester --to /tmp/alone
    python -m tests.item_review.sheets make questions/worcester --to /tmp/with --passage
    python -m tests.item_review.sheets mark /tmp/alone/key.json answers-1.json answers-2.json answers-3.json

A reader gets `sheet.md` alone, and gives a JSON file with an answer, as a text, for each number: {"Q001": "B", …}.
Other articles serve for comparison, such as those of OneStopQA:

    python -m quizapp import articles/*.txt --to /tmp/articles --level intermediate
    python -m tests.item_review.sheets make /tmp/articles --to /tmp/articles-alone --count 60

Without the passage, no sentence of it can be selected: of a `two_part` only the other part is asked, and an `evidence`
question not at all. A part B that is asked alone earns its points in the bank only where part A is right; it is counted
apart. A written answer is marked by a person, and never asked. Both are counted apart.
The sheet shows neither points nor skills.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import earned
from quizapp.domain.question import Arrangement, Question
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement
from quizapp.services.typed_responses import NotUnderstoodError, asking
from quizapp.terminal.showing import _asked_lines, passage_lines, shown_parts
from tests.item_review.banks import banks_in

WIDTH = 100


class Entry(NamedTuple):
    """A question on a sheet, in the order `arrangement`; only its `part` is asked, ``a`` or ``b``, if that is set."""

    file: str
    id: str
    part: str
    arrangement: Arrangement


class Result(NamedTuple):
    """The share of the points that an answer earned, from 0 to 1; `legible` is whether it could be read."""

    share: Fraction
    legible: bool = True


def asked_part(question: Question, with_passage: bool) -> str | None:
    """What of `question` can be asked: all of it (an empty text), one part (``a`` or ``b``), or nothing (None)."""
    if isinstance(question, OpenResponse):
        return None
    if with_passage:
        return ""
    if isinstance(question, TwoPart):
        if isinstance(question.part_a, EvidenceSelection):
            return None if isinstance(question.part_b, EvidenceSelection | OpenResponse) else "b"
        return "a" if isinstance(question.part_b, EvidenceSelection) else ""
    return None if isinstance(question, EvidenceSelection) else ""


def entries_of(banks: dict[Path, Bank], random: Random, with_passage: bool) -> tuple[list[Entry], Counter[str]]:
    """The questions that can be asked, in random order, and how many can't or can only in part, by reason."""
    entries, left_out = [], Counter[str]()
    for file, bank in banks.items():
        for question in bank.questions:
            part = asked_part(question, with_passage)
            if part is None:
                written = isinstance(question, OpenResponse)
                left_out["left out: written answers" if written else "left out: sentences to select"] += 1
                continue
            if part:
                left_out[f"part {part.upper()} only"] += 1
            asked = question.questions[part] if part and isinstance(question, TwoPart) else question
            order = shown_parts(asked, asked.arrange(random), bank.passage)
            entries.append(Entry(str(file), question.id, part, order))
    random.shuffle(entries)
    return entries, +left_out


def asked_in(entry: Entry, bank: Bank) -> Question:
    question = bank.question(entry.id)
    return question.questions[entry.part] if entry.part and isinstance(question, TwoPart) else question


def question_lines(number: str, entry: Entry, bank: Bank) -> Iterator[str]:
    whole, asked = bank.question(entry.id), asked_in(entry, bank)
    yield f"## {number}"
    yield ""
    yield plain_text(whole.stem)
    if asked is not whole:
        yield plain_text(asked.stem)
    if whole.image is not None:
        yield f"[Image: {whole.image.alt_line}]"
    parts = {PART_NAMES[at]: (at, part) for at, part in asked.questions.items()} if isinstance(asked, TwoPart) else {}
    for name, (at, part) in parts.items():
        yield ""
        yield f"{name}: {plain_text(part.stem)}"
        yield from _block(part, part_arrangement(entry.arrangement, at))
    if not parts:
        yield from _block(asked, entry.arrangement)
    yield ""
    yield f"Answer with: {asking(asked, entry.arrangement).expected}"
    yield ""


def _block(question: Question, arrangement: Arrangement) -> Iterator[str]:
    lines = list(_asked_lines(question, arrangement, WIDTH))
    if lines:
        yield from ("", "```", *lines[lines[0] == "" :], "```")


def make(paths: Sequence[Path], folder: Path, *, with_passage: bool, seed: int, count: int | None) -> None:
    """Write `sheet.md` and `key.json` into `folder`; `count` takes so many of the questions at random."""
    banks = banks_in(paths)
    entries, left_out = entries_of(banks, Random(seed), with_passage)
    entries = entries[:count]
    numbered = {f"Q{number:03}": entry for number, entry in enumerate(entries, 1)}
    lines = ["# Questions", "", "Each question stands alone. Answer each one, in a JSON file: {“Q001”: “…”, …}.", ""]
    if with_passage:
        for passage in {bank.passage.title: bank.passage for bank in banks.values()}.values():
            lines += ["```", *passage_lines(passage, WIDTH), "```", ""]
    for number, entry in numbered.items():
        bank = banks[Path(entry.file)]
        lines += question_lines(number, entry, bank)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheet.md").write_text("\n".join(lines), encoding="utf-8")
    key = {number: entry._asdict() for number, entry in numbered.items()}
    (folder / "key.json").write_text(json.dumps(key, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(numbered)} questions: {folder / 'sheet.md'}")
    for reason, number_of in sorted(left_out.items()):
        print(f"{number_of:>4}  {reason}")


def results_of(key: dict[str, Entry], banks: dict[Path, Bank], answers: dict[str, object]) -> dict[str, Result]:
    """What each answer earned; a question without an answer earns nothing."""
    results = {}
    for number, entry in key.items():
        question = asked_in(entry, banks[Path(entry.file)])
        text = str(answers.get(number, "")).strip()
        try:
            response = asking(question, entry.arrangement).read(text) if text else None
        except NotUnderstoodError:
            results[number] = Result(Fraction(0), legible=False)
            continue
        mark = question.mark(response)
        results[number] = Result(Fraction(earned(mark) or 0) / question.possible)
    return results


def mark(key_file: Path, answer_files: Sequence[Path], *, by_question: bool) -> None:
    """Print the share of the points that each reader earned, by bank and in all, and what most got right."""
    read = json.loads(key_file.read_text(encoding="utf-8"))
    key = {number: Entry(**{**entry, "arrangement": tuple(entry["arrangement"])}) for number, entry in read.items()}
    banks = banks_in(sorted({Path(entry.file) for entry in key.values()}))
    readers = [results_of(key, banks, json.loads(file.read_text(encoding="utf-8"))) for file in answer_files]
    numbers = defaultdict(list)
    for number, entry in key.items():
        numbers[banks[Path(entry.file)].id].append(number)
    print(f"{'points earned, %':<40}" + "".join(f"{file.stem[-12:]:>14}" for file in answer_files) + f"{'mean':>8}")
    alone = [number for number, entry in key.items() if entry.part == "b"]
    whole = [number for number in key if number not in alone]
    groups = [
        *numbers.items(),
        ("without parts B asked alone", whole),
        ("parts B asked alone", alone),
        ("all", list(key)),
    ]
    for name, asked in groups:
        if not asked:
            continue
        shares = [100 * float(sum(results[at].share for at in asked)) / len(asked) for results in readers]
        cells = "".join(f"{share:>14.1f}" for share in shares)
        print(f"{name[:34]:<34}{len(asked):>6}{cells}{sum(shares) / len(shares):>8.1f}")
    for file, results in zip(answer_files, readers, strict=True):
        unread = [number for number, result in results.items() if not result.legible]
        if unread:
            print(f"{file.name}: could not be read: {', '.join(unread)}")
    if by_question:
        for number, entry in key.items():
            earned_here = [float(results[number].share) for results in readers]
            right = sum(share == 1 for share in earned_here)
            told = " ".join(f"{share:.2f}" for share in earned_here)
            print(f"{number}  {right} of {len(readers)} right  {told}  {banks[Path(entry.file)].id}:{entry.id}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(required=True)
    maker = commands.add_parser("make", help="write a sheet and its key")
    maker.add_argument("banks", nargs="+", type=Path, help="files of banks, or folders with them")
    maker.add_argument("--to", required=True, type=Path, metavar="FOLDER")
    maker.add_argument("--passage", action="store_true", help="with the passage, and all that is asked about it")
    maker.add_argument("--seed", type=int, default=1)
    maker.add_argument("--count", type=int, help="only so many questions, taken at random")
    maker.set_defaults(
        run=lambda given: make(given.banks, given.to, with_passage=given.passage, seed=given.seed, count=given.count)
    )
    marker = commands.add_parser("mark", help="mark files of answers")
    marker.add_argument("key", type=Path)
    marker.add_argument("answers", nargs="+", type=Path)
    marker.add_argument("--by-question", action="store_true", help="tell of each question who got it right")
    marker.set_defaults(run=lambda given: mark(given.key, given.answers, by_question=given.by_question))
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
