"""The library: which banks there are, what is in them, and what is wrong with those that cannot be read.

What the library page shows of a bank is kept in an index, so that a start reads no bank that it has read before.
"""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.errors import QuizAppError
from quizapp.formats.pack_places import ENDING, is_pack, on_disk, pack_of
from quizapp.paths import UserPaths, bundled_bank_folders
from quizapp.problems import Problem
from quizapp.services.bank_entries import BankEntry, Unit, units_of
from quizapp.texts import Message
from quizapp.whole_file import write_whole

if TYPE_CHECKING:  # what reads banks is imported when the first one is read
    from quizapp.domain.bank import Bank
    from quizapp.formats.native import ReadResult

_INDEX_VERSION = 10
"""To be raised with every change of what can be read: a file's mistakes are kept in the index too."""
_SUFFIXES = (".yaml", ".yml")
_MOST_FILES = 10_000
_UNREADABLE = ("yaml_", "file_", "too_many_problems")
"""Beginnings of the codes of problems with which not all of a file has been read."""


class BankUnreadableError(QuizAppError):
    """A bank that was asked for has mistakes: all of them."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        values = {"file": path.name, "n": len(problems)}
        super().__init__(Message("{file} has %n mistakes.", values), problems[0].line_message)
        self.problems = tuple(problems)


class Library:
    """The banks in some folders, and those that were opened from elsewhere.

    The index is made anew where it is missing or damaged; `opened` are files from outside the folders.
    """

    def __init__(self, folders: Iterable[Path], index_file: Path, opened: Iterable[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._index_file = index_file
        self._opened = list(opened)
        self._entries: dict[Path, BankEntry] = {}
        self._places: dict[Path, int] = {}
        self._stamps: dict[Path, list[list[Any]]] = {}
        self._bank: tuple[Path, list[list[Any]], Bank] | None = None

    @property
    def own_folder(self) -> Path:
        """The folder of the user's own banks: the last one."""
        return self._folders[-1]

    @property
    def opened(self) -> tuple[Path, ...]:
        """The files from outside the folders, the last one opened first."""
        return tuple(self._opened)

    def scan(self) -> tuple[Path, ...]:
        """Look for files and take from the index what it knows of them; gives those that are still to be `read`."""
        known = self._read_index()
        self._entries.clear()
        self._stamps.clear()
        unread = []
        files = self._files(self._opened, known)
        self._places = {path: place for place, path in enumerate(files)}
        for path in files:
            try:
                stamps, entry = known[str(path)]
                if not _are_as_read(stamps):
                    raise ValueError("changed")
                self._entries[path] = _entry_from(path, entry)
                self._stamps[path] = stamps
            except (KeyError, TypeError, ValueError, AttributeError):  # not known, changed, or a damaged index
                unread.append(path)
        return tuple(unread)

    def read(self, path: Path) -> BankEntry:
        """Read one file, as what it is now; and those that had its id, if they have changed or are gone."""
        entry = self._keep(path, *self._read(path))
        for other, known in self._in_order():
            if entry.id and known.id == entry.id and other != path and not self._is_as_read(other):
                self._read_anew(other)
        return entry

    def read_all(self) -> None:
        """Scan, and read what the index does not know."""
        unread = self.scan()
        for path in unread:
            self.read(path)
        if unread:
            self.save_index()

    def add(self, path: Path) -> BankEntry:
        """Add a file from anywhere, first of those that were opened; of a pack, gives its first bank."""
        path = path.expanduser().absolute()
        if path not in self._opened and not self._is_in_folders(path):
            self._opened.insert(0, path)
        first, *_ = [self.read(each) for each in banks_at(path)]
        return first

    @property
    def removable(self) -> frozenset[Path]:
        """The files that can be removed: those from outside the folders."""
        outside = {path for path in self._opened if not self._is_in_folders(path)}
        return frozenset(outside | {path for path in list(self._entries) if pack_of(path) in outside})

    def remove(self, path: Path) -> None:
        """Know no more of a file from outside the folders, and of all banks of a pack with each; the file is left as
        it is.
        """
        whole = pack_of(path) or path
        with suppress(ValueError):
            self._opened.remove(whole)
        for each in [each for each in list(self._entries) if each == whole or pack_of(each) == whole]:
            self._forget(each)

    def look_again(self) -> bool:
        """Read what has changed since it was read, or is new in the folders, and forget what is gone from them.

        Gives whether there was any of it. Files may be added and removed meanwhile, and banks be asked for.
        """
        known = [path for path, _ in self._in_order()]  # what is opened from here on is none of these, and stays
        order = {path: place for place, path in enumerate(known)}
        files = self._files(sorted(self._opened, key=lambda path: order.get(path, len(order))))
        there = set(files)
        gone = [path for path in known if path not in there]
        changed = [path for path in files if not self._is_as_read(path)]
        for path in gone:
            self._forget(path)
        self._places = {path: place for place, path in enumerate(files)}
        for path in changed:
            self._read_anew(path)
        if gone or changed:
            self.save_index()
        return bool(gone or changed)

    def bank(self, path: Path) -> "Bank":
        """The bank in the file at `path`, as it is now; a translation with the texts of its source where it has none.

        Raises:
            BankUnreadableError: it has mistakes.
        """
        if self._bank is not None and self._bank[0] == path and _are_as_read(self._bank[1]):
            return self._bank[2]
        result, stamps, warnings = self._read(path)
        problems = self._keep(path, result, stamps, warnings).problems
        if result.bank is None or problems:
            raise BankUnreadableError(path, problems)
        bank = result.bank
        if bank.translation_of:
            bank, of_source = self._with_source_texts(bank)
            stamps = stamps + of_source
        self._bank = (path, stamps, bank.with_places_found())
        return bank

    def _with_source_texts(self, bank: "Bank") -> tuple["Bank", list[list[Any]]]:
        """`bank` with the texts of the one that it translates where it has none, and the stamps of that one's files."""
        from quizapp.domain.translation import with_source_texts

        for entry in self.entries():
            if entry.id == bank.translation_of and not entry.problems:
                result, stamps, _ = self._read(entry.path)
                return with_source_texts(result.bank, bank) if result.bank is not None else bank, stamps
        return bank, []

    def path_of(self, id_: str) -> Path | None:
        """The file of the bank with this id that has no mistakes, if there is one."""
        return next((entry.path for entry in self.entries() if entry.id == id_ and not entry.problems), None)

    def files_of(self, path: Path | None) -> tuple[Path, ...]:
        """The files on the disk that the bank at `path` was read from, or is to be."""
        if path is None:
            return ()
        files = (path, *(Path(stamp[0]) for stamp in self._stamps.get(path, ())))
        return tuple(dict.fromkeys(pack_of(file) or file for file in files))

    def as_now(self, bank: "Bank") -> "Bank":
        """The bank of the same id as it is now; where there is none, or none without mistakes, `bank` as it is."""
        path = self.path_of(bank.id)
        if path is not None:
            with suppress(QuizAppError):  # it has mistakes now
                return self.bank(path)
        return bank

    def in_language(self, bank: "Bank", language: str) -> "Bank":
        """The bank, or that of its translations which is in `language`, of any region where there is no other.

        Raises:
            QuizAppError: the library has none in this language.
        """
        from quizapp.domain.language_tag import best_tag

        source = bank.translation_of or bank.id
        paths = {entry.language: entry.path for entry in self.entries() if entry.source_id == source}
        tag = best_tag(language, {bank.language, *paths})
        if tag is None:
            tags = ", ".join(sorted({bank.language, *paths}))
            raise QuizAppError(
                "“{title}” is not there in the language “{language}”.", "It is there in: {tags}.",
                title=bank.title, language=language, tags=tags,
            )  # fmt: skip
        return bank if tag == bank.language else self.bank(paths[tag])

    def find(self, name: str) -> Path:
        """The file of the bank that `name` names by its id or its path.

        Raises:
            QuizAppError: there is none, or no bank of this id can be read.
        """
        for path, entry in self._in_order():
            if entry.id == name and not entry.problems:
                return path
        path = Path(name)
        with suppress(RuntimeError):  # nobody of that name has a home here
            path = path.expanduser()
        if os.path.exists(path) or path.suffix in _SUFFIXES or os.sep in name:
            return path.absolute()
        ids = ", ".join(entry.id for _, entry in self._in_order() if entry.id)
        raise QuizAppError(
            "There is no bank “{name}”.",
            "Name a file, or one of: {ids}." if ids else "Name a file.",
            name=name,
            ids=ids,
        )

    def entries(self) -> tuple[BankEntry, ...]:
        """All files that were read, in the order of the folders; a second bank with the same id has that problem."""
        seen: dict[str, str] = {}
        entries = []
        for path, entry in self._in_order():
            if entry.id and not entry.problems:
                if entry.id in seen:
                    values = {"value": entry.id, "where": seen[entry.id]}
                    twice = Problem("duplicate_id", str(path), entry.id_line, "id", values)
                    entry = entry._replace(problems=(twice,))
                seen.setdefault(entry.id, f"{path}:{entry.id_line}")
            entries.append(entry)
        return tuple(entries)

    def units(self, search: str = "", language: str = "", preferred: Collection[Path] = ()) -> tuple[Unit, ...]:
        """The banks by passage, a bank and its translations as one; see `units_of`."""
        return units_of(self.entries(), search, language, preferred)

    def save_index(self) -> None:
        """Keep what was read for the next start. A failure costs only that start's time, so it is not told."""
        known = list(self._stamps.items())  # at once: another thread may be reading a bank
        entries = dict(self._entries)
        banks = {str(path): [stamps, _as_plain(entries[path])] for path, stamps in known if stamps and path in entries}
        with suppress(QuizAppError):
            write_whole(self._index_file, json.dumps({"version": _INDEX_VERSION, "banks": banks}).encode())

    def _in_order(self) -> list[tuple[Path, BankEntry]]:
        """The entries that were read, whenever that was, in the order of the files; those added since stand last."""
        return sorted(self._entries.items(), key=lambda item: self._places.get(item[0], len(self._places)))

    def _files(self, opened: Sequence[Path], known: Iterable[str] = ()) -> list[Path]:
        """The files of all banks; those of packs are the `known` ones, where there are any, so no pack is opened."""
        found: dict[Path, None] = {}
        files = [Path(name) for folder in self._folders for name in sorted(bank_files(str(folder)))]
        for path in (*files, *opened):
            in_it = [Path(name) for name in known if name.startswith(f"{path}{os.sep}")] if is_pack(path) else []
            for each in in_it or banks_at(path):
                found.setdefault(each)
        return list(found)

    def _read(self, path: Path) -> tuple["ReadResult", list[list[Any]], list[Problem]]:
        from quizapp.formats.native import read_bank, warnings_of

        before = _stamp(str(path))  # so that what is written while it is read is seen the next time
        result = read_bank(path)
        # what is no YAML, or beyond our limits, may take minutes to look through
        warnings = [] if any(problem.code.startswith(_UNREADABLE) for problem in result.problems) else warnings_of(path)
        if result.bank is not None:
            from quizapp.services.checking import doubtful_in

            warnings += doubtful_in(result)
        return result, [before, *(_stamp(str(file)) for file in result.files[1:])], warnings

    def _keep(
        self, path: Path, result: "ReadResult", stamps: list[list[Any]], warnings: Sequence[Problem]
    ) -> BankEntry:
        entry = _entry_of(path, result)._replace(warnings=tuple(warnings))
        self._stamps[path] = stamps
        self._entries[path] = entry
        return entry

    def _read_anew(self, path: Path) -> None:
        entry = self._keep(path, *self._read(path))
        if (pack_of(path) or path) not in self._opened and (entry.is_missing or not self._is_in_folders(path)):
            self._forget(path)  # it is gone from a folder, or was removed meanwhile

    def _is_as_read(self, path: Path) -> bool:
        stamps = self._stamps.get(path)
        return stamps is not None and _are_as_read(stamps)

    def _forget(self, path: Path) -> None:
        self._entries.pop(path, None)
        self._stamps.pop(path, None)

    def _is_in_folders(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._folders)

    def _read_index(self) -> dict[str, tuple[list[list[Any]], dict[str, Any]]]:
        try:
            index = json.loads(self._index_file.read_bytes())
            if index["version"] == _INDEX_VERSION and isinstance(index["banks"], dict):
                return index["banks"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        return {}


def library_of(paths: UserPaths, opened: Iterable[str]) -> Library:
    """The banks that come with the program, the user's own, and the files that were `opened` in the window."""
    folders = (*bundled_bank_folders(), paths.banks)
    return Library(folders, paths.cache / "library.json", map(Path, opened))


def banks_at(path: Path) -> list[Path]:
    """The banks in the file at `path`: in a pack, those that its manifest names; otherwise the file itself."""
    if is_pack(path):
        from quizapp.formats.pack_file import read_manifest  # few have packs
        from quizapp.formats.text_file import RefusedError

        with suppress(RefusedError):  # the pack itself is listed, with what is wrong with it
            return [path / bank for bank in read_manifest(path).banks]
    return [path]


def bank_files(folder: str, depth: int = 0) -> list[str]:
    """The files of banks and of packs in `folder` and below it; links to folders are not followed."""
    found: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth < 6:
                        found += bank_files(entry.path, depth + 1)
                elif entry.name.lower().endswith((*_SUFFIXES, ENDING)):
                    found.append(entry.path)
    except OSError:
        pass
    return found[:_MOST_FILES]


def _stamp(file: str) -> list[Any]:
    """The stamps that tell whether a file is still the one that was read."""
    try:
        status = os.stat(on_disk(file))
    except (OSError, ValueError):
        return [file, 0, -1]
    return [file, status.st_mtime_ns, status.st_size]


def _are_as_read(stamps: list[list[Any]]) -> bool:
    return all(_stamp(stamp[0]) == stamp for stamp in stamps)


def _entry_of(path: Path, result: "ReadResult") -> BankEntry:
    bank = result.bank
    if bank is None:
        return BankEntry(path, result.problems)
    counts = Counter(question.type_name for question in bank.questions)
    skills = Counter(question.skill for question in bank.questions if question.skill)
    return BankEntry(
        path=path,
        problems=(),
        id=bank.id,
        title=bank.title,
        description=bank.description,
        author=bank.author,
        license=bank.license,
        language=bank.language,
        passage_title=bank.passage.title if bank.has_passage else "",
        passage_key=_passage_key(bank, result),
        words=bank.passage.words,
        minutes=bank.passage.minutes,
        has_about=bank.about is not None,
        counts=tuple(counts.items()),
        skills=tuple(skills.items()),
        time_limit=bank.time_limit,
        id_line=result.id_line,
        levels=() if bank.level_locked else tuple((each.id, each.name, each.passage.words) for each in bank.levels),
        readability=_readability_of(bank),
        translation_of=bank.translation_of,
    )


def _readability_of(bank: "Bank") -> tuple[tuple[str, str, float, str], ...]:
    from quizapp.services.checking import measure_levels

    return tuple((level.name, *measured.scores[0]) for level, measured in measure_levels(bank) if measured is not None)


def _passage_key(bank: "Bank", result: "ReadResult") -> str:
    """The same for banks that are one unit: those with the same file for their passage, and those without any."""
    if not bank.has_passage:
        return ""
    return bank.content_hash if result.passage_file is None else str(result.passage_file)


def _as_plain(entry: BankEntry) -> dict[str, Any]:
    plain = entry._asdict()
    del plain["path"], plain["also_in"]
    for name in ("problems", "warnings"):
        plain[name] = [[*problem[:4], dict(problem.values), *problem[5:]] for problem in plain[name]]
    return plain


def _entry_from(path: Path, plain: dict[str, Any]) -> BankEntry:
    names = ("counts", "skills", "levels", "readability")
    pairs = {name: tuple(tuple(pair) for pair in plain[name]) for name in names}
    told = {name: tuple(map(_problem_from, plain[name])) for name in ("problems", "warnings")}
    return BankEntry(path, **{**plain, **pairs, **told})


def _problem_from(plain: list[Any]) -> Problem:
    return Problem(*plain[:6])._replace(path=tuple(*plain[6:]))
