"""A bank is opened, edited, kept and saved; what others save meanwhile is never lost."""

import os
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.paths import UserPaths, questions_dir
from quizapp.services.draft_recovery import discard_draft, recoveries
from quizapp.services.editing import Editing, open_for_editing, open_with_draft, recovered
from quizapp.services.library import BankUnreadableError
from quizapp.services.packs import make_pack
from quizapp.services.question_moving import copy_question
from tests.images import png

TOUR = questions_dir() / "tour" / "every-type.yaml"
BANK = """# My bank
id: bees
title: Bees
passage:
  file: bees.md
questions:
  - id: sting
    type: true_false
    stem: Bees sting.
    key: true
    evidence: Bees sting.
"""
PASSAGE = "# Bees\n\nBees sting. They fly.\n"


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    paths = UserPaths(tmp_path / "data")
    paths.ensure()
    return paths


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "bees.md").write_text(PASSAGE)
    (folder / "bees.yaml").write_text(BANK)
    return folder / "bees.yaml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_texts_of_a_bank_are_saved_together(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("questions", 0, "stem"), "Bees bite: no.")
    editing.draft.set_value(("questions", 0, "evidence"), "They buzz.")
    editing.draft.set_file_text("bees.md", PASSAGE.replace("fly", "buzz"))
    assert editing.is_changed

    saved = editing.save()

    assert [each.name for each in saved.files] == ["bees.md", "bees.yaml"]
    assert saved.other_versions == ()
    assert not editing.is_changed
    assert file.read_text().startswith("# My bank\nid: bees\n")
    assert 'stem: "Bees bite: no."' in file.read_text()
    assert read_bank(file).problems == ()
    assert names(file.parent) == ["bees.md", "bees.yaml"]
    assert recoveries(paths) == ()


