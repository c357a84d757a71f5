"""Reading questions of other tools: finding the format, and leaving out and telling what no bank of ours may hold."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from quizapp.archive import is_archive
from quizapp.domain.bank import Bank
from quizapp.domain.passage import Passage, read_passage, written_images
from quizapp.formats.image_file import read_header
from quizapp.formats.native import read_kept_bank
from quizapp.formats.native_writing import write_bank_quickly
from quizapp.interchange.bank_making import is_image_file, unique
from quizapp.interchange.catalog import FORMATS, TYPED
from quizapp.interchange.format import Format, Importer
from quizapp.interchange.losses import Imported, ItemReport, Loss, LossReport, joined_reports
from quizapp.interchange.qti12 import describes_package
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.problems import Mistake, Problem
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.services.legible_texts import legible_bank, legible_question
from quizapp.texts import ALL, Message, Value, listed

_MOST_AT_FIRST = 4096
_MOST_LOOKED_AT = 1_048_576
"""Bytes of a file that are looked at: of any, and of one that may be text."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The start of what Excel and Word wrote before 2007 (.xls, .doc)."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
"""The start of the file `mimetype` in what LibreOffice writes (.ods, .odt)."""
_OURS = tuple(re.compile(rb"\n%b:\s" % field) for field in (b"id", b"title", b"questions"))
"""The beginnings of lines that every bank of ours has, and a typed sheet does not."""


def read_file(path: Path, progress: ProgressCallback = nobody_waits, levels: Collection[str] = ()) -> Imported:
    """The banks in the file, archive or folder at `path`, as they can be written, and all that was lost.

    Never raises for what is in it. `progress` counts files that are read, and then questions that are checked. Of a
    text with reading levels, only `levels` are read where some are named.
    """
    try:
        source = Source.of_path(path)
        source.levels = levels
        return read_source(source, progress)
    except RefusedSourceError as refused:
        return Imported((), LossReport(), (refused.problem,))


def read_source(source: Source, progress: ProgressCallback = nobody_waits) -> Imported:
    """Does what `read_file` does, with what is open already."""
    source.progress = progress
    banks: dict[str, Bank] = {}
    reports: list[LossReport] = []
    problems: list[Problem] = []
    is_single = len(source.names) == 1
    parts: list[tuple[Format, Source]] = []
    packaged: dict[Importer, list[str]] = {}
    unknown: list[str] = []
    descriptions: list[str] = []
    for name in source.names:
        try:
            data = _start_of(source, name)
        except RefusedSourceError as refused:
            problems.append(refused.problem)
            break
        found = format_of(data)
        if found is None and is_single and data.startswith(_OLD_OFFICE):
            problems.append(Problem("import_old_office", name))
        elif name.endswith("/mimetype") and data.startswith(_OPEN_DOCUMENT):
            problems.append(Problem("import_old_office", source.name))
            break
        elif not is_single and not (found and found.has_packages) and describes_package(data):
            descriptions.append(name)
        elif found is None and is_single:
            titles = [Message(TYPED) if each.title == TYPED else each.title for each in FORMATS]
            choices = listed(titles, ALL)
            problems.append(Problem("import_unknown", name, values={"choices": choices}))
        elif found is None:
            unknown.append(name)
        elif found.has_packages and not is_single:
            if found.importer not in packaged:
                packaged[found.importer] = []
                parts.append((found, source))
            packaged[found.importer].append(name)
        else:
            parts.append((found, source.only(name)))
    for found, part in parts if not problems else ():
        imported = found.importer.read(source.some(packaged[found.importer]) if part is source else part)
        problems += imported.problems
        checked, losses = _checked(imported, progress)
        ids: dict[str, str] = {}
        for bank in checked:
            ids[bank.id] = id_ = unique(bank.id, banks)
            banks[id_] = msgspec.structs.replace(bank, id=id_)
        name, *_ = part.names
        file = "" if is_single or part is source else name[len(source.name) :].lstrip("/\\")
        items = tuple(item._replace(bank=ids.get(item.bank, ""), file=file) for item in losses.items)
        reports.append(losses._replace(items=items))
    reports.append(LossReport((), tuple(_other_files(source, unknown, descriptions))))
    if not banks and not problems and not is_single:
        problems.append(Problem("import_nothing", source.name))
    return Imported(tuple(banks.values()) if not problems else (), joined_reports(reports), tuple(problems))


def _start_of(source: Source, name: str) -> bytes:
    """The start of a file: enough to tell its format by, and not more of one that holds no questions."""
    start = source.start(name, _MOST_AT_FIRST)
    has_more = b"\0" not in start or start.startswith((b"\xff\xfe", b"\xfe\xff")) or is_archive(start)
    return source.start(name, _MOST_LOOKED_AT) if has_more and len(start) == _MOST_AT_FIRST else start


_MOST_NAMED = 5


def _other_files(source: Source, unknown: list[str], descriptions: list[str]) -> Iterator[tuple[Value, Loss]]:
    """Notes on the files of an archive without questions: each by its name, or many in one line."""
    left = [name for name in unknown if name not in source.used]
    if descriptions:
        yield source.name, Loss("package_files", {"names": _named(descriptions)})
    if len(left) <= _MOST_NAMED:
        yield from ((name, Loss("file_not_understood")) for name in left)
    else:
        yield source.name, Loss("files_not_understood", {"count": str(len(left)), "names": _named(left)})


