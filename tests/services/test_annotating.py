"""Highlights and notes on places: none over another, each change an event, and each can be taken back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import PRACTICE, TEST, replay
from quizapp.domain.event_json import decode, encode
from quizapp.domain.marginalia import LONGEST_NOTE
from quizapp.domain.passage import Span, read_passage
from quizapp.services.annotating import Annotating
from quizapp.services.taking import Taking
from tests.samples import BANK

COLORS = ("yellow", "green", "blue", "pink")


def begun(mode=PRACTICE, record=None):
    taking = Taking(BANK, mode, None, lambda: 0.0, record=record)
    return taking, Annotating(taking)


def span_of(words):
    (span,) = BANK.passage.find(words)
    return span


def seen(annotating):
    """The words of each highlight with its color, in the order of the passage."""
    spans = sorted((annotating.span_of(each.place), each.color) for each in annotating.highlights.values())
    return [(BANK.passage.text[span.start : span.end], color) for span, color in spans]


WORDS = BANK.passage.text.split()[:12]
FIRST = " ".join(WORDS[:4])
MIDDLE = " ".join(WORDS[2:8])


def test_a_highlight_takes_the_place_of_what_it_covers_and_joins_its_own_color():
    _, annotating = begun()
    assert annotating.highlight(span_of(FIRST), "yellow") == span_of(FIRST)
    assert annotating.highlight(span_of(FIRST), "yellow") is None
    annotating.highlight(span_of(MIDDLE), "green")
    assert seen(annotating) == [(" ".join(WORDS[:2]), "yellow"), (MIDDLE, "green")]
    annotating.highlight(span_of(" ".join(WORDS[7:10])), "green")
    assert seen(annotating) == [(" ".join(WORDS[:2]), "yellow"), (" ".join(WORDS[2:10]), "green")]
    annotating.highlight(span_of(" ".join(WORDS[4:6])), "pink")
    assert [color for _, color in seen(annotating)] == ["yellow", "green", "pink", "green"]
    assert annotating.recolor(annotating.highlight_at(span_of(" ".join(WORDS[4:6]))).id, "blue")
    assert [color for _, color in seen(annotating)] == ["yellow", "green", "blue", "green"]


def test_the_first_highlight_and_the_smallest_note_in_a_place_are_found():
    _, annotating = begun()
    last, first = " ".join(WORDS[7:9]), " ".join(WORDS[2:4])
    for words, color in ((last, "pink"), (first, "green")):  # the later one in the text was made first
        annotating.highlight(span_of(words), color)
    whole = span_of(" ".join(WORDS[:12]))
    assert annotating.highlight_at(whole).color == "green"
    assert annotating.highlight_at(span_of(last)).color == "pink"
    assert annotating.highlight_at(span_of(" ".join(WORDS[4:7]))) is None
    assert annotating.note_at(whole) is None
    for words in (MIDDLE, first, " ".join(WORDS[1:9])):
        annotating.write(annotating.note(span_of(words)), words)
    assert annotating.note_at(whole).text == first
    assert annotating.note_at(span_of(" ".join(WORDS[4:6]))).text == MIDDLE
    assert annotating.note_at(span_of(" ".join(WORDS[:2]))).text == " ".join(WORDS[1:9])
    assert annotating.note_at(span_of(WORDS[0])) is None


def test_a_note_that_is_still_empty_keeps_its_id_for_itself():
    _, annotating = begun()
    note = annotating.note(span_of(MIDDLE))
    annotating.highlight(span_of(FIRST), "yellow")
    other = annotating.note(span_of(FIRST))
    annotating.highlight(span_of(MIDDLE), "green")
    assert annotating.write(note, "Why?")
    assert annotating.write(other, "Who?")
    ids = [*annotating.highlights, *annotating.notes]
    assert len(ids) == len(set(ids)) == 4


def test_each_change_can_be_taken_back_and_lives_in_the_events():
    kept = []
    taking, annotating = begun(record=lambda number, event: kept.append(event))
    states = []

    def state():
        return dict(annotating.highlights), dict(annotating.notes)

    note = annotating.note(span_of(MIDDLE))
    for change in (
        lambda: annotating.highlight(span_of(FIRST), "yellow"),
        lambda: annotating.highlight(span_of(MIDDLE), "green"),
        lambda: annotating.write(note, "  Why bees?  "),
        lambda: annotating.write(note, "Why bees at all?"),
        annotating.remove_all,
        lambda: annotating.write(note, ""),
    ):
        states.append(state())
        assert change()
    again = replay(decode(*map(encode, kept)))
    assert (again.marginalia.highlights, again.marginalia.notes) == state() == ({}, {})
    while states:
        assert annotating.undo()
        assert state()[1] == states[-1][1]
        assert {each.place: each.color for each in state()[0].values()} == {
            each.place: each.color for each in states.pop()[0].values()
        }
    assert not annotating.undo()
    assert taking.attempt.events == kept


def test_what_is_typed_into_a_note_is_one_event_and_one_step():
    kept = []
    taking, annotating = begun(record=lambda number, event: kept.append(event))
    note = annotating.note(span_of(MIDDLE))
    assert not annotating.notes
    before = len(kept)
    for text in ("w", "wh", "why", ""):
        annotating.write(note, text, as_draft=True)
    assert not annotating.notes
    annotating.write(note, "why " * 900, as_draft=True)
    assert len(annotating.notes[note.id].text) == LONGEST_NOTE
    taking.visit(1)
    assert [type(event).__name__ for event in kept[before:]] == ["PlaceNoted", "Visited"]
    assert annotating.undo()
    assert not annotating.notes
    annotating.write(note, "x", as_draft=True)
    taking.settle()
    annotating.write(note, "", as_draft=True)
    taking.settle()
    assert replay(kept).marginalia.notes == {}


def test_nothing_is_marked_after_the_end_or_where_it_is_not_allowed():
    taking, annotating = begun(TEST)
    annotating.highlight(span_of(FIRST), "yellow")
    taking.submit()
    assert annotating.highlight(span_of(MIDDLE), "green") is None
    assert annotating.note(span_of(MIDDLE)) is None
    assert not annotating.remove_all()
    assert not annotating.undo()
    assert seen(annotating) == [(FIRST, "yellow")]
    taking, annotating = begun()
    taking.allows = lambda tool: False
    assert annotating.highlight(span_of(FIRST), "yellow") is None
    assert annotating.note(span_of(MIDDLE)) is None


def test_a_place_that_is_not_in_another_version_of_the_text_is_kept_with_its_words():
    _, annotating = begun()
    annotating.highlight(span_of(FIRST), "yellow")
    annotating.write(annotating.note(span_of(MIDDLE)), "why?")
    other = read_passage(f"Something new. {FIRST}.")
    moved = Annotating(annotating.taking, lambda: other)
    assert [other.text[slice(*each.span)] if each.span else each.remark.place.quote for each in moved.placed()] == [
        FIRST,
        MIDDLE,
    ]
    assert [each.span is None for each in moved.placed()] == [False, True]
    moved.remove_all()
    assert not annotating.highlights


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60), st.sampled_from(COLORS)), max_size=8))
def test_highlights_never_lie_over_one_another(drawn):
    _, annotating = begun()
    text = BANK.passage.text
    for start, length, color in drawn:
        wanted = Span(start % len(text), start % len(text) + length)
        marked = annotating.highlight(wanted, color)
        if marked is not None:
            there = [each for each in annotating.highlights.values() if annotating.span_of(each.place) == marked]
            assert [each.color for each in there] == [color]
    spans = sorted(annotating.span_of(each.place) for each in annotating.highlights.values())
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("at", [0, 5])
def test_what_is_at_a_place_is_found(at):
    _, annotating = begun()
    span = span_of(MIDDLE)
    annotating.highlight(span, "blue")
    annotating.write(annotating.note(span), "all")
    annotating.write(annotating.note(Span(span.start, span.start + 3)), "some")
    caret = Span(span.start + at, span.start + at)
    assert annotating.highlight_at(caret).color == "blue"
    assert annotating.note_at(caret).text == ("some" if at == 0 or at < len(WORDS[2]) else "all")
    assert annotating.highlight_at(Span(span.end, span.end)) is None
