"""`word_bank`: words from a bank, put into the gaps of a text."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Self

import msgspec

from quizapp.domain.gaps import MOST_GAPS, Gapped, fill_each
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Invalid
from quizapp.domain.option import ids_by_alphabet, read_choice, shuffled
from quizapp.domain.pairs import unknown_value
from quizapp.domain.question import (
    Arrangement,
    Choice,
    Remark,
    Response,
    ResponseError,
    Role,
    list_mistakes,
    text_mistakes,
)
from quizapp.domain.text import letters, same_text
from quizapp.domain.typed_answer import Anticipated, typed_remarks
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Texts

MOST_WORDS = 60


class WordGap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A gap with the word that is right in it, or several of which each is; `anticipated` has remarks on others."""

    key: str | tuple[str, ...]
    anticipated: tuple[Anticipated, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The words that are right, in one form."""
        if isinstance(self.key, tuple):
            return self.key
        return (self.key,) if self.key else ()


class WordBank(Gapped, frozen=True, kw_only=True, tag="word_bank"):
    """A response maps numbers of gaps to ids of words; without `reuse`, each word is in one gap at most.

    The id of a word is a letter by the alphabet of the words, so that ids do not tell the order of the gaps; in an
    answers file, letters are those of the file's order.
    """

    words: tuple[str, ...]
    gaps: tuple[WordGap, ...]
    reuse: bool = False
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        """The ids of the words, in the order of the file."""
        return ids_by_alphabet(self.words)

    def gap(self, id_: str) -> WordGap:
        return self.gaps[int(id_) - 1]

    def word(self, id_: str) -> str:
        return self.words[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.words, "words", MOST_WORDS, least=2)
        known = len(self.gaps) <= MOST_GAPS and len(self.words) <= MOST_WORDS
        for index, gap in enumerate(self.gaps):
            if not gap.keys:
                yield Mistake("empty_text", ("gaps", index, "key"))
            path = ("gaps", index, "key")
            for at, word in enumerate(gap.keys):
                if same_text(word, self.words) is None:
                    known = False
                    place = (*path, at) if isinstance(gap.key, tuple) else path
                    yield unknown_value("unknown_word", word, self.words[:MOST_WORDS], place)
            if isinstance(gap.key, tuple):
                for mistake in text_mistakes(gap.key, "key"):
                    if mistake.code != "empty_text":
                        yield mistake.below("gaps", index)
            yield from self._anticipated_mistakes(index, gap)
        if known and not self.reuse and len(fill_each(self._keys)) < len(self.gaps):
            yield Mistake("words_do_not_suffice", ("gaps",))

    def _anticipated_mistakes(self, index: int, gap: WordGap) -> Iterator[Mistake]:
        for mistake in list_mistakes(gap.anticipated, "anticipated", 60):
            yield mistake.below("gaps", index)
        for at, wrong in enumerate(gap.anticipated):
            path = ("gaps", index, "anticipated", at, "text")
            if same_text(wrong.text, gap.keys) is not None:
                yield Mistake("anticipated_is_accepted", path, {"text": wrong.text})
            elif same_text(wrong.text, self.words) is None and wrong.text.strip():
                yield unknown_value("unknown_word", wrong.text, self.words[:MOST_WORDS], path)

    def arrange(self, random: Random) -> Arrangement:
        """The words in a random order, which does not depend on their order in the file; or in that order."""
        if not self.shuffle:
            return self.ids
        ids = tuple(sorted(self.ids, key=lambda id_: (len(id_), id_)))
        return shuffled(ids, [False] * len(ids), random)

    def fits(self, id_: str, value: str) -> bool:
        return value in self.ids

    def gap_error(self, filled: Mapping[str, str]) -> Invalid | None:
        if not self.reuse and len(set(filled.values())) < len(filled):
            return Invalid("used_twice", self.possible)
        return None

    def gap_share(self, id_: str, value: str) -> Fraction:
        return Fraction(same_text(self.word(value), self.gap(id_).keys) is not None)

    @property
    def _keys(self) -> dict[str, tuple[str, ...]]:
        """The right words of each gap, as far as the bank has them."""
        return {
            id_: tuple(word for key in gap.keys if (word := same_text(key, self.words)) is not None)
            for id_, gap in zip(self.gap_ids, self.gaps, strict=True)
        }

    def correct_response(self) -> Response:
        keys = self._keys
        words = {id_: words[0] for id_, words in keys.items() if words} if self.reuse else fill_each(keys)
        ids = dict(zip(self.words, self.ids, strict=True))
        return {id_: ids[word] for id_, word in words.items()}

    def read_response(self, value: object) -> Response:
        in_file = dict(zip(letters(len(self.words)), self.ids, strict=True))
        response: dict[str, str] = {}
        for gap, name in self.read_gaps(value).items():
            if name.strip():
                response[gap] = in_file[read_choice(name, self.words)]
        if not self.reuse and len(set(response.values())) < len(response):
            raise ResponseError(value, "each word once at most")
        return response

    def write_response(self, response: Response) -> str | list[str] | dict[str, str]:
        return {gap: self.file_id(id_) for gap, id_ in self.filled(response).items()}

    def file_id(self, id_: str) -> str:
        return letters(len(self.words))[self.ids.index(id_)] if id_ in self.ids else id_

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return inline_text(self.word(id_)) if id_ in self.ids else super().part_text(id_, translate)

    def value_text(self, value: str) -> str:
        return inline_text(self.word(value)) if value in self.ids else value

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        return tuple(
            remark
            for gap, id_ in self.filled(response).items()
            for wrong in self.gap(gap).anticipated
            if same_text(wrong.text, (self.word(id_),))
            for remark in typed_remarks(gap, wrong)
        )

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        filled, correct = self.filled(response), self.correct_response()
        assert isinstance(correct, dict)
        found = []
        for gap_id, gap in zip(self.gap_ids, self.gaps, strict=True):
            chosen = self.word(filled[gap_id]) if gap_id in filled else ""
            key = self.word(correct[gap_id]) if gap_id in correct else ""
            role: Role = next((wrong.role for wrong in gap.anticipated if same_text(wrong.text, (chosen,))), "")
            found.append(Choice(gap_id, chosen, chosen if chosen and same_text(chosen, gap.keys) else key, role))
        return tuple(found)

    def without_key(self) -> Self:
        bare = super().without_key()
        words = tuple(sorted(self.words, key=plain_text)) if self.shuffle else self.words
        return msgspec.structs.replace(bare, words=words, gaps=tuple(WordGap(key="") for _ in self.gaps))
