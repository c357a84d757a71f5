"""Texts as they are read aloud: one utterance a sentence, in the order in which they stand on the screen."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import plain_text
from quizapp.domain.pairs import NamedPairsQuestion
from quizapp.domain.passage import PICTURE, Passage, Span
from quizapp.domain.question import Arrangement, Question
from quizapp.domain.sentence import sentence_spans
from quizapp.domain.text import letters
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, whole_id
from quizapp.reports.attempt_text import labels
from quizapp.texts import ENGLISH, N_, Texts

_BLANK = N_("blank {number}")
_NAMED = N_("{name}: {text}")
_GAP = re.compile(r"\[(\d+)\]")


class Utterance(NamedTuple):
    """A sentence that is read aloud.

    `span` is its place in the passage; None for one of a question. `part` is the part of the question that it belongs
    to, as in its arrangement; empty for the stem.
    """

    text: str
    span: Span | None = None
    part: str = ""


def spoken_passage(passage: Passage) -> tuple[Utterance, ...]:
    """The sentences of `passage`; each has as many characters as its place in the text."""
    spans = [sentence.span for sentence in passage.sentences]
    spans += [_of_image(block.start, block.text) for block in passage.blocks if block.image is not None]
    told = (Utterance(passage.text[span.start : span.end].replace("\n", " "), span) for span in sorted(spans))
    return tuple(each for each in told if _can_be_said(each.text))


def _of_image(start: int, text: str) -> Span:
    return Span(start + len(text) - len(text.lstrip(f"{PICTURE}\u2028")), start + len(text))


def spoken_question(question: Question, arrangement: Arrangement, translate: Texts = ENGLISH) -> tuple[Utterance, ...]:
    """The stem of `question`, the text below it, its parts as they are shown, and what they can be put to."""
    image = question.image
    texts = [("", plain_text(question.stem)), ("", "" if image is None else image.alt_line)]
    told = (*texts, *_below(question, arrangement, translate))
    return tuple(
        Utterance(" ".join(text[start:end].split()), part=part)
        for part, text in told
        for start, end in sentence_spans(text)
        if _can_be_said(text[start:end])
    )


def _below(question: Question, arrangement: Arrangement, translate: Texts) -> Iterator[tuple[str, str]]:
    match question:
        case TwoPart():
            for at, inner in question.questions.items():
                name = translate(PART_NAMES[at])
                yield at, translate(_NAMED, name=name, text=plain_text(inner.stem))
                for part, text in _below(inner, part_arrangement(arrangement, at), translate):
                    yield whole_id(at, part) if part else at, text
        case Gapped():
            yield "", _GAP.sub(lambda gap: translate(_BLANK, number=gap[1]), question.text_with_numbers)
            for id_ in arrangement if arrangement != question.gap_ids else ():
                gap = id_.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if isinstance(question, InlineChoice) else ""
                text = plain_text(question.part_text(id_, translate))
                name = translate(_BLANK, number=gap)
                yield id_, translate(_NAMED, name=name, text=text) if gap else text
        case HighlightWords():
            yield "", " ".join(question.sentence.split())
        case EvidenceSelection():
            return
        case _:
            named = labels(question, arrangement)
            if isinstance(question, TrueFalse):  # which has letters of another kind where it is typed
                named = dict(zip(arrangement, letters(len(arrangement)), strict=True))
            for id_, label in named.items():
                text = plain_text(question.part_text(id_, translate))
                yield id_, translate(_NAMED, name=label, text=text)
            for text in _values(question):
                yield "", text


def _values(question: Question) -> list[str]:
    """The texts of what the parts can be put to."""
    match question:
        case NamedPairsQuestion():
            return [plain_text(text) for text in question.values]
        case Matching():
            return [f"{name}: {plain_text(text)}" for name, text in question.value_texts.items()]
    return []


def _can_be_said(text: str) -> bool:
    return any(map(str.isalnum, text))
