"""A pack: a unit as one file, a zip archive of banks with all files that they name, and a manifest.

A pack is read in place and in memory, never extracted. Its names are held against what every system can have, its sizes
against bounds, and its content against the hash in the manifest, so what is read is what its author packed. Files are
stored as they are, in the order of their names and without times: the same files make the same bytes.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from unicodedata import normalize

import msgspec

from quizapp.archive import Archive, ArchiveBounds, ArchiveError
from quizapp.domain.question import is_id
from quizapp.file_names import safe_name
from quizapp.formats.bounds import LONGEST_LINE, is_legible
from quizapp.formats.files_beside import Memory
from quizapp.formats.pack_places import BANK_ENDINGS
from quizapp.formats.text_file import RefusedError, bytes_of

MANIFEST = "manifest.json"
FORMAT = 1
MOST_BYTES = 64 * 2**20
"""Of the file, and of all that is in it."""
ENDINGS = (*BANK_ENDINGS, ".md", ".png", ".jpg", ".jpeg", ".webp")
"""The endings of the files that can be in a pack."""

_BOUNDS = ArchiveBounds(files=2000, bytes_of_one=32 * 2**20, bytes_of_all=MOST_BYTES)
_MOST_OF_MANIFEST = 2**20
_MOST_RATIO = 200
"""So much smaller at most is a text that is packed; only what is made to burst is more."""
_LONGEST_NAME = 200
_DEEPEST = 8
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """The details of a pack; see `manifest_fault` for bounds. `banks` are the names of the banks' files in it.

    `content` is the hash of all other files in the pack, by `content_hash`.
    """

    format: int
    id: str
    title: str
    version: str
    banks: tuple[str, ...]
    content: str
    author: str = ""
    license: str = ""
    language: str = ""


class Pack(NamedTuple):
    """A pack as it was read: its files by their names, the manifest aside."""

    manifest: Manifest
    files: Mapping[str, bytes]

    def beside(self, name: str) -> Memory:
        """The files that the bank of this name can name: those of its folder, and below it."""
        folder = name.rpartition("/")[0]
        start = f"{folder}/" if folder else ""
        return Memory({each[len(start) :]: data for each, data in self.files.items() if each.startswith(start)})


def version_key(version: str) -> tuple[int, ...]:
    """The numbers of a version, by which versions compare; 1 and 1.0 are the same."""
    numbers = [int(number) for number in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def content_hash(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of the names and contents of `files`, in the order of their names."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def write_pack(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    """The bytes of a pack of `files`, whose hash is put into the manifest. The same input gives the same bytes.

    Raises:
        RefusedError: it could not be read again.
    """
    manifest = msgspec.structs.replace(manifest, content=content_hash(files))
    written = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((MANIFEST, written), *sorted(files.items())):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data)
    data = target.getvalue()
    read_pack_bytes(data)
    return data


def read_pack(path: Path) -> Pack:
    """The pack in the file at `path`, all of it held against its manifest.

    Raises:
        RefusedError: it cannot be read, or is no whole pack.
    """
    return _read_pack(path, _stamp(path))


def read_pack_bytes(data: bytes) -> Pack:
    """The pack in the content of a file; see `read_pack`."""
    try:
        archive = Archive(data, _BOUNDS)
        _check(archive)
        manifest = _manifest_of(archive)
        files = {name: archive.content(name) for name in archive.names if name != MANIFEST}
    except ArchiveError as refused:
        raise _refusal(refused) from None
    if content_hash(files) != manifest.content:
        raise RefusedError("pack_changed")
    return Pack(manifest, files)


def read_manifest(path: Path) -> Manifest:
    """The manifest of the pack at `path`; its files are not unpacked, nor held against it.

    Raises:
        RefusedError: it cannot be read, or its names or its manifest are not those of a pack.
    """
    return _read_manifest(path, _stamp(path))


_Stamp = tuple[int, int, int] | None


@lru_cache(maxsize=1)
def _read_pack(path: Path, stamp: _Stamp) -> Pack:
    return read_pack_bytes(bytes_of(path, MOST_BYTES))


@lru_cache(maxsize=256)
def _read_manifest(path: Path, stamp: _Stamp) -> Manifest:
    return _manifest_in(path)


def _stamp(path: Path) -> _Stamp:
    """The times and the size of a file; the second time is told even by a program that sets the first one back. None
    where it is not there: to read it then says why."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _manifest_in(path: Path) -> Manifest:
    try:
        archive = Archive(bytes_of(path, MOST_BYTES), _BOUNDS)
        _check(archive)
        return _manifest_of(archive)
    except ArchiveError as refused:
        raise _refusal(refused) from None


