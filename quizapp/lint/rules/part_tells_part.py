"""A part of a question that prints the answer to the other one."""

from collections.abc import Iterator

from quizapp.domain.text import shortened
from quizapp.lint.answer_words import Right, is_told, rights_of
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item, Part
from quizapp.lint.wording import content
from quizapp.texts import N_


def _check(item: Item) -> Iterator[Fault]:
    if not item.question.nested:
        return
    for part in item.parts:
        for other in item.parts:
            if other is not part:
                yield from _told_by(item, part, other)


def _told_by(item: Item, part: Part, other: Part) -> Iterator[Fault]:
    texts = [
        (shown, content(words, item.language))
        for shown, words in zip(item.shown, item.shown_words, strict=True)
        if shown.path[: len(other.path)] == other.path
    ]
    tempting = list(_wrong(item, part))
    for right in rights_of(item, part):
        for shown, words in texts:
            if is_told(right, words) and not any(is_told(wrong, found) for wrong in tempting for _, found in texts):
                text = N_("The other part prints the answer, in “{text}”.")
                yield Fault(right.path, text, {"text": shortened(shown.text.rstrip(".!? "), 80)})
                return


def _wrong(item: Item, part: Part) -> Iterator[Right]:
    """The distractors of a part, as if each were right."""
    for options in item.option_sets:
        if options.path[: len(part.path)] == part.path:
            keys = frozenset[str]().union(*(content(choice.words, item.language) for choice in options.keys))
            stem = content(item.stem_words, item.language)
            for choice in options.distractors:
                own = content(choice.words, item.language)
                yield Right(choice.path, choice.text, (own - keys) or own, stem)


RULE = Rule(
    "part_tells_part",
    "warning",
    N_("Both parts are on the screen together, so what one of them prints can answer the other."),
    N_("Ask part B without the words of the answer, or quote a place for each option of part A."),
    "Millman, Bishop & Ebel 1965",
    ("en", "es"),
    _check,
)
