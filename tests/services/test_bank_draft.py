"""A draft of a bank: its text, its values, what a reader makes of it, and the way back."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.formats.native import read_kept_bank
from quizapp.formats.yaml_events import read_yaml
from quizapp.paths import questions_dir
from quizapp.problems import Problem
from quizapp.services.bank_draft import BankDraft, read_snapshot
from tests.authors import TEXTS, VALUES

TOUR = questions_dir() / "tour" / "every-type.yaml"


BANKS = [*sorted(questions_dir().rglob("*.yaml")), *sorted((Path(__file__).parents[1] / "data").rglob("*.yaml"))]


def draft_of(file: Path, data: bytes | None = None) -> BankDraft:
    def find(name: str) -> bytes | None:
        try:
            return (file.parent / name).read_bytes()
        except (OSError, ValueError):
            return None

    passage = find("passage.md")
    texts = {} if passage is None else {"passage.md": passage}
    return BankDraft(file.read_bytes() if data is None else data, texts, find)


def told(problems: tuple[Problem, ...]) -> list[tuple[object, ...]]:
    mistakes = [each for each in problems if not each.is_warning]
    return sorted((each.line, each.file, each.code, each.field, str(each.values), each.question) for each in mistakes)


def test_a_bundled_bank_is_read_as_its_learner_gets_it() -> None:
    draft = draft_of(TOUR)

    assert draft.problems() == ()
    assert draft.bank is not None
    question = draft.question(3)
    assert question == draft.bank.questions[3]
    assert draft.value(("questions", 0, "options", 0, "key")) == "true"
    start, end = draft.span(("questions", 0, "options", 0, "key")) or (0, 0)
    assert draft.text[start:end] == "true"
    assert draft.path_at(start) == ("questions", 0, "options", 0, "key")


def test_what_is_changed_can_be_undone_to_the_first_byte_and_done_again() -> None:
    draft = draft_of(TOUR)
    before = draft.snapshot()

    draft.set_value(("questions", 0, "stem"), "Why?", joins="stem 0")
    draft.set_value(("questions", 0, "stem"), "Why is it: no?", joins="stem 0")
    draft.insert(("questions", 0, "options"), 1, {"text": "yes", "role": "misreading"})
    draft.move(("questions",), 0, 5)
    assert draft.duplicate(("questions", 5)) == 6
    draft.set_value(("questions", 2, "image"), None)
    draft.set_file_text("passage.md", "# Bees\n\nA text.\n")
    after = draft.snapshot()

    assert draft.value(("questions", 5, "options", 1, "text")) == "yes"
    assert draft.value(("questions", 6, "id")) == "why-costs-2"
    assert draft.is_changed
    steps = 0
    while draft.can_undo:
        draft.undo()
        steps += 1
    assert steps == 5  # two of typing are one, and there was no image
    assert draft.snapshot() == before
    assert not draft.is_changed
    while draft.can_redo:
        draft.redo()
    assert draft.snapshot() == after


def test_a_mistake_is_told_at_its_path_and_line() -> None:
    draft = draft_of(TOUR)

    draft.set_value(("questions", 1, "evidence"), "Words that are not in the passage.")
    draft.set_value(("questions", 4, "points"), "-1")

    problems = {problem.path: problem for problem in draft.problems()}
    assert set(problems) == {("questions", 1, "evidence"), ("questions", 4, "points")}
    assert draft.problems_of(4) == (problems["questions", 4, "points"],)
    assert draft.question(4) is None
    assert draft.bank is None
    for path, problem in problems.items():
        span = draft.span(path)
        assert span is not None
        assert draft.text.count("\n", 0, span[0]) + 1 == problem.line


def test_some_questions_make_a_bank_of_their_own_however_the_file_is_written() -> None:
    draft = draft_of(TOUR)
    bank = draft.bank
    assert bank is not None
    last, shown = next((at, each.image.file) for at, each in enumerate(bank.questions) if at and each.image)
    for each in (draft, draft_of(TOUR, json.dumps(draft.data).encode())):  # the second one doesn't come apart
        alone = each.bank_of([0, last])
        assert alone is not None
        assert alone.questions == (bank.questions[0], bank.questions[last])
        assert alone.passage == bank.passage
        assert shown in alone.images
        each.set_value(("questions", last, "points"), "-1")
        assert each.bank_of([0, last]) is None
        assert each.bank_of([0]) is not None
        assert each.bank_of([]) is None
        assert each.bank_of([99]) is None


def test_a_broken_text_keeps_its_last_values_and_can_be_mended() -> None:
    draft = draft_of(TOUR)
    whole, data = draft.text, draft.data

    draft.set_text(whole.replace("title:", 'title: "'))
    assert draft.is_broken
    assert draft.data == data
    assert draft.problems()
    with pytest.raises(LookupError):
        draft.set_value(("title",), "Another title")

    draft.set_text(whole)
    assert not draft.is_broken
    assert draft.problems() == ()


READ_OTHERWISE = {"yaml-apostrophe.yaml", "yaml-dash-long.yaml"}
"""Broken files of which the question alone tells a little otherwise than the whole: whether reading stopped there, and
the numbers of the questions below one that has no dash.
"""


def test_what_is_read_in_parts_is_what_is_read_of_the_whole() -> None:
    compared = 0
    for path in BANKS:
        data = path.read_bytes()
        if len(data) > 1_000_000 or path.name in READ_OTHERWISE:
            continue
        try:
            draft = draft_of(path, data)
        except UnicodeDecodeError:
            continue
        assert told(draft.problems()) == told(read_kept_bank(*draft.snapshot()).problems), path
        if not draft.is_broken:
            assert draft.data == (read_yaml(draft.text.encode()).root or {}), path
        compared += 1
    assert compared > 300


def test_a_change_of_the_passage_reads_all_questions() -> None:
    draft = draft_of(TOUR)
    assert draft.problems() == ()
    draft.set_file_text("passage.md", draft.file_text("passage.md").replace("bees", "wasps"))
    assert told(draft.problems()) == told(read_snapshot(draft.snapshot()).problems)
    assert told(draft.problems())


def test_a_change_of_the_head_reads_what_it_changes() -> None:
    draft = draft_of(TOUR)
    for path, value in (
        (("title",), "Other"),
        (("passage",), {"text": "# Bees\n\nThe bees would be removed.\n"}),
        (("passage",), None),
        (("levels",), [{"id": "easier", "name": "Easier", "file": "passage.md"}]),
    ):
        draft.set_value(path, value)
        assert told(draft.problems()) == told(read_snapshot(draft.snapshot()).problems)
        assert bool(told(draft.problems())) == (path != ("title",))


def test_ends_of_lines_a_mark_and_a_missing_last_end_survive() -> None:
    text = TOUR.read_text("utf-8").rstrip("\n")
    mixed = text.replace("\n", "\r\n").replace("\r\n", "\n", 40)
    for data in (text.encode(), text.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + text.encode(), mixed.encode()):
        draft = draft_of(TOUR, data)
        assert draft.text == text
        assert draft.problems() == ()
        draft.set_value(("questions", 2, "stem"), "One.\nTwo.")
        draft.remove(("questions", 3))
        changed = draft.snapshot().data
        assert read_yaml(changed.removeprefix(b"\xef\xbb\xbf")).root == draft.data
        assert changed.count(b"\r\n") == changed.count(b"\n") or data.count(b"\r\n") != data.count(b"\n")
        assert changed[:200] == data[:200]
        assert changed[-200:] == data[-200:]
        draft.undo()
        draft.undo()
        assert draft.snapshot().data == data


HEADS: list[tuple[str, Any]] = [
    ("title", "Bees: a tour"),
    ("language", "es"),
    ("passage", {"text": "# Bees\n\nThe bees would be removed.\n"}),
    ("passage", None),
    ("time_limit", 5),
    ("levels", [{"id": "easier", "name": "Easier", "file": "passage.md"}]),
    ("glossary", [{"word": "bees", "meaning": "Insects: small ones."}]),
]
CHANGES = st.sampled_from(["head", "set", "set text", "remove", "insert", "move", "duplicate", "type", "undo", "redo"])


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_done_is_read_as_the_whole_is_and_can_be_undone(data: st.DataObject) -> None:
    draft = draft_of(TOUR)
    before = draft.snapshot()
    for _ in range(data.draw(st.integers(1, 8))):
        questions: Any = draft.value(("questions",))
        if draft.is_broken or not questions:
            draft.undo()
            continue
        index, other = (data.draw(st.integers(0, len(questions) - 1)) for _ in range(2))
        match data.draw(CHANGES):
            case "set":
                field = data.draw(st.sampled_from([*questions[index], "note"]))
                draft.set_value(("questions", index, field), data.draw(VALUES))
            case "head":
                name, value = data.draw(st.sampled_from(HEADS))
                draft.set_value((name,), value)
            case "set text":
                draft.set_value(("questions", index, "stem"), data.draw(TEXTS), joins=f"{index}")
            case "remove":
                field = data.draw(st.sampled_from(["", *questions[index]]))
                draft.remove(("questions", index, field) if field else ("questions", index))
            case "insert":
                draft.insert(("questions",), index, {"id": "new", "type": "true_false", "stem": data.draw(TEXTS)})
            case "move":
                draft.move(("questions",), index, other)
            case "duplicate":
                draft.duplicate(("questions", index))
            case "type":
                at = data.draw(st.integers(0, len(draft.text)))
                draft.set_text(draft.text[:at] + data.draw(TEXTS) + draft.text[at:])
            case "undo":
                draft.undo()
            case "redo":
                draft.redo()
        if not draft.is_broken:
            assert draft.data == (read_yaml(draft.text.encode()).root or {})
            assert told(draft.problems()) == told(read_snapshot(draft.snapshot()).problems)
    after = draft.snapshot()
    steps = 0
    while draft.can_undo:
        draft.undo()
        steps += 1
    assert draft.snapshot() == before
    for _ in range(steps):
        draft.redo()
    assert draft.snapshot() == after


def test_what_is_typed_word_by_word_is_written_as_if_it_had_been_typed_at_once():
    stems = {"one": "First", "two": "Which one", "three": "x"}
    bank = "id: a\ntitle: A\nquestions:\n" + "".join(
        f"  - id: {id_}\n    stem: {stem}\n" for id_, stem in stems.items()
    )
    for path, old in ((("questions", 1, "stem"), "Which one"), (("questions", 0, "stem"), "First"), (("title",), "A")):
        draft = BankDraft(bank.encode())
        for end in range(len(old) + 1, len(old) + 11):
            draft.set_value(path, f"{old} is it: no"[:end], joins="typing")
        draft.set_value(path, f"{old} is it", joins="typing")
        assert draft.text == bank.replace(f": {old}\n", f": {old} is it\n")
        draft.undo()
        assert draft.text == bank
        assert not draft.can_undo


def test_what_belongs_together_is_one_step_or_nothing() -> None:
    draft = draft_of(TOUR)
    before = draft.snapshot()
    with draft.one_step():
        pass
    assert not draft.can_undo

    def fail(is_inner: bool) -> None:
        with draft.one_step():
            draft.set_value(("title",), "Other")
            draft.set_file_text("passage.md", "# Other\n")
            with draft.one_step():
                draft.set_value(("language",), "es")
                if is_inner:
                    raise ValueError("no")
            raise ValueError("no")

    for is_inner in (False, True):
        with pytest.raises(ValueError, match="no"):
            fail(is_inner)
        assert draft.snapshot() == before
        assert draft.value(("title",)) == read_yaml(before.data).root["title"]
        assert not draft.can_undo
    with draft.one_step():
        draft.set_value(("title",), "Other", joins="title")
        with draft.one_step():
            draft.set_value(("language",), "es")
        draft.set_file_text("passage.md", "# Other\n")
    draft.set_value(("title",), "Others", joins="title")  # what was one step is not joined by more
    draft.undo()
    assert draft.value(("title",)) == "Other"
    draft.undo()
    assert draft.snapshot() == before
    assert not draft.can_undo


def test_a_question_is_there_while_it_has_no_mistakes_whatever_the_others_have() -> None:
    draft = draft_of(TOUR)
    count = len(draft.value(("questions",)))
    whole = draft.text
    for text in (whole, whole.replace("questions:", "questions: &all", 1)):  # the second is not read in parts
        draft.set_text(text)
        assert draft.problems() == () or text != whole
        for index in range(count):
            question, preview = draft.question(index), draft.bank_of([index])
            assert question is not None
            assert preview is not None
            assert preview.questions == (question,)
            assert draft.value(("questions", index, "id")) == question.id
        draft.set_value(("questions", 1, "points"), "-1")
        assert [draft.question(index) is None for index in range(4)] == [False, True, False, False]
        assert draft.bank_of([1]) is None
        assert draft.bank is None
        assert draft.bank_of([0]) is not None
        draft.undo()
    for index in (-1, count):
        assert draft.question(index) is draft.bank_of([index]) is None
    draft.set_file_text("passage.md", "")
    assert draft.bank_of([0]) is None


def test_a_file_beside_the_bank_is_looked_for_once_until_it_has_come() -> None:
    files: dict[str, bytes] = {}
    data = b"id: a\ntitle: A\npassage:\n  file: p.md\nquestions:\n  - {id: q, type: true_false, stem: So?, key: true}\n"
    draft = BankDraft(data, {}, files.get)
    (missing,) = draft.problems()
    assert not missing.is_warning
    files["p.md"] = b"# A\n\nIt is so.\n"
    assert draft.problems() == (missing,)
    draft.look_again()
    assert draft.problems() == ()
    assert draft.bank is not None
    assert draft.bank.passage.title == "A"
    assert draft.snapshot().files == files


SMALL = b"""id: a
title: A
passage: {file: p.md}
questions:
  - {id: q, type: true_false, stem: So?, key: true, image: {file: q.png, alt: x}}
  - {id: q-2, type: true_false, stem: So?, key: true}
