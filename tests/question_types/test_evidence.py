"""`evidence`: sentences of the passage, right minus wrong."""

from decimal import Decimal

import msgspec
import pytest

from quizapp.domain.evidence import Quote, is_quoted_in
from quizapp.domain.mark import Points, earned
from quizapp.domain.passage import read_passage
from quizapp.domain.question import ResponseError
from quizapp.question_types.evidence import EvidenceSelection, WrongSentence
from tests.languages import TableTexts
from tests.leveled import LEVELED
from tests.samples import PASSAGE, verdict

S = {
    "A": "When the harbour closed in 1974, the white tower stood empty for eleven years.",
    "B": "Marta asked for one summer before the work began.",
    "C": "Her report listed, in pounds, what the town would have to spend on sea walls.",
    "D": "salt",
    "E": "honey",
    "F": "Nobody had asked the bees.",
    "G": "The vote to keep the tower, and its tenants, was unanimous.",
    "H": "The tower was painted.",
}
"""The sentences of the samples' passage, apart from its heading."""

# Keys: A, C and G.
QUESTION = EvidenceSelection(
    id="said",
    stem="Which sentences say so?",
    points=Decimal(3),
    keys=("stood empty", "in pounds, … sea walls", Quote("the tower", prefix="to keep")),
    distractors=(
        WrongSentence("one summer", role="other_span", feedback="That is a wish."),
        WrongSentence("salt", role="unsupported"),
        WrongSentence("the bees"),
    ),
)


def selected(letters: str) -> tuple[str, ...]:
    return tuple(S[letter] for letter in letters)


def outcomes(letters: str) -> str:
    mark = QUESTION.mark(selected(letters))
    assert isinstance(mark, Points)
    return " ".join(part.outcome[0] for part in mark.parts)


def test_the_question_has_no_mistakes() -> None:
    assert list(QUESTION.mistakes()) == []
    assert list(QUESTION.evidence_mistakes(PASSAGE)) == []
    assert [sentence.name for sentence in QUESTION.selectable(PASSAGE)] == list(S.values())


# Canvas, “multiple answers”: each wrong choice takes away what a right one gives, never below zero. QTI 2.2, hottext
# interaction with map_response, values +1 and −1 and a lower bound of 0, gives the same.
@pytest.mark.parametrize(
    ("letters", "points", "expected"),
    [
        ("ACG", 3, "r r r"),
        ("GCA", 3, "r r r"),
        ("A", 1, "r m m"),
        ("AC", 2, "r r m"),
        ("AB", 0, "r w m m"),
        ("ACB", 1, "r r w m"),
        ("ACGB", 2, "r r r w"),
        ("ACGBD", 1, "r r r w w"),
        ("ABCDEFGH", 0, "r w r w w w r w"),
        ("B", 0, "w m m m"),
        ("BDEFH", 0, "w w w w w m m m"),
        ("AABB", 0, "r w m m"),
    ],
)
def test_marking(letters: str, points: int, expected: str) -> None:
    assert earned(QUESTION.mark(selected(letters))) == points
    assert outcomes(letters) == expected


@pytest.mark.parametrize(
    ("response", "points"),
    [
        (
            ("when the harbour closed in 1974, the white tower stood empty for eleven years.",),
            1,
        ),  # the quotation is there
        (("The white tower stood empty",), 1),
        (("stood empty",), 1),
        (("stood  empty\n",), 1),
        (("Stood empty",), 0),  # capital letters differ
        (("stood", "empty"), 0),
        (("in pounds, and so on, sea walls",), 1),
        (("to keep the tower",), 1),
        (("the tower",), 1),  # as far as it goes, it is what the key says
        (("below the tower",), 0),
        (("0",), 0),
        (("stood empty", "The tower stood empty."), 1),  # the same key twice
    ],
)
def test_an_entry_is_right_if_it_holds_the_quotation(response: tuple[str, ...], points: int) -> None:
    assert earned(QUESTION.mark(response)) == points


