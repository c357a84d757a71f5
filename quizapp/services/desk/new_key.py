"""Another key: a question that is marked by another right response, with all else as its author wrote it."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from quizapp.domain.evidence import LevelQuote, Quote, quote_of
from quizapp.domain.inline import plain_text
from quizapp.domain.level import STANDARD
from quizapp.domain.level_sentences import corresponding
from quizapp.domain.mark import Points
from quizapp.domain.option import Option
from quizapp.domain.pairs import PairsQuestion
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question, Response
from quizapp.domain.text import fold
from quizapp.domain.typed_answer import Accepted
from quizapp.errors import QuizAppError
from quizapp.problems import Mistake
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords, KeyWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.record import question_of
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart, part_response
from quizapp.question_types.word_bank import WordBank


def with_key(question: Question, response: Response, passage: Passage) -> Question:
    """Give the question that `response` answers rightly, in the place of what was right so far.

    What the author says for the old key is left out: the explanation, the evidence of the question, and all that is
    said of each option, row or item whose right value changes.

    Raises:
        QuizAppError: a person marks it, or `response` cannot be a key of it.
    """
    if question.is_rated:
        raise QuizAppError("A person marks this question: it has no key.", "Rate its answers, or set their points.")
    try:
        changed = _with_key(question, response, passage)
        changed = question_of(to_builtins(changed))  # it refuses what is not of the record's types
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):  # a response of another type of question
        changed = None
    if changed is None or next(_mistakes(changed, passage), None) is not None or not _is_full(changed, response):
        raise QuizAppError("This answer cannot be the key of the question.", "Answer all of the question.")
    return changed


def _mistakes(question: Question, passage: Passage) -> Iterator[Mistake]:
    question.attach(passage)
    yield from question.mistakes()
    yield from question.evidence_mistakes(passage)


def _is_full(question: Question, response: Response) -> bool:
    mark = question.mark(response)
    return isinstance(mark, Points) and mark.full


def _with_key(question: Question, response: Any, passage: Passage) -> Question:
    """The question with another key; the author's reasons for the old one go with it."""
    changed = _keyed(question, response, passage)
    return changed if _is_full(question, response) else replace(changed, explanation="", evidence=())


def _keyed(question: Question, response: Any, passage: Passage) -> Question:
    match question:
        case SingleChoice() | MultipleChoice():
            return replace(question, options=_options(question.options, question.ids, response))
        case TrueFalse():
            changing = {question.key, response} if response != question.key else set()
            notes = {answer: note for answer, note in question.options.items() if answer not in changing}
            return replace(question, key=response, options=notes)
        case Table():
            rows = zip(question.ids, question.rows, strict=True)
            return replace(
                question, rows=tuple(_part(question, row, id_, response, key=response[id_]) for id_, row in rows)
            )
        case Categorize():
            statements = zip(question.ids, question.statements, strict=True)
            sorted_ = tuple(_part(question, each, id_, response, category=response[id_]) for id_, each in statements)
            return replace(question, statements=sorted_)
        case Matching():
            prompts = zip(question.ids, question.prompts, strict=True)
            texts = question.value_texts
            matched = tuple(
                _part(question, prompt, id_, response, option=texts[response[id_]]) for id_, prompt in prompts
            )
            return replace(question, prompts=matched)
        case Ordering():
            items = dict(zip(question.ids, question.items, strict=True))
            places = zip(response, question.ids, strict=True)
            return replace(
                question, items=tuple(items[id_] if id_ == old else _unsaid(items[id_]) for id_, old in places)
            )
        case ShortAnswer():
            return replace(
                question, accepted=(Accepted(response),), anticipated=_others(question.anticipated, response)
            )
        case Numeric():
            return replace(question, key=response, anticipated=())
        case GapFill():
            return replace(
                question,
                gaps=tuple(
                    replace(
                        gap,
                        accepted=(Accepted(response[id_]),),
                        anticipated=_others(gap.anticipated, response[id_]),
                    )
                    for id_, gap in zip(question.gap_ids, question.gaps, strict=True)
                ),
            )
        case InlineChoice():
            return replace(
                question,
                gaps=tuple(
                    replace(gap, options=_options(gap.options, tuple(question.options_of(id_)), response[id_]))
                    for id_, gap in zip(question.gap_ids, question.gaps, strict=True)
                ),
            )
        case WordBank():
            words = [question.word(response[id_]) for id_ in question.gap_ids]
            return replace(
                question,
                gaps=tuple(
                    replace(gap, key=word, anticipated=_others(gap.anticipated, word))
                    for gap, word in zip(question.gaps, words, strict=True)
                ),
            )
        case EvidenceSelection():
            return _with_sentences(question, response, passage)
        case HighlightWords():
            return _with_words(question, response)
        case TwoPart():
            return replace(
                question,
                part_a=_with_key(question.part_a, part_response(response, "a"), passage),
                part_b=_with_key(question.part_b, part_response(response, "b"), passage),
            )
    raise ValueError(question.type_name)


