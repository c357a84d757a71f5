"""A bank as a sheet: what its key says of each question."""

from fractions import Fraction

import msgspec

from quizapp.reports.bank_sheet import bank_sheet, key_rows, quoted_text
from quizapp.reports.paper_sheet import Quoted
from tests.samples import BANK


def test_the_key_says_what_stands_on_the_sheet_where_the_answer_is_not_that():
    sheet = bank_sheet(BANK)
    rows = {question.id: key_rows(each) for question, each in zip(BANK.questions, sheet.key, strict=True)}
    for question, asked in zip(BANK.questions, sheet.questions, strict=True):
        names = [name for name, _ in rows[question.id]]
        assert all(texts and all(texts) for _, texts in rows[question.id]), question.id
        assert ("Model answer" in names) == question.is_rated
        assert ("Right answer" in names) != question.is_rated
        if question.type_name in ("single_choice", "true_false"):
            (letter,) = dict(rows[question.id])["On the sheet"]
            (choices,) = (each.entries for each in asked.form if hasattr(each, "entries"))
            assert (dict(choices)[letter],) == dict(rows[question.id])["Right answer"], question.id
        if question.type_name in ("short_answer", "open_response"):
            assert "On the sheet" not in names, question.id
        assert ("Why" in names) == bool(question.explanation)
        assert ("In the passage" in names) == bool(list(BANK.spans(question.key_evidence)))


def test_a_quotation_says_where_it_stands_as_far_as_that_is_known():
    (span,) = BANK.passage.find("asked for one summer")
    for paragraph, sentence, told in (
        (2, 3, " (paragraph 2, sentence 3)"),
        (2, 0, " (paragraph 2)"),
        (0, 3, " (sentence 3)"),
        (0, 0, ""),
    ):
        assert quoted_text(Quoted(span, paragraph, sentence, "asked")) == f"“asked”{told}"


def test_the_sheet_says_how_much_there_is_to_do_and_where_it_is_from():
    sheet = bank_sheet(BANK)
    total = sum(Fraction(question.weight) * question.possible for question in BANK.questions)
    assert sheet.facts == f"{len(BANK.questions)} questions · {float(total):g} points"
    assert [question.number for question in sheet.questions] == list(range(1, len(BANK.questions) + 1))
    assert (sheet.passage, sheet.has_sentence_numbers) == (BANK.passage, True)
    single = tuple(question for question in BANK.questions if question.type_name == "single_choice")
    few = msgspec.structs.replace(BANK, questions=single[:1], time_limit=30, author="Ada", license="CC0")
    told = bank_sheet(few)
    assert told.facts.startswith("1 question · ")
    assert told.facts.endswith(" · 30 minutes")
    assert (told.source, told.has_sentence_numbers) == ("Ada · CC0", False)
    assert bank_sheet(msgspec.structs.replace(few, author="")).source == "CC0"
    assert bank_sheet(few) == told  # shuffled, but always alike


def test_the_levels_of_a_criterion_come_with_the_best_first():
    for question, asked in zip(BANK.questions, bank_sheet(BANK).key, strict=True):
        assert bool(asked.rubric) == (question.type_name == "open_response")
        for criterion, levels in asked.rubric:
            points = [points for points, _ in levels]
            assert points == sorted(points, reverse=True)
            rows = dict(key_rows(asked))[criterion]
            assert rows == tuple(f"{points}  {text}" for points, text in levels)
