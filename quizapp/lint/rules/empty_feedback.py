"""Feedback that says only that something is wrong, or is not mentioned."""

import re
from collections.abc import Iterator

from quizapp.domain.inline import plain_text
from quizapp.domain.words import word_count
from quizapp.lint.feedback import feedback_in
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

MOST_WORDS = 12
_EMPTY = {
    "en": re.compile(
        r"^\W*(?:you chose [\w ]+ that )?(?:(?:the|this) (?:passage|text|article|story|author|writer)|it|this|that) "
        r"(?:is (?:not|never|nowhere) (?:\w+ )?(?:mentioned|stated|said|told|in (?:it|the passage|the text))|"
        r"isn['’]t mentioned[\w ]*|(?:does not|doesn['’]t|did not|didn['’]t|never|nowhere) "
        r"(?:mentions?|says?|tells?|states?)(?: (?:this|that|it|so|of it|anything (?:about|of) (?:this|that|it)|"
        r"(?:any|such)thing like (?:this|that)))?)\W*$"
        r"|^\W*(?:this is |that is |that's |sorry,? )?(?:wrong|incorrect|false|no|not right|not correct|not mentioned|"
        r"not stated|try again|not in the (?:passage|text)|nope)\b(?:\W+(?:try again|answer|option|sorry))?\W*$"
        r"|^\W*no(?:thing|where) (?:is said )?(?:of|about)? ?(?:this|that|it)? ?(?:is )?(?:said|mentioned|in the "
        r"(?:passage|text|article))[\w ]{0,20}\W*$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"^\W*(?:(?:el|este) (?:texto|artículo|pasaje)|esto|eso|lo)? ?(?:no|nunca) (?:lo |se |la )?"
        r"(?:menciona|dice|cuenta|mencionado|está en el texto|aparece en el texto)(?: (?:esto|eso|así|aquí))?\W*$"
        r"|^\W*(?:es |eso es |esto es )?(?:incorrect[oa]|falso|no|mal|equivocado|"
        r"inténtalo (?:de nuevo|otra vez)|no es correcto|no es correcta)\W*$",
        re.IGNORECASE,
    ),
}


def _check(item: Item) -> Iterator[Fault]:
    for path, feedback in feedback_in(item.question):
        text = plain_text(feedback)
        if word_count(text) <= MOST_WORDS and _EMPTY[item.language].search(text):
            yield Fault(path, N_("“{text}” does not help a learner to see why."), {"text": text})


RULE = Rule(
    "empty_feedback",
    "warning",
    N_("Learners already see that it is wrong. Feedback helps if it says what was overlooked, or where to look."),
    N_("Name the words of the passage that refute the answer, or what would have to be different."),
    "Shute 2008",
    ("en", "es"),
    _check,
)
