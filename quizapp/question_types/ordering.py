"""`ordering`: put items in sequence."""

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Literal, Self

import msgspec

from quizapp.domain.evidence import Evidence, joint_evidence
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Invalid, Mark, Part, Points, Unanswered, parts_of
from quizapp.domain.option import ids_by_alphabet, read_choices
from quizapp.domain.question import (
    Arrangement,
    Choice,
    OnTry,
    Question,
    Remark,
    Response,
    ResponseError,
    are_texts,
    list_mistakes,
)
from quizapp.domain.runs import joined
from quizapp.domain.text import letters
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Message, Texts


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An item to be put in its place; `feedback` is said to those who put it elsewhere."""

    text: str
    feedback: str = ""
    evidence: Evidence = ()


class Ordering(Question, frozen=True, kw_only=True, tag="ordering"):
    """`items` are in the right order.

    A response is all of the items' ids in the order that the learner gave them. The id of an item is a letter by the
    alphabet of the texts, so that ids do not tell the order; in an answers file, letters are those of the file's order.
    """

    items: tuple[Item, ...]
    marking: Literal["position", "distance", "longest_run"] = "position"

    @property
    def ids(self) -> Arrangement:
        """The ids of the items, in the order of the file."""
        return ids_by_alphabet(tuple(item.text for item in self.items))

    def item(self, id_: str) -> Item:
        return self.items[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.items, "items", 20, least=2)

    @property
    def part_evidence(self) -> Evidence:
        return joint_evidence(*(item.evidence for item in self.items))

    def arrange(self, random: Random) -> Arrangement:
        """A random order that is not the right one."""
        ids = list(self.ids)
        random.shuffle(ids)
        if tuple(ids) == self.ids:
            first = random.randrange(len(ids) - 1) if len(ids) > 1 else 0
            ids[first : first + 2] = reversed(ids[first : first + 2])
        return tuple(ids)

    def mark(self, response: Response | None) -> Mark:
        """With n items and each item's place given g and right place r,

        - `position`: points × items with g = r ÷ n (Moodle's *absolute position*);
        - `distance`: points × (1 − Σ|g − r| ÷ ⌊n² ÷ 2⌋), Spearman's footrule over the most that it can be (Diaconis and
          Graham 1977);
        - `longest_run`: points × (L − 1) ÷ (n − 1), L being the length of the longest series in right order (Moodle's
          *longest ordered subset*, without its one point for any single item).
        """
        if response is None or response == ():
            return Unanswered(self.possible)
        if not isinstance(response, tuple) or not are_texts(response):
            return Invalid("wrong_shape", self.possible)
        ids = self.ids
        if not set(response) <= set(ids):
            return Invalid("unknown_option", self.possible)
        if sorted(response) != sorted(ids):
            return Invalid("incomplete", self.possible)
        count = len(ids)
        places = [ids.index(id_) for id_ in response]
        in_place = [given == right for given, right in enumerate(places)]
        parts = tuple(Part(id_, "right" if here else "wrong") for id_, here in zip(response, in_place, strict=True))
        right = sum(in_place)
        match self.marking:
            case "position":
                share = Fraction(right, count)
                return Points(self.possible * share, self.possible, parts, "position", right, count - right, count)
            case "distance":
                away = sum(abs(given - place) for given, place in enumerate(places))
                most = count * count // 2 or 1
                share = 1 - Fraction(away, most)
                return Points(self.possible * share, self.possible, parts, "distance", right, away, most)
            case "longest_run":
                longest = _longest_run(places)
                share = Fraction(longest - 1, count - 1) if count > 1 else Fraction(1)
                return Points(self.possible * share, self.possible, parts, "run", longest, count - longest, count)

    def open_parts(self, response: Response | None) -> tuple[str, ...]:
        """The items that have no place yet, by the alphabet: the order of the file is the key."""
        placed = response if isinstance(response, tuple) else ()
        return tuple(id_ for id_ in sorted(self.ids) if id_ not in placed)

    def correct_response(self) -> Response:
        return self.ids

    def read_response(self, value: object) -> Response:
        named = read_choices(value, [item.text for item in self.items])
        in_file = letters(len(self.items))
        if sorted(named) != sorted(in_file):
            raise ResponseError(
                value,
                Message(
                    "each letter from {first} to {last} once, such as [B, A, C]",
                    {"first": in_file[0], "last": in_file[-1]},
                ),
            )
        return tuple(self.ids[in_file.index(name)] for name in named)

    def file_id(self, id_: str) -> str:
        return letters(len(self.items))[self.ids.index(id_)] if id_ in self.ids else id_

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return inline_text(self.item(id_).text) if id_ in self.ids else ""

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        if not isinstance(response, tuple):
            return ()
        known = [id_ for id_ in response if id_ in self.ids]
        return tuple(joined((f"{place}. ", self.part_text(id_))) for place, id_ in enumerate(known, 1))

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback and the evidence of items that are not in their place."""
        given = response if isinstance(response, tuple) else ()
        return tuple(
            Remark(id_, item.feedback, "", item.evidence)
            for place, (id_, item) in enumerate(zip(self.ids, self.items, strict=True))
            if (item.feedback or item.evidence) and given[place : place + 1] != (id_,)
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """Nothing: feedback and evidence say where something belongs."""
        return ()

    def told_on_try(self, response: Response) -> OnTry:
        """The items that are in their place: the others are yet to be put there."""
        return OnTry(tuple(part.id for part in parts_of(self.mark(response)) if part.outcome == "right"), ())

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        given = response if isinstance(response, tuple) else ()
        return tuple(
            Choice(id_, str(given.index(id_) + 1) if id_ in given else "", str(place), "")
            for place, id_ in enumerate(self.ids, 1)
        )

    def without_key(self) -> Self:
        by_id = sorted(zip(self.ids, self.items, strict=True), key=lambda pair: pair[0])
        return msgspec.structs.replace(
            super().without_key(), items=tuple(Item(text=item.text) for _, item in by_id), marking="position"
        )


def _longest_run(places: list[int]) -> int:
    """The length of the longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
