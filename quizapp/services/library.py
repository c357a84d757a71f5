"""The library: which banks there are, what is in them, and what is wrong with those that cannot be read.

What the library page shows of a bank is kept, so that a start reads no bank that it has read before: all of it in an
index (`bank_index`), and the first banks in a small file (`first_banks`), as the first screen has no time for SQLite.
"""

import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from quizapp.errors import QuizAppError
from quizapp.formats.pack_places import BANK_ENDINGS, is_pack, on_disk, pack_of
from quizapp.paths import UserPaths, bundled_bank_folders, questions_dir
from quizapp.problems import Problem
from quizapp.progress import CancelledError, ProgressCallback, nobody_waits
from quizapp.services.bank_entries import BankEntry, Unit, units_of
from quizapp.services.bank_places import bank_files, banks_at
from quizapp.services.file_stamps import Stamps, renewed
from quizapp.services.first_banks import MOST_FIRST, known_from, read_first, write_first
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.texts import Message, Texts

if TYPE_CHECKING:  # what reads banks, or looks into the index, is imported when that is done first
    from quizapp.domain.bank import Bank
    from quizapp.services.bank_index import BankIndex
    from quizapp.services.entry_reading import Reading
    from quizapp.services.found import Found, Wanted

_MOST_INDEXES = 3
"""The one that was kept, one in its place, and one in memory."""
_MOST_HASHED_AT_ONCE = 256 * 1024
"""The size in bytes of files that the first screen waits for, where only their content tells if they have changed."""


