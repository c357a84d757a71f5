"""Readability of Portuguese texts: the Flesch index as it was fitted to Brazilian Portuguese."""

import re
from unicodedata import normalize

from quizapp.readability.counts import Counts


def flesch_index(counts: Counts) -> float:
    """Flesch index for Portuguese: 248.835 − 1.015 × words ÷ sentences − 84.6 × syllables ÷ words; mostly 0 to 100.

    The higher, the easier. Source: T. B. F. Martins, C. M. Ghiraldelo, M. G. V. Nunes and O. N. Oliveira Jr. 1996,
    *Readability formulas applied to textbooks in Brazilian Portuguese*, Notas do ICMC 28, Universidade de São Paulo.
    They found Portuguese texts 42 points below their English counterparts, as its words have more syllables.
    """
    return 248.835 - 1.015 * counts.words_in_sentence - 84.6 * counts.syllables_in_word


_BANDS = ((75, "very_easy"), (50, "easy"), (25, "hard"))


def band(index: float) -> str:
    """The band of `flesch_index`: from 75 very easy (school years 1 to 4), from 50 easy (5 to 8), from 25 hard
    (high school and university), below very hard. Source: as above.
    """
    return next((name for least, name in _BANDS if index >= least), "very_hard")


_ACCENTED = "áéíóúâêôãõ"
_RULES = (
    (re.compile(r"(?<=[qg])[uü](?=[aeiouáéíóúâêôãõ])"), ""),  # quem, guerra, água
    (re.compile(r"y"), "i"),
    (re.compile(r"w"), "u"),
    (re.compile(r"^aos?$"), "a"),
    (re.compile(rf"(?<=[{_ACCENTED}])([^aeiou{_ACCENTED}]+)[ieou]([aeo])(?=s?$)"), r"\1\2"),  # história, mágoa
    (re.compile(r"ão|ãe|õe|ãi"), "a"),
    (re.compile(r"(?<=[aeiou])([iu])(?=nh|[lmnrz](?:$|[^aeiouáéíóúâêôãõh]))"), r"-\1"),  # rainha, ruim, cair
    (re.compile(r"(?<=^re)(?=un)|(?<=^pro)(?=ib)|(?<=^co)(?=ib)"), "-"),  # reunir, proibir
)
_NUCLEUS = re.compile(r"[aeoáéóâêôíú][iu]|iu|ui|[aeiouáéíóúâêôãõü]")


def syllables(word: str) -> int:
    """The number of syllables of `word`, at least 1, by rules of spelling.

    A vowel with i or u after it is one syllable (pai, seu), and so is a nasal diphthong (mão). Other vowels side by
    side are two (dia, piano), but for the end of a word that has an accent before it (história, água); so are those
    whose i or u begins what l, m, n, r, z or nh closes (ruim, rainha).
    """
    letters = normalize("NFC", word.casefold())
    for pattern, written in _RULES:
        letters = pattern.sub(written, letters)
    return max(1, len(_NUCLEUS.findall(letters)))
