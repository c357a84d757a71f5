"""Text for a terminal: safe, and in lines that fit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.reports.plain_text import columns, padded, visible, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]unfinished\nnext", "]unfinished\nnext"),
        ("\x1bc\x9b2J\x08\x7f", "c2J"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\tb", "a    b"),
        ("\u202egnp.exe\u2066", "gnp.exe"),
        ("naïve “quotes” 漢字 ש 🗼", "naïve “quotes” 漢字 ש 🗼"),
    ],
)
def test_only_what_is_read_is_left(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_commands_the_terminal(text):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", visible(text))
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(12, 40))
def test_lines_fit_and_nothing_is_lost(text, width):
    lines = wrapped(text, width, "  > ")
    assert all(columns(line) <= width for line in lines)
    assert lines[0].startswith("  >")
    told = "".join([lines[0].removeprefix("  >"), *lines[1:]])
    assert "".join(told.split()) == "".join(visible(text).split())


def test_wide_characters_take_two_columns():
    assert columns("漢字") == 4
    assert columns("e\u0301") == 1
    assert padded("漢", 4) == "漢  "
    assert wrapped("漢字漢字漢字漢", 10) == ["漢字漢字漢", "字漢"]


def test_lines_after_the_first_are_indented_with_it():
    assert wrapped("one two three", 10, "A  ") == ["A  one two", "   three"]
    assert wrapped("one two three", 10, "A  ", "> ") == ["A  one two", "> three"]
    assert wrapped("", 10, "A ") == ["A"]
    assert wrapped("abcdefghij", 5, "A ") == ["A abcdefgh", "  ij"]  # however narrow a terminal is