def _check(archive: Archive) -> None:
    """Refuse names that not every system can have, that are the same on some, or that no bank needs; and bombs."""
    seen: dict[str, str] = {}
    for name in archive.names:
        if not is_pack_name(name):
            raise _refused("pack_name", name=name)
        folded = normalize("NFC", name.casefold())
        if folded in seen:
            raise _refused("pack_name_twice", name=name, other=seen[folded])
        seen[folded] = name
        if archive.ratio(name) > _MOST_RATIO:
            raise _refused("pack_bomb", name=name)


def is_pack_name(name: str) -> bool:
    """Tells whether a file of this name can be in a pack."""
    if name == MANIFEST:
        return True
    parts = name.split("/")
    return (
        len(name) <= _LONGEST_NAME
        and len(parts) <= _DEEPEST
        and PurePosixPath(name).suffix.lower() in ENDINGS
        and all(part == safe_name(part) and not part.startswith(".") for part in parts)
    )


def _manifest_of(archive: Archive) -> Manifest:
    if MANIFEST not in archive.names:
        raise RefusedError("pack_no_manifest")
    if archive.size(MANIFEST) > _MOST_OF_MANIFEST:
        raise RefusedError("pack_manifest")
    try:
        written = archive.content(MANIFEST)
        version = msgspec.json.decode(written, type=_OnlyFormat).format
        if version > FORMAT:
            raise RefusedError("pack_newer")
        manifest = msgspec.json.decode(written, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        raise RefusedError("pack_manifest") from None
    names = frozenset(archive.names)
    if not _is_sound(manifest) or any(bank not in names for bank in manifest.banks):
        raise RefusedError("pack_manifest")
    return manifest


class _OnlyFormat(msgspec.Struct):
    format: int


def _is_sound(manifest: Manifest) -> bool:
    lines = (manifest.title, manifest.author, manifest.license, manifest.language)
    return (
        manifest.format == FORMAT
        and is_id(manifest.id)
        and bool(manifest.title.strip())
        and all(is_legible(line, LONGEST_LINE) and "\n" not in line for line in lines)
        and is_version(manifest.version)
        and bool(manifest.banks)
        and len(set(manifest.banks)) == len(manifest.banks)
        and all(bank.lower().endswith(BANK_ENDINGS) for bank in manifest.banks)
    )


def is_version(text: str) -> bool:
    """Tells whether `text` is a version: up to four numbers with points between them."""
    return _VERSION.fullmatch(text) is not None


def _refused(code: str, **names: str) -> RefusedError:
    """The error that tells of names, which may be as long as somebody made them."""
    values: dict[str, Any] = {field: name[:100] for field, name in names.items()}
    return RefusedError(code, **values)


def _refusal(refused: ArchiveError) -> RefusedError:
    match refused.fault:
        case "too_many_files":
            return RefusedError("pack_too_many_files", limit=str(refused.limit))
        case "too_large":
            return RefusedError("pack_too_large", limit=str(refused.limit // 2**20))
        case "leads_out" | "link":
            return _refused("pack_name", name=refused.file)
        case "twice":
            return _refused("pack_name_twice", name=refused.file, other=refused.file)
        case "locked":
            return RefusedError("pack_locked")
        case _:
            return RefusedError("pack_damaged")
