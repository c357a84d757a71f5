"""Translations: all that may differ does, and all that may not is told."""

from copy import deepcopy
from decimal import Decimal
from itertools import product
from typing import Any

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import LevelQuote
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.image import Image
from quizapp.domain.level import ReadingLevel
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Hint, Question
from quizapp.domain.translation import compared_questions, differences, with_source_texts
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import Words
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap
from tests import samples

_OTHER_WORDS = ("skill", "role", "marking", "kind", "key", "tolerance", "within", "file", "id", "decimal", "date_order",
                "factor")  # fmt: skip
"""Fields whose text is none of a language."""


def translated(value: Any, name: str = "", question: Question | None = None) -> Any:
    """`value` with all its texts in other words, keys that name an entry of a list as well."""
    match value:
        case str():
            names_entry = name == "key" and isinstance(question, Table | WordBank)
            return f"En español: {value}" if value and (name not in _OTHER_WORDS or names_entry) else value
        case Question():
            return _with_fields(value, value)
        case msgspec.Struct():
            return _with_fields(value, question)
        case tuple() if name != "covers":
            return tuple(translated(entry, name, question) for entry in value)
        case dict():
            return {key: translated(entry, str(key), question) for key, entry in value.items()}
    return value


def _with_fields(record: msgspec.Struct, question: Question | None) -> msgspec.Struct:
    fields = {name: translated(getattr(record, name), name, question) for name in record.__struct_fields__}
    return msgspec.structs.replace(record, **fields)


def told(source: Question, translation: Question) -> list[tuple[str, str]]:
    found = compared_questions(source, translation, ("questions", 0), ("questions", 5))
    return [(each.mistake.code, ".".join(map(str, each.mistake.path[2:]))) for each in found]


def test_a_question_in_other_words_is_no_other_question() -> None:
    for question in samples.BANK.questions:
        assert told(question, translated(question)) == [], question.id
        other = msgspec.structs.replace(question, points=Decimal(7), weight=Decimal(9))
        found = [("translation_value", "points"), ("translation_value", "weight")]
        assert sorted(told(other, translated(question))) == found, question.id


_SINGLE = SingleChoice(
    id="why", stem="Why was the tower kept?", image=Image("tower.png", "A tower"), skill="interpret",
    evidence="The tower", explanation="Because.", hints=(Hint("Look."), Hint("Look again.")), covers=("1.1", "1.2"),
    options=(
        Option("For the bees", key=True, feedback="Yes."), Option("For the sea", role="misreading"),
        Option("Nobody knows", role="unsupported", pinned=True),
    ),
)  # fmt: skip
_SORT = next(sample.question for sample in samples.ALL_SAMPLES if isinstance(sample.question, Categorize))
_PARTS = next(sample.question for sample in samples.ALL_SAMPLES if isinstance(sample.question, TwoPart))


def _with_option(place: int, **fields: Any) -> SingleChoice:
    options = list(translated(_SINGLE).options)
    options[place] = msgspec.structs.replace(options[place], **fields)
    return _with(options=tuple(options))


def _with(**fields: Any) -> SingleChoice:
    return msgspec.structs.replace(translated(_SINGLE), **fields)


def test_what_may_not_differ_is_told_at_its_place() -> None:
    table = [
        (_with_option(0, key=False), "translation_value", "options.0.key"),
        (_with_option(1, role="other_span"), "translation_value", "options.1.role"),
        (_with_option(2, pinned=False), "translation_value", "options.2.pinned"),
        (_with_option(0, feedback=""), "translation_missing", "options.0.feedback"),
        (_with_option(1, feedback="No."), "translation_extra", "options.1.feedback"),
        (_with(options=translated(_SINGLE).options[:2]), "translation_count", "options"),
        (_with(hints=(Hint("Mira."),)), "translation_count", "hints"),
        (_with(hints=(Hint("Mira."), Hint("Mira.", cost=Decimal(1)))), "translation_value", "hints.1.cost"),
        (_with(image=None), "translation_missing", "image"),
        (_with(image=Image("torre.png", "Una torre")), "", ""),
        (_with(evidence=()), "translation_missing", "evidence"),
        (_with(evidence=("La torre", "se quedó")), "", ""),
        (_with(explanation=" "), "translation_missing", "explanation"),
        (_with(covers=("1.1",)), "translation_value", "covers"),
        (_with(skill="locate"), "translation_value", "skill"),
        (_with(points=Decimal(2)), "translation_value", "points"),
        (_with(weight=Decimal(0)), "translation_value", "weight"),
        (_with(shuffle=False), "translation_value", "shuffle"),
        (_with(stem=_SINGLE.stem), "translation_same_text", "stem"),
    ]
    for stem, is_told in (("Bees in towers", False), ("Bees in white towers", True)):
        source = msgspec.structs.replace(_SINGLE, stem=stem)
        assert told(source, _with(stem=stem)) == [("translation_same_text", "stem")] * is_told
    for translation, code, place in table:
        assert told(_SINGLE, translation) == ([(code, place)] if code else []), place