def test_composed_and_decomposed_letters_and_marks_are_the_same() -> None:
    question = EvidenceSelection(id="q", stem="?", keys="the café’s – own")
    for text in ("In the cafe\u0301's - own way.", "In the café’s — own way.", "the caf\u00e9`s − own"):
        assert earned(question.mark((text,))) == 1


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (None, "unanswered"),
        ((), "unanswered"),
        (("", " \n"), "unanswered"),
        ("stood empty", "wrong_shape"),
        (["stood empty"], "wrong_shape"),
        ({"A": "B"}, "wrong_shape"),
        (("stood empty", None), "wrong_shape"),
        ((1,), "wrong_shape"),
    ],
)
def test_odd_responses(response: object, expected: str) -> None:
    assert verdict(QUESTION.mark(response)) == expected  # type: ignore[arg-type]


def test_a_mark_says_how_it_was_worked_out() -> None:
    mark = QUESTION.mark(selected("ACB"))
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_minus_wrong", 2, 1, 3)


def test_the_longest_key_that_is_there_is_meant() -> None:
    question = EvidenceSelection(id="q", stem="?", keys=("the bees", "the bees came"))
    assert [part.outcome for part in question.mark(("Then the bees came.",)).parts] == ["right", "missed"]  # type: ignore[union-attr]
    assert earned(question.mark(question.correct_response())) == 1
    for keys, text, meant in (
        (("the bees", "ees came"), "Then the bees came.", 0),  # of two of one length, the first
        (("ees came", "the bees"), "Then the bees came.", 0),
        ((Quote("bees", prefix="saw the"), "the bees"), "saw the bees", 0),  # an entry that is a key is that key
        (("the bees", Quote("bees", prefix="saw the")), "saw the bees", 1),
        (("wasps", "the bees"), "Then the bees came.", 1),
        (("wasps", "the bees"), "Nobody came.", None),
    ):
        assert EvidenceSelection(id="q", stem="?", keys=keys).key_of(text) == meant, (keys, text)


