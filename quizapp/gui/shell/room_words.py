"""The settings for the room that the program runs with, in words."""

from quizapp.gui.kit.language import NAMES
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import allowed_text
from quizapp.services.room import RoomSettings


def room_words(room: RoomSettings) -> str:
    """Say what is set, in sentences, the file first; empty where the program runs without such settings."""
    if room.file is None:
        return ""
    said = [translate("They are in {file}, and nothing of them is kept.", file=room.file)]
    if room.learners:
        said.append(translate.plural("%n names to pick from.", len(room.learners)))
        if not room.others:
            said[-1] += " " + translate("Other names and guests cannot be used.")
    if told := allowed_text(room.modes, translate):
        said.append(told)
    if room.watched_folder is not None:
        said.append(translate("Assignments come from {folder}, and answers go there.", folder=room.watched_folder))
    if room.language:
        said.append(translate("The language is {language}.", language=NAMES[room.language]))
    if not room.bundled:
        said.append(translate("The banks that come with the program are not shown."))
    if not room.editing:
        said.append(translate("Banks cannot be written or changed here, and the teacher's desk is closed."))
    return " ".join(said)