def _named(names: list[str]) -> str:
    shown = ", ".join(name.rpartition("/")[2][:60] for name in names[:_MOST_NAMED])
    return f"{shown}, …" if len(names) > _MOST_NAMED else shown


def format_of(data: bytes) -> Format | None:
    """The format of a file by its content; None where it is none that is known."""
    start = data[:_MOST_LOOKED_AT]
    if is_image_file(start) or all(field.search(b"\n" + start) for field in _OURS):
        return None
    return next((each for each in FORMATS if each.recognizes(start)), None)


def is_of_other_tool(path: Path) -> bool:
    """Tells by its content whether the file at `path` is one of another tool, or an archive that may hold some."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(_MOST_LOOKED_AT)
    except (OSError, ValueError):
        return False
    return is_archive(start) or start.startswith(_OLD_OFFICE) or format_of(start) is not None


# what a bank of ours may hold


class _Items:
    """The outcome of each item of a file, found by the questions that were made of it."""

    def __init__(self, reports: Iterable[ItemReport]) -> None:
        self.reports = list(reports)
        self._places = {(item.bank, id_): at for at, item in enumerate(self.reports) for id_ in item.ids}

    def lose(self, bank: Bank, id_: str, loss: Loss, questions: int = 0) -> None:
        """Tell what the item of this question of `bank` lost, and how many of its questions are gone with it."""
        at = self._places.get((bank.id, id_))
        if at is not None:
            item = self.reports[at]
            self.reports[at] = item._replace(losses=(*item.losses, loss), made=item.made - questions)

    def leave_out(self, bank: Bank, id_: str, problem: Problem) -> None:
        """Tell that a question was made, but is not in the bank after all."""
        self.lose(bank, id_, Loss("mistake", {"what": problem.what_message, "remedy": problem.remedy_message}), 1)


def _checked(imported: Imported, progress: ProgressCallback) -> tuple[tuple[Bank, ...], LossReport]:
    """The banks without what no bank of ours may hold: images that cannot be shown, questions with mistakes."""
    items = _Items(imported.losses.items)
    notes = list(imported.losses.notes)
    banks = []
    for bank in imported.banks:
        bank = _with_images_checked(_with_legible_texts(bank, items, notes), items, notes)
        while bank.questions:
            result = read_kept_bank(write_bank_quickly(bank, progress), bank.images)
            wrong = {problem.question: problem for problem in result.problems if problem.question}
            if not result.problems:
                banks.append(result.bank or bank)
                break
            left = tuple(question for question in bank.questions if question.id not in wrong)
            if len(left) == len(bank.questions):
                first, *_ = result.problems
                notes.append(
                    (bank.title, Loss("mistake", {"what": first.what_message, "remedy": first.remedy_message}))
                )
                for question in bank.questions:
                    items.leave_out(bank, question.id, first)
                break
            for id_, problem in wrong.items():
                items.leave_out(bank, id_, problem)
            bank = msgspec.structs.replace(bank, questions=left)
    return tuple(banks), LossReport(tuple(items.reports), tuple(notes))


def _with_legible_texts(bank: Bank, items: _Items, notes: list[tuple[Value, Loss]]) -> Bank:
    """`bank` without signs that no bank may hold; its questions lose no more than these."""
    bank, lost = legible_bank(bank)
    if lost is not None:
        notes.append((bank.title, lost))
    questions = []
    for question in bank.questions:
        legible, lost = legible_question(question)
        questions.append(legible)
        if lost is not None:
            items.lose(bank, question.id, lost)
    return msgspec.structs.replace(bank, questions=tuple(questions))


def _with_images_checked(bank: Bank, items: _Items, notes: list[tuple[Value, Loss]]) -> Bank:
    """`bank` without images that could not be shown."""
    refused: dict[str, Loss] = {}
    for name, data in bank.images.items():
        header = read_header(data)
        if isinstance(header, Mistake):
            told = Problem(header.code, "", values={"value": name.rpartition("/")[2], **header.values})
            refused[name] = Loss("image_refused", {"why": told.what_message})
    if not refused:
        return bank
    notes += [(bank.title, refused[image.file]) for image in bank.passage.images if image.file in refused]
    for question in bank.questions:
        if question.image is not None and question.image.file in refused:
            items.lose(bank, question.id, refused[question.image.file])
    questions = tuple(
        msgspec.structs.replace(question, image=None)
        if question.image is not None and question.image.file in refused
        else question
        for question in bank.questions
    )
    images = {name: data for name, data in bank.images.items() if name not in refused}
    return msgspec.structs.replace(
        bank, questions=questions, images=images, passage=_without_images(bank.passage, refused)
    )


def _without_images(passage: Passage, refused: dict[str, Loss]) -> Passage:
    lines = passage.markdown.split("\n")
    for line, image, _ in written_images(passage.markdown):
        if image is not None and image.file in refused:
            lines[line - 1] = ""
    return read_passage("\n".join(lines), passage.title) if passage.blocks else passage
