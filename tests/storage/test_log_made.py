"""Logs that are made here, byte by byte, after SQLite's description: what of them is read, and what is told of them."""

import struct
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from quizapp.storage.log import read_log

HEADER, FRAME, PAGE = 32, 24 + 4096, 4096
SALTS, OLDER = b"\x00\x11\x22\x33salt", b"oldersal"
ORDERS = {"<": 0x377F0682, ">": 0x377F0683}


class Frame(NamedTuple):
    page: bytes
    number: int = 1
    length: int = 9
    salts: bytes = SALTS


def sums(data: bytes, order: str, seed: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    one, two = seed
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) % 2**32
        two = (two + second + one) % 2**32
    return one, two


def log_of(frames: Iterable[Frame], order: str = "<") -> bytes:
    head = struct.pack(">4I8s", ORDERS[order], 3_007_000, PAGE, 0, SALTS)
    kept = sums(head, order)
    log = head + struct.pack(">2I", *kept)
    for frame in frames:
        begins = struct.pack(">2I", frame.number, frame.length)
        kept = sums(begins + frame.page, order, kept)
        log += begins + frame.salts + struct.pack(">2I", *kept) + frame.page
    return log


def index_of(count: int, salts: bytes = SALTS) -> bytes:
    said = struct.pack("=16xI12x8s", count, salts)
    return said + struct.pack("=2I", *sums(said, "="))


def flipped(data: bytes, *bits: int) -> bytes:
    """`data` with the bits at these places, counted from its beginning, the lowest of a byte first, turned."""
    changed = bytearray(data)
    for bit in bits:
        changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def frame_at(at: int, byte: int = 0, bit: int = 0) -> int:
    """The bit of a byte of frame number `at`, from 0."""
    return 8 * (HEADER + at * FRAME + byte) + bit


@pytest.fixture
def pages() -> list[bytes]:
    random = Random(5)
    return [random.randbytes(PAGE) for _ in range(4)]


def read(memory: Path, log: bytes, *, file: Iterable[bytes] = (), index: bytes = b"") -> tuple[list[bytes], bool]:
    """The pages of a log beside a file, as `read_log` reads them, and whether it is told damaged."""
    (memory / "a.db").write_bytes(b"".join(file))
    (memory / "a.db-wal").write_bytes(log)
    (memory / "a.db-shm").write_bytes(index)
    found = read_log(memory / "a.db")
    return [page for _, page in found.pages], found.is_damaged


def test_where_there_is_no_log_there_is_nothing_in_it(memory: Path) -> None:
    assert read_log(memory / "a.db") == ((), False)
    for log, is_damaged in (
        (b"", False), (bytes(31), False), (bytes(9000), False), (b"7" * 31, True), (log_of(()), False),
        (log_of(())[:31], True), (b"\1" + bytes(FRAME), True),
    ):  # fmt: skip
        assert read(memory, log) == ([], is_damaged), log[:40]


