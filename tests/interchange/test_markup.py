"""Texts as an author types them: a paragraph stays a paragraph, whatever it begins with."""

import pytest

from quizapp.domain.passage import read_passage
from quizapp.domain.runs import Run
from quizapp.interchange.markup import paragraph_markdown

TEXTS = (
    *(
        "* item",
        "*\tx",
        "- item",
        "+ item",
        "1. x",
        "12) x",
        "1986. A year",
        "# x",
        "> x",
        "====",
        "= =",
        "---",
        "- - -",
    ),
    *(
        "***",
        "* * *",
        "** *",
        "___",
        "_ _ _",
        "__ _",
        "___ name",
        "__a__",
        "a * b",
        "*a",
        "`a",
        "``` x",
        "a_b_c",
        "~~~",
    ),
    *("![a](b.png)", "a\\", "\\*", "a\n* b", "a\n===", "a\n---", "a\\\nb", "a\n# b", "a\n1. b", "&amp; <b>x</b>", "•x"),
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_paragraph_is_read_as_it_was(text: str) -> None:
    markdown = paragraph_markdown([Run(text)])
    assert markdown is not None
    passage = read_passage(markdown)
    assert [block.kind for block in passage.blocks] == ["paragraph"]
    assert passage.text == text.replace("\n", "\u2028")
