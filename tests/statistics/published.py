"""Classes with published figures, and the plain matrices of points that tests of statistics read and write."""

from quizapp.statistics.score_matrix import ItemResponse

MOODLE_25 = """
1 1 1 1 1 0 1;  1 1 1 1 .5 1 0;  1 1 1 1 .5 0 1;  0 0 1 1 1 0 0;  1 0 1 0 0 1 .5;  1 1 1 1 .5 0 .5;  0 1 1 1 .5 1 .5
1 1 1 0 .5 1 .5;  1 0 1 1 1 1 1;  0 1 1 0 .5 1 .5;  .8 0 1 1 .5 1 .5;  1 1 1 0 .5 1 1;  1 0 1 1 .5 1 .5
1 0 1 1 1 0 .5;  0 0 1 1 0 1 1;  1 0 1 0 .5 1 1;  .8 0 1 1 .5 0 1;  1 0 1 1 0 1 .5;  1 0 1 1 .5 0 .5;  0 1 1 0 .5 1 0
1 1 .3333333 1 .5 0 .5;  1 1 1 0 .5 0 .5;  1 1 1 1 0 1 .5;  0 0 1 0 .5 1 1;  0 0 1 1 1 1 1
"""
"""The marks of 25 attempts at seven questions of one point, from Moodle's own tests, where the figures "were calculated
independently in a spreadsheet": Moodle, mod/quiz/report/statistics/tests, results00.csv, qstats00.csv, and
stats_from_steps_walkthrough_test.php (J. Pratt, The Open University, 2013). The formulas are those of Moodle's
documentation, "Quiz statistics calculations"."""

MOODLE_22_SLOTS = (8, 9, 10, 11, 12, 19, 20, 17, 18, 14, 15, 16, 13)
MOODLE_22 = """
5.5 .3 .9 1 .3 0 1 1 0 0 0 1 1;  1 .9 .9 .3 .3 0 1 0 1 0 0 1 1;  2.5 1 .9 .3 1 1 1 1 1 0 1 1 0
4 .3 .9 1 .3 0 1 1 0 0 0 0 0;  3 .9 .3 .9 1 1 0 1 1 1 0 0 0;  4.5 .9 1 1 .9 0 0 0 0 1 1 1 0
3 .3 .3 .3 .3 1 1 1 1 0 1 1 1;  6 .9 .9 1 .3 0 1 1 0 1 1 1 0;  .5 .9 1 .9 .3 0 1 1 1 1 1 0 0
5.5 .9 1 .9 .3 0 0 1 0 1 0 0 1;  2.5 .9 1 1 .9 0 1 1 0 1 0 0 0;  4 .9 .3 .9 1 0 1 1 1 1 1 1 0
4 .9 .3 .3 1 1 0 0 1 1 1 0 1;  3 1 1 .3 1 1 0 1 1 1 0 1 0;  1 1 .9 .3 .3 0 0 0 0 0 1 0 1
1 .3 .3 .3 .9 0 1 0 0 0 0 1 0;  1.5 1 .3 .9 1 0 0 1 0 1 0 1 1;  4 .9 1 .9 1 0 0 0 1 1 1 1 0
2 .9 .9 .3 .9 0 0 0 0 1 0 0 0;  1 1 .3 .3 .3 0 0 1 0 1 1 0 0;  6 .9 1 1 .9 1 1 0 0 0 0 1 0
7 .9 .3 .3 .3 0 0 1 1 0 1 1 1
"""
"""The marks of 22 attempts at those questions that earned points; the first has eight, the others one. From Moodle, the
same folder: mdl_question_states.csv and statistics_test.php (J. Pratt, 2008), with values from a spreadsheet."""


def matrix(text: str) -> list[list[float]]:
    """The numbers of a text, with a learner between semicolons and line breaks."""
    rows = text.replace("\n", ";").split(";")
    return [list(map(float, row.split())) for row in rows if row.strip()]


def scores_of(rows, max_points=None):
    """A score matrix; its learners are L0, L1, …, its items 1, 2, … None is an omitted item."""
    return {
        f"L{place}": {
            str(item): ItemResponse(points, max_points[item - 1] if max_points else 1)
            for item, points in enumerate(row, 1)
        }
        for place, row in enumerate(rows)
    }


def as_printed(value: float, printed: str) -> bool:
    """Tells whether a value, rounded to the digits that were printed, is what was printed."""
    digits = len(printed.partition(".")[2])
    return abs(value - float(printed)) <= 0.5000001 * 10**-digits
