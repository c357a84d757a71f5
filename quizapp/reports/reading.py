"""The reading time of an attempt in words: facts about the screen, without a judgment."""

import math
from collections.abc import Mapping

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.reading_time import paragraph_seconds, text_seconds
from quizapp.reports.document import Cell, Fact, Table
from quizapp.reports.names import time_text
from quizapp.texts import ENGLISH, N_, Texts

BY_PARAGRAPH = N_("Time by paragraph")
"""The name of the fact of how long each paragraph was on the screen."""


def reading_facts(marked: MarkedAttempt, translate: Texts = ENGLISH) -> list[Fact]:
    """Reading times: of the text, its paragraphs and the questions; and the answers to talk about.

    Nothing where nobody knows, as on paper, or in what was taken before the program kept it.
    """
    shown = text_seconds(marked.attempt)
    times = {entry.number: entry.seconds for entry in marked.questions if entry.seconds >= 1}
    quick = {entry.number: math.ceil(entry.quick) for entry in marked.questions if entry.quick}
    paragraphs = times_text(paragraph_seconds(marked.attempt, marked.bank), translate)
    facts = [
        Fact(translate("Text on the screen"), time_text(shown, translate) if shown else ""),
        Fact(translate(BY_PARAGRAPH), paragraphs),
        Fact(translate("Time by question"), times_text(times, translate)),
        Fact(translate("Answered very quickly, worth a talk"), times_text(quick, translate)),
    ]
    return [fact for fact in facts if fact.value]


def reading_tables(marked: MarkedAttempt, translate: Texts = ENGLISH) -> list[Table]:
    """The facts as a table, as they can be long; none where there are none."""
    rows = tuple((Cell(fact.name), Cell(fact.value)) for fact in reading_facts(marked, translate))
    head = (translate("Part"), translate("Time"))
    return [Table(translate("Reading time"), head, rows, widths=(30, 70))] if rows else []


def times_text(times: Mapping[int, float], translate: Texts = ENGLISH) -> str:
    """Times in seconds by number, in a line that breaks between them: ``1: 40 s · 2: 12 s``."""
    told = (
        translate("{number}: {time}", number=str(number), time=time_text(time, translate)).replace(" ", "\u00a0")
        for number, time in times.items()
    )
    return " · ".join(told)


def quick_text(seconds: float, translate: Texts = ENGLISH) -> str:
    """The note on an answer that came faster than the question can be read."""
    time = time_text(math.ceil(seconds), translate)
    return translate("Answered within {time}, which is very quick. Worth talking about.", time=time)