@pytest.mark.parametrize(
    ("quote", "text", "expected"),
    [
        (Quote("the bees"), "Then the bees came.", True),
        (Quote("the bees", prefix="Then"), "Then the bees came.", True),
        (Quote("the bees", prefix="in 1974. Then"), "Then the bees came.", True),
        (Quote("the bees", prefix="Now"), "Then the bees came.", False),
        (Quote("the bees", suffix="came. They"), "Then the bees came.", True),
        (Quote("the bees", suffix="left"), "Then the bees came.", False),
        (Quote("the bees", prefix="saw"), "The bees saw the bees.", True),
        (Quote("Then … came"), "Then the bees came.", True),
        (Quote("Then … left"), "Then the bees came.", False),
        (Quote("well… I"), "So, well… I left.", True),
        (Quote("…"), "Then …", False),
        (Quote(""), "Then", False),
    ],
)
def test_whether_a_quotation_is_in_a_text(quote: Quote, text: str, expected: bool) -> None:
    assert is_quoted_in(quote, text) is expected


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ([S["A"], S["C"]], selected("AC")),
        (S["A"], selected("A")),
        (["  salt ", "salt", ""], ("salt",)),
        ([], ()),
        ("", ()),
        ([S["A"], 3], None),
        ({"A": "B"}, None),
        (3, None),
    ],
)
def test_a_response_in_a_file(in_file: object, response: object) -> None:
    if response is None:
        with pytest.raises(ResponseError, match="sentences"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_what_is_said_to_a_response() -> None:
    assert [(remark.part, remark.text, remark.role) for remark in QUESTION.remarks(selected("ABDFH"))] == [
        (S["B"], "That is a wish.", "other_span"),
        ("salt", "", "unsupported"),
    ]
    assert QUESTION.remarks(selected("ACG")) == ()
    assert [(choice.chosen, choice.key, choice.role) for choice in QUESTION.classify(selected("AB"))] == [
        ("chosen", "chosen", ""),
        ("left", "chosen", ""),
        ("left", "chosen", ""),
        ("chosen", "left", "other_span"),
    ]


# an author's mistakes


def codes(**fields: object) -> list[str]:
    question = msgspec.structs.replace(EvidenceSelection(id="q", stem="?", keys="stood empty"), **fields)
    return [
        f"{mistake.code} {'.'.join(map(str, mistake.path))}"
        for mistake in (*question.mistakes(), *question.evidence_mistakes(PASSAGE))
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"keys": ()}, ["too_few keys"]),
        ({"keys": ""}, ["too_few keys"]),
        ({"keys": ("stood empty", " ")}, ["empty_text keys.1"]),
        ({"keys": ("stood empty", "one winter")}, ["evidence_not_found keys.1"]),
        ({"keys": "the tower"}, []),
        ({"keys": "tower"}, ["evidence_ambiguous keys"]),
        ({"keys": Quote("tower", prefix="white")}, []),
        ({"keys": (Quote("tower", prefix="blue"),)}, ["prefix_not_found keys.0.prefix"]),
        ({"keys": ("stood empty", "eleven years")}, ["keys_in_one_sentence keys.1"]),
        ({"keys": ("stood empty", "stood  empty")}, ["same_text_twice keys.1", "keys_in_one_sentence keys.1"]),
        ({"keys": (Quote("", levels={"easier": "x"}), "stood empty")}, ["empty_text keys.0.quote"]),
        ({"distractors": (WrongSentence("", levels={"easier": "x"}),)}, []),
        ({"keys": "unanimous. The tower"}, ["key_across_sentences keys"]),
        ({"keys": "salt honey"}, ["key_across_sentences keys"]),
        ({"keys": "keeper"}, ["key_in_heading keys"]),
        ({"keys": (Quote("The", prefix="years."),)}, ["key_in_heading keys.0.quote"]),
        ({"keys": (Quote("The", prefix="bees."),)}, ["key_in_two_sentences keys.0.quote"]),
        ({"paragraphs": (1,)}, []),
        ({"paragraphs": (2, 3)}, ["key_not_selectable keys"]),
        ({"paragraphs": (1, 1)}, ["same_text_twice paragraphs.1"]),
        ({"paragraphs": (1, 0, 5)}, ["no_such_paragraph paragraphs.1", "no_such_paragraph paragraphs.2"]),
        ({"keys": "honey", "paragraphs": (2,)}, []),
        ({"select": 1}, []),
        ({"select": 2}, ["select_is_not_keys select"]),
        ({"select": -1}, ["select_is_not_keys select"]),
        ({"distractors": (WrongSentence("one summer"),)}, []),
        ({"distractors": (WrongSentence("one winter"),)}, ["evidence_not_found distractors.0.quote"]),
        ({"distractors": (WrongSentence("tower"),)}, ["evidence_ambiguous distractors.0.quote"]),
        ({"distractors": (WrongSentence(" "),)}, ["empty_text distractors.0.quote"]),
        ({"distractors": (WrongSentence("tower", prefix="red"),)}, ["prefix_not_found distractors.0.prefix"]),
        ({"distractors": (WrongSentence("eleven years"),)}, ["keys_in_one_sentence distractors.0.quote"]),
        (
            {"distractors": (WrongSentence("one summer"),), "paragraphs": (1,)},
            ["key_not_selectable distractors.0.quote"],
        ),
        (
            {"distractors": (WrongSentence("stood empty"),)},
            ["same_text_twice distractors.0.quote", "keys_in_one_sentence distractors.0.quote"],
        ),
    ],
)
def test_an_authors_mistakes(fields: dict[str, object], expected: list[str]) -> None:
    assert codes(**fields) == expected


def test_sentences_that_are_alike_are_told_apart() -> None:
    passage = read_passage("It closed. Nobody came.\n\nIt opened. Nobody came.")
    question = EvidenceSelection(id="q", stem="?", keys="It opened")
    assert [sentence.name for sentence in question.selectable(passage)][1::2] == ["Nobody came.", "Nobody came. (2)"]
    assert earned(question.mark(("It opened.", "Nobody came.", "Nobody came. (2)"))) == 0
    mark = question.mark(("It opened.", "Nobody came. (2)"))
    assert isinstance(mark, Points)
    assert mark.wrong == 1


def test_the_bare_copy_still_says_how_many_and_where() -> None:
    question = EvidenceSelection(id="q", stem="?", keys=("stood empty", "honey"), select=2, paragraphs=(1, 2))
    bare = question.without_key()
    assert (bare.keys, bare.select, bare.paragraphs) == ((), 2, (1, 2))
    assert bare.selectable(PASSAGE) == question.selectable(PASSAGE)


def test_in_words_beside_the_passage_a_key_is_the_sentence_that_is_to_be_selected() -> None:
    assert QUESTION.summarize_in(QUESTION.correct_response(), PASSAGE) == (
        f"Paragraph 1: {S['A']}",
        f"Paragraph 2: {S['C']}",
        f"Paragraph 4: {S['G']}",
    )


