"""Chance as the attacker: files with random bytes changed, packs that say anything, questions of any characters.

`HYPOTHESIS_PROFILE=deep pytest tests/hostile tests/store tests/model tests/render` looks much longer; what broke once
stands below as `@example`, or as a case beside the unit that it broke.
"""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nqpf_cli.cli.app import main
from nqpf_cli.index import open_index as opening
from nqpf_cli.loading.load import load
from nqpf_cli.model.kinds import KINDS
from tests.conftest import DATA, TEXTS
from tests.hostile.hostile import spelled
from tests.hostile.probes import faults
from tests.store.roots import bundle, pack, write

FILES = sorted(path for path in DATA.rglob("*.yaml") if path.stat().st_size < 60_000)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(
    [
        "=1+1",
        "\x1b[2J",
        "\u202e",
        "<b>",
        "**",
        "|",
        "\r\nEND:VEVENT",
        "{",
        "}",
        '"',
        "[x](http://evil.test)",
        "\u200b",
        "#",
        "- ",
        "1. ",
    ]
)
IDS = st.from_regex(r"\A[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}\Z")
DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat) | st.integers(1990, 2100).map(str)
NUMBERS = st.integers(-(10**16), 10**16) | st.floats(-1e9, 1e9, allow_nan=False).map(
    lambda one: round(one, 3)
)


def maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


SHARED = {"sources": st.just(["page-one"]), "confidence": st.just("high")}
PLACED = {**SHARED, "region": st.sampled_from(["china", "shenzhen", "world"]), "summary": TEXT, "title": TEXT}
NOTES = {"note": TEXT, "checked": DATES}
RATE = st.integers(0, 300) | st.floats(0, 300, allow_nan=False).map(lambda one: round(one, 3))


def record(
    needed: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda one, two: {**one, **two}, st.fixed_dictionaries(needed), maybe(**NOTES, **optional)
    )


CITING = TEXT.map(lambda text: f"{text.replace('[', '(').replace(']', ')')} [page-one]")

RECORDS = {
    "terms": record(
        {**SHARED, "term": TEXT, "category": st.just("concept"), "definition": TEXT},
        zh=TEXT, pinyin=TEXT, explanation=TEXT, aliases=st.lists(TEXT, min_size=1, max_size=3),
    ),
    "events": record({**PLACED, "date": DATES, "category": st.just("plan")}, actors=st.lists(TEXT, min_size=1, max_size=2)),
    "policies": record(
        {**PLACED, "issuer": TEXT}, title_zh=TEXT, document_number=TEXT, issued=DATES, effective=DATES, expires=DATES,
        status=st.sampled_from(["draft", "superseded", "repealed"]),
    ),
    "incentives": record(
        {**PLACED, "instrument": st.sampled_from(["grant", "loan", "tax-relief", "voucher", "interest-subsidy"]),
         "sectors": st.just(["ai"]), "beneficiaries": st.just(["enterprise"])},
        cap=st.builds(lambda amount, kind: {"amount": amount, "currency": "CNY", "kind": kind}, st.integers(1, 10**15), st.sampled_from(["fixed", "ceiling", "top-tier"])),
        conditions=st.lists(TEXT, min_size=1, max_size=3), valid_from=DATES, valid_until=DATES, seen=DATES, open_ended=st.booleans(),
        pool=st.just({"amount": 10**9, "currency": "HKD"}), policy=st.just("plan-one"),
        tiers=st.lists(st.fixed_dictionaries({"when": TEXT}, optional={"amount": st.integers(1, 10**12), "rate_percent": RATE}), min_size=1, max_size=3),
    ).flatmap(lambda one: st.just(one) | RATE.map(lambda rate: {**one, "rate_percent": rate, "rate_kind": "ceiling", "cost_base": "equipment"})),
    "targets": record({**PLACED, "value": NUMBERS, "unit": TEXT}, by=DATES, value_to=NUMBERS, outcome=TEXT),
    "figures": record({**PLACED, "value": NUMBERS, "unit": TEXT, "period": DATES, "kind": st.just("claimed")}, series=IDS, value_to=NUMBERS),
    "positions": record({**PLACED, "date": DATES, "actor": TEXT, "about": st.just("foreign")}),
    "actors": record({**SHARED, "name": TEXT, "kind": st.just("ministry"), "summary": TEXT}, name_zh=TEXT, abbreviation=TEXT),
    "topics": record({"title": TEXT, "order": st.integers(1, 99), "summary": TEXT, "body": CITING, "sources": st.just(["page-one"])}),
}  # fmt: skip
PACKS = st.fixed_dictionaries({folder: st.lists(one, max_size=2) for folder, one in RECORDS.items()})

