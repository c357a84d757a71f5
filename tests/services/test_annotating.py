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
    end = " ".join(WORDS[10:12])
    for words in (" ".join(WORDS[:12]), end):
        annotating.write(annotating.note(span_of(words)), words)
    assert annotating.note_at(span_of(end)).text == end


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


def test_what_is_taken_back_is_kept_at_once():
    kept = []
    taking, annotating = begun(record=lambda number, event: kept.append(event))
    annotating.write(annotating.note(span_of(MIDDLE)), "Why?")
    assert annotating.undo()
    assert not taking.has_draft
    assert [getattr(event, "text", None) for event in kept] == [None, "Why?", ""]


def test_what_was_asked_for_after_the_end_is_no_step_when_it_goes_on():
    taking, annotating = begun()
    annotating.highlight(span_of(FIRST), "yellow")
    taking.submit()
    assert not annotating.remove_all()
    assert taking.reopen()
    assert annotating.undo()
    assert not annotating.highlights


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


def test_a_mark_is_made_only_of_whole_words_and_gives_what_it_left_of_others():
    kept = []
    _, annotating = begun(record=lambda number, event: kept.append(event))
    whole, inner = span_of(" ".join(WORDS[:8])), span_of(" ".join(WORDS[3:5]))
    assert annotating.highlight(Span(whole.start + 1, whole.end - 1), "yellow") == whole
    assert list(annotating.highlights) == ["1"]
    assert annotating.highlight(inner, "yellow") is None  # it is yellow there
    assert annotating.highlight(inner, "pink") == inner
    assert list(annotating.highlights) == ["2", "3", "4"]
    assert seen(annotating) == [
        (" ".join(WORDS[:3]), "yellow"),
        (" ".join(WORDS[3:5]), "pink"),
        (" ".join(WORDS[5:8]), "yellow"),
    ]
    assert annotating.highlight(span_of(" ".join(WORDS[8:10])), "yellow")  # beside another, not joined to it
    assert len(annotating.highlights) == 4
    assert annotating.highlight(span_of(" ".join(WORDS[4:9])), "yellow") == span_of(" ".join(WORDS[4:10]))
    assert seen(annotating) == [
        (" ".join(WORDS[:3]), "yellow"),
        (WORDS[3], "pink"),
        (" ".join(WORDS[4:10]), "yellow"),
    ]
    assert annotating.undo()
    assert len(seen(annotating)) == 4
    gap = Span(whole.start + len(WORDS[0]), whole.start + len(WORDS[0]) + 1)
    assert annotating.highlight(gap, "green") is annotating.note(gap) is None
    for beside in (Span(inner.end, inner.end + 1), Span(inner.start - 1, inner.start), Span(inner.end, inner.end)):
        assert getattr(annotating.highlight_at(beside), "color", "none") != "pink"
    for within in (Span(inner.end - 1, inner.end + 1), Span(inner.start, inner.start), Span(0, inner.start + 1)):
        at = annotating.highlight_at(within)
        assert at is not None
        assert at.color == ("pink" if within.start else "yellow")
    first, *_ = annotating.highlights
    count = len(kept)
    assert not annotating.recolor(first, annotating.highlights[first].color)
    assert not annotating.recolor("none", "green")
    assert not annotating.remove("none")
    assert not annotating.remove()
    assert len(kept) == count
    assert annotating.remove("none", first)
    assert first not in annotating.highlights
    assert [type(event).__name__ for event in kept[count:]] == ["HighlightRemoved"]


def test_ids_are_numbers_in_a_row_that_empty_notes_have_too():
    _, annotating = begun()
    notes = [annotating.note(span_of(words)) for words in (FIRST, MIDDLE)]
    assert [note.id for note in notes] == ["1", "2"]
    annotating.highlight(span_of(FIRST), "yellow")
    assert list(annotating.highlights) == ["3"]
    assert annotating.note(span_of(FIRST)).id == "4"
    for note in reversed(notes):
        assert annotating.write(note, note.id)
        assert not annotating.write(note, f" {note.id} ")
    assert [(remark.id, span) for remark, span in annotating.placed()] == [
        ("3", span_of(FIRST)),
        ("1", span_of(FIRST)),
        ("2", span_of(MIDDLE)),
    ]


