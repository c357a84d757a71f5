"""A new bank begins as a person would have written it."""

from pathlib import Path

from quizapp.formats.native import read_bank
from quizapp.paths import UserPaths
from quizapp.services.draft_recovery import recoveries
from quizapp.services.new_bank import new_bank

QUESTION = {"id": "q1", "type": "true_false", "stem": "Bees sting.", "key": True, "evidence": "Bees sting."}


def test_a_new_bank_is_one_that_a_person_would_have_written(tmp_path: Path) -> None:
    (tmp_path / "the-bees-a-story.yaml").write_text("somebody else's")
    editing = new_bank(UserPaths(tmp_path), tmp_path, "The bees: a story", "en", "# Bees\n\nBees sting.\n", QUESTION)
    assert editing.is_changed
    editing.save()

    assert editing.path.name == "the-bees-a-story-2.yaml"
    assert editing.path.read_text() == (
        "id: the-bees-a-story-2\n"
        'title: "The bees: a story"\n'
        "language: en\n"
        "passage:\n"
        "  text: |\n"
        "    # Bees\n"
        "\n"
        "    Bees sting.\n"
        "questions:\n"
        "  - id: q1\n"
        "    type: true_false\n"
        "    stem: Bees sting.\n"
        "    key: true\n"
        "    evidence: Bees sting.\n"
    )
    assert read_bank(editing.path).problems == ()


def test_a_long_title_is_cut_where_its_name_is_taken(tmp_path: Path) -> None:
    names = []
    for _ in range(2):
        editing = new_bank(UserPaths(tmp_path), tmp_path, "b" * 70, "en", "", QUESTION)
        editing.save()
        names.append(editing.path.stem)
    assert names == ["b" * 60, "b" * 56 + "-2"]


def test_a_new_bank_does_not_take_the_place_of_one_that_a_killed_program_left(tmp_path: Path) -> None:
    paths = UserPaths(tmp_path / "data")
    for number in range(2):
        editing = new_bank(paths, tmp_path, "Bees", "en", f"Text {number}.", QUESTION)
        editing.autosave()  # and is never saved
    assert sorted(Path(each.path).name for each in recoveries(paths)) == ["bees-2.yaml", "bees.yaml"]


def test_a_new_bank_has_a_name_that_any_system_takes(tmp_path: Path) -> None:
    names = [new_bank(UserPaths(tmp_path), tmp_path, title, "en", "", QUESTION).path.name for title in ("NUL", "Com1")]
    assert names == ["nul-2.yaml", "com1-2.yaml"]
