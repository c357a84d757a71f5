"""How much of what was said of an assignment a page has shown, for what is saved on it."""


class KnownEntries:
    """Counts the entries of an assignment that a page has shown, and those that were saved on it since.

    What is saved keeps hold of the one that the page had then, whatever the page shows by the time that it is saved.
    """

    def __init__(self, assignment: str, count: int) -> None:
        self.assignment = assignment
        self.count = count

    def note(self, other: "KnownEntries", count: int) -> None:
        """Note that something was saved by what knew `other`; there are so many entries now."""
        other.count = count
        if self.assignment == other.assignment:
            self.count = max(self.count, count)
