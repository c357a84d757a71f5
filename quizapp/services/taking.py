"""Taking a bank: one attempt, from its first question to its end."""

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Literal

import msgspec

from quizapp.domain import event as events
from quizapp.domain.assignment import Assigned, Tool, allows
from quizapp.domain.attempt import Attempt, Mode, plain
from quizapp.domain.bank import Bank
from quizapp.domain.behavior import mark_of
from quizapp.domain.event import Event
from quizapp.domain.level import STANDARD
from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked
from quizapp.domain.marked_attempt import Adjustment
from quizapp.domain.question import WRITTEN, Arrangement, Hint, Question, Response
from quizapp.domain.reading_time import ReadingClock
from quizapp.services.starting import mode_for as mode_for
from quizapp.services.starting import started

Obstacle = Literal["", "unanswered", "illegible", "incomplete", "tried", "certainty"]
"""The reason why a response cannot be checked: there is none; what was typed is no number or date; something is left
out; it was tried before; or the learner has yet to say how sure they are."""

Record = Callable[[int, Event], object]
"""Keeps an event with its number, counted from 0, as soon as it has happened."""

_AS_IT_IS = Adjustment()
LONGEST_DRAFT = 1.0
"""Seconds; text that is being typed becomes an event no later than this."""


class Taking:
    """One learner with one bank. Each thing that is done here is one event of `attempt`.

    Text that is being typed is a draft: it counts at once, and becomes one event by `settle`, which everything else
    that is done here calls first.

    Args:
        bank: what is taken.
        mode: when the learner is told what.
        random: shuffles what is shown; without it, all stands in the order of the file.
        clock: seconds of a monotonic clock.
        questions: the ids of the questions that are asked, in this order; all of the bank's, in its order, if None.
        stands_for: questions of a review that are asked in the place of others, which were due.
        record: keeps each event; none is kept if None.
        attempt: the one that goes on, at `bank` as it was when the attempt began; a new one begins if None.
        assigned: the part of an assignment that a new attempt is at, if it is one, and what its learner is given.
        level: the level of the passage at which a new attempt begins that is not assigned; see `Bank.at_level`.
        adjustments: a teacher's changes to the marks, by question, where a teacher has marked it; None elsewhere.
    """

    def __init__(
        self,
        bank: Bank,
        mode: Mode,
        random: Random | None,
        clock: Callable[[], float],
        questions: Sequence[str] | None = None,
        stands_for: Mapping[str, str] | None = None,
        record: Record | None = None,
        attempt: Attempt | None = None,
        assigned: Assigned | None = None,
        adjustments: Mapping[str, Adjustment] | None = None,
        level: str = STANDARD,
    ) -> None:
        is_new = attempt is None
        if attempt is None:
            place = assigned or Assigned(level=level)
            attempt = Attempt(started(bank, mode, random, questions, stands_for, place))
        self.bank = bank.at_level(attempt.level)
        self.attempt = attempt
        self.mode = attempt.mode
        self.adjustments = adjustments
        self._clock = clock
        self._begun = clock() - attempt.seconds
        self._paused_at: float | None = None
        self._record = record
        self._draft: tuple[events.Draft, float] | None = None
        """A response that is being typed, and since when."""
        self._looked_at = ""
        self._reading = ReadingClock(attempt.seconds)
        self._places = {id_: index for index, id_ in enumerate(self.order)}
        if is_new and record is not None:
            record(0, attempt.started)
        elif not is_new and not attempt.submitted:
            self._do(events.Resumed(at=self._now()))

    @classmethod
    def resumed(
        cls,
        bank: Bank,
        attempt: Attempt,
        clock: Callable[[], float],
        record: Record | None = None,
        adjustments: Mapping[str, Adjustment] | None = None,
    ) -> "Taking":
        """Go on with `attempt` at `bank`, which is as it was when the attempt began; one that is over is looked at."""
        return cls(bank, attempt.mode, None, clock, record=record, attempt=attempt, adjustments=adjustments)

    @property
    def elapsed(self) -> float:
        """Seconds since the attempt began, or until it ended, without pauses."""
        if self.attempt.submitted:
            return self.attempt.seconds
        return (self._clock() if self._paused_at is None else self._paused_at) - self._begun

    @property
    def time_left(self) -> float | None:
        """Seconds until the attempt has to end, 0 where it is over; None where there is no limit."""
        return max(0.0, self.mode.time_limit - self.elapsed) if self.mode.time_limit else None

    @property
    def order(self) -> tuple[str, ...]:
        return self.attempt.order

    @property
    def current(self) -> Question:
        return self.bank.question(self._looked_at or self.attempt.current)

    @property
    def index(self) -> int:
        """The place of the current question in the order, from 0."""
        return self._places[self._looked_at or self.attempt.current]

    def arrangement(self, id_: str) -> Arrangement:
        return self.attempt.started.arrangements[id_]

    def response(self, id_: str) -> Response | None:
        """The response that is there; once the learner is told, the one that counts."""
        return self.attempt.final_response(id_) if self.is_told(id_) else self.attempt.responses.get(id_)

    def is_told(self, id_: str) -> bool:
        """Tells whether the learner may see the mark of this question, and can no longer change the response."""
        return self.attempt.submitted or id_ in self.attempt.checked

    def is_seen(self, id_: str) -> bool:
        """Tells whether the question is open to be answered after the learner had seen its key."""
        return id_ in self.attempt.seen and not self.is_told(id_)

    def mark(self, id_: str) -> Mark:
        """The mark of the response as it is, told or not, less what the way to it cost; none without a key."""
        return self.adjustment(id_).mark(self.mark_by_key(id_), self.bank.question(id_), self.response(id_))

    def mark_by_key(self, id_: str) -> Mark:
        """The mark without what a teacher changed about it: it has all of its parts."""
        question = self.bank.question(id_)
        return mark_of(question, self.attempt) if self.bank.has_key else Unmarked(question.possible, is_elsewhere=True)

    @property
    def hides_passage(self) -> bool:
        """Tells whether no text is shown: the bank has none, or it may not be seen in a sitting without it, until the
        marks are shown.
        """
        if not self.bank.has_passage:
            return True
        return self.attempt.started.without_passage and not (self.attempt.submitted and self.bank.has_key)

    def adjustment(self, id_: str) -> Adjustment:
        """The teacher's changes to the mark of this question."""
        return (self.adjustments or {}).get(id_, _AS_IT_IS)

    def tries_left(self, id_: str) -> int:
        """The number of times that the response can still be checked."""
        if self.is_told(id_) or not self.mode.tells_at_once:
            return 0
        return self.mode.tries - len(self.attempt.tried.get(id_, ()))

    def last_try(self, id_: str) -> Response | None:
        """The response that was checked last and was not right, while there is another try; None where none was."""
        return next(reversed(self.attempt.tried.get(id_, ())), None) if self.tries_left(id_) else None

    def next_share(self, id_: str) -> Fraction:
        """The share of its points, from 0 to 1, that a part earns which is right only at the next check."""
        tries = len(self.attempt.tried.get(id_, ())) + len(self.attempt.undone_tries.get(id_, ()))
        return max(Fraction(0), 1 - tries * self.mode.penalty)

    def hints(self, id_: str) -> tuple[Hint, ...]:
        return self.bank.question(id_).hints[: self.attempt.hints.get(id_, 0)]

    def next_hint(self, id_: str) -> Hint | None:
        """The hint that `show_hint` would show; None where there is none, or where the mode gives none."""
        if not self.mode.tells_at_once or self.is_told(id_) or not self.allows("hints"):
            return None
        return next(iter(self.bank.question(id_).hints[self.attempt.hints.get(id_, 0) :]), None)

    def allows(self, tool: Tool) -> bool:
        """Tells whether the learner may use `tool`: as the assignment says, or else as the mode or the author does."""
        return allows(self.attempt, self.bank, tool)

    def certainty(self, id_: str) -> int:
        """The certainty of the learner about the response, from 1 to 3; 0 where they have not said."""
        return self.attempt.certainties.get(id_, 0)

    def note(self, id_: str) -> str:
        """The learner's note to this question; may be empty."""
        return self.attempt.notes.get(id_, "")

    @property
    def is_open(self) -> bool:
        """Tells whether a question is unanswered, in part too, flagged, not right yet, or lacks a certainty."""
        attempt = self.attempt
        untold = any(self.last_try(id_) is not None for id_ in attempt.tried)
        unfinished = attempt.unanswered or self.answered_in_part
        return bool(unfinished or attempt.flagged or attempt.without_certainty) or untold

    @property
    def is_paused(self) -> bool:
        return self._paused_at is not None

    @property
    def can_undo(self) -> bool:
        """Tells whether there is a check that `undo` takes back."""
        over = self.attempt.submitted or not self.mode.tells_at_once
        return not over and self.attempt.number_of_check() is not None

    @property
    def last_checked(self) -> str:
        """The id of the question of which a check was the last one; empty where there was none."""
        last = self.attempt.number_of_check()
        return "" if last is None else str(getattr(self.attempt.events[last], "question", ""))

    def visit(self, index: int) -> bool:
        """Go to the question at `index`; False where there is none.

        Looking back at the end is no event, unless it tells the key of a question that could still be answered.
        """
        if index not in range(len(self.order)):
            return False
        over = self.attempt.submitted
        self._looked_at = self.order[index] if over else self._looked_at
        return self._do(events.Visited(at=self._now(), question=self.order[index])) or over

    @property
    def has_draft(self) -> bool:
        """Tells whether something was typed that is no event yet."""
        return self._draft is not None

    def settle(self) -> bool:
        """Make what was typed an event; False where there is nothing."""
        draft, self._draft = self._draft, None
        return draft is not None and self._do(draft[0])

    def respond(self, id_: str, response: Response | None, *, as_draft: bool = False) -> bool:
        """Give, change or take back a response; False where it is the same or can no longer be changed.

        An empty one, such as a text of spaces, takes back what was there. One that is still being typed is a draft.
        """
        if id_ in self._places and isinstance(self.bank.question(id_).mark(response), Unanswered):
            response = None
        if response == self.response(id_):
            return False
        answered = events.Answered(at=self._now(), question=id_, response=None if response is None else plain(response))
        return self._write(answered) if as_draft else self._do(answered)

    def open_parts(self, id_: str) -> tuple[str, ...]:
        """The ids of the parts of a question to which the response gives nothing yet; see `Question.open_parts`."""
        return self.bank.question(id_).open_parts(self.response(id_))

    def is_answered_in_part(self, id_: str) -> bool:
        """Tells whether the response leaves parts open, while it can be changed and no try was told of it."""
        if self.is_told(id_) or self.last_try(id_) is not None or self.response(id_) is None:
            return False
        return bool(self.open_parts(id_))

    @property
    def answered_in_part(self) -> tuple[str, ...]:
        """The ids of the questions that are answered in part, in the order in which they are asked."""
        return tuple(id_ for id_ in self.order if self.is_answered_in_part(id_))

    def obstacle(self, id_: str) -> Obstacle:
        """The reason why the response cannot be checked as it is; empty where it can."""
        response, question = self.response(id_), self.bank.question(id_)
        if response is None:
            return "unanswered"
        if not question.is_legible(response):
            return "illegible"
        if self.tries_left(id_) > 1 and isinstance(question.mark(response), Invalid):
            return "incomplete"
        tried = (*self.attempt.tried.get(id_, ()), *self.attempt.undone_tries.get(id_, ()))
        if id_ in self.attempt.untouched or response in tried:
            return "tried"
        if self.attempt.wants_certainty(id_):
            return "certainty"
        return ""

    def check(self, id_: str) -> bool:
        """Be told the mark now; False where the mode or an `obstacle` does not allow it.

        The response is final then, unless it is not wholly right and there is another try.
        """
        if self.is_told(id_) or self.obstacle(id_):
            return False
        question, response = self.bank.question(id_), self.response(id_)
        assert response is not None
        mark = question.mark(response)
        if self.tries_left(id_) > 1 and isinstance(mark, Points) and not mark.full:
            kept = question.retain_correct(response)
            return self._do(events.Tried(at=self._now(), question=id_, kept=None if kept is None else plain(kept)))
        return self._do(events.Checked(at=self._now(), question=id_))

    def show_hint(self, id_: str) -> bool:
        """Show the next hint; False where there is none."""
        if self.next_hint(id_) is None:
            return False
        return self._do(events.HintShown(at=self._now(), question=id_, number=self.attempt.hints.get(id_, 0) + 1))

    def give_certainty(self, id_: str, certainty: int) -> bool:
        """Say how sure one is of the response, from 1 to 3; False where that is not asked, or nothing new."""
        if certainty == self.certainty(id_):
            return False
        return self._do(events.CertaintyGiven(at=self._now(), question=id_, certainty=certainty))

    def write_note(self, id_: str, text: str, *, as_draft: bool = False) -> bool:
        """Note `text` to a question; False where that is what is there, or notes are not allowed. One that is still
        being typed is a draft.
        """
        noted = events.Noted(at=self._now(), question=id_, text=text.strip())
        if noted.text == self.note(id_) or not self.allows("notes"):
            return False
        return self._write(noted) if as_draft else self._do(noted)

    def annotate(self, change: events.Annotation, *, as_draft: bool = False) -> bool:
        """Keep a highlight, a note on a place or a crossed-out option, as of now; False where that fits nothing."""
        change = msgspec.structs.replace(change, at=self._now())
        return self._write(change) if as_draft and isinstance(change, events.PlaceNoted) else self._do(change)

    def undo(self) -> bool:
        """Take back the last check, and go to its question; False where there is none."""
        if not self.can_undo:
            return False
        last, id_ = self.attempt.number_of_check(), self.last_checked
        assert last is not None
        self.visit(self._places[id_])
        return self._do(events.Undone(at=self._now(), number=last))

    def pause(self) -> bool:
        if self._paused_at is not None or not self._do(events.Paused(at=self._now())):
            return False
        self._paused_at = self._clock()
        return True

    def go_on(self) -> bool:
        """Let the time run again; False where it runs."""
        if self._paused_at is None:
            return False
        self._begun += self._clock() - self._paused_at
        self._paused_at = None
        return self._do(events.Resumed(at=self._now()))

    def set_aside(self) -> bool:
        """Leave it, and not be reminded of it; False where it is over."""
        return self._do(events.SetAside(at=self._now()))

    def rate(self, id_: str, rating: Mapping[str, int]) -> bool:
        """Mark what was written by the level, from 0, of each criterion; False where that changes or fits nothing."""
        given = self.response(id_)
        is_mine = self.bank.has_key and self.adjustments is None  # or the teacher has rated it
        is_rated = self.is_told(id_) and self.bank.question(id_).is_rated
        if not (is_mine and is_rated and isinstance(given, Mapping)):
            return False
        rated = {WRITTEN: given.get(WRITTEN, ""), **{letter: str(level) for letter, level in rating.items()}}
        if rated == given or isinstance(self.bank.question(id_).mark(rated), Invalid):
            return False
        return self._do(events.Rated(at=self._now(), question=id_, rating=dict(rating)))

    @property
    def can_change_level(self) -> bool:
        """Tells whether the passage has other levels, and the learner may choose one; all may who look back."""
        is_locked = self.attempt.started.level_locked and not self.attempt.submitted
        return len(self.bank.levels) > 1 and not is_locked and not self.hides_passage

    def change_level(self, level: str) -> bool:
        """Read the passage at `level`; False where it has no such level, or it cannot be changed.

        To look back at another level, at the end, is no event.
        """
        bank = self.bank.at_level(level)
        if bank.level != level or bank is self.bank or not self.can_change_level:
            return False
        if not self.attempt.submitted and not self._do(events.LevelChanged(at=self._now(), level=level)):
            return False
        self.bank = bank
        return True

    def look(self, paragraphs: Collection[int]) -> None:
        """Note which paragraphs of the passage are on the screen now, by their numbers; none while nobody is there."""
        if not self.attempt.submitted:
            self._do(self._reading.look(paragraphs, self._now()))

    def note_heard(self) -> bool:
        """Note that a text is read aloud, by the program or perhaps by a screen reader; False where that is known."""
        return self._do(events.Heard(at=self._now()))

    def flag(self, id_: str, flagged: bool) -> bool:
        return self._do(events.Flagged(at=self._now(), question=id_, flagged=flagged))

    def submit(self) -> bool:
        return self._do(events.Submitted(at=self._now()))

    def reopen(self) -> bool:
        """Go on with a practice that is over: questions without an answer can be answered; False where none is left."""
        at = self._now()
        return self._do(events.Reopened(at=at)) and self._go_on_from(at)

    def reopen_by_teacher(self, extra_time: float) -> bool:
        """Go on with a part of an assignment that was handed in, with `extra_time` seconds more where there is a limit;
        False where it is not over.
        """
        at, limit = self._now(), self.mode.time_limit
        limit = limit + extra_time if limit else 0.0
        if not self._do(events.Reopened(at=at, by_teacher=True, time_limit=limit)):
            return False
        self.mode = self.attempt.mode
        return self._go_on_from(at)

    def _go_on_from(self, at: float) -> bool:
        self._begun, self._looked_at = self._clock() - at, ""
        self.bank = self.bank.at_level(self.attempt.level)
        return True

    def _now(self) -> float:
        return round(self.elapsed, 3)

    def _write(self, draft: events.Draft) -> bool:
        """Let `draft` count, in the place of an earlier one to the same question; one that is old enough is settled."""
        if self._draft is not None and not events.is_of_same(draft, self._draft[0]):
            self.settle()
        if not self.attempt.preview(draft):
            return False
        since = draft.at if self._draft is None else self._draft[1]
        self._draft = draft, since
        if draft.at - since >= LONGEST_DRAFT:
            self.settle()
        return True

    def _do(self, event: Event | None) -> bool:
        if event is None:
            return False
        self.settle()
        self._do(self._reading.before(event))
        if not self.attempt.apply(event):
            return False
        if self._record is not None:
            self._record(len(self.attempt.events) - 1, event)
        return True
