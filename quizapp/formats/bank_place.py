"""The place of a bank: a file in a folder, or in a pack."""

from pathlib import Path

from quizapp.formats.files_beside import Beside, Folder, InPack
from quizapp.formats.pack_places import is_pack, on_disk, pack_of
from quizapp.formats.text_file import RefusedError, bytes_of, read_text
from quizapp.formats.yaml_events import MAX_BYTES


def bank_content(path: Path) -> tuple[bytes, Beside]:
    """The content of the bank at `path`, and the files that it can name.

    Raises:
        RefusedError: it cannot be read; or the pack that it is in, or that `path` is, cannot, or has no such bank.
    """
    if not is_pack(path) and on_disk(str(path)) == str(path):
        return bytes_of(path, MAX_BYTES), Folder(path.parent)
    from quizapp.formats.pack_file import read_pack  # few banks are in packs

    place = pack_of(path)
    pack = read_pack(place or path)
    name = path.relative_to(place).as_posix() if place is not None else ""
    if name not in pack.manifest.banks:
        raise RefusedError("pack_no_such_bank")
    return pack.files[name], InPack(pack.beside(name), path.parent)


def bank_text(path: Path) -> bytes:
    """The text of the bank at `path`, as UTF-8 without a byte order mark; empty where it cannot be read, or is gone."""
    try:
        return read_text(bank_content(path)[0])[0] or b""
    except RefusedError:
        return b""


def files_beside(path: Path) -> Beside:
    """The files that the bank at `path` can name; none where its pack cannot be read."""
    try:
        return bank_content(path)[1] if on_disk(str(path)) != str(path) else Folder(path.parent)
    except RefusedError:
        return Folder(path.parent)
