"""What the documentation tells to type: each bank is read, each answer earns what stands there, each command runs."""

import re
import shlex
import shutil
import textwrap
from pathlib import Path

import pytest

from docs import made_commands
from docs.assembling import PAGES, ROOT
from quizapp.commands.catalog import COMMANDS, parser_of
from quizapp.domain.bank import Bank
from quizapp.domain.mark import Points
from quizapp.formats.native import read_bank
from quizapp.formats.responses import read_responses
from quizapp.question_types.catalog import BY_NAME
from quizapp.reports.working import working
from tests.test_authoring_guide import WHOLE
from tests.test_cli_desk import quizapp  # noqa: F401 (a fixture)

GUIDE = "questions/README.md"
"""Its examples have a test of their own, `test_authoring_guide`."""
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
BLOCKS = [
    (file, block)
    for file in PAGES.values()
    if file != GUIDE
    for block in BLOCK.findall((ROOT / file).read_text("utf-8"))
]


def bank_of(folder: Path, text: str) -> Bank:
    path = folder / "bank.yaml"
    path.write_text(text, "utf-8")
    result = read_bank(path)
    assert result.problems == ()
    assert result.bank is not None
    return result.bank


def with_question(question: str) -> str:
    return f"{WHOLE}  - {textwrap.indent(question, '    ').lstrip()}"


def test_each_block_of_yaml_is_read(quizapp, tmp_path):  # noqa: F811
    """It is a bank, a question, settings for a room, or a file of answers to the bank of the guide for authors."""
    assert len(BLOCKS) > len(BY_NAME)
    for _, block in BLOCKS:
        if "\nquestions:\n" in block:
            bank_of(tmp_path, block)
        elif "\ntype: " in block:
            bank_of(tmp_path, with_question(block))
        elif block.startswith("learners: "):
            (tmp_path / "room.yaml").write_text(block, "utf-8")
            assert quizapp("check", tmp_path / "room.yaml")[0] == 0
        else:
            (tmp_path / "answers.yaml").write_text(block, "utf-8")
            responses, problems = read_responses(tmp_path / "answers.yaml", bank_of(tmp_path, WHOLE))
            assert (problems, bool(responses)) == ((), True)


def test_each_answer_on_the_page_of_marks_earns_what_stands_there(tmp_path):
    parts = BLOCK.split((ROOT / "docs" / "marks.md").read_text("utf-8"))
    seen = set()
    for block, below in zip(parts[1::2], parts[2::2], strict=True):
        bank = bank_of(tmp_path, with_question(block))
        question = bank.questions[-1]
        rows = re.findall(r"^\| `(.*)` \| (.*) \|$", below, re.MULTILINE)
        assert rows, question.id
        for answer, told in rows:
            (tmp_path / "answers.yaml").write_text(f"{question.id}: {answer}\n", "utf-8")
            responses, problems = read_responses(tmp_path / "answers.yaml", bank)
            assert problems == ()
            mark = question.mark(responses[question.id])
            assert told == (working(mark) if isinstance(mark, Points) else "not marked yet"), (question.id, answer)
        seen.add(question.type_name)
    assert seen == set(BY_NAME)


def lines_of(text: str) -> list[list[str]]:
    """The command lines in the blocks of a text, without `quizapp`."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("quizapp ")]
    shown = [re.split(r" [|>] ", line)[0] for line in lines if "[" not in line]
    return [shlex.split(line, comments=True)[1:] for line in shown]


def test_each_example_of_a_command_is_one_that_it_understands(capsys):
    count = 0
    for name in COMMANDS:
        for words in lines_of(made_commands.section(name)):
            if words[0] in COMMANDS and "..." not in words and words[1:]:
                parser_of(words[0]).parse_intermixed_args(words[1:])
                count += 1
    assert count > 60


@pytest.mark.parametrize("file", ["docs/check.md", "docs/exchange.md"])
def test_each_command_of_a_page_runs(quizapp, tmp_path, monkeypatch, file):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    Path("my-bank.yaml").write_text(WHOLE, "utf-8")
    assert quizapp("export-bank", "my-bank.yaml", "--to", "moodle.xml")[0] == 0
    lines = lines_of((ROOT / file).read_text("utf-8"))
    assert lines
    for words in lines:
        code, told = quizapp(*words)
        assert code == 0, (words, told)


def test_the_commands_of_the_readme_run_one_after_the_other(quizapp, tmp_path, monkeypatch):  # noqa: F811
    """All but those that ask somebody, or need what others hand in, which `test_docs` and the tests of commands run."""
    monkeypatch.chdir(tmp_path)
    Path("my-bank.yaml").write_text(WHOLE, "utf-8")
    Path("my-banks").mkdir()
    shutil.copy("my-bank.yaml", "my-banks/bees.yaml")
    Path("names.csv").write_text("Amara Vale\nBruno Falk\n", "utf-8")
    Path("answers.yaml").write_text("years-empty: eleven\n", "utf-8")
    assert quizapp("export-bank", "my-bank.yaml", "--to", "moodle.xml")[0] == 0
    ran = set()
    for words in lines_of((ROOT / "README.md").read_text("utf-8")):
        asks = (words[0] == "take" and "--answers" not in words) or words[:2] == ["desk", "password"]
        if asks or words[0] in ("export", "print", "analyze", "remark"):
            continue
        words = [str(tmp_path / "stick") if word == "/media/stick" else word for word in words]
        code, told = quizapp(*words)
        assert code == 0, (words, told)
        ran.add(words[0])
    assert len(ran) >= 12
