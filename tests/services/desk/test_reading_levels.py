"""A text with reading levels, handed out, read at any of them, handed in, marked, mended, and on paper."""

from random import Random

import msgspec
import pytest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assigned, AssignmentSettings, HandedInPart, Submission
from quizapp.domain.bank import Bank
from quizapp.domain.event import Started
from quizapp.domain.mark import earned
from quizapp.errors import QuizAppError
from quizapp.formats.assignment_file import read_assignment, write_assignment
from quizapp.formats.bank_record import read_bare_bank, write_bare_bank
from quizapp.reports.paper_sheet import answer_key, paper_sheet, places
from quizapp.services.desk.assigning import merge
from quizapp.services.desk.classes import add_class, read_names, set_accommodation
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.mending import another_key, banks_as_mended, mend_entry
from quizapp.services.desk.new_key import with_key
from quizapp.services.desk.paper_answers import read_typed
from quizapp.services.taking import Taking
from tests.desks import NOW
from tests.leveled import LEVELED, TEXT, leveled
from tests.services.desk.assignments import MEMBERS, assignment_of, received

ADA = MEMBERS[0].id


def handed_in(bank: Bank, settings: AssignmentSettings, changes: dict[str, str], learner: str = ADA) -> Submission:
    """What a learner hands in who answers each question rightly, or as much as can be told without a key, at the
    level to which `changes` maps its id.
    """
    assignment = assignment_of(bank)
    place = settings.place(assignment.id, 0, Accommodation(), bank)
    bare = read_bare_bank(write_bare_bank(bank))
    taking = Taking(bare, settings.mode_for(Accommodation()), Random(1), lambda: 0.0, assigned=place)
    for id_ in taking.order:
        if id_ in changes:
            taking.change_level(changes[id_])
        taking.respond(id_, bank.at_level(taking.bank.level).question(id_).correct_response())
    taking.submit()
    part = HandedInPart("e" * 32, NOW, tuple(taking.attempt.events))
    return Submission(assignment.id, learner, "Ada", 1, NOW + 100, {"0": part})


def test_answers_at_any_level_are_marked_by_the_desk_and_told_at_the_last_one() -> None:
    submission = handed_in(LEVELED, AssignmentSettings(), {"why": "easier", "parts": "short"})
    (graded,) = grades_of(assignment_of(LEVELED), [received(submission)], []).learners.values()
    marked = graded.parts[0]

    assert graded.total.earned == graded.total.possible == 4
    assert [level.id for level in marked.levels_read] == ["standard", "easier", "short"]
    assert marked.bank.level == "short"
    assert marked.bank.spans(marked.questions[1].question.key_evidence) == ()


def test_another_key_holds_at_every_level() -> None:
    assignment = assignment_of(LEVELED)
    first = "When the harbour closed in 1974, the tower stood empty for eleven years."
    response = ("She had read about bees, and she had a plan.", first)
    mend = another_key(LEVELED.question("why"), response, LEVELED)
    entry = mend_entry(0, "why", mend, at=NOW, who="Ms. Roth", why="The key was wrong.")
    (bank,) = banks_as_mended(assignment, [entry])

    for level in ("standard", "easier", "short"):
        question, passage = bank.at_level(level).question("why"), bank.at_level(level).passage
        assert not list(question.evidence_mistakes(passage))
        assert earned(question.mark(("The tower was empty for eleven years.", "Marta Ruiz knew about bees."))) == 1


def test_a_key_that_a_level_has_not_is_refused() -> None:
    first = "Marta Ruiz asked the council for one summer."

    with pytest.raises(QuizAppError, match="at every reading level"):
        with_key(LEVELED.question("why"), (first, "Nobody expected much."), LEVELED.passage)


def test_parts_hold_all_levels_and_texts_with_other_levels_are_other_parts() -> None:
    same = leveled(TEXT.replace("id: tower", "id: tower-3"))
    fixed = leveled(f"level_locked: true\n{TEXT}")
    other = leveled(TEXT.replace("id: tower", "id: tower-2").replace("Very short", "Short"))
    (part,) = merge([(LEVELED, ("kept",)), (same, ("why",))])

    assert [level.id for level in part.bank.levels] == ["standard", "easier", "short"]
    assert len(merge([(LEVELED, ("kept",)), (other, ("why",))])) == 2
    assert len(merge([(LEVELED, ("kept",)), (fixed, ("why",))])) == 2


def test_a_file_of_an_assignment_has_the_level_and_the_lock() -> None:
    assignment = assignment_of(LEVELED, level="easier", level_locked=True)
    opened = read_assignment(write_assignment(assignment, b"d" * 32, b"b" * 32)).assignment

    assert (opened.settings.level, opened.settings.level_locked) == ("easier", True)
    assert opened.parts[0].bank.at_level("easier").passage.text == LEVELED.at_level("easier").passage.text
    place = opened.settings.place(opened.id, 0, Accommodation(), LEVELED)
    taking = Taking(opened.parts[0].bank, opened.settings.mode_for(Accommodation()), None, lambda: 0.0, assigned=place)
    assert (taking.bank.level, taking.can_change_level) == ("easier", False)
    with pytest.raises(QuizAppError):
        write_assignment(assignment_of(LEVELED, level="No id"), b"d" * 32, b"b" * 32)


def test_paper_has_the_level_of_the_assignment() -> None:
    for level in ("standard", "easier"):
        assignment = assignment_of(LEVELED, level=level)
        bank = LEVELED.at_level(level)
        (part,) = paper_sheet(assignment, "A").parts
        assert part.passage is bank.passage
        key = answer_key(assignment, ("A",))
        for place, (_, text) in zip(places(assignment, "A"), key.answers["A"], strict=True):
            assert earned(bank.question(place.question.id).mark(read_typed(place, text))) == place.question.possible


def test_an_old_assignment_is_at_the_standard_level() -> None:
    assert Assigned() == Assigned(level="standard", level_locked=False)
    assert msgspec.json.decode(b"{}", type=AssignmentSettings).level == "standard"
    started = Started(at=0.0, bank_id="a", content_hash="", mode="test", order=("a",), arrangements={"a": ()})
    assert (started.level, started.level_locked) == ("standard", False)


def test_a_learner_s_own_level_and_lock_come_from_a_word_and_count_first(desk: Desk) -> None:
    room, _ = add_class(desk, "7b", read_names("Ada"))
    for word, expected in {
        "easier": ("easier", False),
        "easier, locked": ("easier", True),
        "locked": ("short", True),
        "": ("short", False),
    }.items():
        member = set_accommodation(desk, room.members[0], {"reading level": word})
        place = AssignmentSettings(level="short").place("a", 0, member.accommodation, LEVELED)
        assert (place.level, place.level_locked) == expected
