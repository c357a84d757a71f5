"""Readability in words: always as an estimate."""

from typing import TYPE_CHECKING

from quizapp.texts import ENGLISH, N_, Texts

if TYPE_CHECKING:  # the library page, which shows scores, is there before anything is measured
    from quizapp.readability.measuring import Readability

_FORMULAS: dict[str, str] = N_(
    {
        "flesch_kincaid": "grade {value} (Flesch–Kincaid)",
        "flesch": "ease {value} of 100 (Flesch)",
        "szigriszt_pazos": "ease {value} of 100 (Szigriszt-Pazos, INFLESZ: {band})",
        "fernandez_huerta": "ease {value} of 100 (Fernández Huerta, corrected)",
        "martins": "ease {value} of 100 (Flesch for Portuguese, Martins and others: {band})",
    }
)
_BANDS: dict[str, str] = N_(
    {
        "very_easy": "very easy",
        "quite_easy": "quite easy",
        "easy": "easy",
        "normal": "normal",
        "somewhat_hard": "somewhat hard",
        "hard": "hard",
        "very_hard": "very hard",
    }
)


def score_text(formula: str, value: float, band: str, translate: Texts = ENGLISH) -> str:
    """The score that one formula gives: a grade to a tenth, anything else as a whole number."""
    figure = translate.number(f"{value:.1f}" if formula == "flesch_kincaid" else f"{value:.0f}")
    return translate(_FORMULAS[formula], value=figure, band=translate(_BANDS[band]) if band else "")


def readability_text(measured: "Readability", translate: Texts = ENGLISH) -> str:
    """All scores of a text on one line."""
    return " · ".join(score_text(*score, translate) for score in measured.scores)


def easier_text(measured: "Readability", standard: "Readability", translate: Texts = ENGLISH) -> str:
    """The distance of a level from the standard one: in grades where the language has them, otherwise in points."""
    if measured.grade is not None and standard.grade is not None:
        grades = standard.grade - measured.grade
        easier, harder = N_(("{count} grades easier", "{count} grades harder"))
        return translate(easier if grades >= 0 else harder, count=translate.number(f"{abs(grades):.1f}"))
    points = measured.ease - standard.ease
    easier, harder = N_(("{count} points easier", "{count} points harder"))
    return translate(easier if points >= 0 else harder, count=f"{abs(points):.0f}")
