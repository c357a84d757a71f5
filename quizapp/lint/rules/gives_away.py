"""A question that tells what is right in another one of its bank."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.domain.inline import plain_text
from quizapp.domain.text import shortened
from quizapp.lint.answer_words import Right, Words, is_told, rights_of
from quizapp.lint.feedback import feedback_in
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.wording import content, tokens
from quizapp.texts import N_

_COMMON_SHARE = 0.2
"""A word in more than this share of a bank's questions is common, and sets nothing apart."""
_FEWEST_COMMON = 5
"""A word in fewer questions than this is never common."""


class _Told(NamedTuple):
    """A text of a question, with its words; `is_late` for one that is read only once the question is answered."""

    question: int
    text: str
    words: Words
    is_late: bool


def _texts(bank: ItemBank) -> Iterator[_Told]:
    language = bank.language
    for index, item in enumerate(bank.items):
        stem = content(item.stem_words, language)
        for shown, words in zip(item.shown, item.shown_words, strict=True):
            whole = content(words, language) | (frozenset() if shown.path[-1] in ("stem", "text") else stem)
            yield _Told(index, shown.text, whole, is_late=False)
        late = [plain_text(text) for _, text in feedback_in(item.question)]
        late += [plain_text(part.question.explanation) for part in item.parts]
        for text in (*late, plain_text(item.question.explanation) if item.question.nested else ""):
            if text:
                yield _Told(index, text, content(tokens(text, language), language), is_late=True)


def _check(bank: ItemBank) -> Iterator[Fault]:
    texts = list(_texts(bank))
    in_questions = Counter(word for index in range(len(bank.items)) for word in _all_words(bank, index))
    common = {
        word for word, count in in_questions.items() if count > max(_FEWEST_COMMON - 1, _COMMON_SHARE * len(bank.items))
    }
    having: dict[str, list[int]] = {}
    for at, told in enumerate(texts):
        for word in told.words:
            having.setdefault(word, []).append(at)
    for index, item in enumerate(bank.items):
        told_by = set[int]()
        for part in item.parts:
            for right in rights_of(item, part):
                plain = right._replace(words=right.words - common)
                teller = _teller(index, plain, texts, having)
                if teller is not None and teller.question not in told_by:
                    told_by.add(teller.question)
                    other = bank.items[teller.question].question.id
                    text = N_("The question “{other}” gives away what is right here, in “{text}”.")
                    yield Fault(
                        ("questions", index, *right.path),
                        text,
                        {"other": other, "text": shortened(teller.text.rstrip(".!? "), 80)},
                    )


def _all_words(bank: ItemBank, index: int) -> Words:
    words = tuple(word for text in bank.items[index].shown_words for word in text)
    return content(words, bank.language)


def _teller(index: int, right: Right, texts: list[_Told], having: dict[str, list[int]]) -> _Told | None:
    """The first text of another question that tells `right`; late ones only of questions before."""
    if not right.words:
        return None
    found = Counter(at for word in right.words for at in having.get(word, ()))
    least = len(right.words) if len(right.words) <= 2 else max(2, 0.6 * len(right.words))
    for at, count in found.items():
        told = texts[at]
        if count < least or told.question == index or (told.is_late and told.question > index):
            continue
        if is_told(right, told.words):
            return told
    return None


RULE = Rule(
    "gives_away",
    "warning",
    N_("A learner who finds the answer in another question need not find it in the passage."),
    N_("Ask one of the two in other words, or leave one of them out."),
    "Haladyna, Downing & Rodriguez 2002; Millman, Bishop & Ebel 1965",
    ("en", "es"),
    check_bank=_check,
)
