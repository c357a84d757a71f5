"""The index of the banks: what the library shows of each, and the words of all questions, in SQLite with FTS5.

It is a cache. The library holds each row against the files' stamps; one that is missing or damaged is made from its
file again. So no failure is told: a damaged index is replaced, and where none can be kept (a folder that may not be
written, a full disk, a file that another program has locked) the index is in memory until the program ends.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from weakref import finalize
from zlib import crc32

from quizapp.domain.bank import Bank
from quizapp.domain.inline import SIGNS_AND_LINE_ENDS, plain_text
from quizapp.domain.text import shortened
from quizapp.services.bank_entries import BankEntry
from quizapp.services.file_stamps import Stamps
from quizapp.services.first_banks import VERSION, Known, as_plain, known_from
from quizapp.services.found import FoundQuestion
from quizapp.services.question_words import passage_words, question_words
from quizapp.storage.errors import SQLITE_ERRORS, error_code

Result = TypeVar("Result")

_SCHEMA = f"""
CREATE TABLE bank (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, entry TEXT NOT NULL, checked INTEGER NOT NULL);
CREATE TABLE question (place INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, skill TEXT NOT NULL,
    stem TEXT NOT NULL, checked INTEGER NOT NULL, words TEXT NOT NULL);
CREATE VIRTUAL TABLE found USING fts5 (words, content='question', content_rowid='place', prefix='1 2',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
PRAGMA user_version = {VERSION};
"""
_BITS = 20
"""A question's place is its bank's id, and its number in these lower bits; number 0 stands for the passage."""
_MOST = 1 << _BITS
_MOST_AT_ONCE = 500
"""So many questions are written before a search may come between."""
_MOST_UNCOMMITTED = 2000
_PATIENCE = 2.0
"""Seconds for which another process of ours may write."""
_LONGEST_STEM = 300
_IN_MEMORY = ":memory:"
_NOT_DAMAGE = frozenset(
    getattr(sqlite3, f"SQLITE_{name}") for name in ("BUSY", "LOCKED", "READONLY", "FULL", "CANTOPEN", "PERM", "AUTH")
)


class BankIndex:
    """The index in `file`. It can be used on any thread, and raises nothing about its file.

    Attributes:
        indexed: the banks that it holds.
        works: False where SQLite can do nothing here, not even in memory.
    """

    def __init__(self, file: Path) -> None:
        self._file: Path | str = file
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._unwritten = 0
        self._was_replaced = False
        self._known_paths: tuple[object, dict[int, Path]] = None, {}
        self.indexed: set[Path] = set()
        self.works = True

    def open(self) -> None:
        """Open the file, if that was not done, so that `indexed` is known."""
        if self._connection is None:
            self._do(lambda connection: None)

    def known(self) -> Iterator[Known]:
        """The banks that the index holds, each as it was read; damaged ones are left out."""
        rows = self._do(lambda connection: connection.execute("SELECT id FROM bank ORDER BY id").fetchall(), [])
        ids = (id_ for (id_,) in rows)
        while some := list(islice(ids, _MOST_AT_ONCE)):
            yield from self._do(lambda connection: list(_banks(connection, some[0], some[-1])), [])

    def write(self, stamps: Stamps, entry: BankEntry, bank: Bank | None) -> None:
        """Put in a bank, in place of what was known of its file; where it has mistakes, `bank` is None."""
        row = json.dumps(as_plain(stamps, entry))

        def put(connection: sqlite3.Connection) -> tuple[int, sqlite3.Connection]:
            id_ = _forget(connection, entry.path)
            key = _key(entry.path)
            connection.execute("INSERT INTO bank VALUES (?, ?, ?, ?)", (id_, key, row, _check(key, row)))
            if bank is not None and bank.has_passage:
                words = passage_words(bank)
                _put(connection, [(id_ << _BITS, "", "", "", "", _check(), words)])
            return id_, connection

        written: tuple[int, sqlite3.Connection] | None = self._do(put)
        if written is None:
            return
        id_, began = written
        rows = _rows(bank, id_) if bank is not None else iter(())
        while some := list(islice(rows, _MOST_AT_ONCE)):
            if not self._do(lambda connection: connection is began and _put(connection, some), False):
                return  # replaced meanwhile; it is missing, and will be read again
            self._unwritten += len(some)
        self.indexed.add(entry.path)
        if self._unwritten > _MOST_UNCOMMITTED:
            self.save()

    def stamp_again(self, stamps: Stamps, entry: BankEntry) -> None:
        """Keep other stamps of a bank whose content is the same."""
        row, key = json.dumps(as_plain(stamps, entry)), _key(entry.path)
        values = (row, _check(key, row), key)
        self._do(lambda connection: connection.execute("UPDATE bank SET entry = ?, checked = ? WHERE path = ?", values))

    def forget(self, path: Path) -> None:
        """Know nothing of this bank."""
        self.indexed.discard(path)
        self._do(lambda connection: _forget(connection, path))

    def save(self) -> None:
        """Write what was put in to the disk."""
        self._unwritten = 0
        self._do(sqlite3.Connection.commit)

    def counts(self, query: str) -> dict[Path, int]:
        """The banks with passages or questions that `query` finds, and how many questions it finds in each."""
        return self._do(lambda connection: self._counts(connection, query), {})

    def _counts(self, connection: sqlite3.Connection, query: str) -> dict[Path, int]:
        counted = connection.execute(
            f"SELECT rowid >> {_BITS}, sum((rowid & {_MOST - 1}) > 0) FROM found WHERE found MATCH ? GROUP BY 1",
            (query,),
        ).fetchall()
        paths = self._paths(connection)
        return {paths[id_]: count for id_, count in counted if id_ in paths}

    def find(self, query: str, path: Path, most: int) -> list[FoundQuestion]:
        """The first `most` questions in the bank at `path` that `query` finds, in the order of the file."""

        def find(connection: sqlite3.Connection) -> list[FoundQuestion]:
            span = next((_span(id_) for id_, known in self._paths(connection).items() if known == path), None)
            if span is None:
                return []
            found = "SELECT rowid FROM found WHERE found MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid LIMIT ?"
            return self._at(connection, [place for (place,) in connection.execute(found, (query, *span, most))])

        return self._do(find, [])

    def find_in_each(self, query: str, banks: Sequence[Path], most: int, of_each: int) -> list[FoundQuestion]:
        """The first `most` questions in these banks that `query` finds, at most `of_each` of each bank."""

        def find(connection: sqlite3.Connection) -> list[FoundQuestion]:
            paths = self._paths(connection)
            of: dict[Path | None, list[int]] = {}
            for (place,) in connection.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", (query,)):
                if place % _MOST:
                    of.setdefault(paths.get(place >> _BITS), []).append(place)
            places = [place for path in banks for place in of.get(path, ())[:of_each]]
            return self._at(connection, places[:most])

        return self._do(find, [])

    def _at(self, connection: sqlite3.Connection, places: Sequence[int]) -> list[FoundQuestion]:
        """The questions at these places."""
        paths = self._paths(connection)
        marks = ", ".join("?" * len(places))
        rows = connection.execute(
            f"SELECT place, id, type, skill, stem, checked FROM question WHERE place IN ({marks})", places
        )
        found: dict[int, FoundQuestion] = {}
        for place, *shown, checked in rows:
            if _check(*shown) != checked:
                raise sqlite3.DatabaseError("a damaged row")
            found[place] = FoundQuestion(paths[place >> _BITS], place % _MOST, *shown)
        return [found[place] for place in places if place in found]

    def _paths(self, connection: sqlite3.Connection) -> dict[int, Path]:
        """The banks by their ids, read again where we or another program have changed something."""
        state = (connection.total_changes, connection.execute("PRAGMA data_version").fetchone())
        known_at, paths = self._known_paths
        if state != known_at:
            rows = connection.execute("SELECT id, path FROM bank")
            paths = {id_: _path(path) for id_, path in rows}
            self._known_paths = state, paths
        return paths

    def close(self) -> None:
        """Let go of the file. The index is opened again when it is asked for something."""
        with self._lock:
            self._let_go()

    def _do(self, work: Callable[[sqlite3.Connection], Result], default: Any = None) -> Result:
        """Do `work`; where it fails, do it again with a new index; give `default` where that fails too."""
        with self._lock:
            while self.works:
                try:
                    return work(self._open())
                except SQLITE_ERRORS as error:
                    self._replace(error)
        return default  # type: ignore[no-any-return]

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        if isinstance(self._file, Path):
            with suppress(OSError):  # then it cannot be opened either
                self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, timeout=_PATIENCE, check_same_thread=False)
        self._known_paths = None, {}
        self._connection = connection  # so that it is closed if this fails
        finalize(self, connection.close)  # it would wait for the next collection of garbage
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16000")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        tables = "SELECT count(*) FROM sqlite_master WHERE name IN ('bank', 'question', 'found')"
        if version not in (0, VERSION) or connection.execute(tables).fetchone() != (3,):
            raise sqlite3.DatabaseError("of another version, or damaged")
        self.indexed = {_path(path) for (path,) in connection.execute("SELECT path FROM bank")}
        return connection

    def _replace(self, error: Exception) -> None:
        """Begin an empty index: in place of a damaged one, or in memory where no file can be had."""
        self._let_go()
        self.indexed.clear()
        self._known_paths = None, {}
        if not isinstance(self._file, Path):
            self.works = False
            return
        if self._was_replaced or error_code(error) in _NOT_DAMAGE:
            self._file = _IN_MEMORY
            return
        self._was_replaced = True
        try:
            for ending in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    os.unlink(f"{self._file}{ending}")
        except OSError:
            self._file = _IN_MEMORY

    def _let_go(self) -> None:
        if self._connection is not None:
            with suppress(*SQLITE_ERRORS):
                self._connection.close()
            self._connection = None


def _check(*values: object) -> int:
    """The checksum of a row: a flipped bit may have made anything of a value, even of another kind."""
    return crc32(repr(values).encode())


def _key(path: Path) -> bytes:
    return os.fsencode(path)  # names that are no Unicode are kept too


def _path(key: Any) -> Path:
    return Path(os.fsdecode(key) if isinstance(key, bytes) else "")


def _banks(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Known]:
    rows = connection.execute("SELECT path, entry, checked FROM bank WHERE id BETWEEN ? AND ?", (first, last))
    for path, row, checked in rows:
        if _check(path, row) == checked and (known := known_from(_path(path), json.loads(row))) is not None:
            yield known


def _forget(connection: sqlite3.Connection, path: Path) -> int:
    """Forget the bank at `path`; gives its id, or the next one where it is new."""
    (known,) = connection.execute("SELECT max(id) FROM bank WHERE path = ?", (_key(path),)).fetchone()
    if known is None:
        (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM bank").fetchone()
        return int(newest) + 1
    span = _span(known)
    connection.execute(
        "INSERT INTO found (found, rowid, words)"
        " SELECT 'delete', place, words FROM question WHERE place >= ? AND place < ?",
        span,
    )
    connection.execute("DELETE FROM question WHERE place >= ? AND place < ?", span)
    connection.execute("DELETE FROM bank WHERE id = ?", (known,))
    return int(known)


def _put(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> bool:
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", [(row[0], row[-1]) for row in rows])
    return True


def _rows(bank: Bank, id_: int) -> Iterator[tuple[Any, ...]]:
    for number, question in enumerate(bank.questions, 1):  # no file may be so large that it has `_MOST`
        stem = question.stem
        if len(stem) > _LONGEST_STEM or SIGNS_AND_LINE_ENDS.search(stem):
            stem = shortened(plain_text(stem), _LONGEST_STEM)
        shown = (question.id, question.type_name, question.skill, stem)
        yield (id_ << _BITS) + number, *shown, _check(*shown), question_words(question)


def _span(id_: int) -> tuple[int, int]:
    """The places of a bank's passage and of that of the next bank, between which its questions are."""
    return id_ << _BITS, (id_ + 1) << _BITS
