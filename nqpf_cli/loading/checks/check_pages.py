"""Addresses of pages: whose they are and where they were read."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.problems import Problem


def addresses(facts: FactSet) -> Iterator[Problem]:
    """Check that an official page is its issuer's own, and that `read_at` names another place."""
    for loaded in facts.of_kind("source"):
        record = loaded.record
        if record.get("official") and record["kind"] != "primary":
            what = f"official, and yet of the kind {record['kind']}"
            yield loaded.problem("official", what, "take official: out, or write kind: primary")
        if record.get("read_at") == record["url"]:
            yield loaded.problem("read_at", "read_at says the same as url", "take read_at: out")
