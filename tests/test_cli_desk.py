"""The commands of the desk, as a teacher types them: desk, class, assign, collect."""

import io
import json
import shutil

import pytest

from quizapp import cli
from quizapp.cli import main
from quizapp.formats.assignment_file import read_assignment
from quizapp.formats.reopening_file import SUFFIX as REOPENING
from quizapp.services.desk.desk import desk_address, open_desk
from quizapp.settings import Settings
from tests.desks import hand_in, taken
from tests.leveled import TEXT
from tests.postgresql import OWNER, TEACHERS

BANK = "worcester-what-happened"


@pytest.fixture
def quizapp(tmp_path, known_banks, capsys, monkeypatch):
    """Runs a command on the data in a folder, where the bundled banks are known.

    Gives its exit code and what it printed, on both streams.
    """
    for name in ("QUIZAPP_DESK_URL", "QUIZAPP_DESK_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(known_banks, tmp_path / "data" / "cache")

    def run(*arguments, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main([*map(str, arguments), "--data-dir", str(tmp_path / "data")])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_a_lesson_by_commands(quizapp, tmp_path):
    assert quizapp("class") == (0, "There is no class yet. Make one: quizapp class NAME --add FILE\n")
    (tmp_path / "names.csv").write_text("name,time\nAda,1.5\nBo,\n", encoding="utf-8")
    code, text = quizapp("class", "7b", "--add", tmp_path / "names.csv", "--learner", "李明")
    assert (code, text) == (0, "7b: 3 learners\n   1. 李明\n   2. Ada (1.5 × time)\n   3. Bo\n")
    code, text = quizapp("assign", "7b", BANK, "--skill", "locate", "--plan")
    assert code == 0
    assert "Evidence in" in text.splitlines()[-1]
    assert quizapp("assign") == (
        0,
        "Nothing is handed out yet. To hand something out, type: quizapp assign CLASS BANK\n",
    )

    stick = tmp_path / "stick"
    code, text = quizapp(
        "assign", "7b", BANK, "--question", "kind-of-road", "--title", "Roads", "--minutes", 5, "--to", stick
    )
    assert (code, text.splitlines()[1]) == (0, f"Hand out this file: {stick / 'Roads.quizassign'}")
    handed = read_assignment((stick / "Roads.quizassign").read_bytes()).assignment
    assert (handed.settings.mode, handed.settings.time_limit) == ("test", 300)
    assert handed.parts[0].order == ("kind-of-road",)

    assert quizapp("collect", stick) == (0, "There are no files of answers (.quizanswers) in there.\n")
    desk = open_desk(tmp_path / "data")
    assignment = desk.assignment(handed.id)
    ada = assignment.members[1]
    hand_in(desk, stick, taken(assignment, ada))
    hand_in(desk, stick, taken(assignment, ada, number=2), by="another laptop")
    hand_in(desk, stick, taken(assignment, "Lee"))
    (stick / "half.quizanswers").write_bytes(b"quizapp-sub")
    desk.close()
    code, text = quizapp("collect", stick)
    assert code == 1
    assert "half.quizanswers: This file is damaged, or only part of it is here." in text
    assert text.endswith("4 files: 1 new, 0 known, 1 not collected.\nStill missing for “Roads” (7b): 李明, Bo\n")
    code, text = quizapp("collect")
    assert sorted(line.partition("  ")[2] for line in text.splitlines()) == [
        "“Roads”: Ada was signed by another program.",
        "“Roads”: Lee is not on the list.",
    ]
    code, text = quizapp("collect", "--json")
    told = {each["waits_for"]: each for each in json.loads(text)["waiting"]}
    assert {kind: each["name"] for kind, each in told.items()} == {"second_key": "Ada", "unknown_learner": "Lee"}
    assert quizapp("collect", "--accept", told["second_key"]["id"], "--reason", "new laptop")[0] == 0
    code, text = quizapp("collect", "--match", told["unknown_learner"]["id"], "李明")
    assert (code, text) == (0, "Nothing waits for you.\n")
    code, text = quizapp("collect", "--match", told["unknown_learner"]["id"], "李明")
    assert code == 1
    code, text = quizapp("collect", stick, "--json")
    assert json.loads(text)["missing"] == [{"assignment": "Roads", "class": "7b", "learners": ["Bo"]}]
    code, text = quizapp("assign")
    assert code == 0
    assert text.endswith("  Roads  7b  1 learner still missing\n")

    back = tmp_path / "back"
    reopened = ("assign", "--reopen", "roads", "--learner", "Ada", "--reason", "Cut short.", "--to", back)
    assert quizapp(*reopened)[0] == 0
    assert [path.name for path in back.iterdir()] == [f"Roads - Ada{REOPENING}"]
    assert quizapp("class", "7c", "--learner", "Omar")[0] == 0
    code, text = quizapp("assign", "7c", "--again", "Roads", "--to", back, "--json")
    copy = read_assignment((back / "Roads.quizassign").read_bytes()).assignment
    assert (code, json.loads(text)["assignment"]) == (0, copy.id)
    assert [member.name for member in copy.members] == ["Omar"]
    assert quizapp("assign", "--again", "Roads")[0] == 1  # there are two


def test_what_came_in_after_the_release_can_be_let_count(quizapp, tmp_path):
    quizapp("class", "7b", "--learner", "Ada")
    quizapp("assign", "7b", BANK, "--question", "kind-of-road", "--title", "Roads", "--to", tmp_path)
    desk = open_desk(tmp_path / "data")
    assignment = desk.assignment(desk.store.assignments()[0].id)
    (ada,) = assignment.members
    hand_in(desk, tmp_path / "in", taken(assignment, ada, {}))
    hand_in(desk, tmp_path / "again", taken(assignment, ada, number=2))
    desk.close()
    quizapp("collect", tmp_path / "in")
    quizapp("grades", "--of", "Roads", "--release", "--to", tmp_path / "out")
    quizapp("collect", tmp_path / "again")
    shown = ("grades", "--of", "Roads", "--learner", "Ada")
    code, text = quizapp(*shown)
    assert code == 0
    assert text.startswith("Ada: 0 of 1 point")
    assert text.splitlines()[-1].endswith(": after the release, does not count")
    late = json.loads(quizapp(*shown, "--json")[1])["learners"][0]["submissions"][1]
    assert (late["number"], late["counts"], late["after_release"]) == (2, False, True)
    with pytest.raises(SystemExit, match="2"):
        quizapp(*shown, "--let-count", late["id"])
    assert quizapp(*shown, "--let-count", "zz", "--reason", "Lost.")[0] == 1
    code, text = quizapp(*shown, "--let-count", late["id"], "--reason", "The stick was lost.")
    assert code == 0
    assert text.startswith("Ada: 1 of 1 point")
    assert "The stick was lost." in quizapp("remark", "Roads")[1]


def test_the_audit_says_that_it_is_empty_and_gives_no_time_to_what_was_deleted(quizapp, tmp_path):
    quizapp("class", "7b", "--learner", "Ada", "--learner", "Bo")
    quizapp("assign", "7b", BANK, "--question", "kind-of-road", "--title", "Roads", "--to", tmp_path)
    assert quizapp("remark", "Roads") == (0, "Nothing has come in, and nothing was changed yet.\n")
    desk = open_desk(tmp_path / "data")
    assignment = desk.assignment(desk.store.assignments()[0].id)
    for member in assignment.members:
        hand_in(desk, tmp_path / "in", taken(assignment, member))
    desk.close()
    quizapp("collect", tmp_path / "in")
    quizapp("class", "--delete-learner", "Ada", "--yes")
    code, text = quizapp("remark", "Roads")
    assert (code, len(text.splitlines())) == (0, 2)
    assert "learner deleted" in text
    assert "(no time)" in text
    assert "1970" not in text


def test_classes_and_learners_are_changed(quizapp, tmp_path):
    quizapp("class", "7b", "--add", "-", typed="Name\nAda\nBo\nBo\n")
    assert "is in this class already" in quizapp("class", "7b", "--learner", "ada")[1]
    code, text = quizapp("class", "7b", "--accommodate", "Ada", "time=no limit", "read aloud=all", "theme=dark")
    assert text == "7b: 2 learners\n   1. Ada (no time limit, read aloud: all, dark theme)\n   2. Bo\n"
    code, text = quizapp("class", "7b", "--rename-learner", "Bo", "Bo Li", "--rename", "8b", "--json")
    assert [each["name"] for each in json.loads(text)["learners"]] == ["Ada", "Bo Li"]
    assert quizapp("class", "8b", "--remove", "Ada")[1] == "8b: 1 learner\n   1. Bo Li\n"
    file = tmp_path / "ada.json"
    assert quizapp("class", "--export-learner", "Ada", "--to", file)[0] == 0
    assert json.loads(file.read_text("utf-8"))["learner"]["name"] == "Ada"
    code, text = quizapp("class", "--delete-learner", "Ada")
    assert (code, "Add --yes" in text) == (1, True)
    assert quizapp("class", "--delete-learner", "Ada", "--yes")[0] == 0
    assert quizapp("class", "--export-learner", "Ada", "--to", file)[0] == 1
    assert quizapp("class", "8b", "--delete")[0] == 0
    assert json.loads(quizapp("class", "--json")[1]) == {"classes": []}


@pytest.mark.parametrize("words", [(), ("time",), ("time=1.5", "theme")])
def test_a_change_without_a_value_says_what_can_be_set(quizapp, capsys, words):
    quizapp("class", "7b", "--learner", "Ada")
    with pytest.raises(SystemExit):
        quizapp("class", "7b", "--accommodate", "Ada", *words)
    told = capsys.readouterr().err
    for said in ("WHAT=VALUE", "time (1, 1.25", "no limit)", "read aloud (nothing", "text size (80,", "contrast)"):
        assert said in told
    assert quizapp("class", "7b")[1] == "7b: 1 learner\n   1. Ada\n"


def test_what_is_wrong_is_told_in_one_line_and_changes_nothing(quizapp, tmp_path):
    quizapp("class", "7b", "--learner", "Ada")
    for arguments, said in {
        ("class", "7x"): "There is no class “7x”. Name one of: 7b.",
        ("class", "7b", "--accommodate", "Ada", "time=4"): "Ada: “4” is not a choice for “time”. Use one of: 1, 1.25,",
        ("class", "7b", "--accommodate", "Ada", "wings=2"): "There is no accommodation “wings”.",
        (
            "class",
            "7b",
            "--accommodate",
            "Ada",
            "reading level=easy",
        ): "No text has the level “easy”. Choose one of: easier,",
        ("class", "7b", "--add", tmp_path / "none.csv"): "none.csv",
        ("assign", "7b", "no-bank"): "There is no bank “no-bank”.",
        ("assign", "7b", BANK, "--question", "none"): "None of these banks has a question “none”.",
        ("assign", "7b", BANK, "--search", "xyzzy"): "No question matches.",
        ("assign", "7b", BANK, "--facility", "0-60"): "No question matches.",
        ("assign", "7b", BANK, "--facility", "low"): "“low” is not a range of percentages.",
        ("assign", "7b", BANK, "--due", "soon"): "“soon” is not a date.",
        ("assign", "7b", BANK, "--due", "2001-01-01"): "is in the past",
        ("assign", "7b", BANK, "--tries", "2"): "Several tries need marks that are shown at once.",
        ("assign", "7b", "--again", "none"): "There is no assignment “none”.",
        ("collect", tmp_path / "none"): "none: There is no such file or folder. Check that the stick is there.",
        ("desk", "init", "--desk-url", "mysql://ada:s3cret@x/y"): "postgresql://NAME:PASSWORD@COMPUTER/DATABASE",
    }.items():
        code, text = quizapp(*arguments)
        assert code == 1, arguments
        assert said in text
        assert "s3cret" not in text
        assert "Traceback" not in text
    assert json.loads(quizapp("assign", "--json")[1]) == {"assignments": []}
    for arguments in (("class", "--add", "x"), ("assign", "7b"), ("desk",), ("collect", "x", "--accept", "y")):
        with pytest.raises(SystemExit, match="2"):
            quizapp(*arguments)


def test_an_assignment_whose_file_cannot_be_written_is_not_made_again(quizapp, tmp_path):
    quizapp("class", "7b", "--learner", "Ada")
    (tmp_path / "file").write_text("")
    code, text = quizapp("assign", "7b", BANK, "--to", tmp_path / "file")
    assert code == 1
    again = text.split("quizapp ")[-1].split()[:3]
    assert again[:2] == ["assign", "--again"]
    assert quizapp(*again, "--to", tmp_path)[0] == 0
    assert len(json.loads(quizapp("assign", "--json")[1])["assignments"]) == 1


def test_a_locked_desk_asks_for_its_password(quizapp, monkeypatch):
    assert "is ready" in quizapp("desk", "init")[1]
    assert quizapp("desk", "password", typed="secret 1\nsecret 2\n")[0] == 1
    code, text = quizapp("desk", "password", typed="secret 1\nsecret 1\n")
    recovery = text.split()[-1]
    assert (code, len(recovery)) == (0, 23)
    assert quizapp("class", typed="wrong\n")[0] == 1
    assert quizapp("class", typed="secret 1\n")[0] == 0
    monkeypatch.setenv("QUIZAPP_DESK_PASSWORD", "\udcff")  # a byte that is no UTF-8
    assert quizapp("class")[0] == 1
    monkeypatch.setenv("QUIZAPP_DESK_PASSWORD", "secret 1")
    assert quizapp("class")[0] == 0
    assert quizapp("desk", "password", typed="secret 2\nsecret 2\n")[0] == 0
    assert quizapp("class")[0] == 1
    assert quizapp("desk", "password", "--forgotten", typed=f"{recovery}\n")[0] == 1  # that of the first password
    monkeypatch.setenv("QUIZAPP_DESK_PASSWORD", "secret 2")
    assert quizapp("desk", "password", "--remove") == (0, "The desk has no password.\n")
    monkeypatch.delenv("QUIZAPP_DESK_PASSWORD")
    assert quizapp("class")[0] == 0


def test_the_tables_of_a_school_are_made_by_their_owner(quizapp, postgresql, tmp_path, monkeypatch):
    database = postgresql.new_database("template0")
    for _ in range(2):  # again changes nothing
        code, text = quizapp("desk", "init", "--desk-url", postgresql.address(database, OWNER))
        assert code == 0
        assert "CREATE ROLE anna LOGIN PASSWORD '…' IN ROLE quizapp_desk;" in text
    for teacher in TEACHERS:
        assert (
            quizapp("class", teacher, "--learner", "Ada", "--desk-url", postgresql.address(database, teacher))[0] == 0
        )
    monkeypatch.setenv("QUIZAPP_DESK_URL", postgresql.address(database, TEACHERS[0]))
    assert json.loads(quizapp("class", "--json")[1]) == {"classes": [{"name": "anna", "learners": 1}]}
    monkeypatch.delenv("QUIZAPP_DESK_URL")
    settings = Settings(tmp_path / "data" / "settings.json")
    settings.desk_url = postgresql.address(database, TEACHERS[1])
    settings.save()
    assert json.loads(quizapp("class", "--json")[1]) == {"classes": [{"name": "boris", "learners": 1}]}
    assert not (tmp_path / "data" / "desk").exists()
    postgresql.drop(database)


def test_a_window_is_told_the_address_of_the_desk(monkeypatch, tmp_path):
    monkeypatch.setenv("QUIZAPP_DESK_URL", "")
    assert cli._start_options(["--data-dir", str(tmp_path), "--desk-url", "postgresql://anna@school/quizapp"])[1] == []
    assert desk_address("", "") == "postgresql://anna@school/quizapp"


def test_the_reading_level_is_chosen_and_locked_by_a_command(quizapp, tmp_path):
    bank = tmp_path / "tower.yaml"
    bank.write_text(TEXT, encoding="utf-8")
    quizapp("class", "7b", "--learner", "Ada")
    for arguments, said in {
        ("--level", "harder"): "No text has the level “harder”. Choose one of: easier, short, standard.",
        ("--level", "Easier to read"): "No text has the level “Easier to read”.",
    }.items():
        code, text = quizapp("assign", "7b", bank, *arguments, "--to", tmp_path)
        assert (code, said in text) == (1, True), text
    plain = tmp_path / "plain.yaml"
    plain.write_text("id: a\ntitle: A\nquestions: [{id: a, type: true_false, stem: b, key: true}]\n", encoding="utf-8")
    assert (
        "No text has the level “easier”. Leave --level out." in quizapp("assign", "7b", plain, "--level", "easier")[1]
    )
    assert quizapp("assign", "7b", bank, "--level", "easier", "--lock-level", "--to", tmp_path)[0] == 0
    settings = read_assignment((tmp_path / "The Tower.quizassign").read_bytes()).assignment.settings
    assert (settings.level, settings.level_locked) == ("easier", True)
    code, text = quizapp("class", "7b", "--accommodate", "Ada", "reading level=short, locked")
    assert code == 0
    assert "level: short, level locked" in text
