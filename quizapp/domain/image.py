"""An image that a question or a passage carries: which file it is, and what those are told who cannot see it."""

from collections.abc import Iterator

import msgspec

from quizapp.domain.text import as_seen
from quizapp.problems import Mistake


class Image(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An image as the author wrote it; what is in its file is in `Bank.images` under the name `file`.

    `alt` is what takes its place for those who cannot see it, and is never empty in a bank without mistakes; `caption`
    is shown below it to everybody.
    """

    file: str
    alt: str = ""
    caption: str = ""

    def mistakes(self) -> Iterator[Mistake]:
        """The author's mistakes but for those in the file itself, with paths from the image on."""
        if not as_seen(self.alt):
            yield Mistake("image_without_alt", ("alt",), {"value": self.file})

    @property
    def line(self) -> str:
        return " ".join(self.alt.split())
