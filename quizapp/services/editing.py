"""A bank that is being edited: opened, kept while it is written, saved whole, and held against what others save."""

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from quizapp.bundled import data_root
from quizapp.errors import QuizAppError
from quizapp.file_names import safe_name, write_new
from quizapp.formats.bank_place import bank_content, files_beside
from quizapp.formats.files_beside import Beside, Folder
from quizapp.formats.image_file import MOST_BYTES, read_header
from quizapp.formats.native import read_bank
from quizapp.formats.text_file import RefusedError
from quizapp.formats.yaml_events import MAX_BYTES
from quizapp.paths import UserPaths
from quizapp.problems import Mistake, Problem
from quizapp.services.bank_draft import BANK, BankDraft
from quizapp.services.draft_recovery import Recovery, RecoveryFile, digest_of, kept_draft, kept_images
from quizapp.services.library import BankUnreadableError
from quizapp.texts import ENGLISH, N_, Texts
from quizapp.whole_file import write_all_whole

_OTHER_VERSION = N_("{name} (other version)")
"""The name of a copy of what somebody else has saved, or of what was here instead."""
_MISSING = ""
"""The digest of a file that is not there."""


class _Saving(NamedTuple):
    """A draft that is being saved: its texts and images, its age, and what is written into which file."""

    state: dict[str, str]
    images: frozenset[str]
    number: int
    contents: dict[str, bytes]


class Saved(NamedTuple):
    """The outcome of saving: the files that were written, and the copies of what somebody else had saved there."""

    files: tuple[Path, ...]
    other_versions: tuple[Path, ...]
    saving: _Saving


