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
_HEADER = struct.Struct(">24s2I")
"""Of the log: 24 bytes, the last 8 of which are the salts, and their checksum."""
_FRAME = struct.Struct(f">8s8s2I{PAGE_SIZE}s")
"""The number of its page with how many pages the file has after a commit (else 0), salts, checksum, page."""
_PLACE = struct.Struct(">2I")
_INDEX = struct.Struct("=40s2I")
"""Of the index of the log: 40 bytes, and their checksum."""
_COUNT = struct.Struct("=16xI12x8s")  # of frames, and their salts
_SECTOR = 512  # bytes that are on the disk together or not at all
_MOST_FLIPS = 2  # salts (64 bits, half of them random) that differ in no more bits were the same
_WORD = 0xFFFFFFFF

Checksum = tuple[int, int]


class _Frame(NamedTuple):
    head: bytes
    salts: bytes
    kept: Checksum
    page: bytes

    @property
    def body(self) -> bytes:
        """The bytes that its checksum covers, with those before it in the log."""
        return self.head + self.page


class Log(NamedTuple):
    """The content of a log: pages up to the last commit, in their order, each with its number, counted from 1.

    `is_damaged`: it is not as it was written, and no power cut explains that.
    """

    pages: tuple[tuple[int, bytes], ...]
    is_damaged: bool


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
        index = stream.read(_INDEX.size)
    path = Path(f"{file}-wal")
    try:
        data = path.read_bytes()
        while (log := _parse(file, data, index)).is_damaged and (again := path.read_bytes()) != data:
            data = again  # somebody is writing in it
    except FileNotFoundError:
        return Log((), False)
    return log


def _parse(file: Path, data: bytes, index: bytes) -> Log:
    if len(data) < _HEADER.size or not any(data):
        return Log((), any(data))
    said, header = _apart(_HEADER.unpack_from(data))
    starts = [_HEADER.size + at * _FRAME.size for at in range((len(data) - _HEADER.size) // _FRAME.size)]
    frames = [_frame(data, start) for start in starts]
    order = next((order for order in "<>" if any(header) and _checksum(said, (0, 0), order) == header), "")
    reads_on, is_damaged, order = bool(order), not order, order or "<"
    salts = said[16:] if reads_on else _salts_of(frames, said[16:])
    seeds = {header, _checksum(said, (0, 0), order)}
    pages: list[tuple[int, bytes]] = []
    is_only_bits = True  # flipped, one in a frame: nothing else is wrong so far
    committed = seen = 0  # pages up to the last commit, and frames up to the last that SQLite finds
    for start, frame in zip(starts, frames, strict=True):
        if _difference(frame.salts, salts) > _MOST_FLIPS:
            reads_on, is_only_bits, seeds = False, False, {frame.kept}
            continue
        is_damaged |= committed > seen  # more, after a commit that SQLite does not find
        sums = {_checksum(frame.body, seed, order) for seed in seeds}
        is_whole = frame.kept in sums
        mended = [frame.body] if is_whole else list(_mend(frame, sums, order))
        reads_on &= is_whole and frame.salts == salts
        is_only_bits &= bool(mended)
        body = _likeliest(mended, pages, file) or frame.body
        page, length = _PLACE.unpack_from(body)
        pages.append((page, body[_PLACE.size :]))
        if length and (mended or start % _SECTOR <= _SECTOR - 16):  # else its parts may be of different times
            committed = len(pages)
            seen = committed if reads_on else seen
            is_damaged |= is_only_bits and not reads_on
        seeds = {frame.kept} if is_whole else {frame.kept, *sums}
    return Log(tuple(pages[:committed]), is_damaged or _counts_more(index, salts, seen))


def _apart(values: tuple[bytes, int, int]) -> tuple[bytes, Checksum]:
    said, *kept = values
    return said, (kept[0], kept[1])


def _frame(data: bytes, start: int) -> _Frame:
    head, salts, first, second, page = _FRAME.unpack_from(data, start)
    return _Frame(head, salts, (first, second), page)


def _salts_of(frames: Iterable[_Frame], header: bytes) -> bytes:
    """Find the salts of a log whose `header` has damaged ones: those of most bits alike, or that two frames have."""
    found = [frame.salts for frame in frames]
    near = [salts for salts in found if _difference(salts, header) <= _MOST_FLIPS]
    return next((salts for salts in near or found if any(salts) and found.count(salts) > 1), (*near, *found, b"")[0])


def _counts_more(index: bytes, salts: bytes, seen: int) -> bool:
    """Tell whether the index of this log, if it is whole, counts more frames than were `seen`."""
    if len(index) < _INDEX.size:
        return False
    said, kept = _apart(_INDEX.unpack(index))
    count, of = _COUNT.unpack_from(index)
    return bool(of == salts and kept == _checksum(said, (0, 0), "=") and count > seen)


def _difference(one: bytes, two: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(two, "big")).bit_count()


def _checksum(data: bytes, seed: Checksum, order: str) -> Checksum:
    first, second = seed
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for even, odd in zip(words, words, strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second


def _lowest(word: int) -> int:
    """Give the place of the lowest bit of a number that is set, counted from 1."""
    return (word ^ word - 1).bit_length()


def _mend(frame: _Frame, sums: Iterable[Checksum], order: str) -> Iterator[bytes]:
    """Give each way to flip one bit of a frame's body, or of the checksum that was kept, that makes them fit.

    The checksum is linear: a word that is greater by n adds n times what it adds for 1, which depends on its place;
    of the high bits of a word, it depends on it little.
    """
    kept = _PLACE.pack(*frame.kept)
    form = struct.Struct(f"{order}{len(frame.body) // 4}I")
    words = list(form.unpack(frame.body))
    for sums_ in sums:
        if _difference(_PLACE.pack(*sums_), kept) == 1:
            yield frame.body
        missing = [(one - other) & _WORD for one, other in zip(frame.kept, sums_, strict=True)]
        half = missing.index(next(filter(None, missing)))  # one of the two is missing, or the checksum would fit
        added = [(1, 1), (0, 1)]  # by 1 in the last two words
        for at in reversed(range(0, len(words), 2)):
            for place, each in enumerate(added, at):
                bit = _lowest(missing[half]) - _lowest(each[half])  # no other can bring as many zeros
                if bit >= 0:
                    amount = words[place] ^ 1 << bit
                    changed = amount - words[place]
                    if [(changed * part) & _WORD for part in each] == missing:
                        yield form.pack(*words[:place], amount, *words[place + 1 :])
            added = [((one + two) & _WORD, (one + 2 * two) & _WORD) for one, two in added]


def _likeliest(bodies: list[bytes], pages: list[tuple[int, bytes]], file: Path) -> bytes | None:
    """Find the one that changes least of its page, as that is in `pages`, or else in `file`; None where none is it."""
    match bodies:
        case []:
            return None
        case [body]:
            return body
    before = dict(pages)
    changes: dict[bytes, int] = {}
    for body in bodies:
        number, _ = _PLACE.unpack_from(body)
        if number and number not in before:
            with file.open("rb") as stream:
                stream.seek((number - 1) * PAGE_SIZE)
                before[number] = stream.read(PAGE_SIZE).ljust(PAGE_SIZE, b"\0")
        if number:
            changes[body] = sum(map(ne, body[_PLACE.size :], before[number]))
    likely = [body for body, count in changes.items() if count == min(changes.values())]
    return likely[0] if len(likely) == 1 else None
