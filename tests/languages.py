"""Languages of the tests."""

from collections.abc import Mapping

from quizapp.texts import Texts


class TableTexts(Texts):
    """Knows the texts of a table; all others stay English."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__()
        self._table = table

    def look_up(self, text: str, count: int | None = None) -> str:
        return self._table.get(text, super().look_up(text, count))


class BracketTexts(Texts):
    """Puts brackets around all that it is asked for."""

    def look_up(self, text: str, count: int | None = None) -> str:
        return f"⟦{text}⟧" if text else ""
