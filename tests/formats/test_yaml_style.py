"""What is written anew in a file: to the width, the quotation marks and the indents that it shows."""

import pytest

from quizapp.formats.native_patch import insert, insert_written, move, set_value
from quizapp.formats.outline import outline_of
from quizapp.formats.yaml_style import OldText, Style, as_raw, column_of

PLAIN = Style("", None)


def test_a_text_that_is_too_long_for_a_line_is_folded() -> None:
    whole = "a" * 60 + " " + "b" * 55  # 116 characters
    assert PLAIN.scalar(whole, 0, name="stem") == whole
    assert PLAIN.scalar(whole, 1, name="stem") == ">-\n " + "a" * 60 + "\n " + "b" * 55
    assert PLAIN.scalar(whole, 0, name="stems") == ">-\n" + "a" * 60 + "\n" + "b" * 55
    for last in (38, 39, 40):
        text = "a" * 60 + " " + "b" * last + " " + "c" * 30
        folded = ("\n" if last > 39 else " ") + "b" * last + (" " if last > 39 else "\n")
        assert PLAIN.scalar(text, 2) == ">-\n" + ("  a" + text[1:60] + folded + "c" * 30).replace("\n", "\n  ")
    assert PLAIN.scalar("a" * 200 + " b", 2) == ">-\n  " + "a" * 200 + "\n  b"
    for odd in ("a" * 130 + "  b", " " + "a" * 130, "a" * 130 + " "):
        assert PLAIN.scalar(odd, 0) in (odd, f'"{odd}"')
    assert PLAIN.scalar(f"{whole}: c", 0, in_flow=True) == f'"{whole}: c"'
    assert PLAIN.scalar(whole, 9, old=OldText("x", "'", False)) == f"'{whole}'"
    assert PLAIN.scalar(whole, 9, old=OldText("x", ">", False)).startswith(">-\n")


def test_a_text_has_quotation_marks_only_where_it_needs_them() -> None:
    cases = {
        ("Bees", ""): "Bees",
        ("", ""): '""',
        ("1", ""): '"1"',
        ("1", "points"): "1",
        ("-1.5", "points"): "-1.5",
        ("1e3", "points"): '"1e3"',
        ("0o17", "points"): '"0o17"',
        (".5E-2", ""): '".5E-2"',
        ("1e3x", ""): "1e3x",
        ("true", "key"): "true",
        ("yes", "key"): '"yes"',
        ("true", "stem"): '"true"',
        ("2026-11-30", ""): '"2026-11-30"',
        ("a: b", ""): '"a: b"',
        ("a #b", ""): '"a #b"',
        ('say "so": c', ""): "'say \"so\": c'",
        ("a\\b: c", ""): "'a\\b: c'",
        ("it's: c", ""): '"it\'s: c"',
        ("a\tb", ""): '"a\\tb"',
        ("a\x07", ""): '"a\\a"',
        ("a\u202eb", ""): '"a\\u202eb"',
        ("a\n", "x"): "|\n    a",
        ("a\nb", "x"): "|-\n    a\n    b",
        ("a\n\nb\n", "x"): "|\n    a\n\n    b",
        (" a\nb", "x"): '" a\\nb"',
        ("a\nb\n\n", "x"): '"a\\nb\\n\\n"',
        ("a\n  \nb", "x"): '"a\\n  \\nb"',
        ("a\n\u2028b", "x"): '"a\\n\\Lb"',
        ("\n", "x"): '"\\n"',
    }
    for (text, name), expected in cases.items():
        assert PLAIN.scalar(text, 4, name=name) == expected, text
    assert PLAIN.scalar("a\nb", 4, in_flow=True) == '"a\\nb"'
    assert PLAIN.scalar("a, b", 4) == "a, b"
    assert PLAIN.scalar("a, b", 4, in_flow=True) == '"a, b"'
    single = Style("a: 'b'", outline_of("a: 'b'"))
    assert single.scalar("a: b", 0) == "'a: b'"
    assert single.scalar("it's: b", 0) == '"it\'s: b"'
    assert single.scalar('it\'s: "b"', 0) == "'it''s: \"b\"'"
    assert single.scalar("it's: \\b", 0) == "'it''s: \\b'"
    even = Style("a: 'b'\nc: \"d\"", outline_of("a: 'b'\nc: \"d\""))
    assert even.scalar("a: b", 0) == '"a: b"'
    assert PLAIN.name("a b") == "a b"
    assert PLAIN.name("a\nb") == '"a\\nb"'
    assert PLAIN.name("a" * 119 + " b") == "a" * 119 + " b"
    assert PLAIN.name("a, b", in_flow=True) == '"a, b"'


