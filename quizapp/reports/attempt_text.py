"""A marked question, and a marked attempt, as text for a terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from quizapp.domain.bank import Bank
from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Mark, Outcome, Points, parts_of
from quizapp.domain.marked_attempt import Distinction, MarkedAttempt, MarkedQuestion
from quizapp.domain.passage import Span
from quizapp.domain.question import Arrangement, Question, Remark, Response
from quizapp.domain.text import arrow_from, letters, shortened
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, part_response, whole_id
from quizapp.reports.feedback import feedback_of, remark_text
from quizapp.reports.names import levels_text, role_text, skill_name, time_text
from quizapp.reports.plain_text import columns, padded, wrapped
from quizapp.reports.tables import CERTAINTY_RULE, certainty_sentences, sorted_distinctions
from quizapp.reports.verdict import headline, praise_text, ran_out_of_time
from quizapp.reports.words import percent_text, points_of, selection_text, total_text, try_headline, unmarked_text

_SIGNS: dict[Outcome, str] = {"right": "✓", "wrong": "✗", "missed": "○", "partial": "~"}
_NOTES: dict[Outcome, str] = {"right": "chosen, right", "wrong": "chosen, not right", "missed": "right, not chosen"}
_LONGEST_EVIDENCE = 400
Labeled = Callable[[Question, Arrangement], dict[str, str]]
"""Gives what stands before each part as it is shown, by the ids of the parts."""


def labels(question: Question, arrangement: Arrangement, in_file: bool = False) -> dict[str, str]:
    """The letters that stand before the parts as they are shown: from A on, in the order of `arrangement`.

    Gaps and the prompts of matching have numbers. The answers of true_false, which are always the same, have the first
    letter of what they are called in a bank. `in_file`: as in an answers file, where prompts have letters.
    """
    if question.type_name == "true_false":
        return {id_: id_[0] for id_ in arrangement}
    if question.type_name == "matching":  # its options have letters
        return {id_: question.file_id(id_) if in_file else str(number) for number, id_ in enumerate(arrangement, 1)}
    if isinstance(question, Gapped):
        return {id_: id_ for id_ in question.gap_ids}
    if isinstance(question, TwoPart):
        return {
            whole_id(at, id_): label
            for at, part in question.questions.items()
            for id_, label in labels(part, part_arrangement(arrangement, at), in_file).items()
        }
    return dict(zip(arrangement, letters(len(arrangement)), strict=True))


file_labels: Labeled = partial(labels, in_file=True)
"""Gives what an answers file calls each part."""


def marked_lines(bank: Bank, entry: MarkedQuestion, width: int, labeled: Labeled = labels) -> Iterator[str]:
    """The feedback to one question: the mark and its formula, what is right, why, and where it stands.

    `labeled` is `labels` or `file_labels`.
    """
    feedback = feedback_of(bank, entry.question, entry.response, entry.mark)
    yield from wrapped(mark_text(entry.mark), width)
    if feedback.certainty:
        yield from wrapped(feedback.certainty, width, "  ")
    for line in feedback.working:
        yield from wrapped(line, width, "  Points: ")
    yield from _part_lines(bank, entry, width, labeled)
    for remark in feedback.remarks:
        yield from _remark_lines(bank, entry, remark, width, labeled)
    if feedback.why:
        yield from wrapped(plain_text(feedback.why), width, "  Why: ")
    yield from _evidence_lines(bank, feedback.places, width, "  ")


def try_lines(question: Question, arrangement: Arrangement, tried: Response, width: int) -> Iterator[str]:
    """The feedback to a try that was not the last one: what was right, and the author's words to it."""
    mark = question.mark(tried)
    yield from wrapped(try_headline(mark), width)
    known = labels(question, arrangement)
    on_try = question.told_on_try(tried)
    right = sorted(known[id_] for id_ in on_try.right if id_ in known)
    if right:
        yield from wrapped(f"Right so far: {', '.join(right)}", width, "  ")
    if isinstance(tried, tuple) and question.type_name != "ordering":
        yield from wrapped(selection_text(mark), width, "  ")
    for remark in on_try.remarks:
        label = "" if isinstance(tried, str) else known.get(remark.part, "")
        yield from wrapped(remark_text(None, remark), width, f"  On {label}: " if label else "  On your answer: ")


