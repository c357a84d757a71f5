"""Rating written answers: one list, question by question or learner by learner, blind to names where wanted."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Literal, NamedTuple

from msgspec.structs import replace

from quizapp.domain.desk_entry import AnswerRated, Collected, Entry, Overridden, Remarked, SubmissionAllowed
from quizapp.domain.marked_attempt import MarkedQuestion
from quizapp.domain.question import WRITTEN
from quizapp.errors import QuizAppError
from quizapp.question_types.open_response import OpenResponse
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import Grades
from quizapp.services.desk.words import clean_words

Order = Literal["question", "learner"]


class WrittenAnswer(NamedTuple):
    """An answer that a person rates. `levels` are those given so far, by the letter of the criterion; none yet where
    empty. `remark` is the teacher's.
    """

    learner: str
    part: int
    question: OpenResponse
    text: str
    levels: dict[str, int]
    remark: str

    @property
    def is_rated(self) -> bool:
        return len(self.levels) == len(self.question.rubric)


def written_answers(grades: Grades, order: Order = "question", *, is_blind: bool = False) -> tuple[WrittenAnswer, ...]:
    """All written answers, in this order.

    Where it is blind, learners come in an order that tells nothing of their names, another one for each question, and
    the same at each call.
    """
    found: list[WrittenAnswer] = []
    for learner, graded in grades.learners.items():
        for part, marked in graded.parts.items():
            for entry in marked.questions:
                question, response = entry.question, entry.response
                if isinstance(question, OpenResponse) and isinstance(response, Mapping) and WRITTEN in response:
                    levels = {letter: int(response[letter]) for letter in question.criteria if letter in response}
                    found.append(WrittenAnswer(learner, part, question, str(response[WRITTEN]), levels, entry.remark))
    if order == "learner" and not is_blind:
        return tuple(found)
    places: dict[tuple[int, str], list[WrittenAnswer]] = {}
    for part, bank in enumerate(grades.banks):
        for question in bank.questions:
            places[part, question.id] = []
    for answer in found:
        places[answer.part, answer.question.id].append(answer)
    if is_blind:
        for (part, id_), answers in places.items():
            _shuffle(answers, Random(f"{grades.assignment.id} {part} {id_}"))
    return tuple(answer for answers in places.values() for answer in answers)


def _shuffle(answers: list[WrittenAnswer], random: Random) -> None:
    """Put answers into another order than theirs: of few, chance alone would often leave it."""
    before = list(answers)
    while len(before) > 1 and answers == before:
        random.shuffle(answers)


def levels_in(entry: MarkedQuestion) -> dict[str, int]:
    """The level that was given for each criterion, by its letter; none where nobody rates or has rated."""
    question, response = entry.question, entry.response
    if not isinstance(question, OpenResponse) or not isinstance(response, Mapping):
        return {}
    return {letter: int(response[letter]) for letter in question.criteria if letter in response}


def rate(answer: WrittenAnswer, levels: Mapping[str, int], *, at: float, who: str) -> AnswerRated:
    """The entry that gives `answer` these levels.

    Raises:
        QuizAppError: a criterion has no level, or one that it does not have.
    """
    criteria = answer.question.criteria
    for letter, criterion in criteria.items():
        if levels.get(letter) not in range(len(criterion.levels)):
            raise QuizAppError("Criterion {letter} has no level yet.", "Choose one for each criterion.", letter=letter)
    return AnswerRated(
        at=at,
        who=who,
        learner=answer.learner,
        part=answer.part,
        question=answer.question.id,
        levels={letter: levels[letter] for letter in criteria},
    )


def save_about(desk: Desk, assignment_id: str, added: Sequence[AnswerRated | Remarked | Overridden], known: int) -> int:
    """Add what a teacher says of an answer, who has seen the first `known` entries; gives how many there are now.

    What came meanwhile about other answers stands in nobody's way.

    Raises:
        QuizAppError: the learner has handed in again meanwhile, somebody else has changed the same answer, or a text is
            one that no file can hold; nothing was saved.
    """
    since = desk.store.entries(assignment_id, known)
    if any(_touches(entry, each) for entry in since for each in added):
        raise QuizAppError(
            "Not saved: this answer has changed in the meantime.", "Look at it again, and do it once more."
        )
    desk.store.append_all(assignment_id, [_in_clean_words(each) for each in added], known + len(since))
    return known + len(since) + len(added)


def _in_clean_words(added: AnswerRated | Remarked | Overridden) -> AnswerRated | Remarked | Overridden:
    if isinstance(added, Remarked):
        return replace(added, why=clean_words(added.why), text=clean_words(added.text))
    return replace(added, why=clean_words(added.why))


def _touches(entry: Entry, added: AnswerRated | Remarked | Overridden) -> bool:
    """Tell whether `entry` is about what `added` is about, said by somebody else, or a new submission of its."""
    if isinstance(entry, Collected | SubmissionAllowed):
        return entry.learner == added.learner
    if not isinstance(entry, AnswerRated | Remarked | Overridden):
        return False
    same = (entry.learner, entry.part, entry.question) == (added.learner, added.part, added.question)
    return same and type(entry) is type(added)
