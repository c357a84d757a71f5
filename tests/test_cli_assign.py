"""The commands of the desk: what is handed out under which rules, what is chosen, and who is who."""

import json
from datetime import datetime

import pytest

from quizapp.domain.assignment import TOOLS, usual_tools
from quizapp.domain.desk_entry import SignerDecided
from quizapp.formats.assignment_file import read_assignment
from quizapp.formats.reopening_file import read_reopening
from quizapp.services.desk.desk import open_desk
from tests.desks import hand_in, taken
from tests.test_cli_desk import quizapp  # noqa: F401 (a fixture)

BANK = "worcester-what-happened"
ROADS = ("assign", "7b", BANK, "--question", "kind-of-road", "--title", "Roads")
AS_A_TEST = {
    "mode": "test", "tries": 1, "certainty": False, "time_limit": 0, "is_shuffled": False, "shown": "released",
    "tools": usual_tools("test"), "without_passage": False, "due": 0, "list_only": True, "level_locked": False,
}  # fmt: skip


def test_rules_are_those_that_were_typed(quizapp, tmp_path):  # noqa: F811
    quizapp("class", "7b", "--learner", "Ada")
    practice = {"mode": "practice", "shown": "at_once", "tools": TOOLS}
    for number, (typed, rules) in enumerate((
        ("", {}),
        ("--practice --tries 3", {**practice, "tries": 3}),
        ("--practice --shown released --certainty", {**practice, "shown": "released", "certainty": True}),
        ("--minutes 1.5 --shuffle", {"time_limit": 90, "is_shuffled": True}),
        ("--shown handed-in --without-passage --anyone", {
            "shown": "handed_in", "without_passage": True, "list_only": False,
        }),
        ("--practice --no-hints --without find", {
            **practice, "tools": tuple(tool for tool in TOOLS if tool not in ("hints", "find")),
        }),
        ("--practice --no-notes", {**practice, "tools": tuple(tool for tool in TOOLS if tool != "notes")}),
        ("--with read_aloud --with glossary --without glossary", {
            "tools": (*usual_tools("test"), "read_aloud"),
        }),
        ("--due 2040-01-02", {"due": datetime(2040, 1, 2).timestamp()}),
    )):  # fmt: skip
        folder = tmp_path / str(number)
        code, text = quizapp(*ROADS, *typed.split(), "--to", folder, "--json")
        assert code == 0, text
        assert json.loads(text)["file"] == str(folder / "Roads.quizassign")
        settings = read_assignment((folder / "Roads.quizassign").read_bytes()).assignment.settings
        found = {name: getattr(settings, name) for name in AS_A_TEST}
        assert found == {**AS_A_TEST, **rules}, typed


@pytest.fixture
def roads(quizapp, tmp_path):  # noqa: F811
    """Ada has done all of Roads right, and Bo nothing; gives the assignment."""
    quizapp("class", "7b", "--learner", "Ada", "--learner", "Bo")
    quizapp(*ROADS, "--to", tmp_path)
    desk = open_desk(tmp_path / "data")
    assignment = desk.assignment(desk.store.assignments()[0].id)
    hand_in(desk, tmp_path / "in", taken(assignment, assignment.members[0]))
    desk.close()
    quizapp("collect", tmp_path / "in")
    return assignment


def test_what_was_asked_before_is_chosen_by_its_facility_in_percent(quizapp, roads):  # noqa: F811
    for facility, is_found in (
        ("100-100", True), ("0-100%", True), ("99.5-100.5", True), ("0-99", False), ("100.5-200", False),
    ):  # fmt: skip
        code, text = quizapp("assign", "7b", BANK, "--facility", facility, "--plan")
        assert code == (0 if is_found else 1), facility
        assert ("kind-of-road" in text) == is_found
    code, text = quizapp("assign", "7b", BANK, "--question", "sheriff-name", "--question", "kind-of-road", "--plan")
    assert [line.split()[0] for line in text.splitlines()] == ["sheriff-name", "kind-of-road", "2"]


def test_the_same_class_has_the_same_assignment_again_and_more_time_is_in_minutes(
    quizapp, roads, tmp_path  # noqa: F811
):  # fmt: skip
    code, text = quizapp("assign", "7b", "--again", "Roads", "--to", tmp_path / "again", "--json")
    assert (code, json.loads(text)["assignment"]) == (0, roads.id)
    reopen = ("assign", "--reopen", "Roads", "--learner", "Ada", "--reason", "Ill.", "--minutes", "10")
    assert quizapp(*reopen, "--to", tmp_path / "back")[0] == 0
    (file,) = (tmp_path / "back").iterdir()
    desk = open_desk(tmp_path / "data")
    assert read_reopening(file.read_bytes(), desk.verify_key).extra_time == 600
    desk.close()


def test_a_learner_of_another_class_is_the_same_one_unless_it_is_said(quizapp, tmp_path):  # noqa: F811
    (tmp_path / "names.txt").write_text("Cem\n")

    def ids(*arguments):
        code, text = quizapp("class", *arguments, "--json")
        assert code == 0
        return {each["name"]: each["id"] for each in json.loads(text)["learners"]}

    first = ids("7b", "--learner", "Ada", "--add", tmp_path / "names.txt")
    assert list(first) == ["Ada", "Cem"]
    assert ids("8a", "--learner", "Ada")["Ada"] == first["Ada"]
    assert ids("8b", "--learner", "Ada", "--new")["Ada"] != first["Ada"]
    assert ids("8a", "--learner", "Cem", "--new")["Cem"] != first["Cem"]
    assert ids("7b", "--learner", "ada") == first  # what is noted is no part of the data


def test_a_program_that_is_not_the_learners_is_refused(quizapp, roads, tmp_path):  # noqa: F811
    desk = open_desk(tmp_path / "data")
    hand_in(desk, tmp_path / "odd", taken(roads, roads.members[0], {}, number=2), by="another laptop")
    desk.close()
    quizapp("collect", tmp_path / "odd")
    (waits,) = json.loads(quizapp("collect", "--json")[1])["waiting"]
    assert quizapp("collect", "--refuse", waits["id"], "--reason", "Bo's") == (0, "Nothing waits for you.\n")
    desk = open_desk(tmp_path / "data")
    (decided,) = (entry for entry in desk.store.entries(roads.id) if isinstance(entry, SignerDecided))
    desk.close()
    assert (decided.accepted, decided.why) == (False, "Bo's")
    assert quizapp("grades", "7b")[1].startswith("Ada  Roads: 1 of 1")


def test_points_are_left_to_the_marking_again_without_a_reason(quizapp, roads):  # noqa: F811
    ada = ("grades", "--of", "Roads", "--learner", "Ada", "--question", "kind-of-road", "--points")
    assert quizapp(*ada, "0", "--reason", "Helped.")[1].startswith("Ada: 0 of 1")
    assert quizapp(*ada, "-")[1].startswith("Ada: 1 of 1")


def test_a_forgotten_password_is_taken_off_by_its_code(quizapp):  # noqa: F811
    told = quizapp("desk", "password", typed="secret 1\nsecret 1\n")[1]
    assert quizapp("desk", "password", "--forgotten", typed="nothing\n")[0] == 1
    code, text = quizapp("desk", "password", "--forgotten", typed=f"{told.split()[-1]}\r\n")
    assert (code, text.endswith("The desk has no password.\n")) == (0, True)
    assert quizapp("class")[0] == 0
    assert quizapp("desk", "password", "--forgotten") == (0, "The desk has no password.\n")
