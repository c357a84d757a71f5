"""The library: what it finds, what it knows again, and what it says of files that cannot be read."""

import json
import os
import sys
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.services.bank_entries import BankEntry
from quizapp.services.found import Wanted
from quizapp.services.library import BankUnreadableError, Library
from quizapp.services.packs import make_pack
from quizapp.texts import ENGLISH
from quizapp.whole_file import write_whole
from tests.images import png
from tests.leveled import TEXT

QUESTION = "  - {id: q1, type: true_false, stem: So., key: true, skill: locate}\n"
PASSAGE = "# The Bees\n\n" + "word " * 600 + "\n"


class Shelf:
    """A folder with banks in it, and an index outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "banks"
        self.folder.mkdir()
        self.index = folder / "cache" / "library.json"

    def add(self, name: str, *, id_: str = "", title: str = "Title", extra: str = "", passage: str = "") -> Path:
        """A bank in the file `name`, with its passage in it or in the file `passage`."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        source = f"  file: {passage}\n" if passage else "  text: |\n    # In the bank\n\n    Some words.\n"
        path.write_text(
            f"id: {id_ or path.stem}\ntitle: {title}\n{extra}passage:\n{source}questions:\n{QUESTION}", encoding="utf-8"
        )
        return path

    def library(self, *opened: Path) -> Library:
        return Library([self.folder], self.index, opened)

    def read(self, *opened: Path) -> Library:
        library = self.library(*opened)
        library.read_all()
        return library


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def names(library: Library, search: str = "") -> list[str]:
    units = library.search(Wanted(search), ENGLISH).units if search else library.units()
    return [bank.path.name for unit in units for bank in unit.banks]


