"""How hard the passage and the stems of a unit are to read, by the grade of Flesch and Kincaid.

    python -m tests.item_review.readability [questions/worcester]

The grade is that of `quizapp.readability.english`, also below the 100 words that it needs to say much: of a single stem
it says little, and names such as “Massachusetts” weigh much. Exits with 1 where a section of the passage is above
grade 8.5, or a stem above grade 7 or 30 words. Words quoted from the passage are left out of the grade of a stem.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.passage import Passage
from quizapp.domain.sentence import sentence_spans
from quizapp.domain.words import words_of
from quizapp.readability.counts import Counts
from quizapp.readability.english import grade
from quizapp.readability.measuring import syllables
from tests.item_review.banks import UNIT, asked_in, banks_in

HARDEST_SECTION, HARDEST_STEM, LONGEST_STEM = 8.5, 7.0, 30


class Reading(NamedTuple):
    """`grade` is a school year in the United States; `words` and `sentences` are counts."""

    grade: float
    words: int
    sentences: int


def reading_of(text: str) -> Reading:
    """The grade of `text`, which has one word or more."""
    words = [word.text for word in words_of(text)]
    sentences = len(sentence_spans(text))
    counts = Counts(sentences, len(words), sum(syllables(word, "en") for word in words))
    return Reading(grade(counts), len(words), sentences)


def sections_of(passage: Passage) -> Iterator[tuple[str, str]]:
    """Each heading of the passage (its title first) with the text below it."""
    heading, lines = passage.title, list[str]()
    for block in passage.blocks:
        if block.kind == "heading":
            if lines:
                yield heading, " ".join(lines)
            heading, lines = block.text, []
        elif block.kind != "image":
            lines.append(block.text)
    yield heading, " ".join(lines)


def without_quotations(stem: str) -> str:
    """A stem with one short word in place of each quotation: what is quoted is read in the passage anyway."""
    return re.sub(r"“[^”]*”", "this", stem)


def hard_stems(bank_name: str, stems: Iterator[tuple[str, str]]) -> Iterator[str]:
    """A line for each stem that is too long or too hard."""
    for name, stem in stems:
        whole, plain = reading_of(stem), reading_of(without_quotations(stem))
        if whole.words > LONGEST_STEM or plain.grade > HARDEST_STEM:
            yield f"{bank_name}:{name}: grade {plain.grade:.1f}, {whole.words} words: {stem}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("banks", nargs="*", type=Path, default=[UNIT])
    banks = list(banks_in(parser.parse_args().banks).values())
    too_hard = []
    for passage in {bank.passage.title: bank.passage for bank in banks}.values():
        print(f"{passage.title}: {passage.words} words with headings")
        for heading, text in sections_of(passage):
            reading = reading_of(text)
            print(f"  {reading.grade:5.1f}  {reading.words:4} words  {reading.sentences:3} sentences  {heading}")
            too_hard += [heading] * (reading.grade > HARDEST_SECTION)
    for bank in banks:
        stems = [(asked.name, asked.stem) for asked in asked_in(bank)]
        grades = sorted(reading_of(without_quotations(stem)).grade for _, stem in stems)
        longest = max(reading_of(stem).words for _, stem in stems)
        print(f"{bank.id}: {len(stems)} stems, middle grade {grades[len(grades) // 2]:.1f}, longest {longest} words")
        found = list(hard_stems(bank.id, iter(stems)))
        print("".join(f"  {line}\n" for line in found), end="")
        too_hard += found
    sys.exit(bool(too_hard))


if __name__ == "__main__":
    main()
