"""Another key, for every type that has one."""

import msgspec
import pytest

from quizapp.domain.evidence import Quote
from quizapp.domain.mark import Points
from quizapp.domain.option import Option
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.errors import QuizAppError
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.evidence import EvidenceSelection, WrongSentence
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords, WrongWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.record import read_record, write_record
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.services.desk.grading import read_question
from quizapp.services.desk.new_key import with_key
from tests.samples import PASSAGE, SAMPLES

EVERY_SAMPLE = [sample for samples in SAMPLES.values() for sample in samples]


def test_each_response_that_is_not_full_can_become_the_key_or_is_refused():
    changed_types = set()
    for sample in EVERY_SAMPLE:
        question = sample.question
        question.attach(PASSAGE)
        if question.is_rated:
            with pytest.raises(QuizAppError, match="no key"):
                with_key(question, question.correct_response(), PASSAGE)
            changed_types.add(type(question))
            continue
        for case in sample.cases:
            try:
                changed = with_key(question, case.response, PASSAGE)
            except QuizAppError:
                continue
            mark = changed.mark(case.response)
            assert isinstance(mark, Points)
            assert mark.full
            assert changed.id == question.id
            assert changed.stem == question.stem
            assert read_record(write_record(changed)) == changed
            before = question.mark(case.response)
            is_other = not (isinstance(before, Points) and before.full)
            assert changed.explanation == ("" if is_other else question.explanation)
            assert not (is_other and changed.evidence)
            if not (isinstance(before, Points) and before.full):
                old = changed.mark(question.correct_response())
                assert not (isinstance(old, Points) and old.full)
                changed_types.add(type(question))
    assert {each.type_name for each in set(QUESTION_TYPES) - changed_types} == set()


def test_the_key_as_it_is_changes_no_mark():
    for sample in EVERY_SAMPLE:
        question = sample.question
        if question.is_rated:
            continue
        question.attach(PASSAGE)
        right = question.correct_response()
        if isinstance(question, EvidenceSelection):  # a learner selects whole sentences
            right = tuple(question.key_sentence(quote, PASSAGE).name for quote in question.quotes)
        assert with_key(question, right, PASSAGE).mark(right) == question.mark(right)


def test_what_is_no_response_is_refused():
    for sample in EVERY_SAMPLE:
        for response in (None, "", (), {}, "no such thing", ("?",), {"?": "?"}):
            if sample.question.is_rated:
                continue
            try:
                changed = with_key(sample.question, response, PASSAGE)
            except QuizAppError:
                continue
            assert changed.mark(response).full


def test_a_record_that_is_none_is_refused():
    for text in ("", "{}", '{"type": "single_choice"}', msgspec.json.encode({"type": "no_such"}).decode()):
        with pytest.raises(QuizAppError):
            read_question(text)


def test_the_words_for_the_old_key_go_and_all_others_stay():
    options = [Option(text, text == "A", feedback=f"Of {text}.") for text in "ABC"]
    choice = SingleChoice(id="q", stem="?", options=tuple(options), explanation="A, of course.")
    changed = msgspec.to_builtins(with_key(choice, "B", PASSAGE))
    assert [option.get("feedback", "") for option in changed["options"]] == ["", "", "Of C."]
    assert "A, of course." not in str(changed)
    rows = tuple(Row(text, "yes", feedback=f"Of {text}.") for text in ("one", "two"))
    table = Table(id="q", stem="?", columns=("yes", "no"), rows=rows)
    first, second = table.ids
    assert [row.feedback for row in with_key(table, {first: "yes", second: "no"}, PASSAGE).rows] == ["Of one.", ""]


FEEDBACK = {"feedback": "Said.", "evidence": "one summer"}


def test_what_an_author_said_of_parts_goes_only_where_their_right_value_changes():
    statements = tuple(Statement(text, "cost", **FEEDBACK) for text in ("one", "two"))
    sorting = Categorize(id="q", stem="?", categories=("cost", "gain"), statements=statements, evidence="one summer")
    one, two = sorting.ids
    changed = with_key(sorting, {one: "cost", two: "gain"}, PASSAGE)
    assert changed.statements == (statements[0], Statement("two", "gain"))
    assert changed.evidence == ()
    prompts = (Prompt("first", "A b", **FEEDBACK), Prompt("second", "C d", **FEEDBACK))
    matching = Matching(id="q", stem="?", prompts=prompts, options=("A b", "C d", "E f"))
    one, two = matching.ids
    letter = {text: id_ for id_, text in matching.value_texts.items()}
    changed = with_key(matching, {one: letter["A b"], two: letter["E f"]}, PASSAGE)
    assert changed.prompts == (prompts[0], Prompt("second", "E f"))
    items = tuple(Item(text, **FEEDBACK) for text in ("Alpha", "Beta", "Gamma"))
    ordering = Ordering(id="q", stem="?", items=items)
    first, second, third = ordering.ids
    changed = with_key(ordering, (first, third, second), PASSAGE)
    assert changed.items == (items[0], Item("Gamma"), Item("Beta"))
    options = (Option("a", key=True, **FEEDBACK), Option("b", role="misreading", **FEEDBACK), Option("c", **FEEDBACK))
    gaps = (ChoiceGap(options), ChoiceGap(options))
    inline = InlineChoice(id="q", stem="?", text="[1] and [2]", gaps=gaps)
    changed = with_key(inline, {"1": "1A", "2": "2B"}, PASSAGE)
    assert changed.gaps == (gaps[0], ChoiceGap((Option("a"), Option("b", key=True), options[2])))
    several = MultipleChoice(id="q", stem="?", options=(*options[:2], Option("d", key=True, **FEEDBACK)))
    changed = with_key(several, ("A", "B"), PASSAGE)
    assert changed.options == (options[0], Option("b", key=True), Option("d"))
    assert with_key(several, ("A", "C"), PASSAGE) == several


