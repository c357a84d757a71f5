"""`multiple_choice`: any number of the options are right."""

from collections.abc import Iterator
from typing import Literal

from quizapp.domain.mark import Mark
from quizapp.domain.option import OptionsQuestion, mark_selection, read_choices
from quizapp.domain.question import Choice, Remark, Response
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Texts


class MultipleChoice(OptionsQuestion, frozen=True, kw_only=True, tag="multiple_choice"):
    """Some of `options` are keys. A response is the letters of options in the order of the file, sorted."""

    marking: Literal["partial", "exact"] = "partial"

    @property
    def is_all_or_nothing(self) -> bool:
        return self.marking == "exact"

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        if len(self.keys) == len(self.options) > 0:
            yield Mistake("all_keys", ("options",))

    def mark(self, response: Response | None) -> Mark:
        """`partial`: see `mark_selection`. `exact`: all of the points for exactly the keys."""
        return mark_selection(response, self.ids, self.keys, self.possible, exact=self.is_all_or_nothing)

    def correct_response(self) -> Response:
        return self.keys

    def read_response(self, value: object) -> Response:
        return tuple(sorted(set(read_choices(value, [option.text for option in self.options]))))

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        chosen = response if isinstance(response, tuple) else ()
        return tuple(self.part_text(id_) for id_ in self.ids if id_ in chosen)

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback and the evidence of wrong options that were chosen, and of keys that were not."""
        chosen = response if isinstance(response, tuple) else ()
        return tuple(
            Remark(id_, option.feedback, option.role, option.evidence)
            for id_, option in zip(self.ids, self.options, strict=True)
            if (id_ in chosen) != option.key and (option.feedback or option.role or option.evidence)
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks(response) if remark.part in response)

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        chosen = response if isinstance(response, tuple) else ()
        return tuple(
            Choice(id_, "chosen" if id_ in chosen else "left", "chosen" if option.key else "left", option.role)
            for id_, option in zip(self.ids, self.options, strict=True)
        )
