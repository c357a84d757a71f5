"""Damages journals, backups and learners' files in many ways, and looks at what the program makes of each.

Usage: python -m tests.benchmarks.damage [COUNT [SEED]]

COUNT files of each kind (2,000) are damaged: bits are flipped, pages overwritten with zeros, the end cut off, in each
table alike. Each has to end as one of these:

- told: the program says in words that the file is damaged. What it brings over is what was written, as far as it goes.
- harmless: all that is read is what was written.

What must not be: a traceback, or something else that is read without a word.
"""

import gzip
import io
import shutil
import sqlite3
import sys
import traceback
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from quizapp.errors import QuizAppError
from quizapp.services.exporting import read_history
from quizapp.services.history import History
from quizapp.services.learners import import_learner_file, learner_overview
from quizapp.storage.backup import back_up, restore
from quizapp.storage.database import empty_log
from quizapp.storage.journal import Journal
from quizapp.storage.reading import open_to_read
from quizapp.storage.recovery import LOST_LEARNER, LOST_NAME, open_whole
from quizapp.storage.rows import BankSnapshot
from quizapp.storage.transfer import export_learners
from tests.journals import Desk, bundled_banks, fill
from tests.storage.disk import in_memory
from tests.storage.samples import add_learner, write

PAGE = 4096


