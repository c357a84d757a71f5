"""A marked question, and a marked attempt, as text for a terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from quizapp.domain.bank import Bank
from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Outcome, Points, points_text
from quizapp.domain.marked_attempt import Distinction, MarkedAttempt, MarkedQuestion, Total
from quizapp.domain.passage import Span
from quizapp.domain.question import Arrangement, Question, Remark, Response
from quizapp.domain.text import letters, shortened
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, part_response, whole_id
from quizapp.reports.attempt_report import CERTAINTY_RULE, certainty_sentences, ran_out_of_time, remark_text
from quizapp.reports.names import role_text, skill_name, time_text
from quizapp.reports.plain_text import columns, padded, wrapped
from quizapp.reports.words import certainty_text, headline, points_of, selection_text, try_headline, unmarked_text
from quizapp.reports.working import workings

_SIGNS: dict[Outcome, str] = {"right": "✓", "wrong": "✗", "missed": "○", "partial": "~"}
_NOTES: dict[Outcome, str] = {"right": "chosen, right", "wrong": "chosen, not right", "missed": "right, not chosen"}
_LONGEST_EVIDENCE = 400
Labeled = Callable[[Question, Arrangement], dict[str, str]]
"""Gives what stands before each part as it is shown, by the ids of the parts."""


def labels(question: Question, arrangement: Arrangement) -> dict[str, str]:
    """What stands before each part as it is shown: letters from A on, in the order of `arrangement`.

    Gaps and the prompts of matching have numbers. The answers of true_false, which are always the same, have the first
    letter of what they are called in a bank.
    """
    if question.type_name == "true_false":
        return {id_: id_[0] for id_ in arrangement}
    if question.type_name == "matching":  # its options have letters
        return {id_: str(number) for number, id_ in enumerate(arrangement, 1)}
    if isinstance(question, Gapped):
        return {id_: id_ for id_ in question.gap_ids}
    if isinstance(question, TwoPart):
        return {
            whole_id(at, id_): label
            for at, part in question.questions.items()
            for id_, label in labels(part, part_arrangement(arrangement, at)).items()
        }
    return dict(zip(arrangement, letters(len(arrangement)), strict=True))


def file_labels(question: Question, arrangement: Arrangement) -> dict[str, str]:
    """As `labels`, but for what is called otherwise in an answers file: there, the prompts of matching have letters."""
    if question.type_name == "matching":
        return {id_: question.file_id(id_) for id_ in arrangement}
    if isinstance(question, TwoPart):
        return {
            whole_id(at, id_): label
            for at, part in question.questions.items()
            for id_, label in file_labels(part, part_arrangement(arrangement, at)).items()
        }
    return labels(question, arrangement)


def marked_lines(bank: Bank, entry: MarkedQuestion, width: int, labeled: Labeled = labels) -> Iterator[str]:
    """What a learner is told about one question: the mark and its formula, what is right, why, and where it stands.

    `labeled` is `labels` or `file_labels`.
    """
    yield from wrapped(_headline(entry), width)
    if isinstance(entry.mark, Points) and entry.mark.certainty:
        yield from wrapped(certainty_text(entry.mark), width, "  ")
    for line in workings(entry.question, entry.response, entry.mark):
        yield from wrapped(line, width, "  Points: ")
    yield from _part_lines(bank, entry, width, labeled)
    remarks = entry.question.remarks(entry.response)
    for remark in remarks:
        yield from _remark_lines(bank, entry, remark, width, labeled)
    if entry.question.explanation:
        yield from wrapped(plain_text(entry.question.explanation), width, "  Why: ")
    told = {span for remark in remarks for span in bank.spans(remark.evidence)}
    told.difference_update(bank.spans(entry.question.whole_evidence))
    spans = dict.fromkeys(bank.spans(entry.question.key_evidence))
    yield from _evidence_lines(bank, [span for span in spans if span not in told], width, "  ")


def try_lines(question: Question, arrangement: Arrangement, tried: Response, width: int) -> Iterator[str]:
    """What a learner is told about a try that was not the last one: what was right, and the author's words to it."""
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
    review: MarkedAttempt, seconds: float | None, width: int, told: bool, labeled: Labeled = labels
) -> Iterator[str]:
    """The results: the score, by skill, how statements were sorted, and what was missed.

    Where the questions were `told` already, what was missed is listed with the right answers alone, otherwise with all
    that there is to say. Without `seconds`, nothing is said about the time. `labeled` is `labels` or `file_labels`.
    """
    total = review.total
    took = "" if seconds is None else f", in {time_text(seconds)}"
    yield "Results"
    yield f"  {_total_text(total)}{took}" if total.is_open else f"  {_total_text(total)}: {total.percent} %{took}"
    if total.unmarked and not total.is_open:
        yield f"  {unmarked_text(total.unmarked)}"
    if ran_out_of_time(review):
        yield "  Time ran out. The answers you had given by then count."
    if review.skills:
        yield ""
        yield "By skill"
        names = [skill_name(skill) for skill, _ in review.skills]
        texts = [_total_text(of_skill) for _, of_skill in review.skills]
        for name, text, (_, of_skill) in zip(names, texts, review.skills, strict=True):
            percent = "" if of_skill.is_open else f"  {of_skill.percent:>3} %"
            yield f"  {name:<{max(map(len, names))}}  {text:<{max(map(len, texts))}}{percent}".rstrip()
    for distinction in review.distinctions:
        if not any(any(row[:-1]) for row in distinction.counts):
            continue  # nothing was sorted, so there is no picture
        yield ""
        yield from _distinction_lines(distinction, width)
    if review.certainties:
        yield ""
        yield "How sure you were"
        for sentence in (*certainty_sentences(review.certainties), CERTAINTY_RULE):
            yield from wrapped(sentence, width, "  ")
    unmarked = [entry for entry in review.questions if entry.unmarked]
    if unmarked:
        yield ""
        yield from wrapped(f"Not marked yet: {', '.join(f'question {entry.number}' for entry in unmarked)}", width)
    missed = [entry for entry in review.questions if entry.missed]
    yield ""
    if not missed:
        yield "Nothing was missed."
        return
    yield f"Missed: {len(missed)} of {len(review.questions)}"
    for entry in missed:
        yield ""
        yield from wrapped(plain_text(entry.question.stem), width, f"{entry.number}. ")
        for line in entry.question.text_lines(entry.response):
            yield from wrapped(line, width, "  ")
        if told:
            yield from wrapped(_headline(entry), width, "  ")
            yield from _part_lines(review.bank, entry, width, labeled)
        else:
            yield from marked_lines(review.bank, entry, width, labeled)


