"""Sentences: where one ends and the next begins in the text of a paragraph.

A sentence ends with a mark that ends sentences and the closing quotation marks and brackets right after it. Whether a
mark ends one is decided by what stands before it (an abbreviation, an initial, the number of a list) and by what
follows (a small letter goes on). No rule of this kind is right always: where two readings are likely, the text stays in
one piece, since half a sentence is of less use than two sentences in one.
"""

import re

_ENDS = ".!?…‽。！？｡؟۔।॥።։။។"
_WIDE_ENDS = frozenset("。！？｡")  # marks after which no space is written
_CLOSERS = "\"'”’»›)]}」』）］〉》“«"
_QUOTES = frozenset("\"'”’»›」』“«")
_OPENERS = "\"'“‘«‹„‚([{「『（［¿¡–—-•*‟‛"

_MARK = re.compile(
    rf"(?:\.(?:[ \u00a0\u202f]\.){{2,}}|[{re.escape(_ENDS)}])[{re.escape(_ENDS + _CLOSERS)}]*(?:\[\d{{1,3}}\])*"
    rf"|(?<=[\u0370-\u03ff\u1f00-\u1fff]);[{re.escape(_CLOSERS)}]*"
)
"""A mark that ends sentences, with what closes after it; in Greek, the question mark looks like ;."""
_SPACED_CLOSER = re.compile(rf"\s»[{re.escape(_CLOSERS)}]*")
"""French sets a space before the mark that closes a quotation."""
_TOKEN = re.compile(r"\S+\Z")
_LEADING = re.escape(_OPENERS)
_NEXT_WORD = re.compile(rf"[\s{_LEADING}]*([^\W_][\w'’.\-]*)?")
_WORD_BEFORE = re.compile(r"(\S+)\s+\Z")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST = _words(
    # titles, which stand before a name
    "mr mrs ms mx dr prof rev hon gen col capt lt sgt cpl maj cmdr adm gov sen rep pres msgr supt insp messrs mme mlle "
    "sra srta dra dna hr fra ing lic mag mons mgr "
    # what something else follows
    "vs fig figs eq eqs cf viz eg ie approx esp incl dept univ assn no nos vol vols nr tel resp bzw ca ud uds pág págs "
    "núm av avda sig sigg dhr mevr bijv bd ул стр ul art arts zb z.b d.h u.a p.ex e.g i.e c.f n.b mt ft pp ch"
)
"""Abbreviations that never end a sentence, in small letters."""

_BEFORE_NUMBER = _words("no nos vol vols fig figs eq eqs art arts nr tel ft")
"""Abbreviations that are words too (“The answer was no.”, “a fig.”), and short for something only before a digit."""

_MAY_BE_LAST = _words(
    "st ste sr jr inc ltd co corp bros plc llc ave rd blvd sq al jan feb mar apr jun jul aug sept sep oct nov dec "
    "mon tue tues wed thu thurs fri sat sun ph.d m.d b.a m.a b.sc m.sc b.c a.d c.e b.c.e u.s u.k u.n e.u d.c u.s.a "
    "u.s.s.r l.a n.y jh usw ee uu j.-c j.c"
)
"""Abbreviations after which a sentence ends only where the next word is one that sentences begin with."""

_CAPITALIZED_ONLY = _words("sun sat wed mar mon co al fri hon maj fra mag sen rep ud")
"""Abbreviations that are words of some language, or parts of them, in small letters; `al` is one after `et` alone."""

_STARTERS = _words(
    "the a an this that these those it its he she they we you his her their our my your there here then but and or "
    "so if when while after before although though because since as in on at by for from with without under over "
    "during until once yet now today yesterday tomorrow what who why how where which whose some many most few all "
    "both each every no not nobody nothing none another other one two three however meanwhile instead still also "
    "only even perhaps maybe later soon earlier again first next finally unlike despite did do does is are was were "
    "will would can could should has have had to let i i'm i’m i've i’ve it's it’s that's that’s he's he’s she's "
    "she’s they're they’re der die das ein eine es er sie wir ich und aber dann el la los las un una y pero le les "
    "il elle ils elles nous et mais"
)
"""Words that begin sentences and are no names, in small letters."""

_LETTERED = _words(
    "plan vitamin vitamins grade group type class option part appendix figure section point team form exhibit schedule "
    "question answer building room gate route series size letter block platform category model side zone hepatitis "
    "level person column line table paragraph district wing"
)
"""Words after which a single capital letter is no initial of a name."""

_DATES = _words(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday est edt cst cdt mst mdt pst pdt gmt utc bst cet eastern pacific central local "
    "greenwich"
)
"""Words that follow a.m. and p.m. within a sentence."""

_AFTER_ORDINAL = _words(
    "januar februar märz april mai juni juli august september oktober november dezember jänner jahrhundert "
    "jahrhunderts jahrhunderten januari februari maj juni juli augusti oktober ledna února března dubna května "
    "června"
)
"""Words that follow a number with a period where that stands for *th*, as in German."""

