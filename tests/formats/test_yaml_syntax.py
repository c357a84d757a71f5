"""What was mistyped is told as what it is, at its own line, and not as something else."""

import pytest
import yaml

from quizapp.formats.yaml_syntax import mended, syntax_mistakes
from quizapp.problems import LineMistake, Mistake

CASES = {
    "a straight mark that a curly one closes": (
        ["a:", '  b: "One” two', "  c: three", '  d: "four"'],
        [(2, "yaml_curly")],
    ),
    "a mark that is closed three lines below": (
        ["a:", '  b: "One two', "  c: three", '  d: "four"'],
        [(2, "yaml_quote")],
    ),
    "a text in marks that goes on, and a mistake below it": (
        ["a:", '  b: "One', '    two"', "  c: three: four"],
        [(4, "yaml_colon")],
    ),
    "marks in a text of several lines are none": (
        ["a:", "  b: |", '    "One” two', "    'tis a day: good", "  c: three: four"],
        [(5, "yaml_colon")],
    ),
    "marks in a text of several lines in a list are none": (
        ["a:", "- |", "  'tis a day: good", "- >", " 'tis", "b: c: d"],
        [(6, "yaml_colon")],
    ),
    "curly marks around a text with a colon": (["a: “b: c”"], [(1, "yaml_curly")]),
    "curly marks inside of a text with a colon": (["a: the “b: c”"], [(1, "yaml_colon")]),
    "an apostrophe": (["a:", "  - 'the gym's roof'"], [(2, "yaml_apostrophe")]),
    "an apostrophe at the end of a word": (["a: 'the pupils' roof'"], [(1, "yaml_apostrophe")]),
    "a word in marks at the beginning": (["a: 'Put' the words"], [(1, "yaml_after_quote")]),
    "an apostrophe written twice": (["a:", "  - 'the gym''s roof'", "  - b: c: d"], [(3, "yaml_colon")]),
    "a comment after a text in marks": (["a: 'b'  # it's", "c: d: e"], [(2, "yaml_colon")]),
    "spaces of the web before a field": (["a:", "  - b: c", "\u00a0   d: e", "    f: g"], [(3, "yaml_space")]),
    "a dash of a word processor": (["a:", "  - b: c", "  – b: d"], [(3, "yaml_sign")]),
    "a point of a word processor": (["a:", "  - b: c", "  • b: d"], [(3, "yaml_sign")]),
    "a dash in a text": (["a:", "  b: c – d", "  e: f: g"], [(3, "yaml_colon")]),
    "a colon of another script": (["a:", "  b: c", "  d：e", "  f: g"], [(3, "yaml_sign")]),
    "a text of several lines without its sign": (
        ["a:", "  text:", "    # Title", "", "    One.", "", "    Two: three."],
        [(2, "yaml_no_block")],
    ),
    "a text that begins as a field does": (["text:", "  Note: one.", "  Two."], [(1, "yaml_no_block")]),
    "a list with a comment is no text": (["a:", "  # first", "  - b: c: d"], [(3, "yaml_colon")]),
    "a text that goes on": (["a: one", "  and two: three"], [(1, "yaml_no_block")]),
    "a field that stands too far to the right": (["a: one", "  b: three"], [(2, "yaml_indent")]),
    "an entry that stands too far to the right": (["- a: one", "   - b: three"], [(2, "yaml_indent")]),
    "tabs": (["a:", "\tb: c", "\td: e", "  f: |", "    g", "    \th"], [(2, "yaml_tab"), (3, "yaml_tab")]),
    "tabs that end a text": (
        ["a:", "  f: |", "    g", "\th", "  i: |", "    k", "\td: e"],
        [(4, "yaml_tab"), (7, "yaml_tab")],
    ),
    "a colon without a space in the line above": (["- id: a", "- id:b", "  c: d"], [(2, "yaml_no_colon")]),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_what_was_mistyped_is_told(lines: list[str], expected: list[tuple[int, str]]) -> None:
    text = "\n".join(lines)
    with pytest.raises(yaml.YAMLError) as raised:
        list(yaml.parse(text, Loader=yaml.CBaseLoader))

    assert [(line, mistake.code) for line, mistake in syntax_mistakes(raised.value, text)] == expected


@pytest.mark.parametrize(
    ("lines", "line", "wanted"),
    [
        (["a:", "  b: c", "\td: e", "  f: g"], 3, "  d: e"),
        (["a:", "  - b: c", "\td: e", "", "    f: g"], 3, "    d: e"),
        (["a:", "  b: c", "\td: e", "f: g"], 3, None),
        (["a:", "  b: c", "\t- e", "  f: g"], 3, None),
        (["a text", "\td: e", "another"], 2, None),
        (["\td: e", "  f: g"], 1, None),
        (["\td: e"], 1, None),
        (["a: b", "\td: e", "f: g"], 2, "d: e"),
    ],
)
def test_a_tab_is_mended_where_the_lines_around_it_agree(lines: list[str], line: int, wanted: str | None) -> None:
    whole = mended(lines, [LineMistake(line, Mistake("yaml_tab"))])
    assert whole == (None if wanted is None else [*lines[: line - 1], wanted, *lines[line:]])


def test_signs_that_only_look_right_are_mended_where_they_stand() -> None:
    for line, code, values, wanted in (
        ("\u00a0\u00a0b: c", "yaml_space", {}, "  b: c"),
        (" \u00a0\u3000b: c\u00a0d", "yaml_space", {}, "   b: c\u00a0d"),
        ("  -\u00a0b: c", "yaml_space", {}, "  - b: c"),
        ("  - b:\u00a0c", "yaml_space", {}, "  - b: c"),
        ("  – b: c – d", "yaml_sign", {"sign": "–", "right": "-"}, "  - b: c – d"),
        ("  •b: c", "yaml_sign", {"sign": "•", "right": "-"}, "  - b: c"),
        ("  b：c：d", "yaml_sign", {"sign": "：", "right": ":"}, "  b: c：d"),
        ("  b: c: d", "yaml_colon", {}, None),
    ):
        found = mended(["a:", line, "e: f"], [LineMistake(2, Mistake(code, (), dict(values)))])
        assert found == (None if wanted is None else ["a:", wanted, "e: f"]), line


def test_a_mistake_of_which_nothing_is_known_is_told_with_its_reason() -> None:
    (told,) = syntax_mistakes(yaml.YAMLError("odd"), "a: b")
    assert (told.line, told.mistake.code, told.mistake.values["reason"]) == (0, "yaml_syntax", "odd")
    mark = yaml.Mark("", 2, 1, 0, None, None)
    (told,) = syntax_mistakes(yaml.MarkedYAMLError(problem="odd", problem_mark=mark), "a: b\nc: d\n")
    assert (told.line, told.mistake.code, told.mistake.values["reason"]) == (2, "yaml_syntax", "odd")
