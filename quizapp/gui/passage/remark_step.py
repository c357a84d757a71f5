"""The next highlight or note in a passage, from a place of it."""

from collections.abc import Sequence

from quizapp.reports.annotations import RemarkEntry


def next_entry(entries: Sequence[RemarkEntry], caret: int, last: str, by: int) -> RemarkEntry | None:
    """The entry after the text cursor (`by` 1), or the one before it (-1), around the end; None where there is none.

    `entries` are in the order of the passage. Where the one with the id `last` begins at the cursor, it is the one next
    to that, as several may begin there.
    """
    there = [(entry.span.start, entry) for entry in entries if entry.span is not None]
    if not there:
        return None
    at = next((at for at, (start, entry) in enumerate(there) if start == caret and entry.id == last), None)
    if at is not None:
        return there[(at + by) % len(there)][1]
    beyond = [entry for start, entry in there if (start > caret if by > 0 else start < caret)]
    return (beyond or [entry for _, entry in there])[0 if by > 0 else -1]
