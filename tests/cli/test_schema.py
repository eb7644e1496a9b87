"""The schemas: what an editor accepts is what the program accepts, and what the program prints is what it says."""

import copy
import io
import json
import shlex
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nqpf_cli.cli.app import main
from nqpf_cli.loading import load as loading
from nqpf_cli.loading.field_specs import specs_of
from nqpf_cli.loading.load import FactSet
from nqpf_cli.loading.structs import AUTHORED, STRUCTS
from nqpf_cli.model.kinds import FOLDERS, KINDS
from tests.cli.schemas import PUBLISHED, made, written
from tests.conftest import DATA, ROOT, Nqpf


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return made()


def test_the_published_schemas_are_those_that_the_program_prints(schemas: dict[str, Any]) -> None:
    """`python tests/cli/schemas.py --update` after a change of kinds, vocabularies or output."""
    assert {path.name for path in PUBLISHED.glob("*")} == set(schemas)
    for name, schema in schemas.items():
        assert (PUBLISHED / name).read_text("utf-8") == written(schema), name


def test_they_are_json_schemas_that_explain_every_field_and_value(schemas: dict[str, Any]) -> None:
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for part in schema["$defs"].values() if name != "output.json" else ():
            for field in part.get("properties", {}).values():
                assert field["description"], name
                holder = field.get("items", field)
                assert len(holder.get("enum", ())) == len(holder.get("enumDescriptions", ()))


def test_every_file_of_facts_names_its_schema_and_passes_it(schemas: dict[str, Any]) -> None:
    """As an editor with a YAML server reads the first line, and a date as the text it is."""
    for path in sorted(DATA.rglob("*.yaml")):
        where = path.relative_to(DATA)
        if where.name in ("dataset.yaml", "vocabularies.yaml", "withdrawn.yaml"):
            continue
        text = path.read_text("utf-8")
        first = text.partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), where
        named = (path.parent / first.partition("=")[2]).resolve()
        assert named == PUBLISHED / f"{where.parts[0].removesuffix('.yaml')}.json", where
        loaded = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        numbers = Draft202012Validator(schemas[named.name])
        faults = [error for error in numbers.iter_errors(_typed(loaded)) if error.validator != "type"]
        assert not faults, f"{where}: {faults[0].json_path} {faults[0].message}"


def _typed(value: Any) -> Any:
    """Plain scalars that JSON has a type for; the rest stays text."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    if value in ("true", "false") or value.replace(".", "", 1).removeprefix("-").isdigit():
        return json.loads(value) if not value.startswith("0") else value
    return value


# --- the schema and the loader agree ---

WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(
        ["", "x", "X_y", "no-such-value", "2024", "2024-06", "2024-6", "2024-06-18", "18 June", "a\n"]
    ),
    st.sampled_from(
        ["https://example.org/x", "ftp://example.org", "https:// x", "zh-Hans", "CNY", "cny", "CN-SH"]
    ),
    st.integers(-5, 5) | st.sampled_from([1001, 10**15 + 1, 10**17]),
    st.sampled_from([0.5, -1.5, 1000.5, 1e15]),
    st.text("ab \n中é", max_size=6),
    st.sampled_from(
        ["x" * 300, "x" * 301, "x" * 1000, "x" * 1001, "x" * 10_001, "a-" * 40 + "a", "a-" * 39 + "a"]
    ),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["x", "ai", "", 1]), min_size=1, max_size=2),
    st.just([f"a{n}" for n in range(61)]),
    st.just({"amount": 1, "currency": "CNY", "kind": "ceiling"}),
    st.just([{"when": "large", "amount": 1}]),
)


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where a value can be changed: every field and item of a record."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += spots(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += spots(inner, (*path, index))
    return found


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Any]:
    """A kind, and a record of ours with one thing changed: a value, a key taken out, a key put in, a key misspelt."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    record = copy.deepcopy(draw(st.sampled_from(RECORDS[kind])))
    path = draw(st.sampled_from(spots(record)))
    holder = record
    for step in path[:-1]:
        holder = holder[step]
    last = path[-1]
    how = draw(st.sampled_from(["value", "value", "value", "out", "in", "misspelt", "nothing"]))
    if how == "value":
        holder[last] = draw(WRONG)
    elif how == "out":
        del holder[last]
    elif how == "misspelt" and isinstance(last, str):
        holder[last[:-1] + "_"] = holder.pop(last)
    elif how == "in":
        names = [*specs_of(STRUCTS[kind]), "x"]
        record.setdefault(draw(st.sampled_from(names)), draw(WRONG))
    return kind, record


