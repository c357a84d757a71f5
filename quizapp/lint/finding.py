"""Findings of the check: places of a bank that a rule of item writing speaks of."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizapp.problems import Path
from quizapp.texts import Message, Value

if TYPE_CHECKING:
    from quizapp.lint.item import Item
    from quizapp.lint.item_bank import ItemBank

Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """What a rule found: a sentence about the place at `path`, a template with its `values`."""

    path: Path
    text: str
    values: Mapping[str, Value] = {}


class Finding(NamedTuple):
    """A fault in a bank, with the rule that found it; `path` leads from the bank on."""

    rule: str
    severity: Severity
    path: Path
    text: str
    values: Mapping[str, Value] = {}

    @property
    def message(self) -> Message:
        """The sentence that tells what was found."""
        return Message(self.text, self.values)

    @property
    def question(self) -> int | None:
        """The index of the question that it is in; None where it is about the bank as a whole."""
        match self.path:
            case ("questions", int(index), *_):
                return index
        return None


class Rule(NamedTuple):
    """A rule of item writing.

    `reason` says in one plain sentence why the rule is there, `remedy` how a fault is mended, `source` who found or
    taught it. `languages` are the ones whose words it knows; in others it finds nothing. Empty where it needs no words.
    A rule looks at one question, or at all questions of a bank together, or at both.
    """

    name: str
    severity: Severity
    reason: str
    remedy: str
    source: str
    languages: tuple[str, ...] = ()
    check_item: "Callable[[Item], Iterator[Fault]] | None" = None
    check_bank: "Callable[[ItemBank], Iterator[Fault]] | None" = None

    def speaks(self, language: str) -> bool:
        """Tells whether the rule knows `language`, a base tag such as `en`."""
        return not self.languages or language in self.languages
