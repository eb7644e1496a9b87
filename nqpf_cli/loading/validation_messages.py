"""What a type check says, in the words of a person."""

import re

from nqpf_cli.loading.nodes import Mapping, Sequence
from nqpf_cli.model import patterns

_PATTERNS = {
    patterns.ID: (
        "is no name of small letters, digits and single hyphens",
        "write it like shanghai-2024-plan",
    ),
    patterns.DATE: ("is not a date", "write 2024, 2024-06 or 2024-06-18"),
    patterns.PERIOD: ("is not a period", "write 2024, 2024-01/2024-06, ../2024-02 or 2024-06/.."),
    patterns.URL: ("is no address of the web", "begin it with https:// or http://, without spaces"),
    patterns.DECIMAL: ("is no decimal number", "write it like '7.0512', in quotes"),
    patterns.CURRENCY: ("is no ISO 4217 code", "write CNY, HKD, MOP or USD"),
    patterns.GB_CODE: ("is no code of GB/T 2260", "write its six digits in quotes, like '310000'"),
    patterns.REGION_CODE: ("is no ISO 3166 code", "write it like CN-SH"),
    patterns.LANGUAGE: ("is no BCP 47 code", "write en, zh or zh-Hant"),
}
_WANTED = {
    "str": ("text", "write a text"),
    "int": ("a whole number", "write it in digits alone, without quotes"),
    "int | float": ("a number", "write it in digits, without quotes, unit or thousands separators"),
    "object": ("a mapping", "write {fact: value}"),
    "array": ("a list", "begin each item with - "),
    "bool": ("true or false", "write true, without quotes, or take the key out"),
}


def plainly(message: str, value: object) -> tuple[str, str]:
    """Return what msgspec says of a value, as a person would say it, and what to do."""
    pattern = re.search(r"matching regex (.*)$", message)
    if pattern:
        words = next((words for known, words in _PATTERNS.items() if repr(known) == pattern.group(1)), None)
        return words or (f"does not match {pattern.group(1)}", "see the template of its kind")
    limit = re.search(r"of length (<=|>=) (\d+)$", message)
    if limit and limit.group(1) == ">=":
        return "is empty", "give it a value, or take the key out"
    if limit and isinstance(value, (str, Sequence)):
        what = "items" if isinstance(value, Sequence) else "characters"
        return f"has {len(value):,} {what}, more than the {int(limit.group(2)):,} it may have", "shorten it"
    bound = re.search(r"(<=|>=) (-?[\d.e+]+)$", message)
    if bound:
        number = float(bound.group(2))
        return (
            f"is {value:,}, and must be {bound.group(1)} {number:,.0f}",
            "look at the number in the source again",
        )
    wanted = re.match(r"Expected `(.*?)`, got `(.*)`", message)
    if wanted:
        expected, hint = _WANTED.get(wanted.group(1), (wanted.group(1), "see the template of its kind"))
        return f"is {_kind_of(value)}, not {expected}", hint
    return f"is not sound ({message})", "see the template of its kind"


def _kind_of(value: object) -> str:
    """Return what a value is, in a word."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence):
        return "a list"
    if isinstance(value, bool):
        return "true or false"
    return "text" if isinstance(value, str) else "a number"
