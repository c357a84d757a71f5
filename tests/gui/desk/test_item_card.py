"""The words of a question's figures."""

import pytest

from quizapp.gui.desk.item_card import ItemCard
from quizapp.services.desk.understanding import ItemPicture, PartDraw
from quizapp.statistics.intervals import Estimate, Interval
from quizapp.statistics.items import KEY, CertaintyLevel, ItemStatistics, OptionDraw
from quizapp.statistics.passage_dependence import PassageDependence
from tests.desks import BANK
from tests.gui.conftest import flush
from tests.gui.seen import texts

HALF = Estimate(0.5, Interval(0.25, 0.75), 12)
CHOICE = next(each for each in BANK.questions if each.type_name == "single_choice")
STATISTICS = ItemStatistics("1", 12, 0, HALF, None, (), None, (CertaintyLevel(1, HALF), CertaintyLevel(3, HALF)))


@pytest.fixture
def shown(theme):
    """Give the texts of a card that shows a question."""
    card = ItemCard(theme, "Question")

    def show(**more):
        card.show_item(ItemPicture(0, CHOICE, STATISTICS, ())._replace(**more))
        card.show()
        flush()
        return " | ".join(texts(card))

    yield show
    card.deleteLater()


def test_each_verdict_on_the_text_is_told(shown):
    words = {
        "needed": "The text is needed to answer this.",
        "helps": "The text helps, but many can answer this without it.",
        "answerable": "This can be answered without the text.",
        "unclear": "Too few have answered to tell whether the text is needed.",
    }
    for verdict, told in words.items():
        found = PassageDependence("1", HALF, HALF, 0.25, Interval(-0.1, 0.6), False, verdict)
        text = shown(dependence=found)
        assert f"{told} Gain from the text: 25 % (−10 to 60 %)." in text
        assert [each for each in words.values() if each in text] == [told]


def test_each_role_of_an_option_is_told_and_the_rarest_answers_are_counted_together(shown):
    roles = {
        KEY: "right",
        "misreading": "misreads the right place",
        "other_span": "rests on another part of the text",
        "unsupported": "has no support in the text",
    }
    options = [OptionDraw(f"answer {role}", role, 5, HALF, None) for role in roles]
    options += [OptionDraw(f"rare {number}", "", 1 + (number < 4), HALF, None) for number in range(7)]
    text = shown(draws=(PartDraw("", tuple(options)),))
    assert all(f"answer {role} – {words}" in text for role, words in roles.items())
    assert "rare 3" in text
    assert "rare 4" not in text
    assert "Other answers: 3" in text


def test_how_sure_learners_were_begins_with_the_surest(shown):
    text = shown()
    assert text.index("Very sure") < text.index("Not very sure")
