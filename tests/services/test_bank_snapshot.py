"""Banks as they were when they were taken, and whether the library has another by now; where banks are found."""

import os
from importlib.metadata import version
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.services.bank_places import bank_files, banks_at
from quizapp.services.bank_snapshot import has_changed, read_kept
from quizapp.services.library import Library
from quizapp.services.recording import kept
from quizapp.services.versions import versions
from quizapp.storage.rows import BankSnapshot
from quizapp.version import VERSION
from tests.images import png
from tests.samples import BANK

TEXT = "id: {id}\ntitle: {title}\nquestions:\n  - {{id: q, type: true_false, stem: So?, key: true}}\n"


def write(folder: Path, name: str, id_: str, title: str = "T") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(TEXT.format(id=id_, title=title))
    return path


def test_a_bank_has_changed_if_there_are_others_of_its_id_and_not_itself(tmp_path: Path) -> None:
    folder = tmp_path / "banks"
    folder.mkdir()
    library = Library([folder], tmp_path / "cache" / "library.json")

    def changed() -> bool:
        library.read_all()
        return has_changed(library, bank)

    path = write(folder, "a", "a")
    bank = read_bank(path).bank
    assert bank is not None
    write(folder, "b", "b")
    assert not changed()
    write(folder, "a", "a", "Another")
    assert changed()
    write(folder, "0", "a")  # the same stands first, the other is the second of this id
    assert not changed()
    (folder / "0.yaml").unlink()
    library.read_all()
    path.write_text("id: a\n")  # it has mistakes since it was looked at
    assert has_changed(library, bank)
    assert not changed()  # a broken one is none
    path.unlink()
    assert not changed()


def test_what_was_kept_is_read_again_or_said_to_be_lost() -> None:
    snapshot = kept(BANK)
    again = read_kept(snapshot)
    assert (again.id, again.content_hash, again.questions) == (BANK.id, BANK.content_hash, BANK.questions)
    for source, told in ((b"", "the disk has damaged it"), (b"id: a\n", "reads banks in another way")):
        lost = BankSnapshot(snapshot.content_hash, snapshot.bank_id, snapshot.title, source, {})
        with pytest.raises(QuizAppError, match=told):
            read_kept(lost)


def test_the_same_words_with_another_image_or_hash_are_another_bank() -> None:
    source = (TEXT.format(id="a", title="A").rstrip("}\n") + ", image: {file: a.png, alt: A tower}}\n").encode()
    for content_hash in ("one", "two"):
        for image in (png(8, 4), png(9, 4)):
            bank = read_kept(BankSnapshot(content_hash, "a", "A", source, {"a.png": image}))
            assert (dict(bank.images), bank.content_hash) == ({"a.png": image}, content_hash)


def test_banks_are_found_seven_folders_deep_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = tmp_path
    for depth in range(9):
        for name in (f"{depth}.yaml", f".{depth}.yaml", f"{depth}.txt", f"{depth}.YML"):
            (folder / name).write_text("x")
        folder /= str(depth)
        folder.mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.yaml").write_text("x")
    os.symlink(tmp_path, tmp_path / "around")
    found = sorted(Path(path).name for path in bank_files(str(tmp_path)))
    assert found == sorted(f"{depth}.{ending}" for depth in range(7) for ending in ("yaml", "YML"))
    assert bank_files(str(tmp_path / "none")) == []
    (tmp_path / "a.quizpack").write_bytes(b"no pack")
    for path in (tmp_path / "0.yaml", tmp_path / "a.quizpack", tmp_path / "none.yaml"):
        assert banks_at(path) == [path]


def test_versions_are_told_in_numbers() -> None:
    told = versions()
    assert told.quizapp == VERSION
    assert told.pyside6 == version("PySide6-Essentials")
    assert told.qt.count(".") == 2
    assert told.pyside6.startswith(told.qt)
    assert told.journal > 0
    assert told.desk > 0
