"""Handing in: a learner's work becomes a sealed file, of which nothing is said before it is whole where it belongs.

First the attempts end in the journal, then the sealed file and its receipt are kept in the data folder, then the file
is written beside the assignment's and read back, and last the receipt says so. Whatever ends the program in between,
handing in again goes on from there, with the same file where nothing has changed.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec

from quizapp.domain.assignment import HandedInPart, Submission
from quizapp.domain.event import Submitted
from quizapp.errors import QuizAppError
from quizapp.file_names import safe_name
from quizapp.formats.envelope import FileRefusedError, opened, read_file
from quizapp.formats.submission_file import KIND, SUFFIX, write_submission
from quizapp.services.assigned_work import AssignedWork, HandedPart, Named, Receipt
from quizapp.services.hand_in_key import signing_seed
from quizapp.whole_file import write_whole


class PlaceNeededError(QuizAppError):
    """The file could not be written where it belongs; `deliver` writes it anywhere else."""


class HandedIn(NamedTuple):
    """The submission that was handed in, and the file that was written and read back."""

    receipt: Receipt
    file: Path


def hand_in(work: AssignedWork, now: float, folder: Path | None = None) -> HandedIn:
    """Hand in all parts that were begun; those that are not over end here. The attempts must not be shown anymore.

    Args:
        now: seconds since the epoch.
        folder: where the file is written; beside that of the assignment if None.

    Raises:
        PlaceNeededError: the file is kept, and cannot be written there; nothing was handed in yet.
        QuizAppError: there is nothing to hand in, or it was handed in before, or it cannot be kept.
    """
    standing = work.standing()
    named = standing.named
    if named is None:
        raise QuizAppError("There is no name yet.", "Pick your name first.")
    if not standing.is_open:
        raise QuizAppError("You have handed this in already.", "You can write the file again.")
    _end(work)
    attempts = work.attempts()
    if not attempts:
        raise QuizAppError("There is nothing to hand in yet.", "Begin the assignment first.")
    parts = {str(index): HandedPart(each.id, len(each.attempt.events)) for index, each in attempts.items()}
    pending = standing.pending
    if pending is None or pending.parts != parts or not _is_whole(work, pending.number):
        pending = _keep(work, named, parts, now)
    return deliver(work, pending.number, folder)


def deliver(work: AssignedWork, number: int = 0, folder: Path | None = None) -> HandedIn:
    """Write what was handed in as `number`, or last, into `folder`, or beside the file of the assignment.

    Raises:
        PlaceNeededError: it cannot be written there, or is not there when it is read back.
        QuizAppError: there is nothing of this number, or the disk has damaged it.
    """
    receipts = {receipt.number: receipt for receipt in work.receipts()}
    receipt = receipts.get(number or max(receipts, default=number))
    if receipt is None:
        raise QuizAppError("There is nothing that was handed in.", "Hand it in first.")
    data = _whole(work, receipt.number)
    named = work.named
    name = safe_name(f"{work.opened.file.stem} - {named.name if named is not None else work.learner.name}")
    place = _written(data, work.opened.file.parent if folder is None else folder, name)
    receipt = msgspec.structs.replace(receipt, file=str(place))
    _write_receipt(work, receipt)
    return HandedIn(receipt, place)


def _end(work: AssignedWork) -> None:
    """End the attempts that go on."""
    for each in work.attempts().values():
        if not each.attempt.submitted:
            submitted = Submitted(at=each.attempt.seconds)
            work.journal.append(each.id, len(each.attempt.events), submitted).result()


def _keep(work: AssignedWork, named: Named, parts: Mapping[str, HandedPart], now: float) -> Receipt:
    """Keep a new file in the data folder, and a receipt that does not say yet that it was handed in."""
    number = max((receipt.number for receipt in work.receipts()), default=0) + 1
    handed = {
        str(index): HandedInPart(each.id, each.started, tuple(each.attempt.events))
        for index, each in work.attempts().items()
    }
    submission = Submission(work.assignment.id, named.learner, named.name, number, now, handed)
    try:
        data = write_submission(submission, signing_seed(work.places.key(work.learner.id)), work.opened.desk.box)
    except ValueError as error:
        raise QuizAppError(
            "This cannot be handed in: there is something in it that could not be read back.",
            "Show this to your teacher. Your answers are kept.",
        ) from error
    receipt = Receipt(number, now, dict(parts))
    write_whole(_file(work, number), data)
    _write_receipt(work, receipt)
    return receipt


def _file(work: AssignedWork, number: int) -> Path:
    return work.folder / f"{number}{SUFFIX}"


def _whole(work: AssignedWork, number: int) -> bytes:
    """The file in the data folder, as it was sealed.

    Raises:
        QuizAppError: it is not there, or the disk has damaged it.
    """
    try:
        data = read_file(_file(work, number), KIND.most)
        opened(KIND, data)
    except FileRefusedError as error:
        raise QuizAppError(
            "The disk has damaged the file that you handed in.",
            "Hand it in again, or ask your teacher for a reopening.",
        ) from error
    return data


def _is_whole(work: AssignedWork, number: int) -> bool:
    with suppress(QuizAppError):
        return bool(_whole(work, number))
    return False


def _write_receipt(work: AssignedWork, receipt: Receipt) -> None:
    write_whole(work.folder / f"{receipt.number}.json", msgspec.json.encode(receipt))


def _written(data: bytes, folder: Path, name: str) -> Path:
    """Write `data` into `folder` as `name`, with a number where something else is there, and read it back."""
    if not folder.is_dir():
        raise PlaceNeededError("The folder {folder} is not there.", "Choose another folder.", folder=folder)
    for number in count(1):
        path = folder / (f"{name}{SUFFIX}" if number == 1 else f"{name} ({number}){SUFFIX}")
        if _is_there(path, data):  # it was written before
            return path
        try:
            write_whole(path, data, replace=False)
        except FileExistsError:
            continue
        except QuizAppError as error:
            raise PlaceNeededError(error.what, "Choose another folder.") from error
        _settle(folder)
        if not _is_there(path, data):
            with suppress(OSError):
                path.unlink()
            break
        return path
    raise PlaceNeededError("The file was not whole in {folder}.", "Choose another folder.", folder=folder)


def _settle(folder: Path) -> None:
    """Have the disk keep the name of a new file too, where the system can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return read_file(path, KIND.most) == data
    except FileRefusedError:
        return False
