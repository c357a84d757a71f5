"""A passage and a question as a terminal shows them."""

from collections.abc import Iterator

from quizapp.domain.gaps import Gapped
from quizapp.domain.image import Image
from quizapp.domain.inline import plain_text
from quizapp.domain.pairs import NamedPairsQuestion
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Question
from quizapp.domain.text import letters
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, whole_id
from quizapp.reports.attempt_text import labels
from quizapp.reports.names import skill_name, type_name
from quizapp.reports.plain_text import columns, wrapped
from quizapp.reports.words import worth_text
from quizapp.services.taking import Taking
from quizapp.terminal.language import translate


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
    """The description of an image, in place of it."""
    yield from wrapped(translate("[Image: {description}]", description=image.alt_line), width, margin)
    if image.caption:
        yield from wrapped(" ".join(image.caption.split()), width, margin)


def question_lines(taking: Taking, index: int, width: int) -> Iterator[str]:
    """The question at `index` as it is asked, its parts in the order in which they are shown to this learner."""
    question = taking.bank.question(taking.order[index])
    place = translate("Question {number} of {count}", number=index + 1, count=len(taking.order))
    about = [place, type_name(question.type_name, translate)]
    if question.skill:
        about.append(skill_name(question.skill, translate))
    worth = worth_text(question.possible, translate)
    about.append(translate("{points}, all or nothing", points=worth) if question.is_all_or_nothing else worth)
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
            yield from wrapped(f"{translate(PART_NAMES[at])} · {type_name(part.type_name, translate)}", width)
            yield from wrapped(plain_text(part.stem), width)
            yield from _asked_lines(part, part_arrangement(arrangement, at), width)
        return
    if isinstance(question, OpenResponse) and (question.words.least or question.words.most):
        least, most = question.words.least, question.words.most
        if least and most:
            advice = translate.plural("({least} to %n words or so)", most, least=least)
        elif least:
            advice = translate.plural("(at least %n words or so)", least)
        else:
            advice = translate.plural("(at most %n words or so)", most)
        yield from wrapped(advice, width)
    yield from _asked_lines(question, arrangement, width)


def shown_parts(question: Question, arrangement: Arrangement, passage: Passage) -> Arrangement:
    """The parts to choose from: the parts in their arrangement, or the sentences that can be selected."""
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
    """The parts to be answered below the stem, in the order of `arrangement`."""
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
    parts = labels(question, arrangement, translate)
    if parts:
        yield ""
    for id_, label in parts.items():
        yield from wrapped(question.part_text(id_, translate), width, f"  {label:<2} ")
    values = _values(question)
    if values:
        yield ""
    for name, text in values:
        yield from wrapped(text, width, f"  {name:<2} ")


def _values(question: Question) -> list[tuple[str, str]]:
    """The values that the parts can be put to, each with the number or letter that is typed for it."""
    match question:
        case NamedPairsQuestion():
            return [(str(number), plain_text(text)) for number, text in enumerate(question.values, 1)]
        case Matching():
            return [(name, plain_text(text)) for name, text in question.value_texts.items()]
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
                yield from wrapped(question.part_text(id_, translate), width, f"{head} {name:<2} ")
                head = " " * len(head)
    elif arrangement != question.gap_ids:
        yield ""
        for name, id_ in zip(letters(len(arrangement)), arrangement, strict=True):
            yield from wrapped(question.part_text(id_, translate), width, f"  {name:<2} ")


def _headed(text: str, line: str, width: int) -> Iterator[str]:
    lines = wrapped(text, width)
    yield from lines
    yield line * max(map(columns, lines))
