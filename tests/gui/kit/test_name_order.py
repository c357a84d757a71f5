"""Names are sorted as the language of the window sorts them."""

import pytest
from PySide6.QtCore import QLocale

from quizapp.gui.kit.name_order import in_order_of_names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es_ES", ["ana", "Élida", "eva", "Nando", "Ñusta", "Óscar", "Pupil 2", "Pupil 10", "Zoe"]),
        ("sv_SE", ["Ada", "Oskar", "Zoe", "Åsa", "Örjan"]),
    ],
)
def test_names_stand_where_a_reader_looks_for_them(qapp, language, names):
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        assert in_order_of_names(sorted(names, key=str.swapcase), str) == names
    finally:
        QLocale.setDefault(before)
