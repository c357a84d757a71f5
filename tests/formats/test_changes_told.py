"""Each change at each place of small files, as `golden/changes.txt` shows it: the lines that go, as numbers, and
those that come.

Regenerate with `python -m tests.formats.test_changes_told`, and read the difference.
"""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

from quizapp.formats import native_patch
from quizapp.formats.outline import Node, outline_of

GOLDEN = Path(__file__).parent / "golden" / "changes.txt"

FILES = {
    "lines": """\
# A head.

# about the id
id: bees   # short
title: 'Bees'
passage:
  text: |  # kept
    One

    Two

# of the list
questions:

  # a part

  # first
  - id: sting  # easy
    stem:
      Bees sting.   # long
    covers: [a1, 'b2']
    explanation: >-
      They do,
      as known.
    rows:
      # over
      - text: It's
        # inner

      - 'plain'
      -   # dash
        - deep
    # under the first

  - id: fly
    empty:
  # last
# end
""",
    "wide": """\
id: "a"
levels:
    - id: x
      names:
          - one

          # of two
          - two  # 2
      note: {b: "c", d: [e, f], g: {}}
    - [1, 2]
    - ">"
about:

    # within
    text: >
        a
        b
questions:
- id: "q"
  hints:
  - h
  # after
- id: r""",
    "one": "# x\na: b  # y\n",
    "question": "questions:\n  # x\n  - id: a\n\n# y\n",
    "brackets": '{id: a, "two words": [x, {b: "c"}, [y]],  # so\n none: [], last: z}\n',
}
TEXTS = ("yes", "Two\n\nlines\n")
VALUES = (*TEXTS, ["a", "b c"], {"text": "No\nend", "key": True, "rows": [{"id": 1, "to": ["x", "y"]}, ["z"]]})


def places(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    yield path, node
    inner = node.fields.items() if node.fields is not None else enumerate(node.entries or ())
    for part, child in inner:
        yield from places(child, (*path, part))


def changes(text: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Changes of `text`, as the names of functions with what they are given."""
    root = outline_of(text)
    assert root is not None
    for path, node in places(root):
        if path:
            yield "remove", (path,)
        for value in VALUES if node.children or len(path) < 3 else TEXTS:
            yield "set_value", (path, value)
        if node.fields is not None:
            for name in ("new", "id", "stem", "hints"):
                if name not in node.fields:
                    yield "set_value", ((*path, name), "New: 1")
        if node.entries is not None:
            length = len(node.entries)
            for index in range(length + 1):
                yield "insert", (path, index, "no")
                yield "insert_written", (path, index, "# by\n- id: w  # why\n  a:\n  - b")
            yield "insert", (path, 1, {"id": "n", "text": "a\nb"})
            yield "set_value", (path, [*node.raw(), "more"])
            yield "set_value", (path, ["first", *list(node.raw())[1:]])
            for index in range(length):
                yield "duplicate", ((*path, index),)
                yield "entry_text", ((*path, index),)
                for to in range(length):
                    yield "move", (path, index, to)


def told() -> str:
    out = []
    for name, text in FILES.items():
        for change, values in changes(text):
            after = getattr(native_patch, change)(text, *values)
            lines = list(unified_diff(text.split("\n"), after.split("\n"), n=0, lineterm=""))[2:]
            if change == "entry_text":
                lines = ["=" + line for line in after.split("\n")]
            out += [f"{name}: {change} {values}", *(line for line in lines if line[0] != "-"), ""]
    return "\n".join(out)


def test_each_change_is_written_as_it_was_found_to_be_good() -> None:
    assert told() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(told(), "utf-8")