def test_what_depends_on_the_language_may_differ_and_the_rest_of_it_may_not() -> None:
    evidence = next(sample.question for sample in samples.EVIDENCE if sample.question.paragraphs)
    narrowed = msgspec.structs.replace(translated(evidence), paragraphs=(1, 2, 3))
    assert told(evidence, narrowed) == [("translation_value", "paragraphs")]
    noted = TrueFalse(id="q", stem="So?", key="true")
    notes = msgspec.structs.replace(noted, options={"false": AnswerNote(feedback="No.")})
    assert told(notes, noted) == [("translation_missing", "options.false")]
    assert told(noted, notes) == [("translation_extra", "options.false")]
    assert told(noted, msgspec.structs.replace(noted, image=Image("a.png", "A"))) == [("translation_extra", "image")]
    written = next(sample.question for sample in samples.OPEN_RESPONSE)
    longer = msgspec.structs.replace(translated(written), words=Words(least=7, most=700))
    assert told(written, longer) == []
    assert told(written, msgspec.structs.replace(longer, rubric=())) == [("translation_count", "rubric")]
    first, *others = longer.rubric
    fewer = (msgspec.structs.replace(first, levels=first.levels[1:]), *others)
    assert told(written, msgspec.structs.replace(longer, rubric=fewer)) == [("translation_count", "rubric.0.levels")]


def test_a_key_names_the_entry_at_the_same_place() -> None:
    translation = translated(_SORT)
    assert told(_SORT, translation) == []
    others = (translation.categories[1], translation.categories[0], *translation.categories[2:])
    found = told(_SORT, msgspec.structs.replace(translation, categories=others))
    assert {code for code, _ in found} == {"translation_key"}
    assert "statements.0.category" in {place for _, place in found}

    def expected(source: WordBank, translation: WordBank) -> list[tuple[tuple[str | int, ...], object]]:
        differ = compared_questions(source, translation, (), ())
        return [(each.mistake.path, each.mistake.values["expected"]) for each in differ]

    asked: dict[str, Any] = {"id": "q", "stem": "?", "text": "[1] [2]"}
    words = WordBank(**asked, words=("salt", "wax", "honey"), gaps=(WordGap("salt"), WordGap(("wax", "honey"))))
    for listed, first, second, wanted in (
        (("sal", "cera", "miel"), "sal", ("miel", "cera"), []),
        (("sal", "cera", "miel"), "cera", ("cera", "miel"), [(0, "sal")]),
        (("sal", "cera", "miel"), "sal", ("sal", "miel"), [(1, "cera, miel")]),
        (("sal", "cera", "miel"), "sal", "cera", [(1, "cera, miel")]),
        (("sal", "cera", "miel"), "none of them", ("cera", "miel"), [(0, "sal")]),
    ):
        translated_words = WordBank(**asked, words=listed, gaps=(WordGap(first), WordGap(second)))
        found = expected(words, translated_words)
        assert found == [(("gaps", at, "key"), told_of) for at, told_of in wanted]
    fewer = WordBank(**asked, words=("sal", "cera"), gaps=(WordGap("sal"), WordGap(("cera", "sal"))))
    assert (("gaps", 1, "key"), "cera") in expected(words, fewer)


