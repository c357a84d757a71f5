"""A key that copies the passage, where the distractors do not."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Choice, Item
from quizapp.lint.wording import tokens
from quizapp.texts import N_

WORDS = 6


@lru_cache(maxsize=16)
def _runs(text: str, language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(run for line in text.split("\n") for run in _runs_of(tokens(line, language)))


def _runs_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + WORDS] for at in range(len(words) - WORDS + 1))


def _check(item: Item) -> Iterator[Fault]:
    if not item.passage.blocks:
        return
    known = _runs(item.passage.text, item.language)
    for options in item.option_sets:
        if not options.is_single or any(map(known.__contains__, _all_runs(options.distractors))):
            continue
        for choice in options.keys:
            copied = next((run for run in _runs_of(choice.words) if run in known), None)
            if copied:
                text = N_("The key copies “{text}” from the passage; the wrong options copy nothing.")
                yield Fault((*choice.path, "text"), text, {"text": " ".join(copied)})


def _all_runs(choices: Iterable[Choice]) -> Iterator[tuple[str, ...]]:
    return (run for choice in choices for run in _runs_of(choice.words))


RULE = Rule(
    "copied_key",
    "warning",
    N_("Learners find the key by its words in the passage, without understanding either."),
    N_("Say the key in other words, or let the wrong options use the passage’s words, too."),
    "Freedle & Kostin 1993",
    check_item=_check,
)
