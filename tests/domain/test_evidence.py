"""Evidence: quotations that are not in the passage, or not once, and what is suggested instead."""

import pytest

from quizapp.domain.evidence import Quote, evidence_mistakes, quotes_of, spans_of
from quizapp.domain.passage import read_passage

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
        ("nobody ever wrote this", "evidence_not_found", ("evidence",)),
        ("stood Empty for eleven years", "evidence_not_found_suggest", ("evidence",)),
        (("one summer", "the harbor closed in 1974"), "evidence_not_found_suggest", ("evidence", 1)),
    ],
)
def test_evidence_with_a_mistake(evidence, code, path):
    (mistake,) = evidence_mistakes(evidence, PASSAGE, ("evidence",))
    assert (mistake.code, mistake.path) == (code, path)


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


def test_where_evidence_stands():
    spans = spans_of(("one summer", "not there", Quote("The tower", prefix="kept.")), PASSAGE)
    assert [PASSAGE.words_of(span) for span in spans] == ["one summer", "The tower"]
    assert spans[1].start == PASSAGE.text.rindex("The tower")
