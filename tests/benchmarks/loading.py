"""How long a large bank takes to read, beside PyYAML's own fastest loader on the same file, and how much memory.

Seconds are the processor's, so that other programs which run meanwhile change little.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, in_fresh_python

QUESTIONS = 10_000
ROUNDS = 3

_HEAD = """\
id: large
title: A large bank
passage:
  text: |
    # Bees

{paragraphs}
    The vote to keep the tower, and its tenants, was unanimous.
questions:
"""
_PARAGRAPH = (
    "    Paragraph {number} tells of the bees, the tower and the marsh, and of a vote held in year {number}.\n\n"
)

_COMMON = """\
    skill: interpret
    evidence: The vote to keep the tower, and its tenants, was unanimous.
    explanation: The last paragraph says that the vote was unanimous, after the report had listed costs.
    covers: [F01, F02]
"""

# One of each type, of about the size of those in the bundled banks.
TYPES = (
    """\
  - id: q{number}
    type: single_choice
    stem: What did the council decide about the tower in year {number} of the report?
"""
    + _COMMON
    + """\
    options:
      - text: To keep it, with the bees, by a vote of all its members.
        key: true
      - text: To sell it once the lining had been replaced and painted.
        role: misreading
        feedback: That was the plan before Marta’s report.
      - text: To move the bees to the neighboring bay for one summer.
        role: other_span
        evidence: Paragraph {paragraph} tells of the bees
        feedback: The bay is mentioned only for its rate of erosion.
      - text: To open it as a museum of the harbour at Saltmarsh.
        role: unsupported
        feedback: The passage says nothing about a museum.
""",
    """\
  - id: q{number}
    type: multiple_choice
    stem: What does the passage say about year {number}? Choose all that apply.
    points: 2
    marking: partial
"""
    + _COMMON
    + """\
    options:
      - text: The tower was kept, with its tenants.
        key: true
      - text: The bees were kept, and so was the marsh.
        key: true
      - text: The tower was sold to the harbour.
        role: unsupported
        feedback: You chose something that the passage doesn’t mention. Nothing is said of a sale.
      - text: The vote was held twice in that year.
        role: misreading
        feedback: You may have taken two paragraphs for two votes. One vote is told of.
      - text: The bees were counted before the vote.
        role: other_span
        evidence: Paragraph {paragraph} tells of the bees
        feedback: You were thinking of an earlier paragraph. It tells of the bees, but of no count.
""",
    """\
  - id: q{number}
    type: true_false
    stem: Everyone who voted in year {number} wanted to keep the tower.
    key: true
    not_stated: true
"""
    + _COMMON
    + """\
    options:
      false:
        role: misreading
        feedback: You may have read past “unanimous”. It means that all of them agreed.
      not_stated:
        role: misreading
        feedback: The last paragraph tells how the vote went.
""",
    """\
  - id: q{number}
    type: categorize
    stem: Who did it in year {number}, by the passage? Sort the statements.
    points: 3
"""
    + _COMMON
    + """\
    categories: [Marta, The council]
    statements:
      - text: Asked for one summer before the work
        category: Marta
        evidence: Paragraph {paragraph} tells of the bees
        feedback: Marta asked; the council answered.
      - text: Wrote a report with costs in it
        category: Marta
        evidence: Paragraph {paragraph} tells of … the marsh
        feedback: It was Marta’s report, by what this paragraph tells.
      - text: Voted on the tower and its tenants
        category: The council
        evidence: The vote to keep the tower
        feedback: “The vote” is the council’s, as the last paragraph says.
      - text: Kept the tower where it stood
        category: The council
        evidence: keep the tower, and its tenants
        feedback: That was what the vote was about.
      - text: Listed what the sea walls would cost
        category: Marta
        feedback: The list of costs is a part of her report.
""",
    """\
  - id: q{number}
    type: ordering
    stem: Put the events of year {number} in the order in which they happened.
    marking: distance
"""
    + _COMMON
    + """\
    items:
      - text: The harbour closed, and the boats left.
        feedback: The passage begins with this; all the rest came later.
      - text: The tower stood empty for years.
        feedback: It stood empty once the harbour had closed.
      - text: The bees came to the tower.
        feedback: The bees came while nobody was there.
      - Marta wrote a report.
      - The vote was held.
""",
    """\
  - id: q{number}
    type: short_answer
    stem: Who asked for one summer in year {number}?
"""
    + _COMMON
    + """\
    accepted:
      - Marta
      - text: she
        share: 0.5
        feedback: Give her name.
    anticipated:
      - text: the council
        role: misreading
        feedback: You gave those who were asked. The question is about the one who asked them.
      - text: the keeper
        role: other_span
        evidence: Paragraph {paragraph} tells of the bees
        feedback: You were thinking of somebody else in the passage, who asked for nothing.
    forgive:
      slips: 1
""",
)

_OURS = """
import json, pathlib, resource, sys, time
from quizapp.formats.native import read_bank
small, large = map(pathlib.Path, sys.argv[1:])
assert read_bank(small).bank is not None  # so that what is measured is the file, not the imports
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
result = read_bank(large)
seconds = time.process_time() - begun
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert not result.problems, result.problems[:3]
unit = 2**20 if sys.platform == "darwin" else 2**10
print(json.dumps([seconds, (after - before) / unit, len(result.bank.questions)]))
"""

_THEIRS = """
import json, pathlib, sys, time
import yaml
small, large = (pathlib.Path(name).read_bytes() for name in sys.argv[1:])
yaml.load(small, yaml.CSafeLoader)
begun = time.process_time()
yaml.load(large, yaml.CSafeLoader)
print(json.dumps(time.process_time() - begun))
"""


def bank_text(questions: int) -> Iterator[str]:
    """A bank of so many questions of all types in turn, line by line."""
    yield _HEAD.format(paragraphs="".join(_PARAGRAPH.format(number=number) for number in range(100, 140)))
    for number in range(questions):
        yield TYPES[number % len(TYPES)].format(number=number, paragraph=100 + number % 40)


def write_bank(path: Path, questions: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(bank_text(questions))


def run() -> list[Figure]:
    """Measure; needs about half a minute."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.yaml"), Path(folder, "large.yaml")
        write_bank(small, len(TYPES))
        write_bank(large, QUESTIONS)
        ours, theirs, memory = [], [], []
        for _ in range(ROUNDS):
            seconds, megabytes, count = in_fresh_python(_OURS, small, large)
            assert count == QUESTIONS
            ours.append(seconds)
            memory.append(megabytes)
            theirs.append(in_fresh_python(_THEIRS, small, large))
        size = large.stat().st_size / 2**20
    return [
        Figure(f"a bank of {QUESTIONS:,} questions ({size:.1f} MB)", median(ours), "s"),
        Figure("the same file with yaml.CSafeLoader", median(theirs), "s"),
        Figure("ours ÷ theirs", median(ours) / median(theirs), "", 0.22),
        Figure("memory above what was there before", median(memory), "MB", 60),
    ]
