"""`short_answer`: what makes no difference, which slips are forgiven, and what stays wrong."""

from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest

from quizapp.domain.mark import earned
from quizapp.domain.typed_answer import Accepted, Anticipated, Forgive
from quizapp.question_types.short_answer import ShortAnswer
from tests.mistakes import codes_of
from tests.samples import verdict

STRICT = Forgive(case=False, accents=False, punctuation=False, slips="0")


def question(*accepted: str, forgive: Forgive = Forgive(), wrong: tuple[str, ...] = ()) -> ShortAnswer:  # noqa: B008
    made = ShortAnswer(
        id="q",
        stem="?",
        accepted=tuple(map(Accepted, accepted)),
        anticipated=tuple(Anticipated(text, "misreading", f"not {text}") for text in wrong),
        forgive=forgive,
    )
    assert list(made.mistakes()) == []
    return made


# What is forgiven unless the author says otherwise. Cases after Moodle's tests of its short answer type: composed and
# decomposed letters, “0”, spaces at the ends.
@pytest.mark.parametrize(
    ("accepted", "response", "right"),
    [
        ("Marta", "Marta", True),
        ("Marta", "  MARTA\t", True),
        ("Marta", "Marta.", True),
        ("Marta", "“Marta”", True),
        ("Marta", "Mar ta", True),  # a space too many is a slip
        ("one summer", "one\u00a0 \nsummer", True),
        ("café", "cafe", True),
        ("cafe", "café", True),
        ("café", normalize("NFD", "café"), True),
        (normalize("NFD", "café"), "CAFÉ", True),
        ("Straße", "STRASSE", True),
        ("Strasse", "straße", True),
        ("ﬁne", "fine", True),
        ("İstanbul", "istanbul", True),
        ("don't", "dont", True),
        ("don’t", "don't", True),
        ("U.S.", "US", True),
        ("US", "u.s.", True),
        ("sea walls", "sea-walls", True),
        ("0", "0", True),
        ("0", "", False),
        ("0", "00", False),
        ("7", "07", False),
        ("7", "7.", True),
        ("7", "７", True),
        ("7", "٧", True),
        ("1.5", "1,5", False),
        ("1.5", "15", False),
        ("1.5", "1.5.", True),
        ("1,000", "1000", True),
        ("-3", "3", False),
        ("−3", "-3", True),
        ("3 – 4", "3-4", True),
        ("3–4", "34", False),
        ("שלום", "שלום", True),
        ("שלום", "\u200fשלום\u200f", True),  # marks of direction come with what is copied
        ("סלע", "סלא", False),
        ("co\u00adoperate", "cooperate", True),
        ("🐝", "🐝", True),
        ("🐝", "🦋", False),
        ("bee 🐝", "Bee", False),
        ("Marta", "Marta " * 100_000, False),
        ("Marta", "Marta" + " " * 100_000, True),
        ("Marta", "?", False),
        ("Marta", "\ud800", False),
    ],
)
def test_what_makes_no_difference(accepted, response, right):
    assert earned(question(accepted).mark(response)) == right


@pytest.mark.parametrize(
    ("forgive", "accepted", "response", "right"),
    [
        (Forgive(case=False), "Marta", "marta", True),  # one letter: a slip
        (Forgive(case=False, slips="0"), "Marta", "marta", False),
        (Forgive(accents=False, slips="0"), "café", "cafe", False),
        (Forgive(accents=False, slips="0"), "café", normalize("NFD", "café"), True),
        (Forgive(punctuation=False, slips="0"), "U.S.", "US", False),
        (Forgive(punctuation=False, slips="0"), "“so”", '"so"', True),
        (STRICT, "Marta", " Marta ", True),
        (STRICT, "Marta", "Marta.", False),
        (STRICT, "Straße", "Strasse", False),
        (STRICT, "one summer", "one  summer", True),
    ],
)
def test_what_the_author_does_not_forgive(forgive, accepted, response, right):
    assert earned(question(accepted, forgive=forgive).mark(response)) == right


# A slip is a letter too many, too few, wrong, or two neighbors swapped (Damerau 1964).
@pytest.mark.parametrize(
    ("slips", "accepted", "response", "right"),
    [
        ("1", "tower", "towwer", True),
        ("1", "tower", "toer", True),
        ("1", "tower", "toxer", True),
        ("1", "tower", "towre", True),
        ("1", "tower", "otwre", False),
        ("1", "tower", "xyz", False),
        ("1", "bees", "beez", False),  # four letters: one letter makes another word
        ("1", "bees", "beess", False),
        ("2", "bees", "bes", False),
        ("1", "go up", "go us", False),  # four letters and a space
        ("2", "harbour", "harbor", True),
        ("2", "harbour", "habor", False),  # two slips in seven letters
        ("2", "lighthouse", "lihgthous", True),
        ("2", "lighthouse", "lihgthos", False),
        ("1", "lighthouse", "lihgthous", False),
        ("0", "lighthouse", "lighthous", False),
        ("2", "11 years", "12 years", False),
        ("2", "in 1974", "in 1975", False),
        ("2", "in 1974", "im 1974", False),
        ("1", "11111", "1111", False),
    ],
)
def test_slips(slips, accepted, response, right):
    assert earned(question(accepted, forgive=Forgive(slips=slips)).mark(response)) == right


