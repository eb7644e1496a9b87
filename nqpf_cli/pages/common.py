"""What pages share: which name stands first, places and labels, numbered sources, the lines at the end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from nqpf_cli.model import dates
from nqpf_cli.model.record import ADDED, Answer, Record, changes_of, pack_name, title, title_zh, whose
from nqpf_cli.model.text import plural, quoted_word, typed_options
from nqpf_cli.model.values import Values
from nqpf_cli.pages.blocks import Gap, Page, Para, Rows, Span, Table, Text, dim
from nqpf_cli.wording import extent
from nqpf_cli.wording.evidence import copied

if TYPE_CHECKING:
    from nqpf_cli.questions.area import Area, Elsewhere

ADVICE = "The text of a measure decides; this is no advice."

CAME = {"added": "new", "first-release": "in the first release"}
"""How a record came in, in words."""

OUR_WORDS = ("(pack", "pack ", "in place of another")
"""What `owner` says, in small letters."""

UNCHECKED = ("region", "source", "topic")
"""Kinds whose records rest on no page, or are one."""

JUDGING = ("incentives", "show", "compare", "estimate", "brief")
"""Commands that judge on a day whatever they are asked for; `list` does so for the kinds that have a status."""


class RenderOptions(Values):
    """How a person wants to read: sources in full, the language that stands first, only some fields.

    `again` has the options that a command needs to tell of the same day and facts, as typed.
    """

    sources: bool = False
    lang: str = "en"
    columns: Sequence[str] = ()
    again: Mapping[str, object] = {}


def name(record: Record, options: RenderOptions) -> str:
    """What to call a record: its English name, its Chinese one, or both, as asked; and whose it is if not ours."""
    first, second = bare_names(record, options)
    return (f"{first} {second}" if second and options.lang == "both" else first) + owner(record)


def names(record: Record, options: RenderOptions) -> tuple[str, str]:
    """The name that stands first, with whose the record is if not ours, and the one in the other script if any."""
    first, second = bare_names(record, options)
    return first + owner(record), second


def bare_names(record: Record, options: RenderOptions) -> tuple[str, str]:
    """The same without whose it is, for what is copied into a text of one's own."""
    english, chinese = quoted(record, title(record)), quoted(record, title_zh(record))
    return (chinese, english) if chinese and options.lang == "zh" else (english, chinese)


def quoted(record: Record, text: str) -> str:
    """A name of a record; in quotes where it is a fact pack's and holds what only we say behind a name."""
    if "pack" not in record or not any(sign in text.casefold() for sign in OUR_WORDS):
        return text
    return f"“{text}”"


def owner(record: Record) -> str:
    """ " (pack acme)" behind the name of a record that is not ours or rests on one that is not, or nothing."""
    words = whose(record)
    return f" ({words})" if words else ""


def beside(answer: Answer, lang: str) -> Page:
    """Last lines: what `--lang zh` covers, and which fact packs, if any, are counted beside ours."""
    said = (
        [dim("--lang zh: Chinese names stand first; all else is written in English.")] if lang == "zh" else []
    )
    held = answer.context.packs.items()
    packs = [f"{plural(many, 'record')} of the pack {pack_name(pack)}" for pack, many in held]
    return [*said, *([dim(f"Beside the bundled facts: {', '.join(packs)}.")] if packs else [])]


def filed(answer: Answer) -> str:
    """ " (EVs: filed under intelligent vehicles)": the wider values that were meant by narrower words; else nothing."""
    said = [f"{word}: filed under {above}" for word, above in answer.filed.items()]
    return f" ({', '.join(said)})" if said else ""


_DAYS = re.compile(r"--(since|until) ((?:'[^']*'|[^\s'])+)")


def counted_from(since: str | None, until: str | None, typed: str) -> str:
    """ " (from 28 November 2024)": the days that were meant by words, as they stand in the options `typed`; nothing for
    a plain date."""
    if not (since or until):
        return ""
    from nqpf_cli.model.typed_dates import is_plain

    values = {name: value.replace("'\"'\"'", "'").strip("'") for name, value in _DAYS.findall(typed)}
    read = {name for name, value in values.items() if not is_plain(value)}
    ends = {"on": ("since", since)} if since == until else {"from": ("since", since), "to": ("until", until)}
    said = [f"{end} {dates.long_words(day)}" for end, (name, day) in ends.items() if day and name in read]
    return f" ({' '.join(said)})" if said else ""


def place(answer: Answer, region: str, options: RenderOptions) -> str:
    """The name of a place."""
    known = answer.regions.get(region)
    return name(known, options) if known else region


