"""Banks of the articles of OneStopQA: one for each article, with its reading levels; nothing of it is lost."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import Evidence, LevelQuote, Quote, quote_of
from quizapp.domain.language import without_accents
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.passage import Passage, Span, read_passage
from quizapp.interchange.losses import Imported, Item, LossReport
from quizapp.interchange.onestopqa import (
    AUTHOR,
    LEVELS,
    LICENSE,
    Article,
    Level,
    Pieces,
    markdown_of,
    read_article,
    single_choice,
)
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.problems import Problem
from quizapp.question_types.single_choice import SingleChoice


class OneStopQaImporter:
    def read(self, source: Source) -> Imported:
        """Does what `Importer.read` does; an article with mistakes gives no bank, but each of them with its line."""
        banks: list[Bank] = []
        items: list[Item] = []
        problems: list[Problem] = []
        for name in source.names:
            try:
                text = source.text(name)
            except RefusedSourceError as refused:
                return Imported((), LossReport(), (refused.problem,))
            article, wrong = read_article(text, Path(name))
            problems += wrong
            if article is not None:
                wanted = tuple(level for level in LEVELS if level in source.levels) or tuple(LEVELS)
                banks.append(bank_of(article, Path(name).stem, wanted))
                items += _items_of(article, banks[-1])
        return Imported(tuple(banks), LossReport(tuple(item.report for item in items)), tuple(problems))


def _items_of(article: Article, bank: Bank) -> Iterator[Item]:
    text = Item(1, article.title)
    text.made = 1
    yield text
    lines = (question.line for paragraph in article.paragraphs for question in paragraph.questions)
    for line, question in zip(lines, bank.questions, strict=True):
        item = Item(line, question.stem)
        item.made, item.ids, item.bank = 1, [question.id], bank.id
        yield item


def bank_of(article: Article, name: str, levels: Sequence[Level] = (*LEVELS,)) -> Bank:
    """The article at `levels`, from the easiest on, as a bank; its id is made from `name`, the file's.

    The last of the levels is the standard one. Questions are named ``p1-q1`` by their paragraph and their place in it.
    They cover their critical span, ``p1-a1``, the third one also that with which it shares a part of it.
    """
    passages = {level: read_passage(markdown_of(article, level)) for level in levels}
    standard = levels[-1]
    passage = passages[standard]
    questions = tuple(_questions(article, passages))
    paragraphs = len(article.paragraphs)
    count = f"{len(questions)} questions on {paragraphs} paragraph{'' if paragraphs == 1 else 's'}"
    where = f"at the {standard} level" if len(levels) == 1 else f"at {len(levels)} reading levels"
    versions = (ReadingLevel(_id_of(each, standard), each.capitalize(), passages[each]) for each in levels)
    return Bank(
        id=bank_id(name, () if len(levels) == len(LEVELS) else levels),
        title=passage.title,
        description=f"{count}, {where}.",
        language="en",
        author=AUTHOR,
        license=LICENSE,
        passage=passage,
        about=read_passage(_ABOUT.format(levels=", ".join(levels))),
        questions=questions,
        content_hash="",
        levels=tuple(versions) if len(levels) > 1 else (),
    )


def _id_of(level: Level, standard: Level) -> str:
    return STANDARD if level == standard else level


def bank_id(name: str, levels: Sequence[Level] = ()) -> str:
    """The id of the bank that is made of the article in the file `name`, of these levels alone if any are given."""
    end = "".join(f"-{level}" for level in levels)
    longest = 64 - len(end)
    words = re.findall("[a-z0-9]+", without_accents(name).casefold()) or ["article"]
    slug = words[0][:longest]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > longest:
            break
        slug += f"-{word}"
    return f"{slug}{end}"


_ABOUT = """\
# Where this text comes from

This is an article from OneStopQA (Yevgeni Berzak, Jonathan Malmaud and Roger Levy, *STARC: \
Structured Annotations for Reading Comprehension*, ACL 2020; github.com/berzak/onestop-qa). There, articles of *The \
Guardian*, taken from the corpus OneStopEnglish, are given at three reading levels. Here: {levels}.

The text, the questions and their options are as published. The marks of the places that an option rests on were made \
into quotations from the text. All of it is licensed under CC BY-SA 4.0.
"""


def _questions(article: Article, passages: Mapping[Level, Passage]) -> Iterator[SingleChoice]:
    for number, paragraph in enumerate(article.paragraphs, 1):
        for at, question in enumerate(paragraph.questions, 1):
            covers = [f"p{number}-a{which}" for which in (at, question.shares_with) if which]
            texts = {level: paragraph.texts[level] for level in passages}
            evidence = (
                _evidence(passages, {level: (number, pieces[at - 1]) for level, pieces in of_kind.items()})
                for of_kind in (
                    {level: text.critical for level, text in texts.items()},
                    {level: text.distractor for level, text in texts.items()},
                )
            )
            yield single_choice(f"p{number}-q{at}", question, tuple(covers), *evidence)


def _evidence(passages: Mapping[Level, Passage], pieces: Mapping[Level, tuple[int, Pieces]]) -> Evidence:
    """The quotations of a span: each piece of it at one level with the piece at the same place at each other."""
    quotes: list[str | Quote] = []
    for at in range(max(len(of_level) for _, of_level in pieces.values())):
        found: dict[Level, str | Quote] = {}
        spans: dict[Level, list[Span]] = {}
        for level, (number, of_level) in pieces.items():
            start = passages[level].blocks[number - 1].start
            spans[level] = [Span(piece.start + start, piece.end + start) for piece in of_level[at : at + 1]]
            found[level] = quote_of(passages[level], spans[level][0]) if spans[level] else ""
        *others, standard = found
        own = found[standard]
        quote = Quote(own) if isinstance(own, str) else own
        levels = {
            level: _level_quote(found[level])
            for level in others
            if not (quote.quote and spans[level])
            or passages[level].find(quote.quote, quote.prefix, quote.suffix) != spans[level]
        }
        quotes.append(msgspec.structs.replace(quote, levels=levels) if levels else own)
    return quotes[0] if len(quotes) == 1 else tuple(quotes)


def _level_quote(quote: str | Quote) -> str | LevelQuote:
    return quote if isinstance(quote, str) else LevelQuote(quote.quote, quote.prefix, quote.suffix)
