"""Reading SQLite's write-ahead log beside a journal: SQLite drops all from the first fault in it without a word.

Its format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log and https://www.sqlite.org/walformat.html.
"""

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from operator import ne
from pathlib import Path
from typing import NamedTuple

PAGE_SIZE = 4096
"""SQLite's, for all files that we make."""
_HEADER = 32  # of the log: at 16 the salts, at 24 the checksum of what is before it
_HEAD = 24
"""Of a frame: the number of its page, how many pages the file has after a commit (else 0), salts, checksum."""
_FRAME = _HEAD + PAGE_SIZE
_SECTOR = 512  # bytes that are on the disk together or not at all
_MOST_FLIPS = 2  # salts (64 bits, half of them random) that differ in no more bits were the same
_WORD = 0xFFFFFFFF

Checksum = tuple[int, int]


class Log(NamedTuple):
    """The content of a log: pages up to the last commit, in their order, each with its number, counted from 1.

    `is_damaged`: it is not as it was written, and no power cut explains that.
    """

    pages: tuple[tuple[int, bytes], ...] = ()
    is_damaged: bool = False


def read_log(file: Path) -> Log:
    """Read the log beside `file`, as far as it can be made out; a single bit that was flipped is flipped back.

    A power cut may leave the last commit there in part. So what shows damage is a commit after the fault and more
    after that, as each waits until the one before it is on the disk; a commit whose checksums all fit once a bit in a
    frame is flipped; fewer frames than SQLite's index of the log counts, as it counts what is on the disk; a header
    that does not fit.

    Raises:
        OSError: it cannot be read.
    """
    index = b""
    with suppress(OSError), open(f"{file}-shm", "rb") as stream:  # before the log, which may grow meanwhile
        index = stream.read(48)
    path = Path(f"{file}-wal")
    try:
        data = path.read_bytes()
        while (log := _parse(file, data, index)).is_damaged and (again := path.read_bytes()) != data:
            data = again  # somebody is writing in it
    except FileNotFoundError:
        return Log()
    return log


def _parse(file: Path, data: bytes, index: bytes) -> Log:
    if len(data) < _HEADER or not any(data):
        return Log(is_damaged=any(data))
    starts = range(_HEADER, len(data) - _FRAME + 1, _FRAME)
    header = _pair(data, 24)
    order = next((order for order in "<>" if any(header) and _checksum(data[:24], (0, 0), order) == header), "")
    reads_on, is_damaged, order = bool(order), not order, order or "<"
    salts = data[16:24] if reads_on else _salts_of(data, starts)
    seeds = {header, _checksum(data[:24], (0, 0), order)}
    pages: list[tuple[int, bytes]] = []
    is_only_bits = True  # flipped, one in a frame: nothing else is wrong so far
    committed = seen = 0  # pages up to the last commit, and frames up to the last that SQLite finds
    for start in starts:
        kept, has_salts = _pair(data, start + 16), data[start + 8 : start + 16] == salts
        if _difference(data[start + 8 : start + 16], salts) > _MOST_FLIPS:
            reads_on, is_only_bits, seeds = False, False, {kept}
            continue
        is_damaged |= committed > seen  # more, after a commit that SQLite does not find
        body = data[start : start + 8] + data[start + _HEAD : start + _FRAME]
        sums = {_checksum(body, seed, order) for seed in seeds}
        is_whole = kept in sums
        mended = [body] if is_whole else list(_mend(body, sums, kept, order))
        reads_on &= is_whole and has_salts
        is_only_bits &= bool(mended)
        frame = _likeliest(mended, pages, file) or body
        page, length = struct.unpack_from(">2I", frame)
        pages.append((page, frame[8:]))
        if length and (mended or start % _SECTOR <= _SECTOR - 16):  # else its parts may be of different times
            committed = len(pages)
            seen = committed if reads_on else seen
            is_damaged |= is_only_bits and not reads_on
        seeds = {kept} if is_whole else {kept, *sums}
    return Log(tuple(pages[:committed]), is_damaged or _counted(index, salts) > seen)


def _salts_of(data: bytes, starts: Iterable[int]) -> bytes:
    """Find the salts of a log whose header is damaged: those of most bits alike, or that two frames have."""
    found = [data[start + 8 : start + 16] for start in starts]
    near = [salts for salts in found if _difference(salts, data[16:24]) <= _MOST_FLIPS]
    return next((salts for salts in near or found if any(salts) and found.count(salts) > 1), (*near, *found, b"")[0])


def _counted(index: bytes, salts: bytes) -> int:
    """Give how many frames of these salts the index counts; 0 where it is of another log, or not whole."""
    if len(index) < 48 or index[32:40] != salts or _checksum(index[:40], (0, 0), "=") != _pair(index, 40, "="):
        return 0
    return int(struct.unpack_from("=I", index, 16)[0])


def _difference(one: bytes, two: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(two, "big")).bit_count()


def _pair(data: bytes, place: int, order: str = ">") -> Checksum:
    first, second = struct.unpack_from(f"{order}2I", data, place)
    return first, second


def _checksum(data: bytes, seed: Checksum, order: str) -> Checksum:
    first, second = seed
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for even, odd in zip(words, words, strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second


def _zeros(word: int) -> int:
    """Count the zeros at the end of a number in binary; -1 for nothing."""
    return (word & -word).bit_length() - 1


def _mend(body: bytes, sums: Iterable[Checksum], kept: Checksum, order: str) -> Iterator[bytes]:
    """Give each way to flip one bit of `body`, or of the checksum that was `kept`, that makes them fit.

    The checksum is linear: a word that is greater by n adds n times what it adds for 1, which depends on its place;
    of the high bits of a word, it depends on it little.
    """
    for first, second in sums:
        if (first ^ kept[0]).bit_count() + (second ^ kept[1]).bit_count() == 1:
            yield body
        missing = (kept[0] - first) & _WORD, (kept[1] - second) & _WORD
        added = [(1, 1), (0, 1)]  # by 1 in the last two words
        half = 0 if missing[0] else 1  # one of the two is missing, or the checksum would fit
        for end in range(len(body), 0, -8):
            for place, each in zip((end - 8, end - 4), added, strict=True):
                bit = _zeros(missing[half]) - _zeros(each[half])  # no other can bring as many zeros
                for amount in (1 << bit, -1 << bit) if 0 <= bit < 32 else ():  # by which a flip changes a word
                    if (amount * each[0]) & _WORD == missing[0] and (amount * each[1]) & _WORD == missing[1]:
                        (word,) = struct.unpack_from(f"{order}I", body, place)
                        if bool(word & abs(amount)) == (amount < 0):
                            yield body[:place] + struct.pack(f"{order}I", word + amount) + body[place + 4 :]
            added = [((one + two) & _WORD, (one + 2 * two) & _WORD) for one, two in added]


def _likeliest(frames: list[bytes], pages: list[tuple[int, bytes]], file: Path) -> bytes | None:
    """Find the one that changes least of its page, as that is in `pages`, or else in `file`; None where none is it."""
    if len(frames) > 1:
        before = dict(pages)
        changes = []
        for frame in frames:
            number, page = int.from_bytes(frame[:4], "big"), frame[8:]
            if number not in before:
                with file.open("rb") as stream:
                    stream.seek(max(0, number - 1) * PAGE_SIZE)
                    before[number] = stream.read(PAGE_SIZE).ljust(PAGE_SIZE, b"\0")
            changes.append(sum(map(ne, page, before[number])))
        frames = [frame for frame, count in zip(frames, changes, strict=True) if count == min(changes)]
    return frames[0] if len(frames) == 1 else None
