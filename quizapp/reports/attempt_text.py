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
from quizapp.question_types.true_false import ANSWER_LETTERS
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, part_response, whole_id
from quizapp.reports.feedback import feedback_of, remark_text
from quizapp.reports.names import levels_text, role_text, skill_name, time_text
from quizapp.reports.plain_text import columns, padded, wrapped
from quizapp.reports.tables import CERTAINTY_RULE, certainty_sentences, sorted_distinctions
from quizapp.reports.verdict import headline, praise_text, ran_out_of_time
from quizapp.reports.words import percent_text, points_of, selection_text, total_text, try_headline, unmarked_text
from quizapp.texts import ENGLISH, N_, Texts

_SIGNS: dict[Outcome, str] = {"right": "✓", "wrong": "✗", "missed": "○", "partial": "~"}
_NOTES: dict[Outcome, str] = N_({"right": "chosen, right", "wrong": "chosen, not right", "missed": "right, not chosen"})
_LONGEST_EVIDENCE = 400
Labeled = Callable[[Question, Arrangement, Texts], dict[str, str]]
"""Gives what stands before each part as it is shown, by the ids of the parts."""


def labels(
    question: Question, arrangement: Arrangement, translate: Texts = ENGLISH, in_file: bool = False
) -> dict[str, str]:
    """The letters that stand before the parts as they are shown: from A on, in the order of `arrangement`.

    Gaps and the prompts of matching have numbers. The answers of true_false, which are always the same, have the first
    letter of what they are called. `in_file`: as in an answers file, where prompts have letters.
    """
    if question.type_name == "true_false":
        return {id_: id_[0] if in_file else translate(ANSWER_LETTERS[id_]) for id_ in arrangement}
    if question.type_name == "matching":  # its options have letters
        return {id_: question.file_id(id_) if in_file else str(number) for number, id_ in enumerate(arrangement, 1)}
    if isinstance(question, Gapped):
        return {id_: id_ for id_ in question.gap_ids}
    if isinstance(question, TwoPart):
        return {
            whole_id(at, id_): label
            for at, part in question.questions.items()
            for id_, label in labels(part, part_arrangement(arrangement, at), translate, in_file).items()
        }
    return dict(zip(arrangement, letters(len(arrangement)), strict=True))


file_labels: Labeled = partial(labels, in_file=True)
"""Gives what an answers file calls each part."""


def marked_lines(
    bank: Bank, entry: MarkedQuestion, width: int, labeled: Labeled = labels, translate: Texts = ENGLISH
) -> Iterator[str]:
    """The feedback to one question: the mark and its formula, what is right, why, and where it stands.

    `labeled` is `labels` or `file_labels`.
    """
    feedback = feedback_of(bank, entry.question, entry.response, entry.mark, translate)
    yield from wrapped(mark_text(entry.mark, translate), width)
    if feedback.certainty:
        yield from wrapped(feedback.certainty, width, "  ")
    for line in feedback.working:
        yield from wrapped(line, width, f"  {translate('Points')}: ")
    yield from _part_lines(bank, entry, width, labeled, translate)
    for remark in feedback.remarks:
        yield from _remark_lines(bank, entry, remark, width, labeled, translate)
    if feedback.why:
        yield from wrapped(plain_text(feedback.why), width, f"  {translate('Why')}: ")
    yield from _evidence_lines(bank, feedback.places, width, "  ", translate)


def try_lines(
    question: Question, arrangement: Arrangement, tried: Response, width: int, translate: Texts = ENGLISH
) -> Iterator[str]:
    """The feedback to a try that was not the last one: what was right, and the author's words to it."""
    mark = question.mark(tried)
    yield from wrapped(try_headline(mark, translate), width)
    known = labels(question, arrangement, translate)
    on_try = question.told_on_try(tried)
    right = sorted(known[id_] for id_ in on_try.right if id_ in known)
    if right:
        yield from wrapped(translate("Right so far: {labels}", labels=", ".join(right)), width, "  ")
    if isinstance(tried, tuple) and question.type_name != "ordering":
        yield from wrapped(selection_text(mark, translate), width, "  ")
    for remark in on_try.remarks:
        label = "" if isinstance(tried, str) else known.get(remark.part, "")
        yield from wrapped(remark_text(None, remark, translate), width, f"  {_about(label, translate)} ")