def _headline(entry: MarkedQuestion) -> str:
    text = headline(entry.mark)
    told = isinstance(entry.mark, Points) and (entry.mark.earned or entry.mark.deductions)
    return text if told else f"{text}: {points_of(entry.mark)}"


def _total_text(total: Total) -> str:
    if total.is_open:
        return unmarked_text(total.unmarked)
    unit = "point" if total.possible == 1 else "points"
    return f"{points_text(total.earned)} of {points_text(total.possible)} {unit}"


def _part_lines(bank: Bank, entry: MarkedQuestion, width: int, labeled: Labeled) -> Iterator[str]:
    """What was right, wrong and missed; nothing where all of it was right."""
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
    outcomes: dict[str, Outcome] = (
        {part.id: part.outcome for part in entry.mark.parts} if isinstance(entry.mark, Points) else {}
    )
    if isinstance(correct, Mapping):
        given = response if isinstance(response, Mapping) else {}
        for id_, label in known.items():
            outcome = outcomes.get(id_, "missed")
            none = "not sorted" if question.type_name == "categorize" else "nothing"
            chosen = question.value_text(given[id_]) if id_ in given else none
            yours = f" (you: {chosen})" if outcome != "right" and outcomes else ""
            text = f"{question.part_text(id_)} → {question.value_text(correct[id_])}{yours}"
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
        yield from wrapped(f"{PART_NAMES[at]}: {_headline(inner)}", width, "  ")
        for line in _part_lines(bank, inner, max(30, width - 2), labeled):
            yield f"  {line}"


def _rated_lines(entry: MarkedQuestion, width: int) -> Iterator[str]:
    """What was written, how it was rated, and how it could have been written."""
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
