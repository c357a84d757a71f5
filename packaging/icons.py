"""Make the icons of Windows and macOS of the drawing that Linux uses.

    python packaging/icons.py --ico quizapp.ico --icns quizapp.icns

Both are a list of pictures in several sizes. Qt draws these; it writes neither file with more than one of them.
"""

import argparse
import os
import struct
from pathlib import Path

DRAWING = (
    Path(__file__).resolve().parent / "linux/share/icons/hicolor/scalable/apps" / "org.quizapp.Quizapp.svg"
)  # fmt: skip
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = {
    b"icp4": 16,
    b"icp5": 32,
    b"icp6": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}
"""The kinds of pictures in an .icns file and their sizes in pixels; those from ic10 on are for screens with two pixels
a point."""


def drawn(size: int) -> bytes:
    """Draw the icon as a PNG of `size` × `size` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Make a file of ICO, with each picture as PNG, as Windows reads it since Vista."""
    pictures = [(size, drawn(size)) for size in ICO_SIZES]
    place = 6 + 16 * len(pictures)
    entries = b""
    for size, data in pictures:
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(data for _, data in pictures)


def icns() -> bytes:
    """Make a file of ICNS, with each picture as PNG."""
    made = {size: drawn(size) for size in set(ICNS_SIZES.values())}
    parts = b"".join(kind + struct.pack(">I", 8 + len(made[size])) + made[size] for kind, size in ICNS_SIZES.items())
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--ico", metavar="FILE", type=Path, help="the icon for Windows")
    parser.add_argument("--icns", metavar="FILE", type=Path, help="the icon for macOS")
    options = parser.parse_args()
    for file, make in ((options.ico, ico), (options.icns, icns)):
        if file is not None:
            file.write_bytes(make())
