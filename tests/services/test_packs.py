"""Packs: made of banks with all that belongs to them, read in place, kept, and replaced only when asked."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.formats.pack_file import read_manifest, read_pack, version_key
from quizapp.paths import UserPaths
from quizapp.services.editing import open_for_editing
from quizapp.services.entry_reading import read_entry
from quizapp.services.library import BankUnreadableError, Library
from quizapp.services.packs import OfferedPack, PackAbout, keep_pack, make_pack, with_translations
from tests.images import png

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "questions" / "worcester"
TOUR = ROOT / "questions" / "tour" / "every-type.yaml"

BANK = """\
id: {id}
title: {title}
passage:
  file: texts/harbor.md
levels:
  - {{id: easier, name: Easier, file: texts/easy.md}}
questions:
  - id: q
    type: true_false
    stem: The harbor closed.
    image: {{file: pictures/map.png, alt: The white tower stands at the end of the harbor.}}
    evidence: The harbor closed
    key: true
"""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    folder = tmp_path / "unit"
    for name in ("texts", "pictures"):
        (folder / name).mkdir(parents=True)
    (folder / "texts" / "harbor.md").write_text("# The Harbor\n\nThe harbor closed in 1974.\n")
    (folder / "texts" / "easy.md").write_text("# The Harbor\n\nThe harbor closed.\n")
    (folder / "pictures" / "map.png").write_bytes(png(20, 10))
    (folder / "one.yaml").write_text(BANK.format(id="one", title="One"))
    (folder / "two.yaml").write_text(BANK.format(id="two", title="Two"))
    (folder / "unused.md").write_text("Nothing names this.")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Library]:
    def make(*folders: Path) -> Library:
        return Library([*folders, tmp_path / "kept"], tmp_path / "cache" / "library.json")

    (tmp_path / "kept").mkdir()
    return make


def test_a_pack_has_what_its_banks_name_and_reads_as_they_do(unit: Path, tmp_path: Path) -> None:
    target = tmp_path / "harbor.quizpack"
    made = make_pack([unit / "one.yaml", unit / "two.yaml"], target, PackAbout(version="1.2", author="A. Teacher"))
    assert made.manifest.banks == ("one.yaml", "two.yaml")
    assert (made.manifest.id, made.manifest.title, made.manifest.author) == ("one", "The Harbor", "A. Teacher")
    assert sorted(read_pack(target).files) == [
        *("one.yaml", "pictures/map.png", "texts/easy.md", "texts/harbor.md", "two.yaml")
    ]
    for name in ("one", "two"):
        packed, loose = read_bank(target / f"{name}.yaml"), read_bank(unit / f"{name}.yaml")
        assert packed.problems == ()
        assert packed.bank is not None
        assert loose.bank is not None
        assert packed.bank.content_hash == loose.bank.content_hash
        assert packed.bank.images == loose.bank.images
        assert [level.name for level in packed.bank.levels] == ["", "Easier"]
    again = tmp_path / "again.quizpack"
    make_pack([unit / "one.yaml", unit / "two.yaml"], again, PackAbout(version="1.2", author="A. Teacher"))
    assert again.read_bytes() == target.read_bytes()
    repacked = tmp_path / "repacked.quizpack"  # from the pack itself
    make_pack([target / "one.yaml", target / "two.yaml"], repacked, PackAbout(version="1.2", author="A. Teacher"))
    assert repacked.read_bytes() == target.read_bytes()


def test_a_pack_says_of_itself_what_its_maker_says_or_else_its_first_bank(unit: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = BANK.format(id=name, title=f"Title {name}")
        (unit / f"{name}.yaml").write_text(f"author: By {name}\nlicense: CC {name}\nlanguage: es\n{text}")
    (unit / "bare.yaml").write_text(
        "id: bare\ntitle: Bare\nquestions:\n  - {id: q, type: true_false, stem: S, key: true}\n"
    )
    for banks, about, told in (
        (("one", "two"), PackAbout(), ("one", "The Harbor", "1", "By one", "CC one", "es")),
        (("bare", "two"), PackAbout(), ("bare", "Bare", "1", "", "", "en")),
        (("two",), PackAbout("a", "A", "2.0", "Ana", "CC0"), ("a", "A", "2.0", "Ana", "CC0", "es")),
    ):
        target = tmp_path / "a.quizpack"
        make_pack([unit / f"{name}.yaml" for name in banks], target, about)
        made = read_manifest(target)
        assert (made.id, made.title, made.version, made.author, made.license, made.language) == told


def test_translations_and_notes_go_along(tmp_path: Path) -> None:
    library = Library([UNIT], tmp_path / "library.json")
    library.read_all()
    english = next(entry for entry in library.entries() if entry.id == "worcester-what-happened")
    paths = with_translations([english.path], library.entries())
    assert len(paths) == 2
    make_pack(paths, tmp_path / "unit.quizpack")
    packed = Library([tmp_path], tmp_path / "packed.json")
    packed.read_all()
    (unit,) = packed.units(language="es")
    assert [entry.language for entry in unit.banks] == ["es"]
    assert [other.language for other in unit.banks[0].also_in] == ["en-US"]
    assert unit.banks[0].has_about
    assert [name for name, *_ in unit.banks[0].levels] == ["standard", "easier"]


def test_a_pack_is_hashed_once_for_a_bank_however_many_files_that_has(unit: Path, tmp_path: Path) -> None:
    target = tmp_path / "harbor.quizpack"
    make_pack([unit / "one.yaml"], target)
    assert len(read_bank(target / "one.yaml").files) > 3
    assert [stamp.file for stamp in read_entry(target / "one.yaml").stamps] == [str(target / "one.yaml")]


def test_a_pack_that_was_replaced_with_its_old_time_is_read_again(unit: Path, tmp_path: Path) -> None:
    target = tmp_path / "harbor.quizpack"
    for title in ("The Harbor", "The Barbor"):
        make_pack([unit / "one.yaml"], target, PackAbout(title=title))
        os.utime(target, (1, 1))
        assert read_manifest(target).title == read_pack(target).manifest.title == title


def test_the_library_reads_a_pack_in_place_and_follows_it(
    unit: Path, tmp_path: Path, library: Callable[..., Library]
) -> None:
    target = tmp_path / "elsewhere" / "harbor.quizpack"
    make_pack([unit / "one.yaml", unit / "two.yaml"], target)
    banks = library()
    banks.read_all()
    first = banks.add(target)
    assert (first.id, first.path) == ("one", target / "one.yaml")
    assert [entry.title for entry in banks.entries()] == ["One", "Two"]
    assert banks.removable >= {target / "one.yaml", target / "two.yaml"}
    assert banks.opened == (target,)
    assert banks.find("two") == target / "two.yaml"
    assert banks.bank(target / "two.yaml").title == "Two"
    assert len(banks.units()) == 1  # they share their passage
    banks.save()
    assert not banks.look_again()
    (unit / "one.yaml").write_text(BANK.format(id="one", title="One, mended"))
    make_pack([unit / "one.yaml"], target, PackAbout(version="2"))
    assert banks.look_again()
    assert [entry.title for entry in banks.entries()] == ["One, mended"]
    again = Library([tmp_path / "kept"], tmp_path / "cache" / "library.json", [target])
    assert again.scan() == ()  # what is known of it needs no look into it
    assert [entry.title for entry in again.entries()] == ["One, mended"]
    banks.remove(target / "one.yaml")
    assert banks.entries() == ()
    assert banks.opened == ()
    assert target.exists()
    assert [path.name for path in target.parent.iterdir()] == ["harbor.quizpack"]


def test_a_pack_that_goes_or_breaks_is_told_of(unit: Path, tmp_path: Path, library: Callable[..., Library]) -> None:
    target = tmp_path / "harbor.quizpack"
    make_pack([unit / "one.yaml"], target)
    banks = library()
    banks.add(target)
    whole = target.read_bytes()
    target.write_bytes(whole[:100])
    banks.look_again()
    assert [problem.code for entry in banks.entries() for problem in entry.problems] == ["pack_damaged"]
    target.write_bytes(whole)
    banks.look_again()
    assert [entry.title for entry in banks.entries()] == ["One"]
    target.unlink()
    with pytest.raises(BankUnreadableError):
        banks.bank(target / "one.yaml")


def test_a_newer_version_replaces_an_older_one_only_when_asked(unit: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    packs = {}
    for version in ("1", "1.10", "2"):
        (unit / "one.yaml").write_text(BANK.format(id="one", title=f"Version {version}"))
        packs[version] = tmp_path / f"{version}.quizpack"
        make_pack([unit / "one.yaml"], packs[version], PackAbout(id="harbor", version=version))
    path = keep_pack(packs["1.10"], kept)
    assert path == kept / "harbor.quizpack"
    assert keep_pack(packs["1.10"], kept) == path  # the same once more
    for version, is_newer in (("1", False), ("2", True)):
        offered = OfferedPack.of(packs[version], kept)
        assert (offered.is_same, offered.is_newer) == (False, is_newer)
        with pytest.raises(QuizAppError, match=r"Version 1\.10 of “The Harbor” is kept already"):
            keep_pack(packs[version], kept)
        assert read_manifest(path).version == "1.10"
    assert [read_manifest(path).version for path in kept.iterdir()] == ["1.10"]
    keep_pack(packs["2"], kept, replaces=True)
    assert read_bank(path / "one.yaml").bank.title == "Version 2"  # type: ignore[union-attr]
    assert [each.name for each in kept.iterdir()] == ["harbor.quizpack"]
    assert version_key("1.0") == version_key("1") < version_key("1.2") < version_key("1.10")


def test_what_cannot_be_packed_is_told(unit: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.quizpack"
    (unit / "bad.yaml").write_text("id: bad\n")
    with pytest.raises(BankUnreadableError):
        make_pack([unit / "bad.yaml"], target)
    shutil.copy(unit / "one.yaml", unit / "copy.yaml")
    with pytest.raises(QuizAppError, match="the same id"):
        make_pack([unit / "one.yaml", unit / "copy.yaml"], target)
    with pytest.raises(QuizAppError, match="is not a version"):
        make_pack([unit / "one.yaml"], target, PackAbout(version="new"))
    with pytest.raises(QuizAppError, match="“The Unit” cannot be an id"):
        make_pack([unit / "one.yaml"], target, PackAbout(id="The Unit"))
    before = (unit / "one.yaml").read_bytes()
    with pytest.raises(QuizAppError, match=r"one\.yaml is not a name for a pack"):
        make_pack([unit / "one.yaml"], unit / "one.yaml")
    assert (unit / "one.yaml").read_bytes() == before
    for name in ("map*.png", "map.image"):
        (unit / "pictures" / name).write_bytes(png(2, 2))
        (unit / "two.yaml").write_text(
            BANK.format(id="two", title="Two").replace("map.png", f'"{name}"').replace('"', "")
        )
        with pytest.raises(QuizAppError, match="has a name that no pack can have"):
            make_pack([unit / "two.yaml"], target)
    assert not target.exists()


def test_banks_of_several_folders_stay_apart(unit: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "unit"
    shutil.copytree(unit, other)
    (other / "texts" / "harbor.md").write_text("# Another\n\nThe harbor closed late.\n")
    (other / "one.yaml").write_text(BANK.format(id="three", title="Three"))
    target = tmp_path / "a.quizpack"
    made = make_pack([unit / "one.yaml", other / "one.yaml"], target)
    assert made.manifest.banks == ("one.yaml", "unit/one.yaml")
    titles = [read_bank(target / bank).bank.passage.title for bank in made.manifest.banks]  # type: ignore[union-attr]
    assert titles == ["The Harbor", "Another"]


def test_a_bank_in_a_pack_is_edited_as_a_copy(unit: Path, tmp_path: Path) -> None:
    target = tmp_path / "harbor.quizpack"
    make_pack([unit / "one.yaml"], target)
    paths = UserPaths(tmp_path / "data")
    editing = open_for_editing(paths, target / "one.yaml", ["one"])
    editing.draft.set_value(("title",), "Mine")
    editing.save()
    copy = read_bank(editing.path).bank
    assert copy is not None
    assert (copy.title, list(copy.images)) == ("Mine", ["pictures/map.png"])
    assert editing.path.is_relative_to(paths.banks)
    assert read_bank(target / "one.yaml").bank.title == "One"  # type: ignore[union-attr]


def test_the_command_packs_checks_and_takes(unit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, target = ["--data-dir", str(tmp_path / "data")], tmp_path / "harbor.quizpack"
    assert main(["pack", str(unit / "one.yaml"), "--to", str(target), "--version", "2", "--json", *data]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["banks"], told["files"]) == ("2", ["one.yaml"], 5)
    assert main(["pack", str(unit / "one.yaml"), "--to", str(target), *data]) == 0
    assert "“The Harbor”, version 1: 1 bank" in capsys.readouterr().out
    again = tmp_path / "again.quizpack"
    assert main(["pack", str(target), "--to", str(again), *data]) == 0
    assert again.read_bytes() == target.read_bytes()
    capsys.readouterr()
    assert main(["check", str(target), *data]) == 0
    assert "1 bank, 1 question: nothing found." in capsys.readouterr().out
    answers = tmp_path / "answers.yaml"
    answers.write_text('q: "true"\n')
    assert main(["take", str(target / "one.yaml"), "--answers", str(answers), *data]) == 0
    assert main(["take", str(target), "--answers", str(answers), *data]) == 0
    capsys.readouterr()
    target.write_bytes(target.read_bytes()[:-50])
    assert main(["check", str(target), *data]) == 1
    assert "The pack is damaged." in capsys.readouterr().out


def test_a_bank_with_the_ending_of_its_own_is_one_everywhere(tmp_path: Path, capsys) -> None:
    bank = tmp_path / "banks" / "tour.QuizBank"  # some systems write endings as they like
    shutil.copytree(TOUR.parent, bank.parent)
    (bank.parent / TOUR.name).rename(bank)
    answers = tmp_path / "answers.yaml"
    answers.write_text("{}")
    data = ("--data-dir", str(tmp_path / "data"))
    for arguments, told in (
        (("check", str(bank.parent), "--json"), '"banks": 1,'),
        (("take", str(bank), "--answers", str(answers), "--json"), '"bank": "tour-every-type"'),
        (("pack", str(bank), "--to", str(tmp_path / "tour.quizpack")), "1 bank"),
        (("check", str(tmp_path / "tour.quizpack"), "--json"), '"banks": 1,'),
        (("export-bank", str(bank), "--to", str(tmp_path / "tour.xml")), "tour.report.md"),
    ):
        assert main([*arguments, *data]) == 0
        assert told in capsys.readouterr().out, arguments
    read = read_pack(tmp_path / "tour.quizpack").files
    assert "tour.QuizBank" in read
    editing = open_for_editing(UserPaths(tmp_path / "data"), bank)
    editing.draft.set_value(("title",), "The tour, again")
    editing.save()
    assert "title: The tour, again" in bank.read_text("utf-8")


def test_a_folder_of_a_pack_is_called_as_its_own_unless_another_is(unit: Path, tmp_path: Path) -> None:
    folders = [tmp_path / str(at) / name for at, name in enumerate(("Texts", "texts", ".hidden.", "texts"))]
    for number, folder in enumerate(folders):
        shutil.copytree(unit, folder)
        (folder / "one.yaml").write_text(BANK.format(id=f"bank{number}", title="Title"))
    made = make_pack([unit / "one.yaml", *(folder / "one.yaml" for folder in folders)], tmp_path / "a.quizpack")
    names = ["one.yaml", "Texts-2/one.yaml", "texts-3/one.yaml", "hidden/one.yaml", "texts-4/one.yaml"]
    assert list(made.manifest.banks) == names
    assert made.files == 4 * len(names) + 1
    assert all(read_bank(made.file / name).problems == () for name in names)
