"""The commands grades, analyze and remark, as a teacher types them."""

import json

import pytest

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import Remarked
from quizapp.services.desk.desk import open_desk
from quizapp.services.desk.releasing import SUFFIX
from tests.desks import BANK, assigned, hand_in, new_desk, taken
from tests.test_cli_desk import quizapp  # noqa: F401 (a fixture)

SINGLE = next(question for question in BANK.questions if question.type_name == "single_choice")
ESSAY = next(question for question in BANK.questions if question.is_rated)
WRONG = next(id_ for id_ in SINGLE.ids if id_ != SINGLE.key)


@pytest.fixture
def lesson(quizapp, tmp_path):  # noqa: F811
    """Ada is right and wrote an essay, Björn is wrong, and 陈 has handed in nothing; runs a command."""
    desk = new_desk(tmp_path / "data")
    _, assignment = assigned(desk)
    ada, bjorn, _ = assignment.members
    folder = tmp_path / "in"
    hand_in(desk, folder, taken(assignment, ada, {SINGLE.id: SINGLE.key, ESSAY.id: {"text": "Bees stay."}}))
    hand_in(desk, folder, taken(assignment, bjorn, {SINGLE.id: WRONG}))
    desk.close()
    code, _ = quizapp("collect", folder)
    assert code == 0
    return quizapp


def test_the_gradebook_is_printed_and_saved(lesson, tmp_path):
    code, text = lesson("grades", "7b")
    ada, bjorn, chen = text.splitlines()
    assert code == 0
    assert ada.startswith("Ada  Bees: 1 of ")
    assert "1 answer to rate" in ada
    assert bjorn.startswith("Björn  Bees: 0 of ")
    assert chen == "陈  Bees: missing"
    for ending in ("csv", "xlsx", "json"):
        target = tmp_path / f"grades.{ending}"
        assert lesson("grades", "7b", "--to", target) == (0, f"3 learners, 1 assignment: {target}\n")
        assert target.stat().st_size > 100
    code, text = lesson("grades", "7b", "--to", tmp_path / "grades.doc")
    assert (code, "End its name with .csv" in text) == (1, True)


def test_a_written_answer_is_rated_and_points_are_set(lesson):
    code, text = lesson("grades", "--of", "Bees", "--written")
    assert (code, "Ada, " in text) == (0, True)
    assert '"part": 1,' in lesson("grades", "--of", "Bees", "--json")[1]
    levels = ",".join("0" for _ in ESSAY.criteria)
    code, text = lesson(
        "grades", "--of", "Bees", "--learner", "ada", "--question", ESSAY.id, "--rate", levels, "--remark", "Why?"
    )
    assert code == 0, text
    assert "[Why?]" in text
    assert "to rate" not in text.splitlines()[0]
    code, text = lesson(
        "grades",
        "--of",
        "Bees",
        "--learner",
        "Björn",
        "--question",
        SINGLE.id,
        "--points",
        "0,5",
        "--reason",
        "Half right.",
    )
    assert text.splitlines()[0].startswith("Björn: 0.5 of ")
    for wrong in (["--rate", "x"], ["--rate", "9"], ["--rate", f"{levels},0"], ["--points", "7", "--reason", "x"]):
        code, text = lesson("grades", "--of", "Bees", "--learner", "Ada", "--question", ESSAY.id, *wrong)
        assert code == 1
        assert "Traceback" not in text
    code, text = lesson("grades", "--of", "Bees", "--learner", "陈", "--remark", "Where are you?")
    assert (code, "has not handed in" in text) == (1, True)