def test_notes_that_are_typed_in_turn_are_taken_back_one_by_one():
    kept = []
    _, annotating = begun(record=lambda number, event: kept.append(event))
    one, two = (annotating.note(span_of(words)) for words in (FIRST, MIDDLE))

    def texts():
        return [annotating.notes[note.id].text if note.id in annotating.notes else "" for note in (one, two)]

    for note, text in ((one, "a"), (one, "ab"), (two, "c"), (two, "cd"), (one, "abe")):
        assert annotating.write(note, text, as_draft=True)
    annotating.end_writing()
    assert annotating.write(one, "abef", as_draft=True)
    assert annotating.write(one, "abe f", as_draft=False)
    assert annotating.write(one, "g", as_draft=True)
    assert annotating.highlight(span_of(FIRST), "blue")
    assert annotating.write(one, "gh", as_draft=True)
    seen_ = [texts()]
    while annotating.can_undo:
        count = len(kept)
        assert annotating.undo()
        assert len(kept) - count <= 2  # what was typed last, and the change that takes it back
        seen_.append(texts())
    assert seen_ == [
        ["gh", "cd"], ["g", "cd"], ["g", "cd"], ["abe f", "cd"], ["abef", "cd"], ["abe", "cd"], ["ab", "cd"],
        ["ab", ""], ["", ""],
    ]  # fmt: skip
    assert not annotating.highlights
    assert not annotating.undo()


def test_fifty_changes_can_be_taken_back():
    taking, annotating = begun()
    annotating.highlight(span_of(FIRST), "yellow")
    (id_,) = annotating.highlights
    colors = [COLORS[1 + at % 3] for at in range(53)]
    for color in colors:
        assert annotating.recolor(id_, color)
    undone = []
    while annotating.undo():
        undone.append(annotating.highlights[id_].color)
    assert undone == colors[-2:-52:-1]
    assert annotating.highlights[id_].color == colors[2]
    annotating.write(annotating.note(span_of(MIDDLE)), "x")
    assert annotating.can_undo
    taking.submit()
    assert not annotating.can_undo
    assert not annotating.undo()
    assert not annotating.recolor(id_, "yellow")
    assert not annotating.write(next(iter(annotating.notes.values())), "y")
    assert not annotating.remove(id_)


def test_what_is_not_allowed_leaves_what_is_allowed():
    for allowed in ("highlighter", "notes"):
        taking, annotating = begun()
        annotating.highlight(span_of(FIRST), "yellow")
        note = annotating.note(span_of(FIRST))
        taking.allows = lambda tool, allowed=allowed: tool == allowed
        marks = allowed == "highlighter"
        assert (annotating.highlight(span_of(MIDDLE), "green") is not None) == marks
        assert annotating.recolor(next(reversed(annotating.highlights)), "pink") == marks
        assert (annotating.note(span_of(MIDDLE)) is None) == marks
        assert annotating.write(note, "why?") != marks


def test_places_are_found_anew_in_the_text_that_is_shown_now():
    taking, _ = begun()
    shown = [BANK.passage]
    annotating = Annotating(taking, lambda: shown[0])
    annotating.highlight(span_of(FIRST), "yellow")
    (place,) = (each.place for each in annotating.highlights.values())
    texts = (f"Something new. {FIRST}.", "Nothing of it.", BANK.passage.markdown)
    for text in texts * 2:
        shown[0] = read_passage(text)
        (at,) = shown[0].find(FIRST) or (None,)
        assert annotating.span_of(place) == at
        assert annotating.span_of(place) == at
        assert [span for _, span in annotating.placed()] == [at]
    shown[0] = read_passage("Nothing of it.")
    annotating.write(annotating.note(Span(0, 7)), "new")
    assert [(type(each.remark).__name__, each.span) for each in annotating.placed()] == [
        ("PlaceNote", Span(0, 7)),
        ("Highlight", None),
    ]
    assert annotating.note_at(Span(0, 1)).text == "new"
    shown[0] = BANK.passage
    assert annotating.note_at(Span(0, len(BANK.passage.text))) is None
