"""Words for releasing marks, told wherever they are released."""

from collections.abc import Sequence

from quizapp.gui.kit.translate import translate

_MOST_NAMED = 5


def unrated_words(names: Sequence[str]) -> str:
    """A sentence that names learners with written answers that nobody has rated yet; long lists are cut short."""
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    if more > 0:
        shown = translate("{names} and {count} more").format(names=shown, count=more)
    return translate("Written answers are not rated yet: {names}.").format(names=shown)