class Editing:
    """One bank while it is edited. It belongs to one thread; what takes time is given to be run on any.

    `path` is the file that is written; where `source` is another one, the draft is a copy that is not saved yet.
    """

    def __init__(self, paths: UserPaths, path: Path, data: bytes, source: Path | None = None) -> None:
        self.path = path
        self.source = source or path
        self.draft = BankDraft(data, {}, self._find)
        self._beside: Beside = files_beside(self.source)
        self._images: dict[str, bytes] = {}
        """The images that came into the draft, and are not beside the bank yet."""
        self._base = {BANK: digest_of(data) if path == self.source and path.exists() else _MISSING}
        self._recovery = RecoveryFile(paths, path)
        self._numbers = count()
        self._gone: frozenset[str] = frozenset()
        self._kept = {} if self.is_changed else self.draft.state
        self._kept_images: frozenset[str] = frozenset()
        self.open_named_files()

    @property
    def is_copy(self) -> bool:
        """Says whether this is a copy, or a new bank, that was not saved yet."""
        return self._base[BANK] == _MISSING

    @property
    def is_changed(self) -> bool:
        """Says whether there is anything that would be lost; a new bank is, a copy without changes is not."""
        is_new = self.is_copy and self.source == self.path
        return self.draft.is_changed or bool(self._images or self._gone) or is_new

    def open_named_files(self) -> None:
        """Let the texts be edited that the bank names by now: of its passage, its levels and what is about it."""
        named = [name for name in _text_names(self.draft) if not self._beside.why_missing(name)]
        for name in (name for name in named if name not in self.draft.files):
            with suppress(RefusedError, UnicodeDecodeError):
                data = self._beside.content(name, MAX_BYTES)
                self.draft.add_file(name, data)
                self._base[name] = digest_of(data) if self.path == self.source else _MISSING
                self._kept[name] = self.draft.file_text(name)

    # Keeping

    def autosaving(self) -> Callable[[], None] | None:
        """Gives what keeps the draft as it is now, to be run on any thread; None where nothing is new.

        What it gives raises QuizAppError where the disk lets nothing be written.
        """
        self.open_named_files()
        state = self.draft.state
        if state == self._kept and self._images.keys() == self._kept_images:
            return None
        self._kept, self._kept_images = state, frozenset(self._images)
        if not self.is_changed:
            return self._forgetting()
        number = next(self._numbers)
        images = dict(self._images)
        recovery = Recovery(
            path=str(self.path),
            source=str(self.source),
            title=str(self.draft.value(("title",)) or self.path.name),
            kept_at=time.time(),
            texts={name: self.draft.bytes_of(name) for name in state},
            base=dict(self._base),
        )
        return lambda: self._recovery.write(number, recovery, images)

    def autosave(self) -> None:
        """Keep the draft as it is now, at once."""
        if (keep := self.autosaving()) is not None:
            keep()

    def discard(self) -> None:
        """Keep the draft no longer: what is in the files is what is wanted."""
        self._forgetting()()

    def _forgetting(self) -> Callable[[], None]:
        number = next(self._numbers)
        return lambda: self._recovery.remove(number)

    # Saving

    def changed_outside(self) -> tuple[Path, ...]:
        """The files that somebody else has changed since they were read or saved here; for any thread."""
        return tuple(self._place(name) for name in tuple(self._base) if self._theirs(name) is not None)

    def gone(self) -> frozenset[str]:
        """The names of the files that were there, and are not any more; for any thread."""
        known = [name for name, digest in tuple(self._base.items()) if digest != _MISSING]
        return frozenset(name for name in known if not os.path.exists(self._place(name)))

    def note_gone(self, names: frozenset[str]) -> frozenset[str]:
        """Take these for what is only here until it is saved again; gives those that were there until now."""
        new, self._gone = names - self._gone, names
        if new:
            self._kept = {}
        return new

    def saving(self, translate: Texts = ENGLISH) -> Callable[[], Saved]:
        """Gives what saves the draft as it is now, to be run on any thread; then its result is for `note_saved`.

        What somebody else has saved meanwhile is kept beside, as a copy; it is never overwritten unseen. The bank comes
        last, so that all that it names is there. What it gives raises QuizAppError; then all is as it was, and the
        draft is kept.
        """
        state, number = self.draft.state, next(self._numbers)
        contents = {**self._named_images(), **self._images} if self.is_copy else dict(self._images)
        changed = sorted({*self.draft.changed_files(), *self._gone}, reverse=True)
        names = (*self.draft.files, BANK) if self.is_copy else changed
        contents |= {name: self.draft.bytes_of(name) for name in names}
        saving = _Saving(state, frozenset(self._images), number, contents)
        return lambda: self._save(saving, translate)

    def _save(self, saving: _Saving, translate: Texts) -> Saved:
        others = []
        for name, data in saving.contents.items():
            theirs = self._theirs(name)
            if theirs is not None and theirs != data:
                place = self._place(name)
                others.append(write_new(place.parent, translate(_OTHER_VERSION, name=place.name), ".txt", theirs))
        files = {self._place(name): data for name, data in saving.contents.items()}
        write_all_whole(files)
        return Saved(tuple(files), tuple(others), saving)

    def note_saved(self, saved: Saved) -> None:
        """Take what was saved for what is in the files."""
        state, images, number, contents = saved.saving
        self.draft.note_saved(state)
        self._images = {name: data for name, data in self._images.items() if name not in images}
        self._gone -= contents.keys()
        self.source = self.path
        self._beside = Folder(self.path.parent)
        self._base |= {name: digest_of(data) for name, data in contents.items() if name in state}
        self._recovery.remove(number)

    def save(self) -> Saved:
        """Save the draft at once.

        Raises:
            QuizAppError: it cannot be written; then all is as it was, and the draft is kept.
        """
        saved = self.saving()()
        self.note_saved(saved)
        return saved

    def take_theirs(self, translate: Texts = ENGLISH) -> tuple[Path, ...]:
        """Go on with what somebody else has saved, as a step that can be undone; what was here is kept beside.

        Gives the copies of what was here.

        Raises:
            QuizAppError: they cannot be written, or what was saved is no text; then the draft is as it was.
        """
        copies = []
        taken = {name: data for name in self._base if (data := self._theirs(name)) is not None}
        with self.draft.one_step():
            for name, theirs in taken.items():
                place = self._place(name)
                try:
                    text = theirs.decode("utf-8-sig")
                except UnicodeDecodeError:
                    raise BankUnreadableError(place, read_bank(place).problems) from None
                if name in self.draft.changed_files():
                    ours = self.draft.bytes_of(name)
                    copies.append(write_new(place.parent, translate(_OTHER_VERSION, name=place.name), ".txt", ours))
                self.draft.set_text(text) if name == BANK else self.draft.set_file_text(name, text)
        self._base |= {name: digest_of(data) for name, data in taken.items()}
        self.draft.note_saved({name: self.draft.state[name] for name in taken})
        return tuple(copies)

    # Images

    def add_image(self, name: str, data: bytes) -> str:
        """Let the bank have an image, which is written beside it when it is saved; gives its name there.

        Raises:
            QuizAppError: it is no image that can be shown, or too large.
        """
        header = read_header(data)
        if isinstance(header, Mistake) or len(data) > MOST_BYTES:
            mistake = (
                header
                if isinstance(header, Mistake)
                else Mistake("image_too_large", (), {"limit": str(MOST_BYTES // 2**20)})
            )
            problem = Problem(mistake.code, name, values={"value": name, **mistake.values})
            raise QuizAppError(problem.what_message, problem.remedy_message)
        suffix = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}[header.format]
        name = self._free_name(safe_name(Path(name).stem), suffix, data)
        if self._find(name) != data:
            self._images[name] = data
        self.draft.look_again()
        return name

    def _free_name(self, stem: str, suffix: str, data: bytes) -> str:
        for number in count(1):
            name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
            there = self._find(name)
            is_taken = there is not None or self._place(name).exists()
            if not is_taken or there == data:
                return name
        raise AssertionError("there is always a next number")

    # Within

    def image(self, name: str) -> bytes | None:
        """The content of an image of the bank; None where there is none."""
        return self._find(name)

    def _find(self, name: str) -> bytes | None:
        if name in self._images:
            return self._images[name]
        if self._beside.why_missing(name):
            return None
        try:
            return self._beside.content(name, MAX_BYTES)
        except RefusedError:
            return None

    def _named_images(self) -> dict[str, bytes]:
        named = self.draft.snapshot().files
        return {name: data for name, data in named.items() if name not in self.draft.files}

    def _place(self, name: str) -> Path:
        if name == BANK:
            return self.path
        return Folder(self.path.parent).place(name)

    def _theirs(self, name: str) -> bytes | None:
        """The content that somebody else has put into a file; None where it is as it was, or gone."""
        try:
            data = self._place(name).read_bytes()
        except OSError:
            return None
        return data if digest_of(data) != self._base.get(name, _MISSING) else None

    def recover(self, paths: UserPaths, recovery: Recovery) -> None:
        """Take up the draft that was kept, as a step that can be undone."""
        self._recovery.take_up()
        self._images |= kept_images(paths, recovery)
        with self.draft.one_step():
            for name, data in recovery.texts.items():
                text = data.decode(errors="replace").removeprefix("\ufeff")
                if name == BANK:
                    self.draft.set_text(text)
                else:
                    self.draft.add_file(name, b"", is_new=True)
                    self.draft.set_file_text(name, text)
        for name, digest in recovery.base.items():
            ours = digest_of(recovery.texts.get(name, b""))  # where it was saved already, and the program ended then
            self._base[name] = ours if self._base.get(name) == ours else digest


def open_for_editing(paths: UserPaths, path: Path, taken_ids: Iterable[str] = ()) -> Editing:
    """Open the bank in the file at `path`; one that comes with the program or cannot be written, as a copy.

    The copy has an id of its own, none of `taken_ids`, and is written into the user's folder when it is saved first.

    Raises:
        BankUnreadableError: the file cannot be read as text.
    """
    path = path.expanduser().resolve()  # what a link leads to is written, not the link
    try:
        data, _ = bank_content(path)
        data.decode()
    except (RefusedError, UnicodeDecodeError):
        raise BankUnreadableError(path, read_bank(path).problems) from None
    if not needs_copy(path):
        return Editing(paths, path, data)
    draft = BankDraft(data)
    id_ = draft.value(("id",))
    name = id_ if isinstance(id_, str) and id_ else path.stem
    new_id = _free_id(name, {name, *taken_ids}, paths)
    if not draft.is_broken and isinstance(draft.data, dict):
        draft.set_value(("id",), new_id)
    return Editing(paths, _own_place(paths, new_id), draft.bytes_of(BANK), path)


def open_with_draft(paths: UserPaths, path: Path, taken_ids: Iterable[str] = ()) -> Editing:
    """Open a bank (`open_for_editing`), and go on with the draft of it that a program left when it ended, if there is
    one: it would be written over otherwise.
    """
    editing = open_for_editing(paths, path, taken_ids)
    if (recovery := kept_draft(paths, editing.path)) is not None:
        editing.recover(paths, recovery)
    return editing


def needs_copy(path: Path) -> bool:
    """Says whether the bank at `path` is edited as a copy: it comes with the program, or cannot be written."""
    if path.resolve().is_relative_to((data_root() / "questions").resolve()):
        return True
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def recovered(paths: UserPaths, recovery: Recovery) -> Editing:
    """The draft that was kept, over what is in the files now; where that is no text, over nothing."""
    path, source = Path(recovery.path), Path(recovery.source)
    there = path if path.exists() else source
    try:
        data, _ = bank_content(there)
        data.decode()
    except (RefusedError, UnicodeDecodeError):
        data, there = b"", path
    editing = Editing(paths, path, data, there)
    editing.recover(paths, recovery)
    return editing


def _text_names(draft: BankDraft) -> list[str]:
    names = []
    levels = draft.value(("levels",))
    sources = [draft.value(("passage",)), draft.value(("about",)), *(levels if isinstance(levels, list) else ())]
    for source in sources:
        if isinstance(source, dict) and isinstance(name := source.get("file"), str):
            names.append(name)
    return names


def _own_place(paths: UserPaths, id_: str) -> Path:
    return paths.banks / id_ / f"{id_}.yaml"


def _free_id(wanted: str, taken: set[str], paths: UserPaths) -> str:
    for number in count(1):
        id_ = wanted if number == 1 else f"{wanted[:60]}-{number}"
        if id_ not in taken and not (paths.banks / id_).exists():
            return id_
    raise AssertionError("there is always a next number")
