"""Sentences that correspond to each other in the levels of a passage, for a question that asks to select some."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from quizapp.domain.evidence import Quote, spans_of
from quizapp.domain.passage import Passage, Sentence, Span
from quizapp.domain.text import fold


class LevelVersion:
    """The passage at one level, with the quotations of a question's keys and distractors there.

    Both lists are in the author's order at each level; None stands for what is not there at this one.
    """

    def __init__(
        self, level: str, passage: Passage, keys: Sequence[Quote | None], distractors: Sequence[Quote | None]
    ) -> None:
        self.level = level
        self.passage = passage
        self.keys = keys
        self.distractors = distractors

    @cached_property
    def names(self) -> dict[str, Sentence]:
        """The sentences by their folded names."""
        return {fold(sentence.name): sentence for sentence in self.passage.sentences}

    @cached_property
    def key_sentences(self) -> dict[int, Sentence]:
        """The sentence of each key, by its index."""
        return self._sentences(self.keys)

    @cached_property
    def distractor_sentences(self) -> dict[int, Sentence]:
        return self._sentences(self.distractors)

    def _sentences(self, quotes: Sequence[Quote | None]) -> dict[int, Sentence]:
        found = {}
        for index, quote in enumerate(quotes):
            for span in spans_of(quote, self.passage) if quote is not None else ():
                sentence = self.passage.sentence_of(span)
                if sentence is not None:
                    found[index] = sentence
        return found

    def in_paragraph(self, number: int) -> list[Sentence]:
        """The sentences of a paragraph that can be selected."""
        return [each for each in self.passage.sentences if each.paragraph == number and not each.is_heading]


Versions = tuple[LevelVersion, ...]


def is_sentence(versions: Versions, text: str) -> bool:
    """Tells whether `text` is the name of a sentence at some level."""
    return any(fold(text) in version.names for version in versions)


def key_index(versions: Versions, text: str) -> int | None:
    """The index of the key whose sentence, at some level, has the name `text`; None if none has."""
    return _index(((version, version.key_sentences) for version in versions), text)


def distractor_index(versions: Versions, text: str) -> int | None:
    """The index of the distractor whose sentence, at some level, has the name `text`; None if none has."""
    return _index(((version, version.distractor_sentences) for version in versions), text)


def _index(sentences: Iterable[tuple[LevelVersion, Mapping[int, Sentence]]], text: str) -> int | None:
    for version, those in sentences:
        sentence = version.names.get(fold(text))
        for index, each in those.items():
            if each == sentence:
                return index
    return None


def corresponding(versions: Versions, texts: Iterable[str], there: LevelVersion) -> dict[str, Sentence | None]:
    """For each of `texts`, names of sentences at any level, the sentence of the level `there` that corresponds to it.

    That of a key or distractor is the sentence of the same key or distractor. Any other one is the sentence nearest to
    the same place in the same paragraph that is not of a key or distractor, nor taken by another text; None if the
    paragraph has none left.
    """
    found: dict[str, Sentence | None] = {}
    others: list[tuple[str, Sentence, LevelVersion]] = []
    for text in texts:
        own = there.names.get(fold(text))
        key, wrong = key_index(versions, text), distractor_index(versions, text)
        if own is not None:
            found[text] = own
        elif key is not None:
            found[text] = there.key_sentences.get(key)
        elif wrong is not None:
            found[text] = there.distractor_sentences.get(wrong)
        else:
            found[text] = None
            origin = next((each for each in versions if fold(text) in each.names), None)
            if origin is not None:
                others.append((text, origin.names[fold(text)], origin))
    told_apart = {*there.key_sentences.values(), *there.distractor_sentences.values()}
    for text, sentence, version in others:
        taken = {each.span for each in (*told_apart, *found.values()) if each is not None}
        found[text] = _at_same_place(sentence, version, there, taken)
    return found


def _at_same_place(sentence: Sentence, version: LevelVersion, there: LevelVersion, taken: set[Span]) -> Sentence | None:
    before, after = version.in_paragraph(sentence.paragraph), there.in_paragraph(sentence.paragraph)
    if sentence not in before:
        return None
    place = (before.index(sentence) + 0.5) / len(before)
    free = [(abs((at + 0.5) / len(after) - place), at) for at, each in enumerate(after) if each.span not in taken]
    return after[min(free)[1]] if free else None
