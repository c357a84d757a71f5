"""A bank in parts: where it comes apart, and that each part reads as it does within the whole."""

from quizapp.formats.bank_parts import Head, Part, PartReading, Parts, parts_of
from quizapp.formats.files_beside import Memory

BEFORE = """\
id: bees
title: Bees
passage:
  text: |
    Bees sting people.
"""
QUESTION = """\
  - id: sting
    type: true_false
    stem: Bees sting.
    key: true
    evidence: Bees sting
"""
OTHER = QUESTION.replace("id: sting", "id: again")


def test_a_text_comes_apart_before_each_dash_of_the_first_column() -> None:
    shapes = {
        ("questions:\n", "- a\n", "-\n  b\n", "- - c\n - d\n", "-"): "",
        ("questions:\n", "  - a\n    - b\n", "  -\n", "  - c\n  -d\n\n# e\n   -f\n"): "",
        ("x: 1\nquestions: # q\n\n  # first\n", "  - a\n", "  # second\n  - b\n"): None,
        ("questions:\n", "- a\n", "- b\n# c\n"): "about:\n- d\n",
        ("questions:\n", "- a\n"): "-b\n- c\n",
        ("questions:\n", "  - a\n", "  - b\n"): " c: d\n  - e\n",
        ("questions:\n", "  - a\n"): "- b\n  - c\n",
        ("questions\t :  \n  \n", " - a\n", " - b\n\n"): "c: d\n - e\n",
        ("a:\n  questions:\n  - x\nquestions:\n", "- a\n"): "",
    }
    for (before, *entries), after in shapes.items():
        text = "".join((before, *entries, after or ""))
        found = parts_of(text)
        assert found is not None, text
        if after is None:  # a comment above an entry stays with the one before it
            entries = ["  - a\n  # second\n", "  - b\n"]
            after = ""
        assert found == Parts(before, tuple(entries), after), text
        assert found.head == before + after
    for text in (
        *("", "questions:", "questions: []\n", "questions:\n", "questions:\n\ta\n", "questions:\n  -a\n"),
        *("questions:\n# - a\n", "questions:\nb:\n- a\n", " questions:\n - a\n", "questions: x\n- a\n"),
    ):
        assert parts_of(text) is None, text


def test_a_part_is_one_entry_with_its_lines_and_slips() -> None:
    part = Part(QUESTION)
    assert (part.lines, part.is_legible, part.is_broken, part.mistakes, part.slips) == (5, True, False, (), ())
    assert part.raw == {
        "id": "sting",
        "type": "true_false",
        "stem": "Bees sting.",
        "key": "true",
        "evidence": "Bees sting",
    }
    stem = part.outline.find(("stem",))
    assert stem is not None
    assert QUESTION[stem.start : stem.end] == "Bees sting."

    slipped = Part(QUESTION.replace("Bees sting.", "Bees # sting"))
    assert [(slip.line, slip.mistake.code) for slip in slipped.slips] == [(3, "text_after_hash")]
    twice = Part(QUESTION + "    stem: Two\n")
    assert [(each.line, each.mistake.code) for each in twice.mistakes] == [(6, "duplicate_key")]
    assert not twice.is_broken
    for text in (QUESTION + OTHER, QUESTION + "a: b\n", "  - [a\n", "a\n", "", '  - "a\n'):
        broken = Part(text)
        assert (broken.is_broken, broken.raw, broken.slips) == (True, "", ()), text
    assert [(each.line, each.mistake.code) for each in Part('  - a: b\n    c: "d\n').mistakes] == [(2, "yaml_quote")]
    odd = Part(QUESTION.replace("Bees", "B\u202ees # x"))
    assert not odd.is_legible
    assert odd.slips == ()
    assert Part("").outline.children == []
    assert Part("  - a\n").outline.raw() == "a"


def test_a_head_is_what_stands_around_a_list_that_is_empty() -> None:
    head = Head(BEFORE + "questions:\n")
    assert (head.is_legible, head.is_broken, head.mistakes, head.slips) == (True, False, [], ())
    assert list(head.raw) == ["id", "title", "passage", "questions"]
    title = head.outline.find(("title",))
    assert title is not None
    assert head.text[title.start : title.end] == "Bees"
    slipped = Head("id: bees\ntitle: Bees # sting\nquestions:\n")
    assert [(slip.line, slip.mistake.code) for slip in slipped.slips] == [(2, "text_after_hash")]
    for text in (
        "id: bees\n",
        "id: bees # x\nquestions: x\n",
        "questions:\n- a\n",
        "- a\n",
        "",
        'id: "a\nquestions:\n',
    ):
        broken = Head(text)
        assert (broken.is_broken, broken.raw, broken.slips) == (True, {}, ()), text
    assert Head("").outline.children == []
    odd = Head("id: a\u202e\ntitle: b # c\nquestions:\n")
    assert not odd.is_legible
    assert odd.slips == ()


def reading(before: str = BEFORE) -> PartReading:
    return PartReading(Head(f"{before}questions:\n"), Memory({}))


def test_questions_are_read_one_by_one_as_in_the_whole() -> None:
    surroundings = reading()
    assert (surroundings.mistakes, surroundings.problems) == ((), ())
    cases = {
        QUESTION: [],
        QUESTION.replace("Bees sting\n", "Wasps\n"): [("evidence_not_found", ("evidence",))],
        QUESTION.replace("true\n", "perhaps\n"): [("not_a_choice", ("key",))],
        QUESTION.replace("    key: true\n", ""): [("missing_field", ())],
        QUESTION.replace("stem: Bees sting.", "stem: ' '"): [("empty_text", ("stem",))],
    }
    for text, expected in cases.items():
        read = surroundings.read(Part(text).raw)
        assert [(each.code, each.path) for each in read.mistakes] == expected, text
        assert read.question is not None
        assert (read.question.id, read.has_id) == ("sting", True)
    nameless = surroundings.read(Part(QUESTION.replace("id: sting", "points: 2")).raw)
    assert nameless.question is not None
    assert not nameless.has_id
    assert [each.code for each in nameless.mistakes] == ["missing_field"]
    formless = surroundings.read("just words")
    assert (formless.question, formless.has_id, len(formless.mistakes)) == (None, False, 1)

    one, two = (surroundings.read(Part(text).raw).question for text in (QUESTION, OTHER))
    assert one is not None
    assert two is not None
    bank = surroundings.bank(one, two)
    assert bank is not None
    assert (bank.id, bank.questions, bank.passage.text) == ("bees", (one, two), "Bees sting people.")
    for spoiled in (
        BEFORE.replace("id: bees\n", ""),
        BEFORE + "points: 3\n",
        BEFORE.replace("    Bees sting people.\n", ""),
    ):
        assert reading(spoiled).mistakes
        assert reading(spoiled).bank(one) is None


def test_surroundings_are_alike_where_a_question_reads_the_same_in_both() -> None:
    whole = reading()
    assert whole.is_like(reading())
    assert whole.is_like(reading(BEFORE.replace("title: Bees", "title: Bees\nauthor: A")))
    nothing = reading("title: x\nfoo: y\n")
    for other in (
        reading(BEFORE.replace("people", "us")),
        reading(f"language: de\n{BEFORE}"),
        reading("id: bees\ntitle: Bees\n"),
        reading(BEFORE + "levels:\n  - id: easier\n    name: Easier\n    text: Bees sting.\n"),
    ):
        assert not whole.is_like(other)
        assert not other.is_like(whole)
    around = PartReading(Head(""), Memory({}))
    assert (around.around is None) == (nothing.around is None or around.around is None)