"""


def test_steps_are_joined_only_to_the_last_one_and_until_something_comes_between() -> None:
    def type_(draft: BankDraft, *titles: tuple[str, str]) -> None:
        for title, joins in titles:
            draft.set_value(("title",), title, joins=joins)

    def undo_all(draft: BankDraft) -> list[object]:
        seen = []
        while draft.can_undo:
            draft.undo()
            seen.append(draft.value(("title",)))
        return seen

    def save(draft: BankDraft) -> None:
        draft.note_saved(draft.state)

    def there_and_back(draft: BankDraft) -> None:
        draft.undo()
        draft.redo()

    draft = BankDraft(SMALL)
    type_(draft, ("B", "x"), ("C", "y"), ("D", "y"), ("E", "x"), ("F", ""), ("G", ""))
    assert undo_all(draft) == ["F", "E", "D", "B", "A"]
    for between in (save, there_and_back):
        draft = BankDraft(SMALL)
        type_(draft, ("B", "x"), ("C", "x"))
        between(draft)
        type_(draft, ("D", "x"))
        assert not draft.can_redo
        assert undo_all(draft) == ["C", "A"]
        draft.redo()
        assert draft.can_redo
        type_(draft, ("E", "x"))  # what was undone is gone with the next change
        assert not draft.can_redo
        draft.redo()
        assert draft.value(("title",)) == "E"
        draft.undo()
        with draft.one_step():
            draft.set_value(("title",), "F")
        assert not draft.can_redo
        draft.undo()
        draft.undo()
        draft.undo()
        assert draft.value(("title",)) == "A"


def test_what_differs_from_the_files_is_known_by_name() -> None:
    draft = BankDraft(SMALL, {"p.md": b"# P\r\n"})
    assert (draft.files, draft.changed_files(), draft.is_changed) == (("p.md",), (), False)
    assert draft.state == {"": SMALL.decode(), "p.md": "# P\n"}
    draft.add_file("easy.md", b"# E\n")
    draft.add_file("new.md", b"# N\n", is_new=True)
    draft.add_file("p.md", b"other")  # it is there already
    assert (draft.files, draft.changed_files()) == (("p.md", "easy.md", "new.md"), ("new.md",))
    assert [draft.file_text(name) for name in draft.files] == ["# P\n", "# E\n", "# N\n"]
    draft.set_file_text("p.md", "# P\r\nIt is.\rSo \ud800.\n")
    draft.set_text(draft.text.replace("title: A", "title: \udfffB\r"))
    assert draft.file_text("p.md") == "# P\nIt is.\nSo \ufffd.\n"
    assert draft.bytes_of("p.md") == "# P\r\nIt is.\r\nSo \ufffd.\r\n".encode()
    assert draft.value(("title",)) == "\ufffdB"
    assert draft.changed_files() == ("", "p.md", "new.md")
    draft.note_saved({name: text for name, text in draft.state.items() if name != "p.md"})
    assert draft.changed_files() == ("p.md",)
    draft.undo()
    assert draft.changed_files() == ("", "p.md")
    draft.undo()
    assert draft.changed_files() == ("",)
    draft.redo()
    draft.set_text(draft.text)  # nothing has changed
    assert draft.can_redo


def test_ids_of_copies_are_free() -> None:
    for ids, wanted, free in (
        (("q",), "r", "r"),
        (("q",), "q", "q-2"),
        (("q", "q-2", "q-3"), "q", "q-4"),
        (("q", "q-2"), "q-2", "q-3"),
        (("q-7",), "q-7", "q-2"),
        (("x" * 64,), "x" * 64, "x" * 60 + "-2"),
        (("-1",), "-1", "question-2"),
    ):
        draft = BankDraft(("questions:\n" + "".join(f"  - {{id: {id_}}}\n" for id_ in ids) + "  - no\n").encode())
        assert draft.free_id(wanted) == free
    assert BankDraft(b"questions: no\n").free_id("q") == BankDraft().free_id("q") == "q"
    draft = BankDraft(b"questions:\n  - {id: q, options: [{id: o}, {id: p}]}\n  - {stem: no}\n")
    assert draft.duplicate(("questions", 0, "options", 1)) == 2
    assert draft.value(("questions", 0, "options")) == [{"id": "o"}, {"id": "p"}, {"id": "p"}]
    assert draft.duplicate(("questions", 1)) == 2
    assert draft.value(("questions", 2)) == {"stem": "no"}
    assert draft.duplicate(("questions", 0)) == 1
    assert [draft.value(("questions", at, "id")) for at in range(4)] == ["q", "q-2", None, None]
    draft.undo()
    assert len(draft.value(("questions",))) == 3  # type: ignore[arg-type]


def test_a_snapshot_has_every_file_that_the_texts_name() -> None:
    beside = {
        "p.md": b'# P\n\n![a](a.png) ![b](<b c.png>)\n\n![c](c.png "Title")',
        "q.png": b"q",
        "a.png": b"a",
        "b c.png": b"b",
        "c.png": b"![never](never.png)",
        "never.png": b"!",
        "d.png": b"d",
    }
    asked: list[str] = []

    def find(name: str) -> bytes | None:
        asked.append(name)
        return beside.get(name)

    draft = BankDraft(SMALL.replace(b"stem: So?, key", b"stem: '![d](d.png) ![e](e.png)', key", 1), {}, find)
    snapshot = draft.snapshot()
    assert snapshot.data == draft.text.encode()
    assert dict(snapshot.files) == {name: data for name, data in beside.items() if name != "never.png"}
    assert len(asked) == len(set(asked))
    beside["e.png"] = b"e"
    assert "e.png" not in draft.snapshot().files
    draft.look_again()
    assert draft.snapshot().files["e.png"] == b"e"
    edited = BankDraft(SMALL, {"p.md": b"![d](d.png)"}, find)
    assert dict(edited.snapshot().files) == {"p.md": b"![d](d.png)", "d.png": b"d", "q.png": b"q"}


def test_values_are_taken_away_or_refused_where_there_is_no_place_for_them() -> None:
    draft = BankDraft(SMALL)
    for path in (("none",), ("title", 0), ("questions", -1), ("questions", "id"), ("questions", 2), ("title", "x")):
        assert draft.value(path) is None
        draft.set_value(path, None)  # there is nothing to take away
    assert draft.value(()) == draft.data
    assert not draft.can_undo
    draft.set_value(("questions", 1, "stem"), None)
    assert draft.value(("questions", 1)) == {"id": "q-2", "type": "true_false", "key": "true"}
    assert draft.written_entry(("questions", 1)) == "- {id: q-2, type: true_false, key: true}"
    draft.insert_written(("questions",), 0, "- id: new  # mine\n")
    assert draft.text.count("id: new  # mine\n") == 1
    assert draft.value(("questions", 0, "id")) == "new"
    with pytest.raises(LookupError):
        draft.set_value(("title", "of", "it"), "x")
    with pytest.raises(KeyError):
        draft.file_text("p.md")
    draft.set_text("a: [")
    for change in (lambda: draft.remove(("title",)), lambda: draft.written_entry(("questions", 0))):
        with pytest.raises(LookupError):
            change()
