"""The line that tells how far long work is: on a terminal alone, after a second, and gone at the end."""

import io

from quizapp.terminal.progress_line import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_is_told_after_a_second_on_a_terminal_and_goes_away() -> None:
    for target, told in ((Terminal(), "\rReading: 50 %\rReading: 50 %\r             \r"), (io.StringIO(), "")):
        now = [0.0]
        line = ProgressLine(target, lambda now=now: now[0])  # type: ignore[misc]
        line(1, 10)
        now[0] = 1.5
        line(5, 10)
        line(6, 10)  # too soon after the last
        line.end()
        line.end()
        assert target.getvalue() == told
