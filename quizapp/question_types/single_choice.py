"""`single_choice`: one of the options is right."""

from collections.abc import Iterator

from quizapp.domain.mark import Mark
from quizapp.domain.option import OptionsQuestion, mark_choice, option_remarks, read_choice
from quizapp.domain.question import Choice, Remark, Response
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Texts


class SingleChoice(OptionsQuestion, frozen=True, kw_only=True, tag="single_choice"):
    """One of `options` is the key. A response is the letter of an option in the order of the file."""

    @property
    def key(self) -> str:
        return next(iter(self.keys), "")

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        if len(self.keys) > 1:
            yield Mistake("several_keys", ("options",), {"count": str(len(self.keys))})

    def mark(self, response: Response | None) -> Mark:
        return mark_choice(response, self.ids, self.key, self.possible)

    def correct_response(self) -> Response:
        return self.key

    def read_response(self, value: object) -> Response:
        return read_choice(value, [option.text for option in self.options])

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        return (self.part_text(response),) if isinstance(response, str) and response in self.ids else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        if not isinstance(response, str) or response not in self.ids:
            return ()
        return option_remarks(response, self.option(response))

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        if not isinstance(response, str) or response not in self.ids:
            return ()
        return (Choice("", response, self.key, self.option(response).role),)
