"""A marked attempt as a report: what stands in it, in words, whatever it is shown on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Literal, NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.behavior import MOST_CERTAIN
from quizapp.domain.image import Image
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Points, Unmarked, points_text
from quizapp.domain.marked_attempt import CertaintyTotal, Distinction, MarkedAttempt, MarkedQuestion, Total
from quizapp.domain.passage import Span
from quizapp.domain.question import Hint, Question, Remark, Response
from quizapp.domain.runs import joined
from quizapp.errors import Translate, in_english
from quizapp.question_types.two_part import TwoPart
from quizapp.reports.names import certainty_name, role_text, skill_name, time_text
from quizapp.reports.words import (
    certainty_text,
    hint_text,
    is_told_in_full,
    place_text,
    points_of,
    signed,
    unmarked_text,
)
from quizapp.reports.working import deductions, workings

Verdict = Literal["right", "partial", "wrong", "unanswered", "unmarked"]
"""How a whole question went; a response that is none counts as not answered."""

VERDICT_TEXTS: dict[Verdict, str] = {
    "right": "Correct",
    "partial": "Partly correct",
    "wrong": "Not correct",
    "unanswered": "Not answered",
    "unmarked": "Not marked yet",
}
SAID_NAMES: dict[str, str] = {
    "image": "Image",
    "text": "Text",
    "tries": "Earlier tries",
    "answer": "Your answer",
    "certainty": "How sure",
    "rating": "Rating",
    "feedback": "Feedback",
    "right": "Right answer",
    "model": "Model answer",
    "why": "Why",
    "working": "Points",
    "hints": "Hints",
    "note": "Your note",
}
MODE_TEXTS: dict[str, str] = {"practice": "Practice", "test": "Test", "review": "Review"}


_FEW = 3
CERTAINTY_RULE = (
    "Right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the points of a question; wrong costs 0, 2 or 6 times."
)


class Fact(NamedTuple):
    """Something about the attempt as a whole."""

    name: str
    value: str


class Line(NamedTuple):
    """One line of what is said about a question; `outcome` says how what it tells was marked, where it was."""

    text: str
    outcome: Outcome | None = None


class Section(NamedTuple):
    """What is said about a question under one name, such as the right answer."""

    name: str
    lines: tuple[Line, ...]


class Quotation(NamedTuple):
    """Words of the passage; `paragraph` is 0 where none is numbered."""

    text: str
    paragraph: int


class QuestionEntry(NamedTuple):
    """One question as it went.

    Its texts can have emphasis (see `inline.InlineText`). `said` holds what its image shows, the text that was worked
    on, what was answered, what is said to that, what would have been right, why, and how the points were worked out:
    each of them only where there is something to say.
    """

    number: int
    stem: str
    verdict: Verdict
    verdict_text: str
    points: str
    said: tuple[Section, ...]
    evidence: tuple[Quotation, ...]
    image: Image | None = None

    @property
    def text(self) -> str:
        """All but the evidence, as plain text."""
        lines = [f"{self.number}. {self.stem}", f"{self.verdict_text}, {self.points}"]
        lines += [f"{said.name}: {'; '.join(line.text for line in said.lines)}" for said in self.said]
        return "\n".join(lines)


class Cell(NamedTuple):
    """A field of a table; `outcome` as in `Line`; a `share`, from 0 to 1, can be shown as a bar too."""

    text: str
    outcome: Outcome | None = None
    share: float | None = None


class Table(NamedTuple):
    """Each of `rows` has as many cells as `head`; the first cell names the row. `notes` stand below.

    `widths` are those of the columns in percent; without them, whatever shows it knows what fits.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()


class Report(NamedTuple):
    """A marked attempt. `name` is whose it is, and may be empty; `started` is when it began.

    `percent` is None where there is nothing that is marked; `unmarked` tells of what is not, and may be empty.
    `images` are those of the bank, by the names of their files.
    """

    title: str
    name: str
    started: datetime
    percent: int | None
    points: str
    unmarked: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    questions: tuple[QuestionEntry, ...]
    images: Mapping[str, bytes] = {}


