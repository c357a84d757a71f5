"""Taking a bank in a terminal: the passage, question after question, and going back."""

from collections.abc import Iterator

from quizapp.domain.gaps import Gapped
from quizapp.domain.image import Image
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Unmarked, points_text
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Question
from quizapp.domain.review import QuestionReview
from quizapp.domain.text import letters, shortened
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.table import Table
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, whole_id
from quizapp.reports.attempt_text import labels, marked_lines
from quizapp.reports.names import minutes_text, skill_name, type_name
from quizapp.reports.plain_text import columns, visible, wrapped
from quizapp.reports.words import headline, points_of
from quizapp.services.taking import Taking
from quizapp.terminal.answers import Asking, NotUnderstoodError, asking
from quizapp.terminal.console import Console

_PROMPT = "> "


def take(taking: Taking, console: Console) -> None:
    """Show the passage and ask the questions, until the last one, a wish to finish or the end of input; then submit."""
    bank, width = taking.bank, console.width
    console.say(wrapped(bank.title, width))
    if bank.description:
        console.say(wrapped(bank.description, width))
    minutes = minutes_text(bank.passage.minutes)
    count = _count(len(taking.order), "question")
    console.say(wrapped(f"{count}; the passage has {bank.passage.words:,} words, {minutes}.", width))
    console.say()
    console.say(passage_lines(bank.passage, width))
    index: int | None = 0
    while index is not None:
        index = _ask(taking, console, index) if index < len(taking.order) else _look_over(taking, console)
    taking.submit()
    if not taking.mode.tells_at_once:
        _rate_all(taking, console)


def passage_lines(passage: Passage, width: int) -> Iterator[str]:
    """The passage, its paragraphs with their numbers in the margin."""
    yield from _headed(passage.title, "=", width)
    before = ""
    for block in passage.blocks:
        if not (block.kind == before == "item"):
            yield ""
        before = block.kind
        match block.kind:
            case "heading":
                yield from _headed(block.text, "-", width)
            case "item":
                yield from wrapped(block.text, width, "     " + "  " * (block.level - 1) + f"{block.marker or ' '} ")
            case "quotation":
                yield from wrapped(block.text, width, f"{block.number:>3}  | ", "     | ")
            case "paragraph":
                yield from wrapped(block.text, width, f"{block.number:>3}  ")
            case "image" if block.image is not None:
                yield from _image_lines(block.image, width, "     ")


def _image_lines(image: Image, width: int, margin: str = "") -> Iterator[str]:
    """What an image shows, in place of it."""
    yield from wrapped(f"[Image: {image.line}]", width, margin)
    if image.caption:
        yield from wrapped(" ".join(image.caption.split()), width, margin)


def question_lines(taking: Taking, index: int, width: int) -> Iterator[str]:
    """The question at `index` as it is asked, its parts in the order in which they are shown to this learner."""
    question = taking.bank.question(taking.order[index])
    points = points_text(question.possible)
    about = [f"Question {index + 1} of {len(taking.order)}", type_name(question.type_name)]
    if question.skill:
        about.append(skill_name(question.skill))
    about.append("1 point" if points == "1" else f"{points} points")
    yield "─" * min(width, 60)
    yield from wrapped(" · ".join(about), width)
    yield ""
    yield from wrapped(plain_text(question.stem), width)
    if question.image is not None:
        yield from _image_lines(question.image, width)
    arrangement = shown_parts(question, taking.arrangement(question.id), taking.bank.passage)
    if isinstance(question, TwoPart):
        for at, part in question.questions.items():
            yield ""
            yield from wrapped(f"{PART_NAMES[at]} · {type_name(part.type_name)}", width)
            yield from wrapped(plain_text(part.stem), width)
            yield from _asked_lines(part, part_arrangement(arrangement, at), width)
        return
    if isinstance(question, OpenResponse) and (question.words.least or question.words.most):
        least, most = question.words.least, question.words.most
        advice = f"{least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}"
        yield from wrapped(f"({advice} words or so)", width)
    yield from _asked_lines(question, arrangement, width)


def shown_parts(question: Question, arrangement: Arrangement, passage: Passage) -> Arrangement:
    """What there is to choose from: the parts in their arrangement, or the sentences that can be selected."""
    if isinstance(question, EvidenceSelection):
        return tuple(sentence.name for sentence in question.selectable(passage))
    if isinstance(question, TwoPart):
        return tuple(
            whole_id(at, id_)
            for at, part in question.questions.items()
            for id_ in shown_parts(part, part_arrangement(arrangement, at), passage)
        )
    return arrangement


