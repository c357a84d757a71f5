"""The version of the program: the build, the commands and the window read it here."""

VERSION = "0.1.0"
