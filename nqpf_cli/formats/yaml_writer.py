"""YAML: the records as a list; the one record of `show` as a file of facts, which a fact pack takes."""

from collections.abc import Iterator

from nqpf_cli.formats.escape import chosen, escape, unseen
from nqpf_cli.model.record import Answer, Record


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield one document, a list, that any safe YAML loader reads back to the same records."""
    import yaml

    # The C emitter is ten times as quick; not every build of PyYAML has it.
    base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc, valid-type]
        """Safe, without anchors for shared sources, and with no invisible character left bare."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
        # YAML has no way to write half a surrogate pair.
        data = data.encode("utf-8", "backslashreplace").decode()
        # Only a double-quoted string knows escapes; paragraphs read best as they are.
        style = '"' if unseen(data) else "|" if "\n" in data else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    Dumper.add_representer(str, text)
    bare = [{name: value for name, value in record.items() if name != "tests"} for record in answer.records]
    records = chosen(bare, columns)
    if not columns and len(records) == 1 and "links" in records[0]:  # which `show` alone adds
        yield from map(escape, notes(answer.kind, records[0]))
        records = [authored(answer.kind, answer.records[0])]
    written = yaml.dump(records, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)
    yield escape(written).rstrip("\n")


def authored(kind: str, record: Record) -> Record:
    """Return a record as a fact pack holds it in place of ours: without what an answer adds, pages by their ids."""
    from nqpf_cli.model.kinds import fields_of

    kept = {name: record[name] for name in fields_of(kind) if name in record}
    if isinstance(status := kept.pop("status", None), dict) and "stated" in status:
        kept["status"] = status["stated"]
    if "sources" in kept:
        kept["sources"] = [page if isinstance(page, str) else page["id"] for page in kept["sources"]]
    if "tests" in record:
        from nqpf_cli.model.condition import join

        kept = join(kept, record["tests"])
    return {**kept, "replaces": record["id"]}


def notes(kind: str, record: Record) -> Iterator[str]:
    """Yield comments: in which file a pack holds such a record, and what an answer adds to it, a line each."""
    from json import dumps

    from nqpf_cli.model.kinds import FOLDERS, fields_of

    yield f"# {FOLDERS[kind]}.yaml of a fact pack. For a fact of your own, change the id and take replaces out."
    for name, value in record.items():
        if name == "links":
            yield f"# links: {len(value['to'])} to, {len(value['from'])} from; -f json names them"
        elif name not in fields_of(kind) or (name == "status" and isinstance(value, dict)):
            yield f"# {name}: {dumps(value, ensure_ascii=False)}"
