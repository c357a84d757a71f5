"""`highlight_words`: select words in a sentence that is given."""

from collections.abc import Iterator, Sequence
from typing import Self

import msgspec

from quizapp.domain.mark import Mark
from quizapp.domain.option import mark_selection
from quizapp.domain.question import (
    Choice,
    Question,
    Remark,
    Response,
    ResponseError,
    Role,
    are_texts,
    count_mistakes,
    out_of_range,
)
from quizapp.domain.text import fold, numbers, shortened
from quizapp.domain.words import Word, words_of
from quizapp.problems import Mistake, Path
from quizapp.texts import ENGLISH, Message, Texts

MOST_WORDS = 200


class KeyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A word or several in a row; `occurrence` says which one is meant, from 1, where they are there more than once.

    `feedback` is said to those who did not select all of them.
    """

    text: str
    occurrence: int = 0
    feedback: str = ""


class WrongWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A word or several in a row that an author expects to be selected wrongly."""

    text: str
    occurrence: int = 0
    role: Role = ""
    feedback: str = ""


class HighlightWords(Question, frozen=True, kw_only=True, tag="highlight_words"):
    """The words of `keys` are to be selected in `sentence`.

    A response is the numbers of the selected words, as texts, in order: the first word of the sentence is "1".
    """

    sentence: str
    keys: tuple[KeyWords, ...]
    distractors: tuple[WrongWords, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.sentence)

    @property
    def word_ids(self) -> tuple[str, ...]:
        """The ids that a response can hold, in the order of the sentence."""
        return numbers(len(self.words))

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the words that are to be selected, in the order of the sentence."""
        places = _Places(self.words)
        found = {at for key in self.keys for at in places.of(key)}
        return tuple(str(at + 1) for at in sorted(found))

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        words = self.words
        places = _Places(words)
        if not words:
            yield Mistake("empty_text", ("sentence",))
        elif len(words) > MOST_WORDS:
            values = {"count": str(len(words)), "what": "sentence", "limit": str(MOST_WORDS)}
            yield Mistake("too_many", ("sentence",), values)
        yield from count_mistakes(self.keys, "keys", 50, least=1)
        yield from count_mistakes(self.distractors, "distractors", 50)
        taken: dict[int, str] = {}
        listed: dict[str, tuple[KeyWords | WrongWords, ...]] = {"keys": self.keys, "distractors": self.distractors}
        for name, entries in listed.items():
            for index, entry in enumerate(entries):
                found = places.of(entry)
                path: Path = (name, index, "text")
                if not words_of(entry.text):
                    yield Mistake("empty_text", path)
                elif not found:
                    yield _not_one(entry, places.starts(entry.text), path)
                elif other := next((taken[at] for at in found if at in taken), None):
                    yield Mistake("words_overlap", path, {"text": shortened(entry.text), "other": other})
                taken.update(dict.fromkeys(found, shortened(entry.text)))
            if name == "keys" and words and len(taken) == len(words):
                yield Mistake("all_words_are_keys", ("keys",))

    def mark(self, response: Response | None) -> Mark:
        """See `mark_selection`: the keys are the words of `keys`, each by itself."""
        return mark_selection(response, self.word_ids, self.key_ids, self.possible)

    def correct_response(self) -> Response:
        return self.key_ids

    def read_response(self, value: object) -> Response:
        entries = [value] if isinstance(value, str) else value
        if isinstance(value, str) and value not in self.word_ids and not _Places(self.words).starts(value):
            entries = value.replace(",", " ").split()
        if not isinstance(entries, list | tuple):
            raise ResponseError(value, "a list of words, or of their numbers in the sentence, such as [2, 5]")
        found = {at for entry in entries for at in self._read(entry)}
        return tuple(str(at + 1) for at in sorted(found))

    def _read(self, entry: object) -> Sequence[int]:
        """The places of the words that one entry of a file names: by number, or by text where that is there once."""
        words = self.words
        if isinstance(entry, str) and entry in numbers(len(words)):
            return (int(entry) - 1,)
        found = _Places(words).of(KeyWords(entry)) if isinstance(entry, str) else ()
        if not found:
            raise ResponseError(
                entry,
                Message("a number from 1 to {last}, or words that are in the sentence once", {"last": len(words)}),
            )
        return found

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        """The word; of one that is there more than once, with its occurrence: ``the (2)``."""
        if id_ not in self.word_ids:
            return ""
        words = [fold(word.text) for word in self.words]
        at = int(id_) - 1
        text = " ".join(self.words[at].text.split())
        return f"{text} ({words[: at + 1].count(words[at])})" if words.count(words[at]) > 1 else text

    def text_lines(self, response: Response | None = None, translate: Texts = ENGLISH) -> tuple[str, ...]:
        return (" ".join(self.sentence.split()),)

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        chosen = self._chosen(response)
        return tuple(self.part_text(id_) for id_ in self.word_ids if id_ in chosen)

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback of keys that were not selected as a whole, and of wrong words that were."""
        chosen = self._chosen(response)
        places = _Places(self.words)
        said = []
        for key in self.keys:
            missed = [at for at in places.of(key) if str(at + 1) not in chosen]
            if missed and key.feedback:
                said.append(Remark(str(missed[0] + 1), key.feedback, "", ()))
        for wrong in self.distractors:
            hit = [at for at in places.of(wrong) if str(at + 1) in chosen]
            if hit and (wrong.feedback or wrong.role):
                said.append(Remark(str(hit[0] + 1), wrong.feedback, wrong.role, ()))
        return tuple(said)

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        chosen = self._chosen(response)
        return tuple(remark for remark in self.remarks(response) if remark.part in chosen)

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        chosen, keys = self._chosen(response), set(self.key_ids)
        places = _Places(self.words)
        roles = {str(at + 1): wrong.role for wrong in self.distractors for at in places.of(wrong)}
        return tuple(
            Choice(id_, "chosen" if id_ in chosen else "left", "chosen" if id_ in keys else "left", roles.get(id_, ""))
            for id_ in self.word_ids
            if id_ in keys or id_ in chosen
        )

    def _chosen(self, response: Response | None) -> set[str]:
        return set(response) if isinstance(response, tuple) and are_texts(response) else set()

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), keys=(), distractors=())


class _Places:
    """Places of words among the words of a sentence, counted from 0."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._folded = [fold(word.text) for word in words]

    def starts(self, text: str) -> list[int]:
        """The places at which the words of `text` begin, one after another."""
        wanted = [fold(word.text) for word in words_of(text)]
        places = range(len(self._folded)) if wanted else ()
        return [at for at in places if self._folded[at : at + len(wanted)] == wanted]

    def of(self, entry: KeyWords | WrongWords) -> range:
        """The places of the words that `entry` means; none where it means no place or more than one."""
        starts = self.starts(entry.text)
        if entry.occurrence:
            starts = starts[entry.occurrence - 1 : max(0, entry.occurrence)]
        if len(starts) != 1:
            return range(0)
        return range(starts[0], starts[0] + len(words_of(entry.text)))


def _not_one(entry: KeyWords | WrongWords, starts: list[int], path: Path) -> Mistake:
    """The reason why `entry` means no words, or not just some."""
    values = {"text": shortened(entry.text), "count": str(len(starts))}
    if not starts:
        return Mistake("words_not_in_sentence", path, values)
    if entry.occurrence:
        allowed = Message("from 1 to {most}", {"most": len(starts)})
        return out_of_range(entry.occurrence, allowed, *path[:-1], "occurrence")
    return Mistake("words_ambiguous", path, values)
