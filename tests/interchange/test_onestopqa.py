"""OneStopQA: everything that is in an article is in the banks, and every mistake is told with its line."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Points
from quizapp.domain.passage import Span
from quizapp.formats.native import read_bank
from quizapp.formats.native_writing import write_bank
from quizapp.formats.text_file import read_text_file
from quizapp.interchange.article_bank import OneStopQaImporter, bank_id, bank_of
from quizapp.interchange.onestopqa import LEVELS, MOST_MISTAKES, Article, read_article, recognizes
from quizapp.interchange.source import Source
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.problems import Problem
from quizapp.question_types.single_choice import SingleChoice
from tests.examples import examples
from tests.interchange.articles import ARTICLE, SPANS
from tests.interchange.trips import assert_adds_up

FILE = Path("bees.txt")
OUTSIDE = Path(__file__).resolve().parents[3] / "shared" / "outside" / "onestopqa"
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def article_of(text: str) -> Article:
    article, problems = read_article(text, FILE)
    assert problems == ()
    assert article is not None
    return article


def problems_of(text: str) -> list[Problem]:
    article, problems = read_article(text, FILE)
    assert (article is None) == bool(problems)
    return list(problems)


def read_bank_of(text: str, path: Path, levels: Sequence[str] = ()) -> tuple[Bank | None, tuple[Problem, ...]]:
    """The bank of an article, or what is wrong with it."""
    source = Source.of_text(str(path), text)
    source.levels = levels
    imported = OneStopQaImporter().read(source)
    assert_adds_up(imported.losses, imported)
    return next(iter(imported.banks), None), imported.problems


def read_banks(text: str, path: Path) -> tuple[dict[str, Bank], tuple[Problem, ...]]:
    """The bank of an article at each of its levels, by their names."""
    bank, problems = read_bank_of(text, path)
    return {} if bank is None else at_levels(bank), problems


def at_levels(bank: Bank) -> dict[str, Bank]:
    return {level.name.casefold(): bank.at_level(level.id) for level in bank.levels}


def read_back(bank: Bank, folder: Path) -> Bank:
    """The bank, written and read, at the same level."""
    path = folder / f"{bank.id}.yaml"
    path.write_bytes(write_bank(bank).encode())
    result = read_bank(path)
    assert result.problems == ()
    assert result.bank is not None
    return result.bank.at_level(bank.level)


def texts(bank: Bank, evidence: object) -> list[str]:
    return [bank.passage.text[start:end] for start, end in bank.spans(evidence)]  # type: ignore[arg-type]


def choices(bank: Bank) -> list[SingleChoice]:
    assert all(isinstance(question, SingleChoice) for question in bank.questions)
    return list(bank.questions)  # type: ignore[arg-type]


# An article without mistakes


def test_the_records_of_an_article() -> None:
    article = article_of(ARTICLE)
    first, second = article.paragraphs

    assert article.title == "The Lighthouse Bees"
    assert (first.line, second.line) == (5, 31)
    assert [question.shares_with for question in first.questions + second.questions] == [0, 0, 1, 0, 0, 2]
    assert first.questions[1].options == {"a": "Bees", "b": "Cold water", "c": "Nothing at all", "d": "A keeper"}
    assert (first.questions[1].stem, first.questions[1].line) == ("What was in the tower?", 19)
    advanced = second.texts["advanced"]
    assert advanced.text.startswith("Marta asked for one summer, no more. “Give me one summer,” she said")
    assert [advanced.text[a:b] for a, b in advanced.critical[1]] == ["she said", "in her report"]
    assert [advanced.text[a:b] for a, b in advanced.distractor[1]] == ["Give me one"]
    elementary = second.texts["elementary"]
    assert [elementary.text[a:b] for a, b in elementary.critical[2]] == ["a report."]
    assert [elementary.text[a:b] for a, b in elementary.critical[1]] == ["a report"]


def test_one_bank_with_all_levels() -> None:
    bank, problems = read_bank_of(ARTICLE, Path("The Lighthouse-Bees.txt"))

    assert problems == ()
    assert bank is not None
    assert (bank.id, bank.title) == ("the-lighthouse-bees", "The Lighthouse Bees")
    assert [(level.id, level.name) for level in bank.levels] == [
        ("elementary", "Elementary"),
        ("intermediate", "Intermediate"),
        ("standard", "Advanced"),
    ]
    assert (bank.license, bank.language) == ("CC BY-SA 4.0", "en")
    assert "OneStopQA" in bank.author
    assert bank.about is not None
    assert [question.id for question in bank.questions] == [f"p{p}-q{q}" for p in (1, 2) for q in (1, 2, 3)]
    for at_level in at_levels(bank).values():
        assert at_level.passage.title == "The Lighthouse Bees"
        assert [block.number for block in at_level.passage.blocks] == [1, 2]
    assert bank.passage.text.startswith("When the harbour closed in 1974, the white tower")


def test_a_bank_of_some_levels() -> None:
    two, _ = read_bank_of(ARTICLE, FILE, ["intermediate", "elementary"])
    one, _ = read_bank_of(ARTICLE, FILE, ["elementary"])

    assert two is not None
    assert one is not None
    assert (two.id, [level.id for level in two.levels]) == ("bees-elementary-intermediate", ["elementary", "standard"])
    assert two.passage.text.startswith("The harbour closed in 1974. The tower then stood")
    assert (one.id, one.levels) == ("bees-elementary", ())
    assert texts(one, choices(one)[1].evidence) == ["cold … and full of bees"]


def test_questions_options_and_roles() -> None:
    banks, _ = read_banks(ARTICLE, FILE)
    question = choices(banks["advanced"])[0]

    assert question.stem == "Since when was nobody in the tower?"
    assert [option.text for option in question.options][:2] == [
        "Since the harbour closed",
        "Since eleven years before the harbour closed",
    ]
    assert [option.key for option in question.options] == [True, False, False, False]
    assert [option.role for option in question.options] == ["", "misreading", "other_span", "unsupported"]
    assert [bool(option.evidence) for option in question.options] == [False, False, True, False]
    assert question.shuffle
    assert choices(banks["elementary"])[-1].stem == r"1. What is \*said\* of #1?"
    assert plain_text(choices(banks["elementary"])[-1].stem) == "1. What is *said* of #1?"


def test_a_text_with_more_signs_than_are_read_is_told_with_its_line() -> None:
    line = next(line for line in ARTICLE.split("\n") if line.startswith("Q: "))
    problems = problems_of(ARTICLE.replace(line, f"{line} {'a* ' * 401}", 1))

    assert [(problem.code, problem.line) for problem in problems] == [
        ("text_too_many_signs", 1 + ARTICLE.split("\n").index(line))
    ]


def test_what_a_question_covers_tells_which_critical_spans_are_shared() -> None:
    banks, _ = read_banks(ARTICLE, FILE)

    assert [question.covers for question in banks["elementary"].questions[3:]] == [
        ("p2-a1",),
        ("p2-a2",),
        ("p2-a3", "p2-a2"),
    ]


def test_evidence_is_that_of_the_level() -> None:
    banks, _ = read_banks(ARTICLE, FILE)
    shown = {level: texts(bank, choices(bank)[1].evidence) for level, bank in banks.items()}

    assert shown == {
        "elementary": ["cold … and full of bees"],
        "intermediate": ["cold, and the tower was full of bees"],
        "advanced": ["cold, the tower was full of bees"],
    }


def test_evidence_that_stands_several_times_is_told_by_what_is_around_it() -> None:
    banks, _ = read_banks(ARTICLE, FILE)
    bank = banks["elementary"]
    one, two = (choices(bank)[at].options[2].evidence for at in (0, 2))

    assert texts(bank, one) == texts(bank, two) == ["The tower"]
    assert bank.spans(one) != bank.spans(two)


def test_the_banks_are_read_back_as_they_were(tmp_path: Path) -> None:
    banks, _ = read_banks(ARTICLE, FILE)
    for bank in banks.values():
        assert msgspec.structs.replace(read_back(bank, tmp_path), content_hash="") == bank


def test_other_ends_of_lines_and_spaces_make_no_difference() -> None:
    changed = ARTICLE.replace("\nAdv: ", "\n  Adv:   ").replace(".\n", ".  \n").replace("\n", "\r\n")
    plain, other = read_banks(ARTICLE, FILE)[0], read_banks(changed, FILE)[0]

    assert plain == other


def test_letters_are_composed() -> None:
    article = article_of(ARTICLE.replace("Marta", "Mar\u0301ta"))

    assert "Ma\u0155ta" not in article.title
    assert article.paragraphs[1].texts["advanced"].text.startswith("Ma\u0155ta")


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("The-Bees", "the-bees-elementary"),
        ("Ärger mit 3 Bienen!", "arger-mit-3-bienen-elementary"),
        ("蜂", "article-elementary"),
        ("", "article-elementary"),
        ("x" * 99, "x" * 53 + "-elementary"),
        (
            "love-hormone-helps-many-children-bond-with-some-others",
            "love-hormone-helps-many-children-bond-with-some-elementary",
        ),
    ],
)
def test_the_id_is_made_from_the_name_of_the_file(name: str, id_: str) -> None:
    assert bank_id(name, ["elementary"]) == id_
    assert len(bank_id(name, ["elementary", "intermediate"])) <= 64
    assert len(bank_id(name)) <= 64


@pytest.mark.parametrize("text", ["# Title\nBees\nAdv:", "\n\n# Paragraph\nEle: Bees", "Int: x\r\n# Title \r\ny"])
def test_an_article_is_recognized_with_its_mistakes(text: str) -> None:
    assert recognizes(text.encode())


@pytest.mark.parametrize(
    "text",
    ["", "id: bees\ntitle: Bees\n", "# The title\n\nA passage.", "Advice: none", "# Titles", "# Title", "Adv: a"],
)
def test_other_texts_are_not(text: str) -> None:
    assert not recognizes(text.encode())


# Mistakes

ELE = ARTICLE.split("\n").index(next(line for line in ARTICLE.split("\n") if line.startswith("Ele:"))) + 1


def line_of(start: str, nth: int = 1) -> int:
    lines = [number for number, line in enumerate(ARTICLE.split("\n"), 1) if line.startswith(start)]
    return lines[nth - 1]


def changed(old: str, new: str) -> str:
    assert old in ARTICLE
    return ARTICLE.replace(old, new, 1)


MISTAKES: dict[str, tuple[str, list[tuple[int, str, str]]]] = {
    "nothing of an article": (
        "Bees.",
        [(0, "article_no_paragraphs", ""), (1, "article_line", ""), (1, "article_no_title", "title")],
    ),
    "no title": (changed("# Title\nThe Lighthouse Bees", ""), [(1, "article_no_title", "title")]),
    "no title below its heading": (changed("\nThe Lighthouse Bees", ""), [(1, "article_no_title", "title")]),
    "a second title": (f"{ARTICLE}# Title\n", [(len(ARTICLE.split("\n")), "article_title_twice", "title")]),
    "a title of two lines": (changed("Bees\n", "Bees\nand more\n"), [(3, "article_line", "")]),
    "a long title": (changed("The Lighthouse Bees", "bees " * 100), [(2, "yaml_text_length", "title")]),
    "no paragraphs": ("# Title\nBees\n", [(0, "article_no_paragraphs", "")]),
    "no heading of the first": (changed("# Paragraph", ""), [(7, "article_no_heading", "")]),
    "no heading of the second": (
        ARTICLE.replace("# Paragraph\n\nAdv: <A1>Marta", "\n\nAdv: <A1>Marta"),
        [(line_of("Adv", 2), "article_no_heading", "")],
    ),
    "a broken line": (
        changed("a: Since the harbour closed", "a: Since the harbour\nclosed"),
        [(line_of("a: Since") + 1, "article_line", "")],
    ),
    "a mistyped line": (
        changed("Int: <A1><A3>The", "int: <A1><A3>The"),
        [(5, "article_level_missing", "paragraphs[1]"), (line_of("Int"), "article_line", "")],
    ),
    "a level without text": (
        re.sub("Ele: <A1><A3>The harbour.*", "Ele:", ARTICLE, count=1),
        [(ELE, "article_text_missing", "paragraphs[1].Ele")],
    ),
    "a level of marks alone": (
        re.sub("Ele: <A1><A3>The harbour.*", "Ele: <A1></A1>", ARTICLE, count=1),
        [(ELE, "article_span_empty", "paragraphs[1].Ele")] + [(ELE, "article_span_missing", "paragraphs[1].Ele")] * 5,
    ),
    "a level twice": (
        changed("Int: <A1><A3>The", "Adv: Bees.\nInt: <A1><A3>The"),
        [(line_of("Int"), "article_level_twice", "paragraphs[1].Adv")],
    ),
    "two questions": (
        re.sub("Q1: What happened(.*\n){5}", "", ARTICLE),
        [(5, "article_question_count", "paragraphs[1]")],
    ),
    "four questions": (
        changed("Q: Since", "Q: So?\na: a\nb: b\nc: c\nd: d\nQ: Since"),
        [
            (5, "article_question_count", "paragraphs[1]"),
            (line_of("Q: What was") + 5, "article_question_third", "paragraphs[1].questions[3]"),
        ],
    ),
    "a third that does not say what it shares": (
        changed("Q1:", "Q:"),
        [(line_of("Q1"), "article_question_third", "paragraphs[1].questions[3]")],
    ),
    "a third that shares with the other": (
        changed("Q1:", "Q2:"),
        [(line_of("Q1"), "article_question_shared", "paragraphs[1].questions[3]")],
    ),
    "a second that shares": (
        changed("Q: What was", "Q1: What was"),
        [(line_of("Q: What was"), "article_question_first", "paragraphs[1].questions[2]")],
    ),
    "a question without text": (
        changed("Q: What was in the tower?", "Q: "),
        [(line_of("Q: What was"), "article_text_missing", "paragraphs[1].questions[2]")],
    ),
    "a long question": (
        changed("Q: What was", "Q: " + 5000 * "long "),
        [(line_of("Q: What was"), "yaml_text_length", "paragraphs[1].questions[2]")],
    ),
    "options without a question": (
        changed("# Paragraph\n\nAdv: <A1>Marta", "# Paragraph\na: Money\nb: Time\nAdv: <A1>Marta"),
        [(line_of("# Paragraph", 2) + at, "article_option_alone", "paragraphs[2]") for at in (1, 2)],
    ),
    "an option without text": (
        changed("c: Nothing at all", "c:"),
        [(line_of("c: Nothing"), "article_text_missing", "paragraphs[1].questions[2].c")],
    ),
    "an option left out": (
        changed("c: Nothing at all\n", ""),
        [(line_of("Q: What was"), "article_option_missing", "paragraphs[1].questions[2]")],
    ),
    "an option twice": (
        changed("c: Nothing at all", "b: Nothing at all"),
        [
            (line_of("Q: What was"), "article_option_missing", "paragraphs[1].questions[2]"),
            (line_of("c: Nothing"), "article_option_twice", "paragraphs[1].questions[2].b"),
        ],
    ),
    "options in another order": (
        changed("c: Nothing at all\nd: A keeper", "d: A keeper\nc: Nothing at all"),
        [(line_of("a: Bees"), "article_option_order", "paragraphs[1].questions[2]")],
    ),
    "two options that are alike": (
        changed("c: Nothing at all", "c:  Cold  water"),
        [(line_of("c: Nothing"), "same_text_twice", "paragraphs[1].questions[2].c")],
    ),
    "a span that is not marked": (
        changed("<D1>The tower</D1> was damp.", "The tower was damp."),
        [(ELE, "article_span_missing", "paragraphs[1].Ele")],
    ),
    "a span that does not end": (
        changed("<D1>The tower</D1> was damp.", "<D1>The tower was damp."),
        [(ELE, "article_mark_not_closed", "paragraphs[1].Ele")],
    ),
    "a span that does not begin": (
        changed("<D1>The tower</D1> was damp.", "The tower</D1> was damp."),
        [(ELE, "article_mark_not_opened", "paragraphs[1].Ele")],
    ),
    "a span inside of itself": (
        changed("<D1>The tower</D1> was damp.", "<D1>The <D1>tower</D1> was damp."),
        [(ELE, "article_mark_twice", "paragraphs[1].Ele")],
    ),
    "a span without words": (
        changed("<D1>The tower</D1> was damp.", "<D1> </D1>The tower was damp."),
        [(ELE, "article_span_empty", "paragraphs[1].Ele")],
    ),
    "a mark that is none": (
        changed("<D1>The tower</D1> was damp.", "<D1>The tower</D1> <b>was</b> <A4>damp < 3."),
        [(ELE, "article_mark_unknown", "paragraphs[1].Ele")] * 4,
    ),
    "a mark within a letter": (
        changed("<D1>The tower</D1> was damp.", "<D1>The towe</D1>\u0301r was damp."),
        [(ELE, "article_mark_in_letter", "paragraphs[1].Ele")],
    ),
    "a span of too many pieces": (
        changed("<D1>The tower</D1> was damp.", "<D1>The</D1> tower " * 21),
        [(ELE, "too_many", "paragraphs[1].Ele")],
    ),
    "too long a paragraph": (
        changed("was damp.", "was damp, " * 3000),
        [(ELE, "yaml_text_length", "paragraphs[1].Ele")],
    ),
    "too many paragraphs": (
        "# Title\nBees\n" + "# Paragraph\n" * 41,
        [(43, "too_many", "")],
    ),
    "a passage of very many signs": (
        re.sub("(Ele: <A1><A3>The harbour)", r"\1 " + "*" * 6_000, ARTICLE, count=1),
        [(0, "passage_too_many_signs", "Ele")],
    ),
    "too long a passage": (
        "# Title\nBees\n" + ARTICLE[ARTICLE.index("# Paragraph") :].replace("Marta", "Marta asked. " * 700) * 10,
        [(0, "passage_too_long", name) for name in ("Ele", "Int", "Adv")],
    ),
    "too large a file": ("# Title\n" + "bees " * 500_000, [(0, "file_too_large", "")]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_field(name: str) -> None:
    text, expected = MISTAKES[name]
    found = problems_of(text)

    assert [(problem.line, problem.code, problem.field) for problem in found] == expected
    for problem in found:
        assert "{" not in problem.what() + problem.remedy()


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        changed("# Title\n", "")
        .replace("<D1>The tower</D1> was damp.", "<D1>The tower was damp.")
        .replace("c: Nothing at all\n", "")
        .replace("Q1:", "Q2:")
        .replace("<A2>she said in her report</A2>", "she said")
        .replace("d: Money", "e: Money")
        .replace("b: It was spoken", "b: It was written")
    )

    assert [problem.code for problem in problems_of(text)] == [
        "article_line",
        "article_no_title",
        "article_mark_not_closed",
        "article_option_missing",
        "article_question_shared",
        "article_span_missing",
        "article_option_missing",
        "article_line",
        "same_text_twice",
    ]


def test_the_list_of_mistakes_ends() -> None:
    problems = problems_of("# Title\nBees\n# Paragraph\n" + "no line of an article\n" * 10_000)

    assert len(problems) == MOST_MISTAKES
    assert problems[-1].code == "too_many_problems"


# Any spans at all

TAGS = [f"{kind}{number}" for number in (1, 2, 3) for kind in "AD"]
_WORDS = [
    "a",
    "a",
    "b",
    "ab",
    "the",
    "…",
    "...",
    "“a",
    "b”",
    "*a*",
    "#",
    "1.",
    "-",
    "_",
    "é",
    "e\u0301",
    "🐝",
    "`",
    "\\",
]
WORDS = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=14).map(" ".join)
ASKED = st.sampled_from([" ".join(_WORDS[at : at + 3]) for at in range(len(_WORDS) - 2)])


@st.composite
def marked_texts(draw: st.DrawFn) -> str:
    """A text with marks anywhere in it: often the same words stand in it again and again."""
    text = draw(WORDS)
    marks: list[tuple[int, str]] = []
    for tag in TAGS:
        ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True)))
        for start, end in zip(ends[::2], ends[1::2], strict=False):
            marks += [(start, f"<{tag}>"), (end, f"</{tag}>")]
    marked, last = "", 0
    for at, mark in sorted(marks, key=lambda mark: (mark[0], mark[1][1] != "/")):
        marked += text[last:at] + mark
        last = at
    return marked + text[last:]


@st.composite
def articles(draw: st.DrawFn) -> str:
    parts = ["# Title", draw(WORDS)]
    for _ in range(draw(st.integers(1, 3))):
        parts += ["# Paragraph", *(f"{name}: {draw(marked_texts())}" for name in ("Adv", "Int", "Ele"))]
        for head in ("Q", "Q", draw(st.sampled_from(["Q1", "Q2"]))):
            parts += [f"{head}: {draw(ASKED)}", *(f"{name}: {name} {draw(ASKED)}" for name in "abcd")]
    return "\n".join(parts)


MAY_BE_WRONG = {"article_span_empty", "article_mark_in_letter", "article_question_shared"}


@settings(max_examples=examples(300), suppress_health_check=SUPPRESSED)
@given(text=articles())
def test_any_spans_are_found_again_in_the_written_banks(tmp_path: Path, text: str) -> None:
    article, problems = read_article(text, FILE)

    assert {problem.code for problem in problems} <= MAY_BE_WRONG
    if article is None:
        return
    written = bank_of(article, "bees")
    read = read_back(written, tmp_path)
    for level, made in at_levels(written).items():
        assert write_bank(made) == write_bank(written)
        bank = read.at_level(made.level)
        assert msgspec.structs.replace(bank, content_hash="") == made
        for paragraph, block, at in zip(article.paragraphs, bank.passage.blocks, range(99), strict=False):
            source = paragraph.texts[level]  # type: ignore[index]
            assert block.text == source.text
            for question, critical, distractor in zip(
                choices(bank)[3 * at : 3 * at + 3], source.critical, source.distractor, strict=True
            ):
                assert moved(bank.spans(question.evidence), block.start) == critical
                assert moved(bank.spans(question.options[2].evidence), block.start) == distractor


def moved(spans: tuple[Span, ...], offset: int) -> tuple[Span, ...]:
    return tuple(Span(start - offset, end - offset) for start, end in spans)


# Anything at all


def pieces() -> Iterator[str]:
    yield from (
        "",
        *ARTICLE.split("\n"),
        "\n",
        "\r",
        "<",
        ">",
        "<A1>",
        "</A1>",
        "</D3>",
        "<A9>",
        "*",
        "`",
        "…",
        "\u0301",
    )
    yield from (
        "# Title\n",
        "\n# Paragraph\n",
        "Q:",
        "Q1:",
        "\nAdv: ",
        "\na: ",
        "\td:",
        "\u3000",
        "🐝",
        "1. ",
        "- ",
        "\\",
    )


PIECES = sorted(set(pieces()))


@settings(max_examples=examples(600), suppress_health_check=SUPPRESSED)
@given(data=st.data())
def test_an_article_with_something_changed_is_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    text = ARTICLE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        match data.draw(st.sampled_from(["delete", "repeat", "replace", "move"])):
            case "delete":
                text = text[:start] + text[end:]
            case "repeat":
                text = text[:end] + text[start:end] + text[end:]
            case "replace":
                text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
            case "move":
                to = data.draw(st.integers(0, len(text)))
                text = text[:to] + text[start:end] + text[to:]

    assert_read_or_told(text, tmp_path)


@settings(max_examples=examples(300), suppress_health_check=SUPPRESSED)
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join) | st.text(max_size=100))
def test_anything_is_read_or_told(tmp_path: Path, text: str) -> None:
    assert_read_or_told(text, tmp_path)


def assert_read_or_told(text: str, folder: Path) -> None:
    path = folder / "article.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    if read_text_file(path)[0] is None:  # told by what all formats share
        return
    banks, problems = read_banks(text, FILE)
    assert bool(banks) != bool(problems)
    lines = len(re.split("\r\n?|\n", text))
    for problem in problems:
        assert problem.code in PROBLEM_TEXTS
        assert len(str(problem).splitlines()) == 1
        assert 0 <= problem.line <= lines
    for bank in banks.values():
        assert msgspec.structs.replace(read_back(bank, folder), content_hash="") == bank


# The articles as they were published


def simply_read(line: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """A line's text and the places of its spans, found in another way than by the reader."""
    text = re.sub("</?[AD][0-9]>", "", line)
    spans: dict[str, list[tuple[int, int]]] = {}
    for tag in TAGS:
        rest = re.sub(f"</?(?!{tag})[AD][0-9]>", "", line)  # without the other marks
        while f"<{tag}>" in rest:
            start = rest.index(f"<{tag}>")
            rest = rest.replace(f"<{tag}>", "", 1)
            end = rest.index(f"</{tag}>")
            rest = rest.replace(f"</{tag}>", "", 1)
            spans.setdefault(tag, []).append((start, end))
    lead = len(text) - len(text.lstrip())
    return text.strip(), {tag: [(a - lead, b - lead) for a, b in found] for tag, found in spans.items()}


