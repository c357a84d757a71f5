"""The bounds of a reopening: what is within them is read as it was written, and what is beyond is neither."""

from typing import Any

import msgspec
import pytest

from quizapp.formats import reopening_file
from quizapp.formats.envelope import FileRefusedError, Head, closed, start_of
from quizapp.formats.reopening_file import KIND, read_reopening, write_reopening
from quizapp.formats.seal import public_of, signed
from tests.assigned import DESK_SEED, OTHER_SEED, REOPENING

WITHIN: tuple[dict[str, Any], ...] = (
    {},
    {"learner": ""},
    {"name": "x" * 100},
    {"number": 1000},
    {"at": 0.0},
    {"at": 32_503_679_999.0},
    {"reason": ""},
    {"reason": "x" * 20_000},
    {"extra_time": 0.0},
    {"extra_time": 36_000.0},
)
BEYOND: tuple[dict[str, Any], ...] = (
    {"assignment": "a1" * 15},
    {"assignment": "A1" * 16},
    {"assignment": ""},
    {"learner": "b2" * 17},
    {"name": ""},
    {"name": "\n"},
    {"name": "x" * 101},
    {"number": 0},
    {"number": 1001},
    {"at": -1.0},
    {"at": 32_503_680_000.0},
    {"at": float("nan")},
    {"reason": "x" * 20_001},
    {"reason": "\u202e"},
    {"extra_time": -0.5},
    {"extra_time": 36_000.5},
    {"extra_time": float("nan")},
    {"extra_time": float("inf")},
)


def test_what_is_within_the_bounds_is_read_as_it_was_written() -> None:
    for change in WITHIN:
        reopening = msgspec.structs.replace(REOPENING, **change)
        assert read_reopening(write_reopening(reopening, DESK_SEED), public_of(DESK_SEED)) == reopening


def test_what_is_beyond_the_bounds_is_neither_written_nor_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for change in BEYOND:
        reopening = msgspec.structs.replace(REOPENING, **change)
        with pytest.raises(ValueError, match=r"^no "):
            write_reopening(reopening, DESK_SEED)
        with monkeypatch.context() as patched:  # somebody's own program could write it all the same
            patched.setattr(reopening_file, "_check", lambda _: None)
            data = write_reopening(reopening, DESK_SEED)
        with pytest.raises(FileRefusedError) as refused:
            read_reopening(data, public_of(DESK_SEED))
        assert refused.value.reason == "damaged", change


def test_a_reopening_is_of_one_desk_and_of_the_assignment_that_its_header_names() -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_reopening(write_reopening(REOPENING, OTHER_SEED), public_of(DESK_SEED))
    assert refused.value.reason == "forged"
    start = start_of(KIND, Head("f" * 32))
    data = closed(start, signed(start, msgspec.json.encode(REOPENING), DESK_SEED))
    with pytest.raises(FileRefusedError) as refused:
        read_reopening(data, public_of(DESK_SEED))
    assert refused.value.reason == "damaged"
    assert len(write_reopening(msgspec.structs.replace(REOPENING, reason="é" * 20_000), DESK_SEED)) < KIND.most