def test_marks_that_the_author_chose_stay() -> None:
    for old, text, expected in (
        (OldText("by choice", "'", False), "new", "'new'"),
        (OldText("by choice", '"', False), "new", '"new"'),
        (OldText("a: b", "'", False), "new", "new"),
        (OldText("a: b", "'", True), "new", "'new'"),
        (OldText("", "'", False), "new", "new"),
        (OldText("", "'", True), "a: b", '"a: b"'),
        (OldText("plain", "", True), "new", "new"),
        (OldText("a\nb", '"', False), "c\nd", '"c\\nd"'),
        (OldText("a", '"', False), "c\nd", "|-\n  c\n  d"),
        (OldText("a\nb", "|", False), "c\nd", "|-\n  c\n  d"),
    ):
        assert PLAIN.scalar(text, 2, old=old) == expected, (old, text)


def test_lists_are_in_brackets_where_they_are_short_or_the_file_has_them_so() -> None:
    word, few = "a" * 20, "a b’c d e"
    for name, entries, expected in (
        ("x", [word] * 3, True),
        ("x", [word] * 4, False),  # 88 characters
        ("x", [word, word, word, "a" * 12], True),  # 80
        ("x", [word, word, word, "a" * 13], False),
        ("x", [word + "a"], False),
        ("x", ["a b"], False),
        ("x", ["a-b", "c_d"], True),
        ("words", [few], True),
        ("words", [few + " f"], False),
        ("words", ["a\nb"], False),
        ("words", [["a"]], False),
        ("words", [], True),
    ):
        assert PLAIN.is_in_brackets(name, entries) is expected, entries
    for text, expected in (("x: [a]\ny: {x:\n  - b}", True), ("x:\n- a\n", False), ("x: []\n", None)):
        style = Style(text, outline_of(text)) if expected is not None else PLAIN
        assert style.is_in_brackets("x", ["a b"]) is bool(expected)
        assert style.is_in_brackets("x", ["a"]) is (expected is not False)


def test_indents_are_those_that_the_file_has_most() -> None:
    for text, expected in (
        ("", "x:\n  a:\n    b: c\n  d:\n    - e f\n    - - g h"),
        ("p:\n    q: r\n", "x:\n    a:\n        b: c\n    d:\n      - e f\n      - - g h"),
        ("p:\n   q: r\ns:\n   t:\n   - u\n", "x:\n   a:\n      b: c\n   d:\n   - e f\n   - - g h"),
        ("p:\n - q:\n   - r\n   s:\n    - t\n", "x:\n  a:\n    b: c\n  d:\n   - e f\n   - - g h"),
        ("- p: {q: {r: s}}\n", "x:\n  a:\n    b: c\n  d:\n    - e f\n    - - g h"),
    ):
        style = Style(text, outline_of(text))
        assert style.field("x", {"a": {"b": "c"}, "d": ["e f", ["g h"]]}, 0) == expected, text


def test_any_value_is_as_yaml_would_read_it() -> None:
    assert as_raw({"a": (1, True, False, None), "b": None, 3: {"c": [2.5]}}) == {
        "a": ["1", "true", "false", "None"],
        "3": {"c": ["2.5"]},
    }
    assert as_raw("a\ud800b") == "a\ufffdb"
    deep: object = "x"
    for _ in range(16):
        deep = [deep]
    assert as_raw(deep) == deep
    assert as_raw({"a": deep[0]}) == {"a": deep[0]}  # type: ignore[index]
    for deeper in ([deep], {"a": deep}):
        with pytest.raises(ValueError, match="deep"):
            as_raw(deeper)
    assert [column_of("ab\ncd", at) for at in range(6)] == [0, 1, 2, 0, 1, 2]


