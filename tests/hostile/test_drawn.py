"""Whatever the loader takes, no command, format, column or option crashes on, and none says something false of it."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nqpf_cli.cli.app import main
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.cli.environment import LANGUAGES
from nqpf_cli.export.forms import FORMS
from nqpf_cli.formats import FORMATS, STYLES
from nqpf_cli.model import dates, money
from nqpf_cli.model.kinds import FOLDERS, KINDS
from nqpf_cli.questions.compare import BY
from nqpf_cli.questions.incentives import SORTS
from nqpf_cli.wording.status import IN_FORCE, ORDER
from tests.conftest import ROOT, TEXTS, TODAY
from tests.hostile import drawn
from tests.hostile.drawn import OURS, VOCABULARIES, Records
from tests.hostile.probes import faults

PAGES = [name for name, one in FORMATS.items() if one.takes == "page"]


class Told(NamedTuple):
    """What a line printed, and its exit code."""

    line: list[str]
    code: int
    out: str
    err: str


class World(NamedTuple):
    """A pack that was taken: its records beside ours, its folder, and what may be said of it."""

    records: Records
    folder: Path
    days: set[str]
    percents: set[str]

    def ids(self, *kinds: str) -> list[str]:
        """Ids of the pack's records, then ours, of these kinds."""
        own = [record["id"] for kind, record in self.records if kind in kinds]
        return [*own, *(one for kind in kinds for one in OURS[kind] if one not in own)]


def arguments(command: str, world: World) -> list[list[str]]:
    """What may stand after a command's name, so that each record is told by it."""
    regions = world.ids("region")
    every = [[one] for one in world.ids(*KINDS)]
    return {
        "timeline": [[], ["--all"], ["--all", "--long"], ["--chart"]],
        "define": [[one] for one in world.ids("term")],
        "incentives": [[], ["--all"], *([one] for one in regions)],
        "search": [["words"], ["新质"], ["10"]],
        "list": [[], *([folder] for folder in FOLDERS.values())],
        "show": every,
        "explain": [[], ["--all"], *([one] for one in world.ids("topic"))],
        "compare": [[*regions[:3], "harbour-zone", "port-city"], ["nation", "harbour-zone"]],
        "estimate": [[one, *spends()] for one in regions],
        "brief": [*([one] for one in world.ids("region", "term")), ["--sector", "ai"]],
        "cite": every,
        "export": [["-"], *(["-", "--kind", folder] for folder in FOLDERS.values())],
        "check": [[], ["--all"]],
        "schema": [["output"], *([folder] for folder in FOLDERS.values())],
    }[command]


def spends() -> list[str]:
    """Every cost at once."""
    costs = [
        name
        for name, said in VOCABULARIES["cost_base"].items()
        if not (said.get("no_cost") or said.get("unclear"))
    ]
    return [part for cost in costs for part in ("--spend", f"{cost}=3m")]


DATES = ["2024", "2024-02", "2026-11-25", "1900", "2199-12-31"]


def values(command: str, option: Any, world: World) -> list[list[str]]:
    """An option with each of some plausible values; a switch alone."""
    name = max(option.opts, key=len)
    if option.is_flag:
        return [[name]]
    types = ["ministry", "primary", "forecast"]
    kinds = types if command == "list" else [*FOLDERS.values()]
    categories = [
        *VOCABULARIES["event_category"],
        *(VOCABULARIES["term_category"] if command == "list" else ()),
    ]
    known: dict[str, list[str]] = {
        "--since": DATES, "--until": DATES, "--on": DATES, "--last": ["90d", "2y", "999999d"], "--expiring": ["1d", "9y"],
        "--changed-since": DATES,
        "--category": categories, "--actor": [*world.ids("actor")[:3], "a", "words"], "--region": world.ids("region"),
        "--limit": ["1", "2", "1000"], "--format": [*FORMS] if command == "export" else TEXTS, "--lang": [*LANGUAGES],
        "--data": [str(world.folder)], "--sector": [*VOCABULARIES["sector"]], "--for": [*VOCABULARIES["beneficiary"]],
        "--instrument": [*VOCABULARIES["instrument"]], "--policy": world.ids("policy"), "--min-cap": ["1", "10m"],
        "--sort": [*SORTS], "--kind": kinds, "--type": types, "--level": [*VOCABULARIES["region_level"]], "--about": [*VOCABULARIES["position_about"]],
        "--series": ["alone", "one-name"], "--publisher": ["words", "a"], "--status": [*ORDER], "--by": [*BY],
        "--style": ["text", *STYLES], "--spend": ["rent=1", "taxable-income=1.5亿"], "--columns": ["id,title", "sources"],
        "--firm": [str(ROOT / "docs" / "firms" / "nanshan-robots.yaml")], "--is": ["kind=enterprise", "founded=2024-03"],
        "--output": ["-"], "--prepared-for": ["Acme"],
    }  # fmt: skip
    return [[name, one] for one in known[name]]


