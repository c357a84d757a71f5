"""A bank: questions, most often about a passage."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from quizapp.domain.evidence import Evidence, spans_of
from quizapp.domain.glossary import GlossaryEntry, GlossaryPlace, glossary_places
from quizapp.domain.passage import Passage, Span
from quizapp.domain.question import Question


class Bank(msgspec.Struct, frozen=True, dict=True):
    """A bank without mistakes. `content_hash` is that of its file, texts and images: an attempt keeps it.

    `time_limit` is how many minutes a test of it lasts; 0 where the author sets none. `images` maps the names of the
    images' files, as they are written in the bank, to what is in these. `has_key` is False for one whose questions
    are bare (`Question.without_key`), as a test hands them out: nothing in it can be marked. Where there is no text to
    read, the passage has the bank's title and no blocks. `glossary` explains words of the passage; in a test only with
    `glossary_in_test`.
    """

    id: str
    title: str
    description: str
    language: str
    author: str
    license: str
    passage: Passage
    about: Passage | None
    questions: tuple[Question, ...]
    content_hash: str
    time_limit: int = 0
    images: Mapping[str, bytes] = {}
    has_key: bool = True
    glossary: tuple[GlossaryEntry, ...] = ()
    glossary_in_test: bool = False

    def __post_init__(self) -> None:
        """Gives the texts their language, and the questions their passage, by which some of them are marked."""
        for name in ("passage", "about"):
            text: Passage | None = getattr(self, name)
            if text is not None and text.language != self.language:
                msgspec.structs.force_setattr(self, name, msgspec.structs.replace(text, language=self.language))
        for question in self.questions:
            question.attach(self.passage)

    @property
    def has_passage(self) -> bool:
        """Tells whether there is a text to read."""
        return bool(self.passage.blocks)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, id_: str) -> Question:
        """The question with this id.

        Raises:
            KeyError: there is none.
        """
        return self._by_id[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    @cached_property
    def glossary_places(self) -> tuple[GlossaryPlace, ...]:
        """The places of the passage where words of the glossary stand, in order."""
        return glossary_places(self.glossary, self.passage)

    def spans(self, evidence: Evidence) -> tuple[Span, ...]:
        """The places of `evidence` in the passage."""
        return spans_of(evidence, self.passage)
