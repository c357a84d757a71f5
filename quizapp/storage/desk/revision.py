"""The version of the desk's tables, told without the database library."""

NEWEST = "0002"
"""The last of the migrations."""