@pytest.mark.parametrize(
    ("response", "points", "said"),
    [
        ("Coppinger", 1, []),
        ("coppinger", 1, []),
        ("Copinger", 1, []),  # a slip, and not one that was anticipated
        ("Koppinger", 0, ["not Koppinger"]),
        ("koppinger.", 0, ["not Koppinger"]),
        ("Doppinger", 0, []),
        ("Koppingr", 0, []),
        ("sheriff", 0, []),
        ("the sheriff", 0, ["not the sheriff"]),
    ],
)
def test_an_anticipated_wrong_answer_stays_wrong(response, points, said):
    named = question("Coppinger", wrong=("Koppinger", "the sheriff"))
    assert earned(named.mark(response)) == points
    assert [remark.text for remark in named.remarks(response)] == said


def test_what_is_accepted_as_it_stands_comes_before_what_is_anticipated():
    both = ShortAnswer(
        id="q", stem="?", accepted=(Accepted("affect"),), anticipated=(Anticipated("effect", "misreading"),)
    )
    assert earned(both.mark("affect")) == 1
    assert earned(both.mark("effect")) == 0


SHARED = ShortAnswer(
    id="q",
    stem="?",
    points=Decimal(2),
    accepted=(
        Accepted("marta lind"),
        Accepted("marta", share=Decimal("0.5"), feedback="Her surname too?"),
        Accepted("marta lint", share=Decimal("0.25")),
        Accepted("she", share=Decimal("0.125")),
    ),
)


@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        ("Marta Lind", 2, "right"),
        ("marta lint", "1/2", "partial"),  # as it stands, before a slip in another
        ("Marta Linf", 2, "right"),  # a slip from both: the larger share
        ("Marta", 1, "partial"),
        ("martta", 1, "partial"),
        ("she", "1/4", "partial"),
        ("he", 0, "wrong"),
        ("", 0, "unanswered"),
    ],
)
def test_shares(response, points, expected):
    mark = SHARED.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


def test_the_fullest_answer_is_the_key_and_a_hundred_can_be_accepted():
    assert ShortAnswer(id="q", stem="?", accepted=SHARED.accepted[::-1]).correct_response() == "marta lind"
    for count, codes in ((100, []), (101, ["too_many"])):
        made = ShortAnswer(id="q", stem="?", accepted=tuple(Accepted(f"answer {at}") for at in range(count)))
        assert codes_of(made) == codes


def test_a_share_finer_than_a_hundredth_can_be_recomputed():
    mark = SHARED.mark("she")
    assert Fraction(mark.right, mark.of) == Fraction(1, 8)
    assert (SHARED.mark("Marta").right, SHARED.mark("Marta").of) == (50, 100)


@pytest.mark.parametrize("response", [0, 1.5, True, b"Marta", ("Marta",), ["Marta"], {"Marta": "1"}, ("M", ["a"])])
def test_what_is_no_text(response):
    assert verdict(question("Marta").mark(response)) == "wrong_shape"
    with pytest.raises(ValueError, match="a text"):
        question("Marta").read_response(response)


def test_a_summary_is_one_line():
    assert question("Marta").summarize(" Marta\n  Lind ") == ("Marta Lind",)
    assert question("Marta").summarize("  ") == ()


def test_statistics_gather_spellings_of_one_answer():
    named = question("Coppinger", wrong=("Koppinger",))
    assert {named.classify(response)[0].chosen for response in ("Coppinger", "coppinger!", "Copinger")} == {"Coppinger"}
    assert named.classify("KOPPINGER")[0][1:] == ("Koppinger", "Coppinger", "misreading")
    assert named.classify(" Somebody  Else.")[0].chosen == "somebody else"
    assert named.classify("") == named.classify(None) == ()


@pytest.mark.parametrize(
    ("accepted", "wrong", "codes"),
    [
        ((Accepted("a"),), (), []),
        ((), (), ["too_few"]),
        ((Accepted("a", share=Decimal("0.5")),), (), ["no_full_share"]),
        ((Accepted("a"), Accepted("b", share=Decimal(0))), (), ["number_out_of_range"]),
        ((Accepted("a"), Accepted("b", share=Decimal("1.5"))), (), ["number_out_of_range"]),
        ((Accepted("a"), Accepted("b", share=Decimal("NaN"))), (), ["number_out_of_range"]),
        ((Accepted("?!"), Accepted("a")), (), ["nothing_to_compare"]),
        ((Accepted("\u200b"), Accepted("a")), (), ["empty_text"]),
        ((Accepted("a"), Accepted("\u00ada")), (), ["same_text_twice_unseen"]),
        ((Accepted("a"),), (Anticipated("\u200b"),), ["empty_text"]),
        ((Accepted("a"), Accepted("a ")), (), ["same_text_twice"]),
        ((Accepted("a b"),), (Anticipated("A-B"),), ["anticipated_is_accepted"]),
    ],
)
def test_an_authors_mistakes(accepted, wrong, codes):
    made = ShortAnswer(id="q", stem="?", accepted=accepted, anticipated=wrong)
    assert codes_of(made) == codes
