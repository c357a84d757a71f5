"""An assignment of two texts, with the keys of its desk and of a learner's program, for tests of all layers."""

from collections.abc import Sequence

import msgspec

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assignment, AssignmentSettings, HandedInPart, Part, Reopening, Submission
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Member
from quizapp.domain.event import Answered, Event, Paused, Resumed, Started, Submitted, Visited
from quizapp.domain.feedback import AnswerFeedback, Feedback, PartFeedback
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Question
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.short_answer import ShortAnswer
from tests.samples import BANK

DESK_SEED, DESK_BOX, LEARNER_SEED = b"d" * 32, b"b" * 32, b"l" * 32
OTHER_SEED = b"o" * 32
ASSIGNMENT_ID, ANNA_ID, BO_ID = "a1" * 16, "b2" * 16, "c3" * 16
ATTEMPT_IDS = ("d4" * 16, "e5" * 16)

TIDES = Bank(
    id="tides",
    title="Tides",
    description="",
    language="en",
    author="",
    license="",
    passage=read_passage("# Tides\n\nThe moon pulls at the sea twice a day."),
    about=None,
    questions=(ShortAnswer(id="what", stem="What pulls at the sea?", accepted=(Accepted("the moon"),)),),
    content_hash="1" * 64,
)

MEMBERS = (Member(ANNA_ID, "Anna Ødegård"), Member(BO_ID, "薄 سلام", Accommodation(time_factor=1.5)))


def assignment(settings: AssignmentSettings | None = None, banks: Sequence[Bank] = (BANK, TIDES)) -> Assignment:
    parts = tuple(Part(bank, tuple(question.id for question in bank.questions)) for bank in banks)
    settings = AssignmentSettings() if settings is None else settings
    return Assignment(ASSIGNMENT_ID, "Bees and tides", "5b", 1000.0, settings, parts, MEMBERS)


def events(part: int, bank: Bank, *, answered: bool = True) -> tuple[Event, ...]:
    """Those of an attempt in which the first question of `bank` was answered."""
    first = bank.questions[0]
    given: tuple[Event, ...] = (
        Started(
            at=0.0,
            bank_id=bank.id,
            content_hash=bank.content_hash,
            mode="test",
            order=tuple(question.id for question in bank.questions),
            arrangements={question.id: question.ids for question in bank.questions},
            assignment=ASSIGNMENT_ID,
            part=part,
        ),
        Visited(at=1.0, question=first.id),
    )
    if answered:
        given += (Answered(at=2.5, question=first.id, response=response_to(first)),)
    return (*given, Paused(at=3.0), Resumed(at=3.0), Submitted(at=60.25))


def response_to(question: Question) -> str:
    return "the sun" if isinstance(question, ShortAnswer | OpenResponse) else question.ids[0]


def submission(number: int = 1, banks: Sequence[Bank] = (BANK, TIDES)) -> Submission:
    parts = {
        str(index): HandedInPart(ATTEMPT_IDS[index], 2000.0 + index, events(index, bank))
        for index, bank in enumerate(banks)
    }
    return Submission(ASSIGNMENT_ID, ANNA_ID, "Anna Ødegård", number, 3000.0, parts)


def feedback(number: int = 1, banks: Sequence[Bank] = (BANK, TIDES)) -> Feedback:
    parts = {
        str(index): PartFeedback(
            ATTEMPT_IDS[index],
            len(events(index, bank)),
            bank,
            {bank.questions[0].id: AnswerFeedback(points="1/2", why="Half of it is there.", remark="Well read!")},
            "A good start.",
        )
        for index, bank in enumerate(banks)
    }
    return Feedback(ASSIGNMENT_ID, ANNA_ID, "Anna Ødegård", number, 4000.0, parts)


REOPENING = Reopening(ASSIGNMENT_ID, ANNA_ID, "Anna Ødegård", 1, "The battery was empty.", 300.0, 3500.0)


def bare(bank: Bank) -> Bank:
    """`bank` as a test hands it out, apart from the content hash."""
    questions = tuple(question.without_key() for question in bank.questions)
    return msgspec.structs.replace(bank, questions=questions, has_key=False)


def without_hash(bank: Bank) -> Bank:
    return msgspec.structs.replace(bank, content_hash="")