def test_a_key_is_mended_after_a_look_at_what_it_does_and_taken_back(lesson):
    mend = ("remark", "Bees", "--question", SINGLE.id, "--key", WRONG, "--reason", "A slip")
    before = lesson("grades", "7b")
    code, text = lesson(*mend)
    assert (code, text.splitlines()[-1]) == (0, "2 of 2 learners would change. Do it with --yes.")
    assert lesson("grades", "7b") == before
    assert lesson(*mend, "--yes")[1].splitlines()[-1] == "2 of 2 learners changed."
    assert "Björn  Bees: 1 of" in lesson("grades", "7b")[1]
    audit = lesson("remark", "Bees")[1].splitlines()
    assert f"mended {SINGLE.id}: A slip" in audit[-1]
    number = audit[-1].split()[0]
    assert lesson("remark", "Bees", "--undo", number, "--reason", "No slip", "--yes")[0] == 0
    assert lesson("grades", "7b") == before
    assert lesson("remark", "Bees", "--undo", number, "--reason", "Again", "--yes")[0] == 1
    told = lesson("remark", "Bees", "--undo", "0", "--reason", "Not Ada's")[1]  # that it was collected
    assert told.startswith("Ada: ")
    assert told.splitlines()[-1] == "1 of 2 learners would change. Do it with --yes."
    for kind, told in (("--full-marks", "Björn  Bees: 1 of 1"), ("--leave-out", "Björn  Bees: 0 of ")):
        assert lesson(*mend[:4], kind, "--reason", "x", "--yes")[0] == 0
        assert told in lesson("grades", "7b")[1]
    for wrong in (["--key", "?"], ["--points", "-1"]):
        code, text = lesson("remark", "Bees", "--question", SINGLE.id, *wrong, "--reason", "x")
        assert code == 1, wrong
    code, text = lesson("remark", "Bees", "--question", f"{SINGLE.id}x", "--leave-out", "--reason", "x")
    assert f"Did you mean “{SINGLE.id}”?" in text


def test_whoever_came_to_the_class_later_is_marked_and_told_like_the_others(quizapp, tmp_path):  # noqa: F811
    desk = new_desk(tmp_path / "data")
    _, assignment = assigned(desk, settings=AssignmentSettings(list_only=False))
    hand_in(desk, tmp_path / "in", taken(assignment, assignment.members[0]))
    hand_in(desk, tmp_path / "in", taken(assignment, "anna", {SINGLE.id: WRONG}))
    desk.close()
    quizapp("collect", tmp_path / "in")
    quizapp("class", "7b", "--learner", "Anna Berg")
    (waits,) = json.loads(quizapp("collect", "--json")[1])["waiting"]
    assert quizapp("collect", "--match", waits["id"], "Anna Berg")[0] == 0
    quizapp("class", "7b", "--rename-learner", "Ada", "Ada King")
    of = ("grades", "--of", "Bees")
    assert [line.split(":")[0] for line in quizapp(*of)[1].splitlines()] == ["Ada King", "Anna Berg"]
    points = ("--question", SINGLE.id, "--points", "1", "--reason", "Right by another reading")
    assert quizapp(*of, "--learner", "Anna Berg", *points)[1].startswith("Anna Berg: 1 of")
    assert quizapp(*of, "--learner", "Ada King")[1].startswith("Ada King: ")
    assert quizapp(*of, "--release", "--to", tmp_path / "out")[0] == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    quizapp("class", "7b", "--remove", "Anna Berg")
    assert quizapp("grades", "7b")[1].splitlines()[-1].startswith("Anna Berg  Bees: 1 of")
    quizapp("class", "7b", "--rename-learner", "陈", "陈 明")
    assert quizapp("collect", tmp_path / "in")[1].splitlines()[-1].endswith(", 陈 明")