def test_a_list_in_brackets_goes_to_lines_where_its_line_would_be_too_long() -> None:
    for length, expected in ((61, True), (62, False)):
        text = f"stem: [{'a' * 51}]\n"
        new = "b" * length
        after = insert(text, ("stem",), 1, new)
        assert after == (f"stem: [{'a' * 51}, {new}]\n" if expected else f"stem:\n  - {'a' * 51}\n  - {new}\n"), length
    assert insert("x: [a]  # b\n", ("x",), 1, "c\nd") == "x:  # b\n  - a\n  - |-\n    c\n    d\n"
    assert insert("x: [a,  # b\n  c]\n", ("x",), 1, "d\ne") == 'x: [a,  # b\n  "d\\ne", c]\n'
    for text, path, expected in (
        ("x: {}  # b\n", ("x", "y"), "x: {y: z}  # b\n"),
        ("x: { }\na: b\n", ("x", "y"), "x: {y: z}\na: b\n"),
        ("x: {id: a}  # b\n", ("x", "y"), "x: {id: a, y: z}  # b\n"),
        ("x: {questions: a}\n", ("x", "y"), "x: {y: z, questions: a}\n"),
        ("- {}\n", (0, "y"), "- {y: z}\n"),
        ("{}\n", ("y",), "{y: z}\n"),
    ):
        assert set_value(text, path, "z") == expected, text
    assert insert("x: {y: [a]}\n", ("x", "y"), 0, {"b": "c"}) == "x: {y: [{b: c}, a]}\n"


def test_what_is_moved_takes_its_comments_at_their_own_indents() -> None:
    text = "x:\n# of a\n  - a\n  # of b\n  - b  # too\n\n  - c\n"
    assert move(text, ("x",), 0, 1) == "x:\n  # of b\n  - b  # too\n# of a\n  - a\n\n  - c\n"
    assert move(text, ("x",), 0, 2) == "x:\n  # of b\n  - b  # too\n  - c\n\n# of a\n  - a\n"
    assert set_value("x:\n- a  # 1\n- b  # 2\n- c  # 3\n", ("x",), ["b", "a", "c"]) == (
        "x:\n- b  # 2\n- a  # 1\n- c  # 3\n"
    )
    assert set_value("x:\n- a  # 1\n- b  # 2\n- c  # 3\n", ("x",), ["b", "c", "a"]) == (
        "x:\n- b  # 2\n- c  # 3\n- a  # 1\n"
    )
    assert set_value("x:\n- a  # 1\n- b  # 2\n- c  # 3\n", ("x",), ["c", "a", "b"]) == (
        "x:\n- c  # 3\n- a  # 1\n- b  # 2\n"
    )
    assert set_value("x:\n- a  # 1\n- b  # 2\n", ("x",), ["c", "a"]) == "x:\n- c  # 2\n- a  # 1\n"
    assert set_value("x:\n- a  # 1\n- b  # 2\n", ("x",), ["c", "a", "b"]) == "x:\n- c\n- a  # 1\n- b  # 2\n"
    assert set_value("x:\n- a  # 1\n- b  # 2\n- c  # 3\n", ("x",), ["a", "c"]) == "x:\n- a  # 1\n- c  # 3\n"


def test_a_second_question_stands_apart_from_the_first() -> None:
    one = "questions:\n- id: a\n"
    assert insert(one, ("questions",), 1, {"id": "b"}) == "questions:\n- id: a\n\n- id: b\n"
    assert insert_written(one, ("questions",), 0, "- id: b") == "questions:\n- id: b\n\n- id: a\n"
    assert insert("x:\n- id: a\n", ("x",), 1, {"id": "b"}) == "x:\n- id: a\n- id: b\n"
    for written in ("", "# b", "a", "a: b", "[]"):
        with pytest.raises(LookupError):
            insert_written(one, ("questions",), 0, written)
