"""A draft of a bank: its text, its values, what a reader makes of it, and the way back."""

from pathlib import Path

import pytest

from quizapp.paths import questions_dir
from quizapp.services.bank_draft import BankDraft

TOUR = questions_dir() / "tour" / "every-type.yaml"


def draft_of(file: Path) -> BankDraft:
    def find(name: str) -> bytes | None:
        beside = file.parent / name
        return beside.read_bytes() if beside.is_file() else None

    return BankDraft(file.read_bytes(), {"passage.md": (file.parent / "passage.md").read_bytes()}, find)


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

    told = {problem.path: problem for problem in draft.problems()}
    assert set(told) == {("questions", 1, "evidence"), ("questions", 4, "points")} or set(told) == {
        ("questions", 1, "evidence", 0),
        ("questions", 4, "points"),
    }
    assert draft.bank is None
    for path, problem in told.items():
        key = draft.key_span(path) or draft.span(path)
        assert key is not None
        assert draft.text.count("\n", 0, key[0]) + 1 == problem.line


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
