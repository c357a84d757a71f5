"""Readability of Spanish texts: Szigriszt-Pazos with the bands of INFLESZ, and Fernández Huerta."""

import re
from unicodedata import normalize

from quizapp.readability.counts import Counts


def perspicuity(counts: Counts) -> float:
    """Perspicuity of Szigriszt-Pazos: 206.835 − 62.3 × syllables ÷ words − words ÷ sentences; most texts 0 to 100.

    The higher, the easier. Source: F. Szigriszt Pazos 1993, *Sistemas predictivos de legibilidad del mensaje escrito:
    fórmula de perspicuidad*, doctoral thesis, Universidad Complutense de Madrid.
    """
    return 206.835 - 62.3 * counts.syllables_in_word - counts.words_in_sentence


_BANDS = ((80, "very_easy"), (65, "quite_easy"), (55, "normal"), (40, "somewhat_hard"))


def inflesz_band(perspicuity: float) -> str:
    """The band of INFLESZ: above 80 very easy, to 65 quite easy, to 55 normal, to 40 somewhat hard, below very hard.

    Source: I. M. Barrio-Cantalejo and others 2008, "Validación de la Escala INFLESZ para evaluar la legibilidad de los
    textos dirigidos a pacientes", *Anales del Sistema Sanitario de Navarra* 31, 135–152. A limit
    belongs to the easier band, but for 80.
    """
    if perspicuity == 80:
        return "quite_easy"
    return next((name for least, name in _BANDS if perspicuity >= least), "very_hard")


def fernandez_huerta(counts: Counts) -> float:
    """Lecturabilidad of Fernández Huerta: 206.84 − 60 × syllables ÷ words − 1.02 × words ÷ sentences.

    The higher, the easier. Source: J. Fernández Huerta 1959, "Medidas sencillas de lecturabilidad", *Consigna* 214,
    29–32. The formula is mostly printed as 206.84 − 0.60 P − 1.02 F with F as the number of *sentences* in 100 words,
    by which a text would be harder the shorter its sentences are. That is an error of transcription: F is the number of
    words in a sentence, as in the formula of Flesch that this one adapts (G. Law 2011, "Error in the Fernandez Huerta
    readability formula", LINGUIST List 22.2332). This is the corrected formula.
    """
    return 206.84 - 60 * counts.syllables_in_word - 1.02 * counts.words_in_sentence


_NOT_SPOKEN = (
    (re.compile(r"(?<=[qg])u(?=[eiéí])"), ""),  # que, guitarra
    (re.compile(r"y(?=[aeiouáéíóúü])"), "j"),  # yo, mayo: a consonant
    (re.compile(r"y"), "i"),
    (re.compile(r"hu(?=[aeiouáéíóúü])"), "g"),  # cacahuete: a consonant
    (re.compile(r"h(?=[aeiouáéíóúü])"), ""),  # prohibir, ahí: no boundary of a diphthong
)
_NUCLEUS = re.compile(r"[aeoáéó]|(?<=[aeoáéó])[íú]|[íú](?=[aeoáéó])")


def syllables(word: str) -> int:
    """The number of syllables of `word`, at least 1, by the rules of the Real Academia Española (*Ortografía* 2010).

    A strong vowel (a, e, o) is a syllable of its own; a weak one (i, u) goes with a vowel beside it, unless it has an
    accent and the other one is strong. An h between them changes nothing.
    """
    letters = normalize("NFC", word.casefold())
    for pattern, written in _NOT_SPOKEN:
        letters = pattern.sub(written, letters)
    return max(1, sum(map(_in_group, re.findall(r"[aeiouáéíóúü]+", letters))))


def _in_group(group: str) -> int:
    """The syllables of vowels side by side: strong ones and accented weak ones beside these count, others go along."""
    return len(_NUCLEUS.findall(group)) or len(re.findall(r"ii|uu", group)) + 1