def test_what_was_selected_is_told_with_its_paragraph_and_what_is_in_no_sentence_as_it_is() -> None:
    given = (S["H"], "stood  “empty”", "STOOD EMPTY", "stood empty")

    assert QUESTION.summarize_in(given, PASSAGE) == (
        f"Paragraph 4: {S['H']}",
        "stood “empty”",
        "STOOD EMPTY",
        f"Paragraph 1: {S['A']}",
    )


def test_a_sentence_before_the_first_paragraph_has_no_number() -> None:
    passage = read_passage("# Title\n\n- salt\n- honey\n\nBees.")

    assert QUESTION.summarize_in(("salt", "Bees."), passage) == ("salt", "Paragraph 1: Bees.")


def test_words_beside_the_passage_are_in_the_language_of_the_reader() -> None:
    german = {"Paragraph {number}: {sentence}": "Absatz {number}: {sentence}"}

    assert QUESTION.summarize_in((S["A"],), PASSAGE, TableTexts(german)) == (f"Absatz 1: {S['A']}",)


def test_as_many_sentences_are_open_as_the_learner_is_told_of() -> None:
    question = EvidenceSelection(id="q", stem="?", keys=("stood empty", "honey"), select=2)
    assert question.open_parts(None) == ("1", "2")
    assert question.open_parts(("honey",)) == ("2",)
    assert question.open_parts(("honey", "salt", "honey")) == ()
    assert EvidenceSelection(id="q", stem="?", keys=("stood empty", "honey")).open_parts(()) == ()


def test_a_key_in_the_description_of_an_image_is_no_sentence():
    passage = read_passage("A first sentence that stands here.\n\n![A white tower by the sea.](tower.png)\n\nOne. Two.")
    for key, code in {
        "tower by": "key_in_image",
        "A white": "key_in_image",
        "the sea.": "key_in_image",
        "One. Two": "key_across_sentences",
    }.items():
        question = EvidenceSelection(id="q", stem="?", keys=key)
        assert [mistake.code for mistake in question.evidence_mistakes(passage)] == [code]


def test_a_wrong_sentence_keeps_what_is_said_of_it_at_each_level_and_is_not_where_it_has_no_words():
    wrong = WrongSentence("stood empty", levels={"easier": "was empty", "short": ""}, role="other_span", feedback="No.")
    for level, left in (("easier", "was empty"), ("other", "stood empty"), ("short", None)):
        expected = None if left is None else WrongSentence(left, role="other_span", feedback="No.")
        assert wrong.at_level(level) == expected


def test_sentences_of_another_level_are_marked_told_and_counted_as_those_of_the_standard_one():
    wrong, key, other = "Somebody bought its lamp.", "Marta Ruiz knew about bees.", "She asked for one summer."
    for level, spans in (("standard", 1), ("easier", 1), ("short", 0)):
        bank = LEVELED.at_level(level)
        question = bank.question("why")
        assert isinstance(question, EvidenceSelection)
        assert question.has_levels
        assert [question.key_of(text) for text in (wrong, key, other, "Everybody voted")] == [None, 0, None, 1]
        (remark,) = question.remarks((wrong, key, other))
        assert (remark.part, remark.text, remark.role) == (wrong, "This is about the lamp.", "other_span")
        assert len(bank.spans(remark.evidence)) == spans
        assert [tuple(choice) for choice in question.classify((wrong, key, other, "odd"))] == [
            ("She had read about bees", "chosen", "chosen", ""),
            ("The vote to keep", "left", "chosen", ""),
            ("Its lamp was sold.", "chosen", "left", "other_span"),
            ("Marta Ruiz asked the council for one summer.", "chosen", "left", ""),
            ("odd", "chosen", "left", ""),
        ]
        assert question.summarize_in((wrong, "Everybody voted"), bank.passage)[0] == f"Paragraph 1: {wrong}"
        shown = question.shown_as((wrong, "odd"), bank.passage)
        lamp = {"standard": "Its lamp was sold.", "easier": wrong}.get(level)
        assert [None if each is None else each.name for each in shown.values()] == [lamp, None]
    alone = EvidenceSelection(id="q", stem="?", keys="stood empty")
    assert not alone.has_levels
    shown = alone.shown_as((S["A"], "odd"), PASSAGE)
    assert [None if each is None else each.name for each in shown.values()] == [S["A"], None]
