"""Options that people bring along from other tools, answered by what they mean there and not by their letters."""

from collections.abc import Sequence
from shlex import quote

from typer.core import TyperCommand

from nqpf_cli.cli.commands import COMMANDS, command_of
from nqpf_cli.cli.unquoted import Line

BORROWED = {
    "--since": "from start after begin newer newer-than date-from start-date from-date since-date after-date "
    "issued-since issued-after published-since published-after dated-after starting starts-after starting-after",
    "--until": "to end before older older-than date-to end-date to-date until-date through before-date up-to "
    "issued-before published-before dated-before",
    "--since --until": "date year month issued dated when",
    "--region": "regions place places city cities province location area zone where country namespace",
    "--sector": "industry industries topic field sectors tag label technology about",
    "--for": "audience beneficiary beneficiaries who whom applicant applicants company-type target-group recipient "
    "recipients eligible firm-type",
    "--category --instrument --type": "type category kind class form types instruments categories support",
    "--actor": "actors org organisation organization agency ministry issuer body who author person",
    "--limit": "max top head count rows size number nrows take per-page page-size tail max-results",
    "--columns": "fields field cols column select usecols json-fields",
    "--reverse": "desc descending newest latest reversed newest-first",
    "--sort": "order-by sort-by orderby order sort-values",
    "--lang": "language locale",
    "--format": "output-format fmt as template",
    "--format csv": "csv to-csv",
    "--format markdown": "markdown md",
    "--format html": "html to-html",
    "--format yaml": "yaml",
    "--format xlsx": "xlsx excel to-excel",
    "--output": "out outfile output-file save file write",
    "--expiring": "expires deadline ending expiry within due ends expire expires-before expires-by expires-in "
    "expires-within expires-until expiring-before expiring-by expiring-in expiring-within expiring-until ending-before "
    "ending-by ending-in ending-within ending-until ends-before ends-by ends-in ends-within end-before due-before "
    "due-by deadline-before deadline-by expiry-before expiry-date expiration valid-until",
    "--min-cap": "min amount min-amount minimum budget cap at-least more-than min-sum min-value larger-than",
    "--on": "as-of asof at today",
    "--status": "state",
    "--status in-force": "active valid current currently-valid effective",
    "--status ended": "expired ended lapsed past",
    "--status draft": "drafts consultation",
    "--expiring 12m": "expiring-soon ending-soon ends-soon",
    "--with-children": "recursive children subregions all-namespaces include-children with-districts districts "
    "inside sub-regions",
    "--with-parents": "national include-national with-national wider parents inherit inherited include-parents",
    "--long": "verbose details full wide detail",
    "--sources": "citations references links refs",
    "--spend": "cost costs investment spending",
    "--all": "everything include-ended include-expired with-ended with-expired",
    "--only": "strict exact only-sector sector-only",
}
"""What does the same here, alternatives set apart by spaces (the first that a command takes; where a value of its own
follows, no other is read) -> the options of other tools."""

CLOSE = ("until", "expiring")
"""Options of which the second is likely meant where a kind does not take the first."""

OF_KIND = {"incentives": "--instrument", "actors": "--type", "sources": "--type", "figures": "--type"}
"""Kind that `list` is asked for -> which of several options it takes."""

SAID = {
    ("search", "--sort"): "the best come first; --since and --until narrow by date",
    ("search", "--reverse"): "the best come first; nqpf timeline and nqpf list go by date",
    ("search", "--all"): "--limit 1000 shows more",
    ("search", "--offset"): "there are no pages; --limit 1000 shows more",
    ("search", "--page"): "there are no pages; --limit 1000 shows more",
    ("explain", "--list"): "nqpf explain lists the sections",
    ("export", "--output"): "the file is the argument: nqpf export {value}",
}
"""Command and option -> what to do where no option does the same."""


UNSAID = "…"
"""What stands for a value that was not typed."""


def sense(name: str, arguments: Sequence[str]) -> tuple[Line, str]:
    """Return the whole line with what does the same in place of options that there are not, else what to do instead.

    In: the first of them, with its dashes, and the line. Both are empty where its sense is not known.
    """
    commands = [at for at, word in enumerate(arguments) if word in COMMANDS]
    if not commands:
        return [], ""
    if any(word.partition("=")[0] == name for word in arguments[: commands[0]]):
        moved = [*arguments[commands[0] :], *arguments[: commands[0]]]
        return moved, "options stand after the command"
    command = command_of(arguments[commands[0]])
    takes = {one for each in command.params for one in each.opts}
    first = next(
        (option for kind, option in OF_KIND.items() if command.name == "list" and kind in arguments), ""
    )
    line: Line = []
    words = list(arguments)
    while words:
        word, _, value = words.pop(0).partition("=") if words[0].startswith("--") else (words.pop(0), "", "")
        right = (
            []
            if word in takes or not word.startswith("--")
            else _here(word.lstrip("-").lower(), takes, first)
        )
        if not right:
            if word == name:
                other = words[0] if words else "facts.csv"
                return [], SAID.get((command.name or "", name.lower()), "").format(
                    value=quote(value or other)
                )
            line.append(f"{word}={value}" if value else word)
        elif " " in right[0] or _is_flag(command, right[0]):
            line += right[0].split()
        else:
            value = value or (words.pop(0) if words and not words[0].startswith("-") else UNSAID)
            line += [text for one in right for text in (one, value)]
    return line, ""


def suiting(option: str, takes: Sequence[str], arguments: Sequence[str]) -> tuple[Line, bool]:
    """Return the line with the option of a kind of record in place of one that does the same for other kinds.

    `list incentives --type grant` is `--instrument grant`. The second value says whether nothing of that is guessed.
    Nothing where the kind takes none that does.
    """
    alike = [
        [one.removeprefix("--") for one in (*ours.split(), *theirs.split())]
        for ours, theirs in BORROWED.items()
    ]
    for names, certain in [*((names, True) for names in alike), (CLOSE, False)]:
        right = [one for one in names if one in takes][:1]
        if option in names and right:
            parts = (word.partition("=") for word in arguments)
            return [f"--{right[0]}{sign}{value}" if name.removeprefix("--") in names and name[:2] == "--" else
                    name + sign + value for name, sign, value in parts], certain  # fmt: skip
    return [], True


def _here(name: str, takes: set[str], first: str) -> list[str]:
    """Return the options of a command that do what one of another tool does.

    For a date both ends of a span; of several that it takes, `first` before the others.
    """
    for ours, theirs in BORROWED.items():
        if name not in theirs.split():
            continue
        own = ours.split()
        if not own[-1].startswith("--"):
            return [ours] if own[0] in takes else []
        if ours == "--since --until" and "--since" in takes:
            return own
        if found := sorted((one for one in own if one in takes), key=lambda one: one != first)[:1]:
            return found
    return []


def _is_flag(command: TyperCommand, name: str) -> bool:
    return any(getattr(one, "is_flag", False) for one in command.params if name in one.opts)