def test_true_and_false_lose_the_notes_of_both_answers_whose_rightness_changes():
    notes = {answer: AnswerNote(feedback=f"Of {answer}.") for answer in ("true", "false", "not_stated")}
    statement = TrueFalse(id="q", stem="?", key="true", not_stated=True, options=notes, explanation="So.")
    changed = with_key(statement, "false", PASSAGE)
    assert (changed.key, list(changed.options), changed.explanation) == ("false", ["not_stated"], "")
    assert with_key(statement, "true", PASSAGE) == statement


def test_what_is_right_now_is_no_anticipated_mistake_any_more():
    wrong = (Anticipated("Sea Salt"), Anticipated("sand"))
    typed = ShortAnswer(id="q", stem="?", accepted=(Accepted("salt"), Accepted("salts")), anticipated=wrong)
    changed = with_key(typed, "sea salt", PASSAGE)
    assert ([each.text for each in changed.accepted], changed.anticipated) == (["sea salt"], wrong[1:])
    gaps = (TypedGap((Accepted("salt"),), wrong), TypedGap((Accepted("wax"),), wrong))
    gap_fill = GapFill(id="q", stem="?", text="[1] and [2]", gaps=gaps)
    changed = with_key(gap_fill, {"1": "salt", "2": "Sand"}, PASSAGE)
    assert [[each.text for each in gap.accepted] for gap in changed.gaps] == [["salt"], ["Sand"]]
    assert [gap.anticipated for gap in changed.gaps] == [wrong, wrong[:1]]
    words = WordBank(
        id="q",
        stem="?",
        text="[1] and [2]",
        words=("honey", "salt", "wax"),
        gaps=(WordGap("honey", (Anticipated("wax"),)), WordGap("salt", (Anticipated("wax"), Anticipated("honey")))),
    )
    ids = {words.word(id_): id_ for id_ in words.ids if id_ not in words.gap_ids}
    changed = with_key(words, {"1": ids["honey"], "2": ids["wax"]}, PASSAGE)
    assert [(gap.key, [each.text for each in gap.anticipated]) for gap in changed.gaps] == [
        ("honey", ["wax"]),
        ("wax", ["honey"]),
    ]
    number = next(sample.question for sample in SAMPLES["numeric"])
    assert with_key(msgspec.structs.replace(number, key="7"), "8", PASSAGE).key == "8"


def test_words_that_are_there_twice_are_told_apart_and_chosen_ones_are_wrong_no_more():
    question = HighlightWords(
        id="q",
        stem="?",
        sentence="The bees and the tower and the keeper stayed.",
        keys=(KeyWords("bees", feedback="These."),),
        distractors=(WrongWords("tower"), WrongWords("keeper stayed"), WrongWords("and", 1)),
    )
    changed = with_key(question, ("9", "7", "5"), PASSAGE)
    assert changed.keys == (KeyWords("tower"), KeyWords("the", 2), KeyWords("stayed"))
    assert changed.distractors == (WrongWords("and", 1),)
    assert with_key(question, ("1",), PASSAGE).keys == (KeyWords("The"),)
    for nowhere in ("0", "10", "-1", "x"):
        with pytest.raises(QuizAppError, match="cannot be the key"):
            with_key(question, (nowhere,), PASSAGE)


def test_sentences_that_are_chosen_are_keys_and_wrong_ones_no_more():
    first, _, third, *_ = (sentence.name for sentence in PASSAGE.sentences if not sentence.is_heading)
    wrong = (WrongSentence("one summer"), WrongSentence("in pounds"))
    question = EvidenceSelection(
        id="q", stem="?", keys=("stood empty",), select=1, distractors=wrong, explanation="So."
    )
    question.attach(PASSAGE)
    changed = with_key(question, (first, third), PASSAGE)
    assert (changed.select, changed.keys, changed.explanation) == (2, (Quote(first), Quote(third)), "")
    assert changed.distractors == wrong[:1]
    free = msgspec.structs.replace(question, select=0)
    free.attach(PASSAGE)
    assert with_key(free, (third,), PASSAGE).select == 0


def test_the_evidence_of_parts_goes_with_their_key():
    part_a = SingleChoice(id="a", stem="?", options=(Option("a", key=True), Option("b")), explanation="Of a.")
    part_b = SingleChoice(id="b", stem="?", options=(Option("c", key=True), Option("d")), explanation="Of b.")
    both = TwoPart(id="q", stem="?", part_a=part_a, part_b=part_b, explanation="Of both.")
    changed = with_key(both, {"a": "A", "b": "B"}, PASSAGE)
    assert (changed.part_a, changed.explanation) == (part_a, "")
    assert ([each.key for each in changed.part_b.options], changed.part_b.explanation) == ([False, True], "")
    assert with_key(both, {"a": "A", "b": "A"}, PASSAGE) == both
