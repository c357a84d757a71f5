"""Reading levels in an attempt: chosen, changed, locked, undone, resumed, marked and summed up."""

from random import Random

import msgspec
import pytest

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.attempt import PRACTICE, TEST, Mode, replay
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Accommodation
from quizapp.domain.event import LevelChanged, Started
from quizapp.domain.event_json import decode, encode
from quizapp.domain.mark import earned
from quizapp.services.marking import mark_attempt
from quizapp.services.summarizing import as_data, from_data, summarize
from quizapp.services.taking import Taking
from tests.leveled import LEVELED, TEXT, leveled

CHOSEN = ("Marta Ruiz knew about bees.", "Everybody voted for the tower.")


def take(bank: Bank = LEVELED, mode: Mode = PRACTICE, level: str = "standard", **more: object) -> Taking:
    return Taking(bank, mode, Random(1), lambda: 0.0, level=level, **more)  # type: ignore[arg-type]


def test_the_level_is_an_event_and_the_bank_is_at_it() -> None:
    kept: list[tuple[int, object]] = []
    taking = take(level="easier", record=lambda number, event: kept.append((number, event)))

    assert (taking.attempt.started.level, taking.bank) == ("easier", LEVELED.at_level("easier"))
    assert not taking.change_level("easier")
    assert not taking.change_level("nothing")
    assert taking.change_level("short")
    assert taking.bank is LEVELED.at_level("short")
    assert kept[1:] == [(1, LevelChanged(at=0.0, level="short"))]
    assert taking.attempt.levels_read == ("easier", "short")
    again = replay(decode(*map(encode, taking.attempt.events)))
    assert (again.level, again.levels_read) == ("short", ("easier", "short"))
    assert Taking.resumed(LEVELED, again, lambda: 0.0).bank is LEVELED.at_level("short")


def test_a_level_that_the_bank_has_not_is_the_standard_one() -> None:
    taking = take(level="harder")

    assert (taking.attempt.started.level, taking.bank) == ("standard", LEVELED)
    lost = replay([msgspec.structs.replace(taking.attempt.started, level="lost")])
    assert Taking.resumed(LEVELED, lost, lambda: 0.0).bank is LEVELED
    old = encode(taking.attempt.started)
    assert "level" not in old  # as in the journals of earlier versions
    (first,) = decode(old)
    assert isinstance(first, Started)
    assert first.level == "standard"


def test_a_response_and_a_check_stay_through_a_change_of_level_and_undo() -> None:
    taking = take()
    taking.visit(1)
    taking.respond("why", ("She had read about bees, and she had a plan.", "Nobody expected much."))
    taking.change_level("easier")
    assert earned(taking.mark("why")) == 0
    taking.respond("why", CHOSEN)
    assert taking.check("why")
    assert earned(taking.mark("why")) == 1
    taking.change_level("short")
    assert earned(taking.mark("why")) == 1
    assert taking.undo()
    assert taking.bank.level == taking.attempt.level == "short"
    assert taking.response("why") == CHOSEN
    assert replay(taking.attempt.events).level == "short"


def test_a_response_of_another_level_is_not_a_new_try() -> None:
    taking = take(mode=PRACTICE._replace(tries=3))
    wrong = ("Marta Ruiz knew about bees.", "Nobody thought much of it.")
    taking.respond("why", wrong)
    taking.check("why")
    taking.change_level("short")

    assert taking.obstacle("why") == "tried"
    assert taking.last_try("why") == wrong


@pytest.mark.parametrize("place", ["bank", "assignment", "learner"])
def test_a_locked_level_stays_until_the_end(place: str) -> None:
    settings = AssignmentSettings(level="easier", level_locked=place == "assignment")
    given = Accommodation(reading_level="short", level_locked=True) if place == "learner" else Accommodation()
    bank = leveled(f"level_locked: true\n{TEXT}") if place == "bank" else LEVELED
    taking = take(bank, TEST, assigned=settings.place("a" * 32, 0, given, bank))

    assert taking.bank.level == ("short" if place == "learner" else "easier")
    assert not taking.can_change_level
    assert not taking.change_level("standard")
    assert not taking.attempt.apply(LevelChanged(at=0.0, level="standard"))
    taking.submit()
    events = len(taking.attempt.events)
    assert taking.change_level("standard")  # to look back is no event
    assert taking.bank is bank
    assert len(taking.attempt.events) == events


def test_a_text_without_the_learner_s_own_level_begins_at_that_of_the_assignment() -> None:
    for own, of_assignment, expected in (
        ("short", "easier", "short"),
        ("standard", "easier", "standard"),
        ("simple", "easier", "easier"),
        ("", "easier", "easier"),
        ("simple", "simple", "standard"),
    ):
        given = Accommodation(reading_level=own, level_locked=True)
        place = AssignmentSettings(level=of_assignment).place("a" * 32, 0, given, LEVELED)
        assert take(assigned=place).bank.level == expected, (own, of_assignment)


def test_an_unlocked_assignment_only_says_where_to_begin() -> None:
    settings = AssignmentSettings(level="easier")

    assert take(assigned=settings.place("a" * 32, 0, Accommodation(), LEVELED)).can_change_level
    hidden = msgspec.structs.replace(settings, without_passage=True).place("a" * 32, 0, Accommodation(), LEVELED)
    assert not take(assigned=hidden).can_change_level


def test_what_was_looked_at_after_the_end_is_not_gone_on_with() -> None:
    taking = take(level="easier")
    taking.respond("kept", "true")
    taking.submit()
    taking.change_level("short")
    taking.reopen()

    assert taking.bank.level == taking.attempt.level == "easier"


def test_a_marked_attempt_and_its_summary_say_at_which_levels_it_was_read() -> None:
    taking = take()
    taking.respond("why", CHOSEN)
    taking.change_level("easier")
    taking.submit()
    events = taking.attempt.events
    marked = mark_attempt(LEVELED, taking.attempt)

    assert [level.shown_name() for level in marked.levels_read] == ["Original", "Easier to read"]
    assert marked.bank is LEVELED.at_level("easier")
    assert marked.questions[1].full
    summary = summarize(LEVELED, events, [0.0] * len(events))
    assert summary.levels == ("Original", "Easier to read")
    assert from_data(as_data(summary)) == summary
    assert summary.total == marked.total
    plain = leveled(TEXT[: TEXT.index("levels:")] + "questions: [{id: a, type: true_false, stem: b, key: true}]")
    assert mark_attempt(plain, take(plain).attempt).levels_read == ()
    unnamed = leveled(TEXT.replace("  - id: standard\n    name: Original\n", ""))
    assert [level.shown_name() for level in mark_attempt(unnamed, take(unnamed).attempt).levels_read] == ["Standard"]


def test_a_word_of_any_level_is_no_slip_at_every_level() -> None:
    text = TEXT.replace("Somebody bought its lamp", "Somebody called Tawerton bought its lamp")
    question = "  - {id: who, type: short_answer, stem: Who?, accepted: [Towerton]}\n"
    bank = leveled(text.replace("  - id: parts\n", f"{question}  - id: parts\n"))
    marks = {
        level: [earned(bank.at_level(level).question("who").mark(word)) for word in ("Towertin", "Tawerton")]
        for level in ("standard", "easier", "short")
    }
    assert marks == {"standard": [1, 0], "easier": [1, 0], "short": [1, 0]}
