"""The questions of a bank as the rules see them, all together."""

from collections.abc import Iterator
from functools import cached_property

from quizapp.domain.bank import Bank
from quizapp.domain.language_tag import base
from quizapp.domain.passage import Passage, Sentence
from quizapp.lint.item import Item, OptionSet
from quizapp.problems import Path


class ItemBank:
    """A bank with its items, in the order of the file."""

    def __init__(self, bank: Bank, items: tuple[Item, ...]) -> None:
        self.bank = bank
        self.items = items
        self.language = base(bank.language)

    @property
    def passage(self) -> Passage:
        return self.bank.passage

    def single_choices(self) -> Iterator[tuple[Path, OptionSet]]:
        """The sets of options of which one is right, but for those in gaps, with their places from the bank on."""
        for index, item in enumerate(self.items):
            for options in item.option_sets:
                if options.is_single and "gaps" not in options.path:
                    yield ("questions", index, *options.path), options

    @cached_property
    def sentences(self) -> tuple[frozenset[Sentence], ...]:
        """The sentences of the passage that each question rests on."""
        return tuple(frozenset(sentences_under(item)) for item in self.items)


def sentences_under(item: Item) -> Iterator[Sentence]:
    """The sentences of the passage in which the evidence of a question stands, as a whole or in part."""
    from quizapp.domain.evidence import spans_of

    passage = item.passage
    for span in spans_of(item.question.key_evidence, passage):
        for sentence in passage.sentences:
            if sentence.span.start < span.end and span.start < sentence.span.end:
                yield sentence
