"""What is said of how hard a text is to read, and of the distance of a level from it."""

from quizapp.readability.measuring import Counts, Readability, Score
from quizapp.reports.readability_text import easier_text, readability_text


def measured(grade: float | None, ease: float) -> Readability:
    scores = (Score("flesch_kincaid", grade), Score("flesch", ease)) if grade is not None else ()
    return Readability(Counts(100, 10, 150), scores, grade, ease)


def test_a_level_is_easier_by_grades_where_the_language_has_them_and_else_by_points():
    for level, standard, told in (
        (measured(4.25, 90), measured(7.75, 60), "3.5 grades easier"),
        (measured(8.0, 90), measured(6.5, 60), "1.5 grades harder"),
        (measured(6.5, 90), measured(6.5, 60), "0.0 grades easier"),
        (measured(7.0, 90), measured(6.5, 60), "0.5 grades harder"),
        (measured(6.5, 90), measured(7.0, 60), "0.5 grades easier"),
        (measured(None, 69.4), measured(None, 70), "1 points harder"),
        (measured(None, 70), measured(None, 69.4), "1 points easier"),
        (measured(None, 82.4), measured(None, 70), "12 points easier"),
        (measured(None, 70), measured(None, 82.4), "12 points harder"),
        (measured(None, 70), measured(None, 70), "0 points easier"),
        (measured(4.0, 70), measured(None, 60), "10 points easier"),
    ):
        assert easier_text(level, standard) == told
    assert readability_text(measured(7.72, 60.6)).count(" · ") == 1
    assert "7.7" in readability_text(measured(7.72, 60.6))
    assert "61" in readability_text(measured(7.72, 60.6))