def _asked_lines(question: Question, arrangement: Arrangement, width: int) -> Iterator[str]:
    """What is to be answered below the stem, in the order of `arrangement`."""
    if isinstance(question, Gapped):
        yield from _gap_lines(question, arrangement, width)
        return
    if isinstance(question, EvidenceSelection):
        yield ""
        for number, sentence in enumerate(arrangement, 1):
            yield from wrapped(sentence, width, f"  {number:>2}  ")
        return
    if isinstance(question, HighlightWords):
        yield ""
        yield from wrapped(" ".join(question.sentence.split()), width, "  ")
        yield ""
        yield from wrapped("  ".join(f"{n}:{word.text}" for n, word in enumerate(question.words, 1)), width, "  ")
        return
    parts = labels(question, arrangement)
    if parts:
        yield ""
    for id_, label in parts.items():
        yield from wrapped(question.part_text(id_), width, f"  {label:<2} ")
    values = _values(question)
    if values:
        yield ""
    for name, text in values:
        yield from wrapped(text, width, f"  {name:<2} ")


def _values(question: Question) -> list[tuple[str, str]]:
    """What the parts can be put to, each with the number or letter that is typed for it."""
    match question:
        case Categorize(categories=texts) | Table(columns=texts):
            return [(str(number), plain_text(text)) for number, text in enumerate(texts, 1)]
        case Matching():
            return [(name, plain_text(text)) for name, text in question.option_texts.items()]
    return []


def _gap_lines(question: Gapped, arrangement: Arrangement, width: int) -> Iterator[str]:
    """The text with the numbers of its gaps, and what can be put into them."""
    yield ""
    yield from wrapped(question.text_with_numbers.rstrip(), width, "  ")
    if isinstance(question, InlineChoice):
        for gap in question.gap_ids:
            yield ""
            shown = [id_ for id_ in arrangement if id_ in question.options_of(gap)]
            head = f"  [{gap}]"
            for name, id_ in zip(letters(len(shown)), shown, strict=True):
                yield from wrapped(question.part_text(id_), width, f"{head} {name:<2} ")
                head = " " * len(head)
    elif arrangement != question.gap_ids:
        yield ""
        for name, id_ in zip(letters(len(arrangement)), arrangement, strict=True):
            yield from wrapped(question.part_text(id_), width, f"  {name:<2} ")


def _headed(text: str, line: str, width: int) -> Iterator[str]:
    lines = wrapped(text, width)
    yield from lines
    yield line * max(map(columns, lines))


def _ask(taking: Taking, console: Console, index: int) -> int | None:
    """Ask the question at `index`; gives the place of what comes next, None where the learner is done."""
    taking.visit(index)
    question = taking.current
    way = asking(question, shown_parts(question, taking.arrangement(question.id), taking.bank.passage))
    _show(taking, console, index, way)
    while True:
        typed = console.ask(_PROMPT)
        match _command(typed, way):
            case None | "q":
                return None
            case "p":
                console.say(passage_lines(taking.bank.passage, console.width))
                console.say()
                _show(taking, console, index, way)
            case "b" if index == 0:
                console.say(["This is the first question."])
            case "b":
                return index - 1
            case "":
                return _next(taking, index)
            case "-" if taking.response(question.id) is not None and taking.respond(question.id, None):
                console.say(["Your answer is taken back."])
            case text if taking.is_told(question.id):
                console.say([f"This question is marked already, so “{_echo(text)}” changes nothing. Enter goes on."])
            case text:
                try:
                    response = way.read(_lines(text, console) if way.lines else text)
                except NotUnderstoodError:
                    console.say([f"“{_echo(text)}” is no answer here: type {way.expected}."])
                    continue
                taking.respond(question.id, response or None)
                if taking.check(question.id):
                    _tell(taking, console, index)
                    _rate(taking, console, question.id)
                return _next(taking, index)


def _lines(first: str, console: Console) -> str:
    """An answer of several lines that begins with `first`."""
    lines = [first]
    while line := console.ask(_PROMPT):
        lines.append(line)
    return "\n".join(lines)


