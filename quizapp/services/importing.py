"""Writing banks of what other tools hold: where each goes, whole or not at all, with a report of losses beside it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path, PurePath
from typing import NamedTuple

import msgspec

from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError, reason_of
from quizapp.file_names import safe_name, write_new
from quizapp.formats.native_writing import write_bank
from quizapp.interchange.losses import Imported, LossReport, joined_reports, report_markdown
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.problems import Problem
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.services.exchange import is_of_other_tool, read_file, read_source
from quizapp.services.made_questions import MadeQuestions
from quizapp.texts import ENGLISH, N_, Texts
from quizapp.whole_file import write_all_whole

_BEFORE = N_("{name} (other version)")


class ReadFile(NamedTuple):
    """A file of another tool, or a text that was pasted, as it was read; `name` is without its folder."""

    name: str
    imported: Imported


class Offer(NamedTuple):
    """The files that would be written into `folder`.

    Attributes:
        files: those that were read, some perhaps with problems in place of banks.
        there: the titles of banks whose id has a bank already.
        replaceable: how many of those would be in the same file, so that they can be replaced.
    """

    files: tuple[ReadFile, ...]
    made: MadeQuestions
    folder: Path
    there: tuple[str, ...]
    replaceable: int

    @property
    def banks(self) -> tuple[Bank, ...]:
        return tuple(bank for file in self.files for bank in file.imported.banks)

    @property
    def losses(self) -> LossReport:
        return joined_reports(file.imported.losses for file in self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for file in self.files for problem in file.imported.problems)


class WrittenImport(NamedTuple):
    """The files that were written: of the banks, of the reports, and copies of those that were replaced."""

    banks: tuple[Path, ...]
    reports: tuple[Path, ...]
    copies: tuple[Path, ...]


def of_other_tools(files: Iterable[Path]) -> tuple[Path, ...]:
    """Those of `files` that hold questions of another tool, by their content."""
    return tuple(file for file in files if is_of_other_tool(file))


def read_files(files: Sequence[Path], progress: ProgressCallback = nobody_waits) -> tuple[ReadFile, ...]:
    """Read each of `files`; `progress` counts hundredths of each."""
    found = []
    for number, path in enumerate(files):
        share = _shares(progress, number, len(files))
        found.append(ReadFile(path.name, read_file(path, share)))
    return tuple(found)


def read_pasted(text: str, title: str, progress: ProgressCallback = nobody_waits) -> tuple[ReadFile, ...]:
    """Read a text of questions as a file that is called `title`."""
    source = Source.of_text(f"{title.replace('/', ' ')}.txt", text)
    try:
        imported = read_source(source, _shares(progress, 0, 1))
    except RefusedSourceError as refused:
        imported = Imported((), LossReport(), (refused.problem,))
    return (ReadFile(title, imported),)


def _shares(progress: ProgressCallback, number: int, count: int) -> ProgressCallback:
    """Gives what tells of one file of several, so that all of them are `count` × 100."""
    return lambda done, total: progress(100 * number + 100 * done // total, 100 * count)


def offer_of(files: tuple[ReadFile, ...], folder: Path, known: Mapping[str, Path]) -> Offer:
    """The files that would be written into `folder`; `known` are the ids of the library's banks, with their files."""
    banks = [bank for file in files for bank in file.imported.banks]
    there = [bank for bank in banks if bank.id in known or _file_of(bank, folder).exists()]
    replaceable = sum(_can_replace(bank, folder, known) for bank in there)
    made = MadeQuestions([file.imported for file in files])
    return Offer(files, made, folder, tuple(bank.title for bank in there), replaceable)


def _file_of(bank: Bank, folder: Path) -> Path:
    return folder / f"{bank.id}.yaml"


def _can_replace(bank: Bank, folder: Path, known: Mapping[str, Path]) -> bool:
    """Tells whether the only bank of this id is in the file that would be written."""
    file = _file_of(bank, folder)
    return file.exists() and known.get(bank.id, file) == file


