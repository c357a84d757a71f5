"""A draft as its reader sees it: its values, where they stand, and its mistakes, read anew only where it has changed.

A text is split into its head and its questions (`bank_parts`); what was read of a part is kept by its text. A text that
does not come apart is read as a whole.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path as FilePath
from typing import Any, Literal

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.formats.bank_parts import BANK_FILE, Head, Part, PartReading, Parts, ReadPart, parts_of
from quizapp.formats.files_beside import leads_out
from quizapp.formats.native import read_kept_bank
from quizapp.formats.outline import Node, outline_of
from quizapp.formats.telling import in_order, problem_of
from quizapp.formats.text_file import refuse_more_than
from quizapp.formats.yaml_events import Raw, read_yaml
from quizapp.formats.yaml_slips import slips_in
from quizapp.problems import Mistake, Path, Problem
from quizapp.services.draft_scope import Scope
from quizapp.texts import Message

_QUESTIONS = "questions"


class FilesOfDraft:
    """The files that a draft names, as its reader asks for them; `find` gives what is in one."""

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._find = find

    def place(self, name: str) -> FilePath:
        return FilePath(name)

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        if leads_out(name):
            return "outside"
        return "missing" if self._find(name) is None else ""

    def content(self, name: str, most: int) -> bytes:
        data = self._find(name) or b""
        refuse_more_than(most, len(data))
        return data


class DraftReading:
    """The text of a bank as it was read last; `follow` reads it again."""

    def __init__(self) -> None:
        self.text = ""
        self.data: Raw = {}
        self.is_broken = False
        self.parts: Parts | None = None
        self._entries: list[Part] = []
        self._head = Head("")
        self._starts: list[int] = []
        self._known: dict[str, Part] = {}
        self._around: tuple[tuple[str, object], PartReading] | None = None
        self._read: dict[str, ReadPart] = {}
        self._whole: Node | None = None

    def follow(self, text: str) -> None:
        """Read what of `text` was not read before. The values of a broken text are those that it had before."""
        self.text, self._whole = text, None
        self.parts = parts_of(text)
        if self.parts is not None:
            known = self._known
            self._entries = [known.get(entry) or Part(entry) for entry in self.parts.entries]
            self._known = {part.text: part for part in self._entries}
            self._read = {text: self._read[text] for text in self._known if text in self._read}
            if self._head.text != self.parts.head:
                self._head = Head(self.parts.head)
            lengths = map(len, self.parts.entries)
            self._starts = list(accumulate(lengths, initial=len(self.parts.before)))
            if self._head.is_broken:
                self.parts = None
        if self.parts is None:
            document = read_yaml(text.encode())
            self.is_broken = document.broken and bool(text.strip())
            self.data = self.data if self.is_broken else document.root or {}
            return
        self.is_broken = any(part.is_broken for part in self._entries)
        if not self.is_broken:
            self.data = {**self._head.raw, _QUESTIONS: [part.raw for part in self._entries]}

    @property
    def count(self) -> int:
        """The number of questions that stand apart in the text."""
        return 0 if self.parts is None else len(self.parts.entries)

    # Places

    def place(self, path: Path) -> tuple[Node, int] | None:
        """The outline of the value at `path`, and how many characters stand before the text that it is of."""
        if self.parts is None:
            node = self._whole_outline().find(path)
            return None if node is None else (node, 0)
        match path:
            case ("questions", int(index), *rest):
                if index not in range(len(self._entries)):
                    return None
                node = self._entries[index].outline.find(tuple(rest))
                return None if node is None else (node, self._starts[index])
            case ():
                return Node(0, len(self.text), None), 0
        node = self._head.outline.find(path)
        if node is None:
            return None
        if path == (_QUESTIONS,):
            whole = Node(len(self.parts.before), self._starts[-1], node.key)
            return whole, 0
        return node, self._starts[-1] - len(self.parts.before) if node.start > len(self.parts.before) else 0

    def path_at(self, offset: int) -> Path:
        """The way to the deepest value around `offset`."""
        if self.parts is None:
            return self._whole_outline().path_at(offset)
        first, last = self._starts[0], self._starts[-1]
        if offset < first:
            return self._head.outline.path_at(offset)
        if offset >= last:
            return self._head.outline.path_at(offset - last + first)
        index = bisect_right(self._starts, offset) - 1
        inner = self._entries[index].outline.path_at(offset - self._starts[index])
        return (_QUESTIONS, index, *inner)

    def _whole_outline(self) -> Node:
        if self._whole is None:
            self._whole = outline_of(self.text) or Node(0, 0, None)
        return self._whole

    def scope(self, first: int, last: int) -> Scope:
        """The part of the text to which a change belongs that touches the questions from `first` to `last`, at most;
        or, with `first` at -1, only what is above or below them.
        """
        parts = self.parts
        if parts is None or last >= len(parts.entries):
            return Scope(self.text)
        if first < 0:
            one = parts.entries[-1]
            return Scope(parts.before + one + parts.after, cut=(one, "".join(parts.entries)))
        head = parts.before.rindex(f"\n{_QUESTIONS}") + 1 if not parts.before.startswith(_QUESTIONS) else 0
        before = self.text[: self._starts[first]] if first else parts.before[:head]
        shown = f"{_QUESTIONS}:\n" if first else parts.before[head:]
        inner = "".join(parts.entries[first : last + 1])
        return Scope(shown + inner, before, self.text[self._starts[last + 1] :], first)

    # Mistakes

    def problems(
        self, key: object, find: Callable[[str], bytes | None], files: Callable[[], Mapping[str, bytes]]
    ) -> tuple[Problem, ...]:
        """The mistakes and warnings of the text. The files beside it are the same as before while `key` is."""
        head = self._head
        if self.parts is None or not (head.is_legible and all(part.is_legible for part in self._entries)):
            return self._problems_of_whole(files())
        around = self._surroundings(key, find)
        told = [*around.problems, *self._problems_of_head(head, around)]
        line = self.parts.before.count("\n")
        ids: dict[str, int] = {}
        for index, part in enumerate(self._entries):
            if part.is_broken:
                told += self._problems_of_broken(index, part, line)
            else:
                told += self._problems_of_part(index, part, line, around, ids)
            line += part.lines
        return in_order(told, BANK_FILE)

    def problems_of(self, index: int, key: object, find: Callable[[str], bytes | None]) -> tuple[Problem, ...]:
        """The mistakes and warnings of one question, which are found without reading the others."""
        assert self.parts is not None
        part = self._entries[index]
        line = self.parts.before.count("\n") + sum(each.lines for each in self._entries[:index])
        if part.is_broken:
            return tuple(self._problems_of_broken(index, part, line))
        ids: dict[str, int] = {}
        for at, other in enumerate(self._entries[:index]):
            if isinstance(other.raw, dict) and isinstance(other.raw.get("id"), str):
                ids.setdefault(str(other.raw["id"]), at)
        told = self._problems_of_part(index, part, line, self._surroundings(key, find), ids)
        return in_order(list(told), BANK_FILE)

    def read_part(self, index: int, key: object, find: Callable[[str], bytes | None]) -> ReadPart | None:
        """One question in its surroundings; None where there is none that can be read alone."""
        if self.parts is None or index not in range(len(self._entries)) or self._entries[index].is_broken:
            return None
        return self._read_in(self._surroundings(key, find), self._entries[index])

    def bank(self, key: object, find: Callable[[str], bytes | None], questions: Sequence[Question]) -> Bank | None:
        """A bank of these questions, in their surroundings; None where these have mistakes."""
        return None if self.parts is None else self._surroundings(key, find).bank(*questions)

    def _surroundings(self, key: object, find: Callable[[str], bytes | None]) -> PartReading:
        wanted = (self._head.text, key)
        if self._around is None or self._around[0] != wanted:
            around = PartReading(self._head, FilesOfDraft(find))
            if self._around is None or self._around[0][1] != key or not self._around[1].is_like(around):
                self._read.clear()
            self._around = wanted, around
        return self._around[1]

    def _read_in(self, around: PartReading, part: Part) -> ReadPart:
        if part.text not in self._read:
            self._read[part.text] = around.read(part.raw)
        return self._read[part.text]

    def _problems_of_head(self, head: Head, around: PartReading) -> Iterator[Problem]:
        assert self.parts is not None
        cut = self.parts.before.count("\n")
        behind = sum(part.lines for part in self._entries)

        def in_whole(line: int) -> int:
            return line if line <= cut else line + behind

        for line, mistake in (*head.mistakes, *head.slips):
            yield _problem(_moved(mistake, in_whole), in_whole(line))
        for mistake in around.mistakes:
            yield _problem(mistake, in_whole(_line(head.text, head.outline, mistake.path)))

    def _problems_of_part(
        self, index: int, part: Part, line: int, around: PartReading, ids: dict[str, int]
    ) -> Iterator[Problem]:
        read = self._read_in(around, part)
        mistakes = list(read.mistakes)
        id_ = read.question.id if read.question is not None and read.has_id else ""
        if id_ and ids.setdefault(id_, index) != index:
            where = Message("question {id}", {"id": ids[id_] + 1})
            mistakes.append(Mistake("duplicate_id", ("id",), {"value": id_, "where": where}))
        shown = id_ if ids.get(id_) == index else ""
        for own, mistake in part.mistakes:
            yield _problem(_moved(mistake, lambda first: line + first - 1), line + own)._replace(
                path=(_QUESTIONS, index)
            )
        for mistake in mistakes:
            at = _line(part.text, part.outline, mistake.path)
            yield _problem(mistake.below(_QUESTIONS, index), line + at, shown)
        for own, slip in part.slips:
            yield _problem(slip, line + own)._replace(path=self._path_of_line(part, index, own))

    def _path_of_line(self, part: Part, index: int, line: int) -> Path:
        return (_QUESTIONS, index, *part.outline.path_at(_last_sign(part.text, _line_ends(part.text)[line - 1])))

    def _problems_of_broken(self, index: int, part: Part, line: int) -> Iterator[Problem]:
        """The mistakes in the YAML of a question: those of the same text with no other question in it."""
        assert self.parts is not None
        alone = self.parts.before + part.text + self.parts.after
        first = self.parts.before.count("\n")
        for problem in read_kept_bank(alone.encode(), {}).problems:
            if problem.line > first:
                yield problem._replace(line=problem.line - first + line, path=(_QUESTIONS, index))

    def _problems_of_whole(self, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
        told = read_kept_bank(self.text.encode(), files).problems
        if self.is_broken or any(problem.code == "character_forbidden" for problem in told):
            return told
        warned = []
        ends = _line_ends(self.text)
        for line, mistake in slips_in(self.text.encode()):
            path = self.path_at(_last_sign(self.text, ends[line - 1]))
            warned.append(_problem(mistake, line)._replace(path=path))
        return in_order([*told, *warned], BANK_FILE)


def _problem(mistake: Mistake, line: int, question: str = "") -> Problem:
    return problem_of(mistake, BANK_FILE, line, question)


def _moved(mistake: Mistake, in_whole: Callable[[int], int]) -> Mistake:
    """`mistake` of a part, where it names a line, with the one that this is `in_whole`."""
    if mistake.code != "duplicate_key":
        return mistake
    first = in_whole(int(str(mistake.values["line"])))
    return mistake._replace(values={**mistake.values, "line": str(first)})


def _line_ends(text: str) -> list[int]:
    """The places at which the lines end."""
    return [*(at for at, sign in enumerate(text) if sign == "\n"), len(text)]


def _last_sign(text: str, end: int) -> int:
    """The place of the last sign before `end` that is no white space."""
    return len(text[:end].rstrip()) - 1


def _line(text: str, root: Node, path: Path) -> int:
    """The line of `path`, or of the nearest place above it that is there."""
    node: Any = root
    deepest = root
    for part in path:
        node = node.child(part)
        if node is None:
            break
        deepest = node
    return text[: deepest.whole_start].count("\n") + 1
