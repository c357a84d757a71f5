"""The questions that the rows of a report are about, to be seen as a learner sees them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.interchange.losses import Imported


class ShownQuestion(NamedTuple):
    """A question, in the place `number` from 1 of `total`, with a bank that holds it alone, and so is quickly shown."""

    bank: Bank
    question: Question
    number: int
    total: int

    @classmethod
    def at(cls, bank: Bank, place: int) -> "ShownQuestion":
        """The question in this place of `bank`, from 0."""
        question = bank.questions[place]
        alone = msgspec.structs.replace(bank, questions=(question,))
        return cls(alone, question, place + 1, len(bank.questions))


class MadeQuestions:
    """Finds the questions that were made of an item in the report of `files`, read one after the other."""

    def __init__(self, files: Sequence[Imported]) -> None:
        self._of: list[tuple[tuple[Bank, int], ...]] = []
        for imported in files:
            places = {
                (bank.id, question.id): (bank, place)
                for bank in imported.banks
                for place, question in enumerate(bank.questions)
            }
            for item in imported.losses.items:
                found = (places.get((item.bank, id_)) for id_ in (item.ids if item.made else ()))
                self._of.append(tuple(place for place in found if place is not None))

    def of(self, number: int) -> list[ShownQuestion]:
        """The questions of the item in this place, from 0; none for −1."""
        return [ShownQuestion.at(*place) for place in (self._of[number] if number >= 0 else ())]