def _rate_all(taking: Taking, console: Console) -> None:
    """Have the learner rate what was written, now that it is told how it could have been."""
    for index, id_ in enumerate(taking.order):
        question = taking.bank.question(id_)
        if question.is_rated and isinstance(taking.mark(id_), Unmarked):
            taking.visit(index)
            console.say(wrapped(f"{index + 1}. {plain_text(question.stem)}", console.width))
            for line in question.correct_lines():
                console.say(wrapped(line, console.width, "  Model answer: "))
            if not _rate(taking, console, id_):
                return


def _rate(taking: Taking, console: Console, id_: str) -> bool:
    """Ask for the points of each criterion of a question that is rated; False at the end of input."""
    question, rating = taking.bank.question(id_), {}
    if not isinstance(question, OpenResponse):
        return True
    console.say(wrapped("Rate your answer by the rubric. (Enter leaves a criterion for later)", console.width))
    for name, criterion in question.criteria.items():
        points = {str(level.points): number for number, level in enumerate(criterion.levels)}
        console.say(wrapped(plain_text(criterion.text), console.width, f"  {name}  "))
        for level in criterion.levels:
            console.say(wrapped(plain_text(level.text), console.width, f"     {level.points}  "))
        while True:
            typed = console.ask(f"points for {name}{_PROMPT}")
            if typed in points:
                rating[name] = points[typed]
            elif typed:
                console.say([f"“{_echo(typed)}” is none of these: type {' or '.join(points)}."])
                continue
            break
        if typed is None:
            break
    if taking.rate(id_, rating):
        console.say(wrapped(f"{headline(taking.mark(id_))}: {points_of(taking.mark(id_))}", console.width))
        console.say()
    return typed is not None


def _next(taking: Taking, index: int) -> int:
    """The place after `index` of what is still to be answered; beyond the last question where nothing is."""
    places = range(index + 1, len(taking.order))
    return next((place for place in places if not taking.is_told(taking.order[place])), len(taking.order))


def _command(typed: str | None, way: Asking) -> str | None:
    """What was typed, with p, b and q also for :p, :b and :q, and a text with a colon where they are an answer."""
    if typed is None:
        return None
    lowered = typed.lower()
    if lowered in (":p", ":b", ":q"):
        return lowered[1]
    if lowered in ("p", "b", "q"):
        return f"{lowered} " if lowered in way.one_letter else lowered
    return typed


def _show(taking: Taking, console: Console, index: int, way: Asking) -> None:
    question = taking.current
    console.say(question_lines(taking, index, console.width))
    console.say()
    commands = ", ".join(
        f"{':' if key in way.one_letter else ''}{key} {name}"
        for key, name in (("p", "passage"), ("b", "back"), ("q", "finish"))
    )
    if taking.is_told(question.id):
        _tell(taking, console, index)
        console.say([f"(Enter goes on, {commands})"])
        return
    response = taking.response(question.id)
    enter = "Enter leaves it unanswered"
    if response is not None:
        console.say(["Your answer so far:"])
        for line in question.summarize(response):
            console.say(wrapped(line, console.width, "  "))
        enter = "Enter keeps your answer, - takes it back"
    console.say(wrapped(f"Type {way.expected}. ({enter}, {commands})", console.width))


def _tell(taking: Taking, console: Console, index: int) -> None:
    question: Question = taking.current
    response = taking.response(question.id)
    mark = taking.mark(question.id)
    entry = QuestionReview(index + 1, question, taking.arrangement(question.id), response, mark)
    console.say(marked_lines(taking.bank, entry, console.width))
    console.say()


def _look_over(taking: Taking, console: Console) -> int | None:
    """After the last question: where some are unanswered, a chance to go to them."""
    places = [str(index + 1) for index, id_ in enumerate(taking.order) if id_ in taking.attempt.unanswered]
    if not places:
        return None
    told = f"{_count(len(places), 'question')} not answered: {', '.join(places)}."
    console.say(wrapped(f"{told} Enter finishes; a number goes to that question, b to the last one.", console.width))
    while True:
        typed = console.ask(_PROMPT)
        match typed.lower().removeprefix(":") if typed is not None else None:
            case None | "" | "q":
                return None
            case "b":
                return len(taking.order) - 1
            case "p":
                console.say(passage_lines(taking.bank.passage, console.width))
            case text if text.isdecimal() and 1 <= int(text[:9]) <= len(taking.order):
                return int(text[:9]) - 1
        console.say([f"Type a number from 1 to {len(taking.order)}, b, or Enter to finish."])


def _echo(text: str) -> str:
    return shortened(visible(text), 20)


def _count(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
