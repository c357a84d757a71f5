"""The questions that were made of each row of a report, each to be seen alone."""

from msgspec.structs import replace

from quizapp.interchange.losses import Imported, ItemReport, LossReport
from quizapp.services.made_questions import MadeQuestions, ShownQuestion
from tests.samples import BANK


def of(made: MadeQuestions, number: int) -> list[tuple[str, str, int, int]]:
    return [(each.bank.id, each.question.id, each.number, each.total) for each in made.of(number)]


def test_a_row_shows_what_was_made_of_it_in_its_bank() -> None:
    one, two, three, *_ = BANK.questions
    banks = [
        replace(BANK, id="a", questions=(one, two)),
        replace(BANK, id="b", questions=(one, three)),
    ]
    items = [
        ItemReport(1, "one", 1, (), (one.id,), bank="a"),
        ItemReport(2, "left out", 0, (), (two.id,), bank="a"),
        ItemReport(3, "two", 2, (), (two.id, "none"), bank="a"),
        ItemReport(4, "text", 1, ()),
    ]
    more = [
        ItemReport(1, "both", 2, (), (three.id, one.id), bank="b"),
        ItemReport(2, "again", 1, (), (one.id,), bank="a"),  # which is in another file
    ]
    made = MadeQuestions(
        [Imported((banks[0], banks[1]), LossReport(tuple(items))), Imported((banks[1],), LossReport(tuple(more)))]
    )
    assert [of(made, number) for number in range(-1, 6)] == [
        [],
        [("a", one.id, 1, 2)],
        [],
        [("a", two.id, 2, 2)],
        [],
        [("b", three.id, 2, 2), ("b", one.id, 1, 2)],
        [],
    ]
    assert made.of(0)[0].bank.questions == (one,)
    assert ShownQuestion.at(banks[1], 1) == (replace(banks[1], questions=(three,)), three, 2, 2)
