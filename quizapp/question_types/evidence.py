"""`evidence`: select the sentences of the passage that support what is asked or claimed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Self

import msgspec

from quizapp.domain.evidence import MOST_QUOTES, Evidence, Quote, evidence_mistakes, is_quoted_in, quotes_of, spans_of
from quizapp.domain.level import STANDARD
from quizapp.domain.level_sentences import (
    LevelVersion,
    Versions,
    corresponding,
    distractor_index,
    is_sentence,
    key_index,
)
from quizapp.domain.mark import Invalid, Mark, Part, Points, Unanswered
from quizapp.domain.passage import Passage, Sentence
from quizapp.domain.question import Choice, Question, Remark, Response, ResponseError, Role, are_texts, count_mistakes
from quizapp.domain.text import fold, shortened
from quizapp.problems import Mistake, Path
from quizapp.texts import ENGLISH, Texts


class WrongSentence(Quote, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A sentence, by words quoted from it, that an author expects to be selected wrongly."""

    role: Role = ""
    feedback: str = ""

    @property
    def quotation(self) -> Quote:
        return Quote(self.quote, self.prefix, self.suffix, self.levels)

    def at_level(self, level: str) -> Quote | None:
        there = super().at_level(level)
        if there is None:
            return None
        return WrongSentence(there.quote, there.prefix, there.suffix, role=self.role, feedback=self.feedback)