def results_lines(
    marked: MarkedAttempt,
    seconds: float | None,
    width: int,
    told: bool,
    labeled: Labeled = labels,
    translate: Texts = ENGLISH,
) -> Iterator[str]:
    """The results: the score, by skill, how statements were sorted, and what was missed.

    Where the questions were `told` already, what was missed is listed with the right answers alone, otherwise with all
    that there is to say. Without `seconds`, nothing is said about the time. `labeled` is `labels` or `file_labels`.
    """
    total = marked.total
    points = total_text(total, translate)
    if total.possible:
        points = f"{points}: {percent_text(total, translate)}"
    if seconds is not None:
        points = translate("{points}, in {time}", points=points, time=time_text(seconds, translate))
    yield translate("Results")
    yield f"  {points}"
    if total.unmarked and not total.is_open:
        yield f"  {unmarked_text(total.unmarked, translate)}"
    if ran_out_of_time(marked):
        yield f"  {translate('Time ran out. The answers you had given by then count.')}"
    if levels := [level.name for level in marked.levels_read]:
        yield from wrapped(translate("Reading level: {levels}", levels=levels_text(levels, translate)), width, "  ")
    for line in filter(None, [praise_text(marked, translate)]):
        yield from wrapped(line, width, "  ")
    if marked.skills:
        yield ""
        yield translate("By skill")
        names = [skill_name(skill, translate) for skill, _ in marked.skills]
        texts = [total_text(of_skill, translate) for _, of_skill in marked.skills]
        for name, text, (_, of_skill) in zip(names, texts, marked.skills, strict=True):
            percent = f"  {percent_text(of_skill, translate):>5}" if of_skill.possible else ""
            yield f"  {name:<{max(map(len, names))}}  {text:<{max(map(len, texts))}}{percent}".rstrip()
    for distinction in sorted_distinctions(marked):
        yield ""
        yield from _distinction_lines(distinction, width, translate)
    if marked.certainties:
        yield ""
        yield translate("How sure you were")
        for sentence in (*certainty_sentences(marked.certainties, translate), translate(CERTAINTY_RULE)):
            yield from wrapped(sentence, width, "  ")
    yield ""
    open_ones = [entry.number for entry in marked.questions if entry.unmarked and entry.is_done]
    undone = [entry.number for entry in marked.questions if not (entry.is_done or entry.unmarked)]
    listed = (
        translate.plural("Not marked yet: questions {numbers}", len(open_ones), numbers=", ".join(map(str, open_ones))),
        translate.plural("Not done: questions {numbers}", len(undone), numbers=", ".join(map(str, undone))),
    )
    for text, those in zip(listed, (open_ones, undone), strict=True):
        if those:
            yield from wrapped(text, width)
            yield ""
    missed = [entry for entry in marked.questions if entry.missed]
    done = sum(entry.is_done for entry in marked.questions)
    if not missed:
        if marked.is_marked_here:
            yield translate("Nothing was missed." if done else "Nothing was answered.")
        return
    yield translate("Missed: {count} of {done}", count=len(missed), done=done)
    for entry in missed:
        yield ""
        yield from wrapped(plain_text(entry.question.stem), width, f"{entry.number}. ")
        for line in entry.question.text_lines(entry.response, translate):
            yield from wrapped(line, width, "  ")
        if told:
            yield from wrapped(mark_text(entry.mark, translate), width, "  ")
            yield from _part_lines(marked.bank, entry, width, labeled, translate)
        else:
            yield from marked_lines(marked.bank, entry, width, labeled, translate)


def mark_text(mark: Mark, translate: Texts = ENGLISH) -> str:
    """The outcome of a question with its points, but for one that is wholly right."""
    text = headline(mark, translate)
    told = isinstance(mark, Points) and (mark.earned or mark.deductions)
    return text if told else f"{text}: {points_of(mark, translate)}"


def _about(label: str, translate: Texts) -> str:
    """The part of a response that a remark is about."""
    return translate("On {label}:", label=label) if label else translate("On your answer:")


def _part_lines(bank: Bank, entry: MarkedQuestion, width: int, labeled: Labeled, translate: Texts) -> Iterator[str]:
    """The parts that were right, wrong and missed; nothing where all of it was right."""
    if isinstance(entry.question, TwoPart):
        yield from _lines_of_both(bank, entry.question, entry, width, labeled, translate)
        return
    if entry.question.is_rated:
        yield from _rated_lines(entry, width, translate)
        return
    if entry.full:
        return
    question, response = entry.question, entry.response
    correct = question.correct_response()
    known = labeled(question, entry.arrangement, translate)
    outcomes: dict[str, Outcome] = {part.id: part.outcome for part in parts_of(entry.mark)}
    if isinstance(correct, Mapping):
        given = response if isinstance(response, Mapping) else {}
        for id_, label in known.items():
            outcome = outcomes.get(id_, "missed")
            none = translate("not sorted" if question.type_name == "categorize" else "nothing")
            chosen = question.value_text(given[id_]) if id_ in given else none
            yours = f" ({translate('you: {answer}', answer=chosen)})" if outcome != "right" and outcomes else ""
            part, value = question.part_text(id_, translate), question.value_text(correct[id_])
            arrow = arrow_from(part) if arrow_from(part) == arrow_from(value) else " → "  # a line goes by its label
            text = f"{part}{arrow}{value}{yours}"
            yield from wrapped(text, width, f"  {_SIGNS[outcome]} {label}  ")
    elif isinstance(correct, tuple) and len(correct) == len(known):
        yield f"  {translate('The right order:')}"
        for place, id_ in enumerate(correct, 1):
            sign = _SIGNS[outcomes[id_]] if outcomes else " "
            yield from wrapped(question.part_text(id_, translate), width, f"  {sign} {place}. {known[id_]}  ")
    elif isinstance(correct, tuple) and not known:
        told = outcomes or dict.fromkeys(correct, "missed")
        texts = question.summarize_in(tuple(told), bank.passage, translate)
        for text, outcome in zip(texts, told.values(), strict=True):
            yield from wrapped(f"{text} ({translate(_NOTES[outcome])})", width, f"  {_SIGNS[outcome]} ")
    elif not known:
        yield from wrapped(f"“{correct}”", width, f"  {translate('Right answer')}: ")
        for text in question.summarize(response, translate) if response is not None else ():
            yield from wrapped(f"“{text}”", width, f"  {translate('Your answer')}: ")
    else:
        keys = {correct} if isinstance(correct, str) else set(correct)
        for id_, label in known.items():
            if id_ in keys or id_ in outcomes:
                outcome = outcomes.get(id_, "missed")
                note = translate(_NOTES[outcome] if len(keys) > 1 or outcome == "wrong" else "the right answer")
                yield from wrapped(
                    f"{question.part_text(id_, translate)} ({note})", width, f"  {_SIGNS[outcome]} {label}  "
                )