class BankUnreadableError(QuizAppError):
    """A bank that was asked for has mistakes: all of them."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        values = {"file": path.name, "n": len(problems)}
        super().__init__(Message("{file} has %n mistakes.", values), problems[0].line_message)
        self.problems = tuple(problems)


class Library:
    """The banks in some folders, and those that were opened from elsewhere.

    What is kept in `first_file` and beside it is made anew where it is missing or damaged; `opened` are files from
    outside the folders. It can be used on several threads.
    """

    def __init__(self, folders: Iterable[Path], first_file: Path, opened: Iterable[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._first_file = first_file
        self._opened = list(opened)
        self._entries: dict[Path, BankEntry] = {}
        self._places: dict[Path, int] = {}
        self._stamps: dict[Path, Stamps] = {}
        self._bank: tuple[Path, Stamps, Bank] | None = None
        self._set_aside: frozenset[Path] = frozenset()
        self._index: BankIndex | None = None
        self._opening_index = Lock()
        self._state = object()
        """The state of the list: another object after each change."""
        self._kinds: tuple[object, tuple[Sequence[str], Sequence[str]]] = None, ((), ())
        self._listed: tuple[object, tuple[BankEntry, ...]] = None, ()

    @property
    def own_folder(self) -> Path:
        """The folder of the user's own banks: the last one."""
        return self._folders[-1]

    @property
    def opened(self) -> tuple[Path, ...]:
        """The files from outside the folders, the last one opened first."""
        return tuple(self._opened)

    @property
    def index(self) -> "BankIndex":
        """The index of all banks; it waits for the disk."""
        with self._opening_index:
            if self._index is None:
                from quizapp.services.bank_index import BankIndex

                self._index = BankIndex(self._first_file.with_suffix(".db"))
            self._index.open()
            return self._index

    def scan(self) -> tuple[Path, ...]:
        """Look for files, and take what is known of the first of them; gives all others."""
        known = read_first(self._first_file)
        self._entries.clear()
        self._stamps.clear()
        unread = []
        files = self._files(self._opened, known)
        self._places = {path: place for place, path in enumerate(files)}
        for path in files:
            kept = known_from(path, known.get(str(path)))
            stamps = renewed(kept[0], _MOST_HASHED_AT_ONCE) if kept is not None else None
            if kept is None or stamps is None:
                unread.append(path)
            else:
                self._stamps[path], self._entries[path] = stamps, kept[1]
        self._state = object()
        return tuple(unread)

    def read(self, path: Path) -> BankEntry:
        """Read one file, as what it is now; and those that had its id, if they have changed or are gone."""
        entry = self._keep(self._reading(path))
        for other, known in list(self._entries.items()):  # in any order: it is asked for each file that is read
            if known.id == entry.id and other != path and not self._is_as_read(other):
                self._read_anew(other)
        self.index.save()
        return self._entries.get(path, entry)

    def read_all(self) -> None:
        """Read what is not known yet."""
        if self.scan():
            self.look_again()

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
        """Forget a file from outside the folders, with all banks of a pack; the file is left as it is."""
        whole = pack_of(path) or path
        with suppress(ValueError):
            self._opened.remove(whole)
        for each in [each for each in list(self._entries) if each == whole or pack_of(each) == whole]:
            self._drop(each)

    def look_again(self, progress: ProgressCallback = nobody_waits) -> bool:
        """Read what has changed since it was read, or is new in the folders, and forget what is gone from them.

        Gives whether there was any of it, or anything that the index had lost. Files may be added and removed
        meanwhile, and banks be asked for. `progress` counts the files that are read; those that are left when it ends
        the work are `set_aside`.
        """
        known = [path for path, _ in self._in_order()]  # what is opened from here on is none of these, and stays
        order = {path: place for place, path in enumerate(known)}
        files = self._files(sorted(self._opened, key=lambda path: order.get(path, len(order))))
        there = set(files)
        gone = [path for path in known if path not in there]
        for path in gone:
            self._forget(path)
        self._places = {path: place for place, path in enumerate(files)}
        self._state = object()
        changed, has_found = self._compare(files)
        wanted = [*changed, *self._unindexed(path for path in files if path not in changed)]
        has_read = False
        for _ in range(_MOST_INDEXES):  # each that fails is replaced by an empty one
            unread = [path for path in wanted if path not in self._set_aside]
            has_read |= bool(unread)
            self._read_each(unread, progress)
            self.index.save()
            wanted = self._unindexed(files)
        if gone or has_found or has_read:
            self.save()
        return bool(gone or has_found or has_read)

    def _read_each(self, paths: Sequence[Path], progress: ProgressCallback) -> None:
        for done, path in enumerate(paths):
            try:
                progress(done, len(paths))
            except CancelledError:
                self._set_aside |= frozenset(paths[done:])
                return
            self._read_anew(path)

    def _unindexed(self, files: Iterable[Path]) -> list[Path]:
        """Those of `files` that the index should hold, and does not."""
        index, aside = self.index, self._set_aside
        return [each for each in files if each not in index.indexed and each not in aside] if index.works else []

    def _compare(self, files: Sequence[Path]) -> tuple[dict[Path, None], bool]:
        """The files that have changed or are new, and whether there are any of which the index alone knew."""
        index = self.index
        for path in index.indexed.difference(files):
            if not os.path.exists(on_disk(str(path))):
                index.forget(path)
        changed = dict.fromkeys(path for path in files if not self._is_as_read(path))
        taken = False
        for stamps, entry in index.known() if not index.indexed.isdisjoint(changed) else ():
            if entry.path in changed and (now := renewed(stamps)) is not None:
                del changed[entry.path]
                self._entries[entry.path], self._stamps[entry.path] = entry, now
                self._state = object()
                taken = True
                if now != stamps:
                    index.stamp_again(now, entry)
        return changed, taken

    @property
    def is_indexed(self) -> bool:
        """Says whether all banks can be searched."""
        return not self._unindexed(self._entries.copy())

    @property
    def set_aside(self) -> int:
        """The number of files that were not read because the reading was canceled."""
        return len(self._set_aside)

    def take_up(self) -> None:
        """Have those that were set aside read when it is looked again."""
        self._set_aside = frozenset()

    def bank(self, path: Path) -> "Bank":
        """The bank in the file at `path`, as it is now; a translation with the texts of its source where it has none.

        Raises:
            BankUnreadableError: it has mistakes.
        """
        if self._bank is not None and self._bank[0] == path and renewed(self._bank[1]) is not None:
            return self._bank[2]
        bank, stamps = self._bank_of_entry(path)
        if bank is None:
            entry, stamps, bank = reading = self._reading(path)
            self._keep(reading)
            self.index.save()
            if bank is None:
                raise BankUnreadableError(path, entry.problems)
        if bank.translation_of:
            bank, of_source = self._with_source_texts(bank)
            stamps = stamps + of_source
        self._bank = (path, stamps, bank.with_places_found())
        return bank

    def _bank_of_entry(self, path: Path) -> "tuple[Bank | None, Stamps]":
        """The bank at `path` and the stamps of its files, if they are as when its entry was made: that takes longer."""
        from quizapp.formats.native import read_bank

        return (read_bank(path).bank, self._stamps.get(path, ())) if self._is_as_read(path) else (None, ())

    def _with_source_texts(self, bank: "Bank") -> tuple["Bank", Stamps]:
        """`bank` with the texts of the one that it translates where it has none, and the stamps of that one's files."""
        from quizapp.domain.translation import with_source_texts

        path = self.path_of(bank.translation_of)
        source, stamps = self._bank_of_entry(path) if path is not None else (None, ())
        if path is not None and source is None:
            _, stamps, source = self._reading(path)
        return with_source_texts(source, bank) if source is not None else bank, stamps

    def path_of(self, id_: str) -> Path | None:
        """The file of the bank with this id that has no mistakes, if there is one."""
        return next((entry.path for entry in self.entries() if entry.id == id_ and not entry.problems), None)

    def files_of(self, path: Path | None) -> tuple[Path, ...]:
        """The files on the disk that the bank at `path` was read from, or is to be."""
        if path is None:
            return ()
        files = path, *(Path(stamp[0]) for stamp in self._stamps.get(path, ()))
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
        if os.path.exists(path) or path.suffix.lower() in BANK_ENDINGS or os.sep in name:
            return path.absolute()
        ids = ", ".join(entry.id for _, entry in self._in_order() if entry.id)
        raise QuizAppError(
            "There is no bank “{name}”.",
            "Name a file, or one of: {ids}." if ids else "Name a file.",
            name=name,
            ids=ids,
        )

    def entries(self) -> tuple[BankEntry, ...]:
        """All files that were read, in the order of the folders.

        A second bank with the same id has that problem; one that comes with the program is left out then.
        """
        state, (listed_of, listed) = self._state, self._listed
        if listed_of is state:
            return listed
        seen, entries = dict[str, str](), list[BankEntry]()
        for path, entry in self._in_order():
            if entry.id and not entry.problems:
                if entry.id in seen and path.is_relative_to(questions_dir()):
                    continue  # the room has brought it along, and nobody there can change ours
                if entry.id in seen:
                    values = {"value": entry.id, "where": seen[entry.id]}
                    twice = Problem("duplicate_id", str(path), entry.id_line, "id", values)
                    entry = entry._replace(problems=(twice,))
                seen.setdefault(entry.id, f"{path}:{entry.id_line}")
            entries.append(entry)
        listed = tuple(entries)
        self._listed = state, listed
        return listed

    def units(self, language: str = "", preferred: Collection[Path] = ()) -> tuple[Unit, ...]:
        """The banks by passage, a bank and its translations as one; see `units_of`."""
        return units_of(self.entries(), None, language, preferred)

    def search(self, wanted: "Wanted", texts: Texts, language: str = "", preferred: Collection[Path] = ()) -> "Found":
        """The result of searching for `wanted`, by `bank_search`. Unless `is_indexed`, some may be missing."""
        from quizapp.services.bank_search import search

        entries, state, (kinds_of, kinds) = self.entries(), self._state, self._kinds
        if kinds_of is not state:
            types = {name for entry in entries for name, _ in entry.counts}
            skills = {name for entry in entries for name, _ in entry.skills}
            kinds = sorted(types), sorted(skills)
            self._kinds = state, kinds
        return search(entries, self.index, wanted, kinds, texts, language, preferred)

    def save(self) -> None:
        """Keep what was read for the next start. A failure costs only that start's time, so it is not told."""
        if self._index is not None:
            self._index.save()
        known = self._stamps.copy()  # at once: another thread may be reading a bank
        entries = self._in_order()
        most = MOST_FIRST
        while most < len(entries) and (pack := pack_of(entries[most][0])) and pack == pack_of(entries[most - 1][0]):
            most += 1  # a pack is known as a whole
        first = [(known[path], entry) for path, entry in entries[:most] if path in known]
        with suppress(QuizAppError):
            write_first(self._first_file, first)

    def close(self) -> None:
        """Let go of the index's file, until something is asked for again."""
        if self._index is not None:
            self._index.close()

    def _in_order(self) -> list[tuple[Path, BankEntry]]:
        """The entries that were read, whenever that was: those of each folder by the names of their files, also those
        that were added since it was looked for files; then those from elsewhere, the ones added since last.
        """
        begins = [f"{folder}{os.sep}" for folder in self._folders]

        def place(item: tuple[Path, BankEntry]) -> tuple[int, str, int]:
            path, found = item[0], self._places.get(item[0], len(self._places))
            for number, begin in enumerate(begins):
                if str(path).startswith(begin):
                    return number, str(pack_of(path) or path), found
            return len(begins), "", found

        return sorted(self._entries.items(), key=place)

    def _files(self, opened: Sequence[Path], known: Iterable[str] = ()) -> list[Path]:
        """The files of all banks; those of packs are the `known` ones, where there are any, so no pack is opened."""
        found: dict[Path, None] = {}
        files = [Path(name) for folder in self._folders for name in sorted(bank_files(str(folder)))]
        for path in (*files, *opened):
            in_it = [Path(name) for name in known if name.startswith(f"{path}{os.sep}")] if is_pack(path) else []
            for each in in_it or banks_at(path):
                found.setdefault(each)
        return list(found)

    def _reading(self, path: Path) -> "Reading":
        from quizapp.services.entry_reading import read_entry

        return read_entry(path)

    def _keep(self, reading: "Reading") -> BankEntry:
        """Keep what was read; in the index, too, unless that has it already."""
        entry, index = reading.entry, self.index
        path = entry.path
        if self._stamps.get(path) != reading.stamps or path not in index.indexed:
            index.write(reading.stamps, entry, reading.bank)
        self._entries[path], self._stamps[path] = entry, reading.stamps
        self._state = object()
        return entry

    def _read_anew(self, path: Path) -> None:
        entry = self._keep(self._reading(path))
        if (pack_of(path) or path) not in self._opened and (entry.is_missing or not self._is_in_folders(path)):
            self._forget(path)  # it is gone from a folder, or was removed meanwhile

    def _is_as_read(self, path: Path) -> bool:
        stamps = self._stamps.get(path)
        now = renewed(stamps) if stamps is not None else None
        if now is not None and now != stamps:
            self._stamps[path] = now
            self.index.stamp_again(now, self._entries[path])
        return now is not None

    def _forget(self, path: Path) -> None:
        self._drop(path)
        self.index.forget(path)

    def _drop(self, path: Path) -> None:
        """List it no more. The index may keep it: it is not asked for files that are not listed."""
        self._entries.pop(path, None)
        self._stamps.pop(path, None)
        self._state = object()

    def _is_in_folders(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._folders)


def library_of(paths: UserPaths, opened: Iterable[str], room: RoomSettings = NO_ROOM) -> Library:
    """The banks that come with the program, the user's own, and the files that were `opened` in the window.

    Those of a room come first, and what is kept of them is kept apart.
    """
    of_room = () if room.banks is None else (room.banks,)
    folders = (*of_room, *(bundled_bank_folders() if room.bundled else ()), paths.banks)
    kept = paths.cache / ("library.json" if room.file is None else "room.json")
    return Library(folders, kept, map(Path, opened))
