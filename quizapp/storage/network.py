"""Tells whether a folder is on another computer: SQLite's locks and memory maps are not to be trusted there."""

import ctypes
import os
import re
import struct
import sys
from pathlib import Path, PurePath

_REMOTE = re.compile(
    r"nfs4?|cifs|smb(?:[23]|fs)?|afs|ncpfs|ceph|lustre|gfs2|ocfs2|beegfs|davfs"
    r"|fuse\.(?:sshfs|glusterfs|ceph|davfs2|rclone|gvfsd-fuse)"
)
"""The file systems of Linux that are on another computer, or shared with one."""

_MOUNTS = Path("/proc/self/mountinfo")
_MOUNT = re.compile(r"(?:\S+ ){4}(\S+) .*? - (\S+)")
"""A line of it: the fifth field is where something is mounted, and the first behind the dash its type."""

_DRIVE_REMOTE = 4  # GetDriveTypeW
_MNT_LOCAL = 0x1000  # macOS, sys/mount.h
_STATFS_FLAGS = 64  # where f_flags is in macOS's struct statfs with 64-bit inodes
_LARGEST_STATFS = 4096


def is_remote(folder: Path) -> bool:
    """Tell whether `folder`, which exists, is known to be on another computer; False where this cannot be told."""
    try:
        real = folder.resolve()
        if sys.platform == "win32":
            return _is_remote_on_windows(real)
        if sys.platform == "darwin":
            return _is_remote_on_macos(real)
        return _REMOTE.fullmatch(file_system_of(real, _MOUNTS.read_text("utf-8", "replace"))) is not None
    except (OSError, AttributeError, ValueError):
        return False


def file_system_of(folder: Path, mounts: str) -> str:
    """Give the type of the file system that `folder` is on, by the text of Linux's ``/proc/self/mountinfo``."""
    types: dict[str, str] = {}
    for found in filter(None, map(_MOUNT.match, mounts.splitlines())):
        point = re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), found[1])  # a space is written \040
        types[point] = found[2]  # the last one of a place lies above the others
    return types.get(max(filter(folder.is_relative_to, types), key=len, default=""), "")


def _is_remote_on_windows(folder: PurePath) -> bool:
    if folder.drive.startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (known on Windows alone)
    return bool(kernel.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)


def _is_remote_on_macos(folder: Path) -> bool:
    answer = ctypes.create_string_buffer(_LARGEST_STATFS)
    if ctypes.CDLL(None).statfs(os.fsencode(folder), answer) != 0:
        return False
    (flags,) = struct.unpack_from("=I", answer, _STATFS_FLAGS)
    return not flags & _MNT_LOCAL