def test_the_simple_way_to_find_spans() -> None:
    assert simply_read(" a<A1>b<D1>c</A1>d</D1><A1>e</A1>") == ("abcde", {"A1": [(1, 3), (4, 5)], "D1": [(2, 4)]})


def test_the_published_articles_are_converted_whole(tmp_path: Path) -> None:
    """Run with ``-s`` to see how much of everything was held against the files."""
    files = sorted(OUTSIDE.glob("*.txt"))
    if not files:
        pytest.skip("the published articles are not beside the checkout")
    counts = dict.fromkeys(("articles", "banks", "paragraphs", "questions", "options", "responses"), 0)
    counts |= dict.fromkeys(("critical", "critical_pieces", "distractor", "distractor_pieces"), 0)
    random = Random(1)
    for file in files:
        text = file.read_text("utf-8")
        banks, problems = read_banks(text, file)
        assert problems == ()
        counts["articles"] += 1
        sources = text.split("# Paragraph\n")[1:]
        for level, made in banks.items():
            bank = read_back(made, tmp_path)
            counts["banks"] += 1
            questions = choices(bank)
            assert len(bank.passage.blocks) == len(sources)
            assert len(questions) == 3 * len(sources)
            assert f"# Title\n{bank.passage.title}\n" in text
            for at, (source, block) in enumerate(zip(sources, bank.passage.blocks, strict=True)):
                counts["paragraphs"] += 1
                line = next(line for line in source.split("\n") if line.startswith(f"{LEVELS[level]}:"))  # type: ignore[index]
                plain, spans = simply_read(line[4:])
                assert (block.kind, block.number, block.text) == ("paragraph", at + 1, plain)
                asked = [line.partition(":") for line in source.split("\n") if re.match("(Q[12]?|[a-d]):", line)]
                for number, question in enumerate(questions[3 * at : 3 * at + 3], 1):
                    counts["questions"] += 1
                    (head, _, stem), *given_options = asked[5 * (number - 1) : 5 * number]
                    assert question.id == f"p{at + 1}-q{number}"
                    assert plain_text(question.stem) == stem.strip()
                    shown = [question.part_text(id_) for id_ in question.ids]
                    assert shown == [o.strip() for _, _, o in given_options]
                    assert [option.role for option in question.options] == [
                        "",
                        "misreading",
                        "other_span",
                        "unsupported",
                    ]
                    assert [option.key for option in question.options] == [True, False, False, False]
                    shared = [f"p{at + 1}-a{head[1]}"] if number == 3 else []
                    assert list(question.covers) == [f"p{at + 1}-a{number}", *shared]
                    counts["options"] += len(question.options)
                    for kind, tag, evidence in (
                        ("critical", f"A{number}", question.evidence),
                        ("distractor", f"D{number}", question.options[2].evidence),
                    ):
                        found = moved(bank.spans(evidence), block.start)
                        assert [plain[a:b] for a, b in found] == [plain[a:b].strip() for a, b in spans[tag]]
                        assert [(a, b) for a, b in found] == spans[tag]
                        counts[kind] += 1
                        counts[f"{kind}_pieces"] += len(found)
                    for id_ in question.arrange(random):
                        mark = question.mark(id_)
                        assert isinstance(mark, Points)
                        assert (mark.earned, mark.possible) == (id_ == "A", 1)
                        counts["responses"] += 1
    print("\nOneStopQA:", ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items()))
    assert counts["options"] == counts["responses"] == 4 * counts["questions"]
    assert counts["critical"] == counts["distractor"] == counts["questions"] == 3 * counts["paragraphs"]


def test_the_invented_article_has_all_its_spans() -> None:
    banks, _ = read_banks(ARTICLE, FILE)

    assert (
        sum(1 for bank in banks.values() for q in choices(bank) for e in (q.evidence, q.options[2].evidence) if e)
        == SPANS
    )
