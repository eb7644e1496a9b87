"""Fact packs drawn from the kinds: every kind, every field there or not, with odd but lawful values.

Nothing here names a field that the Structs do not: types, bounds, closed lists and links are read from them. A pack is
a list of records, each with the kind it is of; `accepted` leaves those that the loader takes.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from msgspec import inspect

from nqpf_cli.loading.load import load
from nqpf_cli.loading.structs import STRUCTS
from nqpf_cli.model import patterns
from nqpf_cli.model.kinds import FOLDERS, KINDS
from tests.conftest import DATA, ROOT

SMALL = ROOT / "tests" / "small"
VOCABULARIES: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "vocabularies.yaml").read_text("utf-8"))
OURS = {
    kind: [
        record["id"]
        for path in sorted([*SMALL.glob(f"{folder}.yaml"), *SMALL.glob(f"{folder}/*.yaml")])
        for record in yaml.safe_load(path.read_text("utf-8"))
    ]
    for kind, folder in FOLDERS.items()
}
"""Kind -> ids of the facts that the packs lie beside."""

MANY = 4
"""Records of each kind in a pack: `term-0` to `term-3`."""

Records = list[tuple[str, dict[str, Any]]]
Links = Mapping[str, Sequence[str]]

DAYS = [
    "2024",
    "2026",
    "1900",
    "2199",
    "2023-02",
    "2026-12",
    "2024-02-29",
    "2026-11-25",
    "2026-11-26",
    "2027-01-31",
]
BY_PATTERN: dict[str, Sequence[str]] = {
    patterns.ID: ["alone", "one-name"],
    patterns.DATE: DAYS,
    patterns.PERIOD: [*DAYS, "2024/2025-03", "../2024", "2025-12-18/..", "2024-01-01/2024-01-02"],
    patterns.URL: ["https://example.org/x", "http://xn--fiq.test", "https://e.test/算力?a=%25&b=(c)#d"],
    patterns.LANGUAGE: ["en"],
    patterns.GB_CODE: ["310000", "440300"],
    patterns.REGION_CODE: ["CN", "CN-44"],
    patterns.CURRENCY: ["CNY", "USD", "CNY", "USD", "EUR"],
}  # fmt: skip
"""Pattern of a text -> some that it takes: of currencies, one that the facts have no rate for."""

WORDS = [
    "Plain words", "words", "新质生产力", "第二章：10万元，约5%", "[a b]", "[1]", "a [b](c) d", "=1+1", "-5", "+86 1", "@name",
    "# no heading", "1. no list", "| a | b", "*no stars", "under_score_d", "`code", "www.example.org", "2024-06", "percent",
    "percent of GDP", "CNY", "EUR", "rank", "50%", "RMB 5 million", "Acme, Inc.; \"quoted\" {braces}", "a: b", "it's", "İ ß ﬁ",
    "Port City", "port-city", "null", "~", "1e9", "0", "\\", "%s {0} $x", "é" * 30, "字" * 90,
]  # fmt: skip

BODIES = [
    "Words only.", "[a b]", "One. [computing-power]", "One. [computing-power computing-voucher]", "One. [computing-power,computing-voucher,\npatient-money]\n\nTwo. [gazette-plan]",
    "# Heading\n\n- one [computing-power]\n- two\n  more [computing-voucher]\n\n1. first\n2) second", "| a | b |\n|---|---|\n| 1 | [computing-power] |\n\nAfter.",
    "| a\n| b | c | d", "|", "#", "-", "- ", "**", "*a* **b** `c` ***", "[", "]", "[]", "[ ]", "[,]", "[no-such]", "[[computing-power]]",
    "[computing-power](https://evil.test)", "a\n***\nb", "```\nx\n```", "字" * 3000, "\n\n\n", "a [Term] b", "10% of 5 [computing-power , ]",
]  # fmt: skip


def text(longest: int) -> st.SearchStrategy[str]:
    """Odd but lawful words up to the length that the field takes, and one that is just so long."""
    full = ("a long word or two " * longest)[: longest - 1] + "."
    return st.sampled_from([*(words for words in WORDS if len(words) <= longest), full])


def value(name: str, kind: inspect.Type, links: Links, extra: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Whatever a field of this type may hold: `links` are the ids of each kind, `extra` what its `Meta` says beside the type."""
    match kind:
        case inspect.Metadata():
            return value(name, kind.type, links, extra | (kind.extra or {}))
        case inspect.StructType():
            return struct(kind.cls, links)
        case inspect.ListType():
            item = value(name, kind.item_type, links, extra)
            plain = isinstance(kind.item_type, inspect.StrType | inspect.Metadata)
            return st.lists(item, min_size=1, max_size=3, unique_by=str if plain else repr)
        case inspect.UnionType():
            return st.one_of([value(name, one, links, extra) for one in kind.types])
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            low, high = kind.ge or 0, kind.le or 0
            usual = [low, high, 1, 9, 100, 999, 1_000_000, 12_345_678]
            return st.sampled_from([one for one in usual if low <= one <= high])
        case inspect.FloatType():
            low_, high_ = kind.ge or 0, kind.le or 0
            return st.sampled_from(
                [one for one in (0.5, 33.3, 0.0001, 0.1 + 0.2, 2.0, -1.5) if low_ <= one <= high_]
            )
        case inspect.StrType():
            if "vocabulary" in extra:
                return st.sampled_from(sorted(VOCABULARIES[extra["vocabulary"]]))
            if "link" in extra:
                kinds = list(KINDS) if extra["link"] == ("*",) else extra["link"]
                return st.sampled_from([one for each in kinds for one in links[each]])
            if kind.pattern:
                return st.sampled_from(BY_PATTERN[kind.pattern])
            return (
                st.sampled_from([*(f"{body} [gazette-plan]" for body in BODIES), *BODIES])
                if name == "body"
                else text(kind.max_length or 100)
            )
    raise AssertionError(f"{name}: no values for {kind}")


