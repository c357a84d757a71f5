"""Findings of the check: places in a bank that break a rule of item writing."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizapp.problems import Path
from quizapp.texts import Message, Value

if TYPE_CHECKING:
    from quizapp.lint.item import Item
    from quizapp.lint.item_bank import ItemBank

Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """A violation of a rule: a sentence about the place at `path`, as a template with its `values`."""

    path: Path
    text: str
    values: Mapping[str, Value] = {}


class Finding(NamedTuple):
    """A fault, with the rule that found it; its `path` begins at the bank."""

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
        """The index of the question that it is in; None if it is about the bank as a whole."""
        match self.path:
            case ("questions", int(index), *_):
                return index
        return None


class Rule(NamedTuple):
    """A rule of item writing.

    `reason` says in one plain sentence why the rule is there, `remedy` how a fault is mended, `source` where the rule
    comes from. `languages` are those whose words it knows; in others it finds nothing. Empty if it works in all. A rule
    checks single questions (`check_item`), a whole bank (`check_bank`), or both.
    """

    name: str
    severity: Severity
    reason: str
    remedy: str
    source: str
    languages: tuple[str, ...] = ()
    check_item: "Callable[[Item], Iterator[Fault]] | None" = None
    check_bank: "Callable[[ItemBank], Iterator[Fault]] | None" = None

    def knows(self, language: str) -> bool:
        """Tells whether the rule can check texts in `language`, a base tag such as `en`."""
        return not self.languages or language in self.languages
