"""Tells whether a folder is on another computer: SQLite's locks and memory maps are not to be trusted there."""

import ctypes
import os
import re
import sys
from pathlib import Path, PurePath

_REMOTE = re.compile(
    r"nfs4?|cifs|smb(?:[23]|fs)?|afs|ncpfs|ceph|lustre|gfs2|ocfs2|beegfs|davfs"
    r"|fuse\.(?:sshfs|glusterfs|ceph|davfs2|rclone|gvfsd-fuse)"
)
"""The file systems of Linux that are on another computer, or shared with one."""

_DRIVE_REMOTE = 4  # GetDriveTypeW
_MNT_LOCAL = 0x1000  # macOS, sys/mount.h
_STATFS_FLAGS = 64  # where f_flags is in macOS's struct statfs with 64-bit inodes


def is_remote(folder: Path) -> bool:
    """Tell whether `folder`, which exists, is known to be on another computer; False where this cannot be told."""
    try:
        real = folder.resolve()
        if sys.platform == "win32":
            return _is_remote_on_windows(real)
        if sys.platform == "darwin":
            return _is_remote_on_macos(real)
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
        return _REMOTE.fullmatch(file_system_of(real, mounts)) is not None
    except (OSError, AttributeError, ValueError):
        return False


def file_system_of(folder: Path, mounts: str) -> str:
    """Give the type of the file system that `folder` is on, by the text of Linux's ``/proc/self/mountinfo``."""
    longest, found = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])  # a space is written \040
        if folder.is_relative_to(point) and len(point) >= longest:  # the last one of a place lies above the others
            longest, found = len(point), right.split(" ")[0]
    return found


def _is_remote_on_windows(folder: PurePath) -> bool:
    if folder.drive.startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (known on Windows alone)
    return bool(kernel.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)


def _is_remote_on_macos(folder: Path) -> bool:
    answer = ctypes.create_string_buffer(4096)
    if ctypes.CDLL(None).statfs(os.fsencode(folder), answer) != 0:
        return False
    flags = int.from_bytes(answer.raw[_STATFS_FLAGS : _STATFS_FLAGS + 4], sys.byteorder)
    return not flags & _MNT_LOCAL
