"""Options that people bring along from other tools, answered by what they mean there and not by their letters."""

import re
from collections.abc import Sequence
from shlex import quote

from typer.core import TyperCommand

from nqpf_cli.cli.commands import COMMANDS, command_of
from nqpf_cli.cli.unquoted import Line

BORROWED = {
    "--since": "from start after begin newer newer-than date-from start-date from-date since-date after-date "
    "issued-since issued-after published-since published-after dated-after starting starts-after starting-after",
    "--until": "to by end before older older-than date-to end-date to-date until-date through before-date up-to "
    "issued-before published-before dated-before",
    "--since --until": "date year month issued dated when",
    "--region": "regions place places city cities province location area zone where country namespace",
    "--sector": "industry industries topic field sectors tag label technology about",
    "--for": "audience beneficiary beneficiaries who whom applicant applicants company-type target-group recipient "
    "recipients eligible firm-type",
    "--category --instrument --type": "type category kind class form types instruments categories support",
    "--kind": "type types record-type kinds",
    "--actor": "actors org organisation organization agency ministry issuer body who author person",
    "--limit": "max first top head count rows size number nrows take per-page page-size tail max-results",
    "--columns": "fields field cols column select usecols json-fields",
    "--reverse": "desc descending newest latest reversed newest-first",
    "--sort": "order-by sort-by sortby orderby order sort-values",
    "--lang": "language locale",
    "--lang zh": "chinese zh",
    "--lang en": "english",
    "--prepared-for": "client prepared",
    "--style bibtex": "bibtex bib to-bibtex",
    "--style ris": "ris endnote to-ris",
    "--style csl-json": "csl csl-json",
    "--format": "output-format fmt as template",
    "--format csv": "csv to-csv",
    "--format jsonl": "jsonl json-lines ndjson",
    "--format table": "table pretty",
    "--format plain": "plain",
    "--format ics": "ics ical calendar",
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

QUERY = "query q keyword keywords text words phrase search contains like grep match"
ARGUMENTS = {
    "search": f"{QUERY} term terms for find",
    "define": f"{QUERY} term name word id",
    "explain": f"{QUERY} term topic section",
    **dict.fromkeys(("show", "cite"), f"{QUERY} name id identifier record"),
    **dict.fromkeys(("timeline", "incentives", "list"), f"{QUERY} title name"),
    "schema": "kind type",
    "check": "path folder dir",
    "compare": "a b c one two first second third left right x y from to with against vs versus place1 place2 region1 "
    "region2 city1 city2",
}
"""Command -> the options of other tools that stand for its argument, or for words alone: what follows one is these."""

OLDEST = "date time day year chronological asc ascending oldest oldest-first by-date"
NEWEST = "desc descending newest newest-first latest recent"
"""How other tools call the order by date, and the same the other way round."""

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
    ("timeline", "--sort"): "it goes by date; --reverse puts the newest first",
    ("list", "--sort"): "events, policies, targets and positions go by date; "
    "--reverse puts the newest first; nqpf incentives has --sort",
    ("explain", "--list"): "nqpf explain lists the sections",
    ("export", "--output"): "the file is the argument: nqpf export {value}",
    ("export", "-o"): "the file is the argument: nqpf export {value}",
    ("export", "--columns"): "a file holds every field; nqpf list KIND --columns id,title chooses some",
    ("brief", "--columns"): "a page has no columns; nqpf incentives PLACE --columns id,title has some",
}
"""Command and option -> what to do where no option does the same."""

EVERYWHERE = {
    **dict.fromkeys(
        ("no-color", "no-colour", "color", "colour"), "NO_COLOR=1 in the environment turns colour off"
    ),
    **dict.fromkeys(("tsv", "xml", "pdf", "docx"), "--format takes csv, jsonl, html, markdown and others"),
}
"""An option of other tools -> what to do in any command."""

BY = "by"
"""An option of other tools that means the end of a span before a date, and what to group by before anything else."""

BY_DATE = ("events", "policies", "targets", "positions")
"""Kinds that `list` puts in the order of their dates."""


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
    dated = command.name == "timeline" or not {*BY_DATE}.isdisjoint(arguments)
    bare = ARGUMENTS.get(command.name or "", "").split()
    line: Line = []
    words = list(arguments)
    while words:
        word, _, value = words.pop(0).partition("=") if words[0].startswith("--") else (words.pop(0), "", "")
        typed = word.lstrip("-").lower()
        right = [] if word in takes or not word.startswith("--") else _here(typed, takes, first)
        if typed == BY and not any(map(str.isdecimal, value or "".join(words[:1]))):
            right = []
        other = word.startswith("--") and word not in takes and not right
        if other and typed in bare:
            right, words = [""], [value, *words] if value else words
        elif other and dated and typed in ("sort", *BORROWED["--sort"].split()):
            right = _turned(value, words)
        if not right:
            if word == name:
                file = words[0] if words else "facts.csv"
                said = SAID.get((command.name or "", name.lower())) or _said(command.name or "", typed)
                return [], said.format(value=quote(value or file))
            line.append(f"{word}={value}" if value else word)
        elif " " in right[0] or not right[0] or _is_flag(command, right[0]):
            line += right[0].split()
        else:
            value = value or (words.pop(0) if words and not words[0].startswith("-") else UNSAID)
            line += [text for one in right for text in (one, value)]
    return line, ""


def _turned(value: str, words: Line) -> list[str]:
    """Return what does the same as an order by date: nothing (""), or `--reverse`; no entry for another order.

    Its words are taken from the others.
    """
    ends = (at for at, word in enumerate(words) if word.startswith("--" if at == 0 else "-"))
    end = next(ends, len(words))
    taken = [value] if value else words[:end]
    said = set(re.split(r"[\s:,]+", re.sub(r"(?<!\w)-\b", "desc ", " ".join(taken).lower())))
    if not said <= {*OLDEST.split(), *NEWEST.split()}:
        return []
    del words[: 0 if value else end]
    return ["" if said.isdisjoint(NEWEST.split()) else "--reverse"]


def _said(command: str, name: str) -> str:
    """Return what to do instead of an option that other tools call otherwise."""
    ours = next((ours for ours, theirs in BORROWED.items() if name in theirs.split()), "")
    return SAID.get((command, ours)) or EVERYWHERE.get(name, "")


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
