"""Banks without a key: what is left of them, and that it is the same after a way over the disk."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quizapp.formats.bank_record as module
from quizapp.domain.bank import Bank
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.image import Image
from quizapp.domain.level import MOST_LEVELS, STANDARD
from quizapp.domain.mark import Unanswered
from quizapp.domain.passage import read_passage
from quizapp.formats.bank_record import (
    LevelRecord,
    bank_of,
    bank_record,
    is_bare_bank,
    is_legible,
    read_bare_bank,
    write_bare_bank,
)
from quizapp.formats.envelope import FileRefusedError, closed
from quizapp.formats.yaml_events import MOST_MARKS
from tests.assigned import TIDES, bare, without_hash
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


def test_what_a_record_holds_is_within_its_bounds(monkeypatch: pytest.MonkeyPatch):
    bare_record = bank_record(TIDES, bare=True)
    whole = bank_record(TIDES, bare=False)
    own, easier = LevelRecord(STANDARD), LevelRecord("easier", "Easier", "# Tides\n\nThe moon pulls the sea.", "Tides")
    replace = msgspec.structs.replace

    def levels(number: int) -> tuple[LevelRecord, ...]:
        return (own, *(replace(easier, id=f"l{at}") for at in range(1, number)))

    def asked(number: int) -> tuple[dict[str, object], ...]:
        return tuple({"type": "short_answer", "id": f"q{at}", "stem": "?", "accepted": []} for at in range(number))

    def selecting(number: int) -> dict[str, object]:
        return {"questions": ({"type": "evidence", "id": "a", "stem": "b", "keys": [], "select": number},)}

    for record, within, beyond in (
        (bare_record, {"title": "x" * 500}, {"title": "x" * 501}),
        (bare_record, {"author": "x" * 500}, {"author": "x" * 501}),
        (bare_record, {"license": ""}, {"license": "\x01"}),
        (bare_record, {"passage_title": "x" * 500}, {"passage_title": "x" * 501}),
        (bare_record, {"about": "So.", "about_title": "x" * 500}, {"about": "So.", "about_title": "x" * 501}),
        (bare_record, {"about": "So."}, {"about": "\u202eSo."}),
        (bare_record, {"about": "# So\n\nIt is."}, {"about": " "}),
        (bare_record, {"description": "x" * 20_000}, {"description": "x" * 20_001}),
        (bare_record, {"time_limit": 600}, {"time_limit": 601}),
        (bare_record, {"time_limit": 0}, {"time_limit": -1}),
        (bare_record, {"questions": asked(1000)}, {"questions": asked(1001)}),
        (bare_record, {"questions": asked(2)}, {"questions": asked(1) * 2}),
        (bare_record, selecting(1000), selecting(1001)),
        (bare_record, selecting(1), selecting(-1001)),
        (bare_record, {"levels": (own, easier)}, {"levels": (easier,)}),
        (bare_record, {"levels": levels(MOST_LEVELS)}, {"levels": levels(MOST_LEVELS + 1)}),
        (bare_record, {"levels": (easier, own)}, {"levels": (own, own)}),
        (bare_record, {"levels": (own, easier)}, {"levels": (own, easier, easier)}),
        (bare_record, {"levels": (replace(own, name="Own"),)}, {"levels": (replace(own, passage="So."),)}),
        (bare_record, {"levels": (own,)}, {"levels": (own, LevelRecord("easier", "Easier"))}),
        *(
            (bare_record, {"levels": (own, replace(easier, **good))}, {"levels": (own, replace(easier, **bad))})
            for good, bad in (
                ({"name": "x" * 500}, {"name": "x" * 501}),
                ({"name": "x"}, {"name": " "}),
                ({"id": "e1"}, {"id": "No id"}),
                ({"passage_title": "x" * 500}, {"passage_title": "x" * 501}),
                ({"passage": "# A\n\nOne."}, {"passage": "# A\n\nOne.\n\nTwo."}),
            )
        ),
        (whole, {"has_key": True}, {"has_key": False}),
        (whole, {"levels": (own, easier)}, {"levels": (own, replace(easier, passage="# A\n\n\u202e"))}),
    ):
        assert bank_of(replace(record, **within)).id == "tides", within
        with pytest.raises((ValueError, TypeError)):
            bank_of(replace(record, **beyond))
    with pytest.raises(FileRefusedError):
        read_bare_bank(closed(b"quizapp-bare-bank 1\n{}\n", msgspec.json.encode(whole)))
    found = bank_of(replace(whole, levels=(easier, own), level_locked=True))
    assert [(level.id, level.name) for level in found.levels] == [("easier", "Easier"), (STANDARD, "")]
    assert found.levels[0].passage.text == "The moon pulls the sea."
    assert found.levels[1].passage is found.passage
    assert bank_record(found, bare=False).levels == (easier, own)
    quoted = {**whole.questions[0], "evidence": [{"quote": "twice a day"}]}
    assert bank_of(replace(whole, questions=(quoted,))).questions[0].evidence
    with pytest.raises(ValueError, match="evidence in a level"):
        bank_of(replace(whole, questions=(quoted,), levels=(own, easier)))
    image = "# Tides\n\n![The sea](sea.png)\n\nThe moon pulls at the sea twice a day."
    pictured = replace(whole, passage=image, images={"sea.png": PNG})
    for limit in (len(PNG), len(PNG) - 1):
        monkeypatch.setattr(module, "MOST_BYTES_OF_ALL", limit)
        if limit == len(PNG):
            assert bank_of(pictured).images == {"sea.png": PNG}
        else:
            with pytest.raises(ValueError, match="images"):
                bank_of(pictured)
    monkeypatch.undo()
    for images in ({}, {"sea.png": b"GIF89a"}, {"sea.png": PNG, "b.png": PNG}):
        with pytest.raises(ValueError, match="image"):
            bank_of(replace(pictured, images=images))


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


def test_marks_are_counted_in_each_text_alone() -> None:
    most = "\u0301" * MOST_MARKS
    assert is_legible({"a": [f"e{most}", most]})
    assert not is_legible({"a": [f"e{most}\u0301"]})
