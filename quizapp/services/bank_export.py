"""Taking a bank out to other tools: made ready first, so that every loss can be told, and then written."""

import io
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError
from quizapp.formats.native_writing import write_bank
from quizapp.formats.pack_places import BANK_ENDINGS
from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.format import Format, SheetFormat
from quizapp.interchange.losses import ItemReport, LossReport, report_markdown
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.texts import ENGLISH, Texts
from quizapp.whole_file import write_all_whole

OWN = "yaml"
"""The name of our own format, which holds all of a bank."""


class ReadyExport(NamedTuple):
    """A bank as it will be written in a format.

    Attributes:
        is_empty: the format can hold none of the questions.
    """

    bank: Bank
    format: str
    data: bytes
    losses: LossReport

    @property
    def is_empty(self) -> bool:
        ids = {question.id for question in self.bank.questions}
        return not any(item.made and item.name in ids for item in self.losses.items)


class ExportedBank(NamedTuple):
    """The files that were written of a bank; `report_file` is None where nothing can be lost."""

    file: Path
    report_file: Path | None
    losses: LossReport


def ready_export(bank: Bank, format_: str, progress: ProgressCallback = nobody_waits) -> ReadyExport:
    """`bank` in the format of this name, in memory."""
    if format_ == OWN:
        items = tuple(ItemReport(0, each.id, 1, ()) for each in bank.questions)
        return ReadyExport(bank, OWN, write_bank(bank, progress).encode(), LossReport(items))
    written = io.BytesIO()
    exporter = BY_NAME[format_].exporter
    assert exporter is not None
    losses = exporter.write(bank, written, progress)
    progress(len(bank.questions), len(bank.questions))
    return ReadyExport(bank, format_, written.getvalue(), losses)


def write_export(ready: ReadyExport, target: Path, translate: Texts = ENGLISH) -> ExportedBank:
    """Write what is ready to `target`, which is replaced, and the report of losses beside it; both or nothing.

    Raises:
        QuizAppError: the format can hold none of the questions, the name is that of a bank, an image would be written
            over another file, or the disk refuses.
    """
    if ready.format == OWN:
        return _write_own(ready, target)
    title = BY_NAME[ready.format].title
    if target.suffix.lower() in BANK_ENDINGS:  # perhaps of the one that is exported
        raise QuizAppError("{file} is the name of a bank.", "Choose a name with another ending.", file=target.name)
    if ready.is_empty:
        raise QuizAppError("{format} can hold none of these questions.", "Choose another format.", format=title)
    report_file = target.with_name(f"{target.stem}.report.md")
    heading = translate("What {format} holds of “{title}”", format=title, title=ready.bank.title)
    report = report_markdown(ready.losses, heading, "written", translate)
    write_all_whole({target: ready.data, report_file: report.encode()})
    return ExportedBank(target, report_file, ready.losses)


def _write_own(ready: ReadyExport, target: Path) -> ExportedBank:
    images = {target.parent / name: data for name, data in ready.bank.images.items()}
    for file, data in images.items():
        if file.exists() and not (file.is_file() and file.read_bytes() == data):
            raise QuizAppError("There is another file {file} already.", "Choose another folder.", file=file)
    write_all_whole({**images, target: ready.data})
    return ExportedBank(target, None, ready.losses)


def export_bank(
    bank: Bank,
    target: Path,
    format_: Format | SheetFormat,
    translate: Texts = ENGLISH,
    progress: ProgressCallback = nobody_waits,
) -> ExportedBank:
    """Write `bank` to `target`, which is replaced, and the report of losses beside it.

    Raises:
        QuizAppError: nothing of it can be written, or the disk refuses.
    """
    return write_export(ready_export(bank, format_.name, progress), target, translate)
