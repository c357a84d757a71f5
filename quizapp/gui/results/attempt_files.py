"""An attempt as a report, a table or data: on paper or in a file."""

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.printing import save_pdf
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import Report, attempt_report
from quizapp.reports.spreadsheet import attempt_csv
from quizapp.whole_file import write_whole


class AttemptFiles(NamedTuple):
    """An attempt, when it was `started`, and the learner's `name`. Its methods may take long, on any thread."""

    marked: MarkedAttempt
    started: datetime
    name: str

    def report(self) -> Report:
        """Make the report."""
        return attempt_report(self.marked, started=self.started, name=self.name, translate=translate)

    def save(self, path: Path) -> None:
        """Write a file whole or not at all: a table as .csv, data as .json, or else the report as PDF.

        Raises:
            QuizAppError: it cannot be written.
        """
        match path.suffix.lower():
            case ".csv":
                write_whole(path, attempt_csv(self.marked, started=self.started, name=self.name).encode())
            case ".json":
                data = {"name": self.name, "started": self.started.isoformat(timespec="seconds")}
                data |= attempt_data(self.marked)
                write_whole(path, json.dumps(data, indent=1, ensure_ascii=False).encode())
            case _:
                save_pdf(self.report(), path)
