"""Paper sheets of an assignment: the versions A to D, what learners are given, and the teacher's answer key."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Literal, NamedTuple

from quizapp.domain.assignment import Assignment
from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import points_text
from quizapp.domain.passage import Passage, Span
from quizapp.domain.question import Arrangement, Question
from quizapp.domain.runs import joined
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.two_part import PART_NAMES, TwoPart
from quizapp.question_types.word_bank import WordBank
from quizapp.reports.paper_forms import Element, paper_form
from quizapp.reports.paper_letters import paper_parts, typed_as
from quizapp.reports.words import worth_text
from quizapp.texts import ENGLISH, Texts

Letter = Literal["A", "B", "C", "D"]
LETTERS: tuple[Letter, ...] = ("A", "B", "C", "D")


class VersionPart(NamedTuple):
    """One part of an assignment in a version: the ids of its questions as they are asked, and their arrangements."""

    order: tuple[str, ...]
    arrangements: Mapping[str, Arrangement]


def version_random(assignment: Assignment, letter: Letter, part: int) -> Random:
    """The source of a version's shuffling, which is the same at each printing: see `version_part`."""
    return Random(f"{assignment.id} {letter} {part}")  # no secret


def version_order(assignment: Assignment, letter: Letter, part: int) -> tuple[str, ...]:
    """The questions of a part as a version asks them.

    Version A has the teacher's order, unless questions are shuffled anyway; the others each have one of their own.
    """
    order = list(assignment.parts[part].order)
    if letter != "A" or assignment.settings.is_shuffled:
        Random(f"{assignment.id} {letter} {part} order").shuffle(order)
    return tuple(order)


def version_part(assignment: Assignment, letter: Letter, part: int) -> VersionPart:
    """One part in a version. A `Taking` with `version_random` and `version_order` has the same arrangements."""
    bank = assignment.printed(assignment.parts[part].bank)
    random = version_random(assignment, letter, part)
    order = version_order(assignment, letter, part)
    return VersionPart(order, {id_: bank.question(id_).arrange(random) for id_ in order})


class Place(NamedTuple):
    """A question in a version: its number on the sheet, from 1, its part, and the parts that paper shows of it."""

    number: int
    part: int
    question: Question
    parts: Arrangement


def places(assignment: Assignment, letter: Letter, banks: Sequence[Bank] = ()) -> tuple[Place, ...]:
    """The questions of a version in the order of the sheet; those of `banks`, as mended, where they are given."""
    found: list[Place] = []
    for index, part in enumerate(assignment.parts):
        bank = assignment.printed(banks[index] if banks else part.bank)
        version = version_part(assignment, letter, index)
        for id_ in version.order:
            question = bank.question(id_)
            parts = paper_parts(question, version.arrangements[id_], bank.passage)
            found.append(Place(len(found) + 1, index, question, parts))
    return tuple(found)


# what learners are given


class SheetQuestion(NamedTuple):
    """A question on a sheet; its texts can have emphasis (see `inline.InlineText`)."""

    number: int
    stem: str
    points: str
    form: tuple[Element, ...]
    image: Image | None


def sheet_question(
    number: int, question: Question, parts: Arrangement, translate: Texts = ENGLISH, *, has_text: bool
) -> SheetQuestion:
    """A question with this number as a sheet shows it; nothing of its key is in it."""
    form = paper_form(question.without_key(), parts, translate, has_text=has_text)
    points = _points(Fraction(question.weight) * question.possible, question, translate)
    return SheetQuestion(number, inline_text(question.stem), points, form, question.image)


class SheetPart(NamedTuple):
    """A text with its questions. `passage` is None where it is left out; its sentences may be numbered."""

    passage: Passage | None
    has_sentence_numbers: bool
    images: Mapping[str, bytes]
    questions: tuple[SheetQuestion, ...]


class Sheet(NamedTuple):
    """A version of an assignment as learners are given it. `letter` is empty where there is only one version.

    `minutes` are those for each text, 0 for no limit. `facts` say how much there is to do and to earn.
    """

    title: str
    class_name: str
    letter: str
    facts: str
    parts: tuple[SheetPart, ...]


