"""Skills over time."""

from quizapp.gui.kit.translate import translate
from quizapp.gui.study.points_card import PointsCard
from quizapp.reports.names import skill_name
from quizapp.reports.progress_text import finding_text
from quizapp.reports.words import percent_text, total_text
from quizapp.statistics.progress import Progress, by_month, steady


class SkillsCard(PointsCard):
    """Shows a line for each skill."""

    def show_progress(self, progress: Progress) -> None:
        if not progress.skills:
            return
        skills = [(skill_name(entry.skill, translate), steady(by_month(entry.points))) for entry in progress.skills]
        words = [
            self.tr("{skill}: {text}").format(
                skill=skill_name(finding.skill, translate), text=finding_text(finding, translate)
            )
            for finding in progress.findings
        ]
        lines = [self.line_of(*skill) for skill in skills]
        self.lines.show_lines(lines, " ".join((self.tr("Skills over time."), *words)))
        rows = [
            [name, self.when_of(point), total_text(point.total, translate), percent_text(point.total, translate)]
            for name, points in skills
            for point in reversed(points)
        ]
        notes = [self.tr("Attempts with few questions on a skill are counted together.")]
        notes = notes if any(point.attempts > 1 for entry in progress.skills for point in steady(entry.points)) else []
        self.show_table([self.tr("Skill"), self.tr("When"), self.tr("Points"), self.tr("Share")], rows, notes, widest=1)
