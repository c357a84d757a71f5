"""Places stay on their words when the text around them changes, or are told as not in there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.passage import Passage, Span, read_passage
from quizapp.domain.text import fold
from quizapp.domain.text_place import TextPlace, find_place, place_of, trimmed

WORDS = ["bees", "tower", "the", "Keeper’s", "a", "honey,", "“white”", "stood.", "año", "🐝", "eleven", "is"]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=1, max_size=6)


def passage_of(paragraphs) -> Passage:
    return read_passage("\n\n".join(" ".join(words) for words in paragraphs))


def spans_of_words(passage):
    found, at = [], 0
    for word in passage.text.split():
        start = passage.text.index(word, at)
        at = start + len(word)
        found.append(Span(start, at))
    return found


@st.composite
def places(draw):
    """A text as lists of words, and a place of it from one word to another."""
    paragraphs = draw(PARAGRAPHS)
    passage = passage_of(paragraphs)
    words = spans_of_words(passage)
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(len(words) - 1, first + 6)))
    return paragraphs, passage, Span(words[first].start, words[last].end)


@given(places())
def test_a_place_is_found_where_it_was_made(made):
    _, passage, span = made
    place = place_of(passage, span)
    assert find_place(place, passage) == span
    assert place.paragraph == passage.paragraph_of(span.start)
    assert fold(place.quote) == fold(passage.text[span.start : span.end])


@given(places(), PARAGRAPHS, st.data())
def test_a_place_stays_on_its_words_in_a_changed_text_or_is_not_in_it(made, others, data):
    paragraphs, passage, span = made
    place = place_of(passage, span)
    changed = [list(words) for words in paragraphs]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        kind = data.draw(st.sampled_from(["insert", "drop", "write anew", "add a word", "leave out a word"]))
        if kind == "insert":
            changed.insert(at, others[0])
        elif kind == "drop" and len(changed) > 1:
            del changed[at]
        elif kind == "write anew":
            changed[at] = others[-1]
        elif kind == "add a word":
            changed[at].insert(data.draw(st.integers(0, len(changed[at]))), data.draw(st.sampled_from(WORDS)))
        elif kind == "leave out a word" and len(changed[at]) > 1:
            del changed[at][data.draw(st.integers(0, len(changed[at]) - 1))]
    mended = passage_of(changed)
    found = find_place(place, mended)
    if found is not None:
        assert fold(mended.text[found.start : found.end]) == fold(place.quote)
    standing = mended.find(place.quote)
    if (
        len(standing) == 1
        and len(fold(place.quote)) >= 12
        and mended.paragraph_of(standing[0].start) == place.paragraph
    ):
        assert found == standing[0]
    if not mended.find(place.quote):
        assert found is None


def test_what_is_around_a_place_tells_which_of_several_it_is():
    text = read_passage("The tower stood. A keeper saw the tower, and left.\n\nNobody else saw the tower burn.")
    burnt = place_of(text, text.find("the tower", suffix="burn")[0])
    seen = place_of(text, text.find("the tower", suffix=", and left")[0])
    for mended, of_burnt, of_seen in (
        (
            "New words.\n\nThe tower stood. A keeper saw the tower, and left.\n\nNobody saw the tower burn.",
            None,
            ", and",
        ),
        ("A keeper saw the tower, and left.\n\nThe tower burnt.", None, ", and left"),
        ("The tower.\n\nNobody else saw the tower.", ".", None),
        ("Nothing of this.", None, None),
    ):
        passage = read_passage(mended)
        for place, suffix in ((burnt, of_burnt), (seen, of_seen)):
            found = find_place(place, passage)
            assert (found is None) == (suffix is None), (mended, place)
            assert found is None or passage.text[found.end :].startswith(suffix) or suffix in passage.text[found.end :]


def test_a_selection_is_made_whole_words():
    passage = read_passage("Bees don’t sleep. Ünder 🐝 trees\n\n![a bee](bee.png)\n\n蜜蜂在塔里。\n\nNo.")
    for chosen, wanted in (
        ("ees do", "Bees don’t"),
        (" sleep. ", "sleep."),
        ("nd", "Ünder"),
        ("🐝", "🐝"),
        (" ", None),
        ("\n￼", None),
        ("蜂在", "蜂在"),
        ("\n蜜", "蜜"),
        ("里。\n", "里。"),
    ):
        start = passage.text.index(chosen)
        span = trimmed(passage, Span(start, start + len(chosen)))
        assert (None if span is None else passage.text[span.start : span.end]) == wanted
    assert trimmed(passage, Span(0, 10_000)) == Span(0, len(passage.text))
    quoted = read_passage("The bees’ ‘tower’, the bees’\n\n![a bee](bee.png)")
    for chosen, wanted in (("ee", "bees"), ("owe", "tower"), ("\n￼", None), ("￼", None)):
        start = quoted.text.index(chosen)
        span = trimmed(quoted, Span(start, start + len(chosen)))
        assert (None if span is None else quoted.text[span.start : span.end]) == wanted


def test_a_place_without_context_is_found_only_where_its_words_tell():
    passage = read_passage("Salt and honey.\n\nBees in the white tower.")
    assert find_place(TextPlace("honey", paragraph=1), passage) == passage.find("honey")[0]  # as nothing was around it
    assert find_place(TextPlace("honey", "wax and", paragraph=1), passage) is None
    assert find_place(TextPlace("the white tower", "wax and", "", 2), passage) == passage.find("the white tower")[0]
    twelve = read_passage("Twelve signs, and salt water here, and 1 salt water.")
    assert find_place(TextPlace("Twelve signs", "wax and", "", 1), twelve) == twelve.find("Twelve signs")[0]
    assert find_place(TextPlace("welve signs", "wax and", "", 1), twelve) is None


def test_where_all_around_is_alike_the_paragraph_tells():
    passage = read_passage("\n\n".join(["Salt and the honey of bees."] * 3))
    places = passage.find("honey")
    for number in (1, 2, 3):
        assert find_place(TextPlace("honey", "the", "of", number), passage) == places[number - 1]
        assert find_place(TextPlace("honey", "the", "of", 4), passage) is None


def test_a_place_is_kept_with_four_words_on_each_side_and_its_paragraph():
    passage = read_passage("One.\n\n1 2 3 4 5 honey 6 7 8 9 10")
    for words, place in (
        ("honey", TextPlace("honey", "2 3 4 5", "6 7 8 9", 2)),
        ("One.", TextPlace("One.", "", "1 2 3 4", 1)),
        ("2", TextPlace("2", "One. 1", "3 4 5 honey", 2)),
        ("10", TextPlace("10", "6 7 8 9", "", 2)),
    ):
        start = passage.text.index(words)
        assert place_of(passage, Span(start, start + len(words))) == place
    assert TextPlace("a") == TextPlace("a", "", "", 0)


def test_what_is_left_around_words_tells_them_apart_as_far_as_two_words():
    passage = read_passage("in a white tower of stone, and in a red tower of brick")
    for place, words in (
        (TextPlace("tower", "there was a white", "of wood and glass", 1), "of stone"),
        (TextPlace("tower", "gone now a red", "made by bees alone", 1), "of brick"),
        (TextPlace("tower", "gone now the red", "made by bees alone", 1), None),
        (TextPlace("tower", "gone and made new", "of brick for the bees", 1), "of brick"),
        (TextPlace("tower", "gone and made new", "of", 1), None),
    ):
        found = find_place(place, passage)
        assert (None if found is None else passage.text[found.end + 1 : found.end + 9]) == words, place


def test_only_words_with_all_that_was_around_them_move_to_another_paragraph():
    passage = read_passage("Nothing.\n\nIt was in the white tower of stone that they met.")
    for place, is_there in (
        (TextPlace("tower", "in the white", "of stone", 1), True),
        (TextPlace("tower", "once in the white", "of stone", 2), True),
        (TextPlace("tower", "once in the white", "of stone", 1), False),
        (TextPlace("the white tower", "once", "of wood", 2), True),
        (TextPlace("the white tower", "once", "of wood", 1), False),
        (TextPlace("the white tower", "", "", 1), False),
    ):
        assert (find_place(place, passage) is not None) is is_there, place


def test_a_place_that_has_no_words_is_none_and_one_between_images_is_told_by_the_words_around_it():
    passage = read_passage("One \u200b two.")
    with pytest.raises(ValueError, match="Span"):
        place_of(passage, Span(4, 5))
    shown = read_passage("![a bee](bee.png)\n\nHoney.\n\n![a bee](bee.png)\n\nHoney.")
    for at, span in enumerate(shown.find("Honey.")):
        place = place_of(shown, span)
        assert (find_place(place, shown), place.paragraph) == (span, at + 1)
