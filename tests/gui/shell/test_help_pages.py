"""The pages of the help say the same in each language, and name nothing that the program does not have."""

import re

import pytest

from quizapp.commands.catalog import COMMANDS
from quizapp.domain.passage import read_passage
from quizapp.gui.kit.language import use_language
from quizapp.gui.kit.shortcut_keys import KEYS, letters_of
from quizapp.gui.shell.help_dialog import PAGES as DIALOG_PAGES
from quizapp.gui.shell.help_dialog import page_names
from quizapp.gui.shell.help_pages import PAGES, WELCOME, bare, page_file_text, page_text, page_title, welcome
from quizapp.gui.shell.welcome_page import CHOICES
from quizapp.paths import resources_dir
from quizapp.texts import LANGUAGES
from tests.translations.catalog import read_ts, ts_file

VALUES = {
    "folder": "/a_b/banks",
    "data": "/a_b",
    "quizapp": "1",
    "python": "3",
    "room": "/r",
    "qt": "6",
    "journal": "2",
    "desk": "2",
}
PLACES = re.compile(r"\{[^{}]*\}|`[^`]+`")
ENGLISH = re.compile(r"\b(the|and|with|you|your|this|that|which|text|question|answer|file|page)\b", re.IGNORECASE)
"""Words that English alone has, or that the other languages write otherwise."""
HELP = resources_dir() / "help"


@pytest.fixture
def speak(qapp):
    yield use_language
    use_language("en")


def shape(markdown):
    """What has to be alike: the kind of each block, its places in any order, and how many words are strong."""
    passage = read_passage(markdown)
    kinds = [(block.kind, block.level, sum(run.strong for run in block.runs)) for block in passage.blocks]
    lines = [line for line in markdown.splitlines() if line]
    return kinds, [sorted(PLACES.findall(line)) for line in lines]


def test_each_page_is_there_in_each_language_with_the_same_shape():
    for page in (*PAGES, WELCOME):
        english = (HELP / "en" / f"{page}.md").read_text("utf-8")
        assert english.startswith("# ")
        for language in LANGUAGES:
            assert shape((HELP / language / f"{page}.md").read_text("utf-8")) == shape(english), (language, page)
    assert {file.stem for file in HELP.rglob("*.md")} == {*PAGES, WELCOME}
    assert {*DIALOG_PAGES} == {*PAGES, "shortcuts"}


def test_each_place_is_filled_in_each_language_and_names_what_is_there(speak):
    sources = {(text.context, text.source) for text in read_ts(ts_file("es"))}
    for language in LANGUAGES:
        speak(language)
        for page in PAGES:
            for found in PLACES.findall(page_file_text(page)):
                kind, _, what = found.strip("{}`").partition(":")
                if kind == "say":
                    assert tuple(what.split(":", 1)) in sources, found
                    assert "{" not in what
                elif kind == "key":
                    assert what in KEYS, found
                elif kind == "page":
                    assert what in page_names(), found
                elif kind.startswith("quizapp "):
                    assert kind.split()[1] in COMMANDS, found
            filled = page_text(page, letters_of({}), **VALUES)
            assert "{" not in filled
            assert filled.startswith(f"# {page_title(page)}")
            assert page == "about" or "/a_b" not in filled or "/a_b" in read_passage(filled).text


def test_no_english_is_left_in_the_pages_of_other_languages():
    for language in LANGUAGES[1:]:
        for page in (*PAGES, WELCOME):
            text = PLACES.sub("", (HELP / language / f"{page}.md").read_text("utf-8"))
            assert ENGLISH.findall(text) == [], (language, page)


def test_the_tools_of_the_page_are_all_named():
    """Each key of a tool in the passage, and of what is done while answering, stands on the page for learners."""
    text = page_file_text("learners")
    named = set(re.findall(r"\{key:([^}]+)\}", text))
    tools = {"highlight", "note on a place", "ruler", "next meaning", "find", "cross out", "read aloud", "level"}
    assert tools | {"read question", "act", "hint", "flag", "note", "undo", "look", "learner", "review"} <= named


def test_a_page_that_is_missing_in_a_language_is_shown_in_english(speak, monkeypatch, tmp_path):
    (tmp_path / "help" / "en").mkdir(parents=True)
    (tmp_path / "help" / "es").mkdir()
    (tmp_path / "help" / "en" / "rare.md").write_text("# Rare\n\n{key:find}", "utf-8")
    monkeypatch.setattr("quizapp.gui.shell.help_pages.resources_dir", lambda: tmp_path)
    speak("es")
    assert page_title("rare") == "Rare"
    assert page_text("rare", letters_of({})) == "# Rare\n\nCtrl+F"


def test_the_words_of_a_button_stand_without_its_keys():
    for words, left in (
        ("How text looks, and what helps… (Ctrl+,)", "How text looks, and what helps"),
        ("Open a file…", "Open a file"),
        ("Read the question aloud (Ctrl+F9)", "Read the question aloud"),
        ("&Save && close", "Save & close"),
        ("Word meanings", "Word meanings"),
        ("Points (facility)", "Points (facility)"),
    ):
        assert bare(words) == left


def test_the_first_page_has_its_choices_in_each_language(speak):
    for language in LANGUAGES:
        speak(language)
        head, choices = welcome()
        assert head.title
        assert head.text
        assert len(choices) == len(CHOICES)
        assert all(choice.title and choice.text and "#" not in choice.text for choice in choices)
