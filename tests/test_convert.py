"""Articles of OneStopQA in the command line: what somebody notices who imports one, also by the old name `convert`."""

import json
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.formats.native import read_bank
from quizapp.services.exchange import is_of_other_tool
from tests.interchange.articles import ARTICLE

LEVELS = ["elementary", "intermediate", "advanced"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "The-Bees.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("command", ["import", "convert"])
def test_an_article_becomes_a_bank_with_its_levels(command, article, out, capsys):
    assert is_of_other_tool(article)
    assert main([command, str(article), "--to", str(out)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        f"{out / 'the-bees.yaml'}: 6 questions",
        f"{article}: 7 read: 7 imported as they were, 0 with changes, 0 left out.",
        f"Report: {out / 'The-Bees.report.md'}",
    ]
    assert names(out) == ["The-Bees.report.md", "the-bees.yaml"]
    bank = read_bank(out / "the-bees.yaml").bank
    assert bank is not None
    assert [level.name.casefold() for level in bank.levels] == LEVELS
    assert main(["check", str(out)]) == 0


def test_an_imported_bank_can_be_taken(article, out, tmp_path, capsys):
    main(["import", str(article), "--to", str(out)])
    answers = tmp_path / "answers.yaml"
    answers.write_text("".join(f"p{p}-q{q}: A\n" for p in (1, 2) for q in (1, 2, 3)))
    capsys.readouterr()

    take = ["take", str(out / "the-bees.yaml"), "--answers", str(answers), "--data-dir", str(tmp_path)]
    for level, name in {"elementary": "Elementary", "advanced": "Advanced", "Intermediate": "Intermediate"}.items():
        assert main([*take, "--level", level, "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["earned"] == data["possible"] == 6
        assert data["reading_levels"] == [name]
    assert main([*take, "--level", "harder"]) == 1
    assert "has no level “harder”. Choose one of: elementary (Elementary), " in capsys.readouterr().err
    assert main([*take]) == 0
    assert "Reading level: Advanced" in capsys.readouterr().out


@pytest.mark.parametrize("chosen", [["advanced"], ["elementary", "advanced"]])
def test_one_level_or_two_also_of_a_folder(chosen, article, out, capsys):
    levels = [part for level in chosen for part in ("--level", level)]
    for source in (article, article.parent):
        assert main(["import", str(source), "--to", str(out), "--force", *levels]) == 0
        assert [name for name in names(out) if name.endswith(".yaml")] == [f"the-bees-{'-'.join(chosen)}.yaml"]


def test_nothing_is_said_to_be_imported_where_it_was_not_written(article, out, capsys):
    main(["import", str(article), "--to", str(out)])
    capsys.readouterr()
    assert main(["import", str(article), "--to", str(out)]) == 1
    told = capsys.readouterr()
    assert "already" in told.err + told.out
    assert "imported as they were" not in told.out


def test_a_file_with_mistakes_gives_no_bank_but_the_others_do(article, out, tmp_path, capsys):
    bad = tmp_path / "bad.txt"
    bad.write_text(ARTICLE.replace("d: Money\n", "").replace("</D1> was", " was", 1), encoding="utf-8")

    assert main(["import", str(bad), str(article), "--to", str(out)]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{bad}:7: paragraphs[1].Adv: “<D1>” begins a span that does not end. Write </D1>")
    assert second.startswith(f"{bad}:36: paragraphs[2].questions[1]: The question has no option “d:”.")
    assert names(out) == ["The-Bees.report.md", "the-bees.yaml"]

    assert main(["import", str(bad), "--to", str(out), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["files"]
    assert [(each["line"], each["code"]) for each in found["problems"]] == [
        (7, "article_mark_not_closed"),
        (36, "article_option_missing"),
    ]


def test_a_sheet_that_only_looks_a_little_like_an_article_is_read_as_one_of_its_own(tmp_path, out):
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("# Title\n\n1. Who asked?\na) The council\n*b) Marta\n", encoding="utf-8")
    assert main(["import", str(sheet), "--to", str(out)]) == 0
    bank = read_bank(out / "title.yaml").bank
    assert bank is not None
    assert [question.type_name for question in bank.questions] == ["single_choice"]


def test_usage_and_help(capsys):
    for command in ("import", "convert"):
        with pytest.raises(SystemExit, match="2"):
            main([command, "a.txt", "--to", "x", "--level", "hard"])
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        told = capsys.readouterr().out
        assert all(word in told for word in ("OneStopQA", "--force", "--json", "--level", *LEVELS))
        assert f"usage: quizapp {command}" in told
