"""Highlights and notes on places: what a sequence of events leaves in a passage, and in which order it is told."""

from quizapp.domain.event import Highlighted, HighlightRemoved, PlaceNoted
from quizapp.domain.marginalia import Marginalia
from quizapp.domain.passage import read_passage
from quizapp.domain.text_place import TextPlace

PASSAGE = read_passage("The white tower stood empty.\n\nBees came to the harbour.\n\nNobody asked the keeper.")


def mark(id_: str, words: str, color: str = "yellow", paragraph: int = 0) -> Highlighted:
    return Highlighted(at=0.0, id=id_, quote=TextPlace(words, paragraph=paragraph), color=color)  # type: ignore[arg-type]


def note(id_: str, words: str, text: str) -> PlaceNoted:
    return PlaceNoted(at=0.0, id=id_, quote=TextPlace(words), text=text)


def left_by(*events: Highlighted | HighlightRemoved | PlaceNoted) -> Marginalia:
    found = Marginalia()
    for event in events:
        assert found.fits(event)
        found.do(event)
    return found


def test_what_is_left_stands_in_the_order_of_the_passage_and_what_is_not_in_it_comes_last() -> None:
    found = left_by(
        note("1", "asked the keeper", "Why?"),
        mark("2", "gone in this text", paragraph=3),
        mark("3", "harbour", "green"),
        note("4", "never in this text", "Oh."),
        mark("5", "white tower"),
        mark("6", "also gone from it", paragraph=1),
        note("7", "white tower", "Tall."),
    )
    placed = found.placed_in(PASSAGE)
    assert [each.remark.id for each in placed] == ["5", "7", "3", "1", "4", "6", "2"]
    assert [each.span and PASSAGE.words_of(each.span) for each in placed] == [
        *("white tower", "white tower", "harbour", "asked the keeper"),
        *(None,) * 3,
    ]


def test_a_later_event_of_an_id_takes_the_place_of_an_earlier_one() -> None:
    found = left_by(mark("1", "tower"), note("2", "Bees", "x"), mark("1", "harbour", "green"), note("2", "Bees", "y"))
    assert [(each.place.quote, each.color) for each in found.highlights.values()] == [("harbour", "green")]
    assert [each.text for each in found.notes.values()] == ["y"]
    assert found == left_by(mark("1", "harbour", "green"), note("2", "Bees", "y"))
    assert found != left_by(mark("1", "harbour", "green"), note("2", "Bees", "x"))
    assert found != "anything else"
    gone = left_by(mark("1", "tower"), HighlightRemoved(at=1.0, id="1"), note("2", "Bees", "x"), note("2", "Bees", ""))
    assert gone.highlights == gone.notes == {}
    assert not gone.fits(HighlightRemoved(at=2.0, id="1"))
    assert gone.fits(note("3", "Bees", ""))


def test_an_id_is_never_given_twice_also_where_others_were_taken_away() -> None:
    for ids, expected in (
        ((), "1"),
        (("1",), "2"),
        (("7", "3"), "8"),
        (("a", "x1", ""), "1"),
        (("٣", "2"), "3"),
        (("9" * 30, "4"), "5"),
    ):
        assert left_by(*(mark(id_, "tower") for id_ in ids)).next_id == expected
    assert left_by(mark("4", "tower"), HighlightRemoved(at=1.0, id="4")).next_id == "5"