def where(area: "Area", options: RenderOptions) -> str:
    """ "Shanghai and places inside": the places that were asked for and what counts besides; nothing for none."""
    names = [name(area.regions[key], options) + spanning(area.regions, key, options) for key in area.named]
    return extent.where(names, with_parents=area.with_parents, with_children=area.with_children)


def spanning(regions: Mapping[str, Record], region: str, options: RenderOptions) -> str:
    """ " (Shanghai, Jiangsu and Anhui)" behind an area that spans places, which are asked with it; else nothing."""
    names = [name(regions[key], options) for key in regions[region].get("spans", ()) if key in regions]
    return f" ({extent.listed(names)})" if names else ""


def around(answer: Answer, more: "Elsewhere", options: RenderOptions, one: str, many: str) -> list[str]:
    """How many more records stand around the places, in sentences that name the option which adds them."""
    counts = [
        f"{plural(count, one, many) if not at else count} of {place(answer, region, options)}"
        for at, (region, count) in enumerate(more.above.items())
    ]
    found = [f"From wider places: {', '.join(counts)} (--with-parents)."] if counts else []
    inside = f"In places inside: {plural(more.inside, one, many)} (--with-children)."
    return [*found, inside] if more.inside else found


def outside(answer: Answer, more: "Elsewhere", options: RenderOptions) -> Page:
    """The same of the kind that is listed, with what is known to be missing, as a paragraph if there is any."""
    kind = answer.vocabularies["kind"][answer.kind]
    found = around(answer, more, options, kind["label"], kind["plural"])
    found += [extent.lacking(answer.gaps)] if answer.gaps else []
    return [Para(" ".join(found))] if found else []


def label(answer: Answer, vocabulary: str, value: str) -> str:
    """How a person reads a value of a closed vocabulary."""
    return str(answer.vocabularies.get(vocabulary, {}).get(value, {}).get("label", value))


def counted(answer: Answer, kind: str, many: int) -> str:
    """ "1 term", "12 policies": so many records of a kind."""
    words = answer.vocabularies["kind"][kind]
    return plural(many, words["label"], words["plural"])


MANY_MARKS = 6
"""From so many numbers of pages on, a run is told by its first and last."""


class Notes:
    """Numbers sources in the order in which a page first cites them; `style` "note" makes them notes of a document."""

    def __init__(self, sources: Record, style: str = "dim") -> None:
        self.sources = sources
        self.style = style
        self.order: dict[str, int] = {}

    def mark(self, ids: Iterable[str]) -> list[str | Span]:
        """ "[1] [3]", "[1] to [11]" where many follow on one another; each a link to its page."""
        cited = [(self.order.setdefault(one, len(self.order) + 1), one) for one in ids if one in self.sources]
        marks: list[str | Span] = []
        for at, (number, source) in enumerate(cited):
            run = [one for one, _ in cited[max(0, at - 1) : at + 2]] == [number - 1, number, number + 1]
            if run and self.style == "dim" and len(cited) >= MANY_MARKS:
                marks += [] if marks[-1] == " to" else [" to"]
                continue
            marks += [" ", Span(f"[{number}]", self.style, self.sources[source].get("url", ""))]
        return marks[1:]

    def brief(self, most: int | None = None) -> Page:
        """The cited pages in one flowing paragraph: publisher and year."""
        parts: list[str | Span] = []
        cited = list(self.order.items())
        for source, number in cited[:most]:
            page = self.sources[source]
            year = f", {str(page['published'])[:4]}" if "published" in page else ""
            words = quoted(page, page["publisher"]) + year + owner(page)
            parts += ["   " if parts else "", Span(f"[{number}] ", "dim"), Span(words, "", page["url"])]
        if most is not None and len(cited) > most:
            parts.append(Span(f"   (+{len(cited) - most}: --sources)", "dim"))
        return [Para(parts)] if parts else []

    def full(self, options: RenderOptions | None = None) -> Page:
        """The cited pages one a line: publisher, title, date, address, where it was read."""
        rows: Rows = [
            [Span(f"[{number}]", self.style), source_line(self.sources[source], options)]
            for source, number in self.order.items()
        ]
        return [Table(rows, flex=1)] if rows else []


def source_line(page: Record, options: RenderOptions | None = None) -> Text:
    """A page on the web in one line, the title asked for first, ending in its address and where else it was read."""
    first, second = names(page, options or RenderOptions())
    when = dates.long_words(page["published"]) if "published" in page else "undated"
    titles: list[str | Span] = [Span(first, "title"), f"{f' {second}' if second else ''}, {when}. "]
    address = Span(page["url"], "", page["url"])
    copy = [", a copy of the text, not its issuer's page"] if copied(page) else []
    return [f"{quoted(page, page['publisher'])}, ", *titles, address, *elsewhere(page, ", read at "), *copy]