def write_offer(
    offer: Offer,
    known: Mapping[str, Path],
    *,
    replaces: bool = False,
    translate: Texts = ENGLISH,
    progress: ProgressCallback = nobody_waits,
) -> WrittenImport:
    """Write the banks of an offer with their images, and a report for each file; all of it or nothing.

    Args:
        known: the ids of the library's banks, with their files: no other bank gets one of them.
        replaces: banks that are in the same file are replaced, and a copy is kept beside; or else each gets an id of
            its own.

    Raises:
        QuizAppError: it cannot be written; then nothing is.
        CancelledError: as `progress` said so; then nothing is.
    """
    given: set[str] = set()
    files: dict[Path, bytes] = {}
    banks: list[Path] = []
    reports: list[Path] = []
    total = sum(len(bank.questions) for bank in offer.banks)
    before = 0
    for file in (each for each in offer.files if each.imported.banks):
        for bank in file.imported.banks:
            bank, path = _placed(bank, offer.folder, known, given, files, replaces=replaces)
            given.add(bank.id)
            files |= _new_images(bank, path.parent)
            files[path] = write_bank(bank, partial(_count_on, progress, before, total)).encode()
            before += len(bank.questions)
            banks.append(path)
        names = _report_files(offer.folder, file.name)
        report = next(path for path in names if path not in reports and not path.exists())
        files[report] = _report(file.name, file.imported.losses, translate)
        reports.append(report)
    progress(total, total)
    copies: list[Path] = []
    try:
        for path in files:
            if path.exists():
                name = translate(_BEFORE, name=path.name)
                copies.append(write_new(path.parent, name, ".txt", path.read_bytes()))
        write_all_whole(files)
    except BaseException:
        for copy in copies:
            copy.unlink()
        raise
    return WrittenImport(tuple(banks), tuple(reports), tuple(copies))


def _count_on(progress: ProgressCallback, before: int, all_of_them: int, done: int, _: int) -> None:
    progress(before + done, all_of_them)


def _placed(
    bank: Bank,
    folder: Path,
    known: Mapping[str, Path],
    given: Collection[str],
    files: Mapping[Path, bytes],
    *,
    replaces: bool,
) -> tuple[Bank, Path]:
    """The bank with an id that no other has, and its file; in a folder of its own where its images need that.

    `files` are those that will be written beside it.
    """
    images_clash = _images_clash(bank, folder, files)
    is_replaced = replaces and bank.id not in given and not images_clash and _can_replace(bank, folder, known)
    if is_replaced:
        return bank, _file_of(bank, folder)
    stem = bank.id[:56]
    for number in count(2):
        taken = (_file_of(bank, folder), _own_file_of(bank, folder))
        if bank.id not in known and bank.id not in given and not any(file.exists() for file in taken):
            break
        bank = msgspec.structs.replace(bank, id=f"{stem}-{number}")
    in_the_way = images_clash or any((folder / name).exists() for name in _different_images(bank, folder))
    return bank, _own_file_of(bank, folder) if in_the_way else _file_of(bank, folder)


def _own_file_of(bank: Bank, folder: Path) -> Path:
    """The file of a bank in a folder of its own, where others have images that are called as its own."""
    return folder / bank.id / f"{bank.id}.yaml"


def _images_clash(bank: Bank, folder: Path, files: Mapping[Path, bytes]) -> bool:
    """Tells whether another bank that will be written has other images of the same names."""
    return any(files.get(folder / name, data) != data for name, data in bank.images.items())


def _different_images(bank: Bank, folder: Path) -> dict[str, bytes]:
    """The images of the bank that are not in `folder` yet as they are, by their names there."""
    places = ((name, folder / name, data) for name, data in bank.images.items())
    return {name: data for name, file, data in places if not (file.is_file() and file.read_bytes() == data)}


