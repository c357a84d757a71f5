"""Reasons in the audit that the program gives by itself: kept in English, told in the user's language."""

from quizapp.texts import ENGLISH, N_, Texts

RELEASED_ON_PAPER = N_("Printed.")
"""The reason of marks that a learner is told on paper."""
_TYPED = N_("Typed in from paper. Version {letter}.")
_BEFORE, _AFTER = _TYPED.split("{letter}")


def typed_from(letter: str) -> str:
    """Give the reason of a submission that was typed in from a sheet of this version."""
    return _TYPED.format(letter=letter)


def reason_text(why: str, translate: Texts = ENGLISH) -> str:
    """Give a reason as it is told; one that somebody wrote stays as it is."""
    if why == RELEASED_ON_PAPER:
        return translate(why)
    letter = why.removeprefix(_BEFORE).removesuffix(_AFTER)
    return translate(_TYPED, letter=letter) if len(letter) == 1 and why == typed_from(letter) else why
