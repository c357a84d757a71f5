"""The place in the text stays where it is when the passage is shown at another level."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.passage import Passage, read_passage
from quizapp.gui.passage.passage_view import PassageView
from tests.examples import examples
from tests.gui.conftest import flush

LENGTHS = st.lists(st.integers(1, 90), min_size=3, max_size=25)


def passage_of(lengths: list[int]) -> Passage:
    """A passage with a heading before each fifth paragraph."""
    blocks = [
        f"{'## Heading' + chr(10) * 2 if number % 5 == 4 else ''}Paragraph {number}. {'words and more ' * length}"
        for number, length in enumerate(lengths)
    ]
    return read_passage("\n\n".join(blocks))


@pytest.fixture
def view(theme, qtbot):
    view = PassageView(theme)
    qtbot.addWidget(view)
    view.show()
    return view


def top_of(view: PassageView, number: int) -> float:
    block = view.document().begin()
    while view.text.number_of(block) != number:
        block = block.next()
    box = view.document().documentLayout().blockBoundingRect(block)
    return box.top() - view.verticalScrollBar().value()


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), one=LENGTHS, width=st.integers(300, 900), height=st.integers(150, 700), part=st.floats(0, 1))
def test_the_same_paragraph_stays_at_the_same_height_and_going_back_changes_nothing(
    view, data, one, width, height, part
):
    two = data.draw(st.lists(st.integers(1, 90), min_size=len(one), max_size=len(one)))
    first, second = passage_of(one), passage_of(two)
    view.resize(width, height)
    view.show_passage(first)
    flush()
    bar = view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))
    scrolled, place = bar.value(), view.paragraph_place()
    view.show_passage(second)
    view.return_to(place)
    if place is None:
        assert bar.value() == scrolled == 0
    elif 0 < bar.value() < bar.maximum():
        if place.top >= 0:
            assert top_of(view, place.number) == pytest.approx(place.top, abs=1)
        else:  # it fills the view, and so it does there
            assert top_of(view, place.number) <= 0
    again = view.paragraph_place()
    view.show_passage(first)
    view.return_to(again)
    if place is None or place.top >= 0 or bar.value() < bar.maximum():
        assert bar.value() == pytest.approx(scrolled, abs=1)
