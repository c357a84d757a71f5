"""A journal with something in it."""

import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from quizapp.domain.event import Answered, Event, Flagged, Started, Submitted, Visited
from quizapp.domain.people import Learner
from quizapp.storage.journal import Journal, new_id

STARTED = Started(
    at=0,
    bank_id="bees",
    content_hash="hash of the bees",
    mode="practice",
    order=("one", "two"),
    arrangements={"one": ("b", "a"), "two": ()},
)
EVENTS: tuple[Event, ...] = (
    STARTED,
    Visited(at=0.5, question="one"),
    Answered(at=2, question="one", response="b"),
    Answered(at=4, question="two", response={"left": ("x", "y"), "gap": "é\u0000\U0001f41d", "deep": {"a": "b"}}),
    Flagged(at=5, question="two", flagged=True),
    Answered(at=6, question="one", response=None),
    Submitted(at=9),
)


def add_learner(journal: Journal, name: str = "Ana") -> Learner:
    return journal.add_learner(name).result()


def keep_bank(journal: Journal) -> None:
    journal.keep_bank(STARTED.content_hash, "bees", "The Bees", "bank: é".encode(), {"hive.png": b"\x89PNG"}).result()


def write(journal: Journal, learner: Learner, events: tuple[Event, ...] = EVENTS, attempt: str = "") -> str:
    """An attempt of the learner with these events; its id."""
    id_ = attempt or new_id()
    keep_bank(journal)
    futures = [journal.begin(id_, learner.id, STARTED.content_hash, STARTED)]
    futures += [journal.append(id_, seq, event) for seq, event in enumerate(events) if seq]
    for future in futures:
        future.result()
    return id_


def bytes_in(folder: Path) -> bytes:
    """All that is in the files of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def content(journal: Journal) -> list[object]:
    """All that a journal has, but for the names of learners."""
    with journal.writer.readers.lend() as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("bank", "bank_file", "attempt", "event", "unfinished")
        ] + [connection.execute("SELECT id, is_guest, created FROM learner").fetchall()]


FOREIGN = ("a text", "nothing", "a zip", "a database", "a folder", "missing", "a link that leads nowhere", "noise") + (
    ("a pipe",) if hasattr(os, "mkfifo") else ()
)


def write_foreign(kind: str, file: Path) -> None:
    """Write a file that is none of ours: a kind of `FOREIGN`."""
    match kind:
        case "a text":
            file.write_text("Dear Ana,\n")
        case "nothing":
            file.write_bytes(b"")
        case "a zip":
            with zipfile.ZipFile(file, "w") as packed:
                packed.writestr("a.json", "{}")
        case "a database":
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("CREATE VIEW learner AS SELECT load_extension('evil')")
        case "a folder":
            file.mkdir()
        case "missing":
            pass
        case "a link that leads nowhere":
            file.symlink_to(file.with_name("nowhere"))
        case "a pipe":
            os.mkfifo(file)
        case "noise":
            file.write_bytes(b"\x1f\x8b" + bytes(range(256)) * 9)
