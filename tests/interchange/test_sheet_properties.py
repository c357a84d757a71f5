"""Any text is read without a fault and adds up; what is typed of a bank, in any style, is that bank."""

from decimal import Decimal
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.source import Source
from quizapp.interchange.typed_lines import TypedQuestion, lines_of
from quizapp.interchange.typed_reading import SheetReading
from tests.examples import examples
from tests.interchange.sheets import questions_of, told
from tests.interchange.trips import assert_adds_up

_WORDS = "honey tower salt keeper summer winter wall light éclair niño Öl 25 so 3.5"
WORDS = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=6)


class Asked(NamedTuple):
    """A question to be typed: its options, if it has some, and the places of its keys, or its answer."""

    stem: str
    options: list[str]
    keys: list[int]
    answer: str
    points: int


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    stem = " ".join(draw(WORDS)).capitalize() + draw(st.sampled_from(["?", ".", ":"]))
    options = draw(st.lists(WORDS.map(" ".join), min_size=2, max_size=5, unique=True))
    keys = draw(st.lists(st.integers(0, len(options) - 1), min_size=1, max_size=max(1, len(options) - 1), unique=True))
    has_options = draw(st.booleans())
    answer = " ".join(draw(WORDS))
    points = draw(st.sampled_from([1, 1, 2, 5]))
    return Asked(stem, options if has_options else [], sorted(keys), answer, points)


class Style(NamedTuple):
    """A way of typing: the form of numbers and letters, the way of keys, spaces."""

    number: str
    letter: str
    is_upper: bool
    key: str
    indent: str
    between: int
    blank: bool
    ending: str


STYLES = st.builds(
    Style,
    st.sampled_from(["{}.", "{})", "({})", "Q{}:", "Question {}.", "{}.-", "[{}]", "#{}", "Frage {}:", "{} -", "№ {}"]),
    st.sampled_from(["{})", "{}.", "({})", "{} -", "[{}]", "{}:"]),
    st.booleans(),
    st.sampled_from(
        ["*", "after", "Answer: ", "Ans. ", "Respuesta: ", "Key: ", "list", "row", "Richtige Antwort: ", "✓"]
    ),
    st.sampled_from(["", "  ", "\t", "\u00a0\u00a0"]),
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)


def typed(questions: list[Asked], style: Style) -> str:
    lines: list[str] = []
    listed: list[tuple[int, str]] = []
    alphabet = "ABCDE" if style.is_upper else "abcde"
    for number, question in enumerate(questions, 1):
        stem = f"{question.stem} ({question.points} points)" if question.points > 1 else question.stem
        lines.append(f"{style.number.format(number)} {stem}")
        keys = ", ".join(alphabet[key] for key in question.keys)
        for at, option in enumerate(question.options):
            before = "*" if style.key == "*" and at in question.keys else ""
            after = {"after": "*", "✓": " ✓"}.get(style.key, "") if at in question.keys else ""
            lines.append(f"{style.indent}{before}{style.letter.format(alphabet[at])} {option}{after}")
            lines += [""] * style.blank
        said = keys if question.options else question.answer
        if style.key in ("list", "row"):
            listed.append((number, said))
        elif not question.options or style.key not in ("*", "after", "✓"):
            lines.append(f"{style.key if style.key not in ('*', 'after', '✓') else 'Answer: '}{said}")
        lines += [""] * style.between
    if listed:
        lines += ["", "Answer key", *(f"{number}. {said}" for number, said in listed)]
    return style.ending.join(lines) + style.ending


@settings(max_examples=examples(60))
@given(st.lists(asked(), min_size=1, max_size=4), STYLES)
def test_what_is_typed_in_any_style_is_read(questions: list[Asked], style: Style) -> None:
    imported = BY_NAME["typed"].importer.read(Source.of_bytes("sheet", typed(questions, style).encode()))
    assert_adds_up(imported.losses, imported)
    found = [(told(question), question.points) for question in questions_of(imported)]
    expected = []
    for question in questions:
        options = " | ".join(("*" if at in question.keys else "") + text for at, text in enumerate(question.options))
        said = f"{question.stem} | {options}" if options else f"{question.stem} => {question.answer}"
        expected.append((said, Decimal(question.points)))
    assert found == expected, imported.losses


PIECES = st.sampled_from(
    [
        *(
            "1. ",
            "2) ",
            "a) ",
            "b. ",
            "*",
            "Answer: ",
            "Answers",
            "Key: 1-B, 2-A",
            "True",
            "false",
            "\n",
            "\n\n",
            " ",
            "\t",
        ),
        *(
            "____",
            "->",
            "(2 points)",
            "Read the text",
            "Questions 1-3 refer to the text",
            "Explanation: ",
            "[x] ",
            "• ",
        ),
        *(
            "Q: ",
            "A: ",
            "I. ",
            "II. ",
            "1\t2\nA\tB",
            "yes",
            "no",
            "B",
            "b, c",
            "“",
            "\u00a0",
            "Ａ．",
            "答案：",
            "a) x  b) y",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=200),
)


@settings(max_examples=examples(120))
@given(TEXTS)
def test_any_text_is_imported_or_told(text: str) -> None:
    imported = BY_NAME["typed"].importer.read(Source.of_bytes("sheet", text.encode()))
    BY_NAME["typed"].recognizes(text.encode())
    assert_adds_up(imported.losses, imported)
    reading = SheetReading(lines_of(text), wraps=True)
    asked = [entry for entry in reading.entries if isinstance(entry, TypedQuestion)]
    told_of = [item for item in imported.losses.items if item.ids or not item.made]
    assert not imported.problems
    assert len(asked) <= len(told_of)
    for bank in imported.banks:
        assert all(not list(question.mistakes()) for question in bank.questions)


CELLS = st.one_of(
    st.sampled_from(
        [
            "A",
            "B",
            "1",
            "2",
            "",
            "yes",
            "no",
            "TRUE",
            "*yes",
            "1,2",
            "A;B",
            "=1",
            "'-1",
            "a\nb",
            "Who?",
            "Multiple Choice",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8),
)
NAMES = st.sampled_from(
    [
        "question",
        "A",
        "B",
        "Option 1",
        "Option 2",
        "answer",
        "correct",
        "type",
        "points",
        "passage",
        "feedback 1",
        "x",
        "",
        "tags",
    ]
)


@settings(max_examples=examples(60))
@given(
    st.lists(NAMES, min_size=1, max_size=7), st.lists(st.lists(CELLS, max_size=7), max_size=5), st.sampled_from(",;\t|")
)
def test_any_table_is_imported_or_told(head: list[str], rows: list[list[str]], separator: str) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    text = "\n".join(separator.join(map(cell, row)) for row in [head, *rows])
    imported = BY_NAME["csv"].importer.read(Source.of_bytes("table", text.encode()))
    BY_NAME["csv"].recognizes(text.encode())
    assert_adds_up(imported.losses, imported)
    assert len(imported.problems) <= 1
