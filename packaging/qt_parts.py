"""The parts of Qt that the program needs; all others are left out of the packages for Windows and macOS."""

MODULES = ("QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtWidgets")
"""The modules that the program imports; a test holds them against its source."""
PLUGINS = ("generic", "iconengines", "imageformats", "networkinformation", "platforms", "styles", "tls")
"""The kinds of plugins that it needs; all others are for QML, SQL and Designer."""
