"""Banks with several levels of their passage: read, written, kept, watched; those with mistakes are in `data/bad`."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import LevelQuote, Quote, quotes_of
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.passage import read_passage
from quizapp.domain.text import as_seen
from quizapp.formats.bank_record import bank_of, bank_record, read_bare_bank, write_bare_bank
from quizapp.formats.native import read_bank, read_kept_bank
from quizapp.formats.native_writing import write_bank
from quizapp.formats.yaml_events import forbidden_in
from quizapp.question_types.true_false import TrueFalse
from tests.examples import examples
from tests.formats.test_native import ODD_TEXT
from tests.leveled import LEVELED, TEXT, leveled

IDS = (STANDARD, "easier", "short")


def without_hash(bank: Bank | None) -> Bank:
    assert bank is not None
    return msgspec.structs.replace(bank, content_hash="")


def test_a_bank_is_the_same_bank_at_each_level_with_the_words_that_stand_there() -> None:
    assert [(level.id, level.name) for level in LEVELED.levels] == [
        (STANDARD, "Original"),
        ("easier", "Easier to read"),
        ("short", "Very short"),
    ]
    for id_, vote in zip(IDS, ("The vote to keep", "Everybody voted", "Everybody voted"), strict=True):
        bank = LEVELED.at_level(id_)
        assert bank.level == id_
        assert bank.passage is next(level.passage for level in bank.levels if level.id == id_)
        assert [question.id for question in bank.questions] == ["kept", "why", "parts"]
        assert (bank.id, bank.content_hash) == (LEVELED.id, LEVELED.content_hash)
        assert bank.passage.words_of(bank.spans(bank.question("kept").key_evidence)[0]).startswith(vote)
        for question in bank.questions:
            assert not list(question.evidence_mistakes(bank.passage))
        for other in IDS:
            assert bank.at_level(other) is LEVELED.at_level(other)
    assert len(LEVELED.spans(LEVELED.question("kept").evidence)) == 2
    assert (
        len(LEVELED.at_level("short").spans(LEVELED.at_level("short").question("kept").evidence)) == 1
    )  # no such place
    assert LEVELED.at_level("nothing").at_level("easier").at_level("nothing") is LEVELED


def test_a_bank_without_levels_has_none() -> None:
    bank = leveled(TEXT[: TEXT.index("levels:")] + "questions: [{id: a, type: true_false, stem: b, key: true}]")

    assert (bank.levels, bank.level, bank.at_level("easier")) == ((), STANDARD, bank)


@pytest.mark.parametrize("more", ["", "level_locked: true\n"])
def test_a_bank_is_written_with_all_of_its_levels_whatever_the_level_it_is_at(more: str) -> None:
    bank = leveled(more + TEXT)
    for id_ in IDS:
        written = write_bank(bank.at_level(id_))
        again = read_kept_bank(written.encode(), {}).bank
        assert without_hash(again) == without_hash(bank)
        assert write_bank(without_hash(again)) == written
        assert bank_of(bank_record(bank.at_level(id_), bare=False)) == bank_of(bank_record(bank, bare=False))
        bare = read_bare_bank(write_bare_bank(bank.at_level(id_)))
        assert (bare.levels, bare.level_locked, bare.has_key) == (bank.levels, bool(more), False)
        assert bare.at_level("easier").passage.title == "The Tower"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id":"easier"', '"id":"standard"'),
        ('"id":"easier"', '"id":"Not an id"'),
        ('"name":"Easier to read"', '"name":""'),
        ("Everybody voted for the tower.", "Nobody did."),
        ("Marta Ruiz wanted one summer for her bees.", r"Marta.\n\nRuiz wanted one summer for her bees."),
        ('"levels":{"easier"', '"levels":{"nothing"'),
    ],
)
def test_a_record_with_levels_that_no_author_could_write_is_refused(old: str, new: str) -> None:
    written = msgspec.json.encode(bank_record(LEVELED, bare=False)).decode()
    changed = written.replace(old, new, 1)
    assert changed != written

    with pytest.raises(ValueError):  # noqa: PT011, as each part of the record has its own
        bank_of(msgspec.json.decode(changed, type=type(bank_record(LEVELED, bare=False))))


def test_the_file_of_a_level_is_watched_and_counts_in_the_content_hash(tmp_path: Path) -> None:
    path, easier = tmp_path / "bank.yaml", tmp_path / "easier.md"
    level = "levels: [{id: easier, name: Easier, file: easier.md}]\n"
    path.write_text(
        f"id: a\ntitle: A\npassage: {{text: One. Two.}}\n{level}"
        "questions: [{id: a, type: true_false, stem: b, key: true, evidence: Two}]"
    )
    hashes = set()
    for text in ("Just one. Two.", "Two."):
        easier.write_text(text)
        result = read_bank(path)
        assert result.bank is not None
        assert (result.files, result.passage_file) == ((path, easier), None)
        hashes.add(result.bank.content_hash)
    assert len(hashes) == 2
    easier.unlink()
    (missing,) = read_bank(path).problems
    assert (missing.code, missing.field, missing.line) == ("passage_missing", "levels[1].file", 4)
    easier.write_text("One.")
    assert "This is about the level" not in str(read_bank(path).problems[0])
    path.write_text(path.read_text().replace("evidence: Two", "evidence: {quote: Two, levels: {easier: Too}}"))
    assert "This is about the level “easier”." in read_bank(path).problems[0].remedy()


def test_quotations_are_equal_only_with_the_same_words_at_each_level() -> None:
    one, two = Quote("a", levels={"easier": "b"}), Quote("a", levels={"easier": "c"})

    assert len({one, two, Quote("a", levels={"easier": "b"})}) == 2
    assert one.at_level("easier") == Quote("b")
    assert one.at_level("short") == Quote("a")


WORDS = ("the tower stood empty", "nobody came", "bees", "the end", "1974")


def name_as_seen(name: str) -> str:
    return as_seen(name).casefold()


@st.composite
def leveled_banks(draw: st.DrawFn) -> Bank:
    """Banks whose levels are the same words in other orders, with quotations of some of them."""
    count, paragraphs = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    ids = [STANDARD, *(f"level-{number}" for number in range(count))]
    texts = {}
    for id_ in ids:
        words = draw(st.permutations(WORDS))
        parts = [f"Part {number}." for number in range(1, paragraphs)]
        texts[id_] = "\n\n".join(
            [*parts, f"{' '.join(words)} {draw(st.sampled_from(['…', '', '*so*', '“x”']))}".strip()]
        )
    named = [id_ for id_ in ids if id_ != STANDARD or draw(st.booleans())]
    odd = st.lists(ODD_TEXT.filter(str.strip), min_size=len(ids), max_size=len(ids), unique_by=name_as_seen)
    names = dict(zip(ids, draw(odd), strict=True))
    levels = tuple(
        ReadingLevel(id_, names[id_] if id_ in named else "", read_passage(texts[id_], "T"))
        for id_ in (draw(st.permutations(ids)) if STANDARD in named else ids)
    )
    quotes: list[str | Quote] = []
    for _ in range(draw(st.integers(0, 3))):
        quote = draw(st.sampled_from(WORDS))
        others = {
            id_: draw(st.sampled_from([*WORDS, "", LevelQuote(draw(st.sampled_from(WORDS)))]))
            for id_ in ids[1:]
            if draw(st.booleans())
        }
        quotes.append(Quote(quote, levels=others) if others else quote)
    question = TrueFalse(id="a", stem="So?", key="true", evidence=tuple(quotes))
    passage = read_passage(texts[STANDARD], "T")
    return Bank(
        "a", "T", "", "en", "", "", passage, None, (question,), "", levels=levels, level_locked=draw(st.booleans())
    )


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(bank=leveled_banks(), data=st.data())
def test_any_levels_are_written_and_read_as_the_same_and_lead_back_to_each_other(
    bank: Bank, data: st.DataObject
) -> None:
    written = write_bank(bank)
    if any(forbidden_in(written)):
        return
    again = without_hash(read_kept_bank(written.encode(), {}).bank)
    assert again == bank
    assert bank_of(bank_record(bank, bare=False)).levels == bank.levels
    quotes = quotes_of(bank.questions[0].evidence)
    for id_ in data.draw(st.permutations([level.id for level in bank.levels])):
        there = again.at_level(id_)
        assert there.passage == next(level.passage for level in bank.levels if level.id == id_)
        expected = [found for quote in quotes if (found := quote.at_level(id_)) is not None]
        found = [there.passage.words_of(span) for span in there.spans(there.questions[0].evidence)]
        assert found == [each.quote for each in expected]
        assert without_hash(there.at_level(STANDARD)) == bank
        assert write_bank(there) == written
