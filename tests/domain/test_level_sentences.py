"""Sentences that were selected at one level of a passage, marked and shown at the others."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank
from quizapp.domain.mark import Points, earned
from quizapp.question_types.evidence import EvidenceSelection
from tests.leveled import LEVELED, TEXT, leveled

IDS = tuple(level.id for level in LEVELED.levels)


def why(bank: Bank, level: str, id_: str = "why") -> EvidenceSelection:
    question = bank.at_level(level).question(id_)
    assert isinstance(question, EvidenceSelection)
    return question


def shown(level: str, *texts: str, bank: Bank = LEVELED) -> list[str | None]:
    """The sentences of `level` that stand for `texts`."""
    found = why(bank, level).shown_as(texts, bank.at_level(level).passage)
    assert tuple(found) == texts
    return [None if sentence is None else sentence.name for sentence in found.values()]


def test_a_key_stays_a_key_and_a_distractor_a_distractor() -> None:
    key, wrong = "She had read about bees, and she had a plan.", "Its lamp was sold."

    assert shown("easier", key, wrong) == ["Marta Ruiz knew about bees.", "Somebody bought its lamp."]
    assert shown("short", key, wrong) == ["Marta Ruiz wanted one summer for her bees.", None]
    assert shown("standard", "Marta Ruiz knew about bees.", "Somebody bought its lamp.") == [key, wrong]
    assert shown("easier", "Marta Ruiz wanted one summer for her bees.") == ["Marta Ruiz knew about bees."]


def test_any_other_sentence_goes_to_the_same_place_in_its_paragraph_and_never_to_a_key() -> None:
    assert shown("easier", "Marta Ruiz asked the council for one summer.") == ["She asked for one summer."]
    assert shown("easier", "Nobody expected much.") == ["Nobody thought much of it."]
    assert shown("easier", "It is open on Sundays.") == ["You can see it on Sundays."]
    first, second = "Marta Ruiz asked the council for one summer.", "Nobody expected much."
    assert shown("easier", first, second) == ["She asked for one summer.", "Nobody thought much of it."]
    assert shown("short", first) == [None]  # the paragraph has nothing but a key
    headed = leveled(TEXT.replace("    Marta Ruiz asked", "    ## Bees\n\n    Marta Ruiz asked"))
    assert shown("easier", "Bees", second, bank=headed) == [None, "Nobody thought much of it."]
    assert shown("short", "When the harbour closed in 1974, the tower stood empty for eleven years.") == [
        "The tower was empty for eleven years."
    ]


def test_a_response_is_marked_alike_at_every_level_whatever_the_level_at_which_it_was_given() -> None:
    responses = {
        ("She had read about bees, and she had a plan.", "Everybody voted for the tower."): Fraction(1),
        ("Marta Ruiz wanted one summer for her bees.", "The vote to keep the tower was unanimous."): Fraction(1),
        ("Marta Ruiz knew about bees.", "She asked for one summer."): Fraction(0),
        ("Marta Ruiz knew about bees.", "She had read about bees, and she had a plan."): Fraction(1, 2),
        ("Somebody bought its lamp.", "Everybody voted for the tower."): Fraction(0),
    }
    for response, expected in responses.items():
        for level in IDS:
            mark = why(LEVELED, level).mark(response)
            assert isinstance(mark, Points)
            assert earned(mark) == expected, (level, response)
    for level in IDS:
        question = why(LEVELED, level)
        (remark,) = question.remarks(("Somebody bought its lamp.",))
        assert (remark.text, remark.role) == ("This is about the lamp.", "other_span")
        assert len(LEVELED.at_level(level).spans(remark.evidence)) == (level != "short")
        for other in IDS:
            assert earned(why(LEVELED, other).mark(question.correct_response())) == 1
            two = LEVELED.at_level(other).question("parts")
            assert earned(two.mark({"a": "A", "b": ("The tower was empty for eleven years.",)})) == 2


def test_choices_are_those_of_the_standard_level() -> None:
    at = [why(LEVELED, level).classify(("Marta Ruiz knew about bees.", "She asked for one summer.")) for level in IDS]

    assert at[0] == at[1] == at[2]
    assert [choice.part for choice in at[0]] == [
        "She had read about bees",
        "The vote to keep",
        "Marta Ruiz asked the council for one summer.",
    ]


def test_a_sentence_is_told_with_its_paragraph_at_each_level() -> None:
    for level in IDS:
        bank = LEVELED.at_level(level)
        lines = bank.question("why").summarize_in(("Somebody bought its lamp.",), bank.passage)
        assert lines == ("Paragraph 1: Somebody bought its lamp.",)


def test_without_a_key_sentences_go_by_their_places() -> None:
    import msgspec

    bare = msgspec.structs.replace(LEVELED, questions=tuple(each.without_key() for each in LEVELED.questions))

    assert shown("easier", "She had read about bees, and she had a plan.", bank=bare) == ["She asked for one summer."]
    assert shown("easier", "Nobody expected much.", bank=bare) == ["Nobody thought much of it."]


@given(st.data())
def test_no_sentence_takes_the_place_of_another_nor_becomes_right_by_the_way(data: st.DataObject) -> None:
    level, there = data.draw(st.sampled_from(IDS)), data.draw(st.sampled_from(IDS))
    names = [each.name for each in LEVELED.at_level(level).passage.sentences if not each.is_heading]
    response = tuple(data.draw(st.lists(st.sampled_from(names), unique=True, min_size=1)))
    found = shown(there, *response)
    names_there = {sentence.name for sentence in LEVELED.at_level(there).passage.sentences}
    carried = [name for name in found if name is not None]

    assert set(carried) <= names_there
    assert len(set(carried)) == len(carried)
    question = why(LEVELED, there)
    for before, after in zip(response, found, strict=True):
        if after is not None:
            assert question.key_of(before) == question.key_of(after)
    assert shown(level, *response) == list(response)


def test_banks_without_levels_know_nothing_of_all_this() -> None:
    bank = leveled(TEXT[: TEXT.index("levels:")] + "questions: [{id: why, type: evidence, stem: b, keys: about bees}]")

    assert shown("standard", "Its lamp was sold.", "nothing", bank=bank) == ["Its lamp was sold.", None]