def options(command: str) -> list[Any]:
    """The options that a command declares, but for --help."""
    made = import_module(f"nqpf_cli.cli.{command}_command").run
    return [
        one
        for one in made.params
        if one.param_type_name == "option" and not {"--help", "--web"} & {*one.opts}
    ]


def formats(command: str) -> list[list[str]]:
    """Every format that a command writes, as its option."""
    names = {name for one in options(command) for name in one.opts}
    found = (
        [["--format", name] for name in (FORMS if command == "export" else TEXTS)]
        if "--format" in names
        else []
    )
    found = [one for one in found if command != "export" or not FORMS[one[1]].binary]
    return [*found, *(["--style", style] for style in STYLES if "--style" in names)] or [[]]


def ask(*line: str) -> Told:
    """A command line, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(line))
    return Told(list(line), code, out.getvalue(), err.getvalue())


def format_of(line: list[str]) -> str:
    """The format that a line asks for."""
    for option in ("--style", "--format"):
        if option in line:
            return line[line.index(option) + 1]
    if "--json" in line:
        return "json"
    if line[0] == "schema":
        return "yaml" if "--example" in line else "schema"
    return {"export": "json", "brief": "markdown"}.get(line[0], "plain")


def wrong(told: Told, world: World, schema: Draft202012Validator) -> Iterator[str]:
    """What is wrong with an answer: its code, its form, or what it says."""
    line, form = told.line, format_of(told.line)
    allowed = (0, 3) if line[0] == "check" else (0, 1, 2)
    if told.code not in allowed or "unexpected fault" in told.err or "Traceback" in told.err:
        yield f"code {told.code}: {told.err.strip()[-300:]}"
        return
    if told.err.count("\n") > 2:
        yield f"more than two lines of error: {told.err}"
    if form == "schema":
        Draft202012Validator.check_schema(json.loads(told.out))
        return
    if told.code == 2 and not told.out:
        return
    yield from (
        one
        for one in faults(form, told.out.removeprefix("\ufeff"))
        if not one.startswith(("a heading", "<hr", "<pre", "<code", "<blockquote"))
    )
    if form == "json" and told.out:
        answer = json.loads(told.out)
        if line[0] != "export":
            yield from (f"schema: {one.json_path}: {one.message[:200]}" for one in schema.iter_errors(answer))
            yield from _records(answer, line)
    if form in PAGES and form != "html" and line[0] != "check" and "--columns" not in line:
        yield from _page(told.out, world, line)


def _records(answer: dict[str, Any], line: list[str]) -> Iterator[str]:
    """Counts and statuses that do not agree."""
    if answer["count"] != len(answer["records"]) or answer["total"] < answer["count"]:
        yield f"{len(answer['records'])} records, count {answer['count']}, total {answer['total']}"
    if answer["total"] != answer["count"] and "--limit" not in line and line[0] != "search":
        yield f"{answer['count']} of {answer['total']} without a limit"
    for record in answer["records"]:
        status = record.get("status", {}) if isinstance(record, dict) else {}
        code, until = status.get("code"), status.get("until")
        if until and (
            (code in IN_FORCE and until < answer["on"]) or (code == "ended" and until >= answer["on"])
        ):
            yield f"{record['id']} is {code} until {until} on {answer['on']}"


_DAY = re.compile(
    rf"\b(\d{{1,2}}) ({'|'.join(f'{month}|{month[:3]}' for month in dates.MONTHS)}) (\d{{4}})\b"
)
_PERCENT = re.compile(r"(?<![\w.,%])(\d[\d,]*(?:\.\d+)?%)")
_NOTHING = re.compile(
    r"\b(None(?! (?:recorded|of)\b)|UNSET|nan|inf|NaN|True|False)\b|\b(?:[A-Z]{3} |US\$|HK\$)0(?![\d.,])|\bdict\(|<class"
)


def _page(text: str, world: World, line: list[str]) -> Iterator[str]:
    """What a page says that no record does: a day, a percentage, a sum of nothing."""
    asked = " ".join(line)
    for found in _DAY.finditer(text):
        month = next(n for n, name in enumerate(dates.MONTHS, 1) if name.startswith(found[2]))
        day = f"{found[3]}-{month:02}-{int(found[1]):02}"
        if day not in world.days and day[:4] not in asked:
            yield f"the day {day}, which no record states"
    for found in _PERCENT.finditer(text):
        if found[1] not in world.percents:
            yield f"{found[1]}, which no record states"
    yield from (f"nothing as {found.group()!r}" for found in _NOTHING.finditer(text))


def stated(value: Any) -> Iterator[Any]:
    """Every text and number in a record."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from stated(one)
    elif not isinstance(value, bool):
        yield value


