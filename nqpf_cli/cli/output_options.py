"""The options that shape the output, which `cli/command.py` adds to the commands that take them."""

from nqpf_cli.cli.parameters import Annotated, Many, flag, option
from nqpf_cli.model.values import Values

Format = Annotated[
    str | None, option("--format -f", "FORMAT", "json, csv, markdown, …; else table, or plain in a pipe.")
]
Json = Annotated[bool, flag("--json", "The same as --format json.")]
Columns = Annotated[str | None, option("--columns", "A,B,C", "Only these fields, in this order, as a table.")]
Sources = Annotated[bool, flag("--sources", "Add where each fact is written and when it was checked.")]
Lang = Annotated[str | None, option("--lang", "en|zh|both", "Which name stands first; all else is English.")]
Data = Annotated[Many, option("--data", "DIR", "A fact pack of your own; repeatable, or NQPF_DATA.")]
Bom = Annotated[bool, flag("--bom", "Begin CSV with the byte-order mark that Excel asks for.")]
File = Annotated[
    str | None,
    option(
        "--output -o", "FILE", "Write to a file, whole or not at all, in the format of its ending: .xlsx, …"
    ),
]
Force = Annotated[bool, flag("--force", "Overwrite FILE.")]
NoPager = Annotated[bool, flag("--no-pager", "Never page long output.")]


class Output(Values):
    """The options that commands share, each with its default."""

    format: Format = None
    json: Json = False
    columns: Columns = None
    sources: Sources = False
    lang: Lang = None
    bom: Bom = False
    data: Data = None
    output: File = None
    force: Force = False
    no_pager: NoPager = False
