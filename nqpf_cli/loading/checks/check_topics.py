"""The explainer: each paragraph rests on records, and each of its numbers stands in one of them."""

import re
from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.suggestions import limited_suggestions
from nqpf_cli.model.citations import BRACKETS, cited

_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:[\s-]*(thousand|million|billion|trillion)\b)?")
_TIMES = {"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_DATE = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")


def paragraphs(body: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the paragraphs of a body: the prose without its brackets, and the ids in them; brackets may wrap.

    A table has no room for ids, so it belongs to the paragraph after it.
    """
    joined = re.sub(r"(?m)^(\|.*)\n\s*\n(?!\|)", r"\1\n", body.strip())
    for text in re.split(r"\n\s*\n", joined):
        yield " ".join(re.sub(BRACKETS, "", text).split()), list(cited(text))


def citations(facts: FactSet) -> Iterator[Problem]:
    """Check that every paragraph cites records, and every id in brackets is one."""
    suggest = limited_suggestions()
    for loaded in facts.parts_of("topic"):
        for number, (_, ids) in enumerate(paragraphs(loaded.record.get("body", "")), 1):
            if not ids:
                what = f"body, paragraph {number}: it cites nothing"
                yield loaded.problem("body", what, "end it in the ids it rests on, in square brackets")
            for one in ids:
                if one not in facts.known and not facts.unread:
                    what = f"body, paragraph {number}: there is no record {one}"
                    how = next(suggest)(one, facts.known, "name a record that there is")
                    yield loaded.problem("body", what, how)


def numbers(facts: FactSet) -> Iterator[Problem]:
    """Check that every number of a paragraph stands in a record that it cites, or is an exception with its reason."""
    for loaded in facts.of_kind("topic"):
        excused = [one["number"] for one in loaded.record.get("numbers_elsewhere", ())]
        used: set[str] = set()
        for number, (prose, ids) in enumerate(paragraphs(loaded.record["body"]), 1):
            if any(one not in facts.records for one in ids):  # what is wrong there comes first
                continue
            held: set[float] = {number for one in ids for number in _held(facts.records[one].record)}
            for found in _NUMBER.finditer(prose):
                if _value(found) in held:
                    continue
                excuse = next((one for one in excused if one in (found.group(), found.group(1))), None)
                if excuse is None:
                    what = f"body, paragraph {number}: {found.group()} stands in no record that it cites"
                    how = "cite the record that holds it, or add it to numbers_elsewhere with the reason"
                    yield loaded.problem("body", what, how)
                else:
                    used.add(excuse)
        for index, one in enumerate(excused):
            if one not in used:
                what = f"numbers_elsewhere: {one} needs no exception"
                yield loaded.problem(f"numbers_elsewhere.{index}", what, "take it out")


def _value(found: "re.Match[str]") -> float:
    return round(float(found.group(1).replace(",", "")) * _TIMES[found.group(2) or ""], 6)


def _held(value: object) -> set[float]:
    """Return every number in a record: as a value, in its texts with or without million, and the parts of its dates."""
    if isinstance(value, bool):
        return set()
    if isinstance(value, int | float):
        return {round(float(value), 6)}
    if isinstance(value, dict):
        return {
            one for key, inner in value.items() if key not in ("id", "sources", "url") for one in _held(inner)
        }
    if isinstance(value, list):
        return {one for inner in value for one in _held(inner)}
    text = str(value)
    parts = {float(part) for found in _DATE.finditer(text) for part in found.groups() if part}
    plain = {round(float(found.group(1).replace(",", "")), 6) for found in _NUMBER.finditer(text)}
    return parts | plain | {_value(found) for found in _NUMBER.finditer(text)}
