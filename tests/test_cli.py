"""The command line: what somebody notices who types it."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import SimpleNamespace

import pytest

from quizapp import cli
from quizapp.cli import main
from quizapp.domain.bank import Bank
from quizapp.formats.native import read_bank
from quizapp.paths import UserPaths, questions_dir
from quizapp.settings import Settings
from tests.images import png
from tests.leveled import TEXT
from tests.wrong_responses import wrong_response

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = sorted(questions_dir().rglob("*.yaml"))
WORCESTER = [path for path in BUNDLED if path.parent.name == "worcester"]
ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="signals, pipes and terminals of Unix")

BANK = """\
id: bees
title: The Lighthouse Bees
passage:
  text: |
    # The Lighthouse Bees

    When the harbour closed in 1974, the white tower stood empty for eleven years.

    ## The keeper

    Marta asked for one summer. The vote to keep the tower was unanimous.
questions:
  - id: single
    type: single_choice
    stem: What stood empty?
    skill: locate
    evidence: the white tower stood empty
    explanation: The first paragraph says so.
    shuffle: false
    options:
      - text: The harbour
        role: misreading
        feedback: The harbour closed.
        evidence: the harbour closed in 1974
      - text: The tower
        key: true
  - id: multiple
    type: multiple_choice
    stem: What is said?
    points: 2
    shuffle: false
    options:
      - {text: It stood empty, key: true}
      - {text: It was kept, key: true}
      - {text: Marta asked, key: true}
      - It was sold
  - id: vote
    type: true_false
    stem: All wanted to keep it.
    key: true
    not_stated: true
  - id: sort
    type: categorize
    stem: Who did it?
    skill: distinguish
    shuffle: false
    categories: [Marta, The council]
    statements:
      - {text: Asked, category: Marta, feedback: Marta asked.}
      - {text: Voted, category: The council}
  - id: order
    type: ordering
    stem: Put them in order.
    marking: distance
    items: [Harbour closes, Summer, Vote]
  - id: who
    type: short_answer
    stem: Who asked?
    accepted:
      - Marta
      - {text: she, share: 0.5, feedback: Give her name.}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bees.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches what is the user's."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def knows_banks(_own_folders: None, known_banks: Path, tmp_path: Path) -> None:
    """The program, with or without --data-dir `mine`, has read the bundled banks before."""
    for paths in (UserPaths(), UserPaths(tmp_path / "mine")):
        shutil.copytree(known_banks, paths.cache)


def program(*arguments: object, typed: str | None = "", cwd: Path | None = None, **environment: str | None):
    """Run the real program; a variable that is None is not set."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "quizapp", *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        cwd=cwd,
        env={name: value for name, value in variables.items() if value is not None},
    )


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Take a bank in this process, with lines that are typed; gives what was printed."""

    def take(*arguments: object, lines: list[str]) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert main(["take", *map(str, arguments)]) == 0
        return capsys.readouterr().out

    return take


