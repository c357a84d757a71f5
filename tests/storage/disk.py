"""A disk as it may be after the power is cut: made of the calls of a program, as strace has recorded them.

What a program writes is in the system's memory until it asks for it to be on the disk (fsync, fdatasync); that a file
is listed in its folder is a thing of its own, which is on the disk once the folder is synced. What was not asked for
may be there or not, a write as a whole or in part, sector by sector. The shared memory beside a SQLite file is never
there.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SECTOR = 512
CALLS = (
    "openat,open,creat,close,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,fallocate,unlink,unlinkat,rename,"
    "renameat,renameat2,link,linkat,sync_file_range,copy_file_range,sendfile,mmap"
)
NOT_ON_DISK = ("-shm", ".ballast", ".ballast.new")

SYNCS = ("fsync", "fdatasync")
STRACE = ("strace", "-f", "--seccomp-bpf")

Files = Mapping[str, bytes]


def has_strace() -> bool:
    """Whether strace is here and may be used."""
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


def record(trace: Path, *arguments: object, inject: str = "") -> str:
    """Run Python with `arguments` and write its calls to `trace`. Gives what it printed.

    `inject` makes a call fail, as strace writes it (``fdatasync:error=EIO:when=5``).
    """
    fail = ["-e", f"inject={inject}"] if inject else []
    done = subprocess.run(
        [
            *STRACE,
            "-o",
            trace,
            "-xx",
            "-s",
            "70000",
            "-e",
            f"trace={CALLS}",
            *fail,
            sys.executable,
            *map(str, arguments),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


class Call(NamedTuple):
    """One call of the system that did something. `result` is its number: -1 for a sync that failed."""

    name: str
    arguments: str
    result: int
    thread: str = ""

    """The number of the thread that called."""


_LINE = re.compile(r"^(\d+) +(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += +(-?\d+|\?)(?: .*)?$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def calls(trace: Path) -> Iterator[Call]:
    """The calls of a trace; one that another thread came between stands where it ended."""
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line.rstrip("\n"))
            assert found, line
            thread, text = found.groups()
            if text.endswith("<unfinished ...>"):
                begun[thread] = text.removesuffix("<unfinished ...>").rstrip()
                if _is_said(begun[thread]):  # it is told at the latest when the call begins
                    yield Call("write", begun.pop(thread).partition("(")[2], 0, thread)
                    begun[thread] = ""
                continue
            if text.startswith("<... "):
                start = begun.pop(thread)
                if not start:
                    continue
                text = start + text.partition(" resumed>")[2]
            call = _CALL.match(text)
            if call and (call[3] not in ("?", "-1") or (call[1] in SYNCS and call[3] == "-1")):
                yield Call(call[1], call[2], int(call[3]), thread)


def calls_of_each(trace: Path, folders: Sequence[Path]) -> Mapping[Path, Sequence[Call]]:
    """The calls of processes that one makes after another, each with files in one of these folders."""
    found: dict[Path, list[Call]] = {folder: [] for folder in folders}
    maker, at = "", None
    for call in calls(trace):
        maker = maker or call.thread
        if call.thread == maker:
            continue
        if call.name == "openat" and (folder := Path(_texts(call.arguments)[0].decode()).parent) in found:
            at = folder
        if at is not None:
            found[at].append(call)
    return found


def _is_said(text: str) -> bool:
    return text.startswith("write(1, ")


def _texts(arguments: str) -> list[bytes]:
    found = []
    for text, cut in _TEXT.findall(arguments):
        assert not cut, "the trace has not all that was written"
        found.append(bytes.fromhex(text.replace("\\x", "")))
    return found


class _Write(NamedTuple):
    """Something done to a file that is not on the disk yet: bytes at a place, or a new length where `data` is None."""

    place: int
    data: bytes | None


class _File:
    def __init__(self) -> None:
        self.synced = b""
        self.waiting: list[tuple[int, _Write]] = []
        """Each with the time at which it was done."""

    def length(self) -> int:
        """How long the file is for those who read it now."""
        content = self.synced
        for _, write in self.waiting:
            content = done(content, write)
        return len(content)


NONE: Files = {}
AT_END = -1
"""Where a file that was opened for appending is written."""


class _Entry(NamedTuple):
    """A name that a folder has from now on, or, where `file` is None, no longer has."""

    name: str
    file: _File | None


def done(content: bytes, write: _Write) -> bytes:
    if write.data is None:
        return content[: write.place].ljust(write.place, b"\x00")
    content = content.ljust(write.place, b"\x00")
    return content[: write.place] + write.data + content[write.place + len(write.data) :]


class Disk:
    """The files of one folder, what of them is on the disk, and what is waiting to be."""

    def __init__(self, folder: Path, files: Files = NONE) -> None:
        self._folder = str(folder)
        self._time = 0
        self._numbers: dict[int, tuple[str, _File, int] | None] = {}
        self._now: dict[str, _File] = {}
        for name, content in files.items():
            self._now[name] = _File()
            self._now[name].synced = content
        self._listed: dict[str, _File] = dict(self._now)
        self._waiting: list[tuple[int, tuple[_Entry, ...]]] = []

    def do(self, call: Call) -> bool:
        """Follow one call; False where it changes nothing in the folder."""
        self._time += 1
        name, arguments = call.name, call.arguments
        if name in ("openat", "open", "creat"):
            return self._open(arguments, call.result)
        if name == "close":
            self._numbers.pop(int(arguments), None)
            return False
        if name in ("unlink", "unlinkat"):
            return self._enter((_Entry(self._name(_texts(arguments)[0]), None),))
        if name in ("rename", "renameat", "renameat2"):
            source, target = map(self._name, _texts(arguments))
            return bool(source) and self._enter((_Entry(source, None), _Entry(target, self._now[source])))
        if name in ("link", "linkat"):
            source, target = map(self._name, _texts(arguments))
            return bool(source) and self._enter((_Entry(target, self._now[source]),))
        number = arguments.partition(",")[0]
        if not number.isdigit() or int(number) not in self._numbers:
            if name == "mmap":
                fields = arguments.split(", ")
                assert int(fields[4]) not in self._numbers or "PROT_WRITE" not in fields[2], "a file is mapped"
            return False
        if (opened := self._numbers[int(number)]) is None:  # the folder itself
            if name in SYNCS and call.result == 0:
                for _, entries in self._waiting:
                    _list(self._listed, entries)
                self._waiting.clear()
                return True
            return False
        return self._do_file(call, int(number), *opened)

    def _open(self, arguments: str, number: int) -> bool:
        path = _texts(arguments)[0].decode()
        self._numbers.pop(number, None)
        if path == self._folder:
            self._numbers[number] = None
            return False
        name = self._name(path.encode())
        if not name:
            return False
        made = name not in self._now
        if made:
            self._enter((_Entry(name, _File()),))
        self._numbers[number] = (name, self._now[name], AT_END if "O_APPEND" in arguments else 0)
        if "O_TRUNC" in arguments:
            self._now[name].waiting.append((self._time, _Write(0, None)))
        return made

    def _name(self, path: bytes) -> str:
        """The name in the folder, or nothing where the path is of something else, or is never on the disk."""
        folder, _, name = path.decode("utf-8", "surrogateescape").rpartition("/")
        return "" if folder != self._folder or name.endswith(NOT_ON_DISK) else name

    def _enter(self, entries: tuple[_Entry, ...]) -> bool:
        entries = tuple(entry for entry in entries if entry.name)
        if entries:
            _list(self._now, entries)
            self._waiting.append((self._time, entries))
        return bool(entries)

    def _do_file(self, call: Call, number: int, name: str, file: _File, at: int) -> bool:
        if call.name in SYNCS:
            if call.result == 0:
                for _, write in file.waiting:
                    file.synced = done(file.synced, write)
            # The system gives up what it could not write, and takes it for written: it never will be.
            file.waiting.clear()
            return True
        last = call.arguments.rpartition(", ")[2]
        if call.name == "ftruncate":
            write = _Write(int(last), None)
        elif call.name == "pwrite64":
            write = _Write(int(last), _texts(call.arguments)[0][: call.result])
        elif call.name == "write":
            write = _Write(file.length() if at == AT_END else at, _texts(call.arguments)[0][: call.result])
            self._numbers[number] = (name, file, AT_END if at == AT_END else at + call.result)
        else:
            raise AssertionError(f"{call.name} is not known here")
        file.waiting.append((self._time, write))
        return True

    # after the power was cut

    def lost(self) -> Files:
        """Only what was asked to be on the disk is there."""
        return self._cut(self._time, keep_entries=0, keep_writes=0)

    def listed(self) -> Files:
        """All files are there, but only what was asked to be on the disk is in them."""
        return self._cut(self._time, keep_entries=self._time, keep_writes=0)

    def kept(self) -> Files:
        """All that was written is there: as it is for the next program where only this one was killed."""
        return self._cut(self._time, keep_entries=self._time, keep_writes=self._time)

    def prefix(self, random: Random) -> Files:
        """What was written up to some moment is there."""
        times = [time for time, _ in self._waiting]
        times += [time for file in self._now.values() for time, _ in file.waiting]
        until = random.choice(times) if times else 0
        return self._cut(self._time, keep_entries=until, keep_writes=until)

    def torn(self, random: Random) -> Files:
        """Of what was written, some sectors are there, and others are not; of the folder, its beginning."""
        times = [0, *(time for time, _ in self._waiting)]
        return self._cut(self._time, random.choice(times), 0, random)

    def _cut(self, now: int, keep_entries: int, keep_writes: int, torn: Random | None = None) -> Files:
        listed = dict(self._listed)
        for time, entries in self._waiting:
            if time <= keep_entries:
                _list(listed, entries)
        found = {}
        for name, file in listed.items():
            content = file.synced
            for time, write in file.waiting:
                if torn is not None:
                    for part in _sectors(write):
                        if torn.random() < 0.5:
                            content = done(content, part)
                elif time <= keep_writes:
                    content = done(content, write)
            found[name] = content
        return found


def _list(names: dict[str, _File], entries: Sequence[_Entry]) -> None:
    for name, file in entries:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _sectors(write: _Write) -> Iterator[_Write]:
    """`write` as the parts of it that are on the disk or not, each as a whole."""
    if write.data is None:
        yield write
        return
    place, data = write
    while data:
        length = SECTOR - place % SECTOR
        yield _Write(place, data[:length])
        place, data = place + length, data[length:]


def lay_out(folder: Path, files: Files) -> None:
    """Make a folder that has these files and no others."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder, in the computer's memory where there is such a place: much is written in it, and nothing to keep."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:
        yield Path(name)
