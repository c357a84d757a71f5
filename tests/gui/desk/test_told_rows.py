"""Lists of the desk tell their views which rows are to be painted anew."""

from quizapp.gui.desk.question_choice import ChoiceModel, ChoiceRow
from quizapp.gui.desk.rating_list import RatingModel, Row
from quizapp.services.desk.rating import WrittenAnswer
from tests.desks import BANK


def told_by(model):
    rows = []
    model.dataChanged.connect(lambda first, last: rows.extend(range(first.row(), last.row() + 1)))
    return rows


def test_a_rating_that_changes_is_told(theme):
    model = RatingModel()
    answer = WrittenAnswer("1", 0, BANK.questions[0], "Bees.", {}, "")
    model.show_rows([Row(answer, name, "open") for name in ("Ada", "Björn", "陈")])
    told = told_by(model)
    model.put(1, Row(answer, "Björn", "rated"))
    assert told == [1]
    assert model.title(model.rows[1]).endswith("rated")


def test_a_choice_tells_its_bank_and_all_of_it(theme):
    model = ChoiceModel(theme, None)
    model.show_rows([ChoiceRow(BANK, None, None), *(ChoiceRow(BANK, each, None) for each in BANK.questions)])
    told = told_by(model)
    model.toggle(2)
    assert told == list(range(len(BANK.questions) + 1))
