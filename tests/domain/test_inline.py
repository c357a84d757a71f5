"""Emphasis in the texts of questions: what is read, and what stays as it is typed."""

import copy
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.inline import (
    MOST_SIGNS,
    escaped,
    has_too_many_signs,
    inline_text,
    is_blank,
    plain_text,
    texts_with_too_many_signs,
)
from quizapp.domain.runs import InlineText, Run, joined, on_one_line, paragraphs, runs_of, sliced
from quizapp.domain.text import as_seen

TEXTS = st.lists(st.sampled_from([*"*_`\\ab ", "**", "__", "____", "\n", "é", "🐝", "<b>", "&amp;", "[1]"])).map(
    "".join
)
ANY = TEXTS | st.text()


def em(text: str) -> Run:
    return Run(text, emphasis=True)


def strong(text: str) -> Run:
    return Run(text, strong=True)


def code(text: str) -> Run:
    return Run(text, code=True)


READ = {
    "a *b* c": (Run("a "), em("b"), Run(" c")),
    "_b_": (em("b"),),
    "**b**": (strong("b"),),
    "__b__": (strong("b"),),
    "***b***": (Run("b", emphasis=True, strong=True),),
    "**a *b***": (strong("a "), Run("b", emphasis=True, strong=True)),
    "`a *b* c`": (code("a *b* c"),),
    "`` a`b ``": (code("a`b"),),
    "in*tern*al": (Run("in"), em("tern"), Run("al")),
    "*two\nlines*": (em("two\nlines"),),
    "*“Unanimous”* means": (em("“Unanimous”"), Run(" means")),
    r"2 \* 3": (Run("2 * 3"),),
    r"\`a\`": (Run("`a`"),),
    r"\*not* *yes*": (Run("*not* "), em("yes")),
    r"`\*`": (code(r"\*"),),
}
"""By CommonMark 0.31, sections 2.4, 6.1 and 6.2."""

STAYS = [
    "",
    "plain",
    "2 * 3 * 4",
    "5*",
    "*",
    "**",
    "* a *",
    "snake_case_name",
    "____",
    "The ____, which ____.",
    "“____” and “____”",
    "(____)____",
    "___a___",
    r"C:\new\folder",
    "a\\\nb",
    "a \\",
    "`",
    "two\nlines",
    "# no heading",
    "- no item",
    "> no quotation",
    "1. no list",
    "<b>x</b> <!-- y --> <img src=file:///etc/hostname onerror=x>",
    "&amp; &#42; &copy;",
    "[a](http://b.c) ![a](file:///b) <http://b.c> http://b.c www.b.c a@b.c",
    "~~a~~ a  \nb",
    "a\0b\r\nc\u2028d",
]


@pytest.mark.parametrize(("text", "runs"), READ.items())
def test_what_is_read(text: str, runs: tuple[Run, ...]) -> None:
    assert runs_of(inline_text(text)) == runs
    assert plain_text(text) == "".join(run.text for run in runs)


@pytest.mark.parametrize("text", STAYS)
def test_what_stays_as_it_is_typed(text: str) -> None:
    assert runs_of(inline_text(text)) == ((Run(text),) if text else ())
    assert inline_text(text) is text
    assert escaped(text) == text


@given(ANY)
def test_any_text_is_read(text: str) -> None:
    runs = runs_of(inline_text(text))

    assert "".join(run.text for run in runs) == plain_text(text)
    assert all(run.text for run in runs)
    assert all(one[1:] != other[1:] for one, other in pairwise(runs))
    assert len(plain_text(text)) <= len(text)
    assert type(plain_text(text)) is str


@given(ANY)
def test_a_text_of_which_nothing_is_seen_is_blank(text: str) -> None:
    assert is_blank(text) == (not as_seen(plain_text(text)))
    assert is_blank(f"\u200b{text}\u3164\u00ad") == is_blank(text)


@given(ANY)
def test_what_is_escaped_is_read_as_itself(text: str) -> None:
    assert plain_text(escaped(text)) == text
    assert {run[1:] for run in runs_of(inline_text(escaped(text)))} <= {Run("")[1:]}


@given(ANY)
def test_what_has_been_read_is_not_read_again(text: str) -> None:
    once = inline_text(text)

    assert inline_text(once) is once
    assert plain_text(once) == plain_text(text)


@given(st.lists(ANY, max_size=4), st.sampled_from(["", ", ", "*"]))
def test_texts_that_have_been_read_are_joined_as_they_are(texts: list[str], between: str) -> None:
    read = [inline_text(text) for text in texts]

    assert joined(read, between) == between.join(read)
    emphasized = "".join(run.text for run in runs_of(joined(read, between)) if run.emphasis)
    assert emphasized == "".join(run.text for text in read for run in runs_of(text) if run.emphasis)


@given(ANY, st.integers(0, 12), st.integers(0, 12))
def test_a_slice_is_the_same_words(text: str, start: int, end: int) -> None:
    whole = inline_text(text)

    assert sliced(whole, start, end) == whole[start:end]
    assert "".join(run.text for run in runs_of(sliced(whole, start, end))) == whole[start:end]


@given(ANY)
def test_on_one_line_there_is_no_more_white_space_than_needed(text: str) -> None:
    assert on_one_line(inline_text(text)) == " ".join(plain_text(text).split())


def test_what_has_been_read_is_a_plain_text_to_everybody() -> None:
    text = inline_text("a *b*")

    assert (text, f"{text}!", text.upper(), {text: 1}["a b"], hash(text)) == ("a b", "a b!", "A B", 1, hash("a b"))
    for again in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert isinstance(again, InlineText)
        assert runs_of(again) == runs_of(text)


BOMBS = {
    sign: (sign * 20_000)[:20_000]
    for sign in ("*", "**a ", "*a ", "a* ", "*a_b", "*a **b _c __d ", "`a", "` `` ```", "\\*", "\\", "_a", "___ ")
} | {"growing": " ".join("`" * length for length in range(1, 200))[:20_000]}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_text_with_too_many_signs_stays_as_it_is(text: str) -> None:
    if has_too_many_signs(text):
        assert inline_text(text) is text
        assert escaped(text) == text
    else:
        assert "___" in text


def test_blanks_and_escapes_count_little() -> None:
    assert not has_too_many_signs("_" * 10_000)
    assert not has_too_many_signs(r"\*" * MOST_SIGNS)
    assert has_too_many_signs("*" * (MOST_SIGNS + 1))


def test_the_lines_of_a_text_keep_their_emphasis() -> None:
    first, second, third = paragraphs(inline_text("a *b*\n\n c  d\n*e*f\n"))
    assert runs_of(first) == (Run("a "), Run("b", emphasis=True))
    assert runs_of(second) == (Run("c d"),)
    assert runs_of(third) == (Run("e", emphasis=True), Run("f"))


def test_texts_with_too_many_signs_are_found_wherever_they_stand() -> None:
    many, few = "*a* " * (MOST_SIGNS // 2 + 1), "*a* " * (MOST_SIGNS // 2)
    value = {"stem": few, "options": [{"text": few}, {"text": many}], "hints": (many, few), "points": 1, "note": many}
    found = list(texts_with_too_many_signs(value))
    assert found == [("options", 1, "text"), ("hints", 0), ("note",)]
