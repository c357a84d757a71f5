"""British and American spelling of English words."""

import re
from functools import lru_cache

CONFUSED = frozenset(["minor", "miner", "prise", "censor", "censer"])
"""Words that the rules of spelling below would take for one another."""

_SPELLINGS = tuple(
    (re.compile(british), spelled)
    for british, spelled in (
        (r"(practi|licen|defen|offen|preten)ce", r"\1se"),
        (r"^(mo|smo)u(?=ld)", r"\1"),
        (r"(?<=f)oe(?=t)|^oe(?=s|d)|(?<=n)oe(?=uv)|(?<=rh)oe|(?<=am)oe", "e"),
        (r"(?<=gra)mme(?=s?$)", "m"),
        (r"(?<=alum)ini(?=um$)", "in"),
        (r"^(man)e?uvre", r"\1euver"),
        (r"^(p)y(?=jama)", r"\1a"),
        (r"^moust", "must"),
        (r"sulph", "sulf"),
        (r"^(jewel)l?e(?=ry$)", r"\1"),
        (r"^tyre", "tire"),
        (r"^plough", "plow"),
        (r"yogh", "yog"),
        (r"our(?=$|s$|ed$|ing|er|ite|able|ful|hood|less|ist|al)", "or"),
        (r"or(s?)$", r"er\1"),
        (r"(?<=[^aeiou])re(s?)$", r"er\1"),
        (r"([iy])s(?=e[drs]?$|es$|ers$|ing$|ation)", r"\1z"),
        (r"([aeiou][^aeiou]+[aeiou])ll(?=ed$|ing$|ers?$|ors?$|ous$)", r"\1l"),
        (r"(enro|fulfi|insti|disti|appa|enthra|insta)l(?!l)", r"\1ll"),
        (r"(ski|wi)l(?=ful)", r"\1ll"),
        (r"ogue(s?)$", r"og\1"),
        (r"ae", "e"),
        (r"(?<=[dlg])e(?=ment$|able$|ing$)", ""),
        (r"^sceptic", "skeptic"),
        (r"^grey", "gray"),
    )
)


@lru_cache(maxsize=4096)
def american(word: str) -> str:
    """`word`, in small letters, as Americans spell it, by rules; of other words it makes what is none."""
    for british, spelled in _SPELLINGS:
        word = british.sub(spelled, word)
    return word
