"""Checks of good questions in files of banks: each finding with its line and column, and what is said of it."""

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.formats.bank_place import bank_text
from quizapp.formats.native import ReadResult
from quizapp.formats.telling import field_of
from quizapp.formats.yaml_events import LineColumn, places_of
from quizapp.lint.catalog import BY_NAME
from quizapp.lint.checking import check_bank
from quizapp.lint.coverage import Coverage, coverage_of
from quizapp.lint.finding import Finding, Rule
from quizapp.texts import SENTENCES, Message


class PlacedFinding(NamedTuple):
    """A finding in a file; line and column count from 1, and are 0 where they are not known.

    `question` is the id of the question that it is in, `reason` the author's for silencing it; both may be empty.
    """

    finding: Finding
    file: str
    line: int
    column: int
    question: str
    reason: str = ""

    @property
    def rule(self) -> Rule:
        return BY_NAME[self.finding.rule]

    @property
    def field(self) -> str:
        """The way to its place in the document, in words."""
        return field_of(self.finding.path)

    @property
    def message(self) -> Message:
        """The two sentences that say what was found, and how it is mended."""
        return Message(SENTENCES, {"first": self.finding.message, "then": Message(self.rule.remedy)})


class CheckedFile(NamedTuple):
    """The findings in a bank's file: those that are told, and those that its author silenced."""

    told: tuple[PlacedFinding, ...]
    silenced: tuple[PlacedFinding, ...]


def check_file(result: ReadResult) -> CheckedFile:
    """The findings in a bank that was read; none where the file holds none."""
    if result.bank is None:
        return CheckedFile((), ())
    bank, file = result.bank, result.files[0]
    found = check_bank(bank)
    places = _places(file, [*found.told, *found.silenced])
    told = tuple(_placed(finding, bank, file, places[finding.path]) for finding in found.told)
    silenced = tuple(
        _placed(finding, bank, file, places[finding.path])._replace(reason=_reason(finding, bank))
        for finding in found.silenced
    )
    return CheckedFile(tuple(sorted(told, key=_place)), tuple(sorted(silenced, key=_place)))


def _places(file: FilePath, findings: Sequence[Finding]) -> dict[tuple[str | int, ...], LineColumn]:
    if not findings:
        return {}
    return places_of(bank_text(file), [finding.path for finding in findings])


def _placed(finding: Finding, bank: Bank, file: FilePath, place: LineColumn) -> PlacedFinding:
    at = finding.question
    return PlacedFinding(finding, str(file), *place, "" if at is None else bank.questions[at].id)


def _reason(finding: Finding, bank: Bank) -> str:
    at = finding.question
    own = "" if at is None else bank.questions[at].silenced.get(finding.rule, "")
    return own or bank.silenced.get(finding.rule, "")


def _place(placed: PlacedFinding) -> tuple[int, int]:
    return placed.line, placed.column


class CoveredText(NamedTuple):
    """The coverage of a passage by all banks that ask about it, with the file that the passage is in."""

    file: str
    language: str
    coverage: Coverage


def covered_texts(results: Sequence[ReadResult]) -> list[CoveredText]:
    """The coverage of each passage that the banks in `results` have, in the order of the files."""
    banks: dict[tuple[str, str, str], list[Bank]] = {}
    for result in results:
        if (bank := result.bank) is not None and bank.has_passage:
            file = str(result.passage_file or result.files[0])
            banks.setdefault((file, bank.language, bank.passage.text), []).append(bank)
    found = ((file, language, coverage_of(same)) for (file, language, _), same in banks.items())
    return [CoveredText(file, language, coverage) for file, language, coverage in found if coverage is not None]
