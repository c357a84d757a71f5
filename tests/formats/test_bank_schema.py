"""The JSON Schema of banks and the reading of banks agree on what is right, and what they differ in has its reason."""

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from jsonschema import Draft7Validator

from quizapp.cli import main
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question
from quizapp.formats.bank_schema import bank_schema, schema_text
from quizapp.formats.native import read_bank, read_kept_bank
from quizapp.formats.native_writing import write_bank
from quizapp.formats.question_reading import QuestionReading
from quizapp.problems import Mistake
from tests.core_yaml import read_core_yaml
from tests.samples import BANK

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "bank.schema.json"
SCHEMA = Draft7Validator(bank_schema())
BAD = sorted((ROOT / "tests" / "data" / "bad").glob("*.yaml"))
GOOD = sorted([*(ROOT / "questions").rglob("*.yaml"), *(ROOT / "tests" / "data").glob("*.yaml")])
GUIDE = (ROOT / "questions" / "README.md").read_text("utf-8")

UNSAID = {
    "the schema does not know the passage": (
        "evidence_ambiguous", "evidence_not_found", "evidence_not_found_near", "evidence_not_found_suggest",
        "evidence_not_in_level", "evidence_not_in_level_suggest", "evidence_without_passage", "prefix_not_found",
        "suffix_not_found", "glossary_not_in_passage", "key_across_sentences", "key_in_heading", "key_in_image",
        "key_in_two_sentences", "key_not_in_level", "key_not_selectable", "keys_in_one_sentence", "no_such_paragraph",
        "level_paragraphs", "passage_depth", "passage_empty", "image_in_line",
    ),
    "the schema does not know other files": (
        "image_damaged", "image_format", "image_missing", "image_moving", "image_too_many_pixels", "passage_missing",
    ),
    "a schema cannot compare two places": (
        "anticipated_is_accepted", "band_without_effect", "duplicate_id", "duplicate_meaning", "gap_missing",
        "gap_twice", "gap_unknown", "glossary_twice", "key_is_not_offered", "least_above_most", "looks_alike",
        "no_levels", "option_reused", "role_of_key", "same_points_twice", "same_text_twice", "same_text_twice_unseen",
        "select_is_not_keys", "translation_of_itself", "unit_without_units", "unknown_category",
        "unknown_category_suggest", "unknown_column", "unknown_column_suggest", "unknown_level",
        "unknown_level_suggest", "unknown_option", "unknown_option_suggest", "unknown_word", "unknown_word_suggest",
        "words_do_not_suffice", "words_ambiguous", "words_not_in_sentence", "words_overlap", "all_words_are_keys",
        "no_key_unit", "blueprint_not_whole",
    ),
    "draft 7 cannot count the entries of a list that are of a kind": ("several_keys", "no_full_share"),
    "it is about what is seen of a text, or how it is written": (
        "character_forbidden", "empty_text", "image_without_alt", "text_too_many_signs", "nothing_to_compare",
        "key_not_a_date", "key_not_a_number", "not_a_tolerance",
    ),
    "an editor reads numbers and more of YAML where a bank has texts": ("not_a_number", "yaml_alias", "yaml_anchor"),
    "it counts words": ("too_many", "number_out_of_range"),
}  # fmt: skip
"""The codes of mistakes that the schema need not find, by the reason."""
UNSAID_CODES = {code for codes in UNSAID.values() for code in codes}
UNREADABLE_ALIKE = ("not_a_mapping",)
"""Mistakes that follow from others of the same file."""


def finds(document: Any) -> list[str]:
    """The schema's mistakes in a document, as an editor has read it."""
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in SCHEMA.iter_errors(document)]


def test_the_shipped_schema_is_that_of_the_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Draft7Validator.check_schema(bank_schema())
    assert main(["schema", "--to", str(tmp_path / "a" / "bank.schema.json")]) == 0
    assert SHIPPED.read_text("utf-8") == (tmp_path / "a" / "bank.schema.json").read_text("utf-8"), (
        "run: quizapp schema --to resources/bank.schema.json"
    )
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text()


def test_editors_are_told_what_each_field_is() -> None:
    schema = bank_schema()
    parts = {"bank": schema, **schema["definitions"]}
    untold = [
        f"{name}.{field}"
        for name, part in parts.items()
        for field, each in part.get("properties", {}).items()
        if "description" not in each and each.keys() != {"const"}
    ]
    assert untold == []