def touch_later(path: Path, text: str) -> None:
    """Write `path` at another time than before, whatever the clock of the disk can tell apart."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def noted_times(library: Library) -> list[int]:
    """The times of the files that the index knows, in nanoseconds."""
    return [stamp.modified for stamps, _ in library.index.known() for stamp in stamps]


# What is shown


def test_a_bank_is_shown_with_what_is_in_it(shelf: Shelf) -> None:
    (shelf.folder / "passage.md").write_text(PASSAGE)
    path = shelf.add(
        "bees.yaml",
        title="About bees",
        extra="description: Six questions.\nauthor: A. Teacher\nlicense: CC0\nlanguage: es\nabout: {text: A note.}\n",
        passage="passage.md",
    )

    (entry,) = shelf.read().entries()

    assert (entry.path, entry.problems, entry.id, entry.title) == (path, (), "bees", "About bees")
    assert (entry.description, entry.author, entry.license, entry.language) == (
        "Six questions.",
        "A. Teacher",
        "CC0",
        "es",
    )
    assert (entry.passage_title, entry.words, entry.minutes, entry.has_about) == ("The Bees", 600, 3, True)
    assert (entry.counts, entry.skills, entry.questions) == ((("true_false", 1),), (("locate", 1),), 1)
    assert entry.name == "About bees"


def test_the_levels_that_can_be_chosen_are_shown_and_none_where_the_author_has_locked_them(shelf: Shelf) -> None:
    (shelf.folder / "tower.yaml").write_text(TEXT, encoding="utf-8")
    (shelf.folder / "zlocked.yaml").write_text(
        TEXT.replace("id: tower", "id: locked\nlevel_locked: true"), encoding="utf-8"
    )
    free, locked = sorted(shelf.read().entries(), key=lambda entry: entry.path)
    assert [level[:2] for level in free.levels] == [
        ("standard", "Original"), ("easier", "Easier to read"), ("short", "Very short"),
    ]  # fmt: skip
    assert locked.levels == ()


def test_banks_about_the_same_passage_stand_together(shelf: Shelf) -> None:
    (shelf.folder / "passage.md").write_text(PASSAGE)
    shelf.add("1.yaml", passage="passage.md")
    shelf.add("2.yaml")
    shelf.add("3.yaml", passage="passage.md")
    shelf.add("4.yaml")

    units = shelf.read().units()

    assert [[bank.path.name for bank in unit.banks] for unit in units] == [["1.yaml", "3.yaml"], ["2.yaml"], ["4.yaml"]]
    assert [(unit.title, unit.words) for unit in units] == [("The Bees", 600), ("In the bank", 2), ("In the bank", 2)]


def test_banks_are_in_the_order_of_the_folders_and_of_their_names(shelf: Shelf, tmp_path: Path) -> None:
    for name in (
        "b.yaml",
        "a.yml",
        "sub/c.YAML",
        "A.yaml",
        "d.quizbank",
        ".hidden.yaml",
        ".hidden/d.yaml",
        "notes.txt",
    ):
        shelf.add(name, id_=name.split(".")[0].lower().replace("/", "-") + str(len(name)))
    other = Shelf(tmp_path / "other") if (tmp_path / "other").mkdir() is None else None
    assert other is not None
    other.add("0.yaml")
    library = Library([shelf.folder, other.folder], shelf.index)
    library.read_all()

    assert names(library) == ["A.yaml", "a.yml", "b.yaml", "d.quizbank", "c.YAML", "0.yaml"]
    assert library.own_folder == other.folder  # the user's comes last
    assert Library([shelf.folder, other.folder, tmp_path], shelf.index).own_folder == tmp_path


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    library = Library([tmp_path / "nowhere", Path(os.devnull)], tmp_path / "index.json")
    library.read_all()

    assert library.entries() == ()
    assert library.units() == ()


def test_a_folder_named_twice_shows_its_banks_once(shelf: Shelf) -> None:
    shelf.add("a.yaml")
    library = Library([shelf.folder, shelf.folder], shelf.index)
    library.read_all()

    assert names(library) == ["a.yaml"]


def test_folders_that_are_links_are_not_followed(shelf: Shelf) -> None:
    shelf.add("a.yaml")
    (shelf.folder / "again").symlink_to(shelf.folder)
    (shelf.folder / "circle").symlink_to("circle")

    assert names(shelf.read()) == ["a.yaml"]


def test_a_file_that_is_a_link_in_a_circle_is_a_bank_with_a_mistake(shelf: Shelf) -> None:
    (shelf.folder / "circle.yaml").symlink_to("circle.yaml")

    (entry,) = shelf.read().entries()

    assert [problem.code for problem in entry.problems] == ["file_unreadable"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode here")
def test_a_name_that_is_no_unicode_is_read_and_known_again(shelf: Shelf) -> None:
    good = shelf.add("a.yaml")
    good.rename(os.fsdecode(os.fsencode(shelf.folder) + b"/\xff.yaml"))

    assert len(shelf.read().entries()) == 1
    assert shelf.library().scan() == ()


# Mistakes


def test_banks_with_mistakes_are_listed_last_with_all_of_them(shelf: Shelf) -> None:
    bad = shelf.add("a.yaml", id_="Not An Id", title="Title\nlicence: x")
    shelf.add("b.yaml")

    units = shelf.read().units()

    assert [unit[:3] for unit in units] == [("In the bank", 2, 1), ("", 0, 0)]
    (entry,) = units[1].banks
    assert [problem.code for problem in entry.problems] == ["bad_id", "unknown_field_suggest"]
    assert (entry.path, entry.name) == (bad, "a.yaml")
    assert entry == BankEntry(bad, entry.problems, "", "", "", "", "", "", "", "", 0, 0, False, (), (), 0, 0)


def test_mistakes_are_known_again(shelf: Shelf) -> None:
    shelf.add("a.yaml", id_="Not An Id")
    before = shelf.read().entries()
    library = shelf.library()

    assert library.scan() == ()
    assert library.entries() == before
    assert str(library.entries()[0].problems[0]).startswith(f"{shelf.folder / 'a.yaml'}:1: id: “Not An Id” cannot be")


def test_of_two_banks_with_the_same_id_the_second_is_told(shelf: Shelf) -> None:
    first = shelf.add("a.yaml", id_="bees")
    second = shelf.add("b.yaml", id_="bees")
    library = shelf.read()

    one, other = library.entries()

    assert (one.path, one.problems) == (first, ())
    assert other.path == second
    assert [str(problem) for problem in other.problems] == [
        f"{second}:1: id: The id “bees” is already used by {first}:1. Give each its own id."
    ]
    assert library.find("bees") == first


def test_the_second_is_told_again_from_the_index_until_it_has_its_own_id(shelf: Shelf) -> None:
    shelf.add("a.yaml", id_="bees")
    second = shelf.add("b.yaml", id_="bees")
    shelf.read()
    library = shelf.read()
    assert [len(entry.problems) for entry in library.entries()] == [0, 1]

    touch_later(second, second.read_text().replace("id: bees", "id: wasps"))
    library.read(second)

    assert [len(entry.problems) for entry in library.entries()] == [0, 0]


def test_a_file_that_is_gone_uses_no_id(shelf: Shelf) -> None:
    first = shelf.add("../a.yaml", id_="bees").resolve()
    library = shelf.read(first)
    second = shelf.add("../elsewhere/a.yaml", id_="bees").resolve()
    assert [problem.code for problem in library.add(second).problems] == []
    assert [[problem.code for problem in entry.problems] for entry in library.entries()] == [[], ["duplicate_id"]]

    first.unlink()
    library.read(second)

    assert [(entry.path, entry.is_missing, entry.name) for entry in library.entries()] == [
        (first, True, "a.yaml"),
        (second, False, "Title"),
    ]
    assert library.entries()[1].problems == ()


def test_a_file_that_was_moved_within_the_folders_is_there_once(shelf: Shelf) -> None:
    first = shelf.add("a.yaml", id_="bees")
    library = shelf.read()
    second = shelf.folder / "sub" / "a.yaml"
    second.parent.mkdir()
    first.rename(second)

    library.read(second)

    assert [(entry.path, entry.problems) for entry in library.entries()] == [(second, ())]


def test_to_read_a_bank_reads_no_other_but_those_of_its_id_that_have_changed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = shelf.add("a.yaml", id_="bees"), shelf.add("b.yaml", id_="bees")
    other, bad, worse = shelf.add("c.yaml"), shelf.add("d.yaml", id_="Not An Id"), shelf.add("e.yaml", id_="No Id")
    library = shelf.read()
    read: list[Path] = []
    reading = Library._reading
    monkeypatch.setattr(Library, "_reading", lambda self, path: (read.append(path), reading(self, path))[1])
    for changed, asked, expected in (
        (None, first, [first]),
        (other, first, [first]),
        (second, first, [first, second]),
        (first, other, [other]),
        (None, bad, [bad]),
        (None, worse, [worse]),
    ):
        if changed is not None:
            touch_later(changed, changed.read_text() + "\n")
        read.clear()
        library.read(asked)
        assert read == expected


# Knowing again


def test_the_second_start_reads_nothing(shelf: Shelf) -> None:
    (shelf.folder / "passage.md").write_text(PASSAGE)
    for name in ("a.yaml", "b.yaml"):
        shelf.add(name, passage="passage.md")
    first = shelf.library()
    assert len(first.scan()) == 2
    first.read_all()

    second = shelf.library()

    assert second.scan() == ()
    assert second.entries() == first.entries()
    assert second.units() == first.units()


def test_what_changed_is_read_again(shelf: Shelf) -> None:
    changed, deleted = shelf.add("a.yaml"), shelf.add("b.yaml")
    shelf.add("c.yaml")
    shelf.read()
    touch_later(changed, changed.read_text().replace("Title", "Other"))
    deleted.unlink()
    added = shelf.add("d.yaml")

    library = shelf.library()

    assert library.scan() == (changed, added)
    library.read_all()
    assert [(entry.id, entry.title) for entry in library.entries()] == [("a", "Other"), ("c", "Title"), ("d", "Title")]
    assert shelf.library().scan() == ()


def test_a_changed_passage_is_read_again(shelf: Shelf) -> None:
    passage = shelf.folder / "passage.md"
    passage.write_text(PASSAGE)
    bank = shelf.add("a.yaml", passage="passage.md")
    shelf.read()
    touch_later(passage, "# Wasps\n\nWasps.\n")

    assert shelf.library().scan() == (bank,)
    assert shelf.read().units()[0].title == "Wasps"


def test_a_changed_note_is_read_again(shelf: Shelf) -> None:
    note = shelf.folder / "about.md"
    note.write_text("A note.")
    bank = shelf.add("a.yaml", extra="about: {file: about.md}\n")
    shelf.read()
    note.unlink()

    assert shelf.library().scan() == (bank,)
    assert [problem.code for problem in shelf.read().entries()[0].problems] == ["passage_missing"]


def test_a_changed_image_is_read_again(shelf: Shelf) -> None:
    image = shelf.folder / "map.png"
    image.write_bytes(png())
    bank = shelf.add("a.yaml")
    bank.write_text(bank.read_text().replace("key:", "image: {file: map.png, alt: A map}, key:"))
    library = shelf.read()
    before = library.bank(bank)
    image.write_bytes(png(9, 9))

    assert library.bank(bank).images == {"map.png": png(9, 9)}
    assert library.bank(bank).content_hash != before.content_hash
    assert shelf.library().scan() == (bank,)

    image.unlink()
    assert [problem.code for problem in shelf.read().entries()[0].problems] == ["image_missing"]


def test_banks_with_their_passages_in_them_are_no_unit_by_what_else_they_share(shelf: Shelf) -> None:
    (shelf.folder / "map.png").write_bytes(png())
    for name in ("a.yaml", "b.yaml"):
        bank = shelf.add(name)
        bank.write_text(bank.read_text().replace("key:", "image: {file: map.png, alt: A map}, key:"))

    assert [len(unit.banks) for unit in shelf.read().units()] == [1, 1]


def test_a_passage_that_was_missing_and_is_there_now_mends_its_bank(shelf: Shelf) -> None:
    shelf.add("a.yaml", passage="passage.md")
    assert len(shelf.read().entries()[0].problems) == 1
    (shelf.folder / "passage.md").write_text(PASSAGE)

    assert shelf.read().entries()[0].problems == ()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"version": 1}',
        b'{"version": 1, "banks": []}',
        b'{"version": 1, "banks": {"PATH": null}}',
        b'{"version": 1, "banks": {"PATH": 5}}',
        b'{"version": 1, "banks": {"PATH": []}}',
        b'{"version": 1, "banks": {"PATH": [[], {}]}}',
        b'{"version": 1, "banks": {"PATH": [5, {}]}}',
        b'{"version": 1, "banks": {"PATH": [[5], {}]}}',
        b'{"version": 1, "banks": {"PATH": [[[]], []]}}',
        b'{"version": 1, "banks": {"PATH": [[["PATH"]], {}]}}',
    ],
)
def test_a_damaged_index_costs_time_and_nothing_else(shelf: Shelf, damage: bytes) -> None:
    path = shelf.add("a.yaml")
    shelf.index.parent.mkdir()
    shelf.index.write_bytes(damage.replace(b"PATH", os.fsencode(path)))
    library = shelf.library()

    assert library.scan() == (path,)
    library.read_all()
    assert [entry.id for entry in library.entries()] == ["a"]
    assert shelf.library().scan() == ()


@pytest.mark.parametrize("field", ["counts", "skills", "problems", "warnings", "title"])
def test_an_index_of_another_form_is_not_trusted(shelf: Shelf, field: str) -> None:
    path = shelf.add("a.yaml")
    shelf.read()
    index = json.loads(shelf.index.read_bytes())
    index["banks"][str(path)][1].pop(field)
    index["banks"][str(path)][1]["wings"] = 4
    shelf.index.write_text(json.dumps(index))

    assert shelf.library().scan() == (path,)


def test_what_an_author_should_look_at_is_kept_beside_a_bank_that_can_be_taken(shelf: Shelf) -> None:
    slip = "title: Old #1\n"
    path = shelf.add("a.yaml", title="Old #1")

    def told(library: Library) -> list[tuple[str, list[tuple[str, int]]]]:
        return [
            (entry.title, [(warning.code, warning.line) for warning in entry.warnings]) for entry in library.entries()
        ]

    assert slip in path.read_text()
    wanted = [("Old", [("text_after_hash", 2)])]
    assert told(shelf.read()) == wanted
    again = shelf.library()
    assert again.scan() == ()
    assert told(again) == wanted
    touch_later(path, path.read_text().replace(slip, 'title: "Old #1"\n'))
    assert told(shelf.read()) == [("Old #1", [])]
    touch_later(path, path.read_text().replace("key: true", "key: [1,000]"))
    assert told(shelf.read()) == [("", [("comma_in_list", path.read_text().count("\n"))])]
    touch_later(path, "[" * 200_000)  # no warnings of it, which would take minutes
    assert told(shelf.read()) == [("", [])]


def test_the_index_of_another_version_is_not_read(shelf: Shelf) -> None:
    path = shelf.add("a.yaml")
    shelf.read()
    index = json.loads(shelf.index.read_bytes())
    shelf.index.write_text(json.dumps({**index, "version": index["version"] + 1}))

    assert shelf.library().scan() == (path,)


def test_an_index_that_cannot_be_written_is_done_without(shelf: Shelf) -> None:
    path = shelf.add("a.yaml")
    shelf.index.parent.write_text("a file in place of the folder")

    assert [entry.id for entry in shelf.read().entries()] == ["a"]
    assert shelf.library().scan() == (path,)


# Opened files


def test_a_file_from_elsewhere_can_be_opened(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add("a.yaml")
    first = shelf.add("../first.yaml").resolve()
    second = shelf.add("../second.yaml").resolve()
    monkeypatch.chdir(tmp_path)
    library = shelf.read()
    library.add(first)
    entry = library.add(Path("second.yaml"))

    assert (entry.path, entry.id) == (second, "second")
    assert library.opened == (second, first)
    assert {bank.id for bank in library.entries()} == {"a", "first", "second"}
    assert names(shelf.read(second, first)) == ["a.yaml", "second.yaml", "first.yaml"]


def test_an_opened_file_from_the_folders_is_not_there_twice(shelf: Shelf) -> None:
    path = shelf.add("a.yaml")
    library = shelf.read()
    library.add(path)

    assert library.opened == ()
    assert names(library) == ["a.yaml"]


def test_an_opened_file_that_is_gone_is_told(shelf: Shelf, tmp_path: Path) -> None:
    (entry,) = shelf.read(tmp_path / "gone.yaml").entries()

    assert [problem.code for problem in entry.problems] == ["file_missing"]


def test_an_opened_file_is_removed_and_opened_again(shelf: Shelf) -> None:
    inside = shelf.add("a.yaml")
    outside = shelf.add("../b.yaml").resolve()
    library = shelf.read(outside, inside)
    assert library.removable == {outside}

    library.remove(outside)

    assert outside.exists()
    assert names(library) == ["a.yaml"]
    assert library.opened == (inside,)
    assert not library.look_again()
    assert names(library) == ["a.yaml"]
    assert library.add(outside).id == "b"
    assert names(library) == ["a.yaml", "b.yaml"]


# Looking again


def test_where_nothing_has_changed_nothing_is_read(shelf: Shelf, tmp_path: Path) -> None:
    shelf.add("a.yaml")
    shelf.add("b.yaml", id_="Not An Id")
    library = shelf.read(tmp_path / "gone.yaml")
    before = library.units()

    assert not library.look_again()

    assert library.units() == before


def test_what_changed_since_is_seen(shelf: Shelf) -> None:
    (shelf.folder / "passage.md").write_text(PASSAGE)
    deleted = shelf.add("a.yaml")
    mended = shelf.add("b.yaml", id_="Not An Id")
    shelf.add("d.yaml", passage="passage.md")
    opened = shelf.add("../opened.yaml").resolve()
    library = shelf.read(opened)
    deleted.unlink()
    touch_later(mended, mended.read_text().replace("Not An Id", "b"))
    touch_later(shelf.folder / "passage.md", "# Wasps\n\nWasps.\n")
    shelf.add("c.yaml")
    opened.unlink()

    assert library.look_again()

    assert [(entry.path.name, entry.id, entry.is_missing) for entry in library.entries()] == [
        ("b.yaml", "b", False),
        ("c.yaml", "c", False),
        ("d.yaml", "d", False),
        ("opened.yaml", "", True),
    ]
    assert library.entries()[2].passage_title == "Wasps"
    assert not library.look_again()
    assert shelf.library(opened).scan() == ()


@pytest.mark.parametrize("what", ["changed", "gone", "new"])
def test_what_was_seen_when_it_was_looked_again_is_known_at_the_next_start(shelf: Shelf, what: str) -> None:
    path = shelf.add("a.yaml")
    library = shelf.read()
    if what == "changed":
        touch_later(path, path.read_text().replace("Title", "Other"))
    elif what == "gone":
        path.unlink()
    else:
        shelf.add("b.yaml")

    assert library.look_again()

    assert not library.look_again()
    assert shelf.library().scan() == ()
    known = json.loads(shelf.index.read_bytes())["banks"]
    assert {Path(name).name for name in known} == {entry.path.name for entry in library.entries()}


def test_of_the_first_sixty_banks_a_pack_is_known_as_a_whole(shelf: Shelf, tmp_path: Path) -> None:
    packs = [tmp_path / f"{name}.quizpack" for name in "ab"]
    for number, pack in enumerate(packs):
        banks = [
            shelf.add(f"../made/{number}{place}.yaml", id_=f"in-{number}{place}")
            for place in (range(2) if number else range(4))
        ]
        make_pack(banks, pack)
    files = [shelf.add(f"{number:02}.yaml", id_=f"bank-{number}") for number in range(59)]
    shelf.read(*packs).close()
    again = shelf.library(*packs)  # the first pack has the places from 59 to 62
    assert [path.parent for path in again.scan()] == [packs[1]] * 2
    assert len(again.entries()) == 63
    for file in files[:3]:
        file.unlink()
    shelf.read(*packs).close()
    again = shelf.library(*packs)  # and now those from 56 to 59, so that the second one begins at 60
    assert [path.parent for path in again.scan()] == [packs[1]] * 2
    assert len(again.entries()) == 60
    files[3].unlink()
    shelf.read(*packs).close()
    again = shelf.library(*packs)
    assert again.scan() == ()
    assert len(again.entries()) == 61


def test_a_bank_that_is_added_to_a_folder_has_its_place_at_once(shelf: Shelf) -> None:
    for name in ("a", "d"):
        shelf.add(f"{name}.yaml")
    library = shelf.read(shelf.add("../b.yaml").resolve())
    for name in ("e", "c"):
        library.add(shelf.add(f"{name}.yaml"))
    assert names(library) == ["a.yaml", "c.yaml", "d.yaml", "e.yaml", "b.yaml"]


def test_opened_files_keep_their_places_when_it_is_looked_again(shelf: Shelf) -> None:
    library = shelf.read()
    for name in ("one", "two", "three"):
        library.add(shelf.add(f"../{name}.yaml").resolve())
    assert [path.stem for path in library.opened] == ["three", "two", "one"]
    before = names(library)
    shelf.add("a.yaml")

    assert library.look_again()

    assert names(library) == ["a.yaml", *before]


# Search


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["ants.yaml", "año.yaml", "bees.yaml"]),
        ("bees", ["bees.yaml"]),
        ("BEES lighthouse", ["bees.yaml"]),
        ("lighthouse bees", ["bees.yaml"]),
        ("lighthouse ants", []),
        ("  \n", ["ants.yaml", "año.yaml", "bees.yaml"]),
        ("teacher", ["bees.yaml"]),
        ("crawl", ["ants.yaml"]),
        ("THE BANK", ["ants.yaml", "año.yaml", "bees.yaml"]),
        (".yaml ants", ["ants.yaml"]),
        ("Español", ["año.yaml"]),
        ("espanol ANO", ["año.yaml"]),
        ("espan\u0303ol", ["año.yaml"]),
        ("STRASSE", ["año.yaml"]),
        ("straße", ["año.yaml"]),
        ("bee*", []),
        ("[", []),
    ],
)
def test_search_finds_banks_in_which_all_words_are(shelf: Shelf, search: str, found: list[str]) -> None:
    shelf.add("bees.yaml", title="The Lighthouse Bees", extra="author: A. Teacher\n")
    shelf.add("ants.yaml", title="Ants", extra="description: They crawl.\n")
    shelf.add("año.yaml", id_="year", title="Un año español", extra="description: In der Straße.\n")

    assert names(shelf.read(), search) == found


# One bank


def test_a_bank_is_given_as_its_file_is_now(shelf: Shelf) -> None:
    path = shelf.add("a.yaml")
    library = shelf.read()
    before = library.bank(path)

    assert library.bank(path) is before
    touch_later(path, path.read_text().replace("Title", "Other"))
    assert library.bank(path).title == "Other"
    assert library.entries()[0].title == "Other"


def test_a_bank_that_was_not_listed_yet_is_given_too(shelf: Shelf) -> None:
    assert shelf.library().bank(shelf.add("a.yaml")).id == "a"


def test_a_bank_with_mistakes_is_refused_with_all_of_them(shelf: Shelf) -> None:
    path = shelf.add("a.yaml")
    library = shelf.read()
    touch_later(path, path.read_text().replace("id: a", "id: A a").replace("key: true", "key: perhaps"))

    with pytest.raises(BankUnreadableError, match=r"a\.yaml has 2 mistakes\.") as caught:
        library.bank(path)

    assert [problem.code for problem in caught.value.problems] == ["bad_id", "not_a_choice"]
    assert str(caught.value.problems[0]) == caught.value.remedy
    assert library.entries()[0].problems == caught.value.problems


def test_a_bank_as_it_is_now(shelf: Shelf) -> None:
    path = shelf.add("a.yaml", title="Before")
    shelf.add("0.yaml")
    library = shelf.read()
    before = library.bank(path)
    assert library.as_now(before) is before
    touch_later(path, path.read_text().replace("Before", "After"))
    assert library.as_now(before).title == "After"
    touch_later(path, "id: a\n")  # it has mistakes now
    assert library.as_now(before) is before
    path.unlink()
    assert library.as_now(before) is before
    assert Library([], shelf.index).as_now(before) is before


def test_a_bank_that_is_gone_is_refused(shelf: Shelf) -> None:
    path = shelf.add("a.yaml")
    library = shelf.read()
    library.bank(path)
    path.unlink()

    with pytest.raises(BankUnreadableError, match=r"a\.yaml has a mistake\. .*There is no such file"):
        library.bank(path)


def test_a_bank_is_found_by_its_id_or_its_path(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf.add("bees.yaml", id_="lighthouse-bees")
    library = shelf.read()
    monkeypatch.chdir(shelf.folder)

    assert library.find("lighthouse-bees") == path
    assert library.find(str(path)) == path
    assert library.find("bees.yaml") == path
    assert library.find("nowhere.yaml") == shelf.folder / "nowhere.yaml"  # told when it is read


@pytest.mark.parametrize("name", ["wasps", "b" * 5000, "~nobody-of-this-name"])
def test_a_name_of_nothing_is_refused_with_what_there_is(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shelf.add("a.yaml")
    shelf.add("b.yaml", id_="Not An Id")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(QuizAppError) as caught:
        shelf.read().find(name)

    assert caught.value.remedy == "Name a file, or one of: a."


def test_where_there_is_no_bank_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(QuizAppError) as caught:
        Library([tmp_path], tmp_path / "index.json").find("wasps")

    assert caught.value.remedy == "Name a file."


def test_what_is_written_whole_is_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.json", b"one")
    write_whole(tmp_path / "a" / "b.json", b"two")

    assert (tmp_path / "a" / "b.json").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.json"]


def test_banks_are_found_six_folders_deep(shelf: Shelf) -> None:
    folders = "abcdefg"
    for depth in range(8):
        shelf.add("/".join((*folders[:depth], f"bank{depth}.yaml")))
    shelf.add("a/.hidden/bank9.yaml")
    assert sorted(names(shelf.read())) == [f"bank{depth}.yaml" for depth in range(7)]


def _translated(shelf: Shelf) -> Library:
    shelf.add("a.yaml", title="Bees", extra="description: About bees.\n", passage="p.md")
    shelf.add("b.yaml", title="Towers", passage="p.md")
    shelf.add("es/a.yaml", id_="a-es", title="Abejas", extra="language: es\ntranslation_of: a\n", passage="p.md")
    shelf.add("pt.yaml", id_="a-pt", title="Abelhas", extra="language: pt-BR\ntranslation_of: a\n", passage="p.md")
    (shelf.folder / "p.md").write_text("# The Bees\n\nSome words.\n", encoding="utf-8")
    (shelf.folder / "es" / "p.md").write_text("# Las abejas\n\nAlgunas palabras.\n", encoding="utf-8")
    return shelf.read()


def shown(library: Library, *arguments: object) -> list[list[str]]:
    return [[bank.title for bank in unit.banks] for unit in library.units(*arguments)]  # type: ignore[arg-type]


def found(library: Library, search: str, language: str) -> list[list[str]]:
    units = library.search(Wanted(search), ENGLISH, language).units
    return [[bank.title for bank in unit.banks] for unit in units]


def test_a_bank_and_its_translations_are_one_entry_in_the_readers_language(shelf: Shelf) -> None:
    for library in (_translated(shelf), shelf.read()):  # the second from the index
        assert shown(library) == [["Bees", "Towers"]]
        assert shown(library, "de") == [["Bees", "Towers"]]
        for language in ("es", "es_MX", "es-419"):
            assert shown(library, language) == [["Abejas", "Towers"]]  # in its own language, in the same unit
        assert shown(library, "pt") == [["Abelhas", "Towers"]]
        (unit,) = library.units("es")
        assert unit.title == "Las abejas"
        assert unit.banks[0].description == "About bees."  # nobody has translated that
        assert unit.banks[0].also_in == (
            ("en", shelf.folder / "a.yaml", "a"),
            ("pt-BR", shelf.folder / "pt.yaml", "a-pt"),
        )
        assert unit.banks[1].also_in == ()
        assert shown(library, "es", [shelf.folder / "a.yaml"]) == [["Bees", "Towers"]]


def test_a_search_finds_a_bank_by_its_words_in_any_language(shelf: Shelf) -> None:
    library = _translated(shelf)
    assert found(library, "abelhas", "es") == [["Abelhas"]]
    assert found(library, "bees", "es") == [["Bees", "Towers"]]
    assert library.search(Wanted("bees"), ENGLISH, "es").units[0].banks[0].also_in[0][0] == "es"


def test_no_bank_is_hidden_by_a_second_one_in_its_language(shelf: Shelf) -> None:
    _translated(shelf)
    shelf.add("es2.yaml", id_="a-es-2", title="Otras abejas", extra="language: es\ntranslation_of: a\n")
    shelf.add("0.yaml", id_="b-pt", title="Torres", extra="language: pt\ntranslation_of: b\n", passage="p.md")
    library = shelf.read()
    assert "Towers" in [title for titles in shown(library) for title in titles]  # not the first file, but the source
    assert sorted(title for titles in shown(library, "es") for title in titles) == [
        "Abejas",
        "Otras abejas",
        "Towers",
    ]
    (shelf.folder / "a.yaml").unlink()  # translations of a bank that is not here
    assert sorted(title for titles in shown(shelf.read(), "pt") for title in titles) == [
        "Abelhas",
        "Otras abejas",
        "Torres",
    ]


def test_a_translation_is_given_with_the_texts_of_its_source_where_it_has_none(shelf: Shelf) -> None:
    library = _translated(shelf)
    path = shelf.folder / "a.yaml"
    alone = library.bank(shelf.folder / "es" / "a.yaml")
    touch_later(path, path.read_text().replace("locate}", "locate, explanation: It is written there.}"))
    spanish = library.bank(shelf.folder / "es" / "a.yaml")
    assert spanish.questions[0].explanation == "It is written there."
    assert spanish.title == "Abejas"
    assert spanish.content_hash != alone.content_hash
    assert library.bank(shelf.folder / "es" / "a.yaml") is spanish
    path.unlink()
    library.look_again()
    assert library.bank(shelf.folder / "es" / "a.yaml").questions[0].explanation == ""


def test_a_bank_is_given_with_its_words_found_at_all_levels(shelf: Shelf) -> None:
    path = shelf.folder / "tower.yaml"
    path.write_text(
        TEXT.replace("questions:\n", "glossary: [{word: tower, meaning: a high building}]\nquestions:\n", 1)
    )
    bank = shelf.library().bank(path)
    for level in bank.levels:
        at_level = bank.at_level(level.id)
        assert vars(at_level)["glossary_places"]  # no screen waits for it
        assert at_level.glossary_places[0].entry.word == "tower"


def test_a_bank_is_given_in_another_language(shelf: Shelf) -> None:
    library = _translated(shelf)
    english = library.bank(shelf.folder / "a.yaml")
    assert library.in_language(english, "es-MX").id == "a-es"
    assert library.in_language(library.in_language(english, "pt"), "en").id == "a"
    with pytest.raises(QuizAppError, match="“Towers” is not there in the language “es”"):
        library.in_language(library.bank(shelf.folder / "b.yaml"), "es")


def test_estimates_of_each_level_are_known(shelf: Shelf) -> None:
    words = "The cat sat on the mat. " * 20
    shelf.add("a.yaml", extra=f"levels:\n  - {{id: easier, name: Easier, text: {words}}}\n")
    for library in (shelf.read(), shelf.read()):
        (entry,) = library.entries()
        (estimate,) = entry.readability  # the passage itself is too short
        assert (estimate[0], estimate[1]) == ("Easier", "flesch_kincaid")
        assert estimate[2] < 2


def test_the_index_notes_another_time_of_a_file_that_holds_what_it_did(shelf: Shelf) -> None:
    path = shelf.add("bees.yaml")
    library = shelf.read()
    for later, reads in ((10**9, library), (2 * 10**9, shelf.library())):  # in one run of the program, and in the next
        before = path.stat().st_mtime_ns
        os.utime(path, ns=(before + later, before + later))
        assert noted_times(library) == [before]
        reads.look_again()
        assert noted_times(library) == [before + later]
        assert [entry.id for entry in reads.entries()] == ["bees"]


def test_the_source_of_a_translation_is_the_bank_of_that_id_without_mistakes(shelf: Shelf) -> None:
    shelf.add("0.yaml")
    shelf.add("1.yaml", id_="source", extra="nonsense: 1\n")
    source = shelf.add("2.yaml", id_="source", extra="description: Told.\n")
    text = source.read_text().replace("locate}", "locate, explanation: It is written.}")
    touch_later(source, text)
    spanish = shelf.add("3.yaml", id_="es", extra="language: es\ntranslation_of: source\n")
    library = shelf.read()
    assert library.path_of("source") == source
    assert library.path_of("none") is None
    given = library.bank(spanish)
    assert (given.description, given.questions[0].explanation) == ("Told.", "It is written.")
    english = library.bank(shelf.folder / "0.yaml")
    with pytest.raises(QuizAppError) as refused:
        library.in_language(english, "es")
    assert "It is there in: en." in ENGLISH.say(refused.value.both)
    assert library.in_language(english, "en") is english
    assert library.in_language(library.bank(source), "es").id == "es"
    assert library.files_of(spanish) == (spanish,)
    assert library.files_of(None) == ()
    assert library.as_now(english) is library.bank(shelf.folder / "0.yaml")
    touch_later(shelf.folder / "0.yaml", "id: 0\n")
    assert library.as_now(english) is english


def test_files_from_elsewhere_are_there_once_and_can_be_removed(shelf: Shelf, tmp_path: Path) -> None:
    inside = shelf.add("in.yaml")
    outside = []
    for name in "abc":
        path = tmp_path / f"{name}.yaml"
        path.write_text(inside.read_text().replace("id: in", f"id: {name}"))
        outside.append(path)
    library = shelf.read(outside[0])
    assert library.add(outside[1]).id == "b"
    assert library.add(outside[2]).id == "c"
    assert library.add(outside[1]).id == "b"
    assert library.add(inside).id == "in"
    assert library.removable == frozenset(outside)
    assert not library.look_again()
    library.remove(outside[1])
    assert library.removable == {outside[0], outside[2]}
    assert {entry.id for entry in library.entries()} == {"in", "a", "c"}
    assert library.find("c") == outside[2]


def test_the_first_of_two_banks_with_one_id_counts_in_the_order_of_the_folders(shelf: Shelf) -> None:
    for name in ("a", "b", "c"):
        shelf.add(f"{name}.yaml", id_="same")
    library = shelf.read()
    problems = [
        [(each.code, each.line, each.values["where"]) for each in entry.problems] for entry in library.entries()
    ]
    assert problems == [[]] + [[("duplicate_id", 1, f"{shelf.folder / 'a.yaml'}:1")]] * 2
    assert library.find("same") == library.path_of("same") == shelf.folder / "a.yaml"
    touch_later(shelf.folder / "a.yaml", "id: same\n")
    assert library.look_again()
    assert library.find("same") == shelf.folder / "b.yaml"
    (shelf.folder / "a.yaml").unlink()
    (shelf.folder / "b.yaml").unlink()
    assert library.look_again()
    assert not library.look_again()
    assert [entry.problems for entry in library.entries()] == [()]


def test_the_index_keeps_banks_of_other_folders_while_their_files_are_there(shelf: Shelf, tmp_path: Path) -> None:
    inside = shelf.add("a.yaml")
    other = tmp_path / "other" / "b.yaml"
    other.parent.mkdir()
    other.write_text(inside.read_text().replace("id: a", "id: b"))
    both = Library([shelf.folder, other.parent], shelf.index)
    both.read_all()
    both.close()
    library = shelf.library()
    library.scan()
    library.look_again()
    assert library.index.indexed == {inside, other}
    other.unlink()
    library.look_again()
    assert library.index.indexed == {inside}
