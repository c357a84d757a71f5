"""The formats of other tools, written by hand, in the order in which a file is tried for them."""

from quizapp.interchange import aiken, gift
from quizapp.interchange.format import Format

FORMATS = (
    Format("aiken", "Aiken", (".aiken", ".txt"), aiken.recognizes, aiken.AikenImporter(), aiken.AikenExporter()),
    Format("gift", "GIFT", (".gift", ".txt"), gift.recognizes, gift.GiftImporter(), gift.GiftExporter()),
)

BY_NAME = {each.name: each for each in FORMATS}