LINES = [
    *(f"list {folder} --sources" for folder in RECORDS), "list regions", "list sources", "timeline --all --long", "timeline --chart",
    "timeline --all --reverse --lang both", "incentives china", "incentives --all", "incentives shenzhen --with-parents --sort amount",
    "incentives --expiring 2y", "compare china shenzhen", "compare china shenzhen --by beneficiary",
    "estimate --region shenzhen --spend equipment=1000000", "brief shenzhen", "brief china --with-children", "explain", "explain --all",
    "search a", "search plan", *(f"show {folder}-0" for folder in RECORDS), *(f"cite {folder}-0" for folder in RECORDS),
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder of facts with the real constants, which commands need, resting on the page that is there."""
    root = bundle(tmp_path_factory.mktemp("fuzz"))
    constants = re.sub(r"\bsource: \S+", "source: page-one", (DATA / "dataset.yaml").read_text("utf-8"))
    constants = re.sub(r"foreign_equality_law: \S+", "foreign_equality_law: plan-one", constants)
    (root / "dataset.yaml").write_text(constants, "utf-8")
    return root


def sound_alone(small: Path, root: Path, folder: str, record: dict[str, Any]) -> bool:
    """Whether a record loads: what no answer may rest on is refused, and told by other tests."""
    root.mkdir()
    write(root, {f"{folder}.yaml": spelled([record])})
    return not load([small, root]).problems


@settings(max_examples=settings.default.max_examples // 2)
@given(
    drawn=PACKS,
    lines=st.lists(st.sampled_from(LINES), min_size=6, max_size=6, unique=True),
    format=st.sampled_from(sorted(TEXTS)),
)
def test_whatever_a_pack_says_it_is_told(
    drawn: dict[str, list[Any]],
    lines: list[str],
    format: str,
    small: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every view and every format, for records of every kind with any text, number and date in them."""
    import io
    from contextlib import redirect_stderr, redirect_stdout

    base = tmp_path_factory.mktemp("drawn")
    files = {}
    for folder, records in drawn.items():
        for number, one in enumerate(records):
            one["id"] = f"{folder}-{number}"
        sound = [one for one in records if sound_alone(small, base / one["id"], folder, one)]
        files[f"{folder}.yaml"] = spelled(sound)
    mine = pack(base, {}, "mine")
    write(mine, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "facts_folder", lambda: small)
        patch.setenv("XDG_CACHE_HOME", str(base / "cache"))
        patch.setenv("NQPF_DATA", str(mine))
        for line in lines:
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                code = main([*line.split(), "--format", format])
            assert code in (0, 1, 2), f"{line} --format {format}: {err.getvalue()}"
            assert "unexpected fault" not in err.getvalue(), f"{line} --format {format}: {err.getvalue()}"
            found = [
                one
                for one in faults(format, out.getvalue())
                if not one.startswith(("a heading", "<", "http://evil"))
            ]
            assert not found, f"{line} --format {format}: {found[:3]}"
    shutil.rmtree(base)


@given(data=st.data())
def test_a_file_of_ours_with_bytes_changed_is_a_fault_and_never_a_crash(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, small: Path
) -> None:
    path = data.draw(st.sampled_from(FILES))
    text = bytearray(path.read_bytes()[:6_000])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text) - 1))
        way = data.draw(st.sampled_from(["change", "out", "in", "repeat"]))
        if way == "change":
            text[at] = data.draw(st.integers(0, 255) | st.sampled_from(b"\n :-'\"[]{}&*!|>#%@`\t0"))
        elif way == "out":
            del text[at : at + data.draw(st.integers(1, 30))]
        elif way == "in":
            text[at:at] = data.draw(
                st.binary(min_size=1, max_size=8)
                | st.sampled_from([b"\n- ", b": ", b"\n  ", b"'", b"<<: ", b"&a ", b"*a"])
            )
        else:
            text[at:at] = text[at : at + 200]
        if not text:
            break
    base = tmp_path_factory.mktemp("changed")
    mine = pack(base, {})
    kind = path.relative_to(DATA).parts[0].removesuffix(".yaml")
    if kind not in ("dataset", "vocabularies"):
        (mine / f"{kind}.yaml").write_bytes(text)
    else:
        mine = shutil.copytree(small, base / "ours")
        (mine / f"{kind}.yaml").write_bytes(text)
    roots = [mine] if kind in ("dataset", "vocabularies") else [small, mine]
    facts = load(roots)
    from nqpf_cli.loading.checks import check

    lines = (
        text.count(b"\n")
        + text.count(b"\r")
        + text.decode("utf-8", "replace").count("\u2028")
        + text.count(b"\xc2\x85")
        + 2
    )
    for fault in (*facts.problems, *check(facts, "2026-11-25")):
        assert fault.what
        assert fault.hint
        assert fault.line >= 1 and fault.column >= 1
        assert fault.line <= lines or not fault.file.startswith("mine/")
        assert str(fault).isprintable()
    shutil.rmtree(base)


