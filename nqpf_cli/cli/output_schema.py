"""The JSON Schema of what `--format json` prints: one object whose `kind` says what its records are."""

from collections.abc import Iterable
from typing import get_args

from nqpf_cli.model.record import ADDED, Lists, Record
from nqpf_cli.questions.estimate import OUTCOMES
from nqpf_cli.questions.firm import VALUES, Verdict, Whose
from nqpf_cli.wording.status import ORDER

ID = {"type": "string"}
TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 0}
PERCENT = {"type": "number", "minimum": 0}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DATE = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}


def _said(made: Record, description: str) -> Record:
    return {**made, "description": description}


def _when(field: str, value: str, then: Record) -> Record:
    return {"if": {"properties": {field: {"const": value}}}, "then": then}


def _list(item: Record) -> Record:
    return {"type": "array", "items": item}


def _object(
    fields: Record, description: str = "", *, needed: list[str] | None = None, open_: bool = False
) -> Record:
    """Return the schema of an object: required are `needed`, else all fields; it has others only if `open_`."""
    made: Record = {"description": description} if description else {}
    made |= {"type": "object", "properties": fields}
    made["required"] = list(fields) if needed is None else needed
    return made if open_ else {**made, "additionalProperties": False}


SOURCES = _list({"$ref": "#/$defs/source"})
BEST = _object(
    {
        "measure": ID, "status": {"enum": list(ORDER)}, "kind": TEXT, "amount": WHOLE, "currency": TEXT,
        "from": WHOLE, "per": TEXT, "each": TEXT, "years": WHOLE, "of": TEXT, "percent": PERCENT, "cost_base": TEXT,
    },
    "The best ceiling or rate of its class, with the measure that names it.",
    needed=["measure", "status", "kind"],
)  # fmt: skip
TIER = _object({"when": TEXT, "rate_percent": PERCENT, "cap": WHOLE, "amount": WHOLE}, needed=["when"])
ARITHMETIC = _object(
    {
        "spend": WHOLE, "rate_percent": PERCENT, "counted": WHOLE, "tax_rate_percent": PERCENT,
        "product": WHOLE, "cap": WHOLE,
    },
    "The numbers from which the amount comes.",
    needed=["spend"],
)  # fmt: skip
STATUS = _object(
    {
        "code": {"enum": list(ORDER)},
        "words": _said(TEXT, "The same for a person."),
        "until": _said(DAY, "Its last day."),
        "until_stated": _said(DATE, "Its end as it is stated, where that is a month or a year."),
        "replaced_by": _said({}, "What took its place: an id, or true where that is not on record."),
        "stated": _said(TEXT, "What the document says of itself."),
    },
    "How it stands on the day `on`.",
    needed=["code", "words"],
)
DATASET = _object(
    {"title": TEXT, "version": TEXT, "checked": DATE, "first_release": DATE, "covers_until": DATE},
    "Which facts these are, when they were last checked, and the month to which events were followed.",
)
FOR_FIRM: Record = {"tests": {"$ref": "#/$defs/tests"}, "firm": {"$ref": "#/$defs/firm"}}
"""What a measure says besides where it is compared with a firm."""


def envelope(vocabularies: Lists) -> Record:
    """Return the schema of every command's JSON; `vocabularies` are the closed lists."""
    from nqpf_cli.loading.json_schema import DIALECT, definitions
    from nqpf_cli.loading.structs import STRUCTS

    kinds = list(STRUCTS)
    known = definitions(list(STRUCTS.values()), vocabularies)
    for field in (field for part in known.values() for field in part["properties"].values()):
        if field.get("type") == ["string", "integer"]:  # a bare year of a file is text here
            field["type"] = "string"
            del field["minimum"], field["maximum"]
    for kind in kinds:
        _tell(kind, known[kind])
    known |= _rows(kinds, vocabularies)
    rows = {kind: kind for kind in kinds} | {"mixed": "any", "brief": "any"} | {name: name for name in ROWS}
    fields = _envelope_fields(kinds, rows)
    of_kind = [
        _when("kind", kind, {"properties": {"records": {"items": {"$ref": f"#/$defs/{row}"}}}})
        for kind, row in rows.items()
    ]
    return {
        "$schema": DIALECT,
        "title": "nqpf output",
        "description": "What --format json prints. A field that a record does not have is absent, never null.",
        **_object(fields, needed=["dataset", "kind", "on", "count", "total", "records"]),
        "if": {"required": ["columns"]},
        "then": {"properties": {"records": {"items": {"type": "object"}}}},
        "else": {"allOf": of_kind},
        "$defs": known,
    }


