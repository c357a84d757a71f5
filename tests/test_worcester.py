"""The bundled unit about Worcester: what a skeptical editor of tests would look for in it."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import quizapp
from quizapp.domain.bank import Bank
from quizapp.domain.glossary import glossary_places
from quizapp.domain.mark import Points, earned
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question
from quizapp.formats.native import read_bank
from quizapp.paths import questions_dir
from quizapp.question_types.catalog import BY_NAME
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.word_bank import WordBank
from quizapp.readability.measuring import measure
from quizapp.services.checking import problems_across
from tests.item_review import banks as reviewed
from tests.item_review import coverage, readability, scenes
from tests.item_review.banks import Asked
from tests.wrong_responses import wrong_response

FOLDER = questions_dir() / "worcester"
FOLDERS = {"en-US": FOLDER, "es": FOLDER / "es"}
FILES = sorted(file for folder in FOLDERS.values() for file in folder.glob("*.yaml"))
ARTICLE = Path(quizapp.__file__).parent.parent.parent / "shared" / "source" / "article.txt"


in_each_language = pytest.mark.parametrize("language", FOLDERS)


@cache
def unit(language: str = "en-US") -> tuple[Bank, ...]:
    files = sorted(FOLDERS[language].glob("*.yaml"))
    return tuple(bank for path in files if (bank := read_bank(path).bank) is not None)


def questions(language: str = "en-US") -> Iterator[tuple[Bank, Question]]:
    return ((bank, question) for bank in unit(language) for question in bank.questions)


def asked(*types: type[Question], language: str = "en-US") -> Iterator[Asked]:
    """What is asked, parts of questions too; only of these types, if any are given."""
    found = (each for bank in unit(language) for each in reviewed.asked_in(bank))
    return (each for each in found if not types or isinstance(each.question, types))


def at(each: Asked) -> str:
    return f"{each.bank.id}:{each.name}"


def texts_of(question: Question) -> list[str]:
    """All texts of a question that a learner may come to read."""
    fields = reviewed.fields(question).items()
    kept = [value for name, value in fields if name not in ("id", "type", "covers", "points")]
    return [text for value in kept for text in reviewed.texts(value)]


# The unit


def test_the_unit_is_whole():
    assert [str(problem) for path in FILES for problem in read_bank(path).problems] == []
    assert len(unit()) == 4
    assert len(list(questions())) >= 110
    assert {each.question.type_name for each in asked()} | {"two_part"} == set(BY_NAME)
    assert len({bank.passage for bank in unit()}) == len({bank.about for bank in unit()}) == 1
    for bank in unit():
        assert (bank.language, bool(bank.license), bank.about is not None) == ("en-US", True, True)
        assert sum(question.type_name in ("evidence", "two_part") for question in bank.questions) >= 5
    stems = Counter(question.stem for _, question in questions())
    assert [stem for stem, count in stems.items() if count > 1] == []


def test_the_passage_begins_with_the_arrest_and_says_whose_words_it_retells():
    passage = unit()[0].passage
    assert 780 <= passage.words <= 900
    numbers = [block.number for block in passage.blocks if block.kind == "paragraph"]
    assert numbers == list(range(1, len(numbers) + 1))
    text = " ".join(sentence.name for sentence in passage.sentences if not sentence.is_heading)
    assert "All of it is what that article says" in passage.sentences[1].name
    assert len(text.partition("arrested a woman")[0].split()) <= 60
    for word in ("surrounded", "betrayed"):
        assert word in text
    for word in ("sought", "announcement", "then spread"):
        assert word not in text


def test_the_passage_and_the_stems_are_easy_to_read():
    for heading, text in readability.sections_of(unit()[0].passage):
        assert readability.reading_of(text).grade <= readability.HARDEST_SECTION, heading
    stems = ((at(each), each.stem) for each in asked())
    assert list(readability.hard_stems("", stems)) == []


# The easier level


def easier_unit(language: str = "en-US") -> tuple[Bank, ...]:
    return tuple(bank.at_level("easier") for bank in unit(language))


@in_each_language
def test_the_easier_level_has_the_same_paragraphs_below_the_same_headings(language: str):
    standard, easier = unit(language)[0].passage, easier_unit(language)[0].passage
    for bank, at_level in zip(unit(language), easier_unit(language), strict=True):
        assert [(level.id, level.name) for level in bank.levels if level.name] == [("easier", LEVEL_NAMES[language])]
        assert (at_level.level, at_level.passage.text) == ("easier", easier.text)
        assert [question.id for question in at_level.questions] == [question.id for question in bank.questions]
    assert easier.title == standard.title
    outline = [(block.kind, block.number, block.text if block.kind == "heading" else "") for block in standard.blocks]
    assert [(b.kind, b.number, b.text if b.kind == "heading" else "") for b in easier.blocks] == outline
    for number in range(1, 16):
        names = [{word for word in NAMES if word in text_of(passage, number)} for passage in (standard, easier)]
        assert names[1] <= names[0], number


LEVEL_NAMES = {"en-US": "Easier to read", "es": "Más fácil de leer"}
NAMES = ("Kevin", "Coppinger", "Koppinger", "Essex", "Worcester", "Massachusetts", "8–9", "2025", "Immigration")


def text_of(passage: Passage, number: int) -> str:
    return " ".join(block.text for block in passage.blocks if block.number == number)


def test_the_easier_level_is_easier_by_two_grades_and_shorter():
    standard, easier = (measure(bank.passage) for bank in (unit()[0], easier_unit()[0]))
    assert standard is not None
    assert easier is not None
    assert standard.grade is not None
    assert easier.grade is not None
    assert standard.grade - easier.grade >= 2
    assert easier_unit()[0].passage.words <= MOST_EASIER_WORDS
    for sentence in easier_unit()[0].passage.sentences:
        assert len(sentence.name.split()) <= LONGEST_EASIER_SENTENCE, sentence.name


MOST_EASIER_WORDS, LONGEST_EASIER_SENTENCE = 790, 20


def test_the_easier_level_says_of_each_view_and_claim_whose_it_is():
    easier = easier_unit()[0].passage
    said = {
        1: ["retells an online article in other words"],
        5: ["the article goes on", "Protest, it says"],
        7: ["What neighbors saw"],
        8: ["To agents and police, things looked", "the police said"],
        9: ["as the article understands him", "free speech, it says"],
        10: ["The article sees", "To them", "in the article’s view"],
        11: ["the article says"],
        12: ["the article reports"],
        13: ["the article says", "it adds"],
        14: ["The article calls", "the writer says"],
    }
    assert [(n, words) for n, all_ in said.items() for words in all_ if words not in text_of(easier, n)] == []


@in_each_language
def test_each_question_can_be_answered_and_shown_at_the_easier_level(language: str):
    for standard, bank in zip(unit(language), easier_unit(language), strict=True):
        for before, question in zip(standard.questions, bank.questions, strict=True):
            name = f"{bank.id}:{question.id}"
            assert len(bank.spans(question.evidence)) == len(standard.spans(before.evidence)), name
            right = question.mark(question.correct_response())
            assert isinstance(right, Points), name
            assert right.full, name
            wrong = question.mark(wrong_response(question, bank.passage))
            assert isinstance(wrong, Points), name
            assert earned(wrong) == 0, name
        for each in reviewed.asked_in(bank):
            if isinstance(each.question, EvidenceSelection):
                offered = each.question.selectable(bank.passage)
                keys = [each.question.key_sentence(quote, bank.passage) for quote in each.question.quotes]
                assert len(set(keys)) == each.question.select, at(each)
                assert set(keys) <= set(offered), at(each)
                assert len(offered) >= each.question.select + 3, at(each)
                wrong_ones = [
                    each.question.key_sentence(wrong.quotation, bank.passage)
                    for wrong in each.question.distractors
                    if wrong.quotation is not None and wrong.quotation.quote
                ]
                assert len(wrong_ones) >= 2, at(each)
                assert set(wrong_ones) <= set(offered) - set(keys), at(each)


@in_each_language
def test_words_that_questions_quote_from_the_passage_stand_at_the_easier_level_too(language: str):
    standard, easier = (bank.passage.text.casefold() for bank in (unit(language)[0], easier_unit(language)[0]))
    quoted = {
        words.strip(".,").casefold()
        for _, question in questions(language)
        for text in texts_of(question)
        for words in re.findall("“([^”…]*)”", text)
    }
    assert [words for words in quoted if words in standard and words not in easier] == []


def test_the_glossary_is_that_of_the_unit_and_takes_no_side():
    assert len({bank.glossary for bank in unit()}) == 1
    glossary = unit()[0].glossary
    assert 12 <= len(glossary) <= 20
    for entry in glossary:
        assert len(entry.meaning.split()) <= 25, entry.word
        assert entry.meaning.endswith("."), entry.word
        assert not re.search(r"\b(should|must|right|wrong|good|bad|illegal|legal)\b", entry.meaning), entry.word
    for bank in easier_unit():
        assert len({place.entry.word for place in glossary_places(glossary, bank.passage)}) >= 12


def test_the_unit_is_in_american_english():
    british = (
        r"\b\w*(?:pavement|neighbour|harbour|colour|licence|centre|practise|surname|favour|behaviour|whilst|car park)"
    )
    files = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")]
    texts = [text for _, question in questions() for text in texts_of(question)]
    texts += [entry.meaning for bank in unit() for entry in bank.glossary]
    assert [found[0] for text in files + texts if (found := re.search(british, text, re.IGNORECASE))] == []


# The translation


def test_the_unit_in_spanish_is_that_in_english():
    """Paragraph by paragraph, sentence by sentence and question by question; its easier level is easier too."""
    assert problems_across(read_bank(file) for file in FILES) == []
    sources = {bank.id: bank for bank in unit()}
    assert [bank.translation_of for bank in unit("es")] == list(sources)
    assert len({bank.glossary for bank in unit("es")}) == 1
    for bank in unit("es"):
        source = sources[bank.translation_of]
        assert (bank.id, bank.language) == (f"{source.id}-es", "es")
        assert [question.id for question in bank.questions] == [question.id for question in source.questions]
        assert len(bank.passage.sentences) == len(source.passage.sentences)
        outline = [(block.kind, block.number) for block in source.passage.blocks]
        assert [(block.kind, block.number) for block in bank.passage.blocks] == outline
        for number in range(1, 16):
            names = [{word for word in NAMES if word in text_of(each.passage, number)} for each in (bank, source)]
            assert names[0] == names[1], number
    standard, easier = (measure(bank.passage) for bank in (unit("es")[0], easier_unit("es")[0]))
    assert standard is not None
    assert easier is not None
    assert easier.ease - standard.ease >= LEAST_EASE


LEAST_EASE = 6
"""Points of Szigriszt-Pazos; two grades of the English levels are eight of Flesch's points."""