def data_of(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0):
    assert main([*map(str, arguments), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def shown_order(printed: str, stem: str) -> dict[str, str]:
    """The letters before the texts of the question that `stem` begins, as it is asked."""
    asked = printed.partition(stem)[2].partition("Type ")[0]
    return {text.strip(): letter for letter, text in re.findall(r"^  ([A-Z])  (.+)$", asked, re.MULTILINE)}


# Arguments


def test_help_is_short_and_names_the_commands(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(word in told for word in ("list", "check", "take", "--data-dir", "quizapp take "))
    assert len(told.splitlines()) < 56


@pytest.mark.parametrize("command", ["list", "check", "take", "class", "assign", "collect"])
def test_each_command_has_help(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["check"],
        ["take"],
        ["take", "a", "b"],
        ["take", "x", "--seed", "red"],
        ["list", "extra"],
        ["list", "--jso"],
        ["export-bank", "x"],
        ["print", "x"],
        ["print", "x", "--to", "x.txt"],
        ["print", "--to", "x.pdf"],
        ["print", "x", "--class", "7b", "--to", "x.pdf"],
    ],
)
def test_a_mistake_in_usage_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage:" in capsys.readouterr().err


def test_a_mistyped_command_is_not_taken_for_a_file(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["lits"])
    assert "did you mean “list”?" in capsys.readouterr().err


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_data_dir_leaves_the_home_empty(before, tmp_path, capsys):
    folder = tmp_path / "mine"
    option = ["--data-dir", str(folder)]
    assert main([*option, "list"] if before else ["list", *option]) == 0
    assert not list((tmp_path / "home").iterdir())
    assert (folder / "cache" / "library.json").is_file()


def test_without_a_data_dir_nothing_but_the_index_is_written(tmp_path, capsys):
    assert main(["list"]) == 0
    written = [path.name for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert sorted(written) == ["library.db", "library.json"]


@pytest.mark.parametrize("command", [["list"], ["take", "worcester-what-happened", "--json"]])
def test_a_data_folder_that_cannot_be_written_is_no_obstacle(command, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    blocked = tmp_path / "a file"
    blocked.touch()
    assert main([*command, "--data-dir", str(blocked)]) == 0
    assert main([*command, "--data-dir", str(blocked / "below")]) == 0


# list


def test_list_shows_units_and_banks(capsys):
    assert main(["list"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^An arrest and a call for calm in Worcester \(\d+ words, about \d+ min\)$", told, re.MULTILINE)
    assert re.search(
        r"^  What happened .* \d+ questions  worcester-what-happened  \(also in: es\)$", told, re.MULTILINE
    )


@pytest.mark.usefixtures("knows_banks")
def test_list_as_json(capsys):
    data = data_of(capsys, "list")
    banks = [entry for unit in data["units"] for entry in unit["banks"]]
    assert len(banks) + sum(len(entry["also_in"]) for entry in banks) == len(BUNDLED)
    first = banks[0]
    assert first["id"] == "worcester-what-happened"
    assert first["questions"] == sum(first["types"].values()) >= sum(first["skills"].values()) > 0
    assert first["problems"] == []
    assert set(data["units"][0]) == {"title", "words", "minutes", "banks"}


@pytest.mark.usefixtures("knows_banks")
def test_list_knows_the_files_that_were_opened_in_the_window(tmp_path, bank, capsys):
    paths = UserPaths(tmp_path / "mine")
    settings = Settings(paths.config_file)
    settings.remember_file(bank)
    settings.save()
    single = tmp_path / "mine" / "banks" / "single.yaml"
    single.parent.mkdir(parents=True)
    single.write_text(
        BANK.partition("  - id: multiple")[0].replace("bees", "one").replace("title: The", "title: One of")
    )
    assert main(["list", "--data-dir", str(tmp_path / "mine")]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^  The Lighthouse Bees +6 questions +bees$", told, re.MULTILINE)
    assert re.search(r"^  One of Lighthouse Bees +1 question +one$", told, re.MULTILINE)


@pytest.mark.usefixtures("knows_banks")
def test_a_bank_in_several_languages_is_listed_once_and_taken_in_each(tmp_path, bank, capsys):
    banks = tmp_path / "mine" / "banks"
    banks.mkdir(parents=True)
    (banks / "bees.yaml").write_text(BANK)
    spanish = BANK.replace("id: bees\ntitle: The Lighthouse Bees", "id: bees-es\ntitle: Las abejas\nlanguage: es\n"
                           "translation_of: bees")  # fmt: skip
    (banks / "es.yaml").write_text(spanish)
    mine = ("--data-dir", str(tmp_path / "mine"))
    for language, shown in (
        ("es-MX", "bees-es  (also in: en)"),
        ("pt", "bees  (also in: es)"),
        ("en", "bees  (also in: es)"),
    ):
        assert main(["list", *mine, "--bank-language", language]) == 0
        told = capsys.readouterr().out
        assert re.search(rf"6 questions +{re.escape(shown)}$", told, re.MULTILINE), (language, told)
    (unit,) = (
        unit
        for unit in data_of(capsys, "list", *mine, "--bank-language", "es")["units"]
        if unit["banks"][0]["id"] == "bees-es"
    )
    assert unit["banks"][0]["also_in"] == {"en": str(banks / "bees.yaml")}
    answers = tmp_path / "answers.yaml"
    answers.write_text("single: B\n")
    for arguments, taken in (
        (["bees", "--bank-language", "es"], "bees-es"), (["bees-es", "--bank-language", "en-GB"], "bees"),
        (["bees-es"], "bees-es"), (["bees"], "bees"),
    ):  # fmt: skip
        assert data_of(capsys, "take", *arguments, *mine, "--answers", answers)["bank"] == taken
    assert main(["take", "bees", "--bank-language", "fr", *mine]) == 1
    assert "“The Lighthouse Bees” is not there in the language “fr”. It is there in: en, es." in capsys.readouterr().err


@pytest.mark.usefixtures("knows_banks")
def test_list_tells_of_banks_with_mistakes(tmp_path, bank, capsys):
    banks = tmp_path / "mine" / "banks"
    banks.mkdir(parents=True)
    (banks / "bad.yaml").write_text(BANK.replace("key: true\n  - id: multiple", "key: maybe\n  - id: multiple"))
    assert main(["list", "--data-dir", str(tmp_path / "mine")]) == 0
    told = capsys.readouterr().out
    assert "With mistakes" in told
    assert re.search(
        r"bad\.yaml:\d+: question single: questions\[1\]\.options\[2\]\.key: “maybe” is neither true nor false\.", told
    )
    units = data_of(capsys, "list", "--data-dir", tmp_path / "mine")["units"]
    assert units[-1]["title"] == ""
    assert units[-1]["banks"][0]["problems"][0]["line"] > 0


# check


def test_check_finds_nothing_in_the_bundled_banks(capsys):
    assert main(["check", str(questions_dir())]) == 0
    questions = sum(len(read_bank(path).bank.questions) for path in BUNDLED)
    assert capsys.readouterr().out.startswith(f"{len(BUNDLED)} banks, {questions} questions: nothing found. ")


def test_check_prints_each_problem_with_its_place_and_remedy(bank, capsys):
    bank.write_text(BANK.replace("skill: locate", "skill: locat").replace("It was sold", "It was kept"))
    assert main(["check", str(bank)]) == 1
    first, second, closing = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{bank}:")
    assert "questions[1].skill: “locat” is not one of the words that can be here. Did you mean “locate”?" in first
    assert "questions[2].options[4].text: “It was kept” is here twice. Make the two differ" in second
    assert closing == "1 bank: 2 problems found."


def test_check_as_json(bank, capsys):
    bank.write_text(BANK.replace("skill: locate", "skill: locat"))
    data = data_of(capsys, "check", bank, code=1)
    problem = data["problems"][0]
    assert (problem["file"], problem["field"], problem["code"]) == (
        str(bank),
        "questions[1].skill",
        "not_a_choice_suggest",
    )
    assert problem["line"] == 1 + BANK.splitlines().index("    skill: locate")


def test_check_tells_how_hard_each_text_is_once(tmp_path, capsys):
    text = "The bees came to the white tower by the sea and they stayed there. " * 10
    easier = "The bees came. They stayed in the tower. " * 15
    for name, passage, language in (("a", "a.md", "en"), ("b", "a.md", "en"), ("c", "a.md", "es"), ("d", "d.md", "en")):
        (tmp_path / passage).write_text(text if passage == "a.md" else "Few words.")
        (tmp_path / "easier.md").write_text(easier)
        levels = "levels: [{id: easier, name: Easier, file: easier.md}]\n" if passage == "a.md" else ""
        question = "questions: [{id: q, type: true_false, stem: Is it?, key: not_stated}]\n"
        (tmp_path / f"{name}.yaml").write_text(
            f"id: {name}\ntitle: T\nlanguage: {language}\npassage: {{file: {passage}}}\n{levels}{question}"
        )
    (tmp_path / "e.yaml").write_text(f"id: e\ntitle: Without a text\n{question}")
    assert main(["check", str(tmp_path), "--readability"]) == 0
    first, *lines, _ = capsys.readouterr().out.splitlines()
    assert first == "How hard the texts are to read, by an estimate:"
    hard, soft = str(tmp_path / "a.md"), f"{tmp_path / 'a.md'}, Easier"
    assert [line.strip().rpartition(": ")[0].partition(": ")[0] for line in lines] == [
        *(hard, soft) * 2,
        str(tmp_path / "d.md"),
    ]
    assert ["easier" in line.partition(": ")[2] for line in lines] == [False, True, False, True, False]
    assert lines[-1].endswith("cannot be told; it has too few words, or there is no formula for its language.")
    found = data_of(capsys, "check", tmp_path, "--readability")["readability"]
    assert [(each["language"], each["level"], each["words"]) for each in found] == [
        ("en", "standard", 140),
        ("en", "easier", 120),
        ("es", "standard", 140),
        ("es", "easier", 120),
        ("en", "standard", None),
    ]
    assert [bool(each["scores"]) for each in found] == [True, True, True, True, False]
    assert found[0]["sentences"] == 10


def test_check_looks_into_folders_and_at_no_file_twice(tmp_path, bank, capsys):
    main(["check", str(tmp_path), str(bank)])
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 bank, 6 questions: ")


def test_check_finds_an_id_that_two_banks_have(tmp_path, bank, capsys):
    shutil.copy(bank, tmp_path / "copy.yaml")
    assert main(["check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert f"{tmp_path / 'copy.yaml'}:1: id: The id “bees” is already used by {bank}:1." in told


def test_a_path_without_a_bank_is_a_problem(tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["check", str(empty), str(tmp_path / "none.yaml")]) == 1
    told = capsys.readouterr().out
    assert f"{empty}: There is no bank in this folder." in told
    assert f"{tmp_path / 'none.yaml'}: There is no such file." in told


def test_settings_for_a_room_are_checked_too(tmp_path, bank, capsys):
    stick = tmp_path / "stick"
    stick.mkdir()
    good, bad = stick / "room.yaml", stick / "7b.yaml"
    good.write_text("learners: [Ada]\n")
    assert main(["check", str(stick)]) == 0
    assert capsys.readouterr().out == "1 file with settings for a room: nothing found.\n"
    bad.write_text("learners: [Ada]\nmodes: [exam]\n")
    assert main(["check", str(stick), str(bank)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{bad}:2: modes[1]: “exam” is not one of the words that can be here.")
    assert lines[-1].startswith("2 files with settings for a room, 1 bank, 6 questions: 1 problem,")


@pytest.mark.parametrize("before", [[], ["--language", "en"]])
def test_a_room_with_mistakes_in_its_settings_stays_closed(before, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cli, "_window_is_seen", lambda: False)
    room = tmp_path / "room.yaml"
    room.write_text("modes: [exam]\nothers: false\n")
    assert main([*before, "--room", str(room)]) == 1
    out, told = capsys.readouterr()
    assert out == ""
    first, second, last = told.splitlines()
    assert first.startswith(f"{room}:1: modes[1]: “exam” is not one of the words")
    assert second.startswith(f"{room}:2: others: Only the names in “learners” may be used here")
    assert last == (
        "quizapp: The settings for the room, room.yaml, have 2 mistakes, so Quizapp does not start. "
        "Mend them, and start it again."
    )
    assert main([*before, "--room", str(tmp_path / "none.yaml")]) == 1
    assert "none.yaml: There is no such file." in capsys.readouterr().err


# take, in the terminal


def test_the_passage_comes_first_with_its_paragraphs_numbered(bank, typing):
    told = typing(bank, lines=[])
    passage, _, rest = told.partition("Question 1 of 6")
    assert "  1  When the harbour closed in 1974" in passage
    assert "  2  Marta asked" in passage
    assert "The keeper\n----------" in passage
    assert "Results" in rest


def test_an_image_is_told_in_words(tmp_path, typing):
    (tmp_path / "map.png").write_bytes(png())
    bank = tmp_path / "bank.yaml"
    bank.write_text(
        'id: b\ntitle: B\npassage: {text: "Bees.\\n\\n![A map of the bay](map.png)"}\nquestions:\n'
        "  - {id: q, type: true_false, stem: So?, key: true, image: {file: map.png, alt: Tower, caption: In 1974}}\n",
        encoding="utf-8",
    )
    told = typing(bank, lines=["t"])

    assert "     [Image: A map of the bay]" in told
    assert "So?\n[Image: Tower]\nIn 1974\n" in told


def test_text_is_wrapped_to_the_terminal(bank, typing, monkeypatch):
    monkeypatch.setenv("COLUMNS", "44")
    told = typing(bank, lines=["a", "abd"])
    assert max(map(len, told.splitlines())) <= 43


def test_a_wrong_choice_is_explained(bank, typing):
    told = typing(bank, lines=["a"])
    assert "Not correct: 0 of 1 point" in told
    assert "Not correct: 0 of 1 point" in told
    assert "✗ A  The harbour (chosen, not right)" in told
    assert "○ B  The tower (the right answer)" in told
    assert "On your answer: The harbour closed. This answer misreads the right place in the passage." in told
    assert "Paragraph 1: “the harbour closed in 1974”" in told
    assert "Why: The first paragraph says so." in told
    assert "Paragraph 1: “the white tower stood empty”" in told


def test_every_type_right(bank, typing):
    told = typing(bank, "--seed", 1, lines=["B", "c, a b", "t", "1 2"])
    letters = shown_order(told, "Put them in order.")
    order = letters["Harbour closes"] + letters["Summer"] + letters["Vote"]
    told = typing(bank, "--seed", 1, lines=["B", "c, a b", "t", "1 2", order.lower(), "  marta "])
    assert told.count("\nCorrect\n") == 6
    assert "7 of 7 points: 100 %" in told
    assert "Nothing was missed." in told


def test_every_type_in_part_or_wrong(bank, typing):
    told = typing(bank, "--seed", 1, lines=[])
    lines = ["A", "abd", "f", "A1 B1"]
    told = typing(bank, "--seed", 1, lines=lines)
    letters = shown_order(told, "Put them in order.")
    order = letters["Summer"] + letters["Harbour closes"] + letters["Vote"]
    told = typing(bank, "--seed", 1, lines=[*lines, order, "she"])
    assert "(2 right − 1 wrong) ÷ 3 right answers × 2 points = 0.67" in told
    assert "Partly correct: 0.67 of 2 points" in told
    assert "1 of 2 right × 1 point = 0.5" in told
    assert "(you: Marta)" in told
    assert "(1 − 2 places away ÷ 4 at most) × 1 point = 0.5" in told
    assert "an accepted answer: 0.5 × 1 point = 0.5" in told
    assert "Give her name." in told
    assert "Marta     " not in told.partition("By skill")[0]
    assert re.search(r"^  Locate +0 of 1 point +0 %$", told, re.MULTILINE)
    assert re.search(r"^  Distinguish +0\.5 of 1 point +50 %$", told, re.MULTILINE)
    assert re.search(r"^  The council +1 +0$", told, re.MULTILINE)
    assert "Missed: 6 of 6" in told


@pytest.mark.parametrize(
    ("before", "typed", "expected"),
    [
        ([], "c", "type one letter from A to B"),
        ([], "ab", "type one letter from A to B"),
        ([""], "aez", "type one or more letters from A to D"),
        (["", ""], "maybe", "type t for true, f for false, n where the passage does not say"),
        (["", "", ""], "1", "type 2 numbers from 1 to 2"),
        (["", "", ""], "1 3", "type 2 numbers from 1 to 2"),
        (["", "", "", ""], "AB", "type the letters A to C, each once"),
        (["", "", "", ""], "AAB", "type the letters A to C, each once"),
    ],
)
def test_what_is_no_answer_is_told_in_one_line_and_asked_again(before, typed, expected, bank, typing):
    told = typing(bank, lines=[*before, typed])
    lines = [line for line in told.splitlines() if "is not an answer here" in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"“{typed}” is not an answer here: {expected}")
    after = told.partition(lines[0])[2]
    assert after.startswith("\n> \nResults")


def test_enter_alone_leaves_a_question_unanswered_and_it_can_be_gone_back_to(bank, typing):
    told = typing(bank, lines=["", "abc", "t", "12", "", "marta", "1", "b", "", "b", ""])
    assert "2 questions not answered: 1, 5." in told
    assert told.count("Question 1 of 6") == 2
    assert "1 question not answered: 5." in told
    assert "6 of 6 points: 100 %" in told


def test_p_shows_the_passage_again_and_the_question_after_it(bank, typing):
    told = typing(bank, lines=["p"])
    assert told.count("The Lighthouse Bees\n===") == 2
    assert told.count("Question 1 of 6") == 2


def test_b_goes_back_but_is_an_answer_where_b_is_on_offer(bank, typing):
    told = typing(bank, lines=["b", ":b"])
    assert "✓" not in told.partition("Question 2 of 6")[0]  # B was the right answer
    assert told.count("Question 1 of 6") == 2
    assert ":b back" in told
    told = typing(bank, lines=["a", "a", "b"])
    assert told.count("Question 2 of 6") == 2
    assert "This is the first question." in typing(bank, lines=[":b"])


def test_a_question_that_was_told_cannot_be_changed(bank, typing):
    told = typing(bank, lines=["a", ":b", "b", "", ":q"])
    assert "This question is marked already, so “b” changes nothing." in told
    assert "0 of 1 point: 0 %" in told


def test_q_finishes(bank, typing):
    told = typing(bank, lines=["b", "q", "t"])
    assert "Question 3" not in told
    assert "1 of 1 point: 100 %" in told


def test_in_a_test_nothing_is_told_before_the_end(bank, typing):
    told = typing(bank, "--test", lines=["a", "abc", "t", "12"])
    asked, _, results = told.partition("Results")
    assert not any(word in asked for word in ("Correct", "Not correct", "Why", "Points:", "misreads", "“the white"))
    assert "This answer misreads the right place in the passage." in results
    assert "Why: The first paragraph says so." in results


def test_in_a_test_an_answer_can_be_changed_and_taken_back(bank, typing):
    told = typing(bank, "--test", lines=["a", ":b", "b", "abc", ":b", "-", ":q"])
    assert "Your answer so far:\n  The harbour" in told
    assert "Your answer so far:\n  It stood empty\n  It was kept\n  Marta asked" in told
    assert "Your answer is taken back." in told
    assert "1 of 7 points: 14 %" in told
    kept = typing(bank, "--test", lines=["b", ":b", "", ":q"])
    assert "Enter keeps your answer" in kept
    assert "1 of 7 points: 14 %" in kept


def with_hints(bank: Path) -> Path:
    """The bank with two hints for its first question, the second of them free."""
    hints = "    hints: [Look up, {text: Not the harbour, cost: 0}]\n"
    bank.write_text(BANK.replace("    skill: locate\n", f"    skill: locate\n{hints}", 1), "utf-8")
    return bank


def test_a_hint_is_shown_and_costs_what_was_said(bank, typing):
    told = typing(with_hints(bank), lines=["h", "h", "h", "b", ":q"])
    assert "h hint, costs 25 % of the points" in told
    assert "Hint 1: Look up" in told
    assert "Hint 2: Not the harbour" in told
    assert "There is no other hint." in told
    assert "1 − 0.25 for 2 hints = 0.75" in told


def test_there_is_no_hint_where_there_is_none_or_in_a_test(bank, typing):
    assert "There is no hint." in typing(bank, lines=["h", ":q"])
    told = typing(with_hints(bank), "--test", lines=["h", ":q"])
    assert "A test has no hints." in told
    assert "Look up" not in told.partition("Results")[0]


def test_with_tries_a_wrong_answer_can_be_given_again(bank, typing):
    told = typing(bank, "--tries", 3, lines=["a", "b", "abd", "abc", ":q"])
    first, _, rest = told.partition("Question 2 of 6")
    before, _, after = first.partition("tries are left")
    assert "Not right yet" in before
    assert "On your answer: The harbour closed. This answer misreads the right place in the passage." in before
    assert "Why" not in before
    assert "The tower (the right answer)" not in before
    assert "What you get right from now on earns 2/3 of its points. Type the whole answer again." in " ".join(
        after.split()
    )
    assert "1 − 0.33 for 1 try before = 0.67" in after
    assert "Right: 2 of the 3 that you selected." in rest
    assert "2 − 0.67 for 1 try before = 1.33" in rest


def test_what_was_right_stays_for_the_next_try(bank, typing):
    told = typing(bank, "--tries", 2, lines=["", "", "", "11", "B2", ":q"])
    sorted_ = " ".join(told.partition("Question 4 of 6")[2].split())
    assert "Right so far: A" in sorted_
    assert "1 try is left." in sorted_
    assert "What you leave out stays as it is." in sorted_
    assert "Not done: questions 1, 2, 3, 5, 6 Nothing was missed" in sorted_


def test_with_certainty_it_is_asked_after_each_answer(bank, typing):
    told = typing(bank, "--certainty", lines=["b", "4", "", "3", "a", "1", ":q"])
    assert "  3  Very sure (right +3, wrong −6)" in told
    assert told.count("Type 1, 2 or 3.") == 2
    assert "Very sure: +3 by certainty" in told
    results = told.partition("How sure you were")[2]
    assert "Very sure: 1 of 1 right." in results
    assert "Points by certainty: +3.67" in results  # and a third of two points at the lowest


def test_a_certainty_that_is_not_said_counts_as_the_lowest_in_a_test(bank, typing):
    told = typing(bank, "--certainty", "--test", lines=["b", "", ":q"])
    assert "Not very sure: 1 of 1 right." in told


def test_the_time_of_a_test_is_told_and_kept(bank, typing, monkeypatch):
    bank.write_text(BANK.replace("passage:\n", "time_limit: 2\npassage:\n", 1), "utf-8")
    times = iter([0.0] * 8 + [1.0] * 4)
    monkeypatch.setattr("time.monotonic", lambda: next(times, 200.0))
    told = typing(bank, "--test", lines=["b", "abc", "t", "11", "ABC", "Marta"])
    assert "You have 2 min 0 s. Then the answers you have given count." in told
    assert "2 min 0 s left." in told
    assert "Time ran out, so this no longer counts." in told
    assert "Time ran out. The answers you had given by then count." in told
    assert "Question 6" not in told
    assert "You have 2 min" not in typing(bank, lines=[":q"])


def test_a_bank_is_found_by_its_name_alone_and_can_have_nine_tries(bank, typing, monkeypatch):
    monkeypatch.chdir(bank.parent)
    assert "8 tries are left" in typing(bank.name, "--tries", 9, lines=["a", ":q"])
    assert "tries are left" not in typing(bank.name, "--tries", 1, lines=["a", ":q"])


@pytest.mark.usefixtures("knows_banks")
def test_units_are_listed_with_an_empty_line_between_them(capsys):
    assert main(["list"]) == 0
    told = capsys.readouterr().out
    assert not told.startswith("\n")
    assert "\n\n" in told
    assert "no banks" not in told
    assert main(["list", "--json"]) == 0
    assert capsys.readouterr().out.startswith('{\n  "units": [')


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tries", "0"],
        ["--tries", "10"],
        ["--tries", "090"],
        ["--tries", "09"],
        ["--tries", "x"],
        ["--tries", "2", "--test"],
    ],
    ids=" ".join,
)
def test_tries_that_cannot_be_are_refused(arguments, bank, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["take", str(bank), *arguments])
    assert ended.value.code == 2
    assert "--tries" in capsys.readouterr().err


@pytest.mark.usefixtures("knows_banks")
def test_a_seed_shuffles_always_in_the_same_way(typing):
    lines = ["a", "b", "c"]
    first = typing("worcester-what-happened", "--test", "--seed", 5, lines=lines)
    assert first == typing("worcester-what-happened", "--test", "--seed", 5, lines=lines)
    assert first != typing("worcester-what-happened", "--test", "--seed", 6, lines=lines)


def test_the_result_as_json_is_alone_on_stdout(bank):
    done = program("take", bank, "--json", typed="b\nabc\n")
    assert done.returncode == 0
    assert json.loads(done.stdout)["earned"] == 3
    assert "Question 1 of 6" in done.stderr


@pytest.mark.usefixtures("knows_banks")
def test_the_end_of_input_finishes_with_what_there_is():
    done = program("take", "worcester-what-happened", typed=None)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "You did not answer anything." in done.stdout


def test_an_output_that_cannot_show_every_character(bank):
    done = program("take", bank, typed="a\nabd\n", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "x A  The harbour" in done.stdout
    assert "(2 right - 1 wrong) / 3 right answers x 2 points = 0.67" in done.stdout
    assert "?" not in done.stdout.partition("Not correct")[2].partition("Question 2")[0]


def test_input_that_is_no_utf_8_is_no_obstacle(bank):
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "quizapp", "take", bank], input=b"\xff\xfe\nb\n", capture_output=True, env=variables
    )
    assert done.returncode == 0
    assert "is not an answer here" in done.stdout.decode()


def test_nothing_in_a_bank_commands_the_terminal(tmp_path, capsys, typing):
    """The reader refuses such characters; what got in all the same, by a file's name or by typing, does no harm."""
    evil = tmp_path / "\x1b[31mevil\x1b]0;title\x07.yaml"
    try:
        evil.write_text(BANK.replace("skill: locate", "skill: locat"), encoding="utf-8")
    except OSError:
        pytest.skip("the file system does not take such names")
    assert main(["check", str(tmp_path)]) == 1
    assert main(["list", "--data-dir", str(tmp_path / "x")]) == 0
    printed = capsys.readouterr().out
    evil.rename(tmp_path / "good.yaml")
    (tmp_path / "good.yaml").write_text(BANK, encoding="utf-8")
    printed += typing(tmp_path / "good.yaml", lines=["\x1b[31mred", "\x9b2J"])
    assert "is not an answer here" in printed
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", printed)


def test_a_bank_with_mistakes_is_not_taken(bank, capsys):
    bank.write_text(BANK.replace("skill: locate", "skill: locat"))
    assert main(["take", str(bank)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Did you mean “locate”?" in printed.err


@pytest.mark.usefixtures("knows_banks")
def test_a_bank_or_a_file_that_is_not_there_is_told_in_one_line(capsys):
    unknown = "quizapp: There is no bank “nothing-of-this-name”. Name a file, or one of: "
    for name, told in (("nothing-of-this-name", unknown), *((f, "no such file.") for f in ("a.yaml", "./a", "a.yml"))):
        assert main(["take", name]) == 1
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert told in err


@ON_UNIX
def test_ctrl_c_ends_quietly(bank):
    command = [sys.executable, "-m", "quizapp", "take", str(bank)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env=variables, encoding="utf-8", **pipes) as process:
        told = ""
        while not told.endswith("\n> "):
            told += process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors == ""


@ON_UNIX
def test_in_a_real_terminal(bank):
    import pty

    ours, theirs = pty.openpty()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "quizapp", "take", str(bank)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=variables) as process:
        os.close(theirs)
        told = read_until(ours, b"\n> ")
        os.write(ours, b"b\n")
        told += read_until(ours, b"\n> ")
        os.write(ours, b"\x04")  # Ctrl+D
        told += read_until(ours, b"never")
        assert process.wait(timeout=30) == 0
    os.close(ours)
    assert b"Correct" in told
    assert b"1 of 1 point: 100 %" in told


def read_until(terminal: int, end: bytes) -> bytes:
    """What the program prints up to `end`, or until it ends."""
    told = b""
    with suppress(OSError):  # Linux: the other side is closed
        while not told.replace(b"\r", b"").endswith(end) and (more := os.read(terminal, 4096)):
            told += more
    return told


@pytest.mark.usefixtures("knows_banks")
@ON_UNIX
def test_a_reader_who_has_seen_enough_is_no_error():
    command = [sys.executable, "-m", "quizapp", "list", "--json"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=variables, timeout=60)
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.usefixtures("knows_banks")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_one_line():
    command = [sys.executable, "-m", "quizapp", "list"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=variables, timeout=60)
    assert done.returncode == 1
    assert done.stderr == b"quizapp: The output cannot be written: the disk is full.\n"


@pytest.mark.usefixtures("knows_banks")
@ON_UNIX
def test_closed_streams_are_no_obstacle(bank):
    script = f'"{sys.executable}" -m quizapp take "{bank}" <&- >&-; exec "{sys.executable}" -m quizapp list >&-'
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", script], stderr=subprocess.PIPE, env=variables, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


# take, with answers from a file


def keys(bank: Bank) -> dict[str, object]:
    return {question.id: question.write_response(question.correct_response()) for question in bank.questions}


def all_wrong(bank: Bank) -> dict[str, object]:
    return {question.id: question.write_response(wrong_response(question, bank.passage)) for question in bank.questions}


def write_answers(folder: Path, answers: object) -> Path:
    file = folder / "answers.yaml"
    file.write_text(json.dumps(answers), encoding="utf-8")  # JSON is YAML
    return file


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_all_keys_of_a_bundled_bank_earn_everything(path, tmp_path, capsys):
    bank = read_bank(path).bank
    data = data_of(capsys, "take", path, "--answers", write_answers(tmp_path, keys(bank)))
    assert data["earned"] == data["possible"] > 0
    assert data["percent"] == 100
    assert all(question["earned"] == question["possible"] for question in data["questions"])
    assert all(question["response"] == question["correct"] for question in data["questions"])
    assert data["missed"] == []
    assert all(total["earned"] == total["possible"] for total in data["skills"].values())


@pytest.mark.usefixtures("knows_banks")
@pytest.mark.parametrize("path", WORCESTER, ids=lambda path: path.stem)
def test_all_wrong_in_a_bundled_bank_earns_nothing(path, tmp_path, capsys):
    bank = read_bank(path).bank
    data = data_of(capsys, "take", bank.id, "--answers", write_answers(tmp_path, all_wrong(bank)))
    assert data["earned"] == data["percent"] == 0
    assert data["missed"] == [question.id for question in bank.questions]
    assert {question["status"] for question in data["questions"]} == {"marked"}


def test_answers_are_in_the_words_and_letters_of_the_file(bank, tmp_path, capsys):
    file = tmp_path / "answers.yaml"
    file.write_text(
        "single: The tower\nmultiple: [A, It was kept]\nvote: 'true'\n"
        "sort: {A: Marta, B: The council}\norder: [B, A, C]\nwho:\n"
    )
    data = data_of(capsys, "take", bank, "--answers", file)
    by_id = {question["id"]: question for question in data["questions"]}
    assert by_id["single"]["earned"] == 1
    assert by_id["multiple"]["earned"] == pytest.approx(4 / 3)
    assert [(part["id"], part["outcome"]) for part in by_id["multiple"]["parts"]] == [
        ("A", "right"),
        ("B", "right"),
        ("C", "missed"),
    ]
    assert by_id["multiple"]["response_lines"] == [part["text"] for part in by_id["multiple"]["parts"][:2]]
    assert by_id["single"]["correct_lines"] == ["The tower"]
    assert (by_id["multiple"]["rule"], by_id["multiple"]["right"], by_id["multiple"]["of"]) == (
        "right_minus_wrong",
        2,
        3,
    )
    assert by_id["order"]["response"] == ["B", "A", "C"]
    assert by_id["order"]["correct"] == ["A", "B", "C"]
    assert by_id["order"]["earned"] == 0.5
    assert by_id["who"]["status"] == "unanswered"
    assert by_id["who"]["response"] is None
    assert data["missed"] == ["multiple", "order", "who"]
    assert data["distinctions"][0]["counts"] == [[1, 0, 0], [0, 1, 0]]


def test_answers_as_text_tell_what_was_missed(bank, tmp_path, capsys):
    assert main(["take", str(bank), "--answers", str(write_answers(tmp_path, {"single": "A"}))]) == 0
    told = capsys.readouterr().out
    assert "Question 1" not in told
    assert "0 of 7 points: 0 %\n" in told
    assert "On your answer: The harbour closed." in told


SHUFFLED = """\
  - id: rows
    type: table
    stem: Rows?
    columns: ["yes", "no"]
    rows:
{rows}
  - id: pairs
    type: matching
    stem: Pairs?
    options: [zebra, ape, bee, cow, dog, elk]
    prompts:
{prompts}
  - id: several
    type: multiple_choice
    stem: Several?
    options:
{options}
"""


def test_answers_are_told_in_the_letters_of_the_file_at_each_run(bank, tmp_path, capsys):
    text = bank.read_text(encoding="utf-8")
    questions = SHUFFLED.format(
        rows="".join(f"      - {{text: row {n}, key: 'yes', evidence: eleven years}}\n" for n in "ABCDEF").rstrip(),
        prompts="".join(
            f"      - {{text: prompt {n}, option: {o}}}\n"
            for n, o in zip("ABCDEF", ("zebra", "ape", "bee", "cow", "dog", "elk"), strict=True)
        ).rstrip(),
        options="".join(f"      - {{text: option {n}, key: {str(n < 'D').lower()}}}\n" for n in "ABCDEF").rstrip(),
    )
    bank.write_text(text.rstrip() + "\n" + questions, encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text("rows: {A: 'yes', D: 'no'}\npairs: {A: B, C: C}\nseveral: [A, E]\n")
    outs = []
    for _ in range(3):
        assert main(["take", str(bank), "--answers", str(answers)]) == 0
        outs.append(capsys.readouterr().out)
    assert len(set(outs)) == 1
    for letter in "ABCDEF":
        assert re.search(rf"^  . {letter}  row {letter} ", outs[0], re.MULTILINE)
        assert re.search(rf"^  . {letter}  prompt {letter} ", outs[0], re.MULTILINE)
        if letter in "ABCE":
            assert re.search(rf"^  . {letter}  option {letter} ", outs[0], re.MULTILINE)


def test_a_seed_has_nothing_to_shuffle_where_answers_come_from_a_file(bank, tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["take", str(bank), "--answers", str(write_answers(tmp_path, {})), "--seed", "1"])
    assert "--seed" in capsys.readouterr().err


def test_mistakes_in_an_answers_file_stop_the_marking(bank, tmp_path, capsys):
    file = tmp_path / "answers.yaml"
    file.write_text("single: A\nsinge: B\nvote: perhaps\n", encoding="utf-8")
    assert main(["take", str(bank), "--answers", str(file), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    first, second = printed.err.splitlines()
    assert first == f"{file}:2: singe: There is no question “singe” in the bank. Did you mean “single”?"
    assert second.startswith(f"{file}:3: vote: “perhaps” is not a response to this question.")


def test_a_missing_answers_file(bank, tmp_path, capsys):
    assert main(["take", str(bank), "--answers", str(tmp_path / "none.yaml")]) == 1
    assert "none.yaml: There is no such file." in capsys.readouterr().err


# The window


NO_SCREEN = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.parametrize(
    "screen", [{}, {"DISPLAY": ":987"}, {"DISPLAY": "nonsense"}, {"WAYLAND_DISPLAY": "none-0"}], ids=str
)
def test_without_a_screen_one_line_names_the_way_out(screen, tmp_path):
    done = program(**{**NO_SCREEN, **screen, "XDG_RUNTIME_DIR": str(tmp_path)})
    assert (done.returncode, done.stdout) == (1, "")
    assert "quizapp take" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_window_gets_the_files_and_the_folder(tmp_path, monkeypatch):
    opened = []

    def run(user_paths, files, no_screen, language, room):
        opened.append((user_paths.data, files, language, room.file))
        return 3

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    app = SimpleNamespace(run=run)
    monkeypatch.setitem(sys.modules, "quizapp.app", app)
    monkeypatch.setattr("quizapp.app", app, raising=False)
    assert main(["a.yaml", "--data-dir", str(tmp_path), "b.yaml"]) == 3
    assert main(["--data-dir", str(tmp_path)]) == 3
    assert main(["--data-dir", str(tmp_path), "--language", "es-MX"]) == 3
    room = tmp_path / "room.yaml"
    room.write_text("modes: [test]\n")
    assert main(["--room", str(room), "--data-dir", str(tmp_path)]) == 3
    assert main(["--data-dir", str(tmp_path), f"--room={room}", "a.yaml"]) == 3
    files = [Path("a.yaml"), Path("b.yaml")]
    assert opened[:3] == [(tmp_path, files, "", None), (tmp_path, [], "", None), (tmp_path, [], "es", None)]
    assert opened[3:] == [(tmp_path, [], "", room), (tmp_path, files[:1], "", room)]


class Failing(MetaPathFinder):
    """Importing the window fails with `error`."""

    def __init__(self, error: ImportError) -> None:
        self.error = error

    def find_spec(self, fullname, path=None, target=None):
        if fullname == "quizapp.app":
            raise self.error


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (
            ImportError("libEGL.so.1: cannot open shared object file: No such file", name="PySide6.QtGui"),
            "sudo apt-get install libegl1",
        ),
        (
            ImportError("libodd.so.7: cannot open shared object file: No such file", name="PySide6.QtGui"),
            "needs libodd.so.7, which this system lacks. On Debian or Ubuntu, type: sudo apt-get install libodd7",
        ),
        (ModuleNotFoundError("No module named 'PySide6'", name="PySide6"), "pip install PySide6-Essentials"),
        (ImportError("DLL load failed\nwhile importing", name="PySide6.QtCore"), "pip install --force-reinstall"),
    ],
)
def test_a_qt_that_cannot_be_loaded_is_told_with_a_remedy(error, remedy, monkeypatch, capsys):
    fail_to_import(monkeypatch, error)
    assert main([]) == 1
    told = capsys.readouterr().err
    assert remedy in told
    assert told.count("\n") == 1


def test_a_bug_in_the_window_is_not_taken_for_a_missing_qt(monkeypatch):
    fail_to_import(monkeypatch, ImportError("cannot import name 'x'", name="quizapp.gui.shell.main_window"))
    with pytest.raises(ImportError, match="cannot import name"):
        main([])


def fail_to_import(monkeypatch: pytest.MonkeyPatch, error: ImportError) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delitem(sys.modules, "quizapp.app", raising=False)
    monkeypatch.delattr("quizapp.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Failing(error), *sys.meta_path])


def test_a_bank_without_a_passage_is_checked_listed_and_taken(tmp_path, typing, capsys):
    path = Path(__file__).parent / "data" / "no-passage.yaml"
    assert main(["check", str(path)]) == 0
    capsys.readouterr()
    printed = typing(path, lines=["p", "b", "6", "q"])
    assert "passage" not in printed.replace("This bank has no passage.", "")
    assert "This bank has no passage." in printed
    assert "How many wings does a bee have?" in printed
    own = tmp_path / "own"
    (own / "banks").mkdir(parents=True)
    (own / "banks" / "bees.yaml").write_bytes(path.read_bytes())
    capsys.readouterr()
    assert main(["list", "--data-dir", str(own)]) == 0
    assert "Without a text\n  Bees " in capsys.readouterr().out


@pytest.mark.parametrize("command", ["l", "L", ":L"])
def test_a_text_is_read_at_another_level_in_the_terminal(tmp_path: Path, typing, command: str) -> None:
    path = tmp_path / "tower.yaml"
    path.write_text(TEXT, encoding="utf-8")
    told = typing(path, "--level", "easier", "--seed", 1, lines=["a", command, "1 2", "q"])
    begun, changed = told.split("Reading level: Very short.")
    assert "Reading level: Easier to read." in begun
    assert "Somebody bought its lamp." in begun
    assert "l next level" in begun
    assert "Marta Ruiz wanted one summer for her bees." in changed
    assert "Reading level: Easier to read, Very short" in changed
    locked = tmp_path / "locked.yaml"
    locked.write_text(f"level_locked: true\n{TEXT}", encoding="utf-8")
    assert "next level" not in typing(locked, lines=["q"])
    assert main(["take", str(locked), "--level", "easier"]) == 1
