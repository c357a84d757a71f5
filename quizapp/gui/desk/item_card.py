"""One question as a class answered it: its figures, and what each option drew."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from quizapp.domain.inline import inline_text, plain_text
from quizapp.gui.desk.class_charts import IntervalBar, ShareBar
from quizapp.gui.desk.figures import number_words, percent, share_words, whole_percent
from quizapp.gui.kit.building import discard, fill, new_grid
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.two_part import TwoPart
from quizapp.reports.names import certainty_name, skill_name, time_text, type_name
from quizapp.services.desk.understanding import ItemPicture
from quizapp.statistics.intervals import LEAST_PAIRS
from quizapp.statistics.items import KEY, OptionDraw
from quizapp.statistics.passage_dependence import PassageDependence

_MOST_OPTIONS = 8
"""Most answers of a question or a part that are listed; those that the fewest gave are summed up."""


class ItemCard(ScrollCard):
    """Shows an `ItemPicture`."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._theme = theme
        self._stem = InlineLabel(theme, FontRole.TITLE, wraps=True)
        self._stem.accessible_role = ""
        self._kind = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.doubt = Caution(theme, FontRole.PLAIN)
        self.unrated = Caution(theme, FontRole.PLAIN)
        fill(self.column, self._stem, self._kind, self.doubt, self.unrated, 1)
        self._content: list[QWidget] = []

    def show_item(self, item: ItemPicture, unrated: int = 0) -> None:
        """Show the figures of a question; `unrated` written answers to it are in none of them."""
        discard(self._content)
        question, figures = item.question, item.statistics
        self._stem.setText(inline_text(question.stem))
        skill = skill_name(question.skill, translate)
        asked = self.tr("%n were asked", "", figures.asked)
        left = self.tr("%n left it out", "", figures.omitted) if figures.omitted else ""
        self._kind.setText(" · ".join(filter(None, (type_name(question.type_name, translate), skill, asked, left))))
        self._show_doubt(item)
        text = self.tr("%n written answers are not rated yet; no figure here counts them.", "", unrated)
        self.unrated.show_text(text, warns=True)
        self.unrated.setVisible(bool(unrated))
        self._add_bar(
            self.tr("Points earned (facility)"),
            share_words(figures.facility),
            IntervalBar(self._theme, figures.facility, share_words(figures.facility)),
        )
        if figures.discrimination is not None:
            words = number_words(figures.discrimination)
            bar = IntervalBar(self._theme, figures.discrimination, words, low=-1.0, high=1.0)
            self._add_bar(self.tr("Goes with the rest of the test (item–rest)"), words, bar)
        else:
            text = self.tr(
                "Not enough to tell if those who do well elsewhere do well here: at least %n learners with"
                " different marks are needed.",
                "",
                LEAST_PAIRS,
            )
            self._say(text)
        self._show_draws(item)
        if item.dependence is not None:
            self._show_dependence(item.dependence)
        if figures.seconds is not None:
            text = self.tr("Time: {median}; half of the class took from {low} to {high}.")
            low, median, high = (time_text(value, translate) for value in figures.seconds)
            self._say(text.format(low=low, median=median, high=high))
        if figures.certainty:
            self._title(self.tr("Sure and right"))
            for level in reversed(figures.certainty):
                answers = self.tr("%n answers", "", level.right.n)
                words = f"{share_words(level.right)} · {answers}"
                self._add_bar(
                    certainty_name(level.level, translate), words, IntervalBar(self._theme, level.right, words)
                )

    def _show_doubt(self, item: ItemPicture) -> None:
        doubt = item.doubt
        self.doubt.setVisible(doubt is not None)
        if doubt is None:
            return
        text = self.tr(
            "Look at this key: %n learners chose “{choice}”, and do better on the rest of the test ({rest})"
            " than the {key_learners} who chose the key ({key_rest}).",
            "",
            doubt.learners,
        )
        self.doubt.show_text(
            text.format(
                choice=self._text_of(item, doubt.choice),
                rest=percent(doubt.rest),
                key_learners=doubt.key_learners,
                key_rest=percent(doubt.key_rest),
            ),
            warns=True,
        )

    def _show_draws(self, item: ItemPicture) -> None:
        """Show what was answered: one table, or one for each part of the question."""
        if all({option.choice for option in draw.options} <= {"chosen", "left", ""} for draw in item.draws):
            self._show_chosen(item)
            return
        for draw in item.draws:
            given = [option for option in draw.options if option.choice]
            if not given:
                continue
            name = plain_text(item.question.part_text(draw.part, translate)) if draw.part else ""
            self._title(name or self.tr("What was answered"))
            kept = sorted(given, key=lambda option: -option.learners)[:_MOST_OPTIONS]
            self._add_table(
                (self._text_of(item, option.choice, draw.part), option) for option in given if option in kept
            )
            rest = sum(option.learners for option in given if option not in kept)
            if rest:
                self._say(self.tr("Other answers: {count}").format(count=rest))

    def _show_chosen(self, item: ItemPicture) -> None:
        """Show how many chose each of several options of which any number may be chosen."""
        rows = []
        for draw in (each for each in item.draws if each.part):  # or else nobody has answered
            chosen = next((option for option in draw.options if option.choice == "chosen"), None)
            rows.append((plain_text(item.question.part_text(draw.part, translate)), chosen))
        if rows:
            self._title(self.tr("What was chosen"))
            self._add_table(rows)

    def _add_table(self, rows: Iterable[tuple[str, OptionDraw | None]]) -> None:
        """Add a row for each answer: its text, and what is known of it, None for one that nobody gave."""
        table = QWidget()
        grid = new_grid(table, stretch=1, spacing=(8, 5))
        for row, (text, option) in enumerate(rows):
            is_key, learners = option is not None and option.role == KEY, option.learners if option is not None else 0
            color = "right" if is_key else "wrong" if learners else "muted"
            grid.addWidget(Icon(self._theme, "right" if is_key else "wrong", color, 15), row, 0)
            words = self._role_words(option.role) if option is not None else ""
            label = Label(self._theme, FontRole.PLAIN, f"{text} – {words}" if words else text, wraps=True)
            grid.addWidget(label, row, 1)
            share = option.share.value if option is not None else 0.0
            bar = ShareBar(self._theme, share, "right" if is_key else "accent")
            bar.setFixedWidth(self._theme.pixels(90))
            grid.addWidget(bar, row, 2)
            count = Label(self._theme, FontRole.STRONG, str(learners))
            if option is not None:
                count.setAccessibleName(self._count_words(option, text))
                count.setToolTip(tool_tip(count.accessibleName()))
            grid.addWidget(count, row, 3)
        self._add(table)

    def _count_words(self, option: OptionDraw, text: str) -> str:
        words = self.tr("{text}: {count}, {share} of those who were asked")
        rest = ""
        if option.rest is not None:
            rest = percent(option.rest)
            words = self.tr(
                "{text}: {count}, {share} of those who were asked; on the rest of the test, they earned {rest}"
                " of the points"
            )
        return words.format(text=text, count=option.learners, share=share_words(option.share), rest=rest)

    def _text_of(self, item: ItemPicture, choice: str, part: str = "") -> str:
        question = item.question
        if isinstance(question, TwoPart) and part:
            at, _, part = part.partition(".")
            question = question.questions[at]
        if isinstance(question, OpenResponse):
            criterion = question.criteria[part]
            levels = (plain_text(level.text) for level in criterion.levels if str(level.points) == choice)
            return f"{' / '.join(levels)} ({choice} / {criterion.most})"
        if part:
            return plain_text(question.value_text(choice)) or choice
        return plain_text(question.part_text(choice, translate)) if choice in question.ids else choice

    def _role_words(self, role: str) -> str:
        words = {
            KEY: self.tr("right"),
            "misreading": self.tr("misreads the right place"),
            "other_span": self.tr("rests on another part of the text"),
            "unsupported": self.tr("has no support in the text"),
        }
        return words.get(role, "")

    def _show_dependence(self, found: PassageDependence) -> None:
        self._title(self.tr("With the text and without"))
        for name, share in ((self.tr("With the text"), found.with_text), (self.tr("Without"), found.without)):
            self._add_bar(name, share_words(share), IntervalBar(self._theme, share, share_words(share)))
        verdicts = {
            "needed": self.tr("The text is needed to answer this."),
            "helps": self.tr("The text helps, but many can answer this without it."),
            "answerable": self.tr("This can be answered without the text."),
            "unclear": self.tr("Too few have answered to tell whether the text is needed."),
        }
        low, high = map(whole_percent, found.interval)
        gain = self.tr("Gain from the text: {gain} ({low} to {high} %).")
        self._say(f"{verdicts[found.verdict]} {gain.format(gain=percent(found.gain), low=low, high=high)}")

    def _title(self, text: str) -> None:
        self._add(Label(self._theme, FontRole.STRONG, text, wraps=True))

    def _say(self, text: str) -> None:
        self._add(Label(self._theme, FontRole.PLAIN, text, color="muted", wraps=True))

    def _add_bar(self, name: str, value: str, bar: QWidget) -> None:
        row = QWidget()
        grid = new_grid(row, stretch=0, spacing=(8, 3))
        grid.addWidget(Label(self._theme, FontRole.LABEL, name, wraps=True), 0, 0)
        grid.addWidget(Label(self._theme, FontRole.SMALL, value, color="muted"), 0, 1)
        grid.addWidget(bar, 1, 0, 1, 2)
        self._add(row)

    def _add(self, widget: QWidget) -> None:
        self.column.insertWidget(self.column.count() - 1, widget)
        self._content.append(widget)
