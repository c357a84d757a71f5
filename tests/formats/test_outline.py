"""The outline of a document: what stands where, in characters."""

from typing import Any

import yaml
from hypothesis import given

from quizapp.formats.outline import outline_of
from quizapp.formats.yaml_events import read_yaml
from quizapp.paths import questions_dir
from quizapp.problems import Path as Place
from tests.authors import authored

BANKS = sorted(questions_dir().rglob("*.yaml"))
SMALL = """\
# A bank
id: bees   # short
text: |
  😀 one
  two

# of the list
"two words":
- plain text
  goes on  # not text
-   - 'in'
    # a comment
    - {a: "b", c: [d]}
empty:
last: x"""


def test_each_value_and_name_stands_where_it_is_told_to() -> None:
    outline = outline_of(SMALL)
    assert outline is not None
    expected: dict[Place, tuple[str, str]] = {
        ("id",): ("id", "bees"),
        ("text",): ("text", "|\n  😀 one\n  two"),
        ("two words", 0): ("", "plain text\n  goes on"),
        ("two words", 1, 0): ("", "'in'"),
        ("two words", 1, 1): ("", '{a: "b", c: [d]}'),
        ("two words", 1, 1, "a"): ("a", '"b"'),
        ("two words", 1, 1, "c"): ("c", "[d]"),
        ("empty",): ("empty", ""),
        ("last",): ("last", "x"),
    }
    for path, (name, value) in expected.items():
        node = outline.find(path)
        assert node is not None, path
        assert SMALL[node.start : node.end] == value
        assert (SMALL[slice(*node.key)] if node.key else "") == name
        assert outline.path_at(node.start) == path
        assert outline.path_at(node.end) == path
    assert outline.find(("two words", 2)) is None
    assert outline.find(("id", "no")) is None
    assert outline.path_at(0) == ()


def test_the_outline_of_a_bank_says_what_the_bank_says() -> None:
    for path in BANKS:
        text = path.read_text("utf-8")
        outline = outline_of(text)
        assert outline is not None
        assert outline.raw() == read_yaml(text.encode()).root


@given(authored())
def test_the_outline_of_any_text_says_what_the_text_says(document: tuple[str, dict[str, Any]]) -> None:
    text, value = document
    outline = outline_of(text)
    assert outline is not None
    assert outline.raw() == value == yaml.load(text, yaml.CBaseLoader)


def test_of_a_broken_text_there_is_what_stands_above_the_mistake() -> None:
    outline = outline_of('id: bees\nquestions:\n  - id: one\n    stem: "never closed\n')
    assert outline is not None
    assert outline.find(("questions", 0, "id")) is not None
    for text in ("", "# only a comment\n", "\0", "[" * 200_000, "? [a]\n: b\n", "- *a\n", "a: 1\na: {b: 2}\n"):
        outline_of(text)  # none of them takes long, or ends the program