def _options(options: Sequence[Option], ids: Sequence[str], keys: str | Sequence[str]) -> tuple[Option, ...]:
    right = (keys,) if isinstance(keys, str) else keys
    return tuple(
        option if option.key == (id_ in right) else replace(_unsaid(option), key=id_ in right, role="")
        for id_, option in zip(ids, options, strict=True)
    )


def _part(question: PairsQuestion, part: Any, id_: str, response: Any, **key: str) -> Any:
    """A part with its right value, without the author's words where that is another one."""
    return part if response[id_] == question.right[id_] else replace(_unsaid(part), **key)


def _unsaid(part: Any) -> Any:
    """A part without the author's feedback and evidence."""
    return replace(part, feedback="", evidence=())


def _others(anticipated: Sequence[Any], key: str) -> tuple[Any, ...]:
    """The wrong answers that are not `key` now."""
    return tuple(each for each in anticipated if fold(plain_text(each.text)).casefold() != fold(key).casefold())


def _with_sentences(question: EvidenceSelection, response: tuple[str, ...], passage: Passage) -> Question:
    chosen = tuple(_key_quote(question, text) for text in response)
    names = {fold(text) for text in response}
    wrong = tuple(
        each
        for each in question.distractors
        if (sentence := question.key_sentence(each.quotation, passage)) is None or fold(sentence.name) not in names
    )
    select = len(chosen) if question.select else 0
    return replace(question, keys=chosen, distractors=wrong, select=select)


def _key_quote(question: EvidenceSelection, text: str) -> Quote:
    """The quotation of the sentence `text`, at each level of the passage.

    Raises:
        QuizAppError: a level has no sentence that corresponds to it.
    """
    if (index := question.key_of(text)) is not None and question.has_levels:
        return question.quotes[index]
    levels: dict[str, str | LevelQuote] = {}
    for version in question.versions:
        sentence = corresponding(question.versions, [text], version)[text]
        if sentence is None:
            raise QuizAppError(
                "A sentence of the new key is not in the text at every reading level.",
                "Leave the question out, or give its points to all.",
            )
        quote = quote_of(version.passage, sentence.span)
        levels[version.level] = quote if isinstance(quote, str) else LevelQuote(quote.quote, quote.prefix, quote.suffix)
    levels.pop(STANDARD, None)
    return Quote(text, levels=levels)


def _with_words(question: HighlightWords, response: tuple[str, ...]) -> Question:
    words = [fold(word.text) for word in question.words]
    keys = []
    for number in sorted(map(int, response)):
        word = words[number - 1]
        several = words.count(word) > 1
        keys.append(KeyWords(question.words[number - 1].text, words[:number].count(word) if several else 0))
    chosen = {fold(key.text) for key in keys}
    wrong = tuple(each for each in question.distractors if not chosen & set(fold(each.text).split()))
    return replace(question, keys=tuple(keys), distractors=wrong)
