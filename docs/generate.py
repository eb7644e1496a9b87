"""Everything in the documents that the program itself can tell, made anew.

    python docs/generate.py            the command reference and the man page, the pictures, the examples' outputs
    python docs/generate.py --check    names what is stale; exit code 1 where anything is

Here are docs/commands.md and docs/nqpf.1; docs/dictionary.py tells of the columns of tables, docs/pictures.py draws,
tests/docs/examples.py runs the examples. The first two are laid out from one `Reference`, which holds what `--help`
tells of each command. What many commands share (the options for output, the values of a vocabulary) stands once.
"""

import subprocess
import sys
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

import dictionary  # noqa: E402

from nqpf_cli.cli import help  # noqa: E402
from nqpf_cli.cli.app import program  # noqa: E402
from nqpf_cli.cli.commands import COMMANDS  # noqa: E402
from nqpf_cli.cli.help import Help, Rows  # noqa: E402
from nqpf_cli.formats.markdown import inline  # noqa: E402
from nqpf_cli.version import __version__  # noqa: E402 - the checkout beside us is meant

COMMAND = "python docs/generate.py"


class Reference(NamedTuple):
    """What the program takes: itself, its commands, the options for output, the values of options."""

    whole: Help
    commands: dict[str, Help]
    output: Rows
    values: list[tuple[str, Rows]]


def reference() -> Reference:
    """Everything that help tells, gathered."""
    root = program()
    above = root.make_context("nqpf", [], resilient_parsing=True)
    commands = {name: _help(root.get_command(above, name), name, above) for name in COMMANDS}
    output: dict[str, str] = {}
    lists: list[tuple[str, Rows, list[str]]] = []  # title, values, the commands that take them
    for name, said in commands.items():
        for title, rows in said.sections:
            same = [users for _, values, users in lists if values == rows]
            if title == "Output":
                output |= dict(rows)
            elif same:
                same[0].append(name)
            elif title.startswith("Values of "):
                lists.append((title, rows, [name]))
    titles = [title for title, _, _ in lists]
    values = [
        (title if titles.count(title) == 1 else f"{title}, nqpf {' and nqpf '.join(users)}", rows)
        for title, rows, users in lists
    ]
    return Reference(help.of(root, above), commands, list(output.items()), values)


def _help(command: Any, name: str, above: Any) -> Help:
    return help.of(command, command.make_context(name, [], parent=above, resilient_parsing=True))


def section(said: Help, title: str) -> Rows:
    """The rows under a title."""
    return dict(said.sections).get(title, [])


def own(said: Help) -> list[tuple[str, Rows]]:
    """What a command has that others have not."""
    return [(title, rows) for title, rows in said.sections if title in ("Arguments", "Options")]


# Markdown ------------------------------------------------------------------------------------------------------


def markdown(said: Reference) -> str:
    """docs/commands.md."""
    lines = [
        "# Commands",
        "",
        f"Made by `{COMMAND}` from the program; `nqpf COMMAND --help` tells the same.",
        "",
        *_rows(
            [(f"[{name}](#nqpf-{name})", does) for name, does in COMMANDS.items()],
            "command",
            code=False,
        ),
        "",
        "Every example below is run by a test.",
        "",
        *_output_options(said),
    ]
    for name, command in said.commands.items():
        lines += [
            "",
            f"## nqpf {name}",
            "",
            *_joined(command.text),
            "",
            "```sh",
            *command.examples,
            "```",
            "",
        ]
        lines += [f"`{command.usage}`"]
        for title, rows in own(command):
            lines += ["", *_rows(rows, title.lower().removesuffix("s"))]
        if output := section(command, "Output"):
            lines += ["", f"Output: {', '.join(f'`{_long(name)}`' for name, _ in output)}."]
    lines += ["", "## Output", "", *_rows(said.output, "option")]
    lines += ["", "## The program itself", "", *_rows(section(said.whole, "Options"), "option")]
    lines += ["", "## Formats", "", *_rows(section(said.whole, "Formats, for --format"), "format")]
    lines += ["", "## Exit status", "", *_rows(help.EXITS, "code")]
    lines += ["", "## Environment", "", *_rows(help.ENVIRONMENT, "variable")]
    lines += ["", "## Files", "", *_rows(help.FILES, "file")]
    for title, rows in said.values:
        lines += ["", f"## {title}", "", *_rows(rows, "value")]
    return "\n".join(lines) + "\n"


SHARED = (
    "region", "with-children", "with-parents", "sector", "for", "instrument", "status", "since", "until", "last",
    "expiring", "changed-since", "on", "sort", "reverse", "limit", "kind", "category",
)  # fmt: skip
"""Options that mean one thing wherever they stand."""

WHY = (
    "`--last` counts back from the month to which events were followed, so it is for `timeline` alone; `--expiring` "
    "counts ahead from the day of `--on`, for what is listed one by one. `--changed-since` asks what is new in these "
    "facts, so it is for lists of records.",
    "`compare`, `estimate` and `brief` judge measures on one day, `--on`, give all of them and have an order of their "
    "own: so no span, order or number. A `brief` counts what is over, whatever `--status` says.",
    "`search` puts the best first; `timeline` and `list` go by date or name, which `--reverse` turns round. Measures "
    "alone have other orders (`--sort`).",
    "`--kind` chooses among kinds of record: `list` names its kind first, others have one each. `--category` is of "
    "events and terms. An export is whole, so no `--limit`. `show` takes one record.",
)
"""Why an option stands at some commands and not at others, a paragraph each."""