def test_the_schema_finds_nothing_in_what_is_right() -> None:
    found = {str(path): finds(read_core_yaml(path.read_text("utf-8"))) for path in GOOD}
    found["every sample"] = finds(read_core_yaml(write_bank(BANK)))
    question = re.compile(r"^(?:- )?id: .*\ntype: ", re.MULTILINE)
    for number, example in enumerate(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)):
        if question.match(example):
            whole = {"id": "a", "title": "A", "questions": [read_core_yaml(example)]}
            found[f"example {number} of the guide"] = finds(whole)
    assert len(found) > 25
    assert {name: mistakes for name, mistakes in found.items() if mistakes} == {}


def test_the_schema_finds_a_mistake_in_each_bad_file_or_the_reason_is_known() -> None:
    unfound = set()
    for path in BAD:
        text = path.read_text("utf-8")
        codes = {line.split(" ")[2] for line in text.split("\n") if line.startswith("#! ")}
        try:
            document = read_core_yaml(text)
        except yaml.YAMLError:
            continue  # an editor tells that by itself
        if not finds(document):
            unfound |= codes - set(UNREADABLE_ALIKE)
            assert codes & UNSAID_CODES, path.name
    assert unfound <= UNSAID_CODES
    assert UNSAID_CODES - unfound <= {"several_keys", "blueprint_not_whole"}, "the schema says these by now"


STAND_INS: tuple[Any, ...] = (..., "", "x", 3, -1, True, None, [], ["x"], {"text": "x"}, "+colour")
"""What is put in the place of something; `...` takes it away, and what begins with + is put beside it."""
_TEXT_OF = {True: "true", None: ""}


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        if not isinstance(key, int) or key == 0:
            yield from places(inner, (*path, key))


def changed(document: Any, path: tuple[str | int, ...], stand_in: Any) -> Any:
    """`document` with one of `STAND_INS` at a place."""
    key, *inner = path
    new = copy.copy(document)
    if inner:
        new[key] = changed(document[key], tuple(inner), stand_in)
    elif stand_in is ...:
        del new[key]
    elif stand_in == "+colour" and isinstance(new, dict):
        new["colour"] = "x"
    else:
        new[key] = stand_in
    return new


def as_texts(value: Any) -> Any:
    """A document as a bank's file has it: each word is a text."""
    if isinstance(value, dict):
        return {key: as_texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_texts(inner) for inner in value]
    return _TEXT_OF[value] if value is None or value is True else "false" if value is False else str(value)


def mistakes_of_header(document: Any, images: dict[str, bytes]) -> set[str]:
    text = yaml.dump(as_texts(document), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return {problem.code for problem in read_kept_bank(text.encode(), images).problems}


def mistakes_of_question(raw: Any, passage: Passage) -> set[str]:
    mistakes: list[Mistake] = []
    question = QuestionReading(mistakes).read(as_texts(raw), 0)
    mistakes += () if question is None else question.evidence_mistakes(passage)
    return {mistake.code for mistake in mistakes}


def differences(document: Any, reading: Callable[[Any], set[str]], within: Callable[[Any], Any]) -> list[Any]:
    """The changes to `document` that reading and the schema take differently, without a known reason.

    Args:
        within: puts a changed document into a whole bank, for the schema.
    """
    wrong = []
    for place in places(document):
        for stand_in in STAND_INS:
            other = changed(document, place, stand_in)
            codes, is_right = reading(other), SCHEMA.is_valid(within(other))
            if is_right == bool(codes) and not (is_right and codes & UNSAID_CODES):
                wrong.append((place, stand_in, sorted(codes), finds(within(other))))
    return wrong


def test_schema_and_reading_agree_on_every_field_that_is_missing_empty_or_of_another_form() -> None:
    bank = read_bank(ROOT / "questions" / "tour" / "every-type.yaml").bank
    assert bank is not None
    document = read_core_yaml(write_bank(bank))
    images = dict(bank.images)
    first, *others = document.pop("questions")
    shared = {field.name for field in msgspec.structs.fields(Question)} - {"id", "stem"}
    wrong = differences(
        document,
        lambda head: mistakes_of_header({**head, "questions": [first]}, images),
        lambda head: {**head, "questions": [first]},
    )
    for question in (first, *({name: part for name, part in each.items() if name not in shared} for each in others)):
        wrong += differences(
            question,
            lambda changed: mistakes_of_question(changed, bank.passage),
            lambda changed: {"id": "a", "title": "A", "questions": [changed]},
        )
    assert wrong == []
