"""The command print, as a teacher types it: sheets, key, feedback and lists."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.domain.desk_entry import Released
from quizapp.services.desk.paper_answers import save_answers
from tests.desks import BANK, assigned, hand_in, new_desk, taken
from tests.gui.conftest import qapp  # noqa: F401 (a fixture)
from tests.test_cli_desk import quizapp  # noqa: F401 (a fixture)

SINGLE = next(question for question in BANK.questions if question.type_name == "single_choice")
ESSAY = next(question for question in BANK.questions if question.is_rated)
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the file with poppler-utils")


@pytest.fixture
def lesson(quizapp, tmp_path):  # noqa: F811
    """Ada answered on paper, Björn in the window, and 陈 not at all; runs a command."""
    desk = new_desk(tmp_path / "data")
    _, assignment = assigned(desk)
    ada, bjorn, _ = assignment.members
    save_answers(desk, assignment, ada, "B", [])
    hand_in(desk, tmp_path / "in", taken(assignment, bjorn, {SINGLE.id: SINGLE.key, ESSAY.id: {"text": "Bees stay."}}))
    desk.close()
    assert quizapp("collect", tmp_path / "in")[0] == 0
    return quizapp


def printed(tmp_path, *arguments):
    """Run the command as a process of its own, where there is no screen."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    command = [sys.executable, "-m", "quizapp", "print", *map(str, arguments), "--data-dir", str(tmp_path / "data")]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def text_of(path):
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, encoding="utf-8")
    return " ".join(done.stdout.split())


def entries_of(tmp_path):
    desk = new_desk(tmp_path / "data")
    (line,) = desk.store.assignments()
    found = desk.store.entries(line.id)
    desk.close()
    return found


@needs_poppler
@pytest.mark.usefixtures("qapp")
def test_sheets_key_and_list_are_printed(lesson, tmp_path):
    sheets, key, names = tmp_path / "s.pdf", tmp_path / "k.pdf", tmp_path / "n.pdf"
    code, text = printed(tmp_path, "bees", "--to", sheets, "--versions", "A-B", "--paper", "Letter", "--language", "es")
    assert (code, text) == (0, f"Imprime este archivo: {sheets}\n")
    assert "Versión A" in text_of(sheets)
    assert "Versión B" in text_of(sheets)
    assert "Versión C" not in text_of(sheets)
    assert "(1 punto)" in text_of(sheets)
    assert lesson("print", "Bees", "--to", key, "--versions", "b, a", "--key") == (0, f"Print this file: {key}\n")
    assert "Answers by version Question Version A Version B" in text_of(key)
    assert "Right answer" not in text_of(sheets)
    code, text = lesson("print", "--class", "7b", "--to", names, "--json")
    assert (code, json.loads(text)) == (0, {"files": [str(names)]})
    assert "1 Ada 2 Björn" in text_of(names)
    for versions, shown in (("A", ""), ("B-D", "BCD"), ("c-c", "C"), ("AD", "AD")):
        assert lesson("print", "Bees", "--to", sheets, "--versions", versions)[0] == 0
        text = text_of(sheets)
        assert "".join(letter for letter in "ABCD" if f"Version {letter}" in text) == shown, versions
    sizes = []
    for paper in ("A4", "Letter"):
        lesson("print", "--class", "7b", "--to", names, "--paper", paper)
        sizes.append(re.search(rb"/MediaBox \[([\d. ]+)]", names.read_bytes())[1].split()[2:])
    assert [round(float(number)) for each in sizes for number in each] == [595, 842, 612, 792]
    assert not any(isinstance(entry, Released) for entry in entries_of(tmp_path))


@needs_poppler
@pytest.mark.usefixtures("qapp")
def test_feedback_is_printed_with_the_teachers_words_and_released(lesson, tmp_path):
    one = tmp_path / "b.PDF"
    assert lesson("print", "Bees", "--to", one, "--feedback", "Björn")[0] == 0
    assert "Name Björn" in text_of(one)
    assert sum(isinstance(entry, Released) for entry in entries_of(tmp_path)) == 1
    folder = tmp_path / "all"
    folder.mkdir()
    code, text = lesson("print", "Bees", "--to", folder, "--all", "--json")
    assert (code, sorted(json.loads(text)["files"])) == (0, [str(folder / f"Bees - {n}.pdf") for n in ("Ada", "Björn")])
    assert sorted(path.name for path in folder.iterdir()) == ["Bees - Ada.pdf", "Bees - Björn.pdf"]
    assert lesson("print", "Bees", "--to", one, "--all")[0] == 0
    assert all(f"Name {name}" in text_of(one) for name in ("Ada", "Björn"))
    alone = tmp_path / "alone"
    alone.mkdir()
    assert lesson("print", "Bees", "--to", alone, "--feedback", "Ada")[0] == 0
    assert [path.name for path in alone.iterdir()] == ["Bees - Ada.pdf"]

    code, text = lesson("grades", "--of", "Bees", "--release", "--to", folder)
    assert "Ada answered on paper: print the feedback with quizapp print." in text
    assert [path.name for path in folder.glob("*.quizfeedback")] == ["Bees - Björn.quizfeedback"]


def test_what_cannot_be_printed_is_told_in_a_sentence_and_nothing_is_written(lesson, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    for arguments, said in (
        (["Bees", "--to", "x.pdf", "--versions", "E"], "“E” is not a list of versions. Write letters from A to D"),
        (["Bees", "--to", "x.pdf", "--versions", "B-A"], "“B-A” is not a list of versions."),
        (["Bees", "--to", "x.pdf", "--versions", ""], "“” is not a list of versions."),
        (["Bees", "--to", "x.pdf", "--versions", "A-BC"], "“A-BC” is not a list of versions."),
        (["Wasps", "--to", "x.pdf"], "There is no assignment “Wasps”."),
        (["Wasps", "--to", ".", "--feedback", "Ada"], "There is no assignment “Wasps”."),
        (["Wasps", "--to", ".", "--all"], "There is no assignment “Wasps”."),
        (["--class", "9z", "--to", "x.pdf"], "9z"),
        (["Bees", "--to", "x.pdf", "--feedback", "陈"], "None of these learners has handed in."),
    ):
        code, text = lesson("print", *arguments)
        assert code == 1, arguments
        assert said in text
        assert sorted(tmp_path.iterdir()) == before
    for arguments in (
        ("Bees", "--to", "x"),
        ("Bees", "--to", "x", "--key"),
        ("Bees", "--class", "7b", "--to", "x.pdf"),
    ):
        with pytest.raises(SystemExit, match="2"):
            lesson("print", *arguments)