RECORDS: dict[str, list[Any]] = {}
VALIDATORS: dict[str, Draft202012Validator] = {}
VOCABULARIES: dict[str, Any] = {}
"""Held here, and not in arguments, since hypothesis would print every one of them."""


@pytest.fixture(scope="module", autouse=True)
def _held(facts: FactSet, schemas: dict[str, Any]) -> None:
    VOCABULARIES.update(facts.vocabularies)
    VALIDATORS.update({kind: Draft202012Validator(schemas[f"{FOLDERS[kind]}.json"]) for kind in KINDS})
    for loaded in facts.records.values():
        RECORDS.setdefault(loaded.kind, []).append(loaded.record)


@given(drawn=changed())
def test_the_schema_and_the_program_agree(drawn: tuple[str, Any]) -> None:
    """One record of ours, one thing in it changed: both take it, or both refuse it."""
    kind, record = drawn
    takes = VALIDATORS[kind].is_valid([record])
    faults = types_of(kind, record)
    if lenient(kind, record):
        return
    assert takes == (not faults), [str(fault) for fault in faults]


def types_of(kind: str, record: Any) -> list[Any]:
    """What the loader says of the types and closed lists of one record; days of the calendar are beyond a schema."""
    text = json.dumps([record], ensure_ascii=False)  # JSON is YAML, every text in quotes
    root, faults = loading.read(text.encode(), "f.yaml")
    if not (isinstance(root, list) and root and isinstance(root[0], dict)):
        return faults or [text]
    checker = loading.Checker(VOCABULARIES, faults)
    checker.typed(AUTHORED[kind], root[0], "f.yaml")
    return [fault for fault in faults if "calendar" not in fault.what and "before" not in fault.what]


def lenient(kind: str, record: Any) -> bool:
    """A number or true where a text is wanted: the program takes it as it is written, the schema wants quotes."""

    def in_text(struct: Any, fields: Any) -> bool:
        if not isinstance(fields, dict):
            return False
        held = [(spec, fields[name]) for name, spec in specs_of(struct).items() if name in fields]
        return any(
            in_text(spec.part, one)
            if spec.part
            else spec.text and spec.many == isinstance(value, list) and isinstance(one, int | float)
            for spec, value in held
            for one in (value if isinstance(value, list) else [value])
        )

    return in_text(STRUCTS[kind], record)


@pytest.mark.parametrize(
    ("field", "value", "editor", "program"),
    [
        ("issued", 2024, True, True),  # a bare year
        ("issued", "2024", True, True),
        ("issued", 202, False, False),
        ("title", 863, False, True),  # taken as written; another reader of YAML would see a number
        ("title", True, False, True),
        ("summary", 1.5, False, True),
    ],
)
def test_where_the_schema_asks_for_quotes(field: str, value: Any, editor: bool, program: bool) -> None:
    record = copy.deepcopy(RECORDS["policy"][0]) | {field: value}
    assert VALIDATORS["policy"].is_valid([record]) is editor
    assert (not types_of("policy", record)) is program


def test_the_agreement_is_no_empty_one() -> None:
    """A vocabulary that lost a value, or a limit that moved, would be seen."""
    record = copy.deepcopy(RECORDS["incentive"][0])
    for field, value in (("instrument", "no-such-value"), ("title", "x" * 301), ("sources", [])):
        wrong = record | {field: value}
        assert not VALIDATORS["incentive"].is_valid([wrong])
        assert types_of("incentive", wrong)


# --- the output ---

EVERY_OUTPUT = """\
timeline
timeline --all --sources --limit 90
timeline --chart
define nqpf
define nosuchterm
incentives
incentives --region lingang
incentives --region shanghai --with-parents --with-children --all --for foreign-invested
incentives lingang --columns id,cap_amount,status_code
search robot
search zzzz
search 机器人 --kind policy
list
list regions
list sources --limit 50
list actors
list terms --limit 90
list policies --limit 90
list targets --limit 90
list figures --limit 90
list positions
list topics
show lingang
show shanghai-2
show patient-capital
show shanghai
explain
explain --all
compare lingang pudong
compare shanghai beijing shenzhen --by beneficiary --with-parents
compare shanghai beijing --by instrument
estimate --region lingang --spend compute-rental=8000000
estimate --region shenzhen --spend equipment=1000000 --spend r-and-d=10m --for foreign-invested
estimate --region hong-kong --spend r-and-d=10m
brief lingang
brief --sector ai
brief patient capital
cite patient-capital
check
""".splitlines()


