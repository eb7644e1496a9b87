"""`nqpf export`."""

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.filters import Filters
from nqpf_cli.cli.output_options import Force, Output
from nqpf_cli.cli.parameters import Annotated, argument, option
from nqpf_cli.cli.run import BOM, deliver, facts_of, refuse
from nqpf_cli.clock import today
from nqpf_cli.export.forms import ALSO, FORMS, Form
from nqpf_cli.formats import optional
from nqpf_cli.model.errors import NqpfError, picked
from nqpf_cli.questions.whole import ExportQuery, export


@command(
    "nqpf export facts.sqlite",
    "nqpf export facts.csv.zip",
    "nqpf export shenzhen.csv --kind incentives --region shenzhen",
    "nqpf export ends.ics --sector ai --status in-force,ends-soon",
    "nqpf export - --format jsonl --since 2026",
    shared=("data", "bom"),
)
def run(
    *,
    out: Output,
    file: Annotated[
        str, argument("FILE", f"Ends in {', '.join(f'.{name}' for name in FORMS)}; - for the screen.")
    ],
    kind: options.Kinds = None,
    filters: Filters,
    form: Annotated[
        str | None, option("--format -f", "FORMAT", f"{', '.join(FORMS)}; else FILE's ending.")
    ] = None,
    force: Force = False,
) -> int:
    """Everything, or what filters choose, to a file that is whole or not there.

    A filter leaves out the kinds it does not suit. A region is the place itself; --with-children adds what lies
    inside. A document counts by its day of issue. The same facts on the same day give the same bytes.
    """
    chosen = filters.replace(on=None).query()
    name = form_of(file, form)
    wanted = FORMS[name]
    if out.bom and not wanted.marked:
        raise NqpfError("--bom is for CSV that a spreadsheet opens", "end the file in .csv, or leave it out")
    target = destination(file, wanted, force=force)
    asked = ExportQuery(kind or (), chosen, wanted.among, wanted.whole)
    when = options.day(filters.on) or today()
    parts = facts_of(out).read(lambda store: export(store, asked, when))
    if not parts:
        raise NqpfError("nothing on record matches; nothing was written", "fewer filters give more", code=1)
    if wanted.one and len(parts) > 1:
        hint = f"name it .{name}.zip for a file a kind, or choose with --kind incentives"
        raise NqpfError(f"one .{name} holds one kind of record", hint)
    many = sum(len(part.records) for part in parts.values())
    deliver(target, [BOM.encode() * out.bom + b"".join(wanted.write(parts))], many)
    return 0


def form_of(file: str, form: str | None) -> str:
    """Return the kind of file, by its name or by the ending. Raises BadChoice and NqpfError with those there are."""
    if form is not None:
        return picked("--format", form, FORMS, ALSO)
    if file == "-":
        return "json"
    lower = file.lower()
    for ending in sorted([*FORMS, *ALSO], key=len, reverse=True):
        if lower.endswith(f".{ending}"):
            return ALSO.get(ending, ending)
    _, dot, last = lower.rpartition("/")[2].rpartition(".")
    what = f'no export ends in ".{last}"' if dot else f"{file} has no ending"
    raise NqpfError(what, f"it takes {', '.join(f'.{name}' for name in FORMS)}")


def destination(file: str, form: Form, *, force: bool) -> Output:
    """Return where the export goes. Raises NqpfError where it cannot be written, before anything is read."""
    if form.library:
        optional(*form.library)
    if form.binary and file == "-":
        raise NqpfError("this kind of file cannot go to standard output", "name a file, or --format jsonl")
    target = Output(output=file, force=force)
    refuse(target)
    return target
