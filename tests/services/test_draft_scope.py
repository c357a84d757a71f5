"""A change of a draft is worked out on few of its questions, and is the change of the whole text."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from quizapp.formats import native_patch
from quizapp.problems import Path
from quizapp.services.bank_draft import BankDraft
from quizapp.services.draft_scope import Scope, touched

HEAD = "# A bank\nid: bees\ntitle: Bees\n\n# the questions\nquestions:\n"
ENTRIES = (
    "  # the first\n  - id: one\n    stem: Bees sting.\n    options:\n      - {text: yes}\n      - {text: no}\n\n",
    "  - id: two\n    stem: What?   # why not\n\n\n",
    "  # the third\n\n  - id: three\n    stem: |\n      Bees\n",
    "  - id: four\n    options: [a, b]\n",
    "  -   id: five\n      stem: So?\n",
)
TAIL = "\n# below\nlanguage: en\nlevels:\n  - id: easier\n"
QUESTIONS: Path = ("questions",)
NEW = {"id": "new", "stem": "New?"}
WRITTEN = "# as written\n- id: new\n  stem: New?   # really\n"


def changes(count: int) -> list[tuple[str, Path, tuple[Any, ...]]]:
    places = range(-2, count + 2)
    found: list[tuple[str, Path, tuple[Any, ...]]] = []
    found += [("insert", QUESTIONS, (at, NEW)) for at in range(count + 1)]
    found += [("insert_written", QUESTIONS, (at, WRITTEN)) for at in range(count + 1)]
    found += [("move", QUESTIONS, pair) for pair in itertools.product(places, repeat=2)]
    found += [(name, ("questions", at), ()) for name in ("remove", "duplicate") for at in places]
    found += [("set_value", ("questions", at, "stem"), ("Other: yes",)) for at in places]
    found += [("set_value", ("questions", at), (NEW,)) for at in places]
    found += [("remove", ("questions", at, "stem"), ()) for at in places]
    for question in (0, 1, 3):
        options: Path = ("questions", question, "options")
        found += [("insert", options, (at, "maybe")) for at in range(3)]
        found += [("move", options, (0, 1)), ("remove", (*options, 1), ())]
    found += [("set_value", QUESTIONS, ([NEW],)), ("remove", QUESTIONS, ()), ("set_value", ("questions", "a"), ("b",))]
    found += [("set_value", ("title",), ("Other",)), ("set_value", ("note",), ("A\nnote",)), ("remove", ("id",), ())]
    found += [("set_value", ("levels", 0, "id"), ("hard",)), ("insert", ("levels",), (1, {"id": "b"}))]
    return found


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "".join(ENTRIES) + TAIL,
        HEAD + "".join(ENTRIES),
        HEAD.partition("# the q")[2].partition("\n")[2] + "".join(ENTRIES[2:]) + TAIL,
        HEAD + ENTRIES[1] + TAIL,
        HEAD + ENTRIES[1] * 2 + ENTRIES[4],
    ],
)
def test_a_change_is_that_of_the_whole_text(text: str) -> None:
    count = text.count(" id: ") - text.count(": easier")
    for name, path, values in changes(count):
        draft = BankDraft(text.encode())
        change: Callable[..., str] = getattr(native_patch, name)
        try:
            expected = change(text, path, *values)
            if name == "duplicate":
                copy = ("questions", int(path[1]) + 1, "id")
                expected = native_patch.set_value(expected, copy, f"{draft.value((*path, 'id'))}-2")
        except LookupError:
            with pytest.raises(LookupError):
                getattr(draft, name)(path, *values)
            assert draft.text == text
            continue
        getattr(draft, name)(path, *values)
        assert written(draft.text) == written(expected), (name, path, values)
    draft = BankDraft(text.encode())
    for at in range(count):  # an entry is as it stands in the whole, also where no other is around it
        assert draft.written_entry(("questions", at)) == native_patch.entry_text(text, ("questions", at))
    for at in (-1, count):
        with pytest.raises(LookupError):
            draft.written_entry(("questions", at))


def written(text: str) -> list[str]:
    """The lines in which something stands; how many are empty between questions is taken from those nearby."""
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("name", "path", "values", "first", "last"),
    [
        ("move", QUESTIONS, (3, 5), 2, 5),
        ("move", QUESTIONS, (5, 3), 2, 5),
        ("move", QUESTIONS, (0, 1), 0, 1),
        ("insert", QUESTIONS, (4, NEW), 2, 4),
        ("insert", QUESTIONS, (0, NEW), 0, 0),
        ("insert", QUESTIONS, (1, NEW), 0, 1),
        ("insert_written", QUESTIONS, (9, WRITTEN), 7, 8),
        ("insert", QUESTIONS, (-1, NEW), 0, 0),
        ("insert", QUESTIONS, (20, NEW), 7, 8),
        ("remove", ("questions", 4), (), 3, 5),
        ("remove", ("questions", 0), (), 0, 1),
        ("remove", ("questions", 8), (), 7, 8),
        ("duplicate", ("questions", 4), (), 3, 4),
        ("duplicate", ("questions", 0), (), 0, 0),
        ("set_value", ("questions", 4), (NEW,), 3, 4),
        ("set_value", ("questions", 4, "stem"), ("So?",), 4, 4),
        ("remove", ("questions", 4, "stem"), (), 4, 4),
        ("move", ("questions", 4, "options"), (0, 1), 4, 4),
        ("set_value", QUESTIONS, ([],), 0, 9),
        ("set_value", ("questions", "stem"), ("So?",), 0, 9),
        ("set_value", ("title",), ("Bees",), -1, -1),
        ("insert", ("levels",), (0, {}), -1, -1),
        ("set_value", (), ({},), 0, 9),
    ],
)
def test_a_change_of_a_question_is_worked_out_on_few_others(
    name: str, path: Path, values: tuple[Any, ...], first: int, last: int
) -> None:
    assert touched(getattr(native_patch, name), path, values, 9) == (first, last)


def test_the_last_question_is_removed_with_the_list() -> None:
    assert touched(native_patch.remove, ("questions", 0), (), 1) == (0, 1)
    assert touched(native_patch.remove, ("questions", 1), (), 2) == (0, 1)


def test_a_part_of_a_text_is_put_back_where_it_was() -> None:
    scope = Scope("questions:\n  - b\n", "id: a\n", "z: 1\n", 3)
    assert scope.within(("questions", 4, "stem")) == ("questions", 1, "stem")
    assert scope.within(("questions", 3)) == ("questions", 0)
    assert scope.within(("questions",)) == ("questions",)
    assert scope.within(("levels", 4)) == ("levels", 4)
    assert scope._replace(first=0).within(("questions", 4)) == ("questions", 4)
    assert scope.whole("questions:\n  - c\n") == "id: a\n  - c\nz: 1\n"
    assert scope._replace(first=0).whole("questions:\n  - c\n") == "id: a\nquestions:\n  - c\nz: 1\n"
    for each in (scope, scope._replace(first=0), scope._replace(after="")):
        assert each.whole("questions: []\n") is None
    assert scope._replace(first=0, after="").whole("questions: []\n") == "id: a\nquestions: []\n"
    cut = Scope("id: a\n- b\n", cut=("- b\n", "- c\n- d\n"))
    assert cut.whole("id: x\n- b\n") == "id: x\n- c\n- d\n"
    assert cut.whole("id: x\n") is None
    assert cut.whole("- b\n- b\n") is None