def _new_images(bank: Bank, folder: Path) -> dict[Path, bytes]:
    return {folder / name: data for name, data in _different_images(bank, folder).items()}


def _report_files(folder: Path, name: str) -> Iterator[Path]:
    """The names for the report of a file, or of a text by its title, which any system takes; the first is usual."""
    stem = PurePath(safe_name(name)).stem
    yield folder / f"{stem}.report.md"
    yield from (folder / f"{stem} ({number}).report.md" for number in count(2))


def _report(name: str, losses: LossReport, translate: Texts) -> bytes:
    title = translate("What was imported from {file}", file=name)
    return report_markdown(losses, title, translate=translate).encode()


# by the command


class ImportedFile(NamedTuple):
    """The result of importing one file: the banks, where they were written, the report, or what is wrong.

    `report_file` is None where nothing was read. Banks and files go together; there are none where there are problems.
    """

    source: Path
    banks: tuple[Bank, ...]
    files: tuple[Path, ...]
    losses: LossReport
    report_file: Path | None
    problems: tuple[Problem, ...]


def import_files(
    files: Iterable[Path],
    folder: Path,
    *,
    replace: bool = False,
    levels: Collection[str] = (),
    translate: Texts = ENGLISH,
    progress: ProgressCallback = nobody_waits,
) -> Iterator[ImportedFile]:
    """Write the banks that are in `files` into `folder`, each as ``id.yaml`` with its images, and a report of losses.

    A file whose banks cannot all be written changes nothing.

    Args:
        replace: whether files that are there already are written anew.
        levels: the reading levels that are wanted; all if it is empty.
    """
    taken: dict[str, Path] = {}
    before: dict[Path, bytes] = {}
    reports: list[Path] = []
    paths = tuple(dict.fromkeys(files))
    for number, path in enumerate(paths):
        imported = read_file(path, _shares(progress, number, len(paths)), levels)
        problems = list(imported.problems)
        targets, images = _targets(imported.banks, folder, before)
        for bank, target in zip(imported.banks, targets, strict=True):
            if bank.id in taken:
                values = {"value": bank.id, "where": str(taken[bank.id])}
                problems.append(Problem("same_bank_id", str(path), values=values))
            elif not replace:
                new = (target, *_new_images(bank, target.parent))
                problems += [Problem("file_exists", str(file)) for file in new if file.exists()][:1]
        if not imported.banks and not problems:
            problems.append(Problem("import_nothing", str(path)))
        report_file = None
        if (imported.losses.items or imported.losses.notes) and not (problems and imported.banks):
            report_file = next(each for each in _report_files(folder, path.name) if each not in reports)
        written: dict[Path, bytes] = {}
        try:
            if not problems:
                for bank, target in zip(imported.banks, targets, strict=True):
                    written |= _new_images(bank, target.parent)
                    written[target] = write_bank(bank).encode()
                taken |= {bank.id: path for bank in imported.banks}
                before |= images
            if report_file is not None:
                written[report_file] = _report(path.name, imported.losses, translate)
            write_all_whole(written)
        except QuizAppError as error:
            cause = error.__cause__
            reason = reason_of(cause) if isinstance(cause, OSError) else str(cause)
            problems.append(Problem("file_not_written", str(folder), values={"reason": reason}))
            report_file = None
        if report_file is not None:
            reports.append(report_file)
        banks, done = (imported.banks, tuple(targets)) if not problems else ((), ())
        yield ImportedFile(path, banks, done, imported.losses, report_file, tuple(problems))


def _targets(banks: Iterable[Bank], folder: Path, before: Mapping[Path, bytes]) -> tuple[list[Path], dict[Path, bytes]]:
    """The file of each bank, and their images; `before` are the images of banks that were written already."""
    images = dict(before)
    targets = []
    for bank in banks:
        target = (_own_file_of if _images_clash(bank, folder, images) else _file_of)(bank, folder)
        images |= {target.parent / name: data for name, data in bank.images.items()}
        targets.append(target)
    return targets, images