_SAID = (
    r"(?:said|says|asked|asks|cried|cries|replied|replies|answered|shouted|whispered|exclaimed|called|added|wondered|"
    r"demanded|screamed|yelled|muttered|murmured|thought|told|inquired|enquired|gasped|laughed|sighed|insisted|repeated|"
    r"continued|began|went|wrote|explained|warned|begged)"
)
_SPEAKER = re.compile(
    rf"\s+(?:I|(?:(?:Mr|Mrs|Ms|Dr|Miss)\.?\s+)?(?:[^\W\d_a-z][\w'’\-]*\s+){{0,2}}[^\W\d_a-z][\w'’\-]*)"
    rf"\s+(?:\w+ly\s+)?{_SAID}\b"
)
"""The speaker of what was quoted: “Why?” Anna asked."""
_WIDE_SPEAKER = re.compile(r"(?:と|って|[\u4e00-\u9fff]{1,6}?(?:说|說|问|問|道|答|喊|叫|想))")
_LIST_NUMBER = re.compile(rf"[{_LEADING}\s]*(?:[0-9]{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})\Z")
_HAS_WORD = re.compile(r"\w")
_I = re.compile(r"I(?:['’](?:m|d|ll|ve))?\Z")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The begin and end of each sentence of `text`, one paragraph.

    In order, without overlap, without white space at their ends, and together they hold all else of `text`.
    """
    found: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    for match in _MARK.finditer(text):
        at, end = match.start(), match.end()
        mark = match.group()
        if (spaced := _SPACED_CLOSER.match(text, end)) and text[:at].count("«") > text[:at].count("»"):
            mark, end = mark + "»", spaced.end()
        if end < len(text) and _ends(text, start, at, end, mark):
            found.append((start, end))
            start = _skip_space(text, end)
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return _with_words(text, found)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _with_words(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans`, with those that hold no letter or digit made part of a neighbor."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if _HAS_WORD.search(text, start, end):
            whole.append((start if whole else spans[0][0], end))
        elif whole:
            whole[-1] = (whole[-1][0], end)
    return whole or [(start, spans[-1][1]) for start, _ in spans[:1]]


def _ends(text: str, start: int, at: int, end: int, mark: str) -> bool:
    """Tells whether a sentence that began at `start` ends with `mark`, which stands from `at` to `end`."""
    quoted = mark[-1] in _QUOTES
    if not _WIDE_ENDS.isdisjoint(mark):
        return not (quoted and _WIDE_SPEAKER.match(text, end)) and text[end] not in "，、；：,;:"
    if not text[end].isspace():
        return False
    word = _NEXT_WORD.match(text, end)
    following = word.group(1) or "" if word else ""
    if following[:1].islower() and not following[1:2].isupper():
        return False
    noted = mark[-1].isdigit() or "[" in mark
    if mark[-1] in ")]）］" and not noted and _opened_within(text, start, at):
        return text[at - 1] == "["  # […] stands for what was left out
    stop = "".join(character for character in mark.partition("[")[0] if character in _ENDS)
    if stop == "…" or stop.count(".") > 1:
        return not _I.match(following)
    if stop != ".":
        has_no_case = following[:1].isalpha() and following[:1].lower() == following[:1].upper()
        return not (quoted and (_SPEAKER.match(text, end) or (has_no_case and stop[-1:] in "!?؟")))
    return _stop_ends(text, start, at, following)


def _opened_within(text: str, start: int, at: int) -> bool:
    """Tells whether the bracket that closes after `at` was opened inside the sentence, not at its start."""
    opened = max(text.rfind("(", start, at), text.rfind("[", start, at), text.rfind("（", start, at))
    return opened > start and bool(_HAS_WORD.search(text, start, opened))


def _stop_ends(text: str, start: int, at: int, following: str) -> bool:
    """Tells whether the period at `at` ends a sentence that is followed by the word `following`."""
    token = _TOKEN.search(text, start, at)
    word = token.group().lstrip(_OPENERS) if token else ""
    if not word:
        return True
    if _LIST_NUMBER.match(text, start, at):
        return False
    lower, begins = word.lower(), following.lower().rstrip(".") in _STARTERS
    if len(word) == 1 and word.isalpha():
        before = _WORD_BEFORE.search(text, start, token.start() if token else at)
        last = before.group(1).lower() if before else ""
        if len(following.rstrip(".")) == 1 and following != "I" and following != "A":
            return False  # more initials
        if word == "I":
            return before is not None and before.group(1).islower()
        return last in _LETTERED and not (word.islower() and following[:1].isdigit())
    if lower in ("a.m", "p.m"):
        return not following[:1].isdigit() and following.lower().rstrip(".") not in _DATES
    if lower in _NEVER_LAST:
        if word in _CAPITALIZED_ONLY:
            return True
        return lower in _BEFORE_NUMBER and not following[:1].isdigit()
    if lower in _MAY_BE_LAST:
        if lower in _CAPITALIZED_ONLY and not _is_short_form(text, start, token.start() if token else at, word):
            return True
        return begins and not following[:1].isdigit()
    if re.fullmatch(r"(?:[^\W\d_]\.)+-?[^\W\d_]", word):  # U.S.A, J.R.R, z.B
        return begins
    if word.isdigit() and len(word) <= 2:
        return following.lower().rstrip(".") not in _AFTER_ORDINAL
    return True


def _is_short_form(text: str, start: int, at: int, word: str) -> bool:
    if word.lower() == "al":
        return text[start:at].rstrip().endswith("et")
    return word[:1].isupper()
