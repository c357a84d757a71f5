"""Collecting: files of answers from a folder, a stick or a drop become submissions; one verdict a file.

Collecting again adds nothing, so it can be broken off, or done by two desks at the same time, at any moment. Files are
only read. All of it waits for the disk: it belongs on a worker's thread.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from math import inf
from pathlib import Path
from typing import Literal, NamedTuple

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assignment, HandInTime, Received
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import Collected, Entry, EntryUndone, SignerDecided
from quizapp.domain.event import Started
from quizapp.domain.text import suggestion
from quizapp.errors import QuizAppError, reason_of
from quizapp.formats.envelope import FileRefusedError, assignment_of, opened, read_file
from quizapp.formats.submission_file import KIND, SUFFIX, submission_in
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.services.desk.collecting_texts import AFTER_RELEASE, SAYS, on_clock, plain_moment
from quizapp.services.desk.desk import Desk, counted
from quizapp.services.desk.grading import check_fits, effective, standing, too_late
from quizapp.storage.desk.records import Arrival, Arrived, KnownFile
from quizapp.texts import N_, SENTENCES, Message, Value

VerdictKind = Literal[
    "new", "same", "superseding", "superseded", "unknown_learner", "second_key", "refused_key", "wrong_assignment",
    "not_for_desk", "damaged", "half_copied", "foreign", "newer", "too_large", "unreadable", "unfit",
]  # fmt: skip
KEPT: frozenset[VerdictKind] = frozenset(
    ["new", "same", "superseding", "superseded", "unknown_learner", "second_key", "refused_key"]
)
"""The verdicts on files whose submission is on the desk."""
WAITING: frozenset[VerdictKind] = frozenset(["unknown_learner", "second_key"])
"""The verdicts that the teacher has to decide on."""

_OF_REASON: dict[str, VerdictKind] = {
    "unreadable": "unreadable",
    "empty": "half_copied",
    "too_large": "too_large",
    "foreign": "foreign",
    "newer": "newer",
    "damaged": "damaged",
    "not_for_us": "not_for_desk",
    "forged": "damaged",
}
_DEEPEST = 6
MOST_FILES = 20_000
_MOST_AT_ONCE = 100
"""Files that are kept in one transaction."""
_MOST_BYTES_AT_ONCE = 33_554_432


class Verdict(NamedTuple):
    """The outcome for one file: a sentence with what to do, and whose submission it is, where that is known.

    `is_late`: it was handed in after the date of the assignment; see `HandInTime`. `odd_time` is the
    moment of handing in, where the learner's clock cannot be right and this is told.
    """

    path: Path
    kind: VerdictKind
    says: Value
    assignment: str = ""
    learner: str = ""
    name: str = ""
    digest: str = ""
    is_late: bool = False
    odd_time: HandInTime | None = None

    def told(self, moment: Callable[[float], str] = plain_moment) -> Value:
        """Give all that is said of the file; `moment` writes a time in seconds since the epoch."""
        if self.odd_time is None:
            return self.says
        return Message(SENTENCES, {"first": self.says, "then": on_clock(self.odd_time, moment)})


class Collection(NamedTuple):
    """The outcome of collecting: a verdict for each file, in their order."""

    verdicts: tuple[Verdict, ...]

    def count(self, *kinds: VerdictKind) -> int:
        """The number of files with one of these verdicts."""
        return sum(verdict.kind in kinds for verdict in self.verdicts)


class Waiting(NamedTuple):
    """A submission that the teacher has to decide on: its name is not on the list, or its key is a second one.

    `near` is the member whose name is most like the one that was typed; None where none is.
    """

    received: Received
    kind: Literal["unknown_learner", "second_key"]
    near: Member | None


class _Read(NamedTuple):
    path: Path
    data: bytes
    digest: str


def collect(desk: Desk, places: Iterable[Path], progress: ProgressCallback = nobody_waits) -> Collection:
    """Take in the files of answers that are in `places`: folders, or files. Whatever is wrong with one stops no other.

    Raises:
        QuizAppError: a folder cannot be read, or the desk cannot keep what came in; what was kept before stays.
        CancelledError: `progress` ended it; what was kept before stays.
    """
    files = find_files(places)
    collecting = _Collecting(desk)
    done = 0
    for batch in _batches(files):
        collecting.take(batch)
        done += len(batch)
        progress(done, len(files))
    return Collection(tuple(collecting.verdicts[path] for path in files))


def find_files(places: Iterable[Path]) -> tuple[Path, ...]:
    """Find the files of answers in `places`, below them too, in the order of their names. Links are not followed.

    Raises:
        QuizAppError: a place cannot be read, or there are too many files.
    """
    found: dict[Path, None] = {}
    for place in places:
        try:
            is_folder = place.is_dir()
            inside = sorted(_files_in(place, 0)) if is_folder else [place]
        except OSError as error:
            raise QuizAppError(
                "{place} cannot be read: {reason}.",
                "Check that the stick or the folder is there.",
                place=place,
                reason=reason_of(error),
            ) from error
        found |= dict.fromkeys(inside)
        if len(found) > MOST_FILES:
            raise QuizAppError(
                "There are more than {most} files in {place}.", "Choose a smaller folder.", most=MOST_FILES, place=place
            )
    return tuple(found)


def waiting(desk: Desk, assignment_id: str) -> tuple[Waiting, ...]:
    """The submissions of an assignment that wait for the teacher, in the order in which it came in."""
    received = desk.store.submissions(assignment_id, with_parts=False)
    counts = {each.digest for each in counted(received, desk.store.entries(assignment_id))}
    members = desk.store.members_of(assignment_id)
    refused = {(each.learner, each.key) for each in desk.store.signers() if each.state == "refused"}
    found = []
    for each in received:
        given = each.submission.learner
        if each.digest in counts or (given, each.signer) in refused:
            continue
        found.append(Waiting(each, "second_key" if given else "unknown_learner", _nearest(each, members)))
    return tuple(found)


def find_waiting(desk: Desk, digest: str, kind: Literal["unknown_learner", "second_key"]) -> Waiting:
    """Find what waits for the teacher by the first digits of its digest.

    Raises:
        QuizAppError: nothing of this kind begins so, or more than one.
    """
    lines = desk.store.assignments()
    found = [each for line in lines for each in waiting(desk, line.id)]
    fitting = [each for each in found if each.kind == kind and digest and each.received.digest.startswith(digest)]
    if len(fitting) != 1:
        raise QuizAppError(
            "More than one begins with “{digest}”." if fitting else "Nothing like that waits under “{digest}”.",
            "List what waits: quizapp collect",
            digest=digest,
        )
    return fitting.pop()


def match(desk: Desk, assignment_id: str, digest: str, learner: str, why: str = "") -> None:
    """Say whose a submission is that was handed in under a name that is not on the list. Raises QuizAppError."""
    desk.store.match(assignment_id, digest, learner, desk.clock(), desk.who, why)


def decide_key(desk: Desk, learner: str, key: str, accepted: bool, why: str = "") -> int:
    """Say whether a key is this learner's; what it signed counts, or counts no longer.

    Gives how many submissions that changes.
    """
    at, who = desk.clock(), desk.who
    by_assignment: dict[str, list[str]] = {}
    for of, digest in desk.store.signed_by(learner, key):
        by_assignment.setdefault(of, []).append(digest)
    added: list[tuple[str, Entry]] = []
    changed = 0
    for of, digests in by_assignment.items():
        added.append((of, SignerDecided(at=at, who=who, why=why, learner=learner, signer=key, accepted=accepted)))
        numbers = {
            entry.submission: number
            for number, entry in enumerate(standing(desk.store.entries(of)))
            if isinstance(entry, Collected)
        }
        for digest in digests:
            if accepted == (digest in numbers):
                continue
            if accepted:
                added.append((of, Collected(at=at, who=who, learner=learner, submission=digest)))
            else:
                added.append((of, EntryUndone(at=at, who=who, why=why, number=numbers[digest])))
            changed += 1
    desk.store.decide_signer(learner, key, "accepted" if accepted else "refused", at, added)
    return changed


class _Collecting:
    """A collection in progress: what is known of the desk, and the verdicts so far."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.verdicts: dict[Path, Verdict] = {}
        self.lines = {line.id: line for line in desk.store.assignments()}
        self.learners = {each.id: each for each in desk.store.learners()}
        self.newest: dict[tuple[str, str], list[tuple[int, float]]] = {}
        """The number and the time of each submission that counts, by assignment and learner."""
        self.known_of: set[str] = set()
        self.waiting: dict[str, dict[str, Waiting]] = {}
        """What waited before for the teacher, by assignment and digest."""

    def take(self, paths: Sequence[Path]) -> None:
        """Read the files at `paths`, and keep what came in in one transaction."""
        read = [found for found in map(self._read, paths) if found is not None]
        known = self.desk.store.known({each.digest for each in read})
        came: list[tuple[_Read, Received]] = []
        for each in read:
            if each.digest in known:
                self._tell_known(each.path, known[each.digest])
            elif (received := self._open(each)) is not None:
                came.append((each, received))
        for of in {received.submission.assignment for _, received in came}:
            self._learn(of)
        arrivals = [Arrival(received, each.data) for each, received in came]
        outcomes = self.desk.store.add_submissions(arrivals, self.desk.who) if arrivals else ()
        for (each, received), outcome in zip(came, outcomes, strict=True):
            self._judge(each, received, outcome)

    def _tell(self, path: Path, kind: VerdictKind, says: str | Message, known: KnownFile | None = None) -> None:
        said = says if isinstance(says, Message) else Message(says)
        if known is None:
            self.verdicts[path] = Verdict(path, kind, said)
            return
        line = self.lines[known.assignment]
        time = HandInTime(known.handed_in, known.received, line.created)
        odd = time if time.is_odd and kind != "same" else None
        about = (known.assignment, known.learner, known.name, known.digest)
        self.verdicts[path] = Verdict(path, kind, said, *about, time.is_late(line.settings.due), odd)

    def _tell_known(self, path: Path, known: KnownFile) -> None:
        """Tell of a submission that came in before; it may still wait for the teacher."""
        of, values = known.assignment, {"title": self.lines[known.assignment].title, "name": known.name}
        if of not in self.waiting:
            self.waiting[of] = {each.received.digest: each for each in waiting(self.desk, of)}
        if (waits := self.waiting[of].get(known.digest)) is not None:
            self._tell(path, waits.kind, Message(SAYS[waits.kind], values), known)
        else:
            self._tell(path, "same", Message("“{title}” of {name} is here already.", values), known)

    def _read(self, path: Path) -> _Read | None:
        """The content of the file at `path`; None where there is nothing to be opened, which is told."""
        if path.is_dir() and not path.is_symlink():
            self._tell(
                path, "unreadable", N_("This folder cannot be opened. Check who may open it, and collect again.")
            )
            return None
        if path.name.lower().endswith(SUFFIX) or SUFFIX not in path.name.lower():
            try:
                if stat.S_ISLNK(os.lstat(path).st_mode):
                    self._tell(path, "unreadable", N_("This is a link to another file. Choose that file itself."))
                    return None
                data = read_file(path, KIND.most)
            except FileRefusedError as error:
                self._tell(path, _OF_REASON[error.reason], error.both)
                return None
            except FileNotFoundError:
                self._tell(path, "unreadable", N_("There is no such file or folder. Check that the stick is there."))
                return None
            except OSError as error:
                self._tell(
                    path,
                    "unreadable",
                    Message("This file cannot be read: {reason}. Copy it again.", {"reason": reason_of(error)}),
                )
                return None
            return _Read(path, data, blake2b(data, digest_size=32).hexdigest())
        self._tell(
            path, "half_copied", N_("This file is still being copied. Wait until it is whole, and collect again.")
        )
        return None

    def _open(self, each: _Read) -> Received | None:
        """The submission in a file; None where it is none for this desk, which is told."""
        try:
            frame = opened(KIND, each.data)
            of = assignment_of(KIND, frame)
            if of not in self.lines:
                says = N_(
                    "It belongs to an assignment that this desk did not hand out. Collect it at the desk that did."
                )
                self._tell(each.path, "wrong_assignment", says)
                return None
            submission, signer = submission_in(frame, self.desk.keys.box_secret)
            check_fits(self.desk.handed_out(of), submission)
        except FileRefusedError as error:
            self._tell(each.path, _OF_REASON[error.reason], error.both)
            return None
        except QuizAppError as error:
            self._tell(each.path, "unfit", error.both)
            return None
        received = Received(submission, each.digest, signer.hex(), self.desk.clock())
        if submission.learner and submission.learner not in self.learners:
            told = N_("{name} is no longer a learner of this desk, so nothing was kept.")
            self._tell(each.path, "unknown_learner", Message(told, {"name": submission.name}))
            return None
        return received

    def _learn(self, of: str) -> None:
        """Note what counts already for the assignment `of`."""
        if of in self.known_of:
            return
        self.known_of.add(of)
        for learner, number, handed_in in self.desk.store.handed_in(of):
            self.newest.setdefault((of, learner), []).append((number, handed_in))

    def _judge(self, each: _Read, received: Received, outcome: Arrived) -> None:
        handed = received.submission
        known = KnownFile(
            each.digest, handed.assignment, handed.learner, handed.name, handed.handed_in, received.received
        )
        if not outcome.is_new:
            self._tell_known(each.path, known)
            return
        values = {"title": self.lines[handed.assignment].title, "name": handed.name}
        kind: VerdictKind
        is_after_release = False
        if not outcome.signer:
            kind = "unknown_learner"
        elif outcome.signer == "waiting":
            kind = "second_key"
        elif outcome.signer == "refused":
            kind = "refused_key"
        else:
            others = self.newest.setdefault((handed.assignment, handed.learner), [])
            mine = (handed.number, handed.handed_in)
            is_after_release = bool(others) and self._is_too_late(received)
            if is_after_release:
                kind = "superseded"
            elif not others:
                kind = "new"
            elif mine >= max(others):
                kind = "superseding"
            else:
                kind = "superseded"
            others.append(mine)
        says = Message(AFTER_RELEASE if is_after_release else SAYS[kind], values)
        if _has_more_time(self.desk.handed_out(handed.assignment), self.learners.get(handed.learner), received):
            more = Message("It was taken with more time than {name} was given.", values)
            says = Message(SENTENCES, {"first": says, "then": more})
        self._tell(each.path, kind, says, known)

    def _is_too_late(self, received: Received) -> bool:
        entries = effective(self.desk.store.entries(received.submission.assignment))
        return received.digest in too_late([received], entries)


