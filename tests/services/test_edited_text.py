"""A text that is edited, and its file: each line keeps its end, and each change can be taken back to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.services.edited_text import Change, EditedText

MIXED = b"a\r\nb\nc\rd\r\ne"


@pytest.mark.parametrize(
    ("data", "start", "end", "new", "written"),
    [
        (b"", 0, 0, "a\nb", b"a\nb"),
        (b"a\nb", 1, 2, "\n\n", b"a\n\nb"),
        (b"a\r\nb\r\n", 1, 1, "\nx", b"a\r\nx\r\nb\r\n"),
        (b"a\rb", 3, 3, "\n", b"a\rb\r"),
        (b"\xef\xbb\xbfa\r\nb", 0, 1, "z\n", b"\xef\xbb\xbfz\r\n\r\nb"),
        (MIXED, 2, 3, "B", b"a\r\nB\nc\rd\r\ne"),
        (MIXED, 1, 1, "\nx", b"a\r\nx\r\nb\nc\rd\r\ne"),  # a new line ends as most do
        (MIXED, 2, 5, "", b"a\r\n\rd\r\ne"),
        (MIXED, 2, 6, "", b"a\r\nd\r\ne"),
        (MIXED, 2, 6, "x\ny\nz\n", b"a\r\nx\r\ny\r\nz\rd\r\ne"),  # the last end stays
        (b"\na\r\nb\r\n", 3, 4, "\n", b"\na\r\n\r\n\r\n"),
        (MIXED, 6, 9, "", b"a\r\nb\nc\r"),
        (b"a\nb\rc", 5, 5, "\n", b"a\nb\rc\n"),  # as the first one does, where there are as many of each
        (b"a\rb\nc", 5, 5, "\n", b"a\rb\nc\r"),
    ],
)
def test_lines_end_as_those_of_the_file(data: bytes, start: int, end: int, new: str, written: bytes) -> None:
    text = EditedText(data)
    before = text.text
    assert "\r" not in before
    assert text.to_bytes() == data
    change = text.change_to(before[:start] + new + before[end:])
    assert change is not None
    text.apply(change)
    assert text.text == before[:start] + new + before[end:]
    assert text.to_bytes() == written
    text.apply(change.undone)
    assert (text.text, text.to_bytes()) == (before, data)
    text.apply(change.undone.undone)
    assert text.to_bytes() == written


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
def test_the_smallest_change_makes_the_new_text(old: str, new: str) -> None:
    text = EditedText(old.encode())
    change = text.change_to(new)
    if old == new:
        assert change is None
        return
    assert change is not None
    text.apply(change)
    assert text.text == new
    for one, other in ((change.old, change.new), (change.old[::-1], change.new[::-1])):
        assert not one or not other or one[0] != other[0]


def test_a_change_is_as_small_as_can_be() -> None:
    for old, new, change in (
        ("bees", "beas", (2, "e", "a")),
        ("aa", "aaa", (2, "", "a")),
        ("aaa", "aa", (2, "a", "")),
        ("abc", "", (0, "abc", "")),
        ("", "abc", (0, "", "abc")),
        ("x bee y", "x wasp y", (2, "bee", "wasp")),
    ):
        assert EditedText(old.encode()).change_to(new) == Change(*change)
    with pytest.raises(UnicodeDecodeError):
        EditedText(b"\xff")
