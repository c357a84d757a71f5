"""The commands for banks, line for line: list, pack, take from a pack, import as JSON."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.formats.pack_file import read_pack

QUESTION = "questions: [{id: q, type: true_false, stem: Is it?, key: true, skill: locate}]\n"
PASSAGE = f'passage: {{text: "# The Bees\\n\\n{"bees " * 500}"}}\n'
MANY = "".join(f"  - {{id: q{number}, type: true_false, stem: Is it?, key: true}}\n" for number in range(120))


@pytest.fixture
def quizapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a command on four banks in a data folder; gives its exit code and what it printed, on both streams."""
    banks = tmp_path / "data" / "banks"
    banks.mkdir(parents=True)
    (banks / "a.yaml").write_text(f"id: a\ntitle: One\n{PASSAGE}{QUESTION}")
    (banks / "b.yaml").write_text(f"id: b\ntitle: A longer title\nquestions:\n{MANY}")
    (banks / "c.yaml").write_text(f"id: c\ntitle: C\n{QUESTION}")
    (banks / "d.yaml").write_text(f"id: d\ntitle: D\n{QUESTION.replace('key: true', 'key: maybe')}")
    (banks / "es.yaml").write_text(f"id: es\ntitle: Uno\nlanguage: es\ntranslation_of: a\n{PASSAGE}{QUESTION}")

    def run(*arguments: object) -> tuple[int, str]:
        code = main([*map(str, arguments), "--data-dir", str(tmp_path / "data")])
        printed = capsys.readouterr()
        return code, (printed.out + printed.err).replace(str(banks), "BANKS").replace(str(tmp_path), "TMP")

    return run


def test_columns_of_a_list_stand_below_each_other(quizapp):
    code, text = quizapp("list")
    assert code == 0
    assert text.split("\n\n", 2)[2] == (
        "The Bees (500 words, about 2 min)\n"
        "  One    1 question   a  (also in: es)\n"
        "\n"
        "Without a text\n"
        "  A longer title  120 questions  b\n"
        "  C                 1 question   c\n"
        "\n"
        "With mistakes\n"
        "  BANKS/d.yaml\n"
        "    BANKS/d.yaml:3: question q: questions[1].key: “maybe” is not one of the words that can be here. "
        "Write one of: false, not_stated, true.\n"
    )


def test_a_pack_says_what_it_was_told_and_what_is_in_it(quizapp, tmp_path):
    target = tmp_path / "p.quizpack"
    about = ("--id", "my", "--title", "Mine", "--author", "Ada", "--license", "CC0", "--version", "1.3")
    code, text = quizapp("pack", tmp_path / "data" / "banks" / "a.yaml", "b", "--to", target, *about, "--json")
    told = json.loads(text)
    manifest = read_pack(target).manifest
    assert (code, told) == (0, {
        "file": "TMP/p.quizpack", "id": "my", "title": "Mine", "version": "1.3",
        "banks": ["a.yaml", "b.yaml", "es.yaml"], "content": manifest.content, "files": 4,
    })  # fmt: skip
    assert (manifest.author, manifest.license) == ("Ada", "CC0")
    assert quizapp("take", target) == (
        1,
        "quizapp: There are several banks in p.quizpack. Name one of them: TMP/p.quizpack/a.yaml, "
        "TMP/p.quizpack/b.yaml, TMP/p.quizpack/es.yaml.\n",
    )
    for option, banks in (((), "2 banks"), (("--no-translations",), "1 bank")):
        assert quizapp("pack", "a", "--to", target, *option) == (
            0, f"TMP/p.quizpack: “The Bees”, version 1: {banks}\n",
        )  # fmt: skip
    code, text = quizapp("pack", tmp_path / "data" / "banks" / "d.yaml", "--to", tmp_path / "d.quizpack")
    assert (code, text.count("“maybe”"), (tmp_path / "d.quizpack").exists()) == (1, 1, False)


def test_a_file_of_the_library_is_taken_in_another_language(quizapp, tmp_path):
    answers = tmp_path / "answers.yaml"
    answers.write_text("q: 'true'\n")
    for bank, language, taken in (("a.yaml", ("--bank-language", "es"), "es"), ("a.yaml", (), "a")):
        path = tmp_path / "data" / "banks" / bank
        code, text = quizapp("take", path, *language, "--answers", answers, "--json")
        assert (code, json.loads(text)["bank"]) == (0, taken)


def test_a_bank_with_mistakes_is_not_written_and_one_without_levels_has_none(quizapp, tmp_path):
    broken = tmp_path / "data" / "banks" / "d.yaml"
    code, text = quizapp("export-bank", broken, "--to", tmp_path / "d.csv")
    assert (code, text.count("“maybe”"), (tmp_path / "d.csv").exists()) == (1, 1, False)
    told = "quizapp: “One” has one level only. Leave --level out.\n"
    assert quizapp("take", "a", "--level", "easier") == (1, told)


def test_answers_from_a_file_have_all_the_time_there_is(quizapp, tmp_path, monkeypatch):
    bank, answers = tmp_path / "limited.yaml", tmp_path / "answers.yaml"
    bank.write_text(f"id: limited\ntitle: L\ntime_limit: 1\n{QUESTION}")
    answers.write_text("q: 'true'\n")
    hours = count(0.0, 3600.0)
    monkeypatch.setattr("time.monotonic", lambda: next(hours))
    code, text = quizapp("take", bank, "--answers", answers)
    assert (code, "1 of 1 point: 100 %" in text, "Time ran out" in text) == (0, True, False)


def test_what_was_lost_is_data_too(quizapp, tmp_path):
    file, out = tmp_path / "x.gift", tmp_path / "out"
    file.write_text("::One::Who asked?{=Marta ~The council}\n\n::Two::{}\n\n::Three::Why?{#}\n")
    code, text = quizapp("import", file, "--to", out, "--json")
    (told,) = json.loads(text)["files"]
    losses = [
        {
            "line": line,
            "question": name,
            "made": 0,
            "losses": [{"kind": "left_out", "code": code, "text": said}],
        }
        for line, name, code, said in (
            (3, "Two", "no_text", "It has no text."),
            (5, "Three", "no_key", "No answer is marked as right. Mark it in the file, and import it again."),
        )
    ]
    assert (code, told) == (0, {
        "source": "TMP/x.gift", "report": "TMP/out/x.report.md", "problems": [], "notes": [], "losses": losses,
        "banks": [{"file": "TMP/out/x.yaml", "id": "x", "title": "x", "questions": 1}],
        "read": 3, "as_they_were": 1, "with_changes": 0, "left_out": 2,
    })  # fmt: skip
    code, text = quizapp("export-bank", out / "x.yaml", "--to", tmp_path / "x.csv", "--json")
    told = json.loads(text)
    assert (code, told["file"], told["format"], told["report"]) == (0, "TMP/x.csv", "csv", "TMP/x.report.md")
    assert (told["read"], told["as_they_were"], told["losses"]) == (1, 1, [])
    assert quizapp("import", file, "--to", file) == (
        1, "quizapp: TMP/x.gift is not a folder. Name another one with --to.\n",
    )  # fmt: skip
    (tmp_path / "none.txt").write_text("Dear all,\nthis is no quiz.\n")
    code, text = quizapp("import", tmp_path / "none.txt", file, "--to", tmp_path / "other", "--json")
    none, some = json.loads(text)["files"]
    assert (code, none["report"], len(none["problems"]), some["problems"]) == (1, None, 1, [])
