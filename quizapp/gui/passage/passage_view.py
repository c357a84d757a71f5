"""The passage of a question: evidence is shown in it, and sentences can be selected."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from quizapp.domain.passage import Span
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.evidence_layer import EvidenceLayer
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.gui.passage.sentence_layer import SentenceLayer


class PassageView(LayeredView):
    """A passage with two layers: evidence, and sentences that are offered to be selected.

    While `sentences` offers some, a click or Space toggles one, and the arrow keys go from one to the next.
    """

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, pictures, parent)
        self._place = -1
        self._evidence = EvidenceLayer(theme, self.text, self)
        self.sentences = SentenceLayer(theme, self.text, self)
        self.add_layer(self._evidence)
        self.add_layer(self.sentences)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The spans that are shown as evidence."""
        return self._evidence.evidence

    def show_evidence(self, spans: Sequence[Span], misled: Sequence[Span] = ()) -> None:
        """Mark `spans`, the evidence, with a background and a bar, and other spans of `misled`, where a wrong answer
        came from, with a dashed underline and bar. Several places are numbered in the order of the passage, evidence
        first, unless sentences are offered; those have signs of their own, and none is marked as misled. Scrolls the
        first evidence into view.
        """
        layer = self._evidence
        if not (spans or misled or layer.places):
            return  # nothing changes: the passage need not be repainted
        signed = [self.sentences.sentences[at].span for at in self.sentences.shown]
        others = [span for span in misled if not any(s.start <= span.start and span.end <= s.end for s in signed)]
        layer.show(spans, others, has_numbers=not self.sentences.sentences)
        self._place = -1
        if spans:
            self.scroll_to(spans[0])

    def show_next_place(self) -> str:
        """Scroll to the next place marked by `show_evidence`, after the last to the first, and return the words for it.
        The first is skipped if it is in view anyway.
        """
        places = self._evidence.places
        if not places:
            return ""
        if self._place < 0 and len(places) > 1 and self.shows(places[0].span):
            self._place = 0
        self._place = (self._place + 1) % len(places)
        self.scroll_to(places[self._place].span)
        return self._evidence.words()[self._place]

    def number_of(self, span: Span) -> int:
        """Return the number shown at `span`; 0 if it has none."""
        return self._evidence.number_of(span)
