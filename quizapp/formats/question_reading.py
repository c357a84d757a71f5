"""The questions of a bank, converted one by one while its file is still being read."""

from collections.abc import Mapping
from itertools import islice

import msgspec

from quizapp.domain.question import Question
from quizapp.domain.text import shortened
from quizapp.formats import untyped
from quizapp.formats.authored import Converted, convert, looked_at
from quizapp.formats.yaml_events import MOST_MISTAKES, EnoughError, Raw
from quizapp.problems import Mistake, Path
from quizapp.question_types.catalog import BY_NAME
from quizapp.texts import Message, Value

_PART_TYPES = {name: each for name, each in BY_NAME.items() if not each.nested and not each.is_rated}
"""The types that a question in another question can have."""


def _misnamed_type(field: str) -> Mistake:
    if field.strip() == untyped.TYPE:
        return Mistake("field_name_space", (field,), {"name": untyped.TYPE})
    return looked_at(Mistake("unknown_field_suggest", (field,), {"name": shortened(field), "suggestion": untyped.TYPE}))


class QuestionReading:
    """Converts the entries of `questions`, and collects what is wrong with their form."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes  # those of the whole bank, to which those of the questions are added
        self.ids: dict[str, int] = {}  # the index of the first question with each id
        self.doubtful: dict[int, Converted[Question]] = {}  # those that hold stand-ins for what could not be read
        self._last: int | None = None  # the one that is being read
        self._set_aside: frozenset[int] = frozenset()
        self._guesses = MOST_MISTAKES  # names of fields that may still be compared, where the type is not known

    def id_at(self, path: Path) -> str:
        """The id of the question that `path` leads into; empty where it leads into none, or it has no id."""
        if len(path) < 2 or path[0] != "questions":
            return ""
        return next((id_ for id_, index in self.ids.items() if index == path[1]), "")

    def read(self, raw: Raw, index: int) -> Question | None:
        """One entry of `questions`, with stand-ins where it has mistakes of form; None where they leave nothing.

        Raises:
            EnoughError: those before it have as many mistakes as are told.
        """
        if len(self.mistakes) >= MOST_MISTAKES:
            self._last = None
            raise EnoughError
        self._last = index
        if index in self._set_aside:
            return None
        path: Path = ("questions", index)
        converted = self.converted(raw, path)
        question = converted.record
        if question is None:
            return None
        own = islice(converted.certain(question.mistakes()), MOST_MISTAKES)
        self.mistakes += [mistake.below(*path) for mistake in own]
        if converted.is_doubtful:
            self.doubtful[index] = converted
            if ("id",) in converted.doubtful:
                return question
        if question.id in self.ids:
            values: dict[str, Value] = {
                "value": question.id,
                "where": Message("question {id}", {"id": self.ids[question.id] + 1}),
            }
            self.mistakes.append(Mistake("duplicate_id", (*path, "id"), values))
        else:
            self.ids[question.id] = index
        return question

    def converted(self, raw: Raw, path: Path, known: Mapping[str, type[Question]] = BY_NAME) -> Converted[Question]:
        """`raw` as a question of one of the `known` types; the questions in it are converted first."""
        if not isinstance(raw, dict):
            self.mistakes.append(Mistake("not_a_mapping", path))
            return Converted(None)
        name = raw.get("type")
        question_type = known.get(name) if isinstance(name, str) else None
        if question_type is None:
            return self.of_unknown_type(raw, path, known)
        if not question_type.nested:
            return convert(raw, question_type, path, self.mistakes)
        return self.with_nested(raw, question_type, path)

    def of_unknown_type(
        self, raw: dict[str, Raw], path: Path, known: Mapping[str, type[Question]]
    ) -> Converted[Question]:
        """`raw`, whose type is not one of those that are `known`: as the type that is meant, if that can be told, or
        else as what all questions share.
        """
        name = raw.get("type")
        meant = ""
        if name is None:
            field = untyped.misnamed(raw, known)
            if field:
                self.mistakes.append(_misnamed_type(field).below(*path))
                return self.converted(
                    {untyped.TYPE if key == field else key: value for key, value in raw.items()}, path, known
                )
            meant = untyped.meant_by_fields(raw, known)
            if meant:
                self.mistakes.append(Mistake("type_missing_suggest", path, {"suggestion": meant}))
            else:
                self.mistakes.append(Mistake("missing_field", path, {"name": "type"}))
        elif not isinstance(name, str):
            self.mistakes.append(Mistake("not_a_text", (*path, "type")))
        elif name in BY_NAME:
            self.mistakes.append(Mistake("not_a_part", (*path, "type"), {"value": name}))
        else:
            near, is_sure = untyped.meant_by_word(name, raw, known)
            values = {"value": shortened(name), "suggestion": near, "choices": ", ".join(known)}
            code = "not_a_choice_suggest" if near else "not_a_choice"
            self.mistakes.append(looked_at(Mistake(code, (*path, "type"), values)))
            meant = near if is_sure else ""
        if meant:
            return self.converted({**raw, "type": meant}, path, known)
        shared, guesses = untyped.shared_part(raw, BY_NAME, self._guesses)
        self._guesses -= guesses
        return convert(shared, Question, path, self.mistakes)

    def with_nested(self, raw: dict[str, Raw], question_type: type[Question], path: Path) -> Converted[Question]:
        """`raw` as a question that holds questions. Their ids are given here, not written."""
        nested: dict[str, Converted[Question]] = {}
        whole = dict(raw)
        for field, id_ in question_type.nested.items():
            if field not in raw:
                nested[field] = Converted(None)
                continue
            inner = raw[field]
            if isinstance(inner, dict):
                if "id" in inner:
                    self.mistakes.append(Mistake("field_of_whole", (*path, field, "id"), {"name": "id"}))
                inner = {**inner, "id": id_}
            nested[field] = self.converted(inner, (*path, field), _PART_TYPES)
            whole[field] = {"id": id_, "stem": "?"}  # takes its place until the whole is converted
        converted = convert(whole, question_type, path, self.mistakes)
        if converted.record is None:
            return converted
        parts = {field: inner.record for field, inner in nested.items() if inner.record is not None}
        return Converted(msgspec.structs.replace(converted.record, **parts), converted.doubtful, nested)

    def begin_anew(self, set_aside: frozenset[int]) -> None:
        """Forget what was said of questions: they are read again, without those that are not YAML."""
        self._set_aside = set_aside
        self.mistakes.clear()
        self.ids.clear()
        self.doubtful.clear()
        self._guesses = MOST_MISTAKES

    def forget_last(self) -> None:
        """Take back what was said of the last question: where reading broke off, it may not be all there."""
        self.mistakes[:] = [mistake for mistake in self.mistakes if mistake.path[:2] != ("questions", self._last)]
