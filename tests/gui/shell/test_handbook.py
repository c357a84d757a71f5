"""The handbook in the help: the guides of `docs/` as pages that are read, linked and searched."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from docs import made_tables
from quizapp.domain.passage import read_passage
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.shell.handbook import handbook_pages, handbook_text, handbook_title
from quizapp.gui.shell.help_dialog import page_names
from quizapp.gui.shell.help_pages import ARROW
from quizapp.paths import handbook_dir, questions_dir, resources_dir
from tests.gui.learner import LEFT
from tests.gui.shell.test_help import close, shown

PAGES = ("learners", "teachers", "marks", "safety", "editor", "authors", "exchange", "accessibility", "glossary")


def source(page):
    name = page.partition("/")[2]
    return (questions_dir() / "README.md" if name == "authors" else handbook_dir() / f"{name}.md").read_text("utf-8")


def bare(markdown):
    """The words of a line of Markdown, without its signs and its links."""
    return re.sub(r"[*`\\]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)).strip()


def test_each_page_is_there_and_says_what_its_file_says_without_a_sign_of_markdown():
    assert handbook_pages() == tuple(f"handbook/{name}" for name in PAGES)
    for page in handbook_pages():
        passage = read_passage(handbook_text(page, ARROW, "Handbook"))
        markdown = source(page)
        assert passage.title == handbook_title(page) == markdown.split("\n")[0][2:]
        text = "".join(run.text for block in passage.blocks for run in block.runs if not run.code)
        assert not re.search(r"\]\(|\|---|```|<!--|\*\*", text)
        headings = [block.text for block in passage.blocks if block.kind == "heading"]
        bare_text = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
        assert headings == [bare(line) for line in re.findall(r"^##+ (.*)$", bare_text, re.MULTILINE)]
        for line in re.findall(r"^```\w*\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE):
            for code in filter(None, map(str.strip, line.split("\n"))):
                assert code in passage.text, (page, code)
        for table in re.findall(r"^\|[-|]+\n((?:\|.*\n)+)", markdown, re.MULTILINE):
            for row in table.splitlines():
                assert all(bare(cell) in bare(passage.text) for cell in row.split("|") if bare(cell) != "–"), (
                    page,
                    row,
                )


def test_each_link_between_pages_is_one_that_opens():
    titles = {handbook_title(page) for page in handbook_pages()} | {"Handbook"}
    for page in handbook_pages():
        text = read_passage(handbook_text(page, ARROW, "Handbook")).text
        linked = re.findall(rf"{ARROW}([^\n]*)", text)
        assert linked[-1] == "Handbook"
        assert all(any(words.startswith(title) for title in titles) for words in linked if words[0].isupper()), linked
    assert ARROW + "How marks are computed" in handbook_text("handbook/learners", ARROW, "Handbook")


def test_a_page_of_the_handbook_is_opened_and_left_and_found(program, qtbot):
    program.window.header.help_requested.emit("handbook")
    dialog = shown(program)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert [name for _, name in dialog.links.links] == list(handbook_pages())
    QTest.keyClick(dialog.view, Qt.Key.Key_Right)
    QTest.keyClick(dialog.view, Qt.Key.Key_Right)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert (dialog.page, dialog.view.accessibleName()) == ("handbook/teachers", "A guide for teachers")
    assert dialog.tabs["handbook"].isChecked()
    QTest.mouseClick(dialog.tabs["handbook"], LEFT)
    assert dialog.page == "handbook"
    dialog.show_page("handbook/teachers")
    QTest.keyClick(dialog.view, Qt.Key.Key_Left)  # the last link leads to all pages
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert dialog.page == "handbook"
    dialog.search.field.setText("footrule")
    assert dialog.page == "handbook/marks"
    assert dialog.tabs["handbook"].text() == "Handbook (2)"
    close(program)


def test_all_pages_are_ready_for_the_search_before_somebody_searches(program, qtbot):
    program.window.header.help_requested.emit("learners")
    dialog = shown(program)
    qtbot.waitUntil(lambda: not dialog._reading.isActive())
    assert not dialog._passages.make_next()
    close(program)


def test_a_program_without_the_guides_has_the_rest_of_the_help(monkeypatch, tmp_path):
    handbook_pages.cache_clear()
    monkeypatch.setattr("quizapp.gui.shell.handbook.handbook_dir", lambda: tmp_path)
    monkeypatch.setattr("quizapp.gui.shell.handbook.questions_dir", lambda: tmp_path)
    try:
        assert page_names() == ("learners", "shortcuts", "teachers", "banks", "handbook", "about")
    finally:
        handbook_pages.cache_clear()


@pytest.mark.parametrize("language", ["es", "pt_BR"])
def test_other_languages_say_that_it_is_in_english(language):
    words = {"es": "en inglés", "pt_BR": "em inglês"}
    assert words[language] in (resources_dir() / "help" / language / "handbook.md").read_text("utf-8")


def test_each_key_is_told_on_the_site(qapp):
    assert len(re.findall(r"^\| (?!Key|---).+ \| .+ \|$", made_tables.keys(), re.MULTILINE)) == len(KEYS)
