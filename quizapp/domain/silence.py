"""Rules of the check that an author silences, in a question or in a bank."""

from collections.abc import Iterator, Mapping

from quizapp.domain.text import as_seen, shortened
from quizapp.problems import Mistake


def silence_mistakes(silenced: Mapping[str, str]) -> Iterator[Mistake]:
    """Rules that are silenced, in a question or a bank, without a reason."""
    for rule, reason in silenced.items():
        if not as_seen(reason):
            yield Mistake("silenced_without_reason", ("silenced", rule), {"name": shortened(rule)})
