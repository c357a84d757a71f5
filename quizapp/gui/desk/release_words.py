"""Words for releasing marks, told wherever they are released."""

from collections.abc import Sequence

from quizapp.gui.kit.translate import isolated, translate

_MOST_NAMED = 5


def unrated_words(names: Sequence[str]) -> str:
    """A sentence that names learners with written answers that nobody has rated yet; long lists are cut short."""
    return translate("Written answers are not rated yet: {names}.").format(names=_named(names))


def missing_words(names: Sequence[str]) -> str:
    """A sentence that names learners who have not handed in."""
    return translate("Not handed in yet: {names}.").format(names=_named(names))


def on_paper_words(names: Sequence[str]) -> str:
    """Sentences that name learners who were told nothing, as they have answered on paper."""
    text = translate("Not released, as they answered on paper: {names}. Release these again, with PDF.")
    return text.format(names=_named(names))


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(str(isolated(name)) for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return translate("{names} and {count} more").format(names=shown, count=more) if more > 0 else shown
