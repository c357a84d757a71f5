"""A teacher at the desk in a real window, by keyboard alone."""

from pathlib import Path

from tests.window.conftest import Window

TABS = ("Classes", "Assignments", "Collect", "Paper", "Gradebook", "Understand")
_MOST_STOPS = 120


class TeacherWindow:
    """Does at the desk what a teacher does, with keys; `shared` is the folder in which files go to and fro."""

    def __init__(self, window: Window, shared: Path) -> None:
        self.window = window
        self.shared = shared
        self._at = 0

    def open(self) -> None:
        self.window.wait_for(lambda: self.window.shows("Who is learning", how="has"), "the journal")
        self.window.press("ctrl+t")
        self.window.wait_for_name("New class…", "push button")

    def focused(self, role: str = "") -> list[str]:
        return [thing.name for thing in self.window.all_focused() if role in ("", thing.role)]

    def go_to(self, name: str, role: str = "") -> None:
        """Press Tab until something whose name begins so has the focus."""
        seen = []
        for _ in range(_MOST_STOPS):
            seen.append(self.focused(role))
            if any(each.startswith(name) for each in seen[-1]):
                return
            self.window.press("Tab")
        raise AssertionError(f"{name} cannot be reached: {seen}")

    def press(self, name: str) -> None:
        self.go_to(name, "push button")
        self.window.press("Return")

    def section(self, name: str) -> None:
        """Go to a page of the desk by its tab, with the arrow keys."""
        self.go_to(TABS[self._at], "radio button")
        while TABS[self._at] != name:
            by = 1 if TABS.index(name) > self._at else -1
            self._at += by
            self.window.press("Right" if by > 0 else "Left")
            at = TABS[self._at]
            self.window.wait_for(lambda at=at: at in self.focused("radio button"), f"the page {at}")

    def says(self, words: str) -> None:
        self.window.wait_for(lambda: self.window.shows(words, how="has"), f"“{words}”")

    def choose_place(self, place: Path) -> None:
        """Type a folder into the dialog that is open."""
        self.window.wait_for(
            lambda: any(self.window.shows("", role, "has") for role in ("dialog", "file chooser")), "a dialog"
        )
        self.window.press("ctrl+a")
        self.window.type(str(place))
        self.window.press("Return")
        self.window.wait_for(
            lambda: not any(self.window.shows("", role, "has") for role in ("dialog", "file chooser")), "its end"
        )

    # what a teacher does

    def make_class(self, name: str, learners: tuple[str, ...]) -> None:
        """Make a class of names that are pasted."""
        self.press("New class…")
        self.go_to("Name of the class")
        self.window.type(name)
        self.window.press("Tab")
        for learner in learners:
            self.window.type(learner)
            self.window.press("Return")
        self.window.press("ctrl+a", "ctrl+x", "ctrl+v")
        self.says(f"{len(learners)} learners")
        self.press("Make the class")
        self.says(f"{name} · {len(learners)} learners")

    def give_time(self, learner: str, time: str) -> None:
        """Let the learner whose row is chosen have another time."""
        self.says(learner)
        self.go_to("Same as everybody")
        self.choose(time)

    def assign(self, title: str, bank: str, minutes: int) -> None:
        """Hand out all of a bank as a test, with a limit."""
        self.section("Assignments")
        self.press("New assignment…")
        self.go_to("Search questions by their words")
        self.window.type(bank)
        self.says(f"{bank} · all ")
        self.go_to("Questions")
        self.window.press("space")
        self.says("3 questions are chosen")
        self.go_to("Title")
        self.window.type(title)
        self.go_to("No limit")
        self.choose(f"{minutes} minutes")
        self.press("Make and save…")
        self.choose_place(self.shared)
        self.says("Hand out this file")

    def choose(self, words: str) -> None:
        """Choose an entry of the box that has the focus, with the arrow keys."""
        for _ in range(20):
            if any(name.startswith(words) for name in self.focused("combo box")):
                return
            self.window.press("Down")
        raise AssertionError(f"{words} cannot be chosen")

    def collect(self) -> None:
        """Take in what is in the shared folder."""
        self.section("Collect")
        self.press("Choose a folder…")
        self.choose_place(self.shared)

    def rate(self, points: tuple[str, ...], remark: str) -> None:
        """Rate the written answers one after the other; `remark` is on the first."""
        self.section("Gradebook")
        self.press("Rate ")
        self.says("rated")
        for number, point in enumerate(points):
            self.window.press(point)
            if not number:
                self.window.press("r")
                self.window.type(remark)
            self.press("Save and go on")
            self.says(f"{number + 1} of {len(points)} rated" if number + 1 < len(points) else "are rated")

    def mend(self, stem: str, key: str, reason: str) -> None:
        """Give a question another key, after a look at what that changes."""
        self.section("Understand")
        self.go_to("The class", "radio button")
        self.window.press("Right")
        self.says(stem)
        self.go_to("Changes…", "push button")
        self.window.press("Tab")  # the list
        for _ in range(_MOST_STOPS):
            if any(name.startswith(stem) for name in self.focused("list item")):
                break
            self.window.press("Down")
        self.window.wait_for_name(stem, "label")
        self.press("Fix this question…")
        self.go_to("Another key")
        self.choose_option(key)
        self.go_to("Reason")
        self.window.type(reason)
        self.window.press("Return")
        self.press("Change it")
        self.says("Changed: ")

    def choose_option(self, text: str) -> None:
        """Choose the option with this text, from the one that the Tab key reaches, with an arrow key."""
        self.window.press("Tab")
        for _ in range(10):
            if any(name[2:].strip() == text for name in self.focused("radio button")):
                return
            self.window.press("Up")
        raise AssertionError(f"{text} cannot be chosen")

    def release(self) -> None:
        """Let all learners see their marks, in files in the shared folder."""
        self.section("Gradebook")
        self.window.wait_for(lambda: {"Release…", "Back to the gradebook"} & {*self.window.names()}, "the gradebook")
        for _ in range(3):  # out of the notice, and out of rating
            if "Release…" not in self.window.names():
                self.window.press("Escape")
        self.window.wait_for_name("Release…", "push button")
        self.press("Release…")
        self.press("For all")
        self.choose_place(self.shared)
