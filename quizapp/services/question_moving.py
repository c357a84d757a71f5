"""Questions that go from one bank to another, as their author wrote them."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from quizapp.errors import QuizAppError
from quizapp.problems import Path, Problem
from quizapp.services.editing import Editing


class MovedQuestion(NamedTuple):
    """A question in its new bank: its place, its id there, and what is wrong with it there, such as evidence that is
    not in the other passage.
    """

    place: int
    id: str
    problems: tuple[Problem, ...]


def copy_question(source: Editing, index: int, target: Editing, at: int | None = None) -> MovedQuestion:
    """Write a question of `source` into `target` too, before the question `at`, or last; one step of undo there.

    It is given another id where its own is taken; its image comes along, under another name where that is taken.

    Raises:
        LookupError: there is no such question, or one of the texts is broken.
    """
    path: Path = ("questions", index)
    written, raw = source.draft.written_entry(path), source.draft.value(path)
    there = target.draft.value(("questions",))
    count = len(there) if isinstance(there, list) else 0
    place = count if at is None else max(0, min(at, count))
    id_ = raw.get("id") if isinstance(raw, dict) else None
    new_id = target.draft.free_id(id_) if isinstance(id_, str) else ""
    with target.draft.one_step():
        target.draft.insert_written(("questions",), place, written)
        if new_id != id_ and new_id:
            target.draft.set_value(("questions", place, "id"), new_id)
        for inner, name in _images(raw):
            if (data := source.image(name)) is not None:
                with suppress(QuizAppError):  # it cannot be shown there either, and is told as a mistake
                    new_name = target.add_image(name, data)
                    if new_name != name:
                        target.draft.set_value(("questions", place, *inner), new_name)
    return MovedQuestion(place, new_id, target.draft.problems_of(place))


def _images(raw: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The names of the images in a question and in those within it, with where they stand."""
    if not isinstance(raw, dict):
        return
    for name, part in raw.items():
        if name == "image" and isinstance(part, dict) and isinstance(part.get("file"), str):
            yield (*path, "image", "file"), part["file"]
        elif isinstance(part, dict) and "stem" in part:
            yield from _images(part, (*path, name))
