"""The versions of the program and of its index, and the name that the file of an index has."""

__version__ = "2.0.0"

INDEX = "index.sqlite"
"""The file of an index: in a wheel beside the facts, elsewhere in the cache."""

SCHEMA_VERSION = 40
"""Raise it whenever the tables of an index, or what stands in them, change."""