def attempt_report(
    review: MarkedAttempt, *, started: datetime, name: str = "", translate: Translate = in_english
) -> Report:
    """The report of an attempt that was `started` then by `name`."""
    verdicts = verdict_counts(review)
    facts = [
        Fact(translate("Passage"), review.bank.passage.title),
        Fact(translate("Mode"), translate(MODE_TEXTS[review.attempt.started.mode])),
        Fact(translate("Time taken"), time_text(seconds_taken(review), translate)),
        *limit_facts(review, translate),
        Fact(translate("Questions"), str(len(review.questions))),
    ]
    facts += [Fact(translate(VERDICT_TEXTS[verdict]), str(count)) for verdict, count in verdicts.items()]
    if review.attempt.taken_back:
        facts.append(Fact(translate("Checks taken back"), str(review.attempt.taken_back)))
    tables = [_skill_table(review, translate)] if review.skills else []
    tables += [distinction_table(distinction, translate) for distinction in sorted_distinctions(review)]
    tables += [certainty_table(review.certainties, translate)] if review.certainties else []
    return Report(
        title=review.bank.title,
        name=" ".join(name.split()),
        started=started,
        percent=None if review.total.is_open else review.total.percent,
        points=total_text(review.total, translate),
        unmarked=unmarked_text(review.total.unmarked, translate) if review.total.unmarked else "",
        facts=tuple(facts),
        tables=tuple(tables),
        questions=tuple(question_entry(review.bank, entry, translate) for entry in review.questions),
        images=review.bank.images,
    )


def verdict(mark: Mark) -> Verdict:
    """How a question with this mark went."""
    if isinstance(mark, Unmarked):
        return "unmarked"
    if not isinstance(mark, Points):
        return "unanswered"
    if mark.full:
        return "right"
    return "partial" if mark.before else "wrong"


def verdict_counts(review: MarkedAttempt) -> dict[Verdict, int]:
    """How many questions went how, in the order of `VERDICT_TEXTS`; unmarked ones are left out where there are none."""
    counts = Counter(verdict(entry.mark) for entry in review.questions)
    return {name: counts[name] for name in VERDICT_TEXTS if counts[name] or name != "unmarked"}


def seconds_taken(review: MarkedAttempt) -> float:
    """How long the attempt took, from its beginning to its last event or its end."""
    return review.attempt.seconds


def limit_facts(review: MarkedAttempt, translate: Translate = in_english) -> tuple[Fact, ...]:
    """How long the attempt could take at most, where there was a limit."""
    limit = review.attempt.mode.time_limit
    return (Fact(translate("Time limit"), time_text(limit, translate)),) if limit else ()


def ran_out_of_time(review: MarkedAttempt) -> bool:
    """Whether the attempt ended as its time was over."""
    return 0 < review.attempt.mode.time_limit <= review.attempt.seconds


def total_text(total: Total, translate: Translate = in_english) -> str:
    """The points of several questions together, such as ``32.5 of 43 points``; of those alone that are marked."""
    if total.is_open:
        return unmarked_text(total.unmarked, translate)
    possible = points_text(total.possible)
    text = translate("{earned} of 1 point") if possible == "1" else translate("{earned} of {possible} points")
    return text.format(earned=points_text(total.earned), possible=possible)


def sorted_distinctions(review: MarkedAttempt) -> tuple[Distinction, ...]:
    """The distinctions of which there is a picture, as something was sorted."""
    return tuple(distinction for distinction in review.distinctions if any(any(row[:-1]) for row in distinction.counts))


def question_entry(bank: Bank, entry: MarkedQuestion, translate: Translate = in_english) -> QuestionEntry:
    """What is to be said about one question of `bank`."""
    question, mark = entry.question, entry.mark
    how = verdict(mark)
    invalid = isinstance(mark, Invalid)
    points = points_of(mark, translate)
    if question.weight != 1:
        weight = points_text(Fraction(question.weight))
        points = translate("{points}, counted {weight} times").format(points=points, weight=weight)
    image = question.image
    shown = (image.line, " ".join(image.caption.split())) if image is not None else ()
    said: dict[str, tuple[Line, ...]] = {
        "image": tuple(Line(text) for text in shown if text),
        "text": tuple(map(Line, question.text_lines(entry.response, translate))),
        "tries": tuple(Line("; ".join(question.summarize_in(tried, bank.passage, translate))) for tried in entry.tried),
        "answer": _answer_lines(bank, question, entry.response, mark, translate),
        "certainty": (Line(certainty_text(mark, translate)),) if isinstance(mark, Points) and mark.certainty else (),
        "rating": _rating_lines(question, entry.response, mark),
        "feedback": _feedback_lines(bank, question, entry.response, translate),
        "right": ()
        if entry.full or question.is_rated
        else _right_lines(bank, question, entry.response, mark, translate),
        "model": _right_lines(bank, question, None, mark, translate) if question.is_rated else (),
        "why": (Line(inline_text(question.explanation)),) if question.explanation else (),
        "working": tuple(map(Line, working_lines(question, entry.response, mark, translate))),
        "hints": tuple(Line(hint_line(hint, translate)) for hint in entry.hints),
        "note": (Line(entry.note),) if entry.note else (),
    }
    return QuestionEntry(
        number=entry.number,
        stem=inline_text(question.stem),
        verdict=how,
        verdict_text=translate("Not a complete answer") if invalid else translate(VERDICT_TEXTS[how]),
        points=points,
        said=tuple(Section(translate(SAID_NAMES[name]), lines) for name, lines in said.items() if lines),
        evidence=tuple(
            Quotation(bank.passage.words_of(span), bank.passage.paragraph_of(span.start))
            for span in untold_spans(bank, question, entry.response)
        ),
        image=image,
    )


