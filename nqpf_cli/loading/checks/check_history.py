"""What became of records: when they came, what changed in them, which of them went."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.suggestions import did_you_mean


def changes(facts: FactSet) -> Iterator[Problem]:
    """Check that a record of ours came no earlier than the first release, and changed no earlier than it came."""
    first = facts.dataset.get("first_release", "")
    for loaded in facts.records.values():
        came = loaded.record.get("added", "" if loaded.pack else first)
        changed = loaded.record.get("changed", {}).get("date", "9999")
        if came < first and not loaded.pack:
            what = f"added {came} lies before {first}, the day of the first release"
            yield loaded.problem("added", what, "mend the day; a record of the first release has no added:")
        if changed < came:
            what = f"changed {changed} lies before {came}, the day on which the record came"
            yield loaded.problem("changed.date", what, "mend one of the two days")


def withdrawn(facts: FactSet) -> Iterator[Problem]:
    """Check that no record of ours bears an id that went, and what took its place is a record."""
    day = facts.dataset.get("checked", "9999")
    for key, gone in facts.withdrawn.items():
        held = facts.records.get(key)
        if held and not held.pack:
            what = f"the id {key} is in use: {held.place}"
            yield gone.problem("id", what, "give that record another id, or take this entry out")
        now = gone.record.get("now")
        if now and now not in facts.records:
            how = did_you_mean(now, facts.records, "name a record that there is, or take now: out")
            yield gone.problem("now", f"now: there is no record {now}", how)
        if gone.record["date"] > day:
            what = f"date {gone.record['date']} lies after {day}, the last day that facts can be of"
            yield gone.problem("date", what, "mend the date, or move checked: in dataset.yaml on")
