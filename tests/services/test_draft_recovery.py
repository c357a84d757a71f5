"""Drafts that are kept in the data folder: the newest of each bank, with its images, until it is saved."""

from pathlib import Path

import msgspec
import pytest

from quizapp.paths import UserPaths
from quizapp.services.draft_recovery import (
    Recovery,
    RecoveryFile,
    digest_of,
    discard_draft,
    kept_draft,
    kept_images,
    recoveries,
)


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    paths = UserPaths(tmp_path / "data")
    paths.ensure()
    return paths


def draft(bank: Path, title: str, at: float = 1.0, **texts: bytes) -> Recovery:
    return Recovery(str(bank), str(bank), title, at, texts or {"": b"id: a\n"}, {"": digest_of(b"")})


def folder(paths: UserPaths) -> list[str]:
    return sorted(path.suffix for path in (paths.data / "drafts").iterdir())


def test_only_what_is_newer_is_kept(paths: UserPaths, tmp_path: Path) -> None:
    bank = tmp_path / "a.yaml"
    file = RecoveryFile(paths, bank)

    def title() -> str | None:
        kept = kept_draft(paths, bank)
        return None if kept is None else kept.title

    assert file.file.name == f"{digest_of(bytes(bank))[:32]}.draft"  # where every version looks for it
    for number, expected in ((1, "1"), (3, "3"), (2, "3"), (3, "3"), (4, "4")):
        file.write(number, draft(bank, str(number) if number != 3 or expected == title() else "3"), {})
        assert title() == expected
    file.write(4, draft(bank, "another of this age"), {})
    assert title() == "4"
    assert b'"version":1' in file.file.read_bytes()
    file.remove(3)  # it was asked for before the last one was written
    assert title() == "4"
    file.remove(4)
    assert title() is None
    file.write(4, draft(bank, "late"), {})
    assert title() is None
    file.write(5, draft(bank, "5"), {})
    file.remove(7)
    file.write(6, draft(bank, "late"), {})
    assert title() is None
    assert folder(paths) == []


def test_what_another_program_has_left_stays_unless_it_is_taken_up(paths: UserPaths, tmp_path: Path) -> None:
    bank = tmp_path / "a.yaml"
    RecoveryFile(paths, bank).write(1, draft(bank, "first"), {})
    second = RecoveryFile(paths, bank)
    second.remove(1)
    assert kept_draft(paths, bank) == draft(bank, "first")
    second.take_up()
    second.remove(1)
    assert kept_draft(paths, bank) is None
    RecoveryFile(paths, bank).write(1, draft(bank, "third"), {})
    discard_draft(paths, draft(bank, "third"))
    assert folder(paths) == []
    file = RecoveryFile(paths, bank)
    file.file.write_bytes(b"of a newer program")
    file.write(1, draft(bank, "fourth"), {})
    file.write(2, draft(bank, "fifth"), {})
    assert sorted(path.read_bytes()[:9] for path in file.file.parent.iterdir())[0] == b"of a newe"
    assert len(list(file.file.parent.iterdir())) == 2
    assert kept_draft(paths, bank) == draft(bank, "fifth")


def test_images_stay_as_long_as_any_draft_does(paths: UserPaths, tmp_path: Path) -> None:
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    files = RecoveryFile(paths, one), RecoveryFile(paths, two)
    files[0].write(1, draft(one, "one"), {"a.png": b"a", "same.png": b"b"})
    files[1].write(1, draft(two, "two"), {"b.png": b"b"})
    assert folder(paths) == [".draft", ".draft", ".image", ".image"]
    kept = kept_draft(paths, one)
    assert kept is not None
    assert kept.images == {"a.png": digest_of(b"a"), "same.png": digest_of(b"b")}
    assert kept_images(paths, kept) == {"a.png": b"a", "same.png": b"b"}
    files[1].remove(1)
    assert folder(paths) == [".draft", ".image", ".image"]
    image = paths.data / "drafts" / f"{digest_of(b'a')}.image"
    image.write_bytes(b"damaged")
    assert kept_images(paths, kept) == {"same.png": b"b"}
    image.unlink()
    assert kept_images(paths, kept) == {"same.png": b"b"}
    files[0].remove(1)
    assert folder(paths) == []


def test_drafts_are_listed_the_newest_first_without_those_that_were_saved(paths: UserPaths, tmp_path: Path) -> None:
    assert recoveries(paths) == ()
    for number, title in enumerate(("old", "new", "newest")):
        bank = tmp_path / f"{title}.yaml"
        RecoveryFile(paths, bank).write(1, draft(bank, title, float(number)), {})
    saved, with_image, with_file = (tmp_path / name for name in ("s.yaml", "i.yaml", "f.yaml"))
    for bank in (saved, with_image, with_file):
        bank.write_bytes(b"id: a\n")
    (tmp_path / "p.md").write_bytes(b"# P\n")
    RecoveryFile(paths, saved).write(1, draft(saved, "saved"), {})
    RecoveryFile(paths, with_image).write(1, draft(with_image, "with an image", -1.0), {"a.png": b"a"})
    for text, count in ((b"# Q\n", 5), (b"# P\n", 4)):
        texts = {"": b"id: a\n", "p.md": text}
        kept = msgspec.structs.replace(draft(with_file, "with a file", -2.0), texts=texts)
        RecoveryFile(paths, with_file).write(1, kept, {})
        (paths.data / "drafts" / "damaged.draft").write_bytes(b"{")
        found = recoveries(paths)
        assert [each.title for each in found] == ["newest", "new", "old", "with an image", "with a file"][:count]
        assert folder(paths).count(".draft") == count + 1
