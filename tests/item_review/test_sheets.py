"""A sheet tells no key, and its answers are marked as those of the program are."""

import json
import re
import sys

import pytest

from quizapp.paths import questions_dir
from quizapp.question_types.two_part import TwoPart
from tests.item_review import sheets
from tests.item_review.banks import banks_in

TOUR = questions_dir() / "tour" / "every-type.yaml"


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the script; what it printed."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sheets", *map(str, arguments)])
        sheets.main()
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("with_passage", [False, True])
def test_a_sheet_tells_no_key(run, tmp_path, with_passage):
    told = run("make", TOUR, "--to", tmp_path, *["--passage"] * with_passage)
    sheet = (tmp_path / "sheet.md").read_text(encoding="utf-8")
    (bank,) = banks_in([TOUR]).values()
    for question in bank.questions:
        parts = question.questions.values() if isinstance(question, TwoPart) else (question,)
        for text in (hint for part in parts for hint in (part.explanation, *(h.text for h in part.hints))):
            assert not text or text not in sheet
    assert ("The lamp was switched off the following spring" in sheet) == with_passage
    assert ("left out: sentences to select" in told) != with_passage
    assert "left out: written answers" in told


def test_answers_are_marked_in_the_order_of_the_sheet(run, tmp_path):
    run("make", TOUR, "--to", tmp_path)
    key = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    number = next(number for number, entry in key.items() if entry["id"] == "why-costs")
    sheet = (tmp_path / "sheet.md").read_text(encoding="utf-8")
    letter = re.search(r"^  ([A-D])  Money is likely to move the council", sheet, re.MULTILINE)[1]
    (tmp_path / "right.json").write_text(json.dumps({number: letter}))
    (tmp_path / "unread.json").write_text(json.dumps({number: "the first one"}))
    told = run("mark", tmp_path / "key.json", tmp_path / "right.json", tmp_path / "unread.json", "--by-question")
    assert re.search(rf"^{number}  1 of 2 right  1.00 0.00  tour-every-type:why-costs$", told, re.MULTILINE)
    assert f"unread.json: could not be read: {number}" in told
    share = 100 / len(key)
    assert re.search(rf"^all +{len(key)} +{share:.1f} +0\.0 +{share / 2:.1f}$", told, re.MULTILINE)
