"""A program that writes in a journal and says on its output what is saved: what the tests cut short.

Usage: python -m tests.storage.writing FOLDER [COUNT [PRAGMA …]]

It prints `saved N` once event N is told saved. Each PRAGMA is set on the connection that writes, after its own.
"""

import os
import sys
from pathlib import Path

from quizapp.domain.event import Answered, Event, Flagged, Highlighted, PlaceNoted, Started
from quizapp.domain.text_place import TextPlace
from quizapp.storage import database
from quizapp.storage.journal import Journal

ATTEMPT = "a" * 32
LEARNER = "b" * 32
SMALL_LOG = "PRAGMA wal_autocheckpoint=12"
"""Pages: so that it is moved into the file often."""
GROUP = 3
"""Events that are asked for at once, so that they may share a transaction."""


def event(seq: int) -> Event:
    """Event number `seq` of the attempt that is written; some are long enough to need several pages."""
    if seq == 0:
        return Started(at=0, bank_id="b", content_hash="h", mode="practice", order=("q",), arrangements={"q": ()})
    if seq % 5 == 2:
        return Flagged(at=seq, question="q", flagged=True)
    if seq % 7 == 5:
        return Highlighted(at=seq, id=str(seq), quote=TextPlace("the white tower", "In 1974", "stood", 2), color="pink")
    if seq % 7 == 6:
        return PlaceNoted(at=seq, id=str(seq), quote=TextPlace("the “tower”"), text="Why? " * 200)
    return Answered(at=seq, question="q", response=f"answer {seq} " * (400 if seq % 11 == 3 else 6))


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())  # one call, which a trace shows in its place among the others


def write(folder: Path, count: int) -> None:
    """Write `count` events into a journal in `folder`, and say what is saved; what failed is given once more."""
    journal = Journal(folder / "journal.db")
    journal.add_learner("Ana", id_=LEARNER)
    journal.keep_bank("h", "b", "Title", b"a bank", {"a.png": b"\x00" * 3000})
    seq = 0
    while seq < count:
        group = range(seq, min(count, seq + 1 + seq % GROUP))
        futures = [
            journal.append(ATTEMPT, number, event(number)) if number else journal.begin(ATTEMPT, LEARNER, "h", event(0))  # type: ignore[arg-type]
            for number in group
        ]
        for number, future in zip(group, futures, strict=True):
            future.result()
            say(f"saved {number}")
        seq = group[-1] + 1
    journal.close()
    say("closed")


if __name__ == "__main__":
    database.PRAGMAS += tuple(sys.argv[3:])
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
