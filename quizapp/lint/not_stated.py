"""Answers that say that the passage does not tell."""

import re

_SAYS = {
    "en": re.compile(
        r"\b(?:not (?:stated|said|mentioned|told)|(?:does not|doesn['’]t|do not|don['’]t|"
        r"never|nowhere) (?:say|says|tell|tells|mention|mentions|state|states|settle|settles|answer|answers)|"
        r"not in the (?:passage|text|article|story))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:no (?:lo |se |la |las |los )?(?:dice|menciona|cuenta|aclara|indica|explica|responde|sabe|"
        r"mencionado|dicho)(?! más| menos)|no (?:está|figura|aparece) en el (?:texto|artículo)|sin respuesta)(?!\w)",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"(?<!\w)não (?:o |se )?(?:diz|menciona|conta|esclarece|informa|responde|sabe|mencionado|dito)(?!\w)",
        re.IGNORECASE,
    ),
}
_LONGEST = 60


def says_not_stated(text: str, language: str) -> bool:
    """Tells whether an answer, or the name of a column, says no more than that the passage does not tell."""
    return len(text) <= _LONGEST and language in _SAYS and _SAYS[language].search(text) is not None
