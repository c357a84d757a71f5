"""Texts with gaps: their parts, their mistakes, and the marking of what learners put into the gaps."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered, exact_sum
from quizapp.domain.question import Arrangement, Question, Response, ResponseError, are_texts, count_mistakes
from quizapp.domain.runs import joined, on_one_line, paragraphs, sliced
from quizapp.domain.text import as_seen, numbers, shortened
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Message, Texts

MOST_GAPS = 40
_GAP_NUMBER = re.compile(r"\[([0-9]{1,9})\]")
_LONGEST_CONTEXT = 30
_CLOSING = " \"')”“’‘»›,;:.!?"
"""Signs that close what stands before them; words beside a gap are told without one at their start."""
_STAND_IN = "\ue000"
"""Stands for a gap while emphasis is read: a private-use character, neither a letter nor punctuation."""


class Piece(NamedTuple):
    """A run of a text with gaps: words, or, where `gap` is not empty, the gap of this number."""

    text: str
    gap: str = ""


def split_gaps(text: str, count: int) -> tuple[Piece, ...]:
    """An author's text as a series of gaps and of words, whose emphasis has been read.

    A number in brackets that belongs to no gap, or stands there again, is words. Emphasis may begin before a gap and
    end after it.
    """
    left = set(numbers(count))
    gaps: list[str] = []

    def taken_out(sign: re.Match[str]) -> str:
        if sign[1] not in left:
            return sign[0]
        left.remove(sign[1])
        gaps.append(sign[1])
        return _STAND_IN

    whole = inline_text(_GAP_NUMBER.sub(taken_out, text.replace(_STAND_IN, "\ufffd")))
    pieces: list[Piece] = []
    start = 0
    for words in whole.split(_STAND_IN):
        end = start + len(words)
        if words:
            pieces.append(Piece(sliced(whole, start, end)))
        if end < len(whole):
            pieces.append(Piece("", gaps.pop(0)))
        start = end + 1
    return tuple(pieces)


def gap_mistakes(text: str, gaps: Sequence[object]) -> Iterator[Mistake]:
    """The mistakes in the fields `text` and `gaps`, which have to fit each other."""
    yield from count_mistakes(gaps, "gaps", MOST_GAPS, least=1)
    if not as_seen(text):
        yield Mistake("empty_text", ("text",))
        return
    known = numbers(len(gaps))
    expected = set(known)
    signs = Counter(sign[1] for sign in _GAP_NUMBER.finditer(text))
    for id_, times in signs.items():
        if id_ not in expected:
            yield Mistake("gap_unknown", ("text",), {"number": id_, "count": str(len(gaps))})
        elif times > 1:
            yield Mistake("gap_twice", ("text",), {"number": id_})
    for id_ in known[:MOST_GAPS]:
        if id_ not in signs:
            yield Mistake("gap_missing", ("text",), {"number": id_})


class Gapped(Question, frozen=True, kw_only=True):
    """A text with gaps, `[1]`, `[2]` and so on in it; each type says what goes into them.

    A response maps numbers of gaps to what was put into them; a gap that is missing from it, or has nothing but white
    space, is not filled.
    """

    text: str

    @property
    def gap_ids(self) -> Arrangement:
        return numbers(len(self.gaps))  # type: ignore[attr-defined]  # each type has its own

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from gap_mistakes(self.text, self.gaps)  # type: ignore[attr-defined]

    @property
    def text_with_numbers(self) -> str:
        """The text as it is read, with the numbers of the gaps in brackets."""
        return joined(f"[{piece.gap}]" if piece.gap else piece.text for piece in self.pieces)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return split_gaps(self.text, len(self.gap_ids))

    def fits(self, id_: str, value: str) -> bool:
        """Tells whether `value`, which is not empty, can be put into the gap `id_`."""
        return True

    def gap_error(self, filled: Mapping[str, str]) -> Invalid | None:
        """The reason why `filled` is no response, although each value fits its gap; None if there is none."""
        return None

    def gap_share(self, id_: str, value: str) -> Fraction:
        """The part of a gap's points that `value` earns there, from 0 to 1."""
        raise NotImplementedError

    def filled(self, response: Response | None) -> dict[str, str]:
        """The gaps that `response` fills, in the order of the file, with what is in them."""
        given = response if isinstance(response, Mapping) else {}
        values = {id_: given.get(id_) for id_ in self.gap_ids}
        return {
            id_: value
            for id_, value in values.items()
            if isinstance(value, str) and value.strip() and self.fits(id_, value)
        }

    def open_parts(self, response: Response | None) -> tuple[str, ...]:
        filled = self.filled(response)
        return tuple(id_ for id_ in self.gap_ids if id_ not in filled)

    def mark(self, response: Response | None) -> Mark:
        """Points × right ÷ gaps, where a gap that is partly right counts as its share, and an empty one as 0.

        QTI does the same (textEntryInteraction and inlineChoiceInteraction for each gap, gapMatchInteraction with
        map_response), and so do Moodle's Cloze, *select missing words* (gapselect) and *drag and drop into text*
        (ddwtos).
        """
        if response is None:
            return Unanswered(self.possible)
        if not isinstance(response, Mapping) or not are_texts((*response, *response.values())):
            return Invalid("wrong_shape", self.possible)
        given = {id_ for id_, value in response.items() if value.strip()}
        if not given:
            return Unanswered(self.possible)
        filled = self.filled(response)
        if given != set(filled):
            return Invalid("unknown_option", self.possible)
        error = self.gap_error(filled)
        if error is not None:
            return error
        shares = {id_: self.gap_share(id_, value) for id_, value in filled.items()}
        parts = tuple(Part(id_, _outcome(shares.get(id_))) for id_ in self.gap_ids)
        wrong = sum(part.outcome == "wrong" for part in parts)
        right = exact_sum(shares.values())
        earned = self.possible * right / len(parts)
        if all(share in (0, 1) for share in shares.values()):
            return Points(earned, self.possible, parts, "right_of_all", int(right), wrong, len(parts))
        fine = lcm(*(share.denominator for share in shares.values()))
        return Points(earned, self.possible, parts, "shares", int(right * fine), wrong, len(parts) * fine)

    def before_gap(self, id_: str) -> str:
        """The last words before a gap, back to another gap or the beginning of the paragraph; may be empty."""
        pieces = self.pieces
        at = pieces.index(Piece("", id_))
        text = pieces[at - 1].text.rpartition("\n")[2] if at and not pieces[at - 1].gap else ""
        words = text.lstrip(_CLOSING).split()
        return _end_of(words).rstrip(" \"'(“„‘‚«‹")

    def after_gap(self, id_: str) -> str:
        """The first words after a gap, up to another gap or the end of the paragraph; may be empty."""
        pieces = self.pieces
        at = pieces.index(Piece("", id_)) + 1
        words = pieces[at].text.partition("\n")[0].strip() if at < len(pieces) and not pieces[at].gap else ""
        return shortened(words.lstrip(_CLOSING), _LONGEST_CONTEXT)

    def gap_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        """A gap by its number and the words beside it: ``Gap 2, after “the white tower stood”``."""
        if Piece("", id_) in self.pieces:
            before, after = self.before_gap(id_), self.after_gap(id_)
            if any(map(str.isalnum, before)):
                return translate("Gap {number}, after “{words}”", number=id_, words=before)
            if any(map(str.isalnum, after)):
                return translate("Gap {number}, before “{words}”", number=id_, words=after)
        return translate("Gap {number}", number=id_)

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return self.gap_text(id_, translate) if id_ in self.gap_ids else ""

    def text_lines(self, response: Response | None = None, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """The text with its gaps by their numbers, each with what is in it: ``[1: salt] and [2]``."""
        filled = self.filled(response)
        return paragraphs(joined(self._piece_text(piece, filled) for piece in self.pieces))

    def _piece_text(self, piece: Piece, filled: Mapping[str, str]) -> str:
        if piece.gap not in filled:
            return f"[{piece.gap}]" if piece.gap else piece.text
        return joined((f"[{piece.gap}: ", on_one_line(self.value_text(filled[piece.gap])), "]"))

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        filled = self.filled(response).items()
        lines = ((id_, on_one_line(self.value_text(value))) for id_, value in filled)
        return tuple(joined((f"{id_}. ", text)) for id_, text in lines if text)

    def read_gaps(self, value: object) -> dict[str, str]:
        """The gaps that a file names, with what it puts into them, as texts.

        Raises:
            ResponseError: it is no map of gaps to texts.
        """
        if not isinstance(value, Mapping) or not are_texts(value.values()):
            raise ResponseError(value, "a map of gaps' numbers to what goes into them, such as {1: …, 2: …}")
        ids = self.gap_ids
        given: dict[str, str] = {}
        for name, text in value.items():
            number = str(name).strip().removeprefix("[").removesuffix("]")
            if number not in ids or number in given:
                raise ResponseError(
                    name, Message("the number of a gap, from 1 to {last}, each once", {"last": len(ids)})
                )
            given[number] = text
        return {id_: given[id_] for id_ in ids if id_ in given}


def _outcome(share: Fraction | None) -> Outcome:
    if share is None:
        return "missed"
    return "right" if share == 1 else "partial" if share else "wrong"


def _end_of(words: Sequence[str]) -> str:
    """The last `words`, up to `_LONGEST_CONTEXT` characters, with … before them if some are left out."""
    kept: list[str] = []
    for word in reversed(words):
        if kept and len(word) + sum(map(len, kept)) + len(kept) > _LONGEST_CONTEXT:
            break
        kept.insert(0, shortened(word, _LONGEST_CONTEXT))
    return ("… " if len(kept) < len(words) else "") + " ".join(kept)


def fill_each(wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One of its wanted words for each of as many gaps as possible, no word twice (augmenting paths, Kuhn 1955).

    Earlier gaps and earlier words come first where there is a choice.
    """
    taken: dict[str, str] = {}

    def place(gap: str, tried: set[str]) -> bool:
        for word in wanted[gap]:
            if word not in tried:
                tried.add(word)
                if word not in taken or place(taken[word], tried):
                    taken[word] = gap
                    return True
        return False

    for gap in wanted:
        place(gap, set())
    return {gap: word for gap in wanted for word in wanted[gap] if taken.get(word) == gap}
