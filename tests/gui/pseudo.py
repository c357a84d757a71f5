"""A language of the tests: English in brackets, 40 % longer."""

import re
from functools import cache

import pytest
from PySide6.QtCore import QTranslator


class _Brackets(QTranslator):
    """Makes each text 40 % longer, as German or Finnish would be."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return _longer(text)

    def isEmpty(self):
        return False


@cache
def _longer(text):
    has_words = any(map(str.isalpha, text))  # not so the + between two keys
    return f"⟦{text}{longer_by(text)}⟧" if has_words else ""


def longer_by(text):
    """What makes a text longer: words of tildes, and no word longer than the text has one."""
    letters = len(re.sub("{[^}]*}|%L?n", "", text))
    more = -(-letters * 2 // 5) - 1
    longest = max(2, max(map(len, text.split()), default=0))
    words = ["~" * min(longest, more - at) for at in range(0, more, longest + 1)]
    return "".join(f" {word}" for word in words) if letters > 3 else ""


@pytest.fixture
def brackets(qapp):
    translator = _Brackets()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