def test_parts_of_a_question_are_compared_as_well() -> None:
    translation = translated(_PARTS)
    changed = msgspec.structs.replace(translation.part_a, points=Decimal(9))
    assert told(_PARTS, msgspec.structs.replace(translation, part_a=changed)) == [
        ("translation_value", "part_a.points")
    ]
    assert told(_PARTS, translated(_SINGLE)) == [("translation_value", "type")]


def _bank(questions: tuple[Question, ...], text: str, **fields: Any) -> Bank:
    """A bank of copies, as a question is marked by the language of the last bank that it was put into."""
    questions = deepcopy(questions)
    return Bank("bees-es", "Las abejas", "Preguntas.", "es", "", "", read_passage(text), None, questions, "", **fields)


def test_a_bank_has_the_same_questions_in_the_same_order_and_the_same_paragraphs() -> None:
    one, two, three = (msgspec.structs.replace(_SINGLE, id=id_) for id_ in ("one", "two", "three"))
    source = _bank((one, two, three), "# Bees\n\n## A\n\nOne.\n\n> Two.\n\n![a](a.png)")
    same = "# Abejas\n\n## A\n\nUno.\n\n> Dos.\n\n![otra](b.png)"

    def codes(questions: tuple[Question, ...], text: str = same, **fields: Any) -> list[tuple[str, Any]]:
        found = differences(source, _bank(tuple(map(translated, questions)), text, **fields))
        return [
            (each.mistake.code, each.mistake.values.get("value", each.mistake.values.get("count"))) for each in found
        ]

    assert codes((one, two, three)) == []
    assert codes((one, three)) == [("translation_question_missing", "two")]
    extra = msgspec.structs.replace(_SINGLE, id="four")
    assert codes((one, two, extra, three)) == [("translation_question_extra", "four")]
    harder = msgspec.structs.replace(three, points=Decimal(3))
    assert codes((one, extra, two, harder)) == [("translation_question_extra", "four"), ("translation_value", "3")]
    assert codes((one, three, two)) == [("translation_order", "two")]
    assert [code for code, _ in codes((two, one, three))] == ["translation_order"]
    assert codes((one, two, three), "# A\n\nUno.") == [
        ("translation_paragraphs", "1"), ("translation_headings", "0"), ("translation_images", "0"),
    ]  # fmt: skip
    assert codes((one, two, three), source.passage.markdown) == [("translation_same_text", None)]
    assert codes((one, two, three), time_limit=5) == [("translation_value", "5")]
    note = msgspec.structs.replace(source, about=read_passage("A note."), description="")
    found = {each.mistake.path: each.mistake.code for each in differences(source, note)}
    assert found[("about",)] == "translation_extra"
    assert found[("description",)] == "translation_missing"


def test_a_quotation_may_be_longer_or_in_more_pieces() -> None:
    selection = next(sample.question for sample in samples.EVIDENCE)
    keys = selection.keys if isinstance(selection.keys, tuple) else (selection.keys,)
    more = msgspec.structs.replace(selection, keys=(*keys, LevelQuote("otra")))
    assert told(selection, selection) == (
        [("translation_same_text", "stem")] if len(selection.stem.split()) > 3 else []
    )
    assert ("translation_count", "keys") in told(selection, more)


