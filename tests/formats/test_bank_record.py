"""Banks without a key: what is left of them, and that it is the same after a way over the disk."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quizapp.formats.bank_record as module
from quizapp.domain.bank import Bank
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.image import Image
from quizapp.domain.mark import Unanswered
from quizapp.domain.passage import read_passage
from quizapp.formats.bank_record import bank_of, bank_record, is_bare_bank, is_legible, read_bare_bank, write_bare_bank
from quizapp.formats.envelope import FileRefusedError, closed
from tests.assigned import bare, without_hash
from tests.examples import examples
from tests.images import png
from tests.samples import ALL_SAMPLES, BANK, PASSAGE
from tests.strategies import QUESTIONS, responses

PNG = png()


def bank_with(*questions, **changes) -> Bank:
    return msgspec.structs.replace(BANK, questions=questions, **changes)


def test_a_glossary_is_handed_out_with_the_questions():
    bank = msgspec.structs.replace(BANK, glossary=(GlossaryEntry("bees", "insects", ("bee",)),), glossary_in_test=True)
    found = read_bare_bank(write_bare_bank(bank))
    assert found.glossary == bank.glossary
    assert found.glossary_in_test


def test_a_bank_of_every_type_is_read_as_what_was_left_of_it():
    found = read_bare_bank(write_bare_bank(BANK))
    assert without_hash(found) == without_hash(bare(BANK))
    assert read_bare_bank(write_bare_bank(found)) == found
    assert len(found.content_hash) == 64
    assert is_bare_bank(write_bare_bank(BANK))
    assert not is_bare_bank(b"id: bees\n")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=examples(60))
@given(question=st.sampled_from(sorted(QUESTIONS)).flatmap(lambda name: QUESTIONS[name]), data=st.data())
def test_any_question_comes_back_whole_or_bare(question, data):
    bank = bank_with(question)
    if not is_legible(msgspec.to_builtins(question)) or list(question.evidence_mistakes(PASSAGE)):
        return
    assert bank_of(bank_record(bank, bare=False)).questions == (question,)
    found = read_bare_bank(write_bare_bank(bank))
    assert found.questions == (question.without_key(),)
    response = data.draw(responses(question))
    left = found.questions[0]
    assert isinstance(left.mark(response), Unanswered) == isinstance(question.mark(response), Unanswered)
    assert left.is_legible(response) in (True, False)


def test_only_images_that_are_shown_are_handed_out():
    passage = read_passage("# Bees\n\n![A bee](bee.png)\n\nBees fly.")
    stem = msgspec.structs.replace(ALL_SAMPLES[0].question, image=Image("stem.png", "A hive"), evidence=())
    images = {"bee.png": PNG, "stem.png": PNG, "feedback.png": PNG}
    bank = bank_with(stem.without_key(), passage=passage, about=None, images=images)
    assert set(read_bare_bank(write_bare_bank(bank)).images) == {"bee.png", "stem.png"}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "No id"},
        {"title": ""},
        {"passage": ""},
        {"passage": "x" * 400_000},
        {"language": "x" * 501},
        {"time_limit": 601},
        {"glossary": ({"word": "nowhere", "meaning": "a"},)},
        {"glossary": ({"word": "bees", "meaning": "a\u202e"},)},
        {"questions": ()},
        {"questions": ({"type": "single_choice"},)},
        {"questions": ({"type": "nothing", "id": "a", "stem": "b"},)},
        {"questions": ({"type": "short_answer", "id": "a", "stem": "b", "accepted": [], "surprise": "c"},)},
        {"questions": ({"type": "short_answer", "id": "a", "stem": "x" * 30_000, "accepted": []},)},
        {"questions": ({"type": "short_answer", "id": "a", "stem": "b", "accepted": ["the key"]},)},
        {"questions": ({"type": "short_answer", "id": "a", "stem": "b", "accepted": [], "explanation": "c"},)},
        {"questions": ({"type": "short_answer", "id": "a", "stem": "b", "accepted": [], "points": "1e-999999999"},)},
        {"questions": ({"type": "evidence", "id": "a", "stem": "b", "keys": [], "select": 999999999},)},
        {"questions": ({"type": "short_answer", "id": "a", "stem": "b", "accepted": []},) * 2},
        {"images": {"bee.png": PNG}},
        {"images": {"../bee.png": PNG}},
        {"has_key": True},
    ],
    ids=str,
)
def test_what_is_beyond_bounds_or_has_a_key_is_refused(change):
    record = msgspec.structs.replace(bank_record(BANK, bare=True), **change)
    start = b"quizapp-bare-bank 1\n{}\n"
    with pytest.raises(FileRefusedError) as refused:
        read_bare_bank(closed(start, msgspec.json.encode(record)))
    assert refused.value.reason == "damaged"
    assert module.read_bare_bank(closed(start, msgspec.json.encode(bank_record(BANK, bare=True))))