def _has_more_time(assignment: Assignment, learner: Member | None, received: Received) -> bool:
    """Tell whether an attempt had more time than the learner's accommodation gives, now or when it was handed out."""
    if not assignment.settings.time_limit:
        return False
    given = [member.accommodation for member in assignment.members if member.id == received.submission.learner]
    given.append(Accommodation() if learner is None else learner.accommodation)
    factor = max(each.time_factor or inf for each in given)
    began = [part.events[0] for part in received.submission.parts.values()]
    limit = assignment.settings.time_limit * factor
    return any(
        isinstance(event, Started) and ((event.time_factor or inf) > factor or (event.time_limit or inf) > limit)
        for event in began
    )


def _nearest(received: Received, members: Sequence[Member]) -> Member | None:
    near = suggestion(received.submission.name, [member.name for member in members])
    return next((member for member in members if member.name == near), None)


def _batches(files: Sequence[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for path in files:
        try:
            own = min(os.lstat(path).st_size, KIND.most)
        except OSError:
            own = 0
        if batch and (len(batch) >= _MOST_AT_ONCE or size + own > _MOST_BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += own
    if batch:
        yield batch


def _files_in(folder: Path, depth: int) -> list[Path]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST and not entry.name.startswith("."):
                    try:
                        found += _files_in(Path(entry.path), depth + 1)
                    except OSError:  # it is told, and stops no other
                        found.append(Path(entry.path))
            elif _may_hold_answers(entry.name):
                found.append(Path(entry.path))
            if len(found) > MOST_FILES:
                break
    return found


def _may_hold_answers(name: str) -> bool:
    """Tell whether a file of this name is one of answers, or a cloud's or a copy's stand-in for one.

    A leading dot is what systems give to files of their own, except for iCloud's of a file that is not here yet.
    """
    plain = name.lower()
    return SUFFIX in plain and (not plain.startswith(".") or plain.endswith(".icloud"))
