"""Distractors that nothing is said to."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_


def _check(bank: ItemBank) -> Iterator[Fault]:
    silent: list[tuple[tuple[str | int, ...], int, int]] = []
    has_feedback = False
    for index, item in enumerate(bank.items):
        for options in item.option_sets:
            missing = sum(not choice.feedback for choice in options.distractors)
            has_feedback = has_feedback or missing < len(options.distractors)
            if missing:
                silent.append((("questions", index, *options.path), missing, len(options.distractors)))
    if not has_feedback:
        if silent:
            yield Fault(("questions",), N_("No wrong option in this bank has feedback."))
        return
    for path, missing, total in silent:
        values = {"count": str(missing), "total": str(total)}
        yield Fault(path, N_("Of {total} wrong options, {count} have no feedback."), values)


RULE = Rule(
    "no_feedback",
    "warning",
    N_("A learner who chose a wrong option learns only that it is wrong, not what to look at."),
    N_("Add “feedback” to each wrong option: what it overlooks, and where to look."),
    "Shute 2008",
    check_bank=_check,
)