def elsewhere(page: Record, before: str) -> list[str | Span]:
    """Where the text of a page was read, if that is not the page itself, after the words `before`."""
    return [before, Span(page["read_at"], "", page["read_at"])] if "read_at" in page else []


def change_words(answer: Answer, record: Record, since: str | None) -> str:
    """ "corrected, 27 November 2026: the rate": what changed in a record from the ISO day `since` on, in words."""
    if not since:
        return ""
    parts: list[str] = []
    for day, what in changes_of(record, answer.dataset["first_release"]):
        if dates.bounds(day)[1] >= since:
            how = CAME.get(what) or label(answer, "change_kind", what)
            why = "" if what in CAME else f": {record['changed']['why']}"
            parts.append(f"{how}, {dates.long_words(day)}{why}")
    return "; ".join(parts)


def change_span(answer: Answer, record: Record, since: str | None) -> Span:
    """The same set apart behind a record, or nothing where `since` is None."""
    words = change_words(answer, record, since)
    return Span(f"  {words}" if words else "", "dim")


def since_note(answer: Answer, since: str | None) -> Page:
    """From which day on the facts can tell what changed; nothing where that was not asked for."""
    if not since:
        return []
    packs = "; of records of fact packs where they say it" if answer.context.packs else ""
    day = dates.long_words(answer.dataset["first_release"])
    return [dim(f"What changed is told from {day} on, the first release{packs}.")]


def facts_of(answer: Answer) -> str:
    """ "Facts of 25 Nov 2026": the day on which they were last checked."""
    return f"Facts of {dates.words(answer.dataset['checked'])}"


def showing(answer: Answer) -> str:
    """ ", showing 2": how many records stand here where more match."""
    shown = len(answer.records)
    return f", showing {shown:,}" if shown < answer.total else ""


def checked_line(answer: Answer, *more: str) -> Para:
    """The closing line: the day the facts were checked, how many records carry one, what to try next."""
    first, due = facts_of(answer), to_check(answer)
    if len(answer.records) == 1 and due:
        day = due[0].get("checked")
        first = (
            f"Checked {dates.words(day)}" if day else f"Not yet checked against its pages (data {first[6:]})"
        )
    elif due:
        first = f"{first}, {checked(answer)}"
    return dim(" · ".join([first, *filter(None, more)]))


def followed(dataset: Record) -> str:
    """ "followed week by week to September 2026 (newest: 9 October 2026)": how far the events of the facts go."""
    covered, newest = dataset["covers_until"], dataset.get("newest_event", "")
    last = f" (newest: {dates.long_words(newest)})" if newest > dates.bounds(covered)[1] else ""
    return f"followed week by week to {dates.long_words(covered)}{last}"


def checked(answer: Answer) -> str:
    """ "12 of 14 checked", "2 of the 2 shown checked": how many of the records on the page carry the day of a check."""
    due = to_check(answer)
    many = f"{len(due):,}" if len(due) == len(answer.records) else plural(len(due), "fact")
    of = f"the {many} shown" if len(answer.records) < answer.total else many
    return f"{sum('checked' in record for record in due)} of {of} checked"


def to_check(answer: Answer) -> Sequence[Record]:
    """Records that rest on pages, against which they can be checked, and others that were."""
    if answer.kind in UNCHECKED and not any("checked" in one for one in answer.records):
        return []
    return [one for one in answer.records if "checked" in one or one.get("record_kind") not in UNCHECKED]


def closing(answer: Answer, options: RenderOptions, notes: Notes, *more: str, most: int | None) -> Page:
    """Sources (in full, or in brief the first `most`) and the closing line."""
    found = notes.full(options) if options.sources else notes.brief(most)
    return [Gap(), *found, checked_line(answer, *more)]


def line(
    options: RenderOptions, command: str, words: Sequence[str] = (), typed: Mapping[str, object] | None = None
) -> str:
    """ "nqpf search 'ai chips' --sector ai": a command, its words quoted where need be, the options `typed`, and those

    of the page's own command without which it would tell of another day or of other facts.
    """
    given = {name: held for name, held in options.again.items() if held}
    again = {name: held for name, held in given.items() if name != "on" or command in JUDGING}
    return " ".join(["nqpf", command, *map(quoted_word, words)]) + typed_options({**(typed or {}), **again})


def listing_line(
    options: RenderOptions, answer: Answer, kind: str, typed: Mapping[str, object] | None = None
) -> str:
    """ "nqpf list policies --region shanghai": the command that lists records of a kind."""
    day = {"on": options.again.get("on")} if kind in ADDED else {}
    return line(options, "list", [answer.vocabularies["kind"][kind]["plural"]], {**(typed or {}), **day})