def results_lines(
    marked: MarkedAttempt, seconds: float | None, width: int, told: bool, labeled: Labeled = labels
) -> Iterator[str]:
    """The results: the score, by skill, how statements were sorted, and what was missed.

    Where the questions were `told` already, what was missed is listed with the right answers alone, otherwise with all
    that there is to say. Without `seconds`, nothing is said about the time. `labeled` is `labels` or `file_labels`.
    """
    total = marked.total
    took = "" if seconds is None else f", in {time_text(seconds)}"
    yield "Results"
    yield f"  {total_text(total)}{f': {percent_text(total)}' if total.possible else ''}{took}"
    if total.unmarked and not total.is_open:
        yield f"  {unmarked_text(total.unmarked)}"
    if ran_out_of_time(marked):
        yield "  Time ran out. The answers you had given by then count."
    if levels := [level.name for level in marked.levels_read]:
        yield from wrapped(f"Reading level: {levels_text(levels)}", width, "  ")
    for line in filter(None, [praise_text(marked)]):
        yield from wrapped(line, width, "  ")
    if marked.skills:
        yield ""
        yield "By skill"
        names = [skill_name(skill) for skill, _ in marked.skills]
        texts = [total_text(of_skill) for _, of_skill in marked.skills]
        for name, text, (_, of_skill) in zip(names, texts, marked.skills, strict=True):
            percent = f"  {of_skill.percent:>3} %" if of_skill.possible else ""
            yield f"  {name:<{max(map(len, names))}}  {text:<{max(map(len, texts))}}{percent}".rstrip()
    for distinction in sorted_distinctions(marked):
        yield ""
        yield from _distinction_lines(distinction, width)
    if marked.certainties:
        yield ""
        yield "How sure you were"
        for sentence in (*certainty_sentences(marked.certainties), CERTAINTY_RULE):
            yield from wrapped(sentence, width, "  ")
    yield ""
    listed = {
        "Not marked yet": [entry for entry in marked.questions if entry.unmarked and entry.is_done],
        "Not done": [entry for entry in marked.questions if not (entry.is_done or entry.unmarked)],
    }
    for name, those in listed.items():
        if those:
            numbers = ", ".join(str(entry.number) for entry in those)
            yield from wrapped(f"{name}: question{'s' * (len(those) > 1)} {numbers}", width)
            yield ""
    missed = [entry for entry in marked.questions if entry.missed]
    done = sum(entry.is_done for entry in marked.questions)
    if not missed:
        if marked.is_marked_here:
            yield "Nothing was missed." if done else "Nothing was answered."
        return
    yield f"Missed: {len(missed)} of {done}"
    for entry in missed:
        yield ""
        yield from wrapped(plain_text(entry.question.stem), width, f"{entry.number}. ")
        for line in entry.question.text_lines(entry.response):
            yield from wrapped(line, width, "  ")
        if told:
            yield from wrapped(mark_text(entry.mark), width, "  ")
            yield from _part_lines(marked.bank, entry, width, labeled)
        else:
            yield from marked_lines(marked.bank, entry, width, labeled)


def mark_text(mark: Mark) -> str:
    """The outcome of a question with its points, but for one that is wholly right."""
    text = headline(mark)
    told = isinstance(mark, Points) and (mark.earned or mark.deductions)
    return text if told else f"{text}: {points_of(mark)}"


def _part_lines(bank: Bank, entry: MarkedQuestion, width: int, labeled: Labeled) -> Iterator[str]:
    """The parts that were right, wrong and missed; nothing where all of it was right."""
    if isinstance(entry.question, TwoPart):
        yield from _lines_of_both(bank, entry.question, entry, width, labeled)
        return
    if entry.question.is_rated:
        yield from _rated_lines(entry, width)
        return
    if entry.full:
        return
    question, response = entry.question, entry.response
    correct = question.correct_response()
    known = labeled(question, entry.arrangement)
    outcomes: dict[str, Outcome] = {part.id: part.outcome for part in parts_of(entry.mark)}
    if isinstance(correct, Mapping):
        given = response if isinstance(response, Mapping) else {}
        for id_, label in known.items():
            outcome = outcomes.get(id_, "missed")
            none = "not sorted" if question.type_name == "categorize" else "nothing"
            chosen = question.value_text(given[id_]) if id_ in given else none
            yours = f" (you: {chosen})" if outcome != "right" and outcomes else ""
            part, value = question.part_text(id_), question.value_text(correct[id_])
            arrow = arrow_from(part) if arrow_from(part) == arrow_from(value) else " → "  # a line goes by its label
            text = f"{part}{arrow}{value}{yours}"
            yield from wrapped(text, width, f"  {_SIGNS[outcome]} {label}  ")
    elif isinstance(correct, tuple) and len(correct) == len(known):
        yield "  The right order:"
        for place, id_ in enumerate(correct, 1):
            sign = _SIGNS[outcomes[id_]] if outcomes else " "
            yield from wrapped(question.part_text(id_), width, f"  {sign} {place}. {known[id_]}  ")
    elif isinstance(correct, tuple) and not known:
        told = outcomes or dict.fromkeys(correct, "missed")
        texts = question.summarize_in(tuple(told), bank.passage)
        for text, outcome in zip(texts, told.values(), strict=True):
            yield from wrapped(f"{text} ({_NOTES[outcome]})", width, f"  {_SIGNS[outcome]} ")
    elif not known:
        yield from wrapped(f"“{correct}”", width, "  Right answer: ")
        for text in question.summarize(response) if response is not None else ():
            yield from wrapped(f"“{text}”", width, "  Your answer: ")
    else:
        keys = {correct} if isinstance(correct, str) else set(correct)
        for id_, label in known.items():
            if id_ in keys or id_ in outcomes:
                outcome = outcomes.get(id_, "missed")
                note = _NOTES[outcome] if len(keys) > 1 or outcome == "wrong" else "the right answer"
                yield from wrapped(f"{question.part_text(id_)} ({note})", width, f"  {_SIGNS[outcome]} {label}  ")