def _lines_of_both(
    bank: Bank, question: TwoPart, entry: MarkedQuestion, width: int, labeled: Labeled, translate: Texts
) -> Iterator[str]:
    """Each part with its own mark, as far as it was not right."""
    marks = question.part_marks(entry.response)
    for at, part in question.questions.items():
        response, mark = part_response(entry.response, at), marks[at]
        inner = MarkedQuestion(entry.number, part, part_arrangement(entry.arrangement, at), response, mark)
        yield from wrapped(f"{translate(PART_NAMES[at])}: {mark_text(inner.mark, translate)}", width, "  ")
        for line in _part_lines(bank, inner, width - 2, labeled, translate):
            yield f"  {line}"


def _rated_lines(entry: MarkedQuestion, width: int, translate: Texts) -> Iterator[str]:
    """The text that was written, its rating, and a model answer."""
    question = entry.question
    for text in question.summarize(entry.response, translate) if entry.response is not None else ():
        yield from wrapped(text, width, f"  {translate('Your answer')}: ")
    for text in question.ratings(entry.response):
        yield from wrapped(text, width, f"  {translate('Rating')}: ")
    for text in question.correct_lines(translate):
        yield from wrapped(text, width, f"  {translate('Model answer')}: ")


def _remark_lines(
    bank: Bank, entry: MarkedQuestion, remark: Remark, width: int, labeled: Labeled, translate: Texts
) -> Iterator[str]:
    only = isinstance(entry.response, str)
    label = "" if only else labeled(entry.question, entry.arrangement, translate).get(remark.part, "")
    if isinstance(entry.question, TwoPart):
        label = " ".join(part for part in (translate(PART_NAMES.get(remark.part[:1], "")), label) if part)
    said = " ".join(text for text in (plain_text(remark.text), role_text(remark.role, translate)) if text)
    if not label and isinstance(entry.response, tuple) and (text := entry.question.part_text(remark.part, translate)):
        yield from wrapped(translate("On “{part}”:", part=shortened(text)), width, "  ")
        yield from wrapped(said, width, "    ") if said else ()
        yield from _evidence_lines(bank, bank.spans(remark.evidence), width, "    ", translate)
        return
    yield from wrapped(said, width, f"  {_about(label, translate)} ")
    yield from _evidence_lines(bank, bank.spans(remark.evidence), width, "    ", translate)


def _evidence_lines(bank: Bank, spans: Iterable[Span], width: int, indent: str, translate: Texts) -> Iterator[str]:
    for span in spans:
        number = bank.passage.paragraph_of(span.start)
        place = translate("Paragraph {number}", number=str(number)) if number else translate("In the passage")
        words = shortened(bank.passage.words_of(span), _LONGEST_EVIDENCE)
        yield from wrapped(f"“{words}”", width, f"{indent}{place}: ", f"{indent}  ")


def _distinction_lines(distinction: Distinction, width: int, translate: Texts) -> Iterator[str]:
    """A table where it fits: what the statements are, down, and what they were sorted as, across."""
    yield translate.plural("Sorted right: {right} of %n statements", distinction.total, right=distinction.right)
    heads = (*distinction.categories, translate("not sorted"))
    if not any(row[-1] for row in distinction.counts):
        heads = heads[:-1]
    corner = translate("is ↓  sorted as →")
    longest = max(map(columns, (corner, *distinction.categories)))
    if longest + sum(columns(head) + 2 for head in heads) + 2 <= width:
        yield f"  {padded(corner, longest)}" + "".join(f"  {head}" for head in heads)
        for name, row in zip(distinction.categories, distinction.counts, strict=True):
            cells = "".join(f"  {count:>{columns(head)}}" for head, count in zip(heads, row, strict=False))
            yield f"  {padded(name, longest)}{cells}"
        return
    for name, row in zip(distinction.categories, distinction.counts, strict=True):
        sorted_as = ", ".join(
            translate("{count} as {category}", count=count, category=head)
            for head, count in zip(heads, row, strict=False)
            if count
        )
        yield from wrapped(f"{name}: {sorted_as}", width, "  ", "    ")
