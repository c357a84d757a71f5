"""`matching`: put the option that belongs to it beside each prompt."""

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from typing import ClassVar, Self

import msgspec

from quizapp.domain.evidence import Evidence, evidence_mistakes
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Mark
from quizapp.domain.option import read_choice, shuffled
from quizapp.domain.pairs import known_pairs, mark_pairs
from quizapp.domain.passage import Passage
from quizapp.domain.question import (
    Arrangement,
    Choice,
    Question,
    Remark,
    Response,
    ResponseError,
    count_mistakes,
    text_mistakes,
)
from quizapp.domain.runs import joined
from quizapp.domain.text import letters, suggestion, without_accents
from quizapp.errors import Mistake, Translate, in_english


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What is to be paired; `option` is the text of the right option, `feedback` is said to those who chose another."""

    text: str
    option: str
    feedback: str = ""
    evidence: Evidence = ()


class Matching(Question, frozen=True, kw_only=True, tag="matching"):
    """One of `options` belongs to each of `prompts`; there may be options that belong to none.

    A response maps the letters of prompts, in the order of the file, to the ids of options; prompts without an option
    are missing from it. The id of an option is its letter by the alphabet of the texts, which is the order in which
    options are shown, so that neither tells the pairs; in an answers file, letters are those of the file's order.
    """

    type_name: ClassVar[str] = "matching"

    prompts: tuple[Prompt, ...]
    options: tuple[str, ...]
    reuse: bool = False
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.prompts))

    @property
    def option_texts(self) -> dict[str, str]:
        """The texts of the options, as their author typed them, by their ids, in the order of the alphabet."""
        in_order = sorted(self.options, key=_alphabetical)
        return dict(zip(letters(len(in_order)), in_order, strict=True))

    def prompt(self, id_: str) -> Prompt:
        return self.prompts[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from count_mistakes(self.prompts, "prompts", "prompts", 2, 20)
        yield from text_mistakes([prompt.text for prompt in self.prompts], "prompts", "text")
        yield from count_mistakes(self.options, "options", "options", 2, 26)
        yield from text_mistakes(self.options, "options")
        uses = Counter[str]()
        for index, prompt in enumerate(self.prompts):
            path = ("prompts", index, "option")
            uses[prompt.option] += 1
            if prompt.option not in self.options:
                near = suggestion(prompt.option, self.options)
                values = {"value": prompt.option, "suggestion": near, "choices": ", ".join(self.options)}
                yield Mistake("unknown_option_suggest" if near else "unknown_option", path, values)
            elif uses[prompt.option] == 2 and not self.reuse:
                yield Mistake("option_reused", path, {"text": prompt.option})

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        for index, prompt in enumerate(self.prompts):
            yield from evidence_mistakes(prompt.evidence, passage, ("prompts", index, "evidence"))

    def arrange(self, random: Random) -> Arrangement:
        """The prompts in a random order; options always stand in the order of the alphabet."""
        return shuffled(self.ids, [not self.shuffle] * len(self.ids), random)

    def mark(self, response: Response | None) -> Mark:
        """Points × right ÷ prompts; a prompt without an option is not right.

        Each prompt is marked by itself, also where one option was given to several (QTI 2.2, *matchInteraction* with
        *map_response*, each right pair mapped to 1; Moodle's *matching*).
        """
        return mark_pairs(self._right(), self.option_texts, response, self.possible)

    def correct_response(self) -> Response:
        return self._right()

    def _right(self) -> dict[str, str]:
        by_text = {text: id_ for id_, text in self.option_texts.items()}
        return {id_: by_text.get(prompt.option, "") for id_, prompt in zip(self.ids, self.prompts, strict=True)}

    def read_response(self, value: object) -> Response:
        if not isinstance(value, Mapping):
            raise ResponseError(value, "a map of prompts' letters to options, such as {A: …, B: …}")
        response: dict[str, str] = {}
        prompts = [prompt.text for prompt in self.prompts]
        in_file = letters(len(self.options))
        by_text = {text: id_ for id_, text in self.option_texts.items()}
        for name, option in value.items():
            text = self.options[in_file.index(read_choice(option, self.options))]
            response[read_choice(name, prompts)] = by_text[text]
        return {id_: response[id_] for id_ in self.ids if id_ in response}

    def write_response(self, response: Response) -> str | list[str] | dict[str, str]:
        if not isinstance(response, Mapping):
            return super().write_response(response)
        texts, in_file = self.option_texts, letters(len(self.options))
        return {
            id_: in_file[self.options.index(texts[value])] if value in texts else value
            for id_, value in response.items()
        }

    def part_text(self, id_: str, translate: Translate = in_english) -> str:
        return inline_text(self.prompt(id_).text) if id_ in self.ids else ""

    def value_text(self, value: str) -> str:
        texts = self.option_texts
        return inline_text(texts[value]) if value in texts else value

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        texts = self.option_texts
        given = known_pairs(response, self.ids, texts)
        return tuple(joined((self.part_text(id_), " → ", inline_text(texts[option]))) for id_, option in given.items())

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback of prompts that were given another option, or none."""
        given, right = known_pairs(response, self.ids, self.option_texts), self._right()
        return tuple(
            Remark(id_, prompt.feedback, "", prompt.evidence)
            for id_, prompt in zip(self.ids, self.prompts, strict=True)
            if prompt.feedback and given.get(id_) != right[id_]
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """Nothing: the feedback says where something belongs."""
        return ()

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        given = known_pairs(response, self.ids, self.option_texts)
        return tuple(Choice(id_, given.get(id_, ""), key, "") for id_, key in self._right().items())

    def without_key(self) -> Self:
        return msgspec.structs.replace(
            super().without_key(),
            prompts=tuple(Prompt(prompt.text, "") for prompt in self.prompts),
            options=tuple(self.option_texts.values()),
        )


def _alphabetical(text: str) -> tuple[str, str]:
    plain = plain_text(text)
    return (without_accents(plain).casefold(), plain)
