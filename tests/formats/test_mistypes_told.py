"""Each line of a small bank mistyped in many ways, and what is told of that, as `golden/mistypes.txt` shows it.

Regenerate with `python -m tests.formats.test_mistypes_told`, and read the difference.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.formats.native import read_kept_bank
from quizapp.formats.yaml_mending import legible
from quizapp.formats.yaml_slips import slips_in

GOLDEN = Path(__file__).parent / "golden" / "mistypes.txt"
BANK = """\
id: bees
title: The Bees
levels:
- {id: easier, name: Easier, text: Bees sting.}
passage:
  text: |
    Bees sting. They die of it.
glossary:
- word: sting
  meaning: to hurt

questions:
  # the first
  - id: sting
    type: single_choice
    stem: "Do they?"
    evidence:
    - quote: sting
      suffix: .
    options:
      - text: They do
        key: true
      - "No: never"
      - 'Not they'
    points: 2

  - type: ordering
    id: die
    stem: Put them in order.
    items: [One, "Two"]
    explanation: >-
      One comes
      first.
"""
LINES = BANK.split("\n")[:-1]


def mistyped(line: str) -> Iterator[str | None]:
    """The lines that somebody may have typed for `line`; None for none."""
    yield None
    if not line.strip():
        return
    bare = line.lstrip()
    indent = len(line) - len(bare)
    yield f"{line}\n{line}"
    yield f"{line} # x"
    yield "\t" + bare
    yield "\u00a0" + line[1:] if indent else "\u00a0" + line
    yield f" {line}"
    if indent:
        yield line[1:]
    if "- " in line:
        yield line.replace("- ", "– ", 1)
        yield line.replace("- ", "-", 1)
        yield line.replace("- ", "-\u00a0", 1)
    found = re.match(r"([ -]*)(\w+): (.*)", line)
    if found is None:
        return
    start, name, value = found.groups()
    yield f"{start}{name}s: {value}"
    yield f"{start}{name}:{value}"
    yield f"{start}{name}：{value}"
    yield f"{start}{name}:\u3000{value}"
    yield f"{start}{name} : {value}"
    for other in (
        "",
        '"Note',
        "“Note: x”",
        "Note: x",
        "it’s: 'so'",
        "'it's so'",
        "[x,y]",
        "[x, [y]]",
        "{a: b}",
        "x",
        "@x",
    ):
        yield f"{start}{name}: {other}"


def told() -> str:
    out = []
    for at, line in enumerate(LINES):
        for typed in mistyped(line):
            text = "\n".join([*LINES[:at], *([] if typed is None else [typed]), *LINES[at + 1 :], ""])
            out.append(f"{at + 1} {typed!r}")
            for problem in read_kept_bank(text.encode(), {}).problems:
                values = ", ".join(
                    f"{name}={value}" for name, value in sorted(problem.values.items()) if name != "choices"
                )
                out.append(f"    {problem.line} {problem.code} {problem.field} {values}".rstrip())
            for slip in slips_in(text.encode()):
                out.append(f"    {slip.line} {slip.mistake.code} {slip.mistake.values.get('text', '')}".rstrip())
            if found := legible(text.encode(), "questions"):
                lines = found.data.decode().split("\n")
                pairs = enumerate(zip(lines, text.split("\n"), strict=True), 1)
                other = [f"{number}{new.strip() and repr(new)}" for number, (new, old) in pairs if new != old]
                out.append(f"    mended: {' '.join(other)} {sorted(found.set_aside)} {found.without_head}")
    return "\n".join([*out, ""])


def test_each_mistype_is_told_as_it_was_found_to_be_good() -> None:
    assert read_kept_bank(BANK.encode(), {}).bank is not None
    assert told() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(told(), "utf-8")
