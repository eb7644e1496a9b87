"""Names that both the reading of facts and their index use."""

INDEX = "index.sqlite"
"""The file of an index: in a wheel beside the facts, elsewhere in the cache."""

SCHEMA_VERSION = 38
"""Raise it whenever the tables of an index, or what stands in them, change."""
