"""`quizapp check` with findings: as lines for people, with color where that is wanted, as JSON and as SARIF."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from quizapp.cli import main
from quizapp.lint.catalog import RULES
from quizapp.services.packs import make_pack

BANK = """\
id: bees
title: The Bees
silenced:
  no_feedback: A bank to be tried with.
passage:
  text: |
    # The Bees

    The harbor closed in 1974. The tower stood empty for eleven years.

    Bees moved in. *Nobody* saw them.
questions:
  - id: side
    type: single_choice
    stem: When did the harbor close?
    evidence: closed in 1974
    options: [{text: In 1974, key: true}, Later]
  - {id: who, type: short_answer, stem: Who moved in?, accepted: [bees]}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


def test_a_line_has_file_line_column_severity_words_and_rule(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(bank)]) == 1

    assert capsys.readouterr().out.splitlines() == [
        f"{bank}:17:5: warning: question side: There are only 2 options to choose from. Offer three to five options; "
        "where several are right, up to eight. [option_count]",
        f"{bank}:18:5: error: question who: No words of the passage are quoted that show why the key is right. Add "
        "“evidence” with the words of the passage that the key rests on. [evidence_missing]",
        "1 bank, 2 questions: 1 error, 1 warning found. 1 finding is silenced.",
    ]


def test_warnings_alone_and_what_is_silenced_are_no_failure(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank.write_text(BANK.replace("accepted", "evidence: Bees moved in, accepted"), encoding="utf-8")
    assert main(["check", str(bank)]) == 0
    assert "1 warning found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("is_terminal", "no_color", "term", "is_colored"),
    [(True, "", "xterm", True), (True, "1", "xterm", False), (True, "", "dumb", False), (False, "", "xterm", False)],
)
def test_there_is_color_in_a_terminal_alone_and_where_nobody_asks_for_none(
    bank: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_terminal: bool,
    no_color: str,
    term: str,
    is_colored: bool,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)

    main(["check", str(bank)])

    assert ("\x1b[" in capsys.readouterr().out) == is_colored


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    main(["check", *map(str, arguments)])
    return json.loads(capsys.readouterr().out)


def test_as_json(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = printed(capsys, bank, "--json", "--coverage")

    first, second = data["findings"]
    assert (first["line"], first["column"], first["rule"], first["severity"]) == (17, 5, "option_count", "warning")
    assert (second["question"], second["field"], second["file"]) == ("who", "questions[2]", str(bank))
    (silenced,) = data["silenced"]
    assert (silenced["rule"], silenced["reason"]) == ("no_feedback", "A bank to be tried with.")
    (coverage,) = data["coverage"]
    assert (coverage["sentences"], coverage["share"]) == (4, 0.25)
    assert [each["paragraph"] for each in coverage["free"]] == [1, 2, 2]


def test_the_coverage_counts_all_banks_that_have_the_same_passage(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for id_, quote in (("one", "closed in 1974"), ("two", "Bees moved in")):
        question = f"{{id: q, type: short_answer, stem: Who?, accepted: [bees], evidence: {quote}}}"
        (bank.parent / f"{id_}.yaml").write_text(
            f"id: {id_}\ntitle: The Bees\npassage: {{file: bees.md}}\nquestions: [{question}]\n", encoding="utf-8"
        )
    (bank.parent / "bees.md").write_text("The harbor closed in 1974. Bees moved in. The end.", encoding="utf-8")
    bank.unlink()

    main(["check", str(bank.parent), "--coverage"])

    lines = capsys.readouterr().out.splitlines()
    assert f"{bank.parent / 'bees.md'}: questions rest on 2 of 3 sentences (67 %)." in lines
    assert lines[-2].strip() == "paragraph 1: “The end.”"


def test_the_coverage_counts_the_sentences_that_are_to_be_selected(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_parts = (
        "  - {id: both, type: two_part, stem: Two, part_a: {type: short_answer, stem: Who?, accepted: [bees]}, "
        "part_b: {type: evidence, stem: Where?, keys: [eleven years]}}\n"
    )
    bank.write_text(BANK + "  - {id: select, type: evidence, stem: Who?, keys: [Bees moved in]}\n" + two_parts)

    (coverage,) = printed(capsys, bank, "--json", "--coverage")["coverage"]

    assert [each["text"] for each in coverage["free"]] == ["Nobody saw them."]


def test_as_sarif(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bank.parent / "broken.yaml").write_text("id: 'X {0}'\ntitle: X\nquestions: []\n", encoding="utf-8")

    log = printed(capsys, bank.parent, "--sarif")

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule.name for rule in RULES} <= {rule["id"] for rule in rules}
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert run["columnKind"] == "unicodeCodePoints"
    results = {result["ruleId"]: result for result in run["results"]}
    assert set(results) == {"no_questions", "bad_id", "option_count", "evidence_missing", "no_feedback"}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert results["evidence_missing"]["level"] == "error"
    (location,) = results["option_count"]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": bank.as_uri()},
        "region": {"startLine": 17, "startColumn": 5},
    }
    suppressions = {name: result["suppressions"] for name, result in results.items()}  # in each, or in none
    reason = {"kind": "inSource", "justification": "A bank to be tried with."}
    assert suppressions == {name: [reason] if name == "no_feedback" else [] for name in results}


def test_sarif_has_no_place_that_nobody_fills(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank.write_text(BANK.replace("id: bees", "id: 'X {0}'"), encoding="utf-8")

    (run,) = printed(capsys, bank, "--sarif")["runs"]

    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert rules["bad_id"] == "“…” cannot be an id."
    assert run["results"][0]["message"]["text"].startswith("“X {{0}}” cannot be an id.")


@pytest.mark.parametrize("other", ["--json", "--readability", "--coverage"])
def test_what_sarif_has_no_place_for_is_refused(bank: Path, capsys: pytest.CaptureFixture[str], other: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["check", str(bank), "--sarif", other])
    assert "--sarif" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are Unicode there")
def test_sarif_names_a_file_whose_name_is_no_unicode(
    bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bank.parent)
    name = os.fsdecode(b"caf\xe9.yaml")
    bank.rename(name)

    (run,) = printed(capsys, name, "--sarif")["runs"]

    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "caf%E9.yaml"


def test_lines_are_told_in_a_pack_too(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_pack([bank], tmp_path / "bees.quizpack")

    found = {each["line"] for each in printed(capsys, tmp_path / "bees.quizpack", "--json")["findings"]}

    assert found == {17, 18}


def test_a_program_that_hears_nothing_is_told_by_the_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bees.yaml").write_text(BANK.replace("title:", "titel:"), "utf-8")
    monkeypatch.setattr(sys, "stdout", None)  # as the shell's `>&-` leaves it
    assert main(["check", str(tmp_path / "bees.yaml")]) == 1
