"""Words of questions as the rules compare them."""

import re
from functools import lru_cache

from quizapp.domain.language import caseless
from quizapp.domain.words import words_of

APOSTROPHES = str.maketrans("’ʼ", "''")


@lru_cache(maxsize=8192)
def tokens(text: str, language: str) -> tuple[str, ...]:
    """The words of `text` in small letters, with straight apostrophes."""
    return tuple(caseless(word.text, language).translate(APOSTROPHES) for word in words_of(text))


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which white space divides."""
    return frozenset(text.split())


FUNCTION_WORDS = {
    "en": word_set(
        """
    a about above after again against all also although am an and another any anybody anyone anything are
    aren't around as at away be because been before being below between both but by came can can't cannot come
    comes could couldn't did didn't do does doesn't doing don't done down during each either else enough even
    ever every everybody everyone everything few for from get gets give given gives go goes got had hadn't has
    hasn't have haven't having he her here hers herself him himself his how however i if in instead into is
    isn't it it's its itself just last least less let like made make makes many may me might mine more most
    much must my myself near neither never no nobody none nor not nothing now of off often on once one only
    onto or other others our out over own part perhaps put quite rather said same say says see seen shall she
    should shouldn't since so some somebody someone something still such take taken takes tell tells than that
    that's the their them themselves then there these they thing things this those though three through till
    to told too two under until up upon us use used very was wasn't way we well were weren't what when where
    whether which while who whom whose why will with within without won't word words would wouldn't yes yet
    you your
    """
    ),
    "es": word_set(
        """
    a al algo alguien algún alguna algunas alguno algunos ante antes aquel aquella así aun aunque bajo bien
    cada casi como cómo con contra cual cuál cuáles cuando cuándo cuánto cuántos cuya cuyo da dan de debe
    deben decir del desde después dice dicen dicho dijo donde dónde dos durante e el él ella ellas ellos en
    entre era eran es esa esas ese eso esos esta está están estas este esto estos fue fueron ha había hace
    hacen hacia han hasta hay haya he hizo la las le les lo los más me mi mientras misma mismo mucho muchos
    muy nada nadie ni ningún ninguna ninguno no nos nosotros nunca o otra otras otro otros para parte pero
    poco por porque pueda puede pueden pues que qué quien quién quiénes se sea según ser si sí sido siempre
    sin sino sobre solo sólo son su sus tal también tampoco tan tanto tener tenía tiene tienen toda todas todo
    todos tras tres tu un una unas uno unos usted va van y ya yo
    """
    ),
}
"""Words of grammar, and those that are in nearly every question, by language."""

_ASKING = {
    "en": word_set(
        "answer answers article author best choose conclude describe describes explain fact following idea main "
        "meaning means mention mentioned opinion paragraph passage people person phrase question reader readers reason "
        "section select sentence sentences statement story text title true false writer"
    ),
    "es": word_set(
        "artículo autor autora elige escoge explica frase frases gente hecho idea lectura lector lectores oración "
        "oraciones palabra palabras párrafo pasaje persona personas pregunta principal razón respuesta sección "
        "selecciona texto título verdadero falso"
    ),
}
_ENDINGS = {
    "en": ("ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y", "e", "ly"),
    "es": ("aciones", "ación", "iones", "ión", "aron", "aban", "aba", "ando", "iendo", "ado", "ada", "ados", "adas",
           "ido", "ida", "idos", "idas", "es", "os", "as", "an", "en", "ar", "er", "ir", "ó", "a", "o", "e", "s"),
}  # fmt: skip


@lru_cache(maxsize=8192)
def stemmed(word: str, language: str) -> str:
    """`word` without its ending, so that forms of one word are the same."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def is_content(word: str, language: str) -> bool:
    """Tells whether `word` says something of its own: it is no word of grammar, nor one of those in every question."""
    grammar, asking = FUNCTION_WORDS.get(language, frozenset()), _ASKING.get(language, frozenset())
    return (len(word) > 2 or word.isdigit()) and word not in grammar and word not in asking


def content(words: tuple[str, ...], language: str) -> frozenset[str]:
    """The stems of those of `words` that say something of their own."""
    return frozenset(stemmed(word, language) for word in words if is_content(word, language))


QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"|‘[^’]*’(?!\\w)')


def without_quotations(text: str) -> str:
    """`text` without what stands in quotation marks: words of somebody else."""
    return QUOTED.sub(" ", text)
