"""“The passage does not say”, always at one place or under one skill."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.key_places import true_false_keys
from quizapp.texts import N_

_FEWEST_OF_EACH = 3
"""The fewest statements that the passage says nothing of, and the fewest others; with less, nothing shows."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    keys = [key for key in true_false_keys(bank) if key.options == 3]
    silent = [key.place == 2 for key in keys]
    count = sum(silent)
    if count < _FEWEST_OF_EACH or len(silent) - count < _FEWEST_OF_EACH:
        return
    first = silent.index(True)
    if all(silent[first : first + count]) and (first == 0 or first + count == len(silent)):
        text = N_("The {count} statements that the passage says nothing of stand together, at one end.")
        yield Fault(keys[first].path, text, {"count": str(count)})
    skills = [bank.items[key.question].question.skill for key in keys]
    hidden = {skill for skill, is_silent in zip(skills, silent, strict=True) if is_silent}
    if len(hidden) == 1 and not any(
        skill in hidden for skill, is_silent in zip(skills, silent, strict=True) if not is_silent
    ):
        text = N_("All {count} statements that the passage says nothing of, and no others, have the skill “{skill}”.")
        yield Fault(keys[first].path, text, {"count": str(count), "skill": hidden.pop()})


RULE = Rule(
    "not_stated_place",
    "warning",
    N_("The skill is shown with the question. Learners soon notice where “the passage does not say” is right."),
    N_("Mix these statements with the others, in their order and in their skills."),
    "Millman, Bishop & Ebel 1965",
    check_bank=_check,
)
