"""A bank, written in a format of another tool and read again."""

import io
from typing import Any, NamedTuple

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import inline_text
from quizapp.domain.passage import Passage
from quizapp.domain.quantity import read_number
from quizapp.domain.question import Question
from quizapp.domain.runs import runs_of
from quizapp.formats.native import read_kept_bank
from quizapp.formats.native_writing import write_bank
from quizapp.interchange.format import Format
from quizapp.interchange.losses import Imported, LossReport
from quizapp.interchange.source import Source
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.matching import Matching
from quizapp.question_types.numeric import Numeric, Unit
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.word_bank import WordGap


class Trip(NamedTuple):
    """What was written, what was told then, and what was read again."""

    data: bytes
    written: LossReport
    read: Imported


def written(format_: Format, *banks: Bank) -> tuple[bytes, LossReport]:
    target = io.BytesIO()
    report = LossReport()
    assert format_.exporter is not None
    for bank in banks:
        report = format_.exporter.write(bank, target)
    return target.getvalue(), report


def go(format_: Format, *banks: Bank) -> Trip:
    data, report = written(format_, *banks)
    read = format_.importer.read(Source.of_bytes("written", data))
    if len(banks) == 1:  # all that is told to be written is read, and nothing else
        texts = int(banks[0].has_passage)
        made = sum(item.made for item in report.items[texts:])
        assert made == sum(
            len(item.ids) + (not item.made) for item in read.losses.items[texts and report.items[0].made :]
        )
    return Trip(data, report, read)


def bank_of(*questions: Question, passage: Passage | None = None, **fields: Any) -> Bank:
    plain = {"description": "", "language": "en", "author": "", "license": "", "about": None, "content_hash": ""}
    text = passage or Passage("Written", (), "")
    return Bank(**{"id": "written", "title": "Written", **plain, "passage": text, "questions": questions, **fields})


def seen(value: Any) -> Any:
    """A record as learners see and answer it: emphasis however it was typed, numbers by their value, gaps by place."""
    if isinstance(value, str):
        return runs_of(inline_text(value))
    if isinstance(value, list | tuple):
        return [seen(inner) for inner in value]
    if not isinstance(value, msgspec.Struct):
        return {name: seen(inner) for name, inner in value.items()} if isinstance(value, dict) else value
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, Numeric):
        for name in ("key", "tolerance"):
            fields[name] = value.key_value if name == "key" else value.distance(value.tolerance)
        fields["bands"] = [(value.distance(band.within), band.share, band.feedback) for band in value.bands]
        wrong = [(value.read(each.text, unit_optional=True), each) for each in value.anticipated]
        fields["anticipated"] = [(number and number.value, seen(each) | {"text": ""}) for number, each in wrong]
    elif isinstance(value, Matching):
        fields["options"] = sorted(value.options)  # they are shown by the alphabet
    elif isinstance(value, TrueFalse):
        fields["not_stated"] = "not_stated" in value.ids
    elif isinstance(value, Gapped):
        order = [piece.gap for piece in value.pieces if piece.gap]
        fields["gaps"] = [fields["gaps"][int(gap) - 1] for gap in order]
        fields["text"] = [piece.text for piece in value.pieces]
    elif isinstance(value, HighlightWords):
        fields["keys"] = (value.key_ids, [key.feedback for key in value.keys if key.feedback])
    elif isinstance(value, Unit):
        fields["factor"] = read_number(value.factor)
    elif isinstance(value, WordGap):
        fields["key"] = value.keys
    return {name: seen(inner) for name, inner in fields.items()}


def assert_adds_up(report: LossReport, imported: Imported | None = None) -> None:
    """All that was read is imported or told; all that was imported is there."""
    assert report.read == report.kept + report.changed + report.left_out
    assert all(item.losses for item in report.items if not item.made)
    assert all(loss.sentence() for item in report.items for loss in item.losses)
    if imported is not None:
        made = sum(item.made for item in report.items)
        assert made == sum(len(bank.questions) + bank.has_passage for bank in imported.banks)


def assert_is_bank(bank: Bank) -> None:
    """An author of ours could have written it."""
    result = read_kept_bank(write_bank(bank).encode(), bank.images)
    assert [str(problem) for problem in result.problems] == []
