"""The command line that was meant where words stand without the options that take them: `timeline shanghai`.

The words are cut by the names that the index holds, and each piece goes to the option that knows it. What names nothing
stays where the command looks in texts, else the whole is looked for.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise, product

from typer.core import TyperCommand

from nqpf_cli.cli.commands import COMMANDS, command_of
from nqpf_cli.cli.named_days import with_days
from nqpf_cli.cli.put_aside import in_yuan
from nqpf_cli.cli.unquoted import Line, parted
from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model import typed_dates
from nqpf_cli.model.values import Values
from nqpf_cli.questions import naming, not_found
from nqpf_cli.questions.reading import Read, read
from nqpf_cli.questions.spelling import misspelt

OPTIONS = {
    "region": "--region",
    "cost_base": "--spend",
    "sector": "--sector",
    "beneficiary": "--for",
    "instrument": "--instrument",
    "event_category": "--category",
    "actor": "--actor",
    "policy": "--policy",
    "status": "--status",
    "standing": "--status",
}
"""What a word may name -> the option that takes it; of several, the first is likeliest."""

LISTED = {
    "actor_kind": ("actors", "--type"),
    "region_level": ("regions", "--level"),
    "event_category": ("events", "--category"),
    "instrument": ("incentives", "--instrument"),
    "beneficiary": ("incentives", "--for"),
    "sector": ("incentives", "--sector"),
    "figure_kind": ("figures", "--type"),
    "term_category": ("terms", "--category"),
    "standing": ("incentives", "--status"),
}
"""What a word may name that is typed for a kind of record -> the kind and the option that list it."""

ENDS = {"since": "--since", "from": "--since", "after": "--since", "自": "--since", "从": "--since"} | {
    "until": "--until", "till": "--until", "before": "--until", "by": "--until", "至": "--until", "到": "--until",
    "ending": "--expiring", "ends": "--expiring", "expiring": "--expiring", "expires": "--expiring",
    "deadline": "--expiring", "deadlines": "--expiring", "soon": "--expiring",
    "到期": "--expiring", "截止": "--expiring",
}  # fmt: skip
"""Words beside a date -> the end of a span that they mean."""

SOON = "12m"
"""How far deadlines are looked for where no date is named."""

PLACES = ("place", "places", "subject")
"""Arguments that are places."""

COST = "equipment"
"""What a sum is taken to be spent on where nothing says it."""

ASKING = "?？!！"
"""Signs at the end of a question."""

PLANNED = "10m"
"""What is taken to be spent where a cost is named and no sum."""

JOINING = ("&", "+", "/", "|", ",", "，", "、", ";")
"""Signs that may stand between words; any other word without a letter is understood by nobody."""

MOST = 6
"""So many readings of words that name several things are looked at."""


class Meant(Values):
    """A line that may be meant; `certain` where every word was read as what it names, and nothing was guessed.

    `note` says by which rate a sum in it was made yuan, or what a word in it counts as.
    """

    line: Line
    certain: bool = True
    note: str = ""


def readings(store: Store, arguments: Sequence[str]) -> list[Meant]:
    """Return the lines that may be meant, the likeliest first; none where the words stand well or name nothing."""
    if not arguments or not lexicon.is_cut_whole(" ".join(arguments)):
        return []
    known = arguments[0] in COMMANDS
    kept, dated = with_days(store, arguments if known else ["timeline", *arguments])
    every = _of(store, arguments) if known else _without_command(store, arguments)
    if kept and (known or kept == ["timeline"]):
        named = _of(store, [*kept, *dated]) if kept[1:] else iter(())
        every = chain([Meant([*kept, *dated])], named, every)
    return list(islice((one for one in every if one.line != [*arguments]), MOST))


def _without_command(store: Store, arguments: Sequence[str]) -> Iterator[Meant]:
    """Yield what a line without a command may mean; of nothing but a date what happened then."""
    words = [word.rstrip(ASKING) for word in arguments]
    yield from _typed_for_command(store, words)
    loose = [word for word in words if not word.startswith("-")]
    if {part.kind for part in read(store, loose, ["region"])} == {"date"}:
        yield from _of(store, ["timeline", *words])


def _typed_for_command(store: Store, words: Sequence[str]) -> Iterator[Meant]:
    """Yield what tells of the things whose names were typed for a command."""
    end = next((at for at, word in enumerate(words) if word.startswith("-")), len(words))
    text = " ".join(words[:end]).strip()
    if not text:
        return
    place, term, kind = (lexicon.named(store, (one,), text) for one in ("region", "term", "kind"))
    called = [] if place or term or kind else _called(store, text)
    if place or term:
        yield Meant(["incentives" if place else "define", *words])
    elif called:
        yield Meant([*called, *words[end:]])
    elif kind or lexicon.named(store, ("kind",), words[0]):
        yield from _of(store, ["list", *words])
        yield Meant(["list", *words])
    elif any(part.kind == "region" or _slip(store, part) for part in read(store, words[:end], ["region"])):
        yield from _of(store, ["incentives", *words])


def _called(store: Store, text: str) -> Line:
    """Return what tells of the one record that a sentence asks for: what is patient capital, who is Xi Jinping.

    A sentence with a place in it asks for what is offered there, unless it is a name whole.
    """
    kinds = list(store.meta("fields"))
    found = [text] if query.get(store, text) else lexicon.named(store, kinds, text)
    if not found and any(part.kind == "region" for part in read(store, [text], ["region"])):
        return []
    if not found and naming.called_in(store, ("term",), text):
        return ["define", *(piece.text for piece in lexicon.cut(store, ("term",), text) if piece.bearers)]
    found = found or naming.called_in(store, kinds, text) or naming.of_a_year(store, text)
    return ["show", *found] if len(found) == 1 else []


def _of(store: Store, arguments: Sequence[str]) -> Iterator[Meant]:
    """Yield the lines of one command in which each word stands with the option that takes it."""
    name, command = arguments[0], command_of(arguments[0])
    takes = {one for each in command.params for one in each.opts}
    own = {str(one.name): one.nargs for one in command.params if one.param_type_name == "argument"}
    words, rest = parted(store, command, arguments[1:])
    if len(words) + len(rest) < len(arguments) - 1:
        yield Meant([name, *words, *rest])
    if "--region" not in takes or "words" in own:
        return
    head: Line = []
    if "kind" in own:
        head, words = _kind_of(store, words)
        if not head:
            yield from _typed_for_command(store, [*words, *rest])
            return
    elif 1 in own.values():
        head, words = words[:1], words[1:]
    placed = not own.keys().isdisjoint(PLACES)
    every = [word.rstrip(ASKING) for word in words]
    equal = [word for word in words if "=" in word]
    ends = [ENDS[word.casefold()] for word in words if word.casefold() in ENDS]
    words = [word for word in words if word not in equal and not _is_told(store, name, word)]
    found = read(store, words, [kind for kind, option in OPTIONS.items() if option in takes])
    fact = "--spend" if "--spend" in takes else "--is" if "--is" in takes else ""
    if any(not any(map(str.isalnum, word)) and word not in JOINING for word in words):
        return
    if any(not_found.not_held(store, part.text) for part in found if not part.kind) or (equal and not fact):
        return
    yuan = [in_yuan(store, part.text) if part.kind == "sum" else ("", "") for part in found]
    note = "; ".join(said for _, said in yuan if said)
    mended = [
        part.replace(text=paid) if paid else _slip(store, part) or part
        for part, (paid, _) in zip(found, yuan, strict=True)
    ]
    # A word for a status beside one that names nothing may belong to that: is the 15% rate still in force.
    guessed = {"", "standing"} <= {part.kind for part in found}
    slips = all(
        one == other or misspelt(store, other.text) == one.text
        for one, other in zip(mended, found, strict=True)
    )
    certain = slips and not (guessed or _side_by_side(found, words))
    more = [text for word in equal for text in (fact, word)]
    for kinds in product(*(part.kinds or ("",) for part in mended)):
        parts = [part.replace(kind=kind) for part, kind in zip(mended, kinds, strict=True)]
        said = _options(parts, takes, ends, placed=placed, texts=name == "incentives")
        if said is not None:
            spent = sum(kind == "sum" for kind in kinds) == sum(kind == "cost_base" for kind in kinds)
            yield Meant(
                [name, *head, *said, *more, *rest], certain and (spent or "--spend" not in takes), note
            )
    if name == "brief" and "for" in words[1:-1]:  # who it is for is a name, unless an option takes it
        at = words.index("for", 1)
        yield Meant([name, *words[:at], "--prepared-for", " ".join(words[at + 1 :]), *rest], certain=False)
    if any(part.kind != "region" for part in found):
        kind = {"timeline": "events"}.get(name) or "".join(head[:1] if name == "list" else [])
        named = read(store, words, [*OPTIONS, *store.meta("fields"), "everyday"])
        every, days = _period(every, found)
        line = ["search", *every, *(["--kind", kind] if kind else []), *days]
        yield _searched(line, rest, command, bool(kind) and certain and all(part.kind for part in named))


def _is_told(store: Store, command: str, word: str) -> bool:
    """Whether a word says which end of a span a date is, or names what a timeline shows anyway: milestones, events."""
    shown = command == "timeline" and lexicon.named(store, ("kind",), word) == ["event"]
    return shown or word.casefold() in ENDS


def _period(words: Line, found: Sequence[Read]) -> tuple[Line, Line]:
    """Return the words of a search, and the options for a period among them: it reads one day or year by itself."""
    days = [part.text for part in found if part.kind == "date"]
    bare = [part.text for part in found if part.kind != "date"]
    return (bare, _span(days, {"--since"}, [])) if len(days) == 2 and bare else (words, [])


def _searched(line: Line, options: Line, command: TyperCommand, certain: bool) -> Meant:
    """Return a search in place of a command, without its flags that search does not take, which then is a guess."""
    takes = {one for each in command_of("search").params for one in each.opts}
    flags = {one for each in command.params if getattr(each, "is_flag", False) for one in each.opts}
    kept = [word for word in options if word in takes or word not in flags]
    return Meant([*line, *kept], certain and kept == options)


def _kind_of(store: Store, words: Line) -> tuple[Line, Line]:
    """Return the kind of record that some words name, with the option for which they stand, and the other words."""
    for at, word in enumerate(words):
        if lexicon.named(store, ("kind",), word):
            return [word], [*words[:at], *words[at + 1 :]]
    spans = [(at, end) for at in range(len(words)) for end in range(len(words), at, -1)]
    spans = [(at, end) for at, end in spans if words[at].casefold() not in ENDS or end - at > 1]
    called = lexicon.of_each_kind(store, list(LISTED), [" ".join(words[at:end]) for at, end in spans])
    for (at, end), bearers in zip(spans, called, strict=True):
        if bearers:
            kind, _, value = bearers[0].partition(" ")
            kept = value if kind == "standing" else " ".join(words[at:end])
            return [*LISTED[kind], kept], [*words[:at], *words[end:]]
    if any(ENDS.get(word.casefold()) == "--expiring" for word in words):
        return ["incentives", "--expiring", SOON], [
            word for word in words if ENDS.get(word.casefold()) != "--expiring"
        ]
    return [], words


def _slip(store: Store, part: Read) -> Read | None:
    """Return the place that a piece without a meaning is, but for a slip; None for any other."""
    near = not_found.nearest(store, ("region",), part.text, parts=False)[:1] if not part.kind else []
    return Read("region", near[0], ("region",)) if near else None


def _side_by_side(found: Sequence[Read], words: Sequence[str]) -> bool:
    """Whether two names of one kind follow each other, and so may be one: EV batteries are not EVs and batteries."""
    text = " ".join(words)
    return any(
        one.kind == other.kind != "region" and one.kind and f"{one.text} {other.text}" in text
        for one, other in pairwise(found)
    )


def _options(
    found: Sequence[Read], takes: set[str], ends: Sequence[str], *, placed: bool, texts: bool
) -> Line | None:
    """Return what was read as words of a command line, places first; None for what the command does not take.

    `texts` says that the command looks for what is no place in texts.
    """
    places = [part.text for part in found if part.kind == "region"]
    loose = [part.text for part in found if not part.kind]
    if loose and not texts:
        return None
    said = [*places, *loose] if placed else ["--region", ", ".join(places)] if places else []
    sums = [part.text for part in found if part.kind == "sum"]
    costs = [part.text for part in found if part.kind == "cost_base"]
    if "--spend" in takes:
        sums = sums or [PLANNED] * len(costs)
        if costs and len(costs) != len(sums):
            return None
        said += [
            word
            for cost, planned in zip(costs or [COST] * len(sums), sums, strict=True)
            for word in ("--spend", f"{cost}={planned}")
        ]
    elif sums:
        if "--min-cap" not in takes:
            return None
        said += [word for planned in sums for word in ("--min-cap", planned)]
    for part in found:
        if part.kind not in ("", "region", "date", "sum", "cost_base"):
            said += [OPTIONS[part.kind], part.text]
    days = [part.text for part in found if part.kind == "date"]
    # So long ago is a day by the calendar, and since then to who asks what happened.
    since = not (texts or ends) and len(days) == 1 and typed_dates.is_ago(days[0])
    return [*said, *_span(days, takes, ["--since"] if since else ends)]


def _span(days: Sequence[str], takes: set[str], ends: Sequence[str]) -> Line:
    """Return the options for the dates that were read: the ends of a span, one end of it, or the day to judge by."""
    if not days:
        return ["--expiring", SOON] if "--expiring" in ends and "--expiring" in takes else []
    if "--expiring" in takes and "--since" not in ends and ends:
        return ["--expiring", days[-1]]
    if "--since" not in takes:
        return ["--on", days[-1]]
    bounds = {"--since": days[0], "--until": days[-1]}
    return [word for name, day in bounds.items() if not ends or name in ends for word in (name, day)]