def test_words_that_no_file_can_hold_are_cleaned_or_refused_and_stop_no_release(lesson, tmp_path):
    ada = ("grades", "--of", "Bees", "--learner", "Ada")
    points = ("--question", SINGLE.id, "--points", "1/2")
    odd = "Well\x07 read\u202e \udcff!"
    assert lesson(*ada, "--remark", odd)[0] == 0
    assert lesson(*ada, *points, "--reason", odd)[0] == 0
    assert lesson("remark", "Bees", "--question", SINGLE.id, "--full-marks", "--reason", odd, "--yes")[0] == 0
    assert lesson("assign", "--reopen", "Bees", "--learner", "Ada", "--reason", odd, "--to", tmp_path / "again")[0] == 0
    for wrong in ("x" * 30_000, "a" + "\u0301" * 40):
        for command in (
            (*ada, "--remark", wrong),
            (*ada, *points, "--reason", wrong),
            ("remark", "Bees", "--question", SINGLE.id, "--leave-out", "--reason", wrong, "--yes"),
            ("assign", "--reopen", "Bees", "--learner", "Ada", "--reason", wrong, "--to", tmp_path / "again"),
        ):
            code, text = lesson(*command)
            assert (code, "cannot be kept" in text) == (1, True), text
    assert lesson("remark", "Bees", "--question", SINGLE.id, "--key", "\udcff", "--reason", "x")[0] == 1
    assert lesson("grades", "--of", "Bees", "--release", "--to", tmp_path / "out")[0] == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_what_no_file_can_hold_is_told_before_anything_is_released(lesson, tmp_path):
    desk = open_desk(tmp_path / "data")
    id_ = desk.store.assignments()[0].id
    learner = desk.assignment(id_).members[0].id
    desk.store.append(id_, Remarked(at=1.0, who="x", learner=learner, part=0, question="", text="x" * 30_000))
    desk.close()
    code, text = lesson("grades", "--of", "Bees", "--release", "--to", tmp_path / "out")
    assert (code, "The remarks to Ada" in text) == (1, True)
    assert "released" not in lesson("remark", "Bees")[1]
    assert not (tmp_path / "out").exists()


def test_what_a_class_understood_is_told(lesson):
    code, text = lesson("analyze", "Bees")
    assert code == 0
    assert text.startswith("2 learners handed in.\n")
    lines = text.splitlines()
    (at,) = (at for at, line in enumerate(lines) if line.startswith(f"{SINGLE.id}  facility 50 % ("))
    both = sorted((id_, "key" if id_ == SINGLE.key else "") for id_ in (SINGLE.key, WRONG))
    assert lines[at + 1 :] == [f"  {id_}  1  {role}".rstrip() for id_, role in both]
    assert all(f"{question.id}  facility " in text for question in BANK.questions if question.id in text)
    assert sum("  facility " in line for line in lines) == len(
        json.loads(lesson("analyze", "Bees", "--json")[1])["questions"]
    )
    assert lesson("analyze", "Bees", "--without", "Bees")[0] == 0
    data = json.loads(lesson("analyze", "Bees", "--json")[1])
    (item,) = (each for each in data["questions"] if each["question"] == SINGLE.id)
    assert item["facility"]["value"] == 0.5
    low, high = (f"{100 * end:.0f}" for end in item["facility"]["interval"])
    assert lines[at].startswith(f"{SINGLE.id}  facility 50 % ({low} to {high} %)")
    assert {each["option"]: each["learners"] for each in item["options"]} == {SINGLE.key: 1, WRONG: 1}


