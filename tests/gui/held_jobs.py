"""Work whose results arrive when a test or a story says so."""

from collections.abc import Callable
from typing import Any

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Job, Jobs, Receiver, Work


class HeldJobs(Jobs):
    """Jobs that are as all others until something `holds` them.

    Attributes:
        holds: what is asked for from now on is not done before a test or a story says so.
        waiting: what was asked for and not done, the oldest first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.holds = False
        self.waiting: list[tuple[Job, Work]] = []

    def run(self, work: Work, *, done: Receiver, failed: Receiver, asked: tuple[Any, ...] = ()) -> Job:
        if not self.holds:
            return super().run(work, done=done, failed=failed, asked=asked)
        job = Job(done, failed, asked)
        self.waiting.append((job, work))
        return job

    def arrive(self, at: int = -1) -> None:
        """Let all arrive that waits, and what is asked for because of it; the newest first, or the oldest with 0."""
        while self.waiting:
            self.arrive_once(at)

    def arrive_once(self, at: int = 0) -> None:
        """Let one arrive: the oldest, if nothing else is said."""
        job, work = self.waiting.pop(at)
        try:
            result: tuple[str, object] = "done", work()
        except QuizAppError as error:
            result = "failed", error
        except Exception as error:
            result = "broken", error
        job.deliver(*result)

    def fail(self) -> None:
        """Let all that waits fail, and nothing of it be done."""
        waiting, self.waiting = self.waiting, []
        for job, _ in waiting:
            job.deliver("failed", QuizAppError("The disk is full."))

    def steps(self) -> dict[str, Callable[[], object]]:
        """The steps that each story has."""

        def arrive(at: int) -> None:
            self.arrive(at)
            self.holds = False

        def fail() -> None:
            self.holds = False  # what is asked for because of it is done
            self.fail()

        return {
            "work waits": lambda: setattr(self, "holds", True),
            "work arrives": lambda: arrive(-1),
            "work arrives in order": lambda: arrive(0),
            "the oldest work arrives": self.arrive_once,
            "work fails": fail,
        }