def distinction_table(distinction: Distinction, translate: Translate = in_english) -> Table:
    """The picture of a distinction: what the statements are, down, and what they were put into, across."""
    left_out = any(row[-1] for row in distinction.counts)
    width = len(distinction.categories) + left_out
    heads = (*distinction.categories, translate("Not sorted"))[:width]
    return Table(
        title=translate("How the statements were sorted"),
        head=(translate("Belongs to ↓ was put into →"), *heads),
        rows=tuple(
            (Cell(name), *(Cell(str(n), _how(n, at, place, row)) for place, n in enumerate(row[:width])))
            for at, (name, row) in enumerate(zip(distinction.categories, distinction.counts, strict=True))
        ),
        notes=distinction_sentences(distinction, translate),
    )


def certainty_table(certainties: Sequence[CertaintyTotal], translate: Translate = in_english) -> Table:
    """How sure the learner was, beside how often they were right."""
    return Table(
        title=translate("How sure you were"),
        head=(translate("Certainty"), translate("Right"), translate("Share"), translate("Points by certainty")),
        rows=tuple(
            (
                Cell(certainty_name(each.certainty, translate)),
                Cell(translate("{right} of {count}").format(right=each.right, count=each.asked)),
                Cell(f"{round(100 * each.right / each.asked)} %", share=each.right / each.asked),
                Cell(signed(each.points)),
            )
            for each in certainties
        ),
        notes=(*certainty_sentences(certainties, translate)[len(certainties) :], translate(CERTAINTY_RULE)),
    )


def certainty_sentences(certainties: Sequence[CertaintyTotal], translate: Translate = in_english) -> tuple[str, ...]:
    """What came of the responses at each certainty, a sentence for each; their points together; what can be learned.

    “Very sure” pays where more than 4 of 5 are right, “not very sure” where at most 2 of 3 are: there, the points that
    are to be expected are those of the next certainty. Nothing is said of fewer than `_FEW` responses.
    """
    lines = [
        translate("{name}: {right} of {count} right.").format(
            name=certainty_name(each.certainty, translate), right=each.right, count=each.asked
        )
        for each in reversed(certainties)
    ]
    points = sum((each.points for each in certainties), Fraction(0))
    lines.append(translate("Points by certainty: {points}").format(points=signed(points)))
    many = {each.certainty: each for each in certainties if each.asked >= _FEW}
    high, low = many.get(MOST_CERTAIN), many.get(1)
    if high is not None and 5 * high.right < 4 * high.asked:
        lines.append(
            translate("“Very sure” pays where at least 4 of 5 are right: look once more before you choose it.")
        )
    if low is not None and 3 * low.right > 2 * low.asked:
        lines.append(translate("Much of what you were not very sure of was right: you can trust it more."))
    return tuple(lines)


def remark_text(bank: Bank | None, remark: Remark, translate: Translate = in_english) -> str:
    """What is said to a response: the author's words, what it was mistaken for, and the place that it was taken from.

    The place is left out without a `bank`.
    """
    place = place_text(bank, remark.evidence, translate) if bank is not None else ""
    if not remark.has_words:
        return place[:1].upper() + place[1:]
    texts = (inline_text(remark.text), role_text(remark.role, translate), f"({place})" if place else "")
    return joined((text for text in texts if text), " ")


def untold_spans(bank: Bank, question: Question, response: Response | None) -> tuple[Span, ...]:
    """The places that the key rests on, but for those of parts that the remarks on `response` tell in full.

    Where there is no response, nothing is remarked.
    """
    remarks = question.remarks(response) if response is not None else ()
    told = {span for remark in remarks for span in bank.spans(remark.evidence) if is_told_in_full(bank, span)}
    told.difference_update(bank.spans(question.whole_evidence))
    return tuple(span for span in dict.fromkeys(bank.spans(question.key_evidence)) if span not in told)


def hint_line(hint: Hint, translate: Translate = in_english) -> str:
    """A hint with what it cost."""
    return joined((inline_text(hint.text), f"({hint_text(hint, translate)})"), " ")