@cache
def output(*arguments: str) -> tuple[int, str]:
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(io.StringIO()):
        code = main(list(arguments))
    return code, printed.getvalue()


@pytest.fixture(scope="module")
def validator(schemas: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schemas["output.json"])


@pytest.mark.parametrize("line", EVERY_OUTPUT)
def test_what_is_printed_is_what_the_schema_says(line: str, validator: Draft202012Validator) -> None:
    code, printed = output(*shlex.split(line), "--format", "json")
    assert code in (0, 1)
    faults = list(validator.iter_errors(json.loads(printed)))
    assert not faults, f"{faults[0].json_path}: {faults[0].message[:300]}"


def test_faults_too(tmp_path: Path, validator: Draft202012Validator) -> None:
    (tmp_path / "terms.yaml").write_text("- id: x\n")
    code, printed = output("check", str(tmp_path), "--json")
    assert code == 3
    validator.validate(json.loads(printed))


def test_every_kind_of_output_is_tried() -> None:
    """A command that prints records of a new kind must say so in the schema, and stand in the list above."""
    kinds = {json.loads(output(*shlex.split(line), "--format", "json")[1])["kind"] for line in EVERY_OUTPUT}
    known = {rule["if"]["properties"]["kind"]["const"] for rule in made()["output.json"]["else"]["allOf"]}
    assert kinds == known


def test_the_schema_of_the_output_can_fail(validator: Draft202012Validator) -> None:
    told = json.loads(output("incentives", "lingang", "--json")[1])
    assert validator.is_valid(told)

    def spoilt(change: Any) -> bool:
        other = copy.deepcopy(told)
        change(other, other["records"][0])
        return validator.is_valid(other)

    assert not spoilt(lambda answer, record: answer.pop("total"))
    assert not spoilt(lambda answer, record: answer.update(more=1))
    assert not spoilt(lambda answer, record: answer.update(kind="measure"))
    assert not spoilt(lambda answer, record: record.pop("status"))
    assert not spoilt(lambda answer, record: record.update(title=None))
    assert not spoilt(lambda answer, record: record.update(instrument="gift"))
    assert not spoilt(lambda answer, record: record.update(sources=["an-id"]))
    assert not spoilt(lambda answer, record: record["status"].update(code="valid"))
    assert not spoilt(lambda answer, record: record.update(extra=1))


# --- the command ---


@pytest.mark.parametrize("name", ["policy", "policies", "Policies"])
def test_a_kind_by_its_names(name: str) -> None:
    code, printed = output("schema", name)
    assert (code, json.loads(printed)["title"]) == (0, "nqpf policies")


def test_without_a_kind_or_with_none_that_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 2
    assert "schema needs a kind of fact, firm or output" in capsys.readouterr().err
    assert main(["schema", "polcies"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert 'no kind "polcies". Nearest: policies.' in said.err


def test_a_folder_for_schemas_is_in_the_source_distribution() -> None:
    assert '  "schema",\n' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_loads_as_it_is(kind: str, inside: Nqpf, small: Path, tmp_path: Path) -> None:
    """With a page and a place, in a folder that holds nothing else, and in an editor that checks by the schema."""
    text = inside("schema", kind, "--example").stdout
    (tmp_path / f"{FOLDERS[kind]}.yaml").write_text(text, encoding="utf-8")
    found = loading.load([small, tmp_path])
    assert [str(problem) for problem in found.problems] == []
    mine = found.records[f"my-{kind}"].record
    assert mine.get("sources") or kind in ("source", "region")
    assert [name for name in ("region", "parent") if name in mine] or kind in (
        "source",
        "actor",
        "term",
        "topic",
    )
    as_read = yaml.load(text, Loader=yaml.BaseLoader)
    schema = json.loads(inside("schema", kind).stdout)
    numbers = {
        name
        for name, one in schema["$defs"][kind]["properties"].items()
        if one.get("type") in ("number", "integer")
    }
    as_read = [
        {key: int(value) if key in numbers else value for key, value in one.items()} for one in as_read
    ]
    Draft202012Validator(schema).validate(as_read)


@pytest.mark.parametrize("kind", [[], ["output"]])
def test_an_example_needs_a_kind_of_fact(kind: list[str], inside: Nqpf) -> None:
    done = inside("schema", *kind, "--example")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nqpf schema incentives --example" in done.stderr
