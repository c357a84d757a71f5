"""Evidence: quotations that are not in the passage, or not once, and what is suggested instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.evidence import (
    _LONGEST_QUOTE,
    Quote,
    evidence_mistakes,
    is_quoted_in,
    quote_of,
    quotes_of,
    spans_of,
)
from quizapp.domain.passage import Span, as_markdown, read_passage

PASSAGE = read_passage(
    "When the harbour closed in 1974, the white tower stood empty for eleven years.\n\n"
    "Marta asked for one summer. The tower was kept. The tower was painted."
)


@pytest.mark.parametrize(
    "evidence",
    [
        (),
        "",
        "stood empty for eleven years",
        "When … empty",
        ("the white tower", "one summer"),
        Quote("The tower", prefix="kept."),
        Quote("The tower", suffix="was painted"),
        Quote("tower was", prefix="The", suffix="kept"),
        Quote("tow", suffix="er stood"),
        ("one summer", Quote("The tower", prefix="one summer.")),
    ],
)
def test_evidence_that_is_there_once(evidence):
    assert list(evidence_mistakes(evidence, PASSAGE, ("evidence",))) == []
    assert len(spans_of(evidence, PASSAGE)) == len(quotes_of(evidence))


@pytest.mark.parametrize(
    ("evidence", "code", "path"),
    [
        ("The tower", "evidence_ambiguous", ("evidence",)),
        (("one summer", "The tower"), "evidence_ambiguous", ("evidence", 1)),
        (Quote("The tower", suffix="was"), "evidence_ambiguous", ("evidence", "quote")),
        (Quote("The tower", suffix="stood"), "suffix_not_found", ("evidence", "suffix")),
        (Quote("The tower", prefix="the"), "prefix_not_found", ("evidence", "prefix")),
        (Quote("The tower", prefix="summer.", suffix="was painted"), "suffix_not_found", ("evidence", "suffix")),
        (("one summer", Quote("The tower", "the", "bees")), "prefix_not_found", ("evidence", 1, "prefix")),
        ("nobody ever wrote this", "evidence_not_found", ("evidence",)),
        ("stood Empty for eleven years", "evidence_not_found_suggest", ("evidence",)),
        (("one summer", "the harbor closed in 1974"), "evidence_not_found_suggest", ("evidence", 1)),
    ],
)
def test_evidence_with_a_mistake(evidence, code, path):
    (mistake,) = evidence_mistakes(evidence, PASSAGE, ("evidence",))
    assert (mistake.code, mistake.path) == (code, path)


def test_every_quotation_of_a_list_is_told_whatever_is_wrong_with_the_one_before():
    entries = ("M\u0430rta asked for", " ", "The tower", "one summer", Quote("The tower", prefix="blue"), "nobody did")
    told = [(mistake.code, mistake.path) for mistake in evidence_mistakes(entries, PASSAGE, ("evidence",))]
    assert told == [
        ("looks_alike", ("evidence", 0)),
        ("empty_text", ("evidence", 1)),
        ("evidence_ambiguous", ("evidence", 2)),
        ("prefix_not_found", ("evidence", 4, "prefix")),
        ("evidence_not_found", ("evidence", 5)),
    ]


def test_words_of_which_three_in_five_are_there_are_near_and_fewer_are_not():
    codes = [
        mistake.code
        for mistake in evidence_mistakes(("one white tower fell down", "Marta asked for a walk"), PASSAGE, ())
    ]
    assert codes == ["evidence_not_found", "evidence_not_found_suggest"]


def test_no_paragraph_is_told_of_what_stands_in_a_heading():
    passage = read_passage("# Title\n\n## The white tower by the sea\n\nMarta asked.")
    (mistake,) = evidence_mistakes("the White tower by the lake", passage, ())
    assert (mistake.code, mistake.values["suggestion"]) == (
        "evidence_not_found_near",
        "The white tower by the sea",
    )


def test_a_quotation_that_is_there_more_than_once_is_a_mistake():
    told = [(mistake.code, mistake.path) for mistake in evidence_mistakes(("The tower", "e", "was"), PASSAGE, ())]
    assert told == [("evidence_ambiguous", (index,)) for index in range(3)]


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        (Quote("tower"), "tower was", True),
        (Quote("tower … kept"), "The tower was kept.", True),
        (Quote("kept … tower"), "The tower was kept.", False),
        (Quote("tower … tower"), "The tower was kept.", False),
        (Quote("tower", prefix="white"), "A tower, the white tower.", True),
        (Quote("tower", prefix="white"), "A tower, the red tower.", False),
        (Quote("tower", suffix="stood"), "The tower fell, a tower stood.", True),
        (Quote("tower", "white", "stood"), "The white tower fell, a tower stood.", False),
        (Quote("tower", prefix="the white"), "white tower", True),  # the passage has more before it
        (Quote("a … b"), "a … b", True),
        (Quote("tower was … was"), "The tower was kept.", False),
        (Quote(" "), "tower", False),
    ],
)
def test_a_quotation_stands_in_a_text_with_the_words_around_it(quote, text, stands):
    assert is_quoted_in(quote, text) == stands


@pytest.mark.parametrize(
    ("quote", "suggestion", "paragraph"),
    [
        ("stood Empty for eleven years", "stood empty for eleven years.", "1"),
        ("the harbor closed in 1974", "the harbour closed in 1974,", "1"),
        ("Martha asked for one summer", "Marta asked for one summer.", "2"),
    ],
)
def test_what_was_probably_meant(quote, suggestion, paragraph):
    (mistake,) = evidence_mistakes(quote, PASSAGE, ())
    assert (mistake.values["suggestion"], mistake.values["paragraph"]) == (suggestion, paragraph)


def test_words_in_their_order_are_nearer_than_the_same_in_another_and_few_or_very_many_are_not_looked_for():
    passage = read_passage(
        "Empty stood tower white the.\n\nThe white tower stood empty.\n\n" + " ".join(f"word{n}" for n in range(80))
    )
    long = [f"word{number}" for number in range(9, 71)]
    for quote, suggestion in (
        ("the White tower stood empty!", "The white tower stood empty."),
        ("white TOWER", "white tower"),
        ("WORD7", None),
        (" ".join(["changed", *long[:59]]), " ".join(["word8", *long[:59]])[:99] + "…"),
        (" ".join(["changed", *long[:60]]), None),
        ("the white bees", "The white tower"),
        ("the red bees", None),
    ):
        (mistake,) = evidence_mistakes(quote, passage, ())
        assert mistake.values.get("suggestion") == suggestion


def test_a_passage_that_is_shorter_than_the_quotation_is_near_as_a_whole():
    (mistake,) = evidence_mistakes("The tower stood empty now", read_passage("The tower stood empty."), ())
    assert mistake.values["suggestion"] == "The tower stood empty."


def test_where_evidence_stands():
    spans = spans_of(("one summer", "not there", Quote("The tower", prefix="kept.")), PASSAGE)
    assert [PASSAGE.words_of(span) for span in spans] == ["one summer", "The tower"]
    assert spans[1].start == PASSAGE.text.rindex("The tower")


# Quoting what stands somewhere


@pytest.mark.parametrize(
    ("words", "nth", "quote"),
    [
        ("stood empty", 0, "stood empty"),
        ("The tower", 0, Quote("The tower", prefix="summer.")),
        ("The tower", 1, Quote("The tower", prefix="kept.")),
        ("the", 0, Quote("the", prefix="When")),
        ("1974", 0, "1974"),
        ("er", 1, Quote("er", prefix="summ")),
    ],
)
def test_the_quotation_of_a_place(words, nth, quote):
    start = -1
    for _ in range(nth + 1):
        start = PASSAGE.text.index(words, start + 1)
    assert quote_of(PASSAGE, Span(start, start + len(words))) == quote


def test_where_there_are_no_words_before_it_those_after_it_tell_the_place():
    passage = read_passage("A bee. A bee flew. A bee.")
    places = [Span(start, start + 5) for start in (0, 7, 19)]

    assert [quote_of(passage, place) for place in places] == [
        Quote("A bee", suffix=". A"),
        Quote("A bee", prefix="bee."),
        Quote("A bee", prefix="flew."),
    ]


def test_as_few_words_around_a_place_are_quoted_as_tell_it_and_at_last_all():
    for apart, quoted in ((0, 1), (6, 7), (7, 8), (8, 16), (15, 16), (16, 32), (31, 32), (32, 64), (63, 64), (64, 196)):
        same = " ".join(f"w{number}" for number in range(apart))
        text = f"east {same} bee {same} . west {same} bee {same}"
        passage = read_passage(text)
        start = passage.text.rindex("bee")
        quote = quote_of(passage, Span(start, start + 3))
        assert isinstance(quote, Quote)
        assert (len(quote.prefix.split()), quote.suffix) == (quoted, ""), apart


def test_the_middle_of_a_long_quotation_is_left_out():
    passage = read_passage(" ".join(f"word{number}" for number in range(2000)))
    span = Span(0, len(passage.text) - 10)
    quote = quote_of(passage, span)

    words = passage.words_of(span).split()
    assert quote == f"{' '.join(words[:12])} … {' '.join(words[-12:])}"
    assert spans_of(quote, passage) == (span,)
    assert "…" not in str(quote_of(passage, Span(0, _LONGEST_QUOTE)))
    same = read_passage(" ".join(["bee"] * 600))  # its ends alone do not tell where it stands
    assert quote_of(same, Span(0, len(same.text))) == same.text


TEXTS = st.lists(
    st.sampled_from([*"ab", "a", " ", "  ", "\n\n", "…", "...", "“a", "é", "\u0301", "🐝", "–", "*"]), min_size=1
)


@given(text=TEXTS.map("".join), data=st.data())
def test_the_quotation_of_any_place_is_found_there_and_nowhere_else(text, data):
    passage = read_passage("\n\n".join(as_markdown(part) for part in text.split("\n\n")))
    inside = [at for at, character in enumerate(passage.text) if not character.isspace()]
    if not inside:
        return
    first, last = sorted((data.draw(st.sampled_from(inside)), data.draw(st.sampled_from(inside))))
    quote = quote_of(passage, Span(first, last + 1))

    assert spans_of(quote, passage) == (Span(first, last + 1),)
    assert list(evidence_mistakes(quote, passage, ())) == []


def test_white_space_is_not_quoted():
    with pytest.raises(ValueError, match="Span"):
        quote_of(PASSAGE, Span(4, 9))
