from pathlib import Path

import pytest

from quizapp.readability import english
from quizapp.readability.measuring import syllables

_ORACLE = Path(__file__).parents[1] / "data/language/syllables-en.txt"

SPANISH = """
a-gua a-í-re ai-re a-ho-ra a-hí a-é-re-o a-gos-to a-brí-a a-le-grí-a a-le-gría-s al-co-hol a-ho-rrar ahu-mar
a-ma-rí-ais an-ti-guo a-pa-ci-güe a-ten-ción au-to au-to-ri-dad a-ún aun aun-que a-van-zar a-ve-ri-guáis ba-ha-í
ba-hí-a ba-úl bai-le bien biom-bo brr bú-ho bui-tre buey bue-no ca-ca-hue-te ca-er ca-í-da cai-mán cam-bió cam-biar
ca-mión can-ción ca-os cau-sa chi-i-ta cie-lo cien-cia ciu-dad clien-te co-he-te cohi-bir co-hí-be coin-ci-dir
com-pre-hen-der co-o-pe-rar cons-truí cons-trui-do cons-tru-ye cre-er cre-í-do cré-e-me cua-tro cuen-ta cui-da-do
cuo-ta de-cí-a de-cir des-ha-cer des-hie-lo dí-a dia-rio diez dis-tri-bu-ye dú-o due-lo du-un-vi-ro en-tre e-rais
es-pe-cie es-ta-do es-táis es-tu-diáis eu-ro eu-ro-pe-o ex-pe-rien-cia far-ma-cia fe-o fe-ú-cho fiel fie-ra flui-do
fre-ír fre-í-a fuer-te fui fuis-te ga-nan-cia guar-da gue-rra guí-a guión gui-ta-rra ha-bí-a ha-cia ha-cí-a hé-ro-e
he-roi-co he-ro-í-na hie-lo hier-ba his-to-ria ho-rro-ro-so hue-so hui-da huir i-de-a i-ma-gen in-clui-do
in-for-ma-ción in-ge-nuo ins-ti-tu-ción je-sui-ta juez jui-cio la-úd le-er le-í-a le-yes len-gua lim-piáis lí-ne-a
lin-güís-ti-ca lo-ar llu-via ma-la ma-íz ma-es-tro ma-ri-hua-na ma-yo-rí-a me-dia mie-do mi-gra-ña mo-ho mues-tra muy
na-ción na-die nie-ve ni-ño no-ro-es-te nue-vo o-a-sis o-í-do o-í-a o-ír oi-go pa-ís pa-í-ses pa-ra-í-so pa-ra-guas
pa-se-o pei-ne pe-le-a pe-rió-di-co pie pien-so pia-no pin-güi-no po-e-ma po-e-ta po-lí-ti-ca po-li-cí-a prohi-bir
pro-hí-be pro-tes-ta puer-ta pú-bli-co que que-dar quie-ro quien quí-mi-ca ra-íz re-al re-co-ger re-ha-cer re-hén
rehu-sar re-í-a re-ír re-loj re-ú-ne reu-nión rey rí-o rui-do rui-na sa-bio sa-lir sa-lí-a sa-ú-co se-áis se-rie
sie-te si-guien-te si-tua-ción sois so-cie-dad sua-ve sue-ño ta-o-ís-ta te-a-tro te-ní-a tie-ne tí-o tí-a tiem-po
to-a-lla tra-er tra-í-do trein-ta U-ru-guay va-cí-o vein-te ver-güen-za via-je vie-ne viu-da vi-ví-a vol-ver voy y ya
zo-o zo-o-lo-gí-a
"""
PORTUGUESE = """
a a-í a-in-da á-gua a-go-ra a-ju-da a-le-gri-a al-guém a-ma-nhã a-mi-go an-ti-go a-no ao aos a-pai-xo-na-do a-qui
á-rea ár-vo-re as-so-ci-a-ção a-tu-al au-la au-to-ri-da-de a-vi-ão a-vô ba-ú bai-le bai-xo ba-i-nha be-le-za bo-a boi
bra-si-lei-ro brr ca-der-no ca-í ca-ir cai-xa ca-iu cam-pa-i-nhas cão ca-os céu cha-péu chu-va ci-da-de ci-ên-cia
cin-quen-ta co-e-lho coi-sa com-pre-en-der con-tar cons-tru-ir cons-tru-í-do con-tí-nuo co-o-pe-rar co-ra-ção
cri-an-ça cri-ar cui-da-do da-í de-mo-cra-ci-a de-pois deus di-a di-á-rio di-fe-ren-te dis-tri-bu-í-do dói dois du-as
e-co-no-mi-a e-du-ca-ção e-gíp-cio en-quan-to en-tão es-pé-cie es-ta-do es-tá-tua eu eu-ro-pa eu-ro-peu
ex-pe-ri-ên-cia fa-ís-ca fa-mí-lia fei-o fei-ra fi-lho flor flu-ir fô-le-go fri-o fu-i-nha ga-ú-cho gra-tui-to
gua-ra-ná guer-ra gui-tar-ra he-rói he-ro-í-na his-tó-ria ho-je i-de-al i-dei-a i-gre-ja ín-dio in-flu-ên-cia i-ra
i-rã ja-nei-ro joi-a ju-iz ju-í-zes jú-ri lei lei-te le-em le-o-a lín-gua lin-gui-ça lu-a lu-gar mãe mães má-goa mai-o
mais ma-nhã mão ma-té-ria mé-dia mei-o me-ni-no mi-grar mi-lho mo-i-nho mui-to mu-lher na-ção não neu-tro nin-guém
noi-te nó-doa nos-so nú-me-ro ó-dio o-í-do oi-to ó-leo on-ze or-dem ou ou-tro ou-vir pa-ís pa-í-ses pai pais pão
pas-sei-o pá-tria Pau-lo pei-xe pe-ri-go pi-a-no pi-or po-e-ma po-e-ta põe por-ta por-tu-guês prai-a pre-ju-í-zo
pré-dio pri-mei-ro pro-i-bir pro-tes-to pú-bli-co qual quan-do qua-tro que quei-jo quem quin-ze ra-i-nha ra-iz
ra-í-zes re-al rei re-u-ni-ão re-u-nir ri-o ru-gas ru-í-do ru-im ru-a sa-ir sa-í-da sa-ú-de sau-da-de sé-rie sé-rio
seu si-tu-a-ção só-cio so-ci-al so-ci-e-da-de su-a su-a-ve te-a-tro ti-a ti-o tran-qui-lo três tri-un-fo U-ru-guai
vá-cuo vei-o ve-í-cu-lo vi-a-gem vi-a-jar viu vi-ú-va vi-o-lên-cia vo-o
"""