def test_what_is_not_translated_is_shown_as_the_source_has_it() -> None:
    feedback = tuple(msgspec.structs.replace(option, feedback="") for option in translated(_SINGLE).options)
    partial = _with(explanation=" ", hints=(), options=feedback)
    source, translation = (
        msgspec.structs.replace(_bank((question, _SORT), "Uno."), content_hash=hash_, about=about, description="")
        for question, hash_, about in ((_SINGLE, "a", samples.ABOUT), (partial, "b", None))
    )
    source = msgspec.structs.replace(source, description="About bees.")
    filled = with_source_texts(source, translation)
    shown = filled.questions[0]
    assert isinstance(shown, SingleChoice)
    assert (shown.explanation, shown.hints) == (_SINGLE.explanation, _SINGLE.hints)
    assert [option.feedback for option in shown.options] == ["Yes.", "", ""]
    assert (shown.stem, shown.evidence) == (partial.stem, partial.evidence)
    assert filled.about is not None
    assert filled.description == "About bees."
    assert filled.content_hash not in ("a", "b")
    changed = msgspec.structs.replace(source, content_hash="c")
    assert with_source_texts(changed, translation).content_hash != filled.content_hash
    assert with_source_texts(source, filled) is filled  # nothing is missing now

    whole = msgspec.structs.replace(translation, questions=tuple(map(translated, source.questions)))
    assert with_source_texts(msgspec.structs.replace(source, about=None, description=""), whole) is whole
    keyed = [msgspec.structs.replace(option, key=at == 1) for at, option in enumerate(partial.options)]
    for question, takes in (
        (_with(explanation="", hints=(), options=partial.options[:2]), False),
        (_with(explanation="", hints=(), options=tuple(keyed)), False),
        (_with(explanation="", hints=(), options=tuple(reversed(partial.options))), False),
        (_with(explanation="", hints=(), options=partial.options, points=Decimal(3)), True),
    ):
        (shown,) = with_source_texts(source, msgspec.structs.replace(whole, questions=(question,))).questions
        assert isinstance(shown, SingleChoice)
        assert shown.explanation == (_SINGLE.explanation if takes else "")
        assert shown.hints == (_SINGLE.hints if takes else ())
        assert shown.options[0].feedback == ("Yes." if takes else "")


def test_numbers_dates_and_forms_of_words_are_written_as_the_language_does() -> None:
    for kind, key, same, other in (
        ("date", "May 9, 2025", "9 de mayo de 2025", "8 de mayo de 2025"),
        ("number", "2.5", "5/2", "2.6"),
    ):
        source = Numeric(id="when", stem="When?", kind=kind, key=key)
        assert told(source, msgspec.structs.replace(source, stem="¿Cuándo?", key=same)) == []
        assert told(source, msgspec.structs.replace(source, stem="¿Cuándo?", key=other)) == [
            ("translation_value", "key")
        ]
    banks = [_bank((_SINGLE,), "One.", glossary=(GlossaryEntry("w", "meaning", forms),)) for forms in (("a", "b"), ())]
    assert "glossary" not in {each.mistake.path[0] for each in differences(*banks)}


def test_levels_and_the_glossary_line_up() -> None:
    def bank(*ids: str, words: int = 0, **texts: str) -> Bank:
        levels = tuple(ReadingLevel(id_, id_, read_passage(texts.get(id_, "Uno.\n\nDos."))) for id_ in ids)
        glossary = tuple(GlossaryEntry(f"w{number}", "meaning") for number in range(words))
        return _bank((translated(_SINGLE),), "Uno.\n\nDos.", levels=levels, glossary=glossary)

    def codes(source: Bank, translation: Bank) -> list[tuple[str, tuple[str | int, ...]]]:
        found = [(each.mistake.code, each.mistake.path) for each in differences(source, translation)]
        return [each for each in found if each[0] != "translation_same_text"]

    source = bank("standard", "easier", words=2)
    assert codes(source, source) == []
    assert codes(source, bank("standard", words=2)) == [("translation_level_missing", ("levels",))]
    assert codes(source, bank("standard", "easier", "hard", words=2)) == [("translation_level_extra", ("levels", 2))]
    headed = bank("standard", "easier", words=2, easier="## A\n\nUno.\n\nDos.")
    assert codes(source, headed) == [("translation_headings", ("levels", 1))]
    assert codes(source, bank("standard", "easier", words=1)) == [("translation_count", ("glossary",))]


def test_any_two_questions_can_be_compared() -> None:
    questions = samples.BANK.questions
    for one, other in product(questions, questions):
        found = told(one, other)
        assert {code for code, _ in found} <= set(PROBLEM_TEXTS)
        if one.type_name != other.type_name:
            assert found == [("translation_value", "type")]
            continue
        translation = _bank((msgspec.structs.replace(other, id=one.id),), "Uno.")
        filled = with_source_texts(_bank((one,), "Uno."), translation).questions[0]
        lost = {("translation_missing", "explanation"), ("translation_missing", "hints")} & {*told(one, filled)}
        assert not lost or {code for code, _ in found} - {"translation_missing", "translation_extra"}
        assert filled.stem == other.stem
