"""A text file of untrusted origin: how much of it is read, and which line is told."""

from pathlib import Path

import pytest

from quizapp.formats.files_beside import Memory
from quizapp.formats.text_file import RefusedError, bytes_of, line_at, read_text

MB = 2**20


def test_a_file_is_read_up_to_its_limit_and_told_in_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_bytes(b"x" * 3 * MB)
    assert len(bytes_of(path, 3 * MB)) == 3 * MB
    memory = Memory({"large.md": path.read_bytes()})
    assert len(memory.content("large.md", 3 * MB)) == 3 * MB
    path.write_bytes(b"x" * (3 * MB + 1))
    memory = Memory({"large.md": path.read_bytes()})
    for read in (lambda most: bytes_of(path, most), lambda most: memory.content("large.md", most)):
        with pytest.raises(RefusedError) as refused:
            read(3 * MB)
        line, mistake = refused.value.mistake
        assert (line, mistake.code, mistake.values) == (0, "file_too_large", {"size": "3", "limit": "3"})


def test_the_line_of_a_character_is_told_however_lines_end() -> None:
    for text in ("a\nb\nc", "a\rb\rc", "a\r\nb\r\nc", "a\nb\rc", "a\r\nb\nc"):
        assert [line_at(text, text.index(letter)) for letter in "abc"] == [1, 2, 3], text
    assert read_text(b"a\r\nb\n\xff")[1][0].line == 3
    assert [mistake.line for mistake in read_text(("a\x07\n" * 30).encode())[1]] == list(range(1, 11))


def test_a_byte_0_here_and_there_is_no_sign_of_utf16() -> None:
    def code(data: bytes) -> str:
        return read_text(data)[1][0].mistake.code

    assert code(b"a\0" * 500) == "file_utf16"
    assert code(b"\0a" * 500) == "file_utf16"
    assert code((b"a\0" * 7 + b"ab" * 3) * 50) == "file_utf16"  # some letters have two bytes
    assert code((b"a\0" * 5 + b"ab" * 5) * 50) == "character_forbidden"
    assert code(b"\0\0a\0" * 250) == "character_forbidden"
