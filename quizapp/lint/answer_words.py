"""The words that tell what is right in a question, and texts that hold them."""

from collections.abc import Iterator
from typing import NamedTuple

from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import plain_text
from quizapp.domain.question import Question
from quizapp.domain.sentence import sentence_spans
from quizapp.lint.item import Item, Part, typed_keys
from quizapp.lint.wording import content, tokens
from quizapp.problems import Path
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.true_false import TrueFalse

Words = frozenset[str]


class Right(NamedTuple):
    """Something that is right in a question: the words that set it apart, and those of the stem, the `context`, some of
    which must stand beside them.
    """

    path: Path
    text: str
    words: Words
    context: Words


def rights_of(item: Item, part: Part) -> Iterator[Right]:
    """The right answer to one of the questions of an item, with the words that set it apart."""
    language = item.language

    def words_in(text: str) -> Words:
        return content(tokens(text, language), language)

    path, question = part
    stem = words_in(plain_text(question.stem)) | words_in(item.stems[0].text)
    for options in item.option_sets:
        if options.path[: len(path)] != path:
            continue
        context = stem
        if isinstance(question, Gapped):
            context = words_in(_around(question, int(options.path[-2]) + 1))
        wrong = frozenset[str]().union(*(content(choice.words, language) for choice in options.distractors))
        for choice in options.keys:
            own = content(choice.words, language)
            yield Right(choice.path, choice.text, (own - wrong) or own, context)
    for rows in item.rows:
        if rows.path[: len(path)] == path:
            for row in rows.rows:
                others = frozenset[str]().union(*(words_in(value) for value in rows.values if value != row.key))
                is_named = rows.type_name != "table" or len(rows.values) > 3
                key = words_in(row.key) - others if is_named else frozenset[str]()
                yield Right(row.path, row.text, words_in(row.text) | key, stem)
    for at, key_text in typed_keys([part]):
        context = words_in(_around(question, int(at[len(path) + 1]) + 1)) if isinstance(question, Gapped) else stem
        yield Right(at, key_text, words_in(key_text) - context, context)
    yield from _whole_sentences(item, path, question, stem)


def _around(question: Gapped, gap: int) -> str:
    """The sentence in which a gap stands."""
    text = plain_text(question.text)
    sign = f"[{gap}]"
    sentences = (line[start:end] for line in text.split("\n") for start, end in sentence_spans(line))
    return next((sentence for sentence in sentences if sign in sentence), text)


def _whole_sentences(item: Item, path: Path, question: Question, stem: Words) -> Iterator[Right]:
    """Statements that are true, and sentences that are to be selected."""
    match question:
        case TrueFalse() if question.key == "true":
            yield Right((*path, "stem"), plain_text(question.stem), stem, stem)
        case EvidenceSelection():
            for index, quote in enumerate(question.quotes):
                sentence = question.key_sentence(quote, item.passage)
                if sentence is not None:
                    words = content(tokens(sentence.name, item.language), item.language)
                    yield Right((*path, "keys", index), sentence.name, words, stem)


def is_told(right: Right, found: Words) -> bool:
    """Tells whether enough of the words of `right` are in `found`: the fewer they are, the more of them."""
    there, count = len(right.words & found), len(right.words)
    context = len((right.context - right.words) & found)
    if count <= 2:
        return 0 < count == there and context >= 3 - count
    return there >= max(2, 0.6 * count) and (context >= 2 or there == count)
