"""A file is written whole or not at all, whoever else writes it."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Semaphore, Thread

import pytest

from quizapp import whole_file
from quizapp.errors import QuizAppError
from quizapp.whole_file import write_all_whole, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_with_its_folder_or_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / ("x" * 250)  # no longer name is possible

    write_whole(file, b"one")
    write_whole(file, b"two")

    assert file.read_bytes() == b"two"
    assert names(file.parent) == [file.name]


def test_what_is_not_to_be_replaced_stays(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"one", replace=False)

    with pytest.raises(FileExistsError):
        write_whole(file, b"two", replace=False)

    assert file.read_bytes() == b"one"
    assert names(tmp_path) == ["file"]


def test_a_disk_that_knows_no_second_name_for_a_file_is_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(whole_file.os, "link", refuse)
    write_whole(tmp_path / "file", b"one", replace=False)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "file", b"two", replace=False)

    assert (tmp_path / "file").read_bytes() == b"one"
    assert names(tmp_path) == ["file"]


def test_many_threads_write_one_file_and_each_succeeds(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    texts = [f"{number}".encode() * 2000 for number in range(200)]

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write_whole, file, text) for text in texts for file in files]:
            done.result()

    assert [file.read_bytes() in texts for file in files] == [True, True]
    assert names(tmp_path) == ["one", "two"]


@contextmanager
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A disk that puts nothing on it until the event is set."""
    goes_on, sync = Event(), os.fsync
    monkeypatch.setattr(whole_file.os, "fsync", lambda number: (goes_on.wait(30), sync(number)))
    yield goes_on
    goes_on.set()


class LastComesFirst:
    """A lock that lets in whoever came last of those that wait. `arrived` counts those that came."""

    lock = staticmethod(Lock)
    arrived = Semaphore(0)

    def __init__(self) -> None:
        self._lock = self.lock()
        self._waiting: list[Event] = []

    def __enter__(self) -> None:
        mine = Event()
        self._waiting.append(mine)
        self.arrived.release()
        assert len(self._waiting) == 1 or mine.wait(30)
        self._lock.acquire()
        self._inside = mine

    def __exit__(self, *_: object) -> None:
        self._waiting.remove(self._inside)
        self._lock.release()
        if self._waiting:
            self._waiting[-1].set()


@pytest.mark.parametrize("replace", [True, False])
def test_the_newest_content_wins_though_an_older_one_gets_its_turn_later(
    replace: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[bytes] = []

    def write(data: bytes) -> None:
        try:
            write_whole(tmp_path / "file", data, replace)
        except FileExistsError:
            refused.append(data)

    monkeypatch.setattr(whole_file, "Lock", LastComesFirst)
    with slow_disk(monkeypatch) as goes_on:
        threads = [Thread(target=write, args=(data,)) for data in (b"first", b"second", b"third")]
        for thread in threads:
            thread.start()
            assert LastComesFirst.arrived.acquire(timeout=30)
        goes_on.set()
        for thread in threads:
            thread.join()

    assert (tmp_path / "file").read_bytes() == (b"third" if replace else b"first")
    assert sorted(refused) == ([] if replace else [b"second", b"third"])


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file can be longer than `room` bytes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit does not work alike here")
def test_a_full_disk_is_told_and_leaves_the_old_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    with full_disk(5), pytest.raises(QuizAppError) as caught:
        write_whole(file, b"something else")

    assert str(file) in caught.value.message
    assert "Errno" not in str(caught.value)
    assert caught.value.remedy
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]
    write_whole(file, b"new")  # it goes on
    assert file.read_bytes() == b"new"


def test_what_is_written_is_on_the_disk_before_it_takes_the_old_one_s_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(whole_file.os, "fsync", lambda number: (done.append("sync"), sync(number)))
    monkeypatch.setattr(whole_file.os, "replace", lambda *paths: (done.append("replace"), replace(*paths)))

    write_whole(tmp_path / "file", b"data")

    assert done == ["sync", "replace"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipe with the name of a file")
def test_a_pipe_or_a_device_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for write in (lambda: write_whole(pipe, b"new"), lambda: write_all_whole({tmp_path / "a": b"new", pipe: b"new"})):
        with pytest.raises(QuizAppError):
            write()
        assert pipe.is_fifo()
        assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
