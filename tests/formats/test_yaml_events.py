"""What is read of YAML, up to its limits and no further."""

from unicodedata import normalize

import pytest

from quizapp.formats import yaml_events
from quizapp.formats.yaml_events import forbidden_in, lines_of, may_hold_forbidden, places_of, read_yaml


def codes(text: str, list_name: str = "") -> list[tuple[int, str]]:
    each = (lambda entry, index: entry) if list_name else None
    return [(line, mistake.code) for line, mistake in read_yaml(text.encode(), list_name, each).mistakes]


@pytest.mark.parametrize(
    ("most", "more", "told"),
    [
        ("[" * 16 + "a" + "]" * 16, "[" * 17 + "a" + "]" * 17, [(1, "yaml_depth")]),
        (
            "\n".join(f"a{at}: b" for at in range(1000)),
            "\n".join(f"a{at}: b" for at in range(1001)),
            [(1001, "yaml_fields")],
        ),
        ("a: " + "b" * 1_000_000, "a: " + "b" * 1_000_001, [(1, "yaml_text_length")]),
        ("q:\n- a: " + "b" * 20_000, "q:\n- a: " + "b" * 20_001, [(2, "yaml_text_length")]),
        ("q:\n- a\nb: " + "c" * 20_001, "q:\n- a\nb: " + "c" * 1_000_001, [(3, "yaml_text_length")]),
        ("p:\n- a: " + "b" * 20_001, "p:\n- a: " + "b" * 1_000_001, [(2, "yaml_text_length")]),
        ("a:\n  q:\n  - " + "b" * 20_001, "a:\n- &b c\nd: *b", [(2, "yaml_anchor"), (3, "yaml_alias")]),
        ("a: b", "a: b\n---\nc: d", [(2, "yaml_second_document")]),
        ("a: b", "a: !!str b\nc: !x [d]", [(1, "yaml_tag"), (2, "yaml_tag")]),
        ("? a\n: b", "? [a]\n: b", [(1, "yaml_complex_key")]),
        ('a: "b\\u00e9"', 'a: "b\\u202e"\nc: "\\x07"', [(1, "character_forbidden"), (2, "character_forbidden")]),
        ("\n".join("- a" for _ in range(5000)), "- &a b\n" * 250, [(at, "yaml_anchor") for at in range(1, 201)]),
    ],
)
def test_a_document_is_read_up_to_its_limits(most: str, more: str, told: list[tuple[int, str]]) -> None:
    assert codes(most, "q") == []
    assert codes(more, "q") == told


def test_a_document_has_at_most_so_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "MAX_NODES", 5)
    assert codes("- a\n- b\n- c\n") == []
    assert codes("- a\n- b\n- c\n- d\n") == [(5, "yaml_nodes")]
    assert codes("a: b\nc: d\n") == [(3, "yaml_nodes")]


def test_entries_are_handed_on_one_by_one() -> None:
    seen: list[tuple[object, int]] = []

    def each(entry: object, index: int) -> str:
        seen.append((entry, index))
        return f"entry {index}"

    read = read_yaml(b"q:\n- a\n- [b, c]\n- {d: e}\nr:\n- f\ns: {q: [g]}\n", "q", each)
    assert seen == [("a", 0), (["b", "c"], 1), ({"d": "e"}, 2)]
    assert read.root == {"q": ["entry 0", "entry 1", "entry 2"], "r": ["f"], "s": {"q": ["g"]}}
    assert (read.mistakes, read.broken, read.no_yaml) == ([], False, ())
    assert read_yaml(b"", "q", each).root == ""
    seen.clear()
    assert read_yaml(b"q:\n- a\nq:\n- b\n", "q", each).root == {"q": ["entry 0"]}
    assert seen == [("a", 0)]
    assert read_yaml(b"- q: [a]\n", "q", each).root == [{"q": ["a"]}]
    assert read_yaml(b"q: {a: b}\n", "q", each).root == {"q": {"a": "b"}}
    assert seen == [("a", 0)]


def test_of_a_field_that_is_there_twice_the_first_counts() -> None:
    assert read_yaml(b"a: b\nc: d\na: e\n").root == {"a": "b", "c": "d"}


def test_places_have_the_lines_where_they_begin() -> None:
    data = b"a: b\nc:\n  d: e\n  f:\n  - g\n  - h: i\n    j: k\n"
    places = {(): 1, ("a",): 1, ("c",): 2, ("c", "d"): 3, ("c", "f"): 4, ("c", "f", 0): 5, ("c", "f", 1): 6}
    places |= {("c", "f", 1, "h"): 6, ("c", "f", 1, "j"): 7}
    assert lines_of(data, places) == places
    missing = {("c", "x"): 2, ("c", "f", 5): 4, ("c", "f", 1, "j", 0): 7, ("y",): 1}
    assert lines_of(data, missing) == missing


def test_a_letter_may_have_thirty_marks() -> None:
    assert list(forbidden_in("e" + "\u0301" * 30)) == []
    assert list(forbidden_in("e" + "\u0301" * 31)) == [31]
    assert list(forbidden_in("ά" + "\u0301" * 30)) == []
    assert list(forbidden_in("α" + "\u0301" * 31 + "α" + "\u0301" * 31)) == [31]
    assert list(forbidden_in("e" + "\u0301" * 20 + "e" + "\u0301" * 20)) == []
    assert list(forbidden_in(normalize("NFC", "é" * 100))) == []


def test_the_quick_look_passes_over_no_more_and_no_less_than_it_can() -> None:
    slow = {*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0xCC, 0xE2), 0xE3, 0xEA, *range(0xEF, 0x100)}
    assert {byte for byte in range(0x100) if may_hold_forbidden(bytes([byte]))} == slow
    assert may_hold_forbidden("\u0080".encode())
    assert may_hold_forbidden("\u2028".encode())
    assert not may_hold_forbidden("„Größe“ – déjà vu 漢字 ½".encode())


def test_places_have_the_columns_where_they_begin() -> None:
    data = b"a: b\nc:\n  - d\n  -  e: f\n     'g' : [h, {i: j}]\n"
    expected = {
        (): (1, 1),
        ("a",): (1, 1),
        ("c", 0): (3, 5),
        ("c", 1): (4, 6),
        ("c", 1, "g"): (5, 6),
        ("c", 1, "g", 0): (5, 13),
        ("c", 1, "g", 1, "i"): (5, 17),
        ("c", 1, "x"): (4, 6),
    }
    assert places_of(data, expected) == expected
    assert places_of(b"", [(), ("a",)]) == {(): (0, 0), ("a",): (0, 0)}
