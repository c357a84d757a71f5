"""`matching`: put the option that belongs to it beside each prompt."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import ClassVar, Self

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import plain_text
from quizapp.domain.option import read_choice
from quizapp.domain.pairs import PairsQuestion, unknown_value
from quizapp.domain.passage import Passage
from quizapp.domain.quantity import in_order
from quizapp.domain.question import Response, ResponseError, list_mistakes
from quizapp.domain.text import letters, same_text
from quizapp.problems import Mistake


@lru_cache(maxsize=256)
def _in_order(options: tuple[str, ...], language: str) -> list[str]:
    """The options as they are shown; they are asked for again and again."""
    return in_order(options, language, plain_text)


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A text to be paired; `option` is the text of the right option, `feedback` is said to those who chose another."""

    text: str
    option: str
    feedback: str = ""
    evidence: Evidence = ()


class Matching(PairsQuestion, frozen=True, kw_only=True, tag="matching", dict=True, gc=True):
    """One of `options` belongs to each of `prompts`; there may be options that belong to none.

    The id of an option is its letter in the order in which options are shown: by value, by day or by the alphabet, so
    that it does not tell the pairs; in an answers file, letters are those of the file's order.
    """

    parts_field: ClassVar[str] = "prompts"
    key_field: ClassVar[str] = "option"

    prompts: tuple[Prompt, ...]
    options: tuple[str, ...]
    reuse: bool = False

    def attach(self, passage: Passage) -> None:
        self.__dict__["language"] = passage.language

    @property
    def value_texts(self) -> dict[str, str]:
        shown = _in_order(self.options, self.__dict__.get("language", "en"))
        return dict(zip(letters(len(shown)), shown, strict=True))

    @property
    def right_values(self) -> tuple[str, ...]:
        by_text = self._by_text
        return tuple(by_text.get(same_text(key, self.options) or "", "") for key in self.keys)

    @property
    def _by_text(self) -> dict[str, str]:
        return {text: id_ for id_, text in self.value_texts.items()}

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.prompts, "prompts", 20, least=2)
        yield from list_mistakes(self.options, "options", 26, least=2)
        uses = Counter[str]()
        for index, key in enumerate(self.keys):
            path = ("prompts", index, "option")
            option = same_text(key, self.options)
            if option is None:
                yield unknown_value("unknown_option", key, self.options, path)
                continue
            uses[option] += 1
            if uses[option] == 2 and option.strip() and not self.reuse:
                yield Mistake("option_reused", path, {"text": key})

    def read_response(self, value: object) -> Response:
        if not isinstance(value, Mapping):
            raise ResponseError(value, "a map of prompts' letters to options, such as {A: …, B: …}")
        response: dict[str, str] = {}
        prompts = [prompt.text for prompt in self.prompts]
        in_file = letters(len(self.options))
        by_text = self._by_text
        for name, option in value.items():
            text = self.options[in_file.index(read_choice(option, self.options))]
            response[read_choice(name, prompts)] = by_text[text]
        return {id_: response[id_] for id_ in self.ids if id_ in response}

    def write_response(self, response: Response) -> str | list[str] | dict[str, str]:
        if not isinstance(response, Mapping):
            return super().write_response(response)
        texts, in_file = self.value_texts, letters(len(self.options))
        return {
            id_: in_file[self.options.index(texts[value])] if value in texts else value
            for id_, value in response.items()
        }

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), options=tuple(self.value_texts.values()))