@pytest.mark.parametrize(("language", "table"), [("es", SPANISH), ("pt", PORTUGUESE)])
def test_syllables_follow_the_rules_of_spelling(language: str, table: str) -> None:
    words = table.split()
    assert len(set(words)) >= 200
    counts = {word: syllables(word.replace("-", ""), language) for word in words}
    assert {word: count for word, count in counts.items() if count != word.count("-") + 1} == {}


def test_english_syllables_are_those_of_a_pronouncing_dictionary() -> None:
    lines = [line for line in _ORACLE.read_text().splitlines() if not line.startswith("#")]
    spoken = {
        word: {*map(int, counts.split("|"))} for entry in " ".join(lines).split() for word, counts in [entry.split("=")]
    }
    wrong = {word for word, counts in spoken.items() if english.syllables(word) not in counts}
    assert len(spoken) > 3000
    assert len(wrong) / len(spoken) < 0.045


def test_numbers_and_initials_count_as_they_are_read_aloud() -> None:
    for language, spoken in {
        "en": {"25": 3, "2026": 6, "BBC": 3, "UK": 2, "BMW": 5, "ICE": 1, "U.S": 2, "7:30": 4, "W": 3, "A": 1,
               "NSFTV": 5, "PSSSST": 1, "hmm": 1, "brr-brr": 2, "–": 1,
               "well-known": 2, "don’t": 1, "didn’t": 2},
        "es": {"25": 4, "TV": 2, "S.A": 2, "franco-alemán": 5, "brr-brr": 2},
        "pt": {"25": 5, "TV": 2, "guarda-chuva": 4, "brr-brr": 2},
    }.items():  # fmt: skip
        assert {word: syllables(word, language) for word in spoken} == spoken
    assert syllables("9" * 3000, "en") > 900