def world_of(taken: Records, folder: Path, ours: list[dict[str, Any]]) -> World:
    """What may be said of records that were taken and of ours."""
    said = [one for record in [*ours, *(record for _, record in taken)] for one in stated(record)]
    texts = [one for one in said if isinstance(one, str)]
    days = set(re.findall(r"\d{4}-\d{2}-\d{2}", " ".join(texts)))
    percents = {money.percent(abs(one)) for one in said if not isinstance(one, str)}
    percents |= {one for text in texts for one in _PERCENT.findall(text)}
    return World(taken, folder, days | {TODAY, "2026-11-24", "2026-01-01"}, percents | {"25%"})


@pytest.fixture
def world(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Records], World]:
    """Takes drawn records for a pack beside the small facts."""
    from nqpf_cli.loading.load import load

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ours = [loaded.record for loaded in load([small]).records.values()]

    def made(records: Records) -> World:
        for name in ("cache", "pack"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        monkeypatch.setenv("NQPF_DATA", str(tmp_path / "pack"))
        return world_of(drawn.accepted(records, tmp_path / "pack", small), tmp_path / "pack", ours)

    return made


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "schema" / "output.json").read_text("utf-8")))


def test_every_option_has_values() -> None:
    nowhere = World([], Path("pack"), set(), set())
    for command in COMMANDS:
        assert arguments(command, nowhere), command
        for option in options(command):
            assert values(command, option, nowhere), (command, option.opts)


def lines_of(world: World, command: str) -> Iterator[list[str]]:
    """What a command can be asked: each argument in each format, each option with each of its values."""
    for argument in arguments(command, world):
        for form in formats(command):
            yield [command, *argument, *form]
    for option in options(command):
        for argument in arguments(command, world)[:2]:
            for value in values(command, option, world):
                yield [command, *argument, *value, *(["--json"] if "--limit" in value else [])]


def held(world: World, lines: Iterable[list[str]], schema: Draft202012Validator) -> None:
    for line in lines:
        found = list(wrong(ask(*line), world, schema))
        assert not found, f"nqpf {' '.join(line)}: {found[:3]}"


