"""A draft that is read in parts: every place and every mistake is that of the whole text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.formats.native import read_bank
from quizapp.formats.outline import Node, outline_of
from quizapp.problems import Path as Way
from quizapp.problems import Problem
from quizapp.services.bank_draft import BankDraft
from tests.images import WEBP

TEXT = """# A bank
id: bees
title: Bees
passage:
  text: |
    # Bees

    Bees sting.
    They fly.

# the questions
questions:
  # the first
  - id: one
    type: true_false
    stem: Bees sting.
    key: true
    evidence: Bees sting.

  - id: two
    type: single_choice
    stem: "What do they do?"
    options:
      - text: fly
        key: true
      - {text: sing}   # no
    evidence: They fly.
  -   id: three
      type: true_false
      stem: >
        Bees
        fly.
      key: true
      evidence: They fly.

# below
description: |
  A note.
language: en
"""


def ways(node: Node, way: Way = ()) -> Iterator[Way]:
    """The paths of all values in an outline."""
    yield way
    for name, child in (node.fields or {}).items():
        yield from ways(child, (*way, name))
    for index, child in enumerate(node.entries or ()):
        yield from ways(child, (*way, index))


@pytest.mark.parametrize(
    "text", [TEXT, TEXT[: TEXT.index("\n# below")], TEXT.replace("questions:", "questions: &all", 1)]
)
def test_every_value_is_found_at_its_place_and_every_place_has_its_value(text: str) -> None:
    draft, whole = BankDraft(text.encode()), outline_of(text)
    assert whole is not None
    is_in_parts = "&all" not in text
    all_ways = list(ways(whole))
    assert len(all_ways) > 25
    for way in all_ways:
        node = whole.find(way)
        assert node is not None
        if not is_in_parts or way not in ((), ("questions",)):
            assert draft.span(way) == (node.start, node.end), way
    starts = [text.index(line) for line in ("  - id: one", "  - id: two", "  -   id: three")]
    end = text.index("description:") if "description:" in text else len(text)
    if is_in_parts:  # all lines up to the next question belong to one
        assert draft.span(()) == (0, len(text))
        assert draft.span(("questions",)) == (starts[0], end)
    for at in range(len(text) + 2):
        expected = whole.path_at(at)
        if is_in_parts and starts[0] <= at < end and len(expected) < 2:
            expected = ("questions", sum(start <= at for start in starts) - 1)
        elif is_in_parts and text.index("questions:") + len("questions:") < at < starts[0]:
            expected = ()  # what stands above the first question belongs to none
        assert draft.path_at(at) == expected, at
    for way in (("questions", -1), ("questions", 3), ("questions", 3, "id"), ("questions", 0, "none"), ("none",)):
        assert draft.span(way) is None
        assert draft.value(way) is None


def told(problems: tuple[Problem, ...]) -> list[tuple[object, ...]]:
    return [(each.line, each.code, each.path, each.field, each.question, str(each.values)) for each in problems]


ONE = ("questions", 0)
TWO = ("questions", 1)
THREE = ("questions", 2)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], []),
        ([("title: Bees\n", "title: Bees\nid: wasps\n")], [(4, "duplicate_key", ())]),
        ([("language: en\n", "language: en\ndescription: Other.\n")], [(40, "duplicate_key", ())]),
        ([("language: en\n", "language: en\ntitle: Other.\n")], [(40, "duplicate_key", ())]),
        ([("    options:\n", "    stem: What?\n    options:\n")], [(23, "duplicate_key", TWO)]),
        ([("    key: true\n", "    key: true\n    key: true\n")], [(18, "duplicate_key", ONE)]),
        ([("id: three", "id: one")], [(28, "duplicate_id", (*THREE, "id"))]),
        (
            [("id: three", "id: one"), ("id: two", "id: one")],
            [(20, "duplicate_id", (*TWO, "id")), (28, "duplicate_id", (*THREE, "id"))],
        ),
        (
            [("id: three", "id: two"), ("They fly.\n\n# below", "They go.\n\n# below")],
            [(28, "duplicate_id", (*THREE, "id")), (34, "evidence_not_found", (*THREE, "evidence"))],
        ),
        (
            [("title: Bees\n", "title: Bees\ntitel: x\n"), ("language: en\n", "langauge: en\n")],
            [(4, "unknown_field", ("titel",)), (40, "unknown_field_suggest", ("langauge",))],
        ),
        ([("title: Bees\n", "")], [(2, "missing_field", ())]),
        (
            [("key: true\n    evidence: Bees sting.", "key: maybe\n    evidence: Bees bite.")],
            [(17, "not_a_choice", (*ONE, "key")), (18, "evidence_not_found", (*ONE, "evidence"))],
        ),
        ([("{text: sing}", "{txt: sing}")], [(26, "unknown_field_suggest", (*TWO, "options", 1, "txt"))]),
        ([("    type: single_choice\n", "")], [(20, "missing_field", TWO)]),
        (
            [("id: two\n", "id: two\n    tags: [1,000]\n"), ('"What do they do?"', "Which is #1 of these?")],
            [
                (21, "unknown_field", (*TWO, "tags")),
                (21, "comma_in_list", (*TWO, "tags", 1)),
                (23, "text_after_hash", TWO),
            ],
        ),
        (
            [
                ("title: Bees", "title: Bees #1"),
                ("stem: Bees sting.", "stem: Bees sting. # ever  "),
                ("stem: >\n        Bees\n        fly.", "stem: Bees fly #1"),
                ("  A note.\n", "  A note.\nlicense: CC BY #2 \n"),
            ],
            [
                (3, "text_after_hash", ()),
                (16, "text_after_hash", ONE),
                (30, "text_after_hash", THREE),
                (37, "text_after_hash", ()),
            ],
        ),
        ([("title: Bees\n", 'title: Bees\nid: wasps\ntitle: "Bees"\n'), ("language: en", "id: x\nlanguage: en")],
         [(4, "duplicate_key", ()), (5, "duplicate_key", ()), (41, "duplicate_key", ())]),
        ([("id: three", "id: two"), ("id: one", "name: one"), ("  - id: two", "  - two\n  - [three]\n  - id: two")],
         [(14, "unknown_field", (*ONE, "name")), (14, "missing_field", ONE), (20, "not_a_mapping", TWO),
          (21, "not_a_mapping", THREE), (30, "duplicate_id", ("questions", 4, "id"))]),
        ([("id: three", "id: one"), ("id: two", "id: [one]")],
         [(20, "not_a_text", (*TWO, "id")), (28, "duplicate_id", (*THREE, "id"))]),
        ([("title: Bees\n", "title: Bees\ntitle: B\n"), ('"What do they do?"', '"What do they do?')],
         [(4, "duplicate_key", ()), (23, "yaml_quote", TWO)]),
        ([('"What do they do?"', '"What do they do?')], [(22, "yaml_quote", TWO)]),
        ([("stem: Bees sting.", "stem: Bees: sting.")], [(16, "yaml_colon", ONE)]),
        ([("They fly.\n\n# below", "[They fly.\n\n# below")], [(34, "yaml_bracket", THREE)]),
        ([("title: Bees", 'title: "Bees')], [(3, "yaml_quote", ())]),
        ([("language: en", 'language: "en')], [(39, "yaml_quote", ())]),
        ([("title: Bees", "title: Bees #1"), ("language: en", 'language: "en')], [(39, "yaml_quote", ())]),
        ([("title: Bees", "title: Bees #1\u202e")], [(3, "character_forbidden", ())]),
        ([("title: Bees", "title: Be\u202ees")], [(3, "character_forbidden", ())]),
        ([("They fly.\n  -", "They \x01fly.\n  -")], [(27, "character_forbidden", ())]),
    ],
)  # fmt: skip
def test_every_mistake_is_told_at_its_line_as_in_the_whole(
    changes: list[tuple[str, str]], expected: list[tuple[int, str, Way]]
) -> None:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    draft = BankDraft(text.encode())
    problems = draft.problems()
    assert [(each.line, each.code, each.path) for each in problems] == expected
    anchored = BankDraft(text.replace("questions:", "questions: &all", 1).encode())  # it does not come apart
    whole = [each for each in anchored.problems() if each.code != "yaml_anchor"]
    if draft.is_broken:
        assert [each[:2] for each in told(tuple(whole))] == [each[:2] for each in told(problems)]
    else:  # the whole has no path of a field that is there twice
        assert [(*each[:2], *each[3:]) for each in told(tuple(whole))] == [
            (*each[:2], *each[3:]) for each in told(problems)
        ]
    for index in range(5):
        of_it = [each for each in problems if each.path[:2] == ("questions", index)]
        assert list(draft.problems_of(index)) == of_it
        if expected and expected[0][1] != "character_forbidden":
            assert told(BankDraft(text.encode()).problems_of(index)) == told(tuple(of_it))
    assert BankDraft(text.encode()).problems_of(-1) == ()
    assert (draft.bank is None) == any(not each.is_warning for each in problems)


def test_what_stands_below_a_list_that_comes_first_is_told_at_its_line() -> None:
    for above in ("", "\n\n"):
        text = (
            f"{above}questions:\n- {{id: one, type: true_false, stem: So?, key: true}}\n\nlanguage: en\nlanguage: es\n"
        )
        found = BankDraft(text.encode()).problems()
        line = len(above) + 1
        assert [(each.line, each.code) for each in found if each.code != "duplicate_key"] == [
            *((line, "missing_field") for name in ("id", "title", "passage")[: len(found) - 1]),
        ]
        assert found[-1].line - line == 4
        assert found[-1].values["line"] == str(line + 3)


def test_a_picture_that_has_come_is_no_mistake_any_more() -> None:
    files: dict[str, bytes] = {}
    text = TEXT.replace("key: true", "key: true\n    image: {file: a.webp, alt: A bee}", 1)
    draft = BankDraft(text.encode(), {}, files.get)
    (missing,) = draft.problems()
    assert missing.path[:3] == (*ONE, "image")
    files["a.webp"] = WEBP
    assert draft.problems() == (missing,)
    draft.look_again()
    assert draft.problems() == ()


def test_the_files_that_a_draft_names_are_held_against_the_same_limits_as_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "bees.yaml"
    head, _, rest = TEXT.partition("  text: |")
    rest = rest[rest.index("# the questions") :]
    for name, content in (
        ("bees.md", b"# Bees\n\nBees sting.\nThey fly.\n"),
        ("bees.md", b"# Bees\n\nBees sting.\nThey fly.\n" + b"x" * (66 * 2**20)),
        ("none.md", b""),
        ("../bees.md", b""),
        ("bees.md", b"\xff"),
    ):
        text = f"{head}  file: {name}\n\n{rest}"
        file.write_text(text)
        (tmp_path / "bees.md").write_bytes(content)
        files = {"bees.md": content}
        problems = BankDraft(text.encode(), {}, files.get).problems()
        expected = read_bank(file).problems
        assert [(each.code, each.line, each.values) for each in problems] == [
            (each.code, each.line, each.values) for each in expected
        ]
        assert bool(problems) == (not content.endswith(b"fly.\n"))


def test_what_was_read_of_a_question_goes_with_the_passage_and_comes_back_with_it() -> None:
    draft = BankDraft(TEXT.encode())
    questions = [draft.question(index) for index in range(3)]
    assert [each.id for each in questions if each] == ["one", "two", "three"]
    draft.move(("questions",), 2, 0)  # what has moved is the same
    assert [draft.question(index) for index in range(3)] == [questions[2], questions[0], questions[1]]
    first = draft.question(0)
    draft.set_value(("title",), "Wasps")  # as is what has another title above it
    assert draft.question(0) is first
    draft.set_value(("passage", "text"), "# Bees\n\nThey fly.\n")
    assert [draft.question(index) is None for index in range(3)] == [False, True, False]
    draft.undo()
    assert [draft.question(index) for index in range(3)] == [questions[2], questions[0], questions[1]]
    draft.set_value(("language",), "es")
    assert draft.question(0) is not first
    draft.set_text("")
    assert not draft.is_broken
    assert draft.data == {}
    assert draft.span(("id",)) is None
    assert (draft.span(()), draft.path_at(0)) == ((0, 0), ())
    draft.set_text("id: [")
    assert draft.is_broken
    assert draft.data == {}
    assert draft.path_at(0) == ("id",)