def fields(
    cls: type, links: Links
) -> tuple[dict[str, st.SearchStrategy[Any]], dict[str, st.SearchStrategy[Any]]]:
    """The values of the fields that must be there, and of those that may."""
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for field in info.fields:
        if field.encode_name not in ("id", "replaces"):  # the pack gives them
            (needed if field.required else optional)[field.encode_name] = value(
                field.encode_name, field.type, links, {}
            )
    return needed, optional


def struct(cls: type, links: Links) -> st.SearchStrategy[dict[str, Any]]:
    """A record or a part of one, with any of the fields that may be left out."""
    needed, optional = fields(cls, links)
    return st.fixed_dictionaries(needed, optional=optional)


def packs(each: int = MANY) -> st.SearchStrategy[Records]:
    """So many records of every kind in any order, now and then one in the place of one of ours."""

    def named(drawn: tuple[dict[str, list[dict[str, Any]]], set[str]]) -> Records:
        by_kind, replaced = drawn
        found: Records = []
        for kind, records in by_kind.items():
            for number, record in enumerate(records):
                ours = OURS[kind][0]
                stands = number == each - 1 and kind in replaced
                own = {"id": ours, "replaces": ours} if stands else {"id": f"{kind}-{number}"}
                found.append((kind, own | record))
        return found

    links = {kind: [*(f"{kind}-{number}" for number in range(each)), *ids] for kind, ids in OURS.items()}
    drawn = {
        kind: st.lists(struct(cls, links), min_size=each, max_size=each) for kind, cls in STRUCTS.items()
    }
    whole = st.tuples(st.fixed_dictionaries(drawn), st.sets(st.sampled_from([*KINDS]), max_size=2))
    return whole.map(named).flatmap(st.permutations)


def one_by_one(kind: str) -> st.SearchStrategy[Records]:
    """Of a kind: the bare record, the full one, each field that may be absent alone absent, and alone present."""
    needed, optional = fields(STRUCTS[kind], OURS)
    shapes = [needed, needed | optional]
    shapes += [{key: one for key, one in (needed | optional).items() if key != name} for name in optional]
    shapes += [needed | {name: one} for name, one in optional.items()]
    return st.tuples(*map(st.fixed_dictionaries, shapes)).map(
        lambda drawn: [(kind, {"id": f"{kind}-{number}", **record}) for number, record in enumerate(drawn)]
    )


def write(records: Records, folder: Path) -> None:
    """The records as files of the pack, one a line, so that the line of a fault tells whose it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, name in FOLDERS.items():
        lines = [json.dumps(record, ensure_ascii=False) for of, record in records if of == kind]
        path = folder / f"{name}.yaml"
        path.unlink(missing_ok=True)
        if lines:
            path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def accepted(records: Records, folder: Path, ours: Path) -> Records:
    """The records that the loader takes, those that lean on another taken out with it; they stand in the folder."""
    while True:
        write(records, folder)
        facts = load([ours, folder])
        if not facts.problems:
            return records
        kinds = {f"{name}.yaml": kind for kind, name in FOLDERS.items()}
        wrong = {(kinds[Path(fault.file).name], fault.line - 2) for fault in facts.problems}
        seen = dict.fromkeys(KINDS, -1)
        kept: Records = []
        for kind, record in records:
            seen[kind] += 1
            if (kind, seen[kind]) not in wrong:
                kept.append((kind, record))
        assert len(kept) < len(records), facts.problems[:3]
        records = kept
