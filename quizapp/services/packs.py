"""Packs: making one of banks, and keeping one that came from somewhere."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from quizapp.domain.bank import Bank
from quizapp.domain.identifier import bad_id
from quizapp.domain.question import is_id
from quizapp.errors import QuizAppError
from quizapp.file_names import safe_name
from quizapp.formats.native import ReadResult, read_bank
from quizapp.formats.pack_file import (
    ENDINGS,
    FORMAT,
    MOST_BYTES,
    Manifest,
    Pack,
    content_hash,
    is_pack_name,
    is_version,
    read_manifest,
    read_pack,
    version_key,
    write_pack,
)
from quizapp.formats.pack_places import ENDING, is_pack, pack_of
from quizapp.formats.text_file import RefusedError, bytes_of
from quizapp.problems import Mistake, Problem
from quizapp.services.bank_entries import BankEntry
from quizapp.services.library import BankUnreadableError
from quizapp.texts import ABOUT, Message
from quizapp.whole_file import write_whole


class PackAbout(NamedTuple):
    """The details that a pack states about itself; an empty one is taken from its first bank."""

    id: str = ""
    title: str = ""
    version: str = "1"
    author: str = ""
    license: str = ""


_AS_THE_BANK = PackAbout()


class MadePack(NamedTuple):
    """A pack that was written: its file, its manifest, and the number of files in it."""

    file: Path
    manifest: Manifest
    files: int


class OfferedPack(NamedTuple):
    """A pack that somebody opens, and the one of the same id that is kept already, if there is one."""

    file: Path
    manifest: Manifest
    kept_file: Path | None = None
    kept: Manifest | None = None

    @classmethod
    def of(cls, file: Path, folder: Path) -> Self:
        """The pack in `file`, all of it held against its manifest, and what is kept in `folder`.

        Raises:
            QuizAppError: it is no whole pack.
        """
        manifest = _whole(file).manifest
        kept_file = _kept_at(folder, manifest.id)
        with suppress(RefusedError):
            return cls(file, manifest, kept_file, read_manifest(kept_file))
        return cls(file, manifest)

    @property
    def is_same(self) -> bool:
        """Tells whether the one that is kept has the same content and version."""
        return self.kept is not None and (self.kept.content, self.kept.version) == (
            self.manifest.content,
            self.manifest.version,
        )

    @property
    def is_newer(self) -> bool:
        """Tells whether it is a newer version of the one that is kept."""
        return self.kept is not None and version_key(self.manifest.version) > version_key(self.kept.version)


def with_translations(paths: Sequence[Path], entries: Sequence[BankEntry]) -> list[Path]:
    """The banks at `paths`, and their translations and sources among `entries`, each once."""
    whole = {entry.path: entry.source_id for entry in entries if not entry.problems}
    found = dict.fromkeys(paths)
    for path in paths:
        if path in whole:
            found |= dict.fromkeys(other for other, source in whole.items() if source == whole[path])
    return list(found)


def make_pack(paths: Sequence[Path], target: Path, about: PackAbout = _AS_THE_BANK) -> MadePack:
    """Write a pack of the banks at `paths` with all files that they name; `target` is replaced.

    Raises:
        BankUnreadableError: a bank has mistakes.
        QuizAppError: two banks have one id, a file has a name that no pack can have, or it cannot be written.
    """
    if not is_pack(target):  # it could not be opened, and might have been the bank
        raise QuizAppError("{file} is not a name for a pack.", "End it with {ending}.", file=target.name, ending=ENDING)
    if about.id and not is_id(about.id):
        mistake = bad_id(about.id)
        problem = Problem(mistake.code, target.name, values=mistake.values)
        raise QuizAppError(problem.what_message, problem.remedy_message)
    banks: dict[str, Path] = {}
    files: dict[str, bytes] = {}
    first = None
    ids: dict[str, Path] = {}
    for path in paths:
        result = read_bank(path)
        bank = _bank_of(path, result)
        first = first or bank
        if bank.id in ids:
            raise QuizAppError(
                "{one} and {other} are banks with the same id (“{id}”).", "Pack one of them.",
                one=ids[bank.id].name, other=path.name, id=bank.id,
            )  # fmt: skip
        ids[bank.id] = path
        folder = _folder_for(path.parent, banks, files)
        banks[f"{folder}{path.name}"] = path
        files |= _files_of(result, folder)
    if first is None:
        raise QuizAppError("There is no bank to pack.", "Name at least one.")
    if not is_version(about.version):
        raise QuizAppError(
            "“{version}” is not a version.", "Write numbers with points between them, such as 2 or 1.3.",
            version=about.version,
        )  # fmt: skip
    manifest = Manifest(
        format=FORMAT,
        id=about.id or first.id,
        title=about.title or (first.passage.title if first.has_passage else first.title),
        version=about.version,
        banks=tuple(banks),
        content=content_hash(files),
        author=about.author or first.author,
        license=about.license or first.license,
        language=first.language,
    )
    try:
        data = write_pack(manifest, files)
    except RefusedError as refused:
        raise _failure(target, refused) from None
    write_whole(target, data)
    return MadePack(target, manifest, len(files) + 1)


def keep_pack(file: Path, folder: Path, *, replaces: bool = False) -> Path:
    """Keep a copy of a pack in `folder`, where the library finds it; gives the copy.

    Args:
        replaces: the pack of the same id that is kept there already gives way, whatever its version.

    Raises:
        QuizAppError: it is no whole pack, another version is kept, or the copy cannot be written.
    """
    offered = OfferedPack.of(file, folder)
    target = _kept_at(folder, offered.manifest.id)
    if offered.is_same:
        return target
    if offered.kept is not None and not replaces:
        raise QuizAppError(
            "Version {version} of “{title}” is kept already.", "Replace it, or keep that.",
            version=offered.kept.version, title=offered.kept.title,
        )  # fmt: skip
    try:
        data = bytes_of(file, MOST_BYTES)
    except RefusedError as refused:
        raise _failure(file, refused) from None
    write_whole(target, data)
    return target


def _kept_at(folder: Path, id_: str) -> Path:
    return folder / f"{safe_name(id_)}{ENDING}"


def _whole(file: Path) -> Pack:
    try:
        return read_pack(file)
    except RefusedError as refused:
        raise _failure(file, refused) from None


def _bank_of(path: Path, result: ReadResult) -> Bank:
    if result.bank is None:
        raise BankUnreadableError(path, result.problems)
    return result.bank


def _folder_for(folder: Path, banks: Mapping[str, Path], files: Mapping[str, bytes]) -> str:
    """The folder in the pack for banks of `folder`: its top for those of the first, one of their own for others."""
    for name, path in banks.items():
        if path.parent == folder:
            return name[: len(name) - len(path.name)]
    if not banks:
        return ""
    taken = {name.partition("/")[0].casefold() for name in files}
    base = safe_name(folder.name)
    number, name = 1, base
    while name.casefold() in taken:
        number += 1
        name = f"{base}-{number}"
    return f"{name}/"


def _files_of(result: ReadResult, folder: str) -> dict[str, bytes]:
    path = result.files[0]
    found = {}
    for file in result.files:
        name = folder + file.relative_to(path.parent).as_posix()
        if not is_pack_name(name):
            raise QuizAppError(
                "{file} has a name that no pack can have.",
                "Name it with letters, digits, hyphens and one of the endings {endings}, here and in the bank.",
                file=file.name,
                endings=", ".join(ENDINGS),
            )
        found[name] = _content(file)
    return found


def _content(file: Path) -> bytes:
    pack = pack_of(file)
    try:
        if pack is not None and not pack.is_dir():
            return read_pack(pack).files[file.relative_to(pack).as_posix()]
        return bytes_of(file, MOST_BYTES)
    except RefusedError as refused:
        raise _failure(file, refused) from None


def _failure(file: Path, refused: RefusedError) -> QuizAppError:
    mistake: Mistake = refused.mistake.mistake
    problem = Problem(mistake.code, file.name, values=mistake.values)
    return QuizAppError(Message(ABOUT, {"first": file.name, "then": problem.what_message}), problem.remedy_message)
