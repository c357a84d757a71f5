"""Converting in the command line: what somebody notices who types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import quizapp.settings
from quizapp.cli import main
from quizapp.formats.native import read_bank
from tests.formats.articles import ARTICLE

ROOT = Path(__file__).resolve().parents[1]
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


ALL = ["the-bees.yaml"]


def test_an_article_becomes_a_bank_with_its_levels(article, out, capsys):
    assert main(["convert", str(article), "--to", str(out)]) == 0

    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        f"{out / 'the-bees.yaml'}: 6 questions",
        "1 bank, 6 questions written.",
    ]
    assert names(out) == ALL
    bank = read_bank(out / ALL[0]).bank
    assert bank is not None
    assert [level.name.casefold() for level in bank.levels] == LEVELS
    assert main(["check", str(out)]) == 0


def test_a_converted_bank_can_be_taken(article, out, tmp_path, capsys):
    main(["convert", str(article), "--to", str(out)])
    answers = tmp_path / "answers.yaml"
    answers.write_text("".join(f"p{p}-q{q}: A\n" for p in (1, 2) for q in (1, 2, 3)))
    capsys.readouterr()

    take = ["take", str(out / ALL[0]), "--answers", str(answers), "--data-dir", str(tmp_path)]
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
def test_one_level_or_two(chosen, article, out, capsys):
    levels = [part for level in chosen for part in ("--level", level)]

    assert main(["convert", str(article), "--to", str(out), *levels]) == 0
    assert names(out) == [f"the-bees-{'-'.join(chosen)}.yaml"]


def test_as_json(article, out, capsys):
    assert main(["convert", str(article), "--to", str(out), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)

    assert data["problems"] == []
    assert data["banks"] == [
        {
            "file": str(out / "the-bees.yaml"),
            "source": str(article),
            "id": "the-bees",
            "title": "The Lighthouse Bees",
            "levels": ["Elementary", "Intermediate", "Advanced"],
            "questions": 6,
        }
    ]


def test_a_file_with_mistakes_is_not_converted_but_the_others_are(article, out, tmp_path, capsys):
    bad = tmp_path / "bad.txt"
    bad.write_text(ARTICLE.replace("d: Money\n", "").replace("</D1> was", " was", 1), encoding="utf-8")

    assert main(["convert", str(bad), str(article), "--to", str(out)]) == 1
    told = capsys.readouterr()
    first, second = told.err.splitlines()
    assert first.startswith(f"{bad}:7: paragraphs[1].Adv: “<D1>” begins a span that does not end. Write </D1>")
    assert second.startswith(f"{bad}:36: paragraphs[2].questions[1]: The question has no option “d:”.")
    assert told.out.splitlines()[-1] == "1 bank, 6 questions written: 2 problems found."
    assert names(out) == ALL


def test_mistakes_as_json(article, out, capsys):
    article.write_text(ARTICLE.replace("d: Money\n", ""), encoding="utf-8")

    assert main(["convert", str(article), "--to", str(out), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["line"], problem["code"]) == (36, "article_option_missing")
    assert not out.exists()


def test_nothing_is_replaced_without_force(article, out, capsys):
    out.mkdir()
    mine = out / "the-bees.yaml"
    mine.write_text("mine")

    assert main(["convert", str(article), "--to", str(out)]) == 1
    told = capsys.readouterr()
    assert told.err == (
        f"{mine}: There is a file of this name already. Name another folder, or add --force to replace it.\n"
    )
    assert told.out == "0 banks, 0 questions written: 1 problem found.\n"
    assert names(out) == ALL
    assert mine.read_text() == "mine"

    assert main(["convert", str(article), "--to", str(out), "--force"]) == 0
    assert names(out) == ALL
    assert read_bank(mine).bank is not None


def test_a_file_that_is_there_when_a_bank_is_written_is_told_like_one_that_was_there_before(
    article, out, monkeypatch, capsys
):
    out.mkdir()
    mine = out / "the-bees.yaml"
    mine.write_text("mine")
    monkeypatch.setattr(Path, "exists", lambda path: False)  # as when it comes between looking and writing

    assert main(["convert", str(article), "--to", str(out)]) == 1
    assert capsys.readouterr().err == (
        f"{mine}: There is a file of this name already. Name another folder, or add --force to replace it.\n"
    )
    assert mine.read_text() == "mine"


def test_a_file_that_comes_between_looking_and_writing_stays(tmp_path):
    file = tmp_path / "bank.yaml"
    file.write_text("mine")

    with pytest.raises(FileExistsError):
        quizapp.settings.write_whole(file, b"other", replace=False)
    assert file.read_text() == "mine"
    assert names(tmp_path) == ["bank.yaml"]


def test_where_no_second_name_can_be_given_a_file_is_still_written_whole(article, out, monkeypatch, capsys):
    def no_links(*_: object) -> None:
        raise OSError("this disk has no links")

    monkeypatch.setattr(os, "link", no_links)

    assert main(["convert", str(article), "--to", str(out)]) == 0
    assert names(out) == ALL
    with pytest.raises(FileExistsError):
        quizapp.settings.write_whole(out / ALL[0], b"other", replace=False)
    assert names(out) == ALL


def test_two_files_that_would_be_one_bank(article, out, tmp_path, capsys):
    other = tmp_path / "the bees.txt"
    other.write_text(ARTICLE, encoding="utf-8")

    assert main(["convert", str(article), str(other), str(article), "--to", str(out), "--force"]) == 1
    told = capsys.readouterr()
    assert told.err.splitlines()[0] == (
        f"{other}: The bank would have the id “the-bees”, as that from {article} has. Rename one of the two files."
    )
    assert told.out.splitlines()[-1] == "1 bank, 6 questions written: 1 problem found."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id: bees\ntitle: Bees\n", "This is not a file of a format that can be converted."),
        (b"# Title\n\xff", "The file is not saved as UTF-8"),
        (b"", "There is nothing in the file."),
        (b"%PDF-1.7", "This is a document of a word processor"),
        (b"# Title\nB\xe2\x80\xae", "There is an invisible character here"),
    ],
)
def test_what_is_no_article(content, told, article, out, capsys):
    article.write_bytes(content)

    assert main(["convert", str(article), "--to", str(out)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(str(article))
    assert told in line
    assert not out.exists()


def test_a_named_format_is_read_whatever_the_file_looks_like(article, out, capsys):
    article.write_text("Bees.\n")

    assert main(["convert", str(article), "--from", "onestopqa", "--to", str(out)]) == 1
    assert "There is no paragraph in the file." in capsys.readouterr().err


def test_files_that_are_missing_or_folders(out, tmp_path, capsys):
    assert main(["convert", str(tmp_path / "none.txt"), str(tmp_path), "--to", str(out)]) == 1
    missing, folder = capsys.readouterr().err.splitlines()
    assert missing == f"{tmp_path / 'none.txt'}: There is no such file. Check its name and folder."
    assert folder.startswith(f"{tmp_path}: This is a folder, not a file.")


def test_a_folder_that_is_none(article, capsys):
    assert main(["convert", str(article), "--to", str(article)]) == 1
    assert capsys.readouterr().err == f"quizapp: {article} is not a folder. Name another one with --to.\n"


def test_a_folder_that_cannot_be_made(article, capsys):
    below = article / "below"

    assert main(["convert", str(article), "--to", str(below)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{below / 'the-bees.yaml'}: The file cannot be written: ")


def test_a_disk_that_fills_up_leaves_no_part_of_a_file(article, out, monkeypatch, capsys):
    written = []
    fsync = os.fsync
    other = article.with_name("other.txt")
    other.write_text(ARTICLE, encoding="utf-8")

    def full_at_the_second(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full_at_the_second)

    assert main(["convert", str(article), str(other), "--to", str(out)]) == 1
    told = capsys.readouterr()
    assert told.err == (
        f"{out / 'other.yaml'}: The file cannot be written: No space left on device. "
        "Free some space or check the folder.\n"
    )
    assert told.out.splitlines()[-1] == "1 bank, 6 questions written: 1 problem found."
    assert names(out) == ALL


@pytest.mark.parametrize(
    "arguments",
    [["a.txt"], ["--to", "x"], ["a.txt", "--to", "x", "--from", "pdf"], ["a.txt", "--to", "x", "--level", "hard"]],
)
def test_a_mistake_in_usage_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["convert", *arguments])
    assert "usage:" in capsys.readouterr().err


def test_help_names_formats_and_levels(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["convert", "--help"])
    told = capsys.readouterr().out
    assert all(word in told for word in ("onestopqa", "--force", "--json", "--from", "--level", *LEVELS))
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "convert" in capsys.readouterr().out


def test_converting_does_not_import_qt(article, out):
    script = "import sys; from quizapp.cli import main; code = main(sys.argv[1:]); print(*sys.modules); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", script, "convert", str(article), "--to", str(out)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    modules = set(done.stdout.split())
    assert "quizapp.formats.onestopqa" in modules
    assert not {name for name in modules if name.partition(".")[0] in ("PySide6", "shiboken6")}