class EvidenceSelection(Question, frozen=True, kw_only=True, tag="evidence", dict=True, gc=True):
    """Each of `keys`, a quotation, stands in one sentence of the passage, and these sentences are to be selected.

    A response is the selected sentences: their own names (see `Sentence.name`), as a question is marked without its
    passage. An entry is the sentence of a key if the key's quotation stands in it, compared folded; of several such
    keys, the longest counts. So the words of a key alone are a right entry, too.

    `select` tells the learner how many sentences there are, and is 0 where that is not told. `paragraphs` are those
    whose sentences can be selected, with the lists that follow them; all if it is empty. Headings cannot be selected.
    """

    keys: Evidence
    select: int = 0
    paragraphs: tuple[int, ...] = ()
    distractors: tuple[WrongSentence, ...] = ()

    def attach(self, passage: Passage) -> None:
        self.__dict__["passage"] = passage

    def attach_levels(self, passages: Mapping[str, Passage]) -> None:
        self.__dict__["versions"] = tuple(
            LevelVersion(
                level,
                passage,
                [quote.at_level(level) for quote in self.quotes],
                [distractor.at_level(level) for distractor in self.distractors],
            )
            for level, passage in passages.items()
        )

    def keep_levels(self, standard: Question) -> None:
        if "versions" in standard.__dict__:
            self.__dict__["versions"] = standard.__dict__["versions"]

    @property
    def versions(self) -> Versions:
        """The versions of the passage; none where it has one level."""
        versions: Versions = self.__dict__.get("versions", ())
        return versions

    @property
    def has_levels(self) -> bool:
        """Tells whether the passage has several levels."""
        return bool(self.versions)

    def shown_as(self, response: Response | None, passage: Passage) -> dict[str, Sentence | None]:
        """The sentence of `passage` that corresponds to each selected one; None where there is none at its level."""
        entries = self._entries(response)
        there = self._version_of(passage)
        if there is None:
            names = {sentence.name: sentence for sentence in passage.sentences}
            return {text: names.get(text) for text in entries}
        return corresponding(self.versions, entries, there)

    def _version_of(self, passage: Passage | None) -> LevelVersion | None:
        return next((version for version in self.versions if version.passage is passage), None)

    @property
    def _standard_version(self) -> LevelVersion | None:
        return next((version for version in self.versions if version.level == STANDARD), None)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return quotes_of(self.keys)

    def selectable(self, passage: Passage) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in passage.sentences if self._is_selectable(sentence))

    def key_sentence(self, quote: Quote, passage: Passage) -> Sentence | None:
        spans = spans_of(quote, passage)
        return passage.sentence_of(spans[0]) if spans else None

    def _is_selectable(self, sentence: Sentence) -> bool:
        return not sentence.is_heading and (not self.paragraphs or sentence.paragraph in self.paragraphs)

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        quotes = self.quotes
        if not quotes:
            yield Mistake("too_few", ("keys",), {"count": "0", "what": "keys", "limit": "1"})
        if self.select and self.select != len(quotes):
            values = {"count": str(self.select), "keys": str(len(quotes))}
            yield Mistake("select_is_not_keys", ("select",), values)
        yield from count_mistakes(self.distractors, "distractors", MOST_QUOTES)
        seen: set[Quote] = set()
        entries = [(self._key_path(index), quote) for index, quote in enumerate(quotes)]
        entries += [(("distractors", index, "quote"), wrong.quotation) for index, wrong in enumerate(self.distractors)]
        for path, quote in entries:
            folded = Quote(fold(quote.quote), fold(quote.prefix), fold(quote.suffix))
            if folded in seen and folded.quote:
                yield Mistake("same_text_twice", path, {"text": shortened(quote.quote)})
            seen.add(folded)
        for index, number in enumerate(self.paragraphs):
            if number in self.paragraphs[:index]:
                yield Mistake("same_text_twice", ("paragraphs", index), {"text": str(number)})

    def _key_path(self, index: int) -> Path:
        if not isinstance(self.keys, tuple):
            return ("keys",)
        places = [place for place, entry in enumerate(self.keys) if entry]
        return (
            ("keys", places[index], "quote") if isinstance(self.keys[places[index]], Quote) else ("keys", places[index])
        )

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        most = passage.paragraphs
        for index, number in enumerate(self.paragraphs):
            if not 1 <= number <= most:
                values = {"value": str(number), "count": str(most)}
                yield Mistake("no_such_paragraph", ("paragraphs", index), values)
        wrong = list(evidence_mistakes(self.keys, passage, ("keys",)))
        yield from wrong
        taken: dict[str, str] = {}
        for index, quote in enumerate(self.quotes):
            path = self._key_path(index)
            if quote.is_elsewhere:
                yield Mistake("empty_text", path)
            elif not any(mistake.path[:2] == path[:2] for mistake in wrong):
                yield from self._sentence_mistakes(quote, passage, path, taken)
        for index, distractor in enumerate(self.distractors):
            path = ("distractors", index, "quote")
            told = list(evidence_mistakes((distractor.quotation,), passage, ()))
            if not distractor.quote.strip():
                if not distractor.is_elsewhere:
                    yield Mistake("empty_text", path)
            elif told:
                yield from (mistake._replace(path=("distractors", index, *mistake.path[1:])) for mistake in told)
            else:
                yield from self._sentence_mistakes(distractor.quotation, passage, path, taken)

    def _sentence_mistakes(
        self, quote: Quote, passage: Passage, path: Path, taken: dict[str, str]
    ) -> Iterator[Mistake]:
        """The mistakes in the place of a quotation that is in the passage once; `taken` are the sentences so far."""
        values = {"quote": shortened(quote.quote)}
        sentence = self.key_sentence(quote, passage)
        if sentence is None:
            yield Mistake("key_in_image" if _is_in_image(quote, passage) else "key_across_sentences", path, values)
        elif not self._is_selectable(sentence):
            code = "key_in_heading" if sentence.is_heading else "key_not_selectable"
            yield Mistake(code, path, values | {"paragraph": str(sentence.paragraph)})
        elif sentence.name in taken:
            yield Mistake("keys_in_one_sentence", path, values | {"other": taken[sentence.name]})
        else:
            taken[sentence.name] = shortened(quote.quote)
            if (quote.prefix or quote.suffix) and sum(
                is_quoted_in(quote, other.name) for other in self.selectable(passage)
            ) > 1:
                yield Mistake("key_in_two_sentences", path, values)

    def key_of(self, text: str) -> int | None:
        """The index of the key that stands in `text`, the longest if several do; None if none does.

        A sentence of any level of the passage is held against the key's quotation at that level.
        """
        if is_sentence(self.versions, text):
            return key_index(self.versions, text)
        folded = fold(text)
        found = [(index, quote) for index, quote in enumerate(self.quotes) if is_quoted_in(quote, text)]
        if found:
            index, _ = max(found, key=lambda each: (fold(_key_words(each[1])) == folded, len(fold(each[1].quote))))
            return index
        others = ((index, quote) for version in self.versions for index, quote in enumerate(version.keys))
        return next((index for index, quote in others if quote is not None and fold(_key_words(quote)) == folded), None)

    def _entries(self, response: Response | None) -> tuple[str, ...]:
        """The selected sentences, each once."""
        given = response if isinstance(response, tuple) and are_texts(response) else ()
        entries: dict[str, str] = {}
        for text in given:
            if text.strip():
                entries.setdefault(fold(text), " ".join(text.split()))
        return tuple(entries.values())

    def open_parts(self, response: Response | None) -> tuple[str, ...]:
        """The numbers of the sentences that are still to be selected, where the learner is told how many there are."""
        return tuple(map(str, range(len(self._entries(response)) + 1, self.select + 1)))

    def mark(self, response: Response | None) -> Mark:
        """Points × max(0, (right − wrong) ÷ keys), where *right* is how many of the keys' sentences were selected and
        *wrong* how many others: what Canvas and QTI's mapped responses do with several answers, so that selecting
        everything earns nothing where most sentences are wrong.
        """
        if response is not None and not (isinstance(response, tuple) and are_texts(response)):
            return Invalid("wrong_shape", self.possible)
        entries = self._entries(response)
        if not entries:
            return Unanswered(self.possible)
        quotes, keys = self.quotes, [self.key_of(text) for text in entries]
        parts = [Part(text, "wrong" if key is None else "right") for text, key in zip(entries, keys, strict=True)]
        parts += [Part(_key_words(quote), "missed") for index, quote in enumerate(quotes) if index not in keys]
        right, wrong = len(set(keys) - {None}), keys.count(None)
        share = max(Fraction(0), Fraction(right - wrong, len(quotes) or 1))
        return Points(
            self.possible * share, self.possible, tuple(parts), "right_minus_wrong", right, wrong, len(quotes)
        )

    def correct_response(self) -> Response:
        return tuple(_key_words(quote) for quote in self.quotes)

    def read_response(self, value: object) -> Response:
        entries = [value] if isinstance(value, str) else value
        if not isinstance(entries, list | tuple) or not are_texts(entries):
            raise ResponseError(value, "a list of sentences of the passage")
        return self._entries(tuple(entries))

    def at_standard_level(self, response: Response) -> tuple[str, ...]:
        standard, entries = self._standard_version, self._entries(response)
        if standard is None:
            return entries
        found = corresponding(self.versions, entries, standard)
        return tuple(text if (sentence := found[text]) is None else sentence.name for text in entries)

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return " ".join(id_.split())

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        return self._entries(response)

    def summarize_in(self, response: Response, passage: Passage, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """Each entry as a sentence of `passage`, with its paragraph; the words of a key as the sentence around them.

        An entry that is neither stays as it is.
        """
        passages = (*(version.passage for version in self.versions), passage)  # its own sentences come first
        sentences = {sentence.name: sentence for each in passages for sentence in each.sentences}
        lines = []
        for text in self._entries(response):
            key = next((quote for quote in self.quotes if fold(_key_words(quote)) == fold(text)), None)
            found = sentences.get(text) or (self.key_sentence(key, passage) if key is not None else None)
            lines.append(_sentence_text(found, translate) if found is not None else text)
        return tuple(lines)

    def _distractor_of(self, text: str) -> tuple[WrongSentence | None, Evidence]:
        """The distractor whose sentence is `text`, and its place in the question's own passage."""
        if is_sentence(self.versions, text):
            index = distractor_index(self.versions, text)
            if index is None:
                return None, ()
            at_levels = [version.distractors[index] for version in self.versions]
            wrong = next(each for each in at_levels if isinstance(each, WrongSentence))
            version = self._version_of(self.__dict__.get("passage"))
            here = version.distractors[index] if version is not None else None
            return wrong, (Quote(here.quote, here.prefix, here.suffix),) if here is not None else ()
        found = [wrong for wrong in self.distractors if is_quoted_in(wrong.quotation, text)]
        longest = max(found, key=lambda wrong: len(wrong.quote), default=None)
        return longest, (longest.quotation,) if longest is not None else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        said = []
        for text in self._entries(response):
            wrong, place = self._distractor_of(text) if self.key_of(text) is None else (None, ())
            if wrong is not None and (wrong.feedback or wrong.role):
                said.append(Remark(text, wrong.feedback, wrong.role, place))
        return tuple(said)

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        """The choices by the sentences of the standard level, at whatever level they were made."""
        entries = self._entries(response)
        found = {key for text in entries if (key := self.key_of(text)) is not None}
        standard = self.quotes if (version := self._standard_version) is None else version.keys
        choices = [
            Choice(_key_words(quote), "chosen" if index in found else "left", "chosen", "")
            for index, quote in enumerate(standard)
            if quote is not None
        ]
        for text, there in zip(entries, self.at_standard_level(entries), strict=True):
            if self.key_of(text) is None:
                wrong, _ = self._distractor_of(text)
                choices.append(Choice(there, "chosen", "left", wrong.role if wrong else ""))
        return tuple(choices)

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), keys=(), distractors=())


def _is_in_image(quote: Quote, passage: Passage) -> bool:
    """Tells whether `quote` stands in the alternative text of an image."""
    before = ([block for block in passage.blocks if block.start <= span.start] for span in spans_of(quote, passage))
    return any(blocks[-1].image is not None for blocks in before)


def _sentence_text(sentence: Sentence, translate: Texts) -> str:
    if not sentence.paragraph:
        return sentence.name
    return translate("Paragraph {number}: {sentence}", number=str(sentence.paragraph), sentence=sentence.name)


def _key_words(quote: Quote) -> str:
    """The words of a key with those around it, on one line: a right entry of a response, where no sentence is known."""
    return " ".join(f"{quote.prefix} {quote.quote} {quote.suffix}".split())