def test_a_whole_log_is_read_up_to_its_last_commit(memory: Path, pages: list[bytes]) -> None:
    for order in ORDERS:
        for lengths, count in (((9, 9, 9), 3), ((0, 9, 0), 2), ((9, 0, 0), 1), ((0, 0, 0), 0), ((0, 0, 7), 3)):
            log = log_of(map(Frame, pages[:3], (3, 1, 2), lengths), order)
            assert read(memory, log) == (pages[:count], False), (order, lengths)
            assert [number for number, _ in read_log(memory / "a.db").pages] == [3, 1, 2][:count]
            assert read(memory, log[:-1]) == (pages[: 2 if lengths[1] else lengths[0] // 9], False)
            for counted, is_short in ((count, False), (count + 1, True), (99, True)):
                assert read(memory, log, index=index_of(counted)) == (pages[:count], is_short), (lengths, counted)
            assert read(memory, log, index=index_of(99, OLDER)) == (pages[:count], False)
            assert read(memory, log, index=index_of(99)[:-1]) == (pages[:count], False)


def test_each_bit_of_a_word_is_flipped_back_by_what_the_page_was_before(memory: Path, pages: list[bytes]) -> None:
    """The high bits of many words change the checksum alike: then it tells, how much of the page would be another."""
    first, before, other, far = pages
    new = before[:70] + b"bee" + before[73:]
    words = (0, 1, 2, 3, 513, 1022, 1023, 1024, 1025)
    places = [(word, bit) for bit in range(32) for word in (words[bit % 9], 1025)]
    places += [(word, bit) for word in words for bit in (0, 23, 30, 31)]
    for order in ORDERS:
        for earlier, file in (
            (Frame(first), (other, far, before)),
            (Frame(before, number=3), (other, far, first)),
        ):
            log = log_of((Frame(first, earlier.number), earlier, Frame(new, number=3)), order)
            for word, bit in set(places) if earlier.number == 1 else places[::7]:
                byte = 4 * word + bit // 8 + (16 if word > 1 else 0)
                spoiled = flipped(log, frame_at(2, byte, bit % 8))
                assert read(memory, spoiled, file=file) == ([first, earlier.page, new], True), (order, word, bit)


def test_where_nothing_tells_which_bit_it_was_the_page_stays_as_it_is(memory: Path, pages: list[bytes]) -> None:
    page = bytes(1 + byte % 100 for byte in pages[0])  # no flip of a high bit makes a byte of it 0
    spoiled = flipped(log_of([Frame(page, number=2)]), frame_at(0, 24 + 2003, 7))
    for file in ((), [bytes(PAGE)], [page, bytes(PAGE)]):
        assert read(memory, spoiled, file=file) == ([spoiled[HEADER + 24 :]], True)
    assert read(memory, spoiled, file=[bytes(PAGE), page]) == ([page], True)


def test_each_bit_between_a_frame_s_number_and_its_page_is_told(memory: Path, pages: list[bytes]) -> None:
    log = log_of(map(Frame, pages[:2], (1, 2)))
    for bit in range(8 * 8, 24 * 8):
        assert read(memory, flipped(log, frame_at(1, bit=bit)), file=pages) == (pages[:2], True), bit
    for bits, count, is_damaged in (((0, 9), 2, True), ((0, 9, 40), 1, False), ((1, 2, 3, 62), 1, False)):
        other = flipped(log, *(frame_at(1, 8, bit) for bit in bits))
        assert read(memory, other) == (pages[:count], is_damaged), bits
    more = flipped(log_of(map(Frame, pages, (1, 2, 3, 4))), *(frame_at(1, 8, bit) for bit in (1, 2, 3)))
    assert read(memory, more[: -2 * FRAME]) == (pages[:1], False)
    assert read(memory, more[:-FRAME]) == ([pages[0], pages[2]], False)
    assert read(memory, more) == ([pages[0], *pages[2:]], True)


def test_the_salts_of_a_log_whose_header_is_damaged_are_found(memory: Path, pages: list[bytes]) -> None:
    one, two, three, four = pages
    odd = flipped(SALTS, 1, 2, 3, 4, 5)
    nothing = b"\x99" * HEADER
    for header, frames, expected in (
        ((0, 200), [(one, SALTS), (two, SALTS), (three, OLDER), (four, OLDER)], [one, two]),
        ((0, 200), [(one, OLDER), (two, OLDER), (three, SALTS)], [three]),
        ((128, 191), [(one, OLDER), (two, OLDER), (three, SALTS)], [three]),
        ((128, 129, 191), [(one, OLDER), (two, OLDER), (three, SALTS)], [one, two]),
        (nothing, [(one, odd), (two, SALTS), (three, SALTS)], [two, three]),
        (nothing, [(one, OLDER)], [one]),
        (nothing, [(one, bytes(8)), (two, bytes(8)), (three, OLDER), (four, OLDER)], [three, four]),
        (nothing, [(one, OLDER), (two, SALTS)], [one]),
        (nothing, [], []),
    ):
        log = log_of([Frame(page, salts=salts) for page, salts in frames])
        log = flipped(log, *header) if isinstance(header, tuple) else header + log[HEADER:]
        assert read(memory, log) == (expected, True), frames


def test_a_last_commit_that_lies_across_two_sectors_is_taken_where_it_can_be_of_one_time(
    memory: Path, pages: list[bytes]
) -> None:
    log = log_of([Frame(pages[at % 4]) for at in range(64)])
    for last in (39, 40, 41, 42, 61, 62, 63):
        end = frame_at(last + 1) // 8
        spoiled = flipped(log, frame_at(last, 99), frame_at(last, 2999))[:end]
        number = frame_at(last) // 8 % 512  # its first 16 bytes are on one sector, or on two
        assert len(read(memory, spoiled)[0]) == last + (number + 16 <= 512), last
        assert len(read(memory, log[:end])[0]) == last + 1
