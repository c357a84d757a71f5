"""Questions as data: any question is read back as it was written, and nothing else is read."""

import msgspec
import pytest

from quizapp.question_types.record import question_of, read_record, write_record
from tests.samples import ALL_SAMPLES, TWO_PART


def test_each_question_is_read_back_as_it_was_written() -> None:
    for sample in ALL_SAMPLES:
        written = write_record(sample.question)
        assert read_record(written) == read_record(written.decode()) == sample.question
        assert question_of(msgspec.to_builtins(sample.question)) == sample.question


def test_what_is_no_record_is_refused_and_breaks_nothing() -> None:
    part = msgspec.to_builtins(TWO_PART[0].question)
    for fields in (
        None,
        3,
        "single_choice",
        [],
        {},
        {"type": "unknown"},
        {**part, "part_a": None},
        {**part, "part_a": part},
    ):
        with pytest.raises(ValueError, match=r"record|nested"):
            question_of(fields)
    with pytest.raises(ValueError, match="nested too deeply"):
        question_of({**part, "part_b": part})
    for written in (
        "",
        "[",
        '{"type":"single_choice"}',
        "[" * 100_000,
        '{"type":"single_choice","id":"q","surplus":1}',
    ):
        with pytest.raises(ValueError, match=r"\w"):
            read_record(written)