# Each question


@in_each_language
def test_each_question_is_complete_and_its_key_and_its_opposite_are_marked_so(language: str):
    codes = set(coverage.POINTS)
    for bank, question in questions(language):
        name = f"{bank.id}:{question.id}"
        assert question.skill, name
        assert question.explanation, name
        assert question.covers, name
        assert set(question.covers) <= codes, name
        assert bank.spans(question.evidence), name
        right = question.mark(question.correct_response())
        assert isinstance(right, Points), name
        assert right.full, name
        wrong = question.mark(wrong_response(question, bank.passage))
        assert isinstance(wrong, Points), name
        assert earned(wrong) == 0, name


@in_each_language
def test_quotation_marks_and_dashes_are_typographic(language: str):
    for bank, question in questions(language):
        for text in texts_of(question):
            assert not re.search(r"[\"'`]| - |--|\.\.\.|  ", text), (bank.id, question.id, text)
            marks = [mark for mark in text if mark in "“”"]
            assert marks == ["“", "”"] * (len(marks) // 2), (bank.id, question.id, text)


def test_feedback_says_nothing_of_what_went_on_in_a_learners_head():
    guesses = r"You (were|may have|might have|took|read|went by|thought|chose|mixed)\b"
    for bank, question in questions():
        for text in texts_of(question):
            assert not re.match(guesses, text), (bank.id, question.id, text)
            assert not re.fullmatch(r"[^.]*\bnot mentioned( anywhere)?\.", text), (bank.id, question.id, text)


# Choices


@in_each_language
def test_each_wrong_option_says_what_it_was_made_from_and_has_feedback(language: str):
    for each in asked(SingleChoice, MultipleChoice, language=language):
        for option in each.question.options:
            if not option.key:
                assert option.role, (at(each), option.text)
                assert option.feedback, (at(each), option.text)
                assert option.evidence or option.role != "other_span", (at(each), option.text)
                assert not (option.evidence and option.role == "unsupported"), (at(each), option.text)


@in_each_language
def test_keys_do_not_stand_out_by_their_length(language: str):
    for each in asked(SingleChoice, MultipleChoice, language=language):
        keys = [len(option.text) for option in each.question.options if option.key]
        others = [len(option.text) for option in each.question.options if not option.key]
        assert max(keys) <= 1.4 * max(others), at(each)
        assert max(others) <= 2 * max(keys), at(each)
    longest = [
        max(question.options, key=lambda option: len(option.text)).key
        for question in (each.question for each in asked(SingleChoice, language=language))
    ]
    assert sum(longest) <= 0.35 * len(longest)


def test_neither_points_nor_places_nor_words_tell_a_key():
    for each in asked(MultipleChoice):
        assert each.question.points != len(each.question.keys), at(each)
    counts = Counter(len(each.question.keys) for each in asked(MultipleChoice))
    assert len(counts) >= 3
    single = list(asked(SingleChoice))
    places = Counter(each.question.ids.index(each.question.key) for each in single)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= 0.45 * places.total()
    options = [option for each in asked(SingleChoice, MultipleChoice) for option in each.question.options]
    absolute = [o for o in options if re.search(r"\b(always|never|none|only|every)\b", o.text, re.IGNORECASE)]
    assert sum(not option.key for option in absolute) <= 0.1 * len(options)


# The other types


@in_each_language
def test_each_part_of_a_question_has_feedback(language: str):
    for each in asked(language=language):
        match each.question:
            case TrueFalse(key=key, options=options) as question:
                found = [options[answer] for answer in question.ids if answer != key]
                assert all(option.feedback and option.role for option in found), at(each)
            case Categorize(statements=parts) | Table(rows=parts) | Ordering(items=parts):
                assert all(part.feedback for part in parts), at(each)
            case Matching(prompts=prompts, options=options):
                assert all(prompt.feedback and prompt.evidence for prompt in prompts), at(each)
                assert len(options) > len(prompts), at(each)
            case InlineChoice(gaps=gaps):
                wrong = [option for gap in gaps for option in gap.options if not option.key]
                assert all(option.role and option.feedback for option in wrong), at(each)
            case GapFill(gaps=gaps) | WordBank(gaps=gaps):
                assert all(gap.anticipated for gap in gaps), at(each)
                assert all(wrong.feedback and wrong.role for gap in gaps for wrong in gap.anticipated), at(each)
            case ShortAnswer(anticipated=wrong) | Numeric(anticipated=wrong):
                assert wrong, at(each)
                assert all(answer.feedback and answer.role for answer in wrong), at(each)
            case OpenResponse() as question:
                assert question.words.least <= len(question.model_answer.split()) <= question.words.most, at(each)
                assert all(min(level.points for level in each.levels) == 0 for each in question.rubric)


def test_the_answers_to_statements_and_the_shares_of_columns_differ():
    keys = Counter(each.question.key for each in asked(TrueFalse))
    assert set(keys) == {"true", "false", "not_stated"}
    assert max(keys.values()) <= 0.6 * keys.total()
    for each in asked(Table, Categorize):
        question = each.question
        shares = Counter(question.right_values)
        assert set(shares) == set(question.value_texts), at(each)
        assert max(shares.values()) <= 0.75 * shares.total(), at(each)
    equal = [each for each in asked(Table, Categorize) if len(set(Counter(each.question.right_values).values())) == 1]
    assert len(equal) <= 0.2 * len(list(asked(Table, Categorize)))


@in_each_language
def test_what_is_highlighted_stands_in_the_passage_and_has_feedback(language: str):
    passage = " ".join(sentence.name for sentence in unit(language)[0].passage.sentences)
    for each in asked(HighlightWords, language=language):
        question = each.question
        assert all(sentence in passage for sentence in re.split(r"(?<=\.) ", question.sentence)), at(each)
        assert question.distractors, at(each)
        assert all(entry.feedback for entry in (*question.keys, *question.distractors)), at(each)


@in_each_language
def test_sentences_to_select_are_enough_to_choose_from(language: str):
    """Of those of which one is to be selected, neither the first offered nor the last is the usual one."""
    passage = unit(language)[0].passage
    places = Counter()
    for each in asked(EvidenceSelection, language=language):
        question, offered = each.question, each.question.selectable(passage)
        keys = [question.key_sentence(quote, passage) for quote in question.quotes]
        assert question.select == len(keys), at(each)
        assert len(offered) >= question.select + 3, at(each)
        assert len(question.distractors) >= 2, at(each)
        assert all(wrong.role and wrong.feedback for wrong in question.distractors), at(each)
        for wrong in question.distractors:
            sentence = question.key_sentence(wrong.quotation, passage)
            assert sentence in offered, (at(each), wrong.quote)
            assert sentence not in keys, (at(each), wrong.quote)
        if question.select == 1:
            place = offered.index(keys[0])
            places["first" if place == 0 else "last" if place == len(offered) - 1 else "between"] += 1
    assert places["first"] <= 0.3 * places.total()
    assert places["last"] <= 0.3 * places.total()


# What is asked, and what is given away


def test_each_point_is_asked_about_and_none_too_often():
    targets = Counter(reviewed.TARGETS[question.skill] for _, question in questions())
    for target, (least, most) in coverage.SHARES.items():
        assert least <= targets[target] / targets.total() <= most, target
    found = [(code, reviewed.TARGETS[question.skill]) for _, question in questions() for code in question.covers]
    counts = Counter(code for code, _ in found)
    assert set(counts) == set(coverage.POINTS)
    assert max(counts.values()) <= coverage.MOST
    assert {code for code, target in found if target != "locate"} >= counts.keys() - coverage.PLACE_ONLY.keys()


def test_who_acts_does_not_tell_on_which_side_the_act_is():
    assert [(trait, level, key) for trait, level, key, _, phi in scenes.phis() if abs(phi) > scenes.BOUND] == []


def test_a_rule_of_ten_words_does_not_sort_the_acts():
    acts = [act for _, question in questions() for act in scenes.sorted_acts(question)]
    assert len(acts) >= 20
    assert sum(scenes.keyword_key(text) == key for text, key in acts) <= 0.6 * len(acts)


# Whose words they are


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"['’]", "", text.lower()))
    return set(zip(*(words[at:] for at in range(length)), strict=False))


def test_nothing_is_copied_from_the_article():
    if not ARTICLE.exists():
        pytest.skip("the article that the passage retells is not beside this checkout")
    article = runs_of_words(ARTICLE.read_text(encoding="utf-8"), 8)
    ours = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")]
    ours += [text for _, question in questions() for text in texts_of(question)]
    ours += [text for bank in unit() for text in (bank.title, bank.description)]
    ours += [entry.meaning for bank in unit() for entry in bank.glossary]
    assert [" ".join(run) for text in ours for run in runs_of_words(text, 8) & article] == []
