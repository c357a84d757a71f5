"""An image of a question or a passage: its file, and the text that describes it to screen-reader users."""

from collections.abc import Iterator

import msgspec

from quizapp.domain.text import as_seen
from quizapp.problems import Mistake


class Image(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An image as the author wrote it; the bytes of its file are `Bank.images[file]`.

    `alt` describes it to screen-reader users, and is never empty in a bank without mistakes; `caption` is shown below
    it to everybody.
    """

    file: str
    alt: str = ""
    caption: str = ""

    def mistakes(self) -> Iterator[Mistake]:
        """The author's mistakes, except those in the file itself; their paths begin at the image."""
        if not as_seen(self.alt):
            yield Mistake("image_without_alt", ("alt",), {"value": self.file})

    @property
    def alt_line(self) -> str:
        """The alternative text on one line."""
        return " ".join(self.alt.split())