def paper_sheet(assignment: Assignment, letter: Letter, is_only: bool = False, translate: Texts = ENGLISH) -> Sheet:
    """The sheet of a version; nothing of the key is in it. `is_only`: no other version is handed out."""
    settings = assignment.settings
    by_part: dict[int, list[SheetQuestion]] = {}
    total = Fraction(0)
    asked = places(assignment, letter)
    for number, part, question, parts in asked:
        total += Fraction(question.weight) * question.possible
        shown = sheet_question(number, question, parts, translate, has_text=not settings.without_passage)
        by_part.setdefault(part, []).append(shown)
    facts = [
        translate.plural("%n questions", len(asked)),
        worth_text(total, translate),
    ]
    if settings.time_limit:
        facts.append(time_limit_text(Fraction(settings.time_limit) / 60, len(by_part) == 1, translate))
    return Sheet(
        assignment.title,
        assignment.class_name,
        "" if is_only else letter,
        " · ".join(facts),
        tuple(
            SheetPart(
                bank.passage if bank.has_passage and not settings.without_passage else None,
                has_numbered_sentences(bank),
                bank.images,
                tuple(questions),
            )
            for bank, questions in (
                (assignment.printed(assignment.parts[part].bank), asked) for part, asked in sorted(by_part.items())
            )
        ),
    )


def has_numbered_sentences(bank: Bank) -> bool:
    """Tells whether a question of `bank` is answered with sentences of its passage."""
    return any(isinstance(each, EvidenceSelection) for question in bank.questions for each in _with_parts(question))


def _with_parts(question: Question) -> Iterator[Question]:
    yield question
    for field in question.nested:
        yield from _with_parts(getattr(question, field))


def time_limit_text(minutes: Fraction, is_one_text: bool, translate: Texts) -> str:
    """Say how many minutes there are, for each text where there are several."""
    if minutes.denominator == 1:
        return translate.plural("%n minutes" if is_one_text else "%n minutes for each text", int(minutes))
    shown = translate.number(points_text(minutes))
    return translate("{minutes} minutes" if is_one_text else "{minutes} minutes for each text", minutes=shown)


def _points(points: Fraction, question: Question, translate: Texts) -> str:
    worth = worth_text(points, translate)
    return translate("{points}, all or nothing", points=worth) if question.is_all_or_nothing else worth


# the answer key


class Quoted(NamedTuple):
    """Words of the passage that show why: their place in it, its paragraph (0 for none), and their sentence's number
    on paper, 0 where sentences have none.
    """

    span: Span
    paragraph: int
    sentence: int
    words: str


class KeyQuestion(NamedTuple):
    """A question in the key. `typed` is its number in each version, with the answer in that version's letters.

    `notes` say what counts too, `rubric` has each criterion with its levels, the best first.
    """

    part: int
    stem: str
    points: str
    typed: Mapping[str, tuple[int, str]]
    answers: tuple[str, ...]
    notes: tuple[str, ...]
    is_model: bool
    rubric: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    why: str
    evidence: tuple[Quoted, ...]


class AnswerKey(NamedTuple):
    """The answer key of some versions: the answers of each by their numbers, and each question with the reasons."""

    title: str
    class_name: str
    answers: Mapping[str, tuple[tuple[int, str], ...]]
    questions: tuple[KeyQuestion, ...]
    parts: tuple[tuple[Passage, bool], ...]


def answer_key(
    assignment: Assignment, versions: Sequence[Letter], banks: Sequence[Bank] = (), translate: Texts = ENGLISH
) -> AnswerKey:
    """The key of these versions; that of `banks`, as mended, where they are given.

    Questions come in the order of the first version.
    """
    banks = tuple(map(assignment.printed, banks or (part.bank for part in assignment.parts)))
    typed: dict[tuple[int, str], dict[str, tuple[int, str]]] = {}
    answers: dict[str, tuple[tuple[int, str], ...]] = {}
    for letter in versions:
        column = []
        for number, part, question, parts in places(assignment, letter, banks):
            text = typed_key(question, parts, banks[part].passage, translate)
            typed.setdefault((part, question.id), {})[letter] = (number, text)
            told = translate("written answer") if question.is_rated else text
            column.append((number, told))
        answers[letter] = tuple(column)
    questions = tuple(
        key_question(banks[part], part, banks[part].question(id_), of_versions, translate)
        for (part, id_), of_versions in typed.items()
    )
    parts_of_it = tuple((bank.passage, has_numbered_sentences(bank)) for bank in banks)
    return AnswerKey(assignment.title, assignment.class_name, answers, questions, parts_of_it)