def test_if_one_file_cannot_be_written_all_stay_as_they_were(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Other bees")
    editing.draft.set_file_text("bees.md", "# Wasps\n")
    editing.autosave()
    file.unlink()
    file.mkdir()  # a folder, in the place of the bank

    with pytest.raises(QuizAppError):
        editing.save()

    assert (file.parent / "bees.md").read_text() == PASSAGE
    assert names(file.parent) == ["bees.md", "bees.yaml"]
    assert editing.is_changed
    assert len(recoveries(paths)) == 1


def test_a_bundled_bank_is_edited_as_a_copy_with_all_that_it_shows(paths: UserPaths) -> None:
    before = TOUR.read_bytes()
    editing = open_for_editing(paths, TOUR, ["tour-every-type-2"])
    assert editing.is_copy
    assert not editing.is_changed
    assert list(paths.banks.iterdir()) == []  # to look is not to copy

    editing.draft.set_value(("title",), "My tour")
    editing.save()

    result = read_bank(editing.path)
    assert result.problems == ()
    assert result.bank is not None
    assert (result.bank.id, result.bank.title) == ("tour-every-type-3", "My tour")
    assert set(result.bank.images) == {"lamp-room-wall.png", "saltmarsh-map.png"}
    assert editing.path.is_relative_to(paths.banks)
    assert TOUR.read_bytes() == before
    editing.draft.set_value(("title",), "Again")
    assert [each.name for each in editing.save().files] == ["tour-every-type-3.yaml"]


def test_what_somebody_else_has_saved_is_noticed_and_kept(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    assert editing.changed_outside() == ()
    file.write_text(BANK.replace("Bees\n", "Theirs\n"))
    assert editing.changed_outside() == (file,)

    saved = editing.save()

    assert "title: Ours" in file.read_text()
    (other,) = saved.other_versions
    assert "title: Theirs" in other.read_text()
    assert other.parent == file.parent
    assert editing.changed_outside() == ()
    assert editing.save().other_versions == ()


def test_what_is_kept_meanwhile_does_not_hide_what_somebody_else_has_saved(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    passage = file.parent / "bees.md"
    editing.draft.set_file_text("bees.md", PASSAGE + "\nOurs.\n")
    passage.write_text(PASSAGE + "\nTheirs.\n")
    editing.autosave()
    assert editing.draft.file_text("bees.md").endswith("Ours.\n")
    assert editing.changed_outside() == (passage,)
    (other,) = editing.save().other_versions
    assert other.read_text().endswith("Theirs.\n")
    assert passage.read_text().endswith("Ours.\n")


def test_to_take_what_somebody_else_has_saved_keeps_what_is_written_elsewhere(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_file_text("bees.md", PASSAGE + "\nMore.\n")
    file.write_text(BANK.replace("Bees\n", "Theirs\n"))

    assert editing.take_theirs() == ()  # nothing of ours was in this file

    assert editing.is_changed
    assert [each.name for each in editing.save().files] == ["bees.md"]
    assert "title: Theirs" in file.read_text()
    assert (file.parent / "bees.md").read_text().endswith("More.\n")


def test_a_save_that_fails_does_not_count_for_the_one_before_it(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "First")
    first = editing.saving()
    editing.draft.set_value(("title",), "Second")
    editing.autosave()
    second = editing.saving()  # asked for while the first is under way
    editing.note_saved(first())
    assert editing.is_changed
    assert "title: First" in file.read_text()
    assert recoveries(paths)[0].title == "Second"
    assert editing.changed_outside() == ()

    saved = second()
    editing.note_saved(saved)
    assert saved.other_versions == ()  # the first one was ours
    assert not editing.is_changed
    assert recoveries(paths) == ()


def test_if_not_all_that_somebody_else_has_saved_can_be_taken_all_stays(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    file.write_text(BANK.replace("Bees\n", "Theirs\n"))
    (file.parent / "bees.md").write_bytes("# Abejas\n\nPequeñas.\n".encode("latin-1"))

    with pytest.raises(BankUnreadableError):
        editing.take_theirs()

    assert editing.draft.value(("title",)) == "Ours"
    assert set(editing.changed_outside()) == {file, file.parent / "bees.md"}
    assert "title: Theirs" in next(iter(editing.save().other_versions)).read_text()


def test_what_somebody_else_has_saved_can_be_taken_and_undone(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    file.write_text(BANK.replace("Bees\n", "Theirs\n"))

    (ours,) = editing.take_theirs()

    assert editing.draft.value(("title",)) == "Theirs"
    assert "title: Ours" in ours.read_text()
    assert not editing.is_changed
    editing.draft.undo()
    assert editing.draft.value(("title",)) == "Ours"
    assert editing.is_changed


def test_a_draft_outlives_the_program(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    assert editing.autosaving() is None
    editing.draft.set_value(("title",), "Wasps")
    editing.draft.set_file_text("bees.md", "# Wasps\n\nBees sting.\n")
    image = editing.add_image("wall.png", (TOUR.parent / "lamp-room-wall.png").read_bytes())
    editing.draft.set_value(("questions", 0, "image"), {"file": image, "alt": "A wall"})
    editing.autosave()
    assert editing.autosaving() is None  # until something changes

    (recovery,) = recoveries(paths)
    assert recovery.title == "Wasps"
    again = recovered(paths, recovery)
    assert again.path == file
    assert again.is_changed
    assert again.draft.state == editing.draft.state
    assert again.draft.problems() == ()
    again.save()
    assert recoveries(paths) == ()
    bank = read_bank(file).bank
    assert bank is not None
    assert bank.passage.title == "Wasps"
    assert set(bank.images) == {"wall.png"}
    assert again.draft.can_undo  # back to what was in the file


def test_opening_a_bank_goes_on_with_the_draft_that_is_kept_of_it(paths: UserPaths, file: Path) -> None:
    for bank in (file, TOUR):
        editing = open_for_editing(paths, bank)
        editing.draft.set_value(("title",), "Ours")
        editing.autosave()

        again = open_with_draft(paths, bank)
        assert (again.path, again.draft.state) == (editing.path, editing.draft.state)
        assert again.is_changed
        again.save()
        assert recoveries(paths) == ()
        assert not open_with_draft(paths, again.path).draft.can_undo


def test_a_draft_of_a_bank_in_a_pack_keeps_its_images(paths: UserPaths, tmp_path: Path) -> None:
    make_pack([TOUR], tmp_path / "tour.quizpack")
    editing = open_for_editing(paths, tmp_path / "tour.quizpack" / TOUR.name)
    editing.draft.set_value(("title",), "Ours")
    editing.autosave()

    again = recovered(paths, recoveries(paths)[0])
    again.save()
    bank = read_bank(again.path).bank
    assert bank is not None
    assert (bank.title, set(bank.images)) == ("Ours", {"lamp-room-wall.png", "saltmarsh-map.png"})


def test_a_bank_that_is_written_by_the_way_leaves_its_draft_alone(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    editing.autosave()
    by_the_way = open_for_editing(paths, file)  # as for a question that comes from another bank
    by_the_way.draft.set_value(("author",), "Ana")
    by_the_way.save()
    assert [each.title for each in recoveries(paths)] == ["Ours"]
    discard_draft(paths, recoveries(paths)[0])
    assert recoveries(paths) == ()


def test_images_of_a_draft_are_kept_as_long_as_any_draft_is(paths: UserPaths, file: Path) -> None:
    other = file.with_name("wasps.yaml")
    other.write_text(BANK)
    drafts = [open_for_editing(paths, path) for path in (file, other)]
    for editing in drafts:
        editing.draft.set_value(("title",), editing.path.stem)
        image = editing.add_image("wall.png", (TOUR.parent / "lamp-room-wall.png").read_bytes())
        editing.draft.set_value(("questions", 0, "image"), {"file": image, "alt": "A wall"})
        editing.autosave()
    assert {each.title for each in recoveries(paths)} == {"bees", "wasps"}
    drafts[0].discard()
    (left,) = recoveries(paths)
    again = recovered(paths, left)
    again.save()
    bank = read_bank(other).bank
    assert bank is not None
    assert set(bank.images) == {"wall.png"}
    assert recoveries(paths) == ()
    assert not [path for path in paths.data.rglob("*") if path.suffix in (".draft", ".image")]


def test_a_recovered_draft_notices_what_was_saved_since(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    editing.autosave()
    file.write_text(BANK.replace("Bees\n", "Theirs\n"))

    again = recovered(paths, recoveries(paths)[0])
    assert again.changed_outside() == (file,)
    assert "title: Theirs" in again.save().other_versions[0].read_text()


def test_a_draft_that_is_discarded_is_not_kept(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    late = editing.autosaving()
    assert late is not None
    editing.autosave()
    editing.discard()
    late()  # on a slow thread
    assert recoveries(paths) == ()
    assert file.read_text() == BANK


def test_a_question_goes_to_another_bank_with_its_image(paths: UserPaths, file: Path) -> None:
    tour, own = open_for_editing(paths, TOUR), open_for_editing(paths, file)
    raw = tour.draft.value(("questions",))
    assert isinstance(raw, list)
    index = next(at for at, each in enumerate(raw) if "image" in each)
    (file.parent / raw[index]["image"]["file"]).write_bytes(b"another image")
    own.draft.set_value(("questions", 0, "id"), raw[index]["id"])

    moved = copy_question(tour, index, own)

    assert moved.place == 1
    assert moved.id == f"{raw[index]['id']}-2"
    assert {problem.code for problem in moved.problems} <= {"evidence_not_found", "evidence_not_found_suggest"}
    assert moved.problems  # its evidence is not in the passage about bees
    name = own.draft.value(("questions", 1, "image", "file"))
    assert name != raw[index]["image"]["file"]
    own.save()
    assert (file.parent / str(name)).read_bytes() == (TOUR.parent / raw[index]["image"]["file"]).read_bytes()
    own.draft.undo()
    assert own.draft.value(("questions", 1)) is None


def test_the_only_question_of_a_bank_goes_to_another_one(paths: UserPaths, file: Path) -> None:
    other = file.with_name("wasps.yaml")
    other.write_text(BANK.replace("id: bees", "id: wasps").replace("Bees sting.", "Wasps sting.  # often"))
    own = open_for_editing(paths, file)
    assert copy_question(open_for_editing(paths, other), 0, own)[:2] == (1, "sting-2")
    assert own.draft.value(("questions", 1, "stem")) == "Wasps sting."
    assert own.draft.text.count("Wasps sting.  # often\n") == 2


def test_what_is_no_text_or_no_image_is_refused(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    with pytest.raises(QuizAppError):
        editing.add_image("x.png", b"no image")
    file.write_bytes(b"\xff\xfe\x00")
    for path in (file, file.parent / "gone.yaml", file.parent):
        with pytest.raises(BankUnreadableError):
            open_for_editing(paths, path)


def test_a_draft_whose_file_is_no_text_any_more_is_had_again(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.set_value(("title",), "Ours")
    editing.autosave()
    theirs = BANK.encode("utf-16")
    file.write_bytes(theirs)
    again = recovered(paths, recoveries(paths)[0])
    assert again.draft.state == editing.draft.state
    assert again.save().other_versions[0].read_bytes() == theirs


def test_a_file_that_is_gone_is_kept_here_until_it_is_saved(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    for name, path in (("", file), ("bees.md", file.parent / "bees.md")):
        before = path.read_bytes()
        path.unlink()
        assert editing.note_gone(editing.gone()) == {name}
        assert editing.is_changed
        editing.autosave()
        assert recovered(paths, recoveries(paths)[0]).draft.state == editing.draft.state
        path.write_bytes(before)  # by who took it away
        assert not editing.note_gone(editing.gone())
        assert (editing.changed_outside(), editing.is_changed) == ((), False)
        path.unlink()
        editing.note_gone(editing.gone())
        assert editing.save().files == (path,)
        assert path.read_bytes() == before
        assert not editing.is_changed


def test_an_image_has_a_name_of_its_own_and_the_same_one_is_there_once(paths: UserPaths, file: Path) -> None:
    (file.parent / "bee.png").write_bytes(b"something else")
    (file.parent / "fly.png").write_bytes(png(3, 3))
    editing = open_for_editing(paths, file)
    assert editing.add_image("bee.PNG", png(2, 2)) == "bee-2.png"
    assert editing.add_image("bee.gif", png(4, 4)) == "bee-3.png"
    assert editing.add_image("somewhere/bee.jpeg", png(2, 2)) == "bee-2.png"
    assert editing.add_image("fly.png", png(3, 3)) == "fly.png"  # it is there as it is
    assert editing.add_image("a/../new one.png", png(5, 5)) == "new one.png"
    assert editing.image("bee-2.png") == png(2, 2)
    assert editing.image("fly.png") == png(3, 3)
    for none in ("none.png", "../own/fly.png", "", " "):
        assert editing.image(none) is None
    assert editing.is_changed
    editing.autosave()
    assert editing.autosaving() is None
    assert [len(each.images) for each in recoveries(paths)] == [3]
    assert [path.name for path in editing.save().files] == ["bee-2.png", "bee-3.png", "new one.png"]
    assert (file.parent / "bee-2.png").read_bytes() == png(2, 2)
    assert (file.parent / "bee.png").read_bytes() == b"something else"
    assert not editing.is_changed
    editing.autosave()
    assert editing.autosaving() is None
    assert recoveries(paths) == ()
    (file.parent / "folder.png").mkdir()
    assert editing.add_image("folder.png", png(2, 2)) == "folder-2.png"
    most = png(2, 2).ljust(5 * 2**20, b"\0")
    assert editing.add_image("most.png", most) == "most.png"
    with pytest.raises(QuizAppError, match="more than 5 MB"):
        editing.add_image("big.png", most + b"\0")


def test_a_copy_has_an_id_and_a_folder_of_its_own(paths: UserPaths, file: Path) -> None:
    for taken, expected in (((), "tour-every-type-2"), ((2, 4), "tour-every-type-3")):
        editing = open_for_editing(paths, TOUR, [f"tour-every-type-{number}" for number in taken])
        assert editing.is_copy
        assert not editing.is_changed
        assert editing.draft.value(("id",)) == expected
        assert editing.path == paths.banks / expected / f"{expected}.yaml"
        assert editing.changed_outside() == ()
        assert editing.gone() == frozenset()
    (paths.banks / "tour-every-type-2").mkdir(parents=True)
    assert open_for_editing(paths, TOUR).path.stem == "tour-every-type-3"
    own = open_for_editing(paths, file)
    assert (own.path, own.is_copy, own.is_changed) == (file, False, False)


def test_a_bank_that_cannot_be_written_is_edited_as_a_copy_whatever_is_in_it(
    paths: UserPaths, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for refused in (file, file.parent):
        monkeypatch.setattr(os, "access", lambda path, mode, refused=refused: path != refused)
        for text, id_, kept in (
            (BANK, "bees-2", BANK.replace("id: bees", "id: bees-2")),
            (BANK.replace("id: bees\n", "id: ''\n"), "bees-2", BANK.replace("id: bees", "id: bees-2")),
            (BANK.replace("id: bees\n", "id: [x]\n"), "bees-2", None),
            ("- a list\n", "bees-2", "- a list\n"),
            ("id: [\n", "bees-2", "id: [\n"),
        ):
            file.write_text(text)
            editing = open_for_editing(paths, file)
            assert (editing.is_copy, editing.path.stem) == (True, id_)
            if kept is not None:
                assert editing.draft.text == kept
        file.write_text(BANK)


def test_an_empty_file_that_was_new_in_a_draft_is_still_new_when_it_is_recovered(paths: UserPaths, file: Path) -> None:
    editing = open_for_editing(paths, file)
    editing.draft.add_file("new.md", b"", is_new=True)
    editing.draft.set_value(("title",), "Wasps")
    editing.autosave()
    (recovery,) = recoveries(paths)
    again = recovered(paths, recovery)
    assert set(again.draft.changed_files()) == {"", "new.md"}
    again.save()
    assert names(file.parent) == ["bees.md", "bees.yaml", "new.md"]


def test_a_question_is_written_where_it_is_wanted_with_the_images_within_it(paths: UserPaths, file: Path) -> None:
    other = file.with_name("wasps.yaml")
    other.write_text(
        "id: wasps\ntitle: Wasps\nquestions:\n"
        "  - id: two\n    type: two_part\n    image: {file: w.png, alt: W}\n"
        "    part_a: {stem: A?, image: {file: a.png, alt: A}, options: [{text: x, image: {file: never.png}}]}\n"
        "    part_b: {stem: B?, image: no}\n    note: {image: {file: never.png, alt: no}}\n"
        "    stem: [stem]\n  - plain\n"
    )
    for name in ("w", "a", "never"):
        (file.parent / f"{name}.png").write_bytes(png(2, 2 + len(name)))
    wasps = open_for_editing(paths, other)
    target = tmp_target(paths, file)
    for at, place in ((None, 1), (0, 0), (-5, 0), (99, 4)):
        moved = copy_question(wasps, 0, target, at)
        assert (moved.place, moved.id) == (place, "two" if at is None else f"two-{target_count(target) - 1}")
    assert sorted(path.name for path in target.save().files) == ["a.png", "target.yaml", "w.png"]
    empty = tmp_target(paths, file, "id: empty\ntitle: E\n")
    assert copy_question(wasps, 0, empty)[:2] == (0, "two")
    assert empty.draft.value(("questions", 0, "id")) == "two"
    assert copy_question(wasps, 1, empty)[:2] == (1, "")
    with pytest.raises(LookupError):
        copy_question(wasps, 2, empty)


def tmp_target(paths: UserPaths, file: Path, text: str = BANK) -> Editing:
    """Another bank, in a folder of its own."""
    folder = file.parent.parent / f"target-{len(text)}"
    folder.mkdir()
    (folder / "bees.md").write_text(PASSAGE)
    (folder / "target.yaml").write_text(text)
    return open_for_editing(paths, folder / "target.yaml")


def target_count(editing: Editing) -> int:
    questions = editing.draft.value(("questions",))
    assert isinstance(questions, list)
    return len(questions)
