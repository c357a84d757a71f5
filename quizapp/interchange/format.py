"""The protocols of a format: recognize its files, read them into banks, write a bank."""

from collections.abc import Callable
from typing import BinaryIO, NamedTuple, Protocol

from quizapp.domain.bank import Bank
from quizapp.interchange.losses import Imported, LossReport
from quizapp.interchange.source import Source
from quizapp.progress import ProgressCallback, nobody_waits


class Importer(Protocol):
    """Reads files of one format."""

    def read(self, source: Source) -> Imported:
        """The banks that are in `source`, and all that was lost; never raises for what is in it."""


class Exporter(Protocol):
    """Writes a bank in one format."""

    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        """Write `bank` to `target`; gives all that was lost. `progress` counts questions that are begun."""


class Format(NamedTuple):
    """A format of other tools.

    `name` is what a user types, `title` what it is called, `endings` are those of its files. `recognizes` tells of the
    start of a file whether it is of this format. `exporter` is None where it is read alone. Where it `has_packages`,
    all of its files in an archive are read together.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    recognizes: Callable[[bytes], bool]
    importer: Importer
    exporter: Exporter | None
    has_packages: bool = False


class SheetFormat(NamedTuple):
    """A format for people, which is written and not read again; its fields are those of `Format`."""

    name: str
    title: str
    endings: tuple[str, ...]
    exporter: Exporter