def distinction_sentences(distinction: Distinction, translate: Translate = in_english) -> tuple[str, ...]:
    """What was read as what, one sentence for each direction.

    Of two categories both directions are told, as that nothing went astray is worth knowing; of more, those that did.
    """
    sentences = []
    names = distinction.categories
    for row, (name, counts) in enumerate(zip(names, distinction.counts, strict=True)):
        total = sum(counts)
        for column, other in enumerate(names):
            if row == column or not total or (len(names) > 2 and not counts[column]):
                continue
            if total == 1:
                text = translate("{count} of 1 statement that belongs to “{name}” was read as “{other}”.")
            else:
                text = translate("{count} of {total} statements that belong to “{name}” were read as “{other}”.")
            sentences.append(text.format(count=counts[column], total=total, name=name, other=other))
    if not sentences:
        sentences.append(translate("No statement was read as anything else."))
    left_out = sum(counts[-1] for counts in distinction.counts)
    if left_out:
        text = (
            translate("1 statement was not sorted.")
            if left_out == 1
            else translate("{count} statements were not sorted.")
        )
        sentences.append(text.format(count=left_out))
    return tuple(sentences)


def _skill_table(review: MarkedAttempt, translate: Translate) -> Table:
    return Table(
        title=translate("By skill"),
        head=(translate("Skill"), translate("Points"), translate("Share")),
        rows=tuple(
            (
                Cell(skill_name(skill, translate)),
                Cell(total_text(total, translate)),
                Cell("–") if total.is_open else Cell(f"{total.percent} %", share=float(total.share)),
            )
            for skill, total in review.skills
        ),
    )


def _how(count: int, belongs: int, put: int, row: tuple[int, ...]) -> Outcome | None:
    """How a field of a distinction stands: `count` of what `belongs` to one category were `put` into another."""
    if not count:
        return None
    if put == len(row) - 1:
        return "missed"
    return "right" if put == belongs else "wrong"


def _answer_lines(
    bank: Bank, question: Question, response: Response | None, mark: Mark, translate: Translate
) -> tuple[Line, ...]:
    """The response, line by line, with how each was marked."""
    if response is None:
        return ()
    texts = question.summarize_in(response, bank.passage, translate)
    # The parts that were answered and the lines of the summary are both in the order of the question or the response.
    parts = [part for part in mark.parts if part.outcome != "missed"] if isinstance(mark, Points) else []
    if len(parts) != len(texts) or question.is_rated:
        return tuple(Line(text) for text in texts)
    return tuple(Line(text, part.outcome) for text, part in zip(texts, parts, strict=True))


def _rating_lines(question: Question, response: Response | None, mark: Mark) -> tuple[Line, ...]:
    """How a person rated the response, criterion by criterion."""
    texts = question.ratings(response)
    parts = mark.parts if isinstance(mark, Points) else ()
    if len(parts) != len(texts):
        return tuple(Line(text) for text in texts)
    return tuple(Line(text, part.outcome) for text, part in zip(texts, parts, strict=True))


def _right_lines(
    bank: Bank, question: Question, response: Response | None, mark: Mark, translate: Translate
) -> tuple[Line, ...]:
    """What would have earned all of the points; of a response that is a map, only what was not right."""
    correct = question.correct_response()
    if isinstance(correct, Mapping) and isinstance(response, Mapping):
        right = {part.id for part in mark.parts if part.outcome == "right"} if isinstance(mark, Points) else set()
        if isinstance(question, TwoPart):
            right |= {
                at
                for at, of_part in question.part_marks(response).items()
                if isinstance(of_part, Points) and of_part.full
            }
        correct = {id_: value for id_, value in correct.items() if id_ not in right and response.get(id_) != value}
    if question.is_rated:
        return tuple(map(Line, question.correct_lines(translate)))
    return tuple(map(Line, question.summarize_in(correct, bank.passage, translate)))


def working_lines(
    question: Question, response: Response | None, mark: Mark, translate: Translate = in_english
) -> list[str]:
    """How the points were worked out, where it was more than all for the right answer and nothing for another."""
    if not isinstance(mark, Points):
        return []
    if mark.full or (not mark.before and mark.rule in ("all_or_nothing", "share")):
        return deductions(mark, translate)
    return workings(question, response, mark, translate)


def _feedback_lines(
    bank: Bank, question: Question, response: Response | None, translate: Translate
) -> tuple[Line, ...]:
    """What the author says to the response, with the place in the passage that it is about; of a response with several
    parts, each with what it is about.
    """
    if response is None:
        return ()
    lines = []
    for remark in question.remarks(response):
        words = remark_text(bank, remark, translate)
        part = "" if isinstance(response, str) else question.part_text(remark.part, translate)
        lines.append(Line(joined((part, words), " – ") if part else words))
    return tuple(lines)
