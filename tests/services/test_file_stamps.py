"""Stamps of files: what tells that a file is still the one that was read."""

import os
import time
from pathlib import Path

import pytest

from quizapp.services.file_stamps import FileStamp, renewed, stamps_from


def old(path: Path, data: bytes, seconds: int = 0) -> FileStamp:
    """The stamp of a file that was read long after it was written."""
    path.write_bytes(data)
    os.utime(path, ns=(10**18 + seconds, 10**18 + seconds))
    return FileStamp.of(str(path)).with_digest()._replace(is_young=False)


def test_a_stamp_says_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    stamp = old(path, b"bees")
    status = path.stat()
    assert stamp[:5] == (str(path), 4, 10**18, status.st_ctime_ns, False)
    assert len(stamp.digest) == 32
    assert FileStamp.of(str(path)).digest == ""
    assert old(path, b"bees").digest == stamp.digest != old(path, b"seeb").digest
    big = bytes(range(256)) * (1 << 13)  # 2 MiB
    assert old(path, big).digest != old(path, big[:-1] + b"x").digest != old(path, b"x" + big[1:]).digest
    assert FileStamp.of(str(tmp_path / "none")) == (str(tmp_path / "none"), -1, 0, 0, False, "")
    assert FileStamp.of("\0").with_digest() == ("\0", -1, 0, 0, False, "")
    last = path.stat().st_ctime_ns
    for now, is_young in ((last, True), (last + 2 * 10**9 - 1, True), (last + 2 * 10**9, False)):
        monkeypatch.setattr(time, "time_ns", lambda now=now: now)
        assert FileStamp.of(str(path)).is_young == is_young
    os.utime(path, ns=(0, last + 10**15))  # a time in the future is the last one
    assert FileStamp.of(str(path)).is_young


def test_a_file_is_the_same_while_its_content_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    stamp = old(path, b"bees")
    unread = FileStamp.of(str(tmp_path / "none")).with_digest()
    assert stamp.renewed() == stamp
    assert stamp.renewed(0) == stamp  # nothing is read where the times are the same
    assert stamp._replace(digest="").renewed() is not None
    assert stamp._replace(is_young=True).renewed() is not None
    assert stamp._replace(is_young=True, digest="other").renewed() is None
    assert stamp._replace(is_young=True, digest="").renewed() is None
    assert unread.renewed() == unread
    empty = old(tmp_path / "empty", b"")
    os.utime(empty.file, ns=(0, 5))
    assert (empty.renewed() or stamp).digest == empty.digest != ""
    os.utime(path, ns=(0, 10**18 + 5))  # another time, the same content
    again = stamp.renewed()
    assert again is not None
    assert (again.modified, again.digest) == (10**18 + 5, stamp.digest)
    assert stamp.renewed(4) == again
    assert stamp.renewed(3) is None  # too large to be read for that
    other = old(path, b"seeb")
    assert stamp.renewed() is None
    assert other.renewed() == other
    longer = old(path, b"beess")
    assert stamp.renewed() is None
    assert renewed((other, longer)) is None
    assert renewed((longer, unread)) == (longer, unread.renewed())
    assert renewed((longer._replace(modified=0),), 4) is None
    assert renewed(()) == ()
    path.unlink()
    assert longer.renewed() is None
    (tmp_path / "none").write_bytes(b"")
    assert unread.renewed() is None


def test_a_file_that_has_changed_since_its_stamp_has_no_hash(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"bees")
    stamp = FileStamp.of(str(path))
    assert stamp._replace(is_young=not stamp.is_young).with_digest().digest == old(path, b"bees").digest
    now = FileStamp.of(str(path))
    for name in ("size", "modified", "changed"):  # as it was then
        then = now._replace(**{name: getattr(now, name) - 1})
        assert then.with_digest() == then


def test_stamps_that_were_kept_are_had_again_or_refused() -> None:
    kept = ["a", 1, 2, 3, False, "x"]
    assert stamps_from([kept, kept[:5]]) == (FileStamp("a", 1, 2, 3, False, "x"), FileStamp("a", 1, 2, 3, False))
    for place, wrong in enumerate((1, "1", 1.5, None, "no", 5)):
        with pytest.raises((TypeError, ValueError)):
            stamps_from([kept, [*kept[:place], wrong, *kept[place + 1 :]]])
    for none in ([], [[]], [[*kept, 1]]):
        with pytest.raises((TypeError, ValueError)):
            stamps_from(none)