def _envelope_fields(kinds: list[str], rows: Iterable[str]) -> Record:
    """Return the schemas of what stands in an envelope, which may hold some of these rows."""
    searched = (
        "What was looked for in place of what was typed: words that named no place, in the text of measures; a search "
        "with a slip put right."
    )
    unheld = {"type": "object", "additionalProperties": _list(TEXT)}
    counts = {"type": "object", "additionalProperties": WHOLE}
    named = {"type": "object", "additionalProperties": {"enum": kinds}}
    return {
        "dataset": DATASET,
        "kind": _said({"enum": list(rows)}, "What the records are."),
        "on": _said(DAY, "The day as of which statuses are told."),
        "count": _said(WHOLE, "Records here."),
        "total": _said(WHOLE, "Records that matched, before --limit."),
        "left_out": _said(
            counts, "How many would match but are not given, by why: a status, or open to any."
        ),
        "searched": _said(TEXT, searched),
        "unheld": _said(
            unheld, "Words of a search that no record holds, each with words that are spelt like it."
        ),
        "specific": _said(
            WHOLE, "So many, the first, name the sector and beneficiary; others are open to any."
        ),
        "beside": _said(named, "What else the words of show or cite may mean: ids, each with its kind."),
        "matched": _said(
            counts, "Of a search: how many were found in each way; none in `all`, none as asked."
        ),
        "more_around": _object(
            {
                "wider": _said(counts, "By the id of the place: --with-parents."),
                "inside": _said(WHOLE, "--with-children."),
            },
            "How many more match in wider places, and in places inside those asked for.",
            needed=[],
        ),
        "fail_one_filter": _said(
            counts, "How many would match but for one filter, by its name; near misses."
        ),
        "documents": _said(
            _list(ID), "Where no measure matched: documents of the places whose text names the sector."
        ),
        "not_here": _said(_list(TEXT), "What is known to be missing of what was asked for."),
        "columns": _said(
            _list(TEXT), "With --columns: the fields that were asked for; records have no other."
        ),
        "records": {"type": "array"},
    }


def _tell(kind: str, record: Record) -> None:
    """Turn the schema of a record as authored into that of a record as printed."""
    from nqpf_cli.model.kinds import KINDS, described

    fields = record["properties"]
    if "sources" in fields:
        says = fields["sources"]["description"].partition(" By the id")[0]
        fields["sources"] = {"description": says, **SOURCES}
    every = described(KINDS[kind].shape)
    special: dict[str, Record] = {
        "record_kind": {"const": kind},
        "matched": {"enum": ["all", "inflected", "translated", "wider", "most", "begins", "any"]},
        "links": _object({"to": _list(ID), "from": _list(ID)}, every["links"].says),
    }
    for name, field in every.items():
        if field.computed:
            made = special.get(name) or (_list(TEXT) if field.many else TEXT)
            fields[name] = _said(made, field.says)
    if kind in ADDED:
        fields["status"] = {"$ref": "#/$defs/status"}
        record["required"] += [name for name in ADDED[kind] if name != "whom"]
    if kind == "incentive":
        fields |= FOR_FIRM


