"""An alternative text that does not say what the image shows."""

import re
from collections.abc import Iterator

from quizapp.domain.inline import plain_text
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.wording import tokens, word_set
from quizapp.texts import N_

_EMPTY = word_set(
    "a an the of this that is here image images picture pictures photo photograph graphic figure drawing illustration"
    " map chart diagram graph untitled alt text img una un el la de esta este es aquí imagen foto fotografía dibujo"
    " figura ilustración gráfico mapa diagrama uma um o da do esta figura desenho ilustração"
)
_FILE = re.compile(r"\S+\.(?:png|jpe?g|webp|gif|svg)", re.IGNORECASE)


def _check(item: Item) -> Iterator[Fault]:
    image = item.question.image
    if image is None:
        return
    alt = plain_text(image.alt).strip()
    stem_of_file = re.sub(r"\.\w+$", "", image.file.rpartition("/")[2])
    words = [word for word in tokens(alt, item.language) if not word.isdigit()]
    if _FILE.fullmatch(alt) or alt.casefold() == stem_of_file.casefold() or _EMPTY.issuperset(words):
        yield Fault(("image", "alt"), N_("“{text}” does not say what the image shows."), {"text": alt})


RULE = Rule(
    "alt_says_nothing",
    "error",
    N_("Learners who cannot see the image have only these words."),
    N_("Say what can be seen, as far as it is needed to answer, but not the answer."),
    "WCAG 2.2, success criterion 1.1.1",
    check_item=_check,
)