def _output_options(said: Reference) -> list[str]:
    """Which command takes which of the options that several take: a row an option."""
    taken = {
        name: {_long(row).removeprefix("--") for row, _ in dict(own(command)).get("Options", [])}
        for name, command in said.commands.items()
    }
    columns = [name for name in taken if taken[name].intersection(SHARED)]
    return [
        "## Options of several commands",
        "",
        "Each means the same wherever it stands.",
        "",
        f"| option | {' | '.join(columns)} |",
        f"| --- |{' --- |' * len(columns)}",
        *(
            f"| `--{option}` | {' | '.join('x' if option in taken[name] else '–' for name in columns)} |"
            for option in SHARED
        ),
        *(line for reason in WHY for line in ("", reason)),
    ]


def _rows(rows: Rows, head: str, *, code: bool = True) -> list[str]:
    table = [f"| {head} | what it means |", "| --- | --- |"]
    for name, words in rows:
        first = ", ".join(f"`{part}`" for part in name.split(", ")) if code else name
        table.append(f"| {first.replace('|', chr(92) + '|')} | {inline(words).replace('|', chr(92) + '|')} |")
    return table


def _joined(paragraphs: list[str]) -> list[str]:
    return "\n\n".join(map(inline, paragraphs)).split("\n")


def _long(name: str) -> str:
    """`-f, --format FORMAT` is --format."""
    return next(part for part in name.replace(",", "").split() if part.startswith("--"))


# The man page --------------------------------------------------------------------------------------------------


def manual(said: Reference) -> str:
    """docs/nqpf.1, in the macros of man(7)."""
    lines = [
        "'\\\" -*- coding: UTF-8 -*-",
        f'.\\" Made by {COMMAND}.',
        f'.TH NQPF 1 "{released()}" "nqpf {__version__}" "User Commands"',
        ".SH NAME",
        f"nqpf \\- {_roff(' '.join(said.whole.text).removeprefix('The ').rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B nqpf",
        r".RI [ COMMAND \ [ OPTIONS \|]]",
        ".SH DESCRIPTION",
        _prose(DESCRIPTION),
        ".SH EXAMPLES",
        *_examples(said.whole.examples),
        ".SH COMMANDS",
    ]
    for name, command in said.commands.items():
        lines += [f".SS {_roff(command.usage)}", "\n.PP\n".join(map(_prose, command.text))]
        for _, rows in own(command):
            lines += _terms(rows)
        if output := section(command, "Output"):
            lines += [".PP", _prose(f"Output: {', '.join(_long(name) for name, _ in output)}.")]
        lines += [".PP", *_examples(command.examples)]
    lines += [".SH OPTIONS", ".SS Output", *_terms(said.output)]
    lines += [".SS The program itself", *_terms(section(said.whole, "Options"))]
    lines += [".SS Formats", *_terms(section(said.whole, "Formats, for --format"))]
    lines += [".SS Values", _prose(VALUES)]
    lines += [".SH EXIT STATUS", *_terms(help.EXITS)]
    lines += [".SH ENVIRONMENT", *_terms(help.ENVIRONMENT)]
    lines += [".SH FILES", *_terms(help.FILES)]
    lines += [".SH SEE ALSO", ".BR jq (1),", ".BR less (1),", ".BR pandoc (1)"]
    return "\n".join(lines) + "\n"


DESCRIPTION = (
    "What a term means, what happened when, which incentives a place offers, to whom, how much and until when, and on "
    "which public page each of these is written. It works offline. Output is a table on a terminal and plain in a "
    "pipe. None of it is advice: the text of a measure decides."
)


VALUES = (
    "Sectors, beneficiaries, instruments, statuses, categories, kinds and costs are closed lists. The help of a "
    "command has those that it takes, each with its meaning; a value that is not taken is answered with the nearest "
    "and the list."
)


def released() -> str:
    """The day of the release that this is, as CITATION.cff has it."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    return text.split("date-released: '")[1].split("'")[0]


def _roff(text: str) -> str:
    """Text that no macro or escape is read in; a hyphen is one that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in (".", "'") else text


def _prose(text: str) -> str:
    """Text in lines of the source, none of which begins as a macro does."""
    lines = wrap(_roff(text), 64, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line[0] in ".'" else line for line in lines)


def _terms(rows: Rows) -> list[str]:
    return [line for name, words in rows for line in (".TP", f".B {_roff(name)}", _prose(words))]


def _examples(examples: list[str]) -> list[str]:
    return [".nf", ".RS 4", *map(_roff, examples), ".RE", ".fi"]


# Both ----------------------------------------------------------------------------------------------------------


def made() -> dict[Path, str]:
    """The files and what ought to stand in them."""
    said = reference()
    return {
        ROOT / "docs" / "commands.md": markdown(said),
        ROOT / "docs" / "nqpf.1": manual(said),
        ROOT / "docs" / "dictionary.md": dictionary.page(),
    }


def pages(*, check: bool) -> bool:
    """Write the pages where they are stale, or with `check` say so; whether all is well."""
    stale = {
        path: text
        for path, text in made().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} {'is stale' if check else 'written'}")
    return not (check and stale)


def main(arguments: list[str]) -> int:
    """The pages, then the other two scripts."""
    check = "--check" in arguments
    well = pages(check=check)
    for script, option in (
        ("docs/pictures.py", "--check" if check else ""),
        ("tests/docs/examples.py", "" if check else "--update"),
    ):
        done = subprocess.run([sys.executable, ROOT / script, *option.split()], check=False)
        well = well and done.returncode == 0
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