def _lines_of_both(bank: Bank, question: TwoPart, entry: MarkedQuestion, width: int, labeled: Labeled) -> Iterator[str]:
    """Each part with its own mark, as far as it was not right."""
    marks = question.part_marks(entry.response)
    for at, part in question.questions.items():
        response, mark = part_response(entry.response, at), marks[at]
        inner = MarkedQuestion(entry.number, part, part_arrangement(entry.arrangement, at), response, mark)
        yield from wrapped(f"{PART_NAMES[at]}: {mark_text(inner.mark)}", width, "  ")
        for line in _part_lines(bank, inner, max(30, width - 2), labeled):
            yield f"  {line}"


def _rated_lines(entry: MarkedQuestion, width: int) -> Iterator[str]:
    """The text that was written, its rating, and a model answer."""
    question = entry.question
    for text in question.summarize(entry.response) if entry.response is not None else ():
        yield from wrapped(text, width, "  Your answer: ")
    for text in question.ratings(entry.response):
        yield from wrapped(text, width, "  Rating: ")
    for text in question.correct_lines():
        yield from wrapped(text, width, "  Model answer: ")


def _remark_lines(bank: Bank, entry: MarkedQuestion, remark: Remark, width: int, labeled: Labeled) -> Iterator[str]:
    only = isinstance(entry.response, str)
    label = "" if only else labeled(entry.question, entry.arrangement).get(remark.part, "")
    if isinstance(entry.question, TwoPart):
        label = " ".join(part for part in (PART_NAMES.get(remark.part[:1], ""), label) if part)
    said = " ".join(text for text in (plain_text(remark.text), role_text(remark.role)) if text)
    if not label and isinstance(entry.response, tuple) and (text := entry.question.part_text(remark.part)):
        yield from wrapped(f"On “{shortened(text)}”:", width, "  ")
        yield from wrapped(said, width, "    ") if said else ()
        yield from _evidence_lines(bank, bank.spans(remark.evidence), width, "    ")
        return
    yield from wrapped(said, width, f"  On {label}: " if label else "  On your answer: ")
    yield from _evidence_lines(bank, bank.spans(remark.evidence), width, "    ")


def _evidence_lines(bank: Bank, spans: Iterable[Span], width: int, indent: str) -> Iterator[str]:
    for span in spans:
        number = bank.passage.paragraph_of(span.start)
        place = f"Paragraph {number}" if number else "In the passage"
        words = shortened(bank.passage.words_of(span), _LONGEST_EVIDENCE)
        yield from wrapped(f"“{words}”", width, f"{indent}{place}: ", f"{indent}  ")


def _distinction_lines(distinction: Distinction, width: int) -> Iterator[str]:
    """A table where it fits: what the statements are, down, and what they were sorted as, across."""
    yield f"Sorted right: {distinction.right} of {distinction.total} statements"
    heads = (*distinction.categories, "not sorted")
    if not any(row[-1] for row in distinction.counts):
        heads = heads[:-1]
    corner = "is ↓  sorted as →"
    longest = max(map(columns, (corner, *distinction.categories)))
    if longest + sum(columns(head) + 2 for head in heads) + 2 <= width:
        yield f"  {padded(corner, longest)}" + "".join(f"  {head}" for head in heads)
        for name, row in zip(distinction.categories, distinction.counts, strict=True):
            cells = "".join(f"  {count:>{columns(head)}}" for head, count in zip(heads, row, strict=False))
            yield f"  {padded(name, longest)}{cells}"
        return
    for name, row in zip(distinction.categories, distinction.counts, strict=True):
        sorted_as = ", ".join(f"{count} as {head}" for head, count in zip(heads, row, strict=False) if count)
        yield from wrapped(f"{name}: {sorted_as}", width, "  ", "    ")
