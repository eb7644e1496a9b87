"""A fact pack that passes the loader and means harm: in every text of every kind, something for each format."""

import json
import re
from pathlib import Path
from typing import Any

PAYLOADS = {
    "escape": "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1b]8;;http://evil.test\x07here\x1b]8;;\x07 \x9b2J\x1b[2J\x1b[H",
    "control": "a\x00b\x08\x08c\x7fd\x85e\x0cf\x0bg\rh",
    "bidi": "\u202egpj.exe\u202c \u2066isolated\u2069 \u200fmark\u061c",
    "unseen": "zero\u200bwidth \u200djoined \ufeffmark \u00adsoft \U000e0041tag \u2060word a\u2800b\u3164c\u034fd\u17b4e\ufe0ff\uffa0g\u180bh\U000e0100i",
    "rich": "[red]x[/red] [link=http://evil.test]y[/link] [/] [bold :smile: \\[z]",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\"onmouseover=\"alert(1)' </td></tr></table> &lt;b&gt;",
    "markdown": "**b** `c` [x](javascript:alert(1)) ![i](http://evil.test/i.png) | pipe | <http://evil.test> [r]: http://evil.test",
    "automatic": "www.evil.test http://evil.test/a ftp://evil.test b@evil.test @evil #1 evil/evil#2 GH-3 :smile:",
    "heading": "# one\n\n## two\n- item\n\n---\n\n> quoted\n\n```\ncode",
    "formula": "=HYPERLINK(\"http://evil.test\",\"x\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tabbed": "\t=1+1",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nSUMMARY:evil\r\nDTSTART;VALUE=DATE:20300101\r\n; , \\ \\n",
    "sql": "'; DROP TABLE record; -- \" OR 1=1; ATTACH 'x' AS y",
    "query": "\" OR NEAR(a b) AND NOT * ^x {title body}: words MATCH -",
    "bibtex": "}}\n@article{evil, title = {x}}\n\\input{/etc/passwd} % $ # & _ ~ ^ \\ { \" @comment{",
    "json": "\"}], \"count\": 0, \"x\": [{\"y\": \"\\u0000",
    "yaml": "x\n- id: evil\n  !!python/object/apply:os.system [ls]\n*alias: &anchor {a: <<}",
    "long": "word " * 55 + "w" * 20,
    "wide": "\u200b" * 90 + "\u5c71" * 60 + "e\u0301" * 40,
}  # fmt: skip
"""What a text may say; each is at most 300 characters, so that any field of text takes it."""

EVIL = "evil.test"
PLACE = "hostile-place"


def identifier(kind: str, payload: str) -> str:
    return f"hostile-{kind}-{payload}"


def cited(body: str, page: str) -> str:
    """A body that the loader lets in: each paragraph cites a record, and nothing else stands between two brackets."""
    return "\n\n".join(f"{part} [{page}]" for part in re.split(r"\n\s*\n", body.replace("]", "")))


def _records(payload: str, text: str) -> dict[str, list[dict[str, Any]]]:
    """One record a kind, every field of text the payload."""
    page = identifier("source", payload)
    changed = {"date": "2026-11-24", "what": "law", "why": text}
    more = {"note": text, "checked": "2026-11-24", "changed": changed}
    shared = {"sources": [page], "confidence": "medium", **more}
    placed = {"region": PLACE, "summary": text, **shared}
    policy = identifier("policy", payload)
    return {
        "sources": [
            {
                "id": page, "title": text, "title_zh": text, "publisher": text, "url": f"https://example.org/{payload}",
                "published": "2026-01-02", "language": "en", "kind": "secondary", "note": text,
            }
        ],
        "actors": [
            {"id": identifier("actor", payload), "name": text, "name_zh": text, "abbreviation": text,
             "kind": "ministry", "summary": text, **shared}
        ],
        "terms": [
            {"id": identifier("term", payload), "term": text, "zh": text, "pinyin": text, "aliases": [text],
             "category": "concept", "definition": text, "explanation": text, **shared}
        ],
        "events": [
            {"id": identifier("event", payload), "date": "2026-03-02", "title": text, "category": "policy",
             "actors": [text], **placed}
        ],
        "policies": [
            {"id": policy, "title": text, "title_zh": text, "document_number": text, "issuer": text,
             "issued": "2026-03-02", "expires": "2029-03", **placed}
        ],
        "incentives": [
            {"id": identifier("incentive", payload), "policy": policy, "title": text, "instrument": "grant",
             "sectors": ["robotics"], "beneficiaries": ["enterprise"], "rate_percent": 30, "rate_kind": "ceiling",
             "cost_base": "equipment", "cap": {"amount": 5_000_000, "currency": "CNY", "kind": "top-tier"},
             "tiers": [{"when": text, "amount": 5_000_000}, {"when": text, "rate_percent": 20}],
             "conditions": [text, text + " "], **placed}
        ],
        "targets": [
            {"id": identifier("target", payload), "title": text, "value": 10, "unit": text, "by": "2028",
             "policy": policy, "issuer": text, "outcome": text, **placed}
        ],
        "figures": [
            {"id": identifier("figure", payload), "title": text, "value": 40, "unit": text, "period": "2025",
             "kind": "claimed", **placed}
        ],
        "positions": [
            {"id": identifier("position", payload), "date": "2026-03-02", "actor": text, "about": "foreign",
             "title": text, **placed}
        ],
        "topics": [
            {"id": identifier("topic", payload), "title": text, "order": 99, "summary": text,
             "body": cited(f"{text}\n\n{text}", policy), "see": [policy], "sources": [page]}
        ],
    }  # fmt: skip


def hostile_pack(root: Path) -> Path:
    """The pack as a folder, to lie beside the small facts. JSON is YAML in which every text is quoted and every character can be written."""
    root.mkdir(parents=True)
    kinds: dict[str, list[dict[str, Any]]] = {
        "regions": [
            {"id": PLACE, "name": PAYLOADS["escape"], "name_zh": PAYLOADS["html"], "level": "district",
             "parent": "port-city", "aliases": list(PAYLOADS.values())}
        ]
    }  # fmt: skip
    for payload, text in PAYLOADS.items():
        assert len(text) <= 298, payload
        for folder, records in _records(payload, text).items():
            kinds.setdefault(folder, []).extend(records)
    for folder, records in kinds.items():
        (root / f"{folder}.yaml").write_text(spelled(records), encoding="utf-8")
    return root


def spelled(records: list[dict[str, Any]]) -> str:
    """JSON, which is YAML, with what cannot be seen as escapes; YAML has its own for what lies beyond U+FFFF."""
    text = json.dumps(records, indent=1, ensure_ascii=False)
    return "".join(ch if ch.isprintable() or ch == "\n" else f"\\U{ord(ch):08x}" for ch in text)
