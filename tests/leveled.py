"""A bank with three levels of one passage, for tests; the sentences of its levels differ in number and order."""

from quizapp.domain.bank import Bank
from quizapp.formats.native import read_kept_bank

TEXT = """\
id: tower
title: The Tower
passage:
  text: |
    # The White Tower

    When the harbour closed in 1974, the tower stood empty for eleven years. Its lamp was sold.

    Marta Ruiz asked the council for one summer. She had read about bees, and she had a plan. Nobody expected much.

    The vote to keep the tower was unanimous. It is open on Sundays.
levels:
  - id: standard
    name: Original
  - id: easier
    name: Easier to read
    text: |
      # The Tower

      The harbour closed in 1974. The tower was empty for eleven years. Somebody bought its lamp.

      Marta Ruiz knew about bees. She asked for one summer. Nobody thought much of it.

      Everybody voted for the tower. You can see it on Sundays.
  - id: short
    name: Very short
    text: |
      # The Tower

      The tower was empty for eleven years.

      Marta Ruiz wanted one summer for her bees.

      Everybody voted for the tower.
questions:
  - id: kept
    type: true_false
    stem: The tower was kept.
    key: true
    evidence:
      - quote: The vote to keep the tower was unanimous
        levels: {easier: Everybody voted for the tower, short: Everybody voted for the tower}
      - quote: open on Sundays
        levels: {easier: {quote: on Sundays, prefix: see it}, short: ""}

  - id: why
    type: evidence
    stem: Which sentences tell what Marta knew, and what she wanted?
    select: 2
    keys:
      - quote: She had read about bees
        levels: {easier: Marta Ruiz knew about bees, short: Marta Ruiz wanted one summer}
      - quote: The vote to keep
        levels: {easier: Everybody voted, short: Everybody voted}
    distractors:
      - quote: Its lamp was sold
        levels: {easier: Somebody bought its lamp, short: ""}
        role: other_span
        feedback: This is about the lamp.

  - id: parts
    type: two_part
    stem: Answer both.
    part_a:
      type: single_choice
      stem: How long was it empty?
      options:
        - text: eleven years
          key: true
          evidence: eleven years
        - text: one summer
          role: other_span
          evidence: one summer
    part_b:
      type: evidence
      stem: Which sentence says so?
      keys:
        - quote: the tower stood empty
          levels: {easier: The tower was empty, short: The tower was empty}
"""


def leveled(text: str = TEXT) -> Bank:
    """The bank that is written in `text`."""
    bank = read_kept_bank(text.encode(), {}).bank
    assert bank is not None
    return bank


LEVELED = leveled()
