"""`nqpf schema`."""

from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, argument, flag
from nqpf_cli.cli.run import facts_of
from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.record import Record
from nqpf_cli.output.streams import write
from nqpf_cli.questions import lookup
from nqpf_cli.version import __version__

OUTPUT = "output"
FIRM = "firm"


@command(
    "nqpf schema policies",
    "nqpf schema incentives > incentives.json",
    "nqpf schema incentives --example > incentives.yaml",
    "nqpf schema output",
    "nqpf schema firm --example > firm.yaml",
    shared=("data",),
)
def run(
    out: Output,
    kind: Annotated[
        str | None,
        argument(
            "KIND",
            "policies, incentives, …: a file of facts; firm: a file for --firm; output: what --format json prints.",
        ),
    ] = None,
    example: Annotated[
        bool, flag("--example", "The smallest file of a kind that loads; of firm, one that asks in words.")
    ] = False,
) -> int:
    """The JSON Schema of a file of facts, for an editor, or of what --format json prints, for a script.

    A file of facts names its schema in its first line: # yaml-language-server: $schema=policies.json
    """
    from json import dumps

    if example:
        write([facts_of(out).read(lambda store: filled(store, kind))], data=True)
        return 0
    made = facts_of(out).read(lambda store: schema(store, kind))
    write([dumps(made, ensure_ascii=False, indent=2)], data=True)
    return 0


def filled(store: Store, text: str | None) -> str:
    """Return a file to begin with: of a firm, or the smallest of a kind. Raises NqpfError where there is none."""
    vocabularies = store.meta("vocabularies")
    if text == FIRM:
        from nqpf_cli.loading.firm_schema import template

        return template(vocabularies, list(query.parents(store)))
    if not text or text == OUTPUT:
        raise NqpfError("--example needs a kind of fact, or firm", "nqpf schema incentives --example")
    from nqpf_cli.loading.example_file import lines

    linked = {kind: query.select(store, kind, limit=1)[0].record["id"] for kind in vocabularies["kind"]}
    linked["region"] = next(iter(query.count_by_region(store, "incentive")), linked["region"])
    return "\n".join(lines(lookup.kind(store, text), vocabularies, linked))


def schema(store: Store, text: str | None) -> Record:
    """Return the schema of a kind, of a firm's file or of the output.

    Raises NqpfError without a kind, and NoSuch for an unknown one.
    """
    if not text:
        kinds = [said["plural"] for said in store.meta("vocabularies")["kind"].values()]
        raise NqpfError(
            "schema needs a kind of fact, firm or output", f"it takes {', '.join([*kinds, FIRM, OUTPUT])}"
        )
    if text == OUTPUT:
        from nqpf_cli.cli.output_schema import envelope

        return _versioned(text, envelope(store.meta("vocabularies")))
    if text == FIRM:
        from nqpf_cli.loading import firm_schema

        return _versioned(text, firm_schema.schema(store.meta("vocabularies"), list(query.parents(store))))
    kind = lookup.kind(store, text)
    from nqpf_cli.loading.json_schema import of_file

    return _versioned(FOLDERS[kind], of_file(kind, store.meta("vocabularies")))


def _versioned(name: str, made: Record) -> Record:
    """Put the name and the version of the program before a schema, so that a kept copy says which it is."""
    return {"$schema": made.pop("$schema"), "$id": f"urn:nqpf:{name}:{__version__}", **made}
