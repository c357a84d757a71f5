"""The work of the exchange that is done off the GUI thread. What it needs is imported there, at the first time."""

from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.gui.kit.translate import translate
from quizapp.progress import ProgressCallback
from quizapp.services.library import Library

if TYPE_CHECKING:  # few import or export anything
    from quizapp.services.bank_export import ExportedBank, ReadyExport
    from quizapp.services.importing import Offer, ReadFile, WrittenImport


def read(files: tuple[Path, ...], folder: Path, known: dict[str, Path], progress: ProgressCallback) -> "Offer":
    """Read files of other tools."""
    import quizapp.gui.exchange.import_page  # noqa: F401  (here, as the GUI thread would stand still for it)
    from quizapp.services.importing import offer_of, read_files

    return offer_of(read_files(files, progress), folder, known)


def read_text(text: str, title: str, folder: Path, known: dict[str, Path], progress: ProgressCallback) -> "Offer":
    """Read a text that was typed or pasted."""
    from quizapp.services.importing import offer_of, read_pasted

    return offer_of(read_pasted(text, title, progress), folder, known)


def offered(files: "tuple[ReadFile, ...]", folder: Path, known: dict[str, Path], _: ProgressCallback) -> "Offer":
    """Offer the same files for another folder."""
    from quizapp.services.importing import offer_of

    return offer_of(files, folder, known)


def written(offer: "Offer", known: dict[str, Path], replaces: bool, progress: ProgressCallback) -> "WrittenImport":
    """Write what is offered."""
    from quizapp.services.importing import write_offer

    return write_offer(offer, known, replaces=replaces, translate=translate, progress=progress)


def ready(library: Library, path: Path, format_: str, progress: ProgressCallback) -> "ReadyExport":
    """Make a bank ready in the format of this name."""
    from quizapp.services.bank_export import OWN, ready_export

    bank = library.bank(path)
    return ready_export(bank, OWN if format_ == "pack" else format_, progress)


def exported(ready: "ReadyExport", target: Path, progress: ProgressCallback) -> "ExportedBank":
    """Write a copy that is ready."""
    from quizapp.services.bank_export import write_export

    progress(0, 1)
    return write_export(ready, target, translate)