ROWS = ("comparison", "estimate", "kind", "candidate", "chart", "fault")
"""Envelopes whose records are no facts but rows made of some."""


def _rows(kinds: list[str], vocabularies: Lists) -> Record:
    """Return the schemas of everything else that stands in an envelope."""
    kind = {"enum": kinds}
    cell = _object(
        {"count": WHOLE, "measures": _list(ID), "packs": _list(TEXT)}, needed=["count", "measures"]
    )
    cell["patternProperties"] = {"^best_[a-z_]+$": BEST}
    value = {name: {"enum": list(vocabularies[name])} for name in ("sector", "instrument", "beneficiary")}
    return {
        "any": {
            "description": "A record of the kind that its `record_kind` names.",
            **_object({"record_kind": kind}, open_=True),
            "allOf": [_when("record_kind", each, {"$ref": f"#/$defs/{each}"}) for each in kinds],
        },
        "status": STATUS,
        **_for_firm(),
        "comparison": _object(
            {
                **value,
                "regions": {"type": "object", "additionalProperties": cell},
                "everywhere": cell,
                "sources": SOURCES,
            },
            needed=["regions", "sources"],
        ),
        "estimate": _object(
            {
                "id": ID, "region": ID, "title": TEXT, "outcome": {"enum": list(OUTCOMES)}, "reason": TEXT,
                "at_most": {"type": "boolean"}, "amount": WHOLE, "currency": TEXT, "arithmetic": ARITHMETIC,
                "tiers": _list(TIER), "a_year": {"type": "boolean"}, "approx": {"type": "boolean"}, "group": TEXT,
                "instrument": value["instrument"], "cost_base": TEXT, "conditions": _list(TEXT), "ask": _list(TEXT),
                "whom": TEXT, "status": {"$ref": "#/$defs/status"}, "equal_by_law": ID, "checked": DATE,
                "sources": SOURCES, "pack": TEXT, "touched_by": _list(TEXT), **FOR_FIRM,
            },
            needed=["id", "region", "title", "outcome", "instrument", "status", "sources"],
        ),
        "kind": _object({"kind": kind, "plural": TEXT, "count": WHOLE, "meaning": TEXT}),
        "candidate": _object(
            {"id": ID, "kind": kind, "title": TEXT, "pack": TEXT, "touched_by": _list(TEXT)},
            needed=["id", "kind", "title"],
        ),
        "chart": _object(
            {"month": DATE, "total": WHOLE, **dict.fromkeys(vocabularies["event_category"], WHOLE)}
        ),
        "fault": _object({"file": TEXT, "line": WHOLE, "column": WHOLE, "what": TEXT, "mend": TEXT}),
    }  # fmt: skip


def _for_firm() -> Record:
    """Return the schemas of what a measure's conditions say to a program, and of what they come to for a firm."""
    test = _list({"type": "object"})
    value = {"enum": [*VALUES.values()]}
    condition = _object(
        {
            "text": TEXT, "value": value, "whose": {"enum": [*get_args(Whose)]}, "facts": _list(TEXT),
            "about": {"enum": ["condition", "place", "beneficiary", "sector", "item"]},
        },
        "One that must hold: of the record, in its order, or what its place, sectors and beneficiaries say.",
    )  # fmt: skip
    tests = {"conditions": test, "tiers": test, "settled_by": {"type": "object"}, "apply": {"type": "object"}}
    firm = {
        "verdict": {"enum": [*get_args(Verdict)]},
        "why": _said({"enum": ["answers", "office", "unread"]}, "Why it is open."),
        "conditions": _list(condition),
        "tiers": _said(_list(value), "What the tests of the tiers come to, by position."),
    }
    says = "What the conditions, by position, the tiers and the way to apply say to a program, as authored."
    promise = "What it comes to for the firm: no promise, since offices decide."
    return {
        "tests": _object(tests, says, needed=[]),
        "firm": _object(firm, promise, needed=["verdict", "conditions"]),
    }
