"""What is written for another tool and read again is the same, or the report says what is not."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.passage import passage_mistakes, read_passage
from quizapp.domain.question import Question
from quizapp.formats.native import read_kept_bank
from quizapp.formats.native_writing import write_bank_quickly
from quizapp.interchange.catalog import BOTH_WAYS
from quizapp.interchange.format import Format
from tests.examples import examples
from tests.formats.test_writing_banks import MARKDOWN
from tests.interchange.trips import Trip, assert_adds_up, assert_is_bank, bank_of, go, seen, written
from tests.samples import ALL_SAMPLES, PASSAGE
from tests.strategies import QUESTIONS

IMAGES: dict[str, bytes] = {}
SUPPRESSED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
ALL = pytest.mark.parametrize("format_", BOTH_WAYS, ids=lambda format_: format_.name)


def losses_of(trip: Trip, name: str) -> list[str]:
    told = [loss.code for item in trip.written.items if item.name == name for loss in item.losses]
    return told + [loss.code for item in trip.read.losses.items for loss in item.losses]


def of(question: Question, trip: Trip) -> dict[str, object]:
    """The question as it is seen, but for its id where that is told to be left out."""
    kept = seen(question)
    return kept | ({"id": ""} if any(loss.code == "ids_left_out" for _, loss in trip.written.notes) else {})


def assert_nothing_vanishes(format_: Format, question: Question, trip: Trip) -> list[Question]:
    """What came back is the question, or a loss tells what is not."""
    assert_adds_up(trip.written)
    assert_adds_up(trip.read.losses, trip.read)
    assert not trip.read.problems
    assert not any(not item.made for item in trip.read.losses.items), trip.read.losses
    back = [each for bank in trip.read.banks for each in bank.questions]
    item = next(item for item in trip.written.items if item.name == question.id)
    assert item.made == len(back)
    if [of(each, trip) for each in back] != [of(question, trip)]:
        assert losses_of(trip, question.id), (question, back)
    return back


@ALL
def test_each_sample_comes_back_or_its_losses_are_told(format_: Format) -> None:
    for sample in ALL_SAMPLES:
        question = sample.question
        trip = go(format_, bank_of(question, passage=PASSAGE))
        if not any(item.made for item in trip.written.items):
            continue
        for item in trip.read.losses.items:  # a text that no question follows, where the question was left out
            if not item.made:
                assert [loss.code for loss in item.losses] == ["text_without_questions"]
        if trip.read.banks:
            back = assert_nothing_vanishes(format_, question, trip)
            assert_stays(format_, trip, back)
            for bank in trip.read.banks:
                assert_is_bank(bank)
                if bank.has_passage:
                    assert (bank.passage.title, bank.passage.blocks) == (PASSAGE.title, PASSAGE.blocks)


def assert_stays(format_: Format, trip: Trip, back: Sequence[Question]) -> None:
    """A second trip changes nothing at all."""
    again = go(format_, *trip.read.banks)
    assert [each for bank in again.read.banks for each in bank.questions] == list(back)
    assert [bank.passage for bank in again.read.banks] == [bank.passage for bank in trip.read.banks]
    assert written(format_, *again.read.banks)[0] == again.data
    for item in again.read.losses.items:
        assert item.made


@settings(max_examples=examples(120), suppress_health_check=SUPPRESSED)
@given(
    question=st.one_of([QUESTIONS[name] for name in sorted(QUESTIONS)]),
    stem=st.sampled_from(["Why?", "*Why* & <how> ~ #?"]),
)
def test_generated_questions_come_back_or_their_losses_are_told(question: Question, stem: str) -> None:
    bank = bank_of(msgspec.structs.replace(question, stem=stem))
    assume(not read_kept_bank(write_bank_quickly(bank), {}).problems)
    for format_ in BOTH_WAYS:
        trip = go(format_, bank)
        if any(item.made for item in trip.written.items):
            assert_stays(format_, trip, assert_nothing_vanishes(format_, bank.questions[0], trip))


@pytest.mark.parametrize("format_", [each for each in BOTH_WAYS if each.name != "aiken"], ids=lambda each: each.name)
@settings(max_examples=examples(100), suppress_health_check=SUPPRESSED)
@given(markdown=MARKDOWN)
def test_a_passage_comes_back_or_its_losses_are_told(format_: Format, markdown: str) -> None:
    assume(not list(passage_mistakes(markdown)) and read_passage(markdown).blocks)
    passage = read_passage(markdown, "Bees")
    bank = bank_of(ALL_SAMPLES[0].question, passage=passage)
    assume(not read_kept_bank(write_bank_quickly(bank), {}).problems)
    trip = go(format_, bank)
    (read,) = trip.read.banks
    if [(block.kind, block.level, block.runs) for block in read.passage.blocks] != [
        (block.kind, block.level, block.runs) for block in passage.blocks
    ]:
        assert trip.written.items[0].losses
    again = go(format_, read)
    assert written(format_, *again.read.banks)[0] == again.data


Field = tuple[type[msgspec.Struct], str]


def optional_fields(record: object) -> set[Field]:
    """The fields, in a record and in those in it, that an author need not write and that say something here."""
    if isinstance(record, tuple | list):
        return {field for inner in record for field in optional_fields(inner)}
    if isinstance(record, dict):
        return optional_fields(tuple(record.values()))
    if not isinstance(record, msgspec.Struct):
        return set()
    found = set()
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if not field.required and value != default_of(field):
            found.add((type(record), field.name))
        found |= optional_fields(value)
    return found


def default_of(field: Any) -> Any:
    return field.default_factory() if field.default is msgspec.NODEFAULT else field.default


def with_only(record: Any, kept: Field | None) -> Any:
    """A record in which no optional field but one says anything; keys stay keys."""
    if isinstance(record, tuple):
        return tuple(with_only(inner, kept) for inner in record)
    if isinstance(record, dict):
        return {name: with_only(inner, kept) for name, inner in record.items()}
    if not isinstance(record, msgspec.Struct):
        return record
    changed = {}
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if (type(record), field.name) != kept:
            value = with_only(value, kept)
        is_other = not field.required and (type(record), field.name) != kept and field.name not in ("key", "share")
        changed[field.name] = default_of(field) if is_other and not _holds(value, kept) else value
    return msgspec.structs.replace(record, **changed)


def _holds(value: object, kept: Field | None) -> bool:
    return kept is not None and kept in optional_fields(value)


@cache
def each_field_alone() -> list[tuple[str, Bank, list[tuple[Field, Bank]]]]:
    """Each sample without optional fields, as far as it is whole then, and with each of its own fields alone.

    There is a passage only for those that quote it.
    """
    found = []
    for sample in ALL_SAMPLES:
        plain = with_only(sample.question, None)
        if any(plain.mistakes()):
            continue
        fields = sorted(optional_fields(sample.question), key=str)
        for passage in (None, PASSAGE):
            banks = [(field, bank_of(with_only(sample.question, field), passage=passage)) for field in fields]
            whole = [(field, bank) for field, bank in banks if is_whole(bank)]
            if whole:
                found.append((sample.name, bank_of(plain, passage=passage), whole))
            fields = [field for field in fields if field not in dict(whole)]
    return found


def is_whole(bank: Bank) -> bool:
    return not any(bank.questions[0].mistakes()) and not read_kept_bank(write_bank_quickly(bank), dict(IMAGES)).problems


@ALL
def test_each_field_alone_comes_back_or_its_loss_is_told(format_: Format) -> None:
    """What else a question loses does not hide that this field is gone."""
    tried = 0
    for name, plain, banks in each_field_alone():
        base = go(format_, plain)
        was = [each for found in base.read.banks for each in found.questions]
        (question,) = plain.questions
        assert not was or [of(each, base) for each in was] == [of(question, base)] or losses_of(base, question.id), name
        for field, bank in banks if was else []:
            trip = go(format_, bank)
            back = [each for found in trip.read.banks for each in found.questions]
            if not back or any(field in optional_fields(each) for each in back):
                continue
            tried += 1
            told = set(losses_of(trip, bank.questions[0].id))
            new = told - set(losses_of(base, bank.questions[0].id)) or (field[1] in told)
            assert new or [seen(each) for each in back] != [seen(each) for each in was], (field, name, bank, back)
    assert tried > 10
