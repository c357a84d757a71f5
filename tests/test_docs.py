"""The README and the guides: commands run, buttons are called as in the window, and links lead somewhere.

What the site adds is in `test_site` and `test_site_examples`.
"""

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from quizapp.cli import main
from quizapp.services.desk.collecting import VerdictKind
from quizapp.services.desk.desk import open_desk
from tests.desks import hand_in, taken
from tests.postgresql import OWNER
from tests.test_cli_desk import quizapp  # noqa: F401 (a fixture)
from tests.test_cli_print import printed

ROOT = Path(__file__).parents[1]
README, GUIDE = ROOT / "README.md", ROOT / "docs" / "teachers.md"
PAGES = (*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), ROOT / "questions" / "README.md")
TEXTS = {path: path.read_text("utf-8") for path in PAGES}
LINK = re.compile(r"\]\(([^)\s]+)\)")


def commands(path: Path) -> list[list[str]]:
    """The command lines in the blocks of a document, without `quizapp`."""
    blocks = re.findall(r"```\w*\n(.*?)```", TEXTS[path], re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("quizapp ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_the_commands_of_the_guide_are_those_of_a_lesson_from_names_to_marks(quizapp, tmp_path, monkeypatch):  # noqa: F811
    stick = tmp_path / "stick"
    monkeypatch.chdir(tmp_path)
    Path("names.csv").write_text("Amara Vale\nBruno Falk\nCelia Marsh\n", "utf-8")
    said = {}
    for line in commands(GUIDE):
        words = [str(stick) if word == "/media/stick" else word for word in line]
        if words[0] == "collect":
            desk = open_desk(tmp_path / "data")
            assignment = desk.assignment(desk.store.assignments()[0].id)
            for member in assignment.members[:2]:
                essay = {"how-persuaded": {"text": "With a report."}}
                right = {each.id: each.correct_response() for each in assignment.parts[0].bank.questions}
                wrong = {"why-costs": next(id_ for id_ in ("B", "C", "D") if id_ != right["why-costs"])}
                hand_in(desk, stick, taken(assignment, member, right | essay | wrong))
            desk.close()
        run = printed(tmp_path, *words[1:]) if words[0] == "print" else quizapp(*words, typed="secret 1\nsecret 1\n")
        code, said[" ".join(line)] = run
        assert code == 0, (line, said)
    told = "\n".join(said.values())
    assert "2 files: 2 new, 0 known, 0 not collected." in told
    assert "Still missing for “The Lighthouse Bees” (7b): Celia Marsh" in told
    assert {path.suffix for path in stick.iterdir()} == {".quizassign", ".quizanswers", ".quizreopen", ".quizfeedback"}
    assert {path.name for path in tmp_path.iterdir()} >= {"grades.xlsx", "sheets.pdf", "key.pdf", "names.pdf"}
    assert "The desk is locked." in said["desk password"]


def test_several_teachers_get_their_logins_as_the_guide_has_it(quizapp, postgresql, monkeypatch):  # noqa: F811
    (init,) = re.findall(r"`quizapp (desk init .*?)`", TEXTS[GUIDE])
    (login,) = re.findall(r"`(CREATE ROLE .*?)`", TEXTS[GUIDE])
    assert "QUIZAPP_DESK_URL" in TEXTS[GUIDE]
    database, name = postgresql.new_database("template0"), "guide_anna"
    try:
        words = [postgresql.address(database, OWNER) if "://" in word else word for word in init.split()]
        assert quizapp(*words)[0] == 0
        postgresql.run("postgres", login.replace("anna", name))
        monkeypatch.setenv("QUIZAPP_DESK_URL", postgresql.address(database, name))
        assert quizapp("class", "7b", "--learner", "Amara Vale") == (0, "7b: 1 learner\n   1. Amara Vale\n")
    finally:
        postgresql.drop(database)
        postgresql.run("postgres", f"DROP ROLE IF EXISTS {name}")


@pytest.mark.parametrize("path", [README, GUIDE], ids=lambda path: path.name)
def test_each_command_and_each_of_its_options_is_there(path, capsys):
    lines = commands(path)
    assert lines
    for line in lines:
        with pytest.raises(SystemExit, match="0"):
            main([line[0], "--help"])
        told = capsys.readouterr().out
        for option in (word for word in line if word.startswith("--")):
            assert re.search(rf"{option}\b", told), line


def names_of_the_window() -> str:
    """All that stands on buttons, in English, with how many of it there are as `%n`."""
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "quizapp" / "gui").rglob("*.py"))
    forms = (ROOT / "resources" / "translations" / "quizapp_en.ts").read_text("utf-8").replace("<numerusform>", '"')
    return sources + forms


KEYS_AND_WORDS = {
    "teachers": {"Enter", "Backspace", "Ctrl+T", "R", "M", "With 25 learners, figures are rough"},
    "learners": set(),
    "editor": set(),
    "safety": set(),
    "exports": set(),
    "exchange": {"Import 6 questions"},
}
"""What is strong in a guide, and no name of the window."""


@pytest.mark.parametrize(("guide", "others"), KEYS_AND_WORDS.items(), ids=KEYS_AND_WORDS)
def test_what_one_presses_is_called_in_a_guide_as_it_is_called_in_the_window(guide, others):
    text = " ".join(TEXTS[ROOT / "docs" / f"{guide}.md"].split())
    named = set(re.findall(r"\*\*([A-Z][^*:.]*?)\s?…?\*\*(?!,? with)", text)) - others
    assert named
    window = names_of_the_window()
    assert {words for words in named if f'"{re.sub("[0-9]+", "%n", words)}' not in window} == set()


def test_each_verdict_of_collecting_is_told_in_the_guide():
    collect = (ROOT / "quizapp" / "gui" / "desk" / "collect_section.py").read_text("utf-8")
    verdicts = set(re.findall(r'^ {12}"\w+": self\.tr\("(.*)"\),$', collect, re.MULTILINE))
    assert len(verdicts) == len(get_args(VerdictKind))
    assert {verdict for verdict in verdicts if verdict not in TEXTS[GUIDE]} == set()


def anchors(path: Path) -> set[str]:
    """The parts of a document that a link can lead to."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_leads_somewhere(path):
    links = LINK.findall(re.sub(r"```.*?```|`[^`\n]*`", "", TEXTS[path], flags=re.DOTALL))
    for name, _, part in (link.partition("#") for link in links if "://" not in link):
        target = path.parent / name if name else path
        assert target.exists(), name
        made = target.suffix == ".md" and "\n<!-- made: " in target.read_text("utf-8")  # `test_site` follows these
        assert not part or made or part in anchors(target), (name, part)
