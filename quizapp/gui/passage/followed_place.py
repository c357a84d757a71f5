"""The place of a reader in a passage that somebody has changed."""

from typing import TYPE_CHECKING

from quizapp.gui.passage.layered_view import ParagraphPlace

if TYPE_CHECKING:
    from quizapp.domain.passage import Passage


def followed_place(place: ParagraphPlace | None, before: "Passage", now: "Passage") -> ParagraphPlace | None:
    """The same place in the changed passage: at the same paragraph, or else at the one after the last that is there.

    Paragraphs are known by their words. None stands for the beginning.
    """
    if place is None:
        return None
    there = {block.text: block.number for block in now.blocks if block.number}
    earlier = {block.number: block.text for block in before.blocks if block.number}
    for steps, number in enumerate(range(place.number, 0, -1)):
        if (found := there.get(earlier.get(number, ""))) is not None:
            return place._replace(number=min(found + steps, now.paragraphs))
    return place._replace(number=min(place.number, now.paragraphs))
