"""A row of fields, or of a label and a field, that becomes a column where it has not much room."""

from quizapp.gui.kit.building import Item
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.theme import Theme


class FieldRow(RowOrColumn):
    """Lays items out beside each other where there is more room than they need: `spare` pixels at the plain text size,
    as what is in a field should be seen.
    """

    def __init__(self, theme: Theme, spare: int, *items: Item | int | tuple[Item, int], spacing: int = 6) -> None:
        self._theme, self._spare = theme, spare
        super().__init__(*items, spacing=spacing)

    def row_width(self, needed: int) -> int:
        return needed + self._theme.pixels(self._spare)