@example("\x00")
@example("\ud800")
@example('"')
@given(
    st.text(max_size=60)
    | TEXT
    | st.lists(
        st.sampled_from(
            ["NEAR", "OR", "NOT", "AND", "(", ")", '"', "*", "^", ":", "-", "title", "\u7b97", "ai"]
        ),
        max_size=8,
    ).map(" ".join)
)
def test_any_words_may_be_asked_for(text: str) -> None:
    import io
    from contextlib import redirect_stderr, redirect_stdout

    for arguments in (
        ["search", "--", text],
        ["define", "--", text],
        ["show", "--", text],
        ["incentives", "--region", text],
        ["timeline", "--actor", text],
    ):
        err = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(err):
            code = main(arguments)
        assert code in (0, 1, 2), f"{arguments}: {err.getvalue()}"
        assert not faults("plain", err.getvalue())


@example("9" * 5_000)
@example("50000D")
@example("999999d")
@example("2199-12-31")
@example("1900")
@given(
    st.text(max_size=30)
    | st.from_regex(r"\A[0-9]{0,5}[-/.]?[0-9]{0,3}[-/.]?[0-9]{0,3}[dwmy]?\Z")
    | st.from_regex(r"\A[+-]?[0-9,.]{1,12} ?[a-zA-Z\u4e07\u4ebf%]{0,3}\Z")
)
def test_any_date_span_and_sum_may_be_typed(text: str) -> None:
    import io
    from contextlib import redirect_stderr, redirect_stdout

    for arguments in (
        ["timeline", "--since", text], ["timeline", "--last", text], ["incentives", "shenzhen", "--on", text],
        ["incentives", "shenzhen", "--expiring", text], ["incentives", "shenzhen", "--min-cap", text],
        ["estimate", "--region", "lingang", "--spend", f"rent={text}"],
    ):  # fmt: skip
        err = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(err):
            code = main(arguments)
        assert code in (0, 1, 2), f"{arguments}: {err.getvalue()}"
        assert not faults("plain", err.getvalue())


def test_every_kind_is_drawn() -> None:
    from nqpf_cli.model.kinds import FOLDERS

    assert set(RECORDS) | {"sources", "regions"} == set(FOLDERS.values())
    assert len(KINDS) == 11
    assert json.loads(spelled([{"a": "b"}])) == [{"a": "b"}]