def test_what_cannot_be_asked_is_told_before_anything_is_done(quizapp, capsys):  # noqa: F811
    one = ("grades", "--of", "Bees", "--learner", "Ada")
    for arguments, told in {
        ("grades",): "name a CLASS",
        ("grades", "7b", "--of", "Bees"): "name a CLASS",
        ("grades", "7b", "--written"): "name an assignment",
        ("grades", "7b", "--release"): "name an assignment",
        ("grades", "7b", "--learner", "Ada"): "name an assignment",
        ("grades", "7b", "--remark", "Well done."): "name an assignment",
        ("grades", "--of", "Bees", "--remark", "Well done."): "name the --learner",
        (*one, "--rate", "1"): "name the --question",
        (*one, "--points", "1", "--reason", "x"): "name the --question",
        (*one, "--question", "q1", "--points", "1"): "needs a --reason",
        ("remark", "Bees", "--leave-out", "--reason", "x"): "name the --question",
        ("remark", "Bees", "--question", "q1", "--reason", "x"): "say how to fix it",
        ("remark", "Bees", "--question", "q1", "--leave-out"): "say why",
        (*one, "--question", "q1", "--rate", "1", "--let-count", "1"): "--let-count needs a --reason",
        ("grades", "7b", "--for", "canvas"): "--for needs a CLASS, --roster and --to",
        ("grades", "7b", "--for", "canvas", "--roster", "x.csv"): "--for needs a CLASS, --roster and --to",
        ("grades", "--of", "Bees", "--for", "canvas", "--roster", "x.csv", "--to", "y.csv"): "--for needs a CLASS",
        ("grades", "7b", "--roster", "x.csv", "--to", "y.csv"): "--for needs a CLASS, --roster and --to",
        ("remark", "Bees", "--undo", "0"): "say why",
        ("remark", "Bees", "--undo", "0", "--reason", " "): "say why",
        ("assign", "--reopen", "Bees", "--learner", "Ada"): "--reopen needs --learner and --reason",
        ("assign", "--reopen", "Bees", "--reason", "x"): "--reopen needs --learner and --reason",
        ("class", "--export-learner", "Ada"): "--export-learner and --to belong together",
        ("class", "7b", "--to", "x.json"): "--export-learner and --to belong together",
        ("class", "--delete"): "name the CLASS",
        ("class", "7b", "--rename-learner", "Ada"): "expected 2 arguments",
        ("collect", "x", "--refuse", "1"): "--match, --accept and --refuse go without a PLACE",
        ("collect", "--accept", "1", "--refuse", "1"): "not allowed with argument --accept",
        ("desk", "init", "--remove"): "are for: quizapp desk password",
        ("desk", "init", "--forgotten"): "are for: quizapp desk password",
        ("desk", "password", "--forgotten", "--remove"): "not allowed with argument",
        ("take", "x", "--answers", "y", "--certainty"): "with --answers nothing is asked",
        ("take", "x", "--answers", "y", "--tries", "2"): "--tries is for practice",
        ("list", "--data-dir", "~nobody-of-this-name/x"): "there is no home folder",
        ("~nobody-of-this-name/bees.yaml",): "there is no home folder",
    }.items():
        with pytest.raises(SystemExit, match="2"):
            quizapp(*arguments)
        assert told in capsys.readouterr().err, arguments


def test_the_audit_is_listed_with_what_counts(lesson):
    code, text = lesson("remark", "Bees")
    assert (code, [line.split()[-1] for line in text.splitlines()]) == (0, ["collected", "collected"])
    mend = ("remark", "Bees", "--question", SINGLE.id, "--leave-out", "--reason", "Two readings.")
    assert lesson(*mend, "--yes")[0] == 0
    assert lesson("remark", "Bees", "--undo", 2, "--reason", "One reading.", "--yes")[0] == 0
    code, text = lesson("remark", "Bees")
    *_, first, second = text.splitlines()
    assert code == 0
    assert first.startswith("2  ")
    assert f" mended {SINGLE.id}: Two readings. (taken back)" in first
    assert "One reading." in second
    assert "taken back" not in second
    code, text = lesson("remark", "Bees", "--json")
    assert (code, [each["counts"] for each in json.loads(text)["entries"]]) == (0, [True, True, False, True])


def test_marks_are_released_as_files_for_the_learners(lesson, tmp_path):
    code, text = lesson("grades", "--of", "Bees", "--release", "--to", tmp_path / "out")
    assert code == 0, text
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"Bees - {name}{SUFFIX}" for name in ("Ada", "Björn")
    }
    assert "Ada has a written answer that is not rated yet." in text
    assert "released" in lesson("grades", "7b")[1].splitlines()[0]
    assert open_desk(tmp_path / "data").store.assignments()