SEARCH = settings(
    max_examples=max(10, settings.default.max_examples // 20), suppress_health_check=list(HealthCheck)
)
QUICK = settings(
    max_examples=1,  # each holds some twenty records or a whole pack
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # the long search makes what fails small
    suppress_health_check=list(HealthCheck),
)
TELLING = ["timeline", "incentives", "compare", "estimate", "brief", "explain", "list"]
"""Commands that tell many records at once, so that a few lines reach them all."""


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_alone_absent_and_alone_present(
    kind: str, world: Callable[[Records], World], schema: Draft202012Validator
) -> None:
    @QUICK
    @given(drawn.one_by_one(kind))
    def tell(records: Records) -> None:
        made = world(records)
        assert len(made.records) > len(records) // 3
        lines = [[command, *one] for command in TELLING for one in arguments(command, made)[-1:]]
        lines += [["show", record["id"]] for _, record in made.records[-3:]]
        forms = cycle(["plain", "json", "markdown", "csv", "table", "yaml", "html", "jsonl"])
        held(made, ([*line, "--format", next(forms)] for line in lines), schema)

    tell()


def test_every_command_in_every_format(
    world: Callable[[Records], World], schema: Draft202012Validator
) -> None:
    @QUICK
    @given(drawn.packs(2))
    def tell(records: Records) -> None:
        made = world(records)
        for command in COMMANDS:
            lasts = arguments(command, made)[-1:]
            held(made, ([command, *one, *form] for one in lasts for form in formats(command)), schema)

    tell()


MEASURE = {
    "region": "harbour-zone", "title": "A share", "instrument": "subsidy", "sectors": ["general"],
    "beneficiaries": ["enterprise"], "summary": "A share of a cost.", "sources": ["gazette-plan"], "confidence": "medium",
}  # fmt: skip
"""The least that a measure must say."""


def test_a_rate_of_a_cost_that_is_not_stated_compares(world: Callable[[Records], World]) -> None:
    kinds = VOCABULARIES["rate_kind"]
    for instrument in ("subsidy", "tax-relief"):
        rates = [{"rate_percent": 5, "rate_kind": kind, "instrument": instrument} for kind in kinds]
        world([("incentive", {**MEASURE, "id": f"rate-{n}", **rate}) for n, rate in enumerate(rates)])
        told = ask("compare", "harbour-zone", "southland")
        assert told.code == 0 and "5%" in told.out, told.err


def test_events_known_by_their_year_alone_are_charted(world: Callable[[Records], World]) -> None:
    shared = {key: MEASURE[key] for key in ("region", "title", "summary", "sources", "confidence")}
    event = {**shared, "category": "law", "actors": ["Nobody Else"], "date": "2023"}
    world([("event", {"id": "in-a-year", **event})])
    for form in TEXTS:
        told = ask("timeline", "--chart", "--actor", "nobody else", "--format", form)
        assert told.code in (0, 1, 2) and "unexpected" not in told.err, told.err
    assert "no month  1  L" in ask("timeline", "--chart", "--actor", "nobody else").out


@pytest.mark.parametrize(
    "bracket",
    [
        "[computing-power patient-money]",
        "[computing-power,patient-money]",
        "[computing-power,\n patient-money ]",
    ],
)
def test_ids_in_brackets_are_set_apart_by_commas_or_spaces(
    world: Callable[[Records], World], bracket: str
) -> None:
    topic = {"title": "A topic", "order": 9, "summary": "What it is.", "sources": ["gazette-plan"]}
    world([("topic", {"id": "brackets", **topic, "body": f"Words. {bracket}"})])
    told = ask("explain", "brackets").out
    assert "Words. [1] [2]" in told and "[computing" not in told
    links = json.loads(ask("show", "brackets", "--json").out)["records"][0]["links"]["to"]
    assert {"computing-power", "patient-money"} <= set(links)


@pytest.mark.search
@pytest.mark.parametrize("kind", KINDS)
def test_each_field_in_every_command(
    kind: str, world: Callable[[Records], World], schema: Draft202012Validator
) -> None:
    @SEARCH
    @given(drawn.one_by_one(kind), st.data())
    def tell(records: Records, data: st.DataObject) -> None:
        made = world(records)
        command = data.draw(st.sampled_from(sorted(COMMANDS)))
        held(made, data.draw(st.lists(st.sampled_from(list(lines_of(made, command))), max_size=40)), schema)

    tell()


@pytest.mark.search
def test_any_pack_in_every_command(world: Callable[[Records], World], schema: Draft202012Validator) -> None:
    @SEARCH
    @given(drawn.packs(), st.data())
    def tell(records: Records, data: st.DataObject) -> None:
        made = world(records)
        command = data.draw(st.sampled_from(sorted(COMMANDS)))
        held(made, data.draw(st.lists(st.sampled_from(list(lines_of(made, command))), max_size=40)), schema)

    tell()
