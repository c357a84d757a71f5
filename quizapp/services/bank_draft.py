"""The draft of a bank: the text of its file and of those beside it, while somebody writes them.

The text is the truth. A change of a value is a change of the text, in its author's own lines (`native_patch`); what is
typed changes the text, and the values follow. Undo and redo know no end.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.formats import native_patch
from quizapp.formats.native import ReadResult, read_kept_bank
from quizapp.formats.yaml_events import Raw
from quizapp.problems import Path, Problem
from quizapp.services.draft_reading import DraftReading
from quizapp.services.draft_scope import INDEXES, Scope, touched
from quizapp.services.edited_text import Change, EditedText

BANK = ""
"""The name of the bank's own file among the texts of a draft."""
_LINE_END = re.compile("\r\n?")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\(<?([^)>\n]+?)>?(?:\s+\"[^\"\n]*\")?\)")
_TEXTS = (".md", ".markdown", ".txt")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Snapshot(NamedTuple):
    """All that a draft would save, as it is at one moment, to be read on any thread."""

    data: bytes
    files: Mapping[str, bytes]


class _Step(NamedTuple):
    """A step of undo: the changes of texts, by their names, in order."""

    joins: str
    changes: list[tuple[str, Change]]


class BankDraft:
    """A bank as it is being written. It knows neither files nor threads: `services.editing` does.

    `texts` are the files of its passage and levels by the names that the bank gives them, `find` looks for any other
    file beside the bank, such as an image; it gives None where there is none.
    """

    def __init__(
        self,
        data: bytes = b"",
        texts: Mapping[str, bytes] | None = None,
        find: Callable[[str], bytes | None] = lambda name: None,
    ) -> None:
        """Read `data`, which is UTF-8.

        Raises:
            UnicodeDecodeError: it is not, or one of the `texts`.
        """
        self._texts = {BANK: EditedText(data)} | {name: EditedText(each) for name, each in (texts or {}).items()}
        self._find = find
        self._found: dict[str, bytes | None] = {}
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._saved = {name: each.text for name, each in self._texts.items()}
        self._together: list[tuple[str, Change]] | None = None
        self._joinable = False
        self._reading = DraftReading()
        self._problems: tuple[Problem, ...] | None = None
        self._looked = object()  # another one once the files are looked for again
        self._follow()

    # The texts

    @property
    def text(self) -> str:
        """The text of the bank's file; lines end in ``\\n``, however they end in the file."""
        return self._texts[BANK].text

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the texts beside the bank that are edited with it."""
        return tuple(name for name in self._texts if name != BANK)

    def file_text(self, name: str) -> str:
        """The text of a file beside the bank.

        Raises:
            KeyError: it is none of `files`.
        """
        return self._texts[name].text

    def set_text(self, text: str, *, joins: str = "") -> None:
        """Take what was typed for the text of the bank's file; in a row, steps of the same `joins` are one."""
        self._change_text(BANK, text, joins)

    def set_file_text(self, name: str, text: str, *, joins: str = "") -> None:
        """Take what was typed for the text of a file beside the bank."""
        self._change_text(name, text, joins)

    def snapshot(self) -> Snapshot:
        """All that is there now, for whoever saves or checks it on another thread."""
        files = {name: each.to_bytes() for name, each in self._texts.items() if name != BANK}
        waiting = [*_names_of_files(self.data), *_names_of_images(each.text for each in self._texts.values())]
        while waiting:
            name = waiting.pop()
            if name not in files and (data := self._file(name)) is not None:
                files[name] = data
                if name.endswith(_TEXTS):
                    waiting += _names_of_images([data.decode(errors="replace")])
        return Snapshot(self._texts[BANK].to_bytes(), files)

    def look_again(self) -> None:
        """Forget what was found beside the bank: a file has come, or changed."""
        self._found.clear()
        self._looked = object()
        self._follow()

    # The values

    @property
    def data(self) -> Raw:
        """The document as mappings, lists and texts; the last that could be read, while the text is broken."""
        return self._reading.data

    @property
    def is_broken(self) -> bool:
        """Says whether the text is no YAML, so that nothing but the text can be changed."""
        return self._reading.is_broken

    def value(self, path: Path) -> Raw | None:
        """The value at `path`; None where there is none."""
        value: Any = self.data
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part in range(len(value)):
                value = value[part]
            else:
                return None
        return value  # type: ignore[no-any-return]

    def set_value(self, path: Path, value: Any, *, joins: str = "") -> None:
        """Write `value` at `path`; None takes the field or entry away. Changes in a row that have the same `joins`,
        such as those of typing, are one step of undo.

        Raises:
            LookupError: there is no place for such a value, or the text is broken.
        """
        if value is None:
            if self.value(path) is not None:
                self._patch(native_patch.remove, path, joins=joins)
        else:
            self._patch(native_patch.set_value, path, value, joins=joins)

    def insert(self, list_path: Path, index: int, value: Any) -> None:
        """Write `value` as a new entry of a list, before the one at `index`; the list is made where there is none."""
        self._patch(native_patch.insert, list_path, index, value)

    def remove(self, path: Path) -> None:
        """Take a field or an entry away, with the comments that belong to it."""
        self._patch(native_patch.remove, path)

    def move(self, list_path: Path, index: int, to: int) -> None:
        """Move an entry of a list to the place `to`, with the comments that belong to it."""
        self._patch(native_patch.move, list_path, index, to)

    def insert_written(self, list_path: Path, index: int, written: str) -> None:
        """Write an entry of a list as it stands in another bank (`written_entry`), before the one at `index`."""
        self._patch(native_patch.insert_written, list_path, index, written)

    def written_entry(self, path: Path) -> str:
        """An entry of a list as its author wrote it, with its comments."""
        scope = self._scope(native_patch.entry_text, path)
        return native_patch.entry_text(scope.text, scope.within(path))

    def duplicate(self, path: Path) -> int:
        """Write an entry of a list once more, below itself; gives its index. A question is given an id of its own."""
        list_path, index = path[:-1], int(path[-1])
        id_ = self.value((*path, "id"))
        with self.one_step():
            self._patch(native_patch.duplicate, path)
            if list_path == ("questions",) and isinstance(id_, str):
                self.set_value((*list_path, index + 1, "id"), self.free_id(id_))
        return index + 1

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """All changes within are one step of undo; if they fail, none of them is made."""
        outer = self._together
        self._together = outer if outer is not None else []
        try:
            yield
        except BaseException:
            if outer is None:
                for name, change in reversed(self._together):
                    self._texts[name].apply(change.undone)
                self._together = None
                self._follow()
            raise
        if outer is None:
            if self._together:
                self._done.append(_Step("", self._together))
                self._undone.clear()
                self._joinable = False
            self._together = None

    def free_id(self, wanted: str) -> str:
        """An id that no question has, like `wanted`."""
        questions = self.value(("questions",))
        taken = {each.get("id") for each in questions or () if isinstance(each, dict)}
        if wanted not in taken:
            return wanted
        stem = re.sub(r"-\d+$", "", wanted)[:60] or "question"
        return next(name for number in count(2) if (name := f"{stem}-{number}") not in taken)

    # Undo and redo

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def is_changed(self) -> bool:
        """Says whether anything differs from what was saved last."""
        return bool(self.changed_files())

    @property
    def state(self) -> dict[str, str]:
        """All texts as they are now, by name, for `note_saved`."""
        return {name: each.text for name, each in self._texts.items()}

    def note_saved(self, state: Mapping[str, str]) -> None:
        """Take the texts of a state for what is in their files."""
        self._saved |= state
        self._joinable = False

    def changed_files(self) -> tuple[str, ...]:
        """The names of the texts that differ from what was saved last; `BANK` is that of the bank's own."""
        return tuple(name for name, each in self._texts.items() if each.text != self._saved.get(name))

    def bytes_of(self, name: str) -> bytes:
        """The content of a file as it would be saved."""
        return self._texts[name].to_bytes()

    def add_file(self, name: str, data: bytes = b"", *, is_new: bool = False) -> None:
        """Edit one more text beside the bank; one that `is_new` is in no file yet.

        Raises:
            UnicodeDecodeError: it is no UTF-8.
        """
        if name not in self._texts:
            self._texts[name] = EditedText(data)
            if not is_new:
                self._saved[name] = self._texts[name].text
            self._follow()

    def undo(self) -> None:
        """Take back the last step, if there is one."""
        if self._done:
            step = self._done.pop()
            for name, change in reversed(step.changes):
                self._texts[name].apply(change.undone)
            self._undone.append(step)
            self._joinable = False
            self._follow()

    def redo(self) -> None:
        """Do again what was undone last, if there is anything."""
        if self._undone:
            step = self._undone.pop()
            for name, change in step.changes:
                self._texts[name].apply(change)
            self._done.append(step)
            self._joinable = False
            self._follow()

    # Places

    def span(self, path: Path) -> tuple[int, int] | None:
        """The characters of the text where the value at `path` stands; None where there is none."""
        found = self._reading.place(path)
        return None if found is None else (found[0].start + found[1], found[0].end + found[1])

    def path_at(self, offset: int) -> Path:
        """The way to the deepest value around a character of the text."""
        return self._reading.path_at(offset)

    # What a reader makes of it

    def problems(self) -> tuple[Problem, ...]:
        """The mistakes and warnings of the texts as they are, each with its path and line. The bank's own file is named
        `bank.yaml` in them, the others as the bank names them.

        What has not changed is not read again; a change of the passage or of the head of the bank reads all questions.
        """
        if self._problems is None:
            self._problems = self._reading.problems(self._key, self._file, lambda: self.snapshot().files)
        return self._problems

    def problems_of(self, index: int) -> tuple[Problem, ...]:
        """The `problems` of one question; the others are not read for it."""
        if self._problems is None and index in range(self._reading.count):
            return self._reading.problems_of(index, self._key, self._file)
        return tuple(problem for problem in self.problems() if problem.path[:2] == ("questions", index))

    @property
    def bank(self) -> Bank | None:
        """The bank as it is; None while it has mistakes. Its content hash is not that of its files."""
        if any(not problem.is_warning for problem in self.problems()):
            return None
        if self._reading.parts is None:
            return read_snapshot(self.snapshot()).bank
        questions = [self.question(index) for index in range(len(self._reading.parts.entries))]
        return self._reading.bank(self._key, self._file, [each for each in questions if each is not None])

    def question(self, index: int) -> Question | None:
        """The question as the learner gets it; None while it has mistakes."""
        read = self._reading.read_part(index, self._key, self._file)
        if read is not None:
            return None if read.mistakes else read.question
        bank = self._read_alone([index]) if self._reading.parts is None else None
        return None if bank is None else next(iter(bank.questions))

    def bank_of(self, places: Sequence[int]) -> Bank | None:
        """A bank of the questions at `places` alone, with the passage; None while any of these has mistakes, and where
        there is no such question.
        """
        if self._reading.parts is None or not places:
            return self._read_alone(places)
        questions = [question for place in places if (question := self.question(place)) is not None]
        return self._reading.bank(self._key, self._file, questions) if len(questions) == len(places) else None

    # Within

    @property
    def _key(self) -> object:
        """The state of all files beside the bank: the same as long as they are."""
        return self._looked, tuple((name, each.text) for name, each in self._texts.items() if name != BANK)

    def _read_alone(self, places: Sequence[int]) -> Bank | None:
        some = [raw for place in places if (raw := self.value(("questions", place))) is not None]
        if not some or len(some) < len(places):
            return None
        assert isinstance(self.data, dict)
        alone = {**self.data, "questions": some}
        return read_kept_bank(msgspec.json.encode(alone), self.snapshot().files).bank

    def _scope(self, change: Callable[..., str], path: Path, *values: Any) -> Scope:
        if self.is_broken:
            raise LookupError(path)
        return self._reading.scope(*touched(change, path, values, self._reading.count))

    def _patch(self, change: Callable[..., str], path: Path, *values: Any, joins: str = "") -> None:
        scope = self._scope(change, path, *values)
        indexes = INDEXES.get(change, 0) if path == ("questions",) else 0
        moved = (*(int(index) - scope.first for index in values[:indexes]), *values[indexes:])
        after = scope.whole(change(scope.text, scope.within(path), *moved))
        self._change_text(BANK, change(self.text, path, *values) if after is None else after, joins)

    def _joins(self, joins: str) -> bool:
        """Says whether a change of these `joins` belongs to the last step."""
        return bool(joins and self._joinable and self._done and self._done[-1].joins == joins)

    def _change_text(self, name: str, text: str, joins: str) -> None:
        held = self._texts[name]
        change = held.change_to(_LINE_END.sub("\n", text) if "\r" in text else text)
        if change is None:
            return
        change = change._replace(new=_SURROGATE.sub("\ufffd", change.new))
        held.apply(change)
        if self._together is not None:
            self._together.append((name, change))
            self._follow()
            return
        self._undone.clear()
        if self._joins(joins):
            self._done[-1].changes.append((name, change))
        else:
            self._done.append(_Step(joins, [(name, change)]))
        self._joinable = True
        self._follow()

    def _follow(self) -> None:
        """Read the values anew, after the text has changed."""
        self._problems = None
        self._reading.follow(self.text)

    def _file(self, name: str) -> bytes | None:
        if name in self._texts and name != BANK:
            return self._texts[name].to_bytes()
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]


def read_snapshot(snapshot: Snapshot) -> ReadResult:
    """All that the reader says of a draft (`native.ReadResult`); a pure function, for any thread."""
    return read_kept_bank(*snapshot)


def _names_of_images(texts: Iterable[str]) -> list[str]:
    """The names of the files of all images in some Markdown, and maybe some more."""
    return [name for text in texts for name in _IMAGE.findall(text)]


def _names_of_files(data: Raw) -> set[str]:
    """The names of all files that a bank speaks of."""
    names: set[str] = set()
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("file"), str):
                names.add(value["file"])
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return names