class Original:
    """A journal of three learners with all kinds of rows, a backup of it, and a file of its learners.

    Attributes:
        left_open: the journal as it is left when the program is killed, with what is beside it.
    """

    def __init__(self, folder: Path, attempts: int) -> None:
        desk = Desk(folder / "original.db")
        self.banks = bundled_banks()[:3]
        fill(desk, self.banks, 50, attempts)
        desk.journal.writer.write(lambda connection: None, after=empty_log).result()  # what follows is in the log alone
        ben = add_learner(desk.journal, "Ben")
        write(desk.journal, ben)  # at a bank with a file beside it, which nothing can read
        desk.learner = ben.id
        fill(desk, self.banks[:1], 5, max(2, attempts // 8), seed=2)
        desk.learner = desk.journal.add_learner("Guest", is_guest=True).result().id
        fill(desk, self.banks[:1], 5, 2, seed=3)
        everything(desk.journal)  # so that there are summaries
        desk.journal.settle()
        self.content = everything(desk.journal)
        self.events = {id_: row[5] for _, _, rows in self.content[0].values() for id_, row in rows.items()}
        back_up(desk.journal, folder / "backup.db")
        export_learners(desk.journal, list(self.content[0]), folder / "all.quizapp")
        self.left_open = {end: (folder / f"original.db{end}").read_bytes() for end in ("", "-wal", "-shm")}
        desk.close()
        self.journal = (folder / "original.db").read_bytes()
        self.backup = (folder / "backup.db").read_bytes()
        self.learners = (folder / "all.quizapp").read_bytes()
        self.pages = pages_of(folder / "original.db")


Attempts = dict[str, tuple[Any, ...]]
Content = tuple[dict[str, tuple[str, bool, Attempts]], dict[str, BankSnapshot]]


def everything(journal: Journal) -> Content:
    """All that the program shows of a journal: learners with their attempts, and the banks."""
    learners: dict[str, tuple[str, bool, Attempts]] = {}
    hashes = set()
    for learner in journal.learners():
        history = History(journal, learner.id)
        learner_overview(journal, learner)
        rows: Attempts = {}
        for entry in read_history(history, with_marks=False).entries:
            past = entry.attempt
            hashes.add(past.content_hash)
            events = journal.events(past.id)
            told = (past.bank_id, past.title, past.content_hash, past.started, past.submitted)
            rows[past.id] = (*told, events, past.summary)
        learners[learner.id] = (learner.name, learner.is_guest, rows)
    return learners, {content_hash: journal.bank(content_hash) for content_hash in hashes}


def pages_of(file: Path) -> list[list[int]]:
    """The numbers of the pages of each table and index, counted from 0."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            found = connection.execute("SELECT name, pageno - 1 FROM dbstat").fetchall()
        except sqlite3.Error:  # this SQLite does not tell
            return [list(range(file.stat().st_size // PAGE))]
    pages = defaultdict(list)
    for name, page in found:
        pages[name].append(page)
    return list(pages.values())


def damage(data: bytes, random: Random, pages: list[list[int]] | None = None) -> bytes:
    """`data` with bits flipped, a page or a part overwritten, or its end cut off."""
    kind = random.choice(("bits", "bits", "bits", "zeros", "cut"))
    start = random.choice(random.choice(pages)) * PAGE if pages else 0
    end = min(len(data), start + PAGE) if pages else len(data)
    if kind == "cut":
        return data[: random.choice((0, random.randrange(100), random.randrange(len(data)), start))]
    spoiled = bytearray(data)
    if kind == "zeros":
        if not pages:
            start = random.randrange(len(data))
            end = min(len(data), start + random.choice((16, 512, PAGE)))
        spoiled[start:end] = bytes(end - start)
    else:
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            spoiled[random.randrange(start, end)] ^= 1 << random.randrange(8)
    return bytes(spoiled)


def damage_inside(packed: bytes, random: Random) -> bytes:
    """A learner's file with damage from before it was packed: gzip's own checksum is right."""
    data = io.BytesIO()
    with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as file:
        file.write(damage(gzip.decompress(packed), random))
    return data.getvalue()


def read_by_command(original: Original, data: bytes, folder: Path) -> str:
    """Read a damaged journal as the commands do."""
    (folder / "journal.db").write_bytes(data)
    (folder / "journal.ballast").touch()
    try:
        journal = open_to_read(folder / "journal.db")
    except QuizAppError as error:
        return "told" if "damaged" in str(error) else "WRONGLY TOLD"
    if journal is None:
        return "UNNOTICED"
    try:
        return "harmless" if everything(journal) == original.content else "UNNOTICED"
    except QuizAppError:
        return "told"
    finally:
        journal.close()


def read_by_window(original: Original, data: bytes, folder: Path) -> str:
    """Open a damaged journal as the window does, and bring over what is whole."""
    (folder / "journal.db").write_bytes(data)
    (folder / "journal.ballast").touch()
    journal, recovered = open_whole(folder / "journal.db")
    try:
        found = everything(journal)
        if recovered is None:
            return "harmless" if found == original.content else "UNNOTICED"
        return "told" if is_part_of(found, original) else "UNNOTICED"
    finally:
        journal.close()


def is_part_of(found: Content, original: Original) -> bool:
    """Whether what was brought over is what was written, as far as it goes, or is marked as doubtful."""
    learners, banks = original.content
    for id_, (name, _, attempts) in found[0].items():
        if id_ in learners and name != learners[id_][0] and not name.startswith(LOST_NAME) and "(?)" not in name:
            return False
        if id_ not in learners and id_ != LOST_LEARNER and not name.startswith(LOST_NAME) and "(?)" not in name:
            return False
        for attempt, (_, _, content_hash, _, _, events, summary) in attempts.items():
            if events != original.events.get(attempt, ())[: len(events)]:
                return False
            before = next((rows[attempt] for _, _, rows in learners.values() if attempt in rows), None)
            if before is None or content_hash != before[2]:
                return False
            if summary is not None and events == before[5] and summary.total != before[6].total:
                return False
    return all(bank == banks[content_hash] or not bank.source for content_hash, bank in found[1].items())


def read_header(original: Original, data: bytes, folder: Path) -> str:
    """Open a journal with one flipped bit in its header by a command, then in the window."""
    by_command = read_by_command(original, data, folder)
    return by_command if by_command.isupper() else read_by_window(original, data, folder)


def flip(data: bytes, bit: int) -> bytes:
    """`data` with one bit, counted from 0, flipped."""
    spoiled = bytearray(data)
    spoiled[bit // 8] ^= 1 << bit % 8
    return bytes(spoiled)


def damage_log(original: Original, random: Random, number: int) -> bytes:
    """The log of a journal that was left open: one bit flipped, or damaged in other ways, though never emptied."""
    log = original.left_open["-wal"]
    head = 32 + 4120 * random.randrange(len(log) // 4120)  # where a frame begins
    bit = random.choice((random.randrange(8 * len(log)), random.randrange(256), 8 * head + random.randrange(192)))
    return flip(log, bit) if number % 2 else damage(log, random) or log[:1]


def read_log_by_both(original: Original, data: bytes, folder: Path) -> str:
    """Open a journal with a damaged log by a command, then in the window.

    A log with one flipped bit is seen without its index, too, as it may be after a power cut.
    """
    log = original.left_open["-wal"]
    is_one_bit = len(data) == len(log) and (int.from_bytes(data) ^ int.from_bytes(log)).bit_count() == 1
    ends = []
    for look in (read_by_command, read_by_window):
        for path in folder.iterdir():
            path.unlink()
        (folder / "journal.db-wal").write_bytes(data)
        if not (is_one_bit and zlib.crc32(data) % 2):
            (folder / "journal.db-shm").write_bytes(original.left_open["-shm"])
        ends.append(look(original, original.left_open[""], folder))
    return ends[0] if ends[0].isupper() else ends[1]


def read_backup(original: Original, data: bytes, folder: Path) -> str:
    """Restore a damaged backup."""
    (folder / "damaged.db").write_bytes(data)
    journal = Journal(folder / "journal.db")
    try:
        before = journal.learners()
        try:
            restore(journal, folder / "damaged.db")
        except QuizAppError:
            return "told" if journal.learners() == before else "CHANGED"
        return "UNNOTICED"
    finally:
        journal.close()


def read_learners(original: Original, data: bytes, folder: Path) -> str:
    """Import a damaged file of learners."""
    (folder / "damaged.quizapp").write_bytes(data)
    journal = Journal(folder / "journal.db")
    try:
        try:
            import_learner_file(journal, folder / "damaged.quizapp")
        except QuizAppError:
            return "told" if journal.learners() == () else "CHANGED"
        return "UNNOTICED"
    finally:
        journal.close()


Damage = Callable[[Original, Random, int], bytes]
Look = Callable[[Original, bytes, Path], str]
KINDS: dict[str, tuple[Damage, Look]] = {
    "journal, by a command": (lambda made, random, _: damage(made.journal, random, made.pages), read_by_command),
    "journal, in the window": (lambda made, random, _: damage(made.journal, random, made.pages), read_by_window),
    "journal, its log": (damage_log, read_log_by_both),
    "journal, each bit of its header": (lambda made, _, number: flip(made.journal, 37 * number % 800), read_header),
    "backup": (lambda made, random, _: damage(made.backup, random, made.pages), read_backup),
    "learners' file": (lambda made, random, _: damage(made.learners, random), read_learners),
    "learners' file, inside": (lambda made, random, _: damage_inside(made.learners, random), read_learners),
}


def look_at(original: Original, kind: str, count: int, seed: int, tell: Callable[[str], object]) -> Counter[str]:
    """Damage `count` files of a kind; gives how many ended in which way. `tell` is told of those that must not be."""
    spoil, look = KINDS[kind]
    ends: Counter[str] = Counter()
    with in_memory() as folder:
        for number in range(count):
            data = spoil(original, Random(f"{seed} {kind} {number}"), number)
            if data in (original.journal, original.left_open["-wal"], original.backup, original.learners):
                continue
            for path in folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            try:
                end = look(original, data, folder)
            except Exception:
                end = "TRACEBACK"
                tell(traceback.format_exc())
            if end.isupper():
                tell(f"{kind}, number {number}: {end}")
            ends[end] += 1
    return ends


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with in_memory() as folder:
        original = Original(folder, attempts=24)
        for kind in KINDS:
            ends = look_at(original, kind, count, seed, print)
            print(f"{kind:<32}", ", ".join(f"{number:,} {end}" for end, number in sorted(ends.items())), flush=True)


if __name__ == "__main__":
    main()
