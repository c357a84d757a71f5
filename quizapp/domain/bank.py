"""A bank: questions, most often about a passage."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from quizapp.domain.evidence import Evidence, spans_of
from quizapp.domain.glossary import GlossaryEntry, GlossaryPlace, glossary_places
from quizapp.domain.level import STANDARD, ReadingLevel, question_at_level
from quizapp.domain.passage import Passage, Span
from quizapp.domain.question import Question, Skill


class Bank(msgspec.Struct, frozen=True, dict=True):
    """A bank without mistakes. `content_hash` is that of its file, texts and images: an attempt keeps it.

    `time_limit` is how many minutes a test of it lasts; 0 where the author sets none. `images` maps the names of the
    images' files, as they are written in the bank, to their content. `has_key` is False for one whose questions
    are bare (`Question.without_key`), as a test hands them out: nothing in it can be marked. Where there is no text to
    read, the passage has the bank's title and no blocks. `glossary` explains words of the passage; in a test only with
    `glossary_in_test`.

    `levels` are all versions of the passage, including `STANDARD`, in the author's order; none if there is only one.
    `level` is the id of the version that is in `passage` and that the questions quote; banks are read and written at
    the standard level. If `level_locked`, a learner cannot change it.

    `language` is a tag of BCP 47, such as `es` or `pt-BR`. `translation_of` is the id of the bank that this one is a
    translation of; empty for one that is none.

    `silenced` maps rules of the check that say nothing of this bank to the author's reason for each. `blueprint` maps
    skills to the share of the questions, in percent, that the author wants each to have; empty where nothing is said.
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
    levels: tuple[ReadingLevel, ...] = ()
    level: str = STANDARD
    level_locked: bool = False
    translation_of: str = ""
    glossary: tuple[GlossaryEntry, ...] = ()
    glossary_in_test: bool = False
    silenced: Mapping[str, str] = {}
    blueprint: Mapping[Skill, int] = {}

    def __post_init__(self) -> None:
        """Give the texts their language, and the questions their passage, which some types need for marking."""
        for name in ("passage", "about"):
            text: Passage | None = getattr(self, name)
            if text is not None and text.language != self.language:
                msgspec.structs.force_setattr(self, name, msgspec.structs.replace(text, language=self.language))
        if self.levels:
            msgspec.structs.force_setattr(self, "levels", tuple(map(self._in_language, self.levels)))
        for question in self.questions:
            question.attach(self.passage)
        if self.levels and self.level == STANDARD:
            passages = {level.id: level.passage for level in self.levels}
            for question in self.questions:
                question.attach_levels(passages)

    def _in_language(self, level: ReadingLevel) -> ReadingLevel:
        """`level` in the bank's language; the level that this bank is at has the bank's own passage."""
        passage = self.passage if level.id == self.level else level.passage
        if passage.language != self.language:
            passage = msgspec.structs.replace(passage, language=self.language)
        return level if passage is level.passage else msgspec.structs.replace(level, passage=passage)

    @cached_property
    def _at_levels(self) -> dict[str, "Bank"]:
        """The banks of the levels that were asked for so far, by id; all of them share this dictionary."""
        return {self.level: self}

    def at_level(self, id_: str) -> "Bank":
        """This bank with the passage and the quotations of a level, or of the standard one if there is no such level.

        Everything else stays the same, including the content hash.
        """
        level = next((each for each in self.levels if each.id == id_), None)
        if level is None:
            return self if self.level == STANDARD else self.at_level(STANDARD)
        if id_ not in self._at_levels:
            standard = self._at_levels[STANDARD]
            questions = tuple(question_at_level(question, id_) for question in standard.questions)
            bank = msgspec.structs.replace(standard, passage=level.passage, questions=questions, level=id_)
            bank.__dict__["_at_levels"] = self._at_levels
            self._at_levels[id_] = bank
        return self._at_levels[id_]

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

    def with_places_found(self) -> "Bank":
        """This bank, with its `glossary_places` found at all levels beforehand: in a long text it takes a while."""
        for id_ in {self.level, *(level.id for level in self.levels)} if self.glossary else ():
            _ = self.at_level(id_).glossary_places
        return self

    def spans(self, evidence: Evidence) -> tuple[Span, ...]:
        """The places of `evidence` in the passage."""
        return spans_of(evidence, self.passage)
