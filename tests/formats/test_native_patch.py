"""A change is written into its author's own text: it says what it should, and all else stays as it was."""

import re
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from quizapp.formats import native_patch
from quizapp.formats.outline import outline_of
from quizapp.formats.yaml_style import as_raw
from quizapp.problems import Path
from tests.authors import ODD, TEXTS, VALUES, authored
from tests.examples import examples
from tests.strategies import QUESTIONS

Document = tuple[str, dict[str, Any]]
SLOW = settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def paths_in(value: Any, path: Path = ()) -> list[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for name, part in inner for each in paths_in(part, (*path, name)))]


def at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def read(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# \d+\.", text))


def a_path(data: st.DataObject, value: dict[str, Any], *, in_list: bool = False) -> Path:
    paths = [path for path in paths_in(value) if path and (isinstance(path[-1], int) or not in_list)]
    assume(paths)
    return data.draw(st.sampled_from(paths))


@SLOW
@given(authored(), st.data())
def test_a_value_that_is_set_is_read_as_it_was_given(document: Document, data: st.DataObject) -> None:
    text, value = document
    path, new = a_path(data, value), data.draw(VALUES)
    wanted = deepcopy(value)
    at(wanted, path[:-1])[path[-1]] = new
    after = native_patch.set_value(text, path, new)
    assert read(after) == wanted
    assert native_patch.set_value(after, path, new) == after


@SLOW
@given(authored(), st.data())
def test_to_write_what_is_there_changes_no_byte(document: Document, data: st.DataObject) -> None:
    text, value = document
    path = a_path(data, value)
    assert native_patch.set_value(text, path, at(value, path)) == text


@SLOW
@given(authored(), st.data())
def test_a_text_that_is_changed_changes_nothing_around_it(document: Document, data: st.DataObject) -> None:
    text, value = document
    path, new = a_path(data, value), data.draw(TEXTS)
    assume(isinstance(at(value, path), str))
    after = native_patch.set_value(text, path, new)
    assert read(after) != value or at(value, path) == new
    assert comments(after) == comments(text)
    outline = outline_of(text)
    node = outline.find(path) if outline else None
    assert node is not None
    line = text.rfind("\n", 0, node.whole_start) + 1
    assert after[:line] == text[:line]
    below = text.find("\n", node.end)
    assert after.endswith(text[below:] if below >= 0 else "")


@SLOW
@given(authored(), st.data())
def test_entries_that_come_and_go_take_their_own_comments_alone(document: Document, data: st.DataObject) -> None:
    text, value = document
    path = a_path(data, value, in_list=True)
    entries, index = at(value, path[:-1]), int(path[-1])
    new, to = data.draw(VALUES), data.draw(st.integers(0, len(entries) - 1))

    inserted = native_patch.insert(text, path[:-1], index, new)
    moved = native_patch.move(text, path[:-1], index, to)
    doubled = native_patch.duplicate(text, path)
    wanted = [*entries]
    wanted.insert(to, wanted.pop(index))
    assert at(read(inserted), path[:-1]) == [*entries[:index], new, *entries[index:]]
    assert at(read(moved), path[:-1]) == wanted
    assert at(read(doubled), path[:-1]) == [*entries[: index + 1], *entries[index:]]
    assert comments(inserted) == comments(moved) == comments(text)
    assert set(comments(doubled)) == set(comments(text))
    assert native_patch.remove(doubled, path) == text or comments(native_patch.remove(doubled, path)) == comments(text)


@SLOW
@given(authored(), st.data())
def test_what_is_removed_takes_nothing_else_along(document: Document, data: st.DataObject) -> None:
    text, value = document
    path = a_path(data, value)
    after = native_patch.remove(text, path)
    wanted: Any = deepcopy(value)
    while len(path) > 1 and len(at(wanted, path[:-1])) == 1:
        path = path[:-1]
    del at(wanted, path[:-1])[path[-1]]
    assert (read(after) or {}) == wanted
    outline = outline_of(text)
    assert outline is not None
    for other in paths_in(wanted):  # comments behind texts that stay, stay
        node = outline_of(after).find(other) if wanted else None  # type: ignore[union-attr]
        assert not wanted or node is not None
    assert set(comments(after)) <= set(comments(text))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_a_question_of_any_type_goes_into_a_bank_and_back(
    question: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    import msgspec

    raw = as_raw(msgspec.to_builtins(data.draw(question)))
    text = native_patch.insert("id: a\ntitle: b\nquestions: []\n", ("questions",), 0, raw)
    assert read(text) == {"id": "a", "title": "b", "questions": [raw]}
    again = native_patch.insert("", ("questions",), 0, read(text)["questions"][0])
    assert read(again) == {"questions": [raw]}


def test_texts_that_yaml_would_read_otherwise_are_read_as_they_were_given() -> None:
    for odd in (
        *ODD,
        "\0",
        "a\u202eb",
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "a\x85b",
    ):
        for text in (
            "a: old  # kept\nb: c\n",
            "a: 'old'\nb: c\n",
            "a: |\n  old\nb: c",
            "a: {x: old}\nb: c\n",
            "a:\n- old\nb: c\n",
        ):
            path = next(path for path in paths_in(read(text)) if at(read(text), path) in ("old", "old\n"))
            after = native_patch.set_value(text, path, odd)
            document = read(after) if odd.isprintable() else None
            outline = outline_of(after)
            assert outline is not None
            assert outline.raw() == {**read(text), "a": at({"a": 0}, ()) and outline.raw()["a"]}  # type: ignore[index,call-overload]
            node = outline.find(path)
            assert node is not None
            assert node.text == odd
            assert document is None or at(document, path) == odd
            assert ("# kept" in after) == ("# kept" in text)
            assert after.endswith("\n") == text.endswith("\n")


BEFORE = """\
# The file of a person who likes comments.
id: bees
title: 'Bees'
language: 'en'
questions:

  # The first part

  # about stings
  - id: sting  # easy
    type: true_false
    stem: Bees sting.
    key: true
    # why it is so
    explanation: >-
      They do,
      as all know.
    covers: [a1, b2]
    # end of the first

  - id: fly
    type: single_choice
    stem: "Bees fly: where?"
    options:
      - text: To flowers
        key: true
      # a hard one
      - text: Home
        role: misreading  # or is it?
      - To school
# the end
"""
Q = ("questions", 0)
F = ("questions", 1)
CHANGES: list[tuple[str, tuple[Any, ...], str, str]] = [
    ("set_value", (("title",), "It's: bees"), "title: 'Bees'\n", 'title: "It\'s: bees"\n'),
    ("set_value", ((*Q, "stem"), "yes"), "stem: Bees sting.\n", "stem: 'yes'\n"),
    ("set_value", ((*Q, "key"), False), "key: true\n    #", "key: false\n    #"),
    ("set_value", ((*Q, "explanation"), "No."), ">-\n      They do,\n      as all know.\n", "No.\n"),
    (
        "set_value",
        ((*Q, "stem"), "One.\n\nTwo.\n"),
        "stem: Bees sting.\n",
        "stem: |\n      One.\n\n      Two.\n",
    ),
    ("set_value", ((*Q, "points"), 2), "    key: true\n    #", "    points: 2\n    key: true\n    #"),
    ("set_value", ((*Q, "covers"), ["a1", "c3", "b2"]), "[a1, b2]", "[a1, c3, b2]"),
    (
        "set_value",
        ((*F, "options", 2), {"text": "To school", "role": "unsupported"}),
        "      - To school\n",
        "      - text: To school\n        role: unsupported\n",
    ),
    (
        "set_value",
        ((*F, "image"), {"file": "a.png", "alt": "A bee"}),
        '    stem: "Bees fly: where?"\n',
        '    stem: "Bees fly: where?"\n    image:\n      file: a.png\n      alt: A bee\n',
    ),
    (
        "remove",
        ((*Q, "explanation"),),
        "    # why it is so\n    explanation: >-\n      They do,\n      as all know.\n",
        "",
    ),
    (
        "remove",
        ((*F, "options", 1),),
        "      # a hard one\n      - text: Home\n        role: misreading  # or is it?\n",
        "",
    ),
    ("insert", ((*F, "options"), 1, "No"), "      # a hard one\n", "      - 'No'\n      # a hard one\n"),
    (
        "move",
        ((*F, "options"), 1, 0),
        "      - text: To flowers\n        key: true\n"
        "      # a hard one\n      - text: Home\n        role: misreading  # or is it?\n",
        "      # a hard one\n      - text: Home\n        role: misreading  # or is it?\n"
        "      - text: To flowers\n        key: true\n",
    ),
    ("insert", ((*Q, "hints"), 0, "Think."), "    # end", "    hints:\n      - Think.\n    # end"),
]


@pytest.mark.parametrize(("change", "values", "old", "new"), CHANGES)
def test_a_change_is_written_as_a_person_would_write_it(change: str, values: Any, old: str, new: str) -> None:
    assert BEFORE.count(old) == 1
    after = getattr(native_patch, change)(BEFORE, *values)
    assert after == BEFORE.replace(old, new)


LONG = (
    "A bee that stings a person cannot pull the sting out again, as it has hooks; so it dies of what it has done to us."
)


def test_what_is_new_looks_as_if_a_person_had_written_it() -> None:
    question = {
        "id": "why",
        "type": "table",
        "stem": "Which is *true*?",
        "points": 2,
        "covers": ["F1", "F2"],
        "columns": ["Says so", "Says no"],
        "rows": [{"text": "No", "key": "Says so"}, {"text": "It’s 5", "key": "Says no"}],
        "explanation": LONG,
    }
    assert native_patch.insert("id: a\nquestions: []\n", ("questions",), 0, question) == (
        "id: a\n"
        "questions:\n"
        "  - id: why\n"
        "    type: table\n"
        "    stem: Which is *true*?\n"
        "    points: 2\n"
        "    covers: [F1, F2]\n"
        "    columns: [Says so, Says no]\n"
        "    rows:\n"
        '      - text: "No"\n'
        "        key: Says so\n"
        "      - text: It’s 5\n"
        "        key: Says no\n"
        "    explanation: >-\n"
        "      A bee that stings a person cannot pull the sting out again, as it has hooks; so it dies of what it\n"
        "      has done to us.\n"
    )


def test_quotation_marks_come_and_go_with_the_need_for_them() -> None:
    text = "a: old\nb: 'by choice'\nc: 'old'  # a comment would look like text\n"
    for typed in ("No", "No ", "No b", "No bees: ", "No bees: none", "No bees"):
        text = native_patch.set_value(text, ("a",), typed)
    text = native_patch.set_value(text, ("b",), "other")
    text = native_patch.set_value(text, ("c",), "new")
    assert text == "a: No bees\nb: 'other'\nc: 'new'  # a comment would look like text\n"


def test_a_question_that_is_moved_takes_its_comments_and_leaves_the_headings() -> None:
    start, first, second, end = re.split(r"(?m)^(?=  # about|  - id: fly|# the end)", BEFORE)
    assert native_patch.move(BEFORE, ("questions",), 0, 1) == start + second + "\n" + first.rstrip("\n") + "\n" + end
    assert native_patch.remove(BEFORE, Q) == start + second + end
    assert native_patch.remove(BEFORE, F) == start + first.rstrip("\n") + "\n" + end
    assert native_patch.remove(native_patch.remove(BEFORE, F), Q).count("questions: []\n") == 1


def test_there_is_no_place_for_a_value_in_a_text_or_beyond_a_list() -> None:
    for change, *values in (
        (native_patch.set_value, ("id", "x"), "y"),
        (native_patch.set_value, ("questions", 9, "stem"), "y"),
        (native_patch.remove, ("nothing",)),
        (native_patch.insert, ("id",), 0, "y"),
        (native_patch.move, ("questions",), 0, 2),
        (native_patch.duplicate, ("questions", 2)),
        (native_patch.duplicate, ("id",)),
        (native_patch.entry_text, ("questions", "x")),
    ):
        with pytest.raises(LookupError):
            change(BEFORE, *values)


@pytest.mark.parametrize("end", ["", "\n", "\nabout:\n  text: ", "\nabout:\n  text: |\n    A", " \n "])
def test_a_file_may_end_in_the_middle_of_a_line(end: str) -> None:
    text = f"id: a\npassage:\n  text: |\n    One\n\n    Two{end}"
    value = read(text)
    for path, new in ((("passage", "text"), "x\ny\n"), (("about",), {"text": "x\n"}), (("passage",), {"text": "z"})):
        after = native_patch.set_value(text, path, new)
        assert read(after) == {**value, path[0]: new if path[1:] == () else {"text": new}}
    if "about" in value:
        assert read(native_patch.remove(text, ("about",))) == {"id": "a", "passage": value["passage"]}
