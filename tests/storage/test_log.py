"""The log of a killed program: damage in it is told, what a power cut leaves is not, and nothing more is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.storage.journal import Journal
from quizapp.storage.log import read_log
from quizapp.storage.reading import open_to_read
from quizapp.storage.recovery import open_whole
from tests.storage.samples import EVENTS, add_learner, write

pytestmark = pytest.mark.usefixtures("no_ballast")

HEADER, HEAD, FRAME = 32, 24, 24 + 4096
Files = dict[str, bytes]


@pytest.fixture
def left(memory: Path) -> Iterator[tuple[Files, list[str]]]:
    """A journal that is open, as files by what their names end with, and the attempts that are in its log alone."""
    (memory / "open").mkdir()
    journal = Journal(memory / "open" / "journal.db")
    ids = [write(journal, add_learner(journal, name)) for name in ("Ana", "Ben", "Cem")]
    assert not read_log(journal.file).is_damaged
    yield {end: Path(f"{journal.file}{end}").read_bytes() for end in ("", "-wal", "-shm")}, ids
    journal.close()


def laid(memory: Path, files: Files, log: bytes, *, index: bool = False) -> Path:
    for path in memory.glob("journal*"):
        path.unlink()
    (memory / "journal.db").write_bytes(files[""])
    (memory / "journal.db-wal").write_bytes(log)
    if index:
        (memory / "journal.db-shm").write_bytes(files["-shm"])
    return memory / "journal.db"


def flipped(data: bytes, place: int, bit: int = 0) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def test_one_flipped_bit_is_told_and_flipped_back(left: tuple[Files, list[str]], memory: Path) -> None:
    files, ids = left
    log = files["-wal"]
    last = HEADER + FRAME * ((len(log) - HEADER) // FRAME - 1)
    middle = HEADER + FRAME * (len(log) // FRAME // 2)
    places = [
        *range(0, HEADER, 3),
        *(frame + place for frame in (middle, last) for place in (*range(0, HEAD, 5), 4000)),
    ]

    for place in places:
        file = laid(memory, files, flipped(log, place, place % 8))
        with pytest.raises(QuizAppError, match="Open the window once"):
            open_to_read(file)
        journal, recovered = open_whole(file)
        assert recovered is not None
        assert (recovered.attempts, recovered.cut_short) == (3, 0)
        assert all(journal.events(id_) == EVENTS for id_ in ids)
        assert Path(f"{journal.set_aside}-wal").read_bytes() == flipped(log, place, place % 8)
        journal.close()


def test_each_bit_beside_the_pages_is_flipped_back(left: tuple[Files, list[str]], memory: Path) -> None:
    files, _ = left
    log = files["-wal"]
    whole = read_log(laid(memory, files, log)).pages
    frame = HEADER + FRAME * (len(log) // FRAME // 2)

    for place in (*range(HEADER), *range(frame + 8, frame + HEAD)):
        for bit in (place % 8, 7 - place % 8):
            found = read_log(laid(memory, files, flipped(log, place, bit)))
            assert found.is_damaged, (place, bit)
            assert found.pages == whole, (place, bit)


def test_a_bit_of_a_page_is_flipped_back_whether_it_was_set_or_not(left: tuple[Files, list[str]], memory: Path) -> None:
    files, _ = left
    log = files["-wal"]
    whole = read_log(laid(memory, files, log)).pages

    for at in (1, 5, 9):  # pages that are new, and nearly empty
        page = HEADER + FRAME * at + HEAD
        kind = log[page]
        set_ = [(page, bit) for bit in range(8) if kind >> bit & 1]
        for place, bit in (*set_, *((page + 1000 + 37 * at + step, step) for step in range(8))):
            found = read_log(laid(memory, files, flipped(log, place, bit)))
            assert found.is_damaged, (at, place, bit)
            assert found.pages == whole, (at, place - page, bit)


def test_a_lost_frame_takes_no_other_along_and_is_told_where_more_was_written_after_the_next_commit(
    left: tuple[Files, list[str]], memory: Path
) -> None:
    files, _ = left
    log = files["-wal"]
    starts = range(HEADER, len(log), FRAME)
    commits = [at for at, start in enumerate(starts) if any(log[start + 4 : start + 8])]
    whole = read_log(laid(memory, files, log)).pages
    assert commits[-1] == len(starts) - 1 == len(whole) - 1

    for at, start in enumerate(starts):
        zeros = read_log(laid(memory, files, log[:start] + bytes(FRAME) + log[start + FRAME :]))
        left_over = (*whole[:at], *whole[at + 1 :]) if at < commits[-1] else whole[: commits[-2] + 1]
        assert zeros.pages == left_over, at
        assert zeros.is_damaged == any(at < commit < commits[-1] for commit in commits), at
        two_bits = read_log(laid(memory, files, flipped(flipped(log, start + 100), start + 3000)))
        page = flipped(flipped(whole[at][1], 100 - HEAD), 3000 - HEAD)
        assert two_bits.pages == (*whole[:at], (whole[at][0], page), *whole[at + 1 :]), at
        assert two_bits.is_damaged == any(at <= commit < commits[-1] for commit in commits), at


def test_a_log_without_its_header_is_read_by_its_frames(left: tuple[Files, list[str]], memory: Path) -> None:
    files, _ = left
    log = files["-wal"]
    whole = read_log(laid(memory, files, log)).pages

    for header in (bytes(HEADER), b"\x99" * HEADER, log[:16] + bytes(16), bytes(16) + log[16:HEADER]):
        found = read_log(laid(memory, files, header + log[HEADER:]))
        assert found.is_damaged
        assert found.pages == whole


def test_an_index_that_is_not_whole_counts_nothing(left: tuple[Files, list[str]], memory: Path) -> None:
    files, _ = left
    part = files["-wal"][:-FRAME]
    assert read_log(laid(memory, files, part, index=True)).is_damaged
    for place in range(48):
        assert not read_log(laid(memory, files | {"-shm": flipped(files["-shm"], place)}, part, index=True)).is_damaged
    assert not read_log(laid(memory, files | {"-shm": files["-shm"][:47]}, part, index=True)).is_damaged
    assert read_log(laid(memory, files | {"-shm": files["-shm"][:48]}, part, index=True)).is_damaged


def test_what_is_after_a_frame_that_is_lost_comes_back(left: tuple[Files, list[str]], memory: Path) -> None:
    files, ids = left
    log = files["-wal"]
    frame = HEADER + FRAME * (len(log) // FRAME // 2)

    journal, recovered = open_whole(laid(memory, files, log[:frame] + bytes(FRAME) + log[frame + FRAME :]))

    assert recovered is not None
    assert journal.events(ids[-1]) == EVENTS
    journal.close()


def test_a_last_commit_that_is_there_in_part_is_no_damage_unless_the_index_counts_it(
    left: tuple[Files, list[str]], memory: Path
) -> None:
    files, _ = left
    log = files["-wal"]
    parts = [log[:-FRAME], log[:-1000], log[:-1024] + bytes(1024), log[:HEADER], b""]

    for part in parts:
        assert not read_log(laid(memory, files, part)).is_damaged
    for part in parts[:-1]:
        assert read_log(laid(memory, files, part, index=True)).is_damaged
    assert not read_log(laid(memory, files, log, index=True)).is_damaged


def test_what_is_left_of_an_earlier_log_is_no_damage(memory: Path) -> None:
    journal = Journal(memory / "journal.db")
    ana = add_learner(journal)
    for _ in range(5):
        write(journal, ana)
    journal.writer.write(
        lambda connection: None,
        after=lambda connection: connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone(),
    ).result()
    length = len((memory / "journal.db-wal").read_bytes())
    write(journal, ana, EVENTS[:2])

    assert len((memory / "journal.db-wal").read_bytes()) == length
    assert not read_log(journal.file).is_damaged
    assert 0 < len(read_log(journal.file).pages) < length // FRAME
    journal.close()
