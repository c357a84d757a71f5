"""Folders on another computer are known on each system, by what it says of them."""

import ctypes
import os
import struct
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from quizapp.storage import network
from quizapp.storage.network import _is_remote_on_windows, file_system_of, is_remote

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /home rw - nfs4 server:/home rw,vers=4.2
31 30 0:41 / /home/ana/my\\040disk rw - ext4 /dev/sdb1 rw
32 22 0:42 / /mnt/share rw - cifs //server/share rw
33 22 0:43 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:44 / /srv rw - ext4 /dev/sdc1 rw
35 34 0:45 / /srv rw - nfs4 server:/srv rw
36 22 0:46 / /srv/cut
37 22 0:47 /
"""


@pytest.mark.skipif(os.name != "posix", reason="paths are written otherwise here")
def test_the_file_system_of_a_folder_is_known() -> None:
    for folder, expected in (
        ("/var/lib", "ext4"),
        ("/home/ana/data", "nfs4"),
        ("/home/ana/my disk/data", "ext4"),
        ("/homes", "ext4"),
        ("/mnt/share", "cifs"),
        ("/srv/data", "nfs4"),
        ("/srv/cut", "nfs4"),
        ("/run/user/1000/gvfs/x", "fuse.gvfsd-fuse"),
    ):
        assert file_system_of(Path(folder), MOUNTS) == expected, folder
    assert file_system_of(Path("/var/lib"), "") == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is told otherwise here")
def test_linux_tells_by_what_is_mounted(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_remote(memory)
    assert not is_remote(memory / "missing")
    mounts = memory / "mounts"
    monkeypatch.setattr(network, "_MOUNTS", mounts)
    assert not is_remote(memory)  # it cannot be told
    for kind, expected in (
        ("ext4", False), ("btrfs", False), ("fuse.ntfs", False), ("nfsd", False), ("nfs", True), ("nfs4", True),
        ("cifs", True), ("smb3", True), ("fuse.sshfs", True), ("fuse.rclone", True), ("davfs", True),
    ):  # fmt: skip
        mounts.write_text(f"22 1 0:1 / / rw - tmpfs none rw\n30 22 0:4 / {memory.resolve()} rw - {kind} there rw\n")
        assert is_remote(memory / "data") == expected, kind


def test_windows_tells_by_the_name_or_the_kind_of_the_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"C:\\": 3, "D:\\": 5, "E:\\": 2, "Z:\\": 4}
    kernel = SimpleNamespace(GetDriveTypeW=kinds.__getitem__)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert _is_remote_on_windows(PureWindowsPath(r"\\server\share\quiz"))
    assert [_is_remote_on_windows(PureWindowsPath(f"{root}quiz")) for root in kinds] == [False, False, False, True]


@pytest.mark.skipif(os.name != "posix", reason="there is no such library here")
def test_a_mac_tells_by_a_flag_of_the_folder(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    local = 0x1000
    for flags, around, failed, expected in (
        (local, b"\0", 0, False),
        (0xFFFFFFFF, b"\xff", 0, False),
        (0, b"\0", 0, True),
        (0xFFFFFFFF ^ local, b"\xff", 0, True),
        (0, b"\0", -1, False),
    ):
        said = around * 64 + struct.pack("=I", flags) + around * 2100

        def statfs(folder: bytes, answer: Any, said: bytes = said, failed: int = failed) -> int:
            asked.append(folder)
            answer[: len(said)] = said
            return failed

        with monkeypatch.context() as mac:
            mac.setattr(sys, "platform", "darwin")
            mac.setattr(ctypes, "CDLL", lambda _, statfs=statfs: SimpleNamespace(statfs=statfs))
            assert is_remote(memory) == expected, (hex(flags), around, failed)
    assert set(asked) == {os.fsencode(memory.resolve())}
    with monkeypatch.context() as mac:
        mac.setattr(sys, "platform", "win32")
        mac.setattr(
            ctypes, "windll", SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=lambda _: 4)), raising=False
        )
        assert is_remote(memory)
