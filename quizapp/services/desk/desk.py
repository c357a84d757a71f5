"""The desk: opened by the folder of the user's data or by the address of a database, and locked by a password.

The password keeps learners out of the desk's screens and commands. Its hash is kept, made by argon2id with the limits
that libsodium names for interactive use, never the password itself. The records are not encrypted by it.
"""

import getpass
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

from quizapp.domain.assignment import Assignment, Part, Received
from quizapp.domain.desk_entry import Collected, Entry
from quizapp.errors import QuizAppError
from quizapp.formats.seal import box_of, public_of
from quizapp.services.bank_snapshot import read_kept
from quizapp.services.desk.grading import standing
from quizapp.storage.desk.records import StoredAssignment
from quizapp.storage.desk.store import DeskStore, open_store
from quizapp.texts import N_, Message, Value

ADDRESS_VARIABLE = "QUIZAPP_DESK_URL"

FORGOTTEN = N_(
    "The code that was shown when the password was set removes it. Without the code, ask whoever looks after"
    " this computer."
)

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for one another; 20 of them have 100 bits."""
SHORTEST_PASSWORD = 6


class WrongPasswordError(QuizAppError):
    """The password that was typed is not that of the desk."""


class Desk:
    """A desk that is open.

    Attributes:
        store: its records.
        who: the name of whoever works at it, for the audit: the login in PostgreSQL, else the computer's user.
        clock: seconds since the epoch.
    """

    def __init__(self, store: DeskStore, clock: Callable[[], float] = time.time) -> None:
        self.store = store
        self.clock = clock
        self.keys = store.keys()
        self.who = self.keys.login or _user()
        self._assignments: dict[str, Assignment] = {}

    @property
    def note(self) -> Value:
        """A sentence to tell when the desk is opened: that nothing can be changed; empty where it can."""
        if not self.store.is_read_only:
            return ""
        return Message("{where} cannot be written, so nothing can be changed here.", {"where": self.store.where})

    def close(self) -> None:
        """Close the records."""
        self.store.close()

    @property
    def verify_key(self) -> bytes:
        """The public key of the desk's signatures, 32 bytes."""
        return public_of(self.keys.signing_seed)

    @property
    def box_key(self) -> bytes:
        """The public key that submissions are sealed to, 32 bytes."""
        return box_of(self.keys.box_secret)

    def assignment(self, id_: str) -> Assignment:
        """The assignment of this id as `handed_out`, with those who are in its class now.

        Raises:
            QuizAppError: there is none, or it cannot be read anymore.
        """
        return replace(self.handed_out(id_), members=self.store.members_of(id_))

    def handed_out(self, id_: str) -> Assignment:
        """The assignment of this id as it was made: its banks with their keys, and those who were in the class then.

        Raises:
            QuizAppError: there is none, or it cannot be read anymore.
        """
        if id_ not in self._assignments:
            self._assignments[id_] = as_assignment(self.store.assignment(id_))
        return self._assignments[id_]

    def forget_assignments(self) -> None:
        """Read assignments anew when they are asked for next, as after a learner was deleted."""
        self._assignments.clear()

    def received(self, assignment_id: str, *, with_parts: bool = True) -> tuple[Received, ...]:
        """The submissions of an assignment that count as some learner's, in the order in which it came in.

        A submission under a name that is not on the list is that of the learner whom the teacher said. What waits for
        the teacher, for the signer or for the name, is left out. Without `with_parts` the answers are left out.
        """
        received = self.store.submissions(assignment_id, with_parts=with_parts)
        return counted(received, self.store.entries(assignment_id))

    # the lock

    @property
    def is_locked(self) -> bool:
        """Tells whether the desk has a password."""
        return bool(self.keys.password_hash)

    def check_password(self, password: str) -> None:
        """Raise WrongPasswordError where `password` is not that of the desk; a desk without one takes any."""
        if self.is_locked and not _fits(self.keys.password_hash, password):
            raise WrongPasswordError("This is not the desk's password.", "Type it again, or remove it with its code.")

    def set_password(self, password: str, old: str = "") -> str:
        """Lock the desk with a new password; gives the code that takes it off, to be written down.

        Raises:
            WrongPasswordError: `old` is not the one that the desk has.
            QuizAppError: the new one is too short.
        """
        self.check_password(old)
        if len(password) < SHORTEST_PASSWORD:
            raise QuizAppError(
                "This password is too short.", "Choose one with at least {least} characters.", least=SHORTEST_PASSWORD
            )
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
        self._keep(_hash(password), _hash(_plain(code)))
        return code

    def remove_password(self, old: str) -> None:
        """Take the lock off. Raises WrongPasswordError where `old` is not the desk's password."""
        self.check_password(old)
        self._keep("", "")

    def remove_forgotten_password(self, code: str) -> None:
        """Take the lock off with the code that was shown when it was set. Raises WrongPasswordError for another one."""
        if self.is_locked and not _fits(self.keys.recovery_hash, _plain(code)):
            raise WrongPasswordError("This is not the code of the desk's password.", FORGOTTEN)
        self._keep("", "")

    def _keep(self, password_hash: str, recovery_hash: str) -> None:
        self.store.set_password(password_hash, recovery_hash)
        self.keys = self.keys._replace(password_hash=password_hash, recovery_hash=recovery_hash)


def open_desk(data: Path, address: str = "", clock: Callable[[], float] = time.time) -> Desk:
    """Open the desk at `address`, or, where it is empty, the one in the folder `data`; the first time it is made.

    Raises:
        QuizAppError: it cannot be opened; nothing was changed.
    """
    store = open_store(address or desk_file(data))
    try:
        return Desk(store, clock)
    except BaseException:
        store.close()
        raise


def desk_file(data: Path) -> Path:
    """The file of the desk in the folder of the user's data."""
    return data / "desk" / "desk.db"


def desk_address(typed: str, setting: str) -> str:
    """The address of the desk's database: what was typed, else the environment's, else the setting; empty for none."""
    return (typed or os.environ.get(ADDRESS_VARIABLE, "") or setting).strip()


def as_assignment(stored: StoredAssignment) -> Assignment:
    """The assignment that was kept as `stored`.

    Raises:
        QuizAppError: a bank in it is damaged, or this version of the program cannot read it anymore.
    """
    line = stored.line
    parts = tuple(Part(read_kept(part.bank), part.order) for part in stored.parts)
    return Assignment(line.id, line.title, line.class_name, line.created, line.settings, parts, stored.members)


def counted(received: tuple[Received, ...], entries: tuple[Entry, ...]) -> tuple[Received, ...]:
    """Those of `received` that an entry says are some learner's, each as that learner's."""
    learners = {entry.submission: entry.learner for entry in standing(entries) if isinstance(entry, Collected)}
    return tuple(as_of(each, learners[each.digest]) for each in received if each.digest in learners)


def as_of(received: Received, learner: str) -> Received:
    """`received` as a submission of `learner`."""
    if received.submission.learner == learner:
        return received
    return replace(received, submission=replace(received.submission, learner=learner))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # this user has no name
        return "teacher"


def _hash(password: str) -> str:
    return argon2id.str(_as_bytes(password)).decode()


def _fits(kept: str, password: str) -> bool:
    try:
        return argon2id.verify(kept.encode(), _as_bytes(password))
    except InvalidkeyError:
        return False


def _as_bytes(password: str) -> bytes:
    """`password` in UTF-8; one from the environment or a pipe can have half characters."""
    return password.encode(errors="surrogatepass")


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()
