"""A marked attempt as a report: what stands in it, in words, whatever it is shown on."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Unmarked, points_text
from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.reports.annotations import RemarkEntry, remark_entries
from quizapp.reports.document import Fact, Line, Quotation, Section, Table
from quizapp.reports.feedback import (
    answer_lines,
    feedback_of,
    hint_line,
    rating_lines,
    remark_lines,
    right_lines,
    teacher_lines,
)
from quizapp.reports.names import MODE_TEXTS, levels_text, time_text
from quizapp.reports.reading import quick_text, reading_tables
from quizapp.reports.tables import certainty_table, distinction_table, skills_table, sorted_distinctions
from quizapp.reports.verdict import VERDICT_TEXTS, Verdict, verdict, verdict_counts, verdict_text
from quizapp.reports.words import conditions_of, points_of, total_text, unmarked_text
from quizapp.texts import ENGLISH, N_, Texts

SAID_NAMES: dict[str, str] = N_(
    {
        "image": "Image",
        "text": "Text",
        "tries": "Earlier tries",
        "crossed": "Crossed out",
        "answer": "Your answer",
        "certainty": "How sure",
        "time": "Time",
        "rating": "Rating",
        "remark": "Your teacher",
        "feedback": "Feedback",
        "right": "Right answer",
        "model": "Model answer",
        "why": "Why",
        "working": "Points",
        "hints": "Hints",
        "note": "Your note",
    }
)


class QuestionEntry(NamedTuple):
    """One question with its outcome.

    Its texts can have emphasis (see `inline.InlineText`). `said` holds what its image shows, the text that was worked
    on, what was answered, what is said to that, what would have been right, why, and how the points were worked out:
    each of them only where there is something to say. The key of a question that was not done is not told.
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


class Report(NamedTuple):
    """A marked attempt. `name` is whose it is, and may be empty; `started` is when it began.

    `percent` is None where there is nothing that is marked; `unmarked` tells of what is not, and may be empty.
    `remarks` are the learner's highlights and notes in the passage. `images` are those of the bank, by the names of
    their files.
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
    remarks: tuple[RemarkEntry, ...] = ()
    images: Mapping[str, bytes] = {}


def attempt_report(marked: MarkedAttempt, *, started: datetime, name: str = "", translate: Texts = ENGLISH) -> Report:
    """The report of an attempt that was `started` then by `name`."""
    attempt = marked.attempt
    limit = attempt.mode.time_limit
    levels = [level.name for level in marked.levels_read]
    facts = [
        *([Fact(translate("Passage"), marked.bank.passage.title)] if marked.bank.has_passage else []),
        *([Fact(translate("Reading level"), levels_text(levels, translate))] if levels else []),
        Fact(translate("Mode"), translate(MODE_TEXTS[attempt.started.mode])),
        Fact(translate("Time taken"), time_text(attempt.seconds, translate)),
        *([Fact(translate("Time limit"), time_text(limit, translate))] if limit else []),
        *(Fact(translate("Conditions"), text) for text in conditions_of(attempt.started, translate)),
        Fact(translate("Questions"), str(len(marked.questions))),
    ]
    facts += [Fact(translate(VERDICT_TEXTS[how]), str(count)) for how, count in verdict_counts(marked).items()]
    if attempt.taken_back:
        facts.append(Fact(translate("Checks taken back"), str(attempt.taken_back)))
    tables = [skills_table(translate("By skill"), marked.skills, translate)] if marked.skills else []
    tables += [distinction_table(distinction, translate) for distinction in sorted_distinctions(marked)]
    tables += [certainty_table(marked.certainties, translate)] if marked.certainties else []
    tables += reading_tables(marked, translate)
    return Report(
        title=marked.bank.title,
        name=" ".join(name.split()),
        started=started,
        percent=marked.total.percent,
        points=total_text(marked.total, translate),
        unmarked=unmarked_text(marked.total.unmarked, translate) if marked.total.unmarked else "",
        facts=tuple(facts),
        tables=tuple(tables),
        questions=tuple(question_entry(marked.bank, entry, translate) for entry in marked.questions),
        remarks=tuple(remark_entries(attempt.marginalia, marked.bank.passage, translate)),
        images=marked.bank.images,
    )


def crossed_out_texts(entry: MarkedQuestion, translate: Texts = ENGLISH) -> tuple[str, ...]:
    """The options that the learner had crossed out."""
    return tuple(plain_text(entry.question.part_text(id_, translate)) for id_ in entry.crossed_out)


def question_entry(bank: Bank, entry: MarkedQuestion, translate: Texts = ENGLISH) -> QuestionEntry:
    """All that is to be said about one question of `bank`."""
    question, mark, response = entry.question, entry.mark, entry.response
    feedback = feedback_of(bank, question, response, mark, translate)
    points = points_of(mark, translate) if entry.is_done else translate("not counted")
    if isinstance(mark, Unmarked) and mark.is_elsewhere:
        points = translate("not marked yet")
    if question.weight != 1 and entry.is_done:
        weight = points_text(Fraction(question.weight))
        points = translate("{points}, counted {weight} times", points=points, weight=translate.number(weight))
    image = question.image
    shown = (image.alt_line, " ".join(image.caption.split())) if image is not None else ()
    right = right_lines(bank, question, response, mark, translate) if entry.is_done else ()
    said: dict[str, tuple[Line, ...]] = {
        "image": tuple(Line(text) for text in shown if text),
        "text": tuple(map(Line, question.text_lines(response, translate))),
        "tries": tuple(Line("; ".join(question.summarize_in(tried, bank.passage, translate))) for tried in entry.tried),
        "crossed": (Line("; ".join(crossed_out_texts(entry, translate))),) if entry.crossed_out else (),
        "answer": answer_lines(bank, question, response, mark, translate),
        "certainty": (Line(feedback.certainty),) if feedback.certainty else (),
        "time": (Line(quick_text(entry.quick, translate)),) if entry.quick else (),
        "rating": rating_lines(question, response, mark),
        "remark": teacher_lines(entry.adjustment, translate),
        "feedback": remark_lines(bank, question, response, feedback.remarks, translate),
        "right": () if entry.full or question.is_rated else right,
        "model": right if question.is_rated else (),
        "why": (Line(feedback.why),) if feedback.why and entry.is_done else (),
        "working": tuple(map(Line, feedback.working)),
        "hints": tuple(Line(hint_line(hint, translate)) for hint in entry.hints),
        "note": (Line(entry.note),) if entry.note else (),
    }
    return QuestionEntry(
        number=entry.number,
        stem=inline_text(question.stem),
        verdict=verdict(mark, entry.is_done),
        verdict_text=translate("Left out") if entry.is_left_out else verdict_text(mark, entry.is_done, translate),
        points=points,
        said=tuple(Section(translate(SAID_NAMES[name]), lines) for name, lines in said.items() if lines),
        evidence=tuple(
            Quotation(bank.passage.words_of(span), bank.passage.paragraph_of(span.start))
            for span in (feedback.places if entry.is_done else ())
        ),
        image=image,
    )