def typed_key(question: Question, parts: Arrangement, passage: Passage, translate: Texts = ENGLISH) -> str:
    """The correct response as it is typed from a sheet with these `parts`; a model answer for a written one."""
    return typed_as(question, parts, question.correct_response(), passage, translate)


def key_question(
    bank: Bank, part: int, question: Question, typed: Mapping[str, tuple[int, str]], translate: Texts = ENGLISH
) -> KeyQuestion:
    """A question with its reasons; `typed` is as in `KeyQuestion`."""
    worth = Fraction(question.weight) * question.possible
    correct = question.correct_response()
    lines = (
        question.correct_lines(translate)
        if question.is_rated
        else question.summarize_in(correct, bank.passage, translate)
    )
    rubric: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = ()
    if isinstance(question, OpenResponse):
        rubric = tuple(
            (
                inline_text(criterion.text),
                tuple(
                    (level.points, inline_text(level.text))
                    for level in sorted(criterion.levels, key=lambda level: -level.points)
                ),
            )
            for criterion in question.rubric
        )
    whys = [inline_text(each.explanation) for each in _with_parts(question) if each.explanation]
    sentences = [each.span for each in bank.passage.sentences if not each.is_heading]
    numbered = has_numbered_sentences(bank)
    evidence = tuple(
        Quoted(
            span,
            bank.passage.paragraph_of(span.start),
            _sentence_at(sentences, span) if numbered else 0,
            bank.passage.words_of(span),
        )
        for span in dict.fromkeys(bank.spans(question.key_evidence))
    )
    return KeyQuestion(
        part,
        inline_text(question.stem),
        _points(worth, question, translate),
        typed,
        tuple(lines),
        tuple(_notes(question, translate)),
        question.is_rated,
        rubric,
        joined(whys, " "),
        evidence,
    )


def _sentence_at(sentences: Sequence[Span], span: Span) -> int:
    return next((number for number, each in enumerate(sentences, 1) if each.start <= span.start < each.end), 0)


def _notes(question: Question, translate: Texts) -> Iterator[str]:
    """Responses that count beside the correct response, where that is more than one thing."""
    match question:
        case ShortAnswer(accepted=accepted) if len(accepted) > 1:
            yield _also([_with_share(each.text, Fraction(each.share)) for each in accepted], "", translate)
        case GapFill(gaps=gaps):
            for number, gap in enumerate(gaps, 1):
                if len(gap.accepted) > 1:
                    texts = [_with_share(each.text, Fraction(each.share)) for each in gap.accepted]
                    yield _also(texts, str(number), translate)
        case WordBank(gaps=words):
            for number, word_gap in enumerate(words, 1):
                if len(word_gap.keys) > 1:
                    yield _also([plain_text(key) for key in word_gap.keys], str(number), translate)
        case Numeric(tolerance=tolerance, bands=bands):
            if tolerance.strip() not in ("", "0"):
                yield translate("Right within ± {tolerance}.", tolerance=tolerance.strip().lstrip("±"))
            for band in bands:
                yield translate(
                    "{share} % of the points within ± {within}.",
                    share=translate.number(points_text(Fraction(band.share) * 100)),
                    within=band.within.strip().lstrip("±"),
                )
        case TwoPart():
            for at, part in question.questions.items():
                for note in _notes(part, translate):
                    yield f"{translate(PART_NAMES[at])}: {note}"


def _also(texts: Sequence[str], gap: str, translate: Texts) -> str:
    told = "; ".join(texts)
    return translate("Gap {number}, what counts: {texts}" if gap else "What counts: {texts}", number=gap, texts=told)


def _with_share(text: str, share: Fraction) -> str:
    return text if share == 1 else f"{text} ({points_text(share * 100)} %)"
