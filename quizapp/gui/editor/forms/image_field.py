"""The field for an image: its file is dropped or chosen, and what it shows is asked for."""

from collections.abc import Mapping

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.record_field import Maker, RecordField
from quizapp.gui.editor.forms.text_fields import text_of
from quizapp.gui.kit.building import push_button
from quizapp.gui.kit.dialogs import open_file
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.theme import FontRole

_ENDINGS = (".png", ".jpg", ".jpeg", ".webp")


class ImageFile(Field):
    """The name of an image's file, with the button that chooses another one."""

    def __init__(self, context: FormContext, key: str, owner: Field | None) -> None:
        super().__init__(context, key, owner)
        self.name = Label(context.theme, FontRole.PLAIN, wraps=True)
        self.button = push_button(self.tr("Choose an image…"), self._choose)
        self.column.addLayout(RowOrColumn((self.name, 1), self.button))

    def fill(self, *, is_new: bool) -> None:
        self.name.setText(text_of(self.raw) or self.tr("No file yet. You can drop one here."))

    def control(self) -> QWidget:
        return self.button

    def _choose(self) -> None:
        if self.context.settings is not None:
            kinds = self.tr("Images ({endings})").format(endings=" ".join(f"*{ending}" for ending in _ENDINGS))
            title = self.tr("Choose an image")
            open_file(self.window(), self.context.settings, title, [kinds], lambda path: self.request(str(path)))

    def request(self, file: str) -> None:
        """Ask for the image in this file."""
        self.context.image_requested.emit(self.path, file)


class ImageField(RecordField):
    """An image. A file that is dropped on it is asked for."""

    def __init__(self, context: FormContext, key: str, owner: Field | None, makers: Mapping[str, Maker]) -> None:
        super().__init__(
            context, key, owner, makers, record="Image", shown=("file", "alt"), is_optional=True, is_short=False
        )
        self._has_file = False
        self.setAcceptDrops(True)
        self.remove = push_button(self.tr("Remove the image"), lambda: self.put(None))
        self.column.addLayout(RowOrColumn(self.remove, 1))

    def fill(self, *, is_new: bool) -> None:
        super().fill(is_new=is_new)
        self.remove.setVisible(self.raw is not None)
        had_file, self._has_file = self._has_file, bool(self.values().get("file"))
        if self._has_file and not had_file and not is_new and not self.values().get("alt"):
            self.fields["alt"].focus_field()  # what it shows is asked for

    def put_in(self, field: Field, value: Raw | None, step: str = "") -> None:
        if self.raw is None and value is not None and field.path[-1] != "file":
            self.put({"file": "", str(field.path[-1]): value}, step)
        else:
            super().put_in(field, value, step)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_image(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_image(event)
        if file:
            event.acceptProposedAction()
            self.context.image_requested.emit(self.path_of("file"), file)


def dropped_image(event: QDropEvent) -> str:
    """Give the image file that is dragged; empty where there is none."""
    files = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return next((file for file in files if file.lower().endswith(_ENDINGS)), "")
