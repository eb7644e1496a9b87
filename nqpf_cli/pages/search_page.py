"""Search results: title, one line of context with the matched words marked, and where the record stands."""

from collections.abc import Sequence

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import nowhere_words, plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span
from nqpf_cli.pages.common import (
    Notes,
    RenderOptions,
    around,
    change_span,
    checked_line,
    label,
    line,
    name,
    place,
    showing,
    since_note,
    where,
)
from nqpf_cli.pages.hit_lines import Ranges, context, marked
from nqpf_cli.pages.open_to_any import headings, not_shown
from nqpf_cli.questions.area import Elsewhere
from nqpf_cli.questions.held_partly import PARTLY
from nqpf_cli.questions.hits import Piece
from nqpf_cli.questions.search import SearchResult
from nqpf_cli.questions.search_reading import LIMIT
from nqpf_cli.wording.amounts import short
from nqpf_cli.wording.extent import lacking

WHEN = ("date", "issued", "effective", "by", "period", "published")
SORT = {
    "term": ("term_category", "category"),
    "actor": ("actor_kind", "kind"),
    "region": ("region_level", "level"),
}
"""Kinds that have no date -> (vocabulary, field) of what sort they are."""

ASKED = ("all", "inflected")
HOW = {"asked": "as asked", "translated": "by another name", "wider": "filed with it"}
"""How a record may hold all that was typed -> what that is called; in another form a word is as asked."""

MEANING = ("topic", "term")
"""Kinds that answer what a word means."""

TOO_MANY = 50
"""Of more records than these that hold most of what was typed, the number says nothing."""
MORE = 200
"""The most hits that a hint offers to show."""


def search_page(result: SearchResult, options: RenderOptions) -> Page:
    """How many match and in which way, the hits, what more there is."""
    answer = result.answer
    notes = Notes(answer.sources)
    since = result.asked.changed_since
    page = heading(result, options)
    if since:
        from nqpf_cli.pages.changes_page import became  # of no use to a plain search

        page += became(answer, since)
    places, time = result.ending
    if time and places:
        ending = line(options, "incentives", places, {"expiring": time})
        none = f"Of {' or '.join(result.partly.away.values())} itself no measure that ends then is on record: {ending}"
        page.append(Para(none if result.partly.away else f"{ending} shows the measures that end then."))
    if result.largest:
        listing = line(options, "incentives", result.largest["region"], {**result.largest, "region": None})
        page.append(Para(f"{listing} puts the largest first."))
    if answer.records[0]["record_kind"] == "term" and set(MEANING) <= set(result.leads):
        page.append(Para(f"{line(options, 'define', [answer.records[0]['id']])} tells what it means."))
    page += without_only(result, options)
    page += [*([Para(lacking(answer.gaps))] if answer.gaps else []), Gap()]
    above, lost = headings_above(result), lacked_by_all(result)
    for at, (record, hit) in enumerate(zip(answer.records, result.hits, strict=True)):
        page += above.get(at, [])
        title = name(record, options)
        words = context(title, hit.prose, hit.names)
        what = Span(f"{facts(record, answer, options)} · ", "dim")
        footing: list[str | Span] = [what, Span(record["id"], "id"), change_span(answer, record, since)]
        if apart := beyond(result, record["id"], lost):
            footing.append(Span(f" · without {_listed(apart)}", "dim"))
        if options.sources:
            footing += [" ", *notes.mark(record.get("sources", ()))]
        page += [Heading(marked(title, in_title(title, hit.titles)), 2), Para(words, indent=2)]
        page.append(Para(footing, indent=2, hang=2))
    page += above.get(len(result.hits), [])[:-1]
    one, many = "record holds all of it", "records hold all of it"
    more = around(answer, Elsewhere({}, result.inside), options, one, many)
    inside = [Para(" ".join(more))] if more else []
    tail = [*inside, *since_note(answer, since), checked_line(answer, *hints(result, options))]
    return [*page, Gap(), *notes.full(options), *tail]


def in_title(title: str, names: Sequence[Piece]) -> Ranges:
    """Where words match in a title, which holds one or two of these names of its record."""
    placed = [(title.find(text), ranges) for text, ranges in names]
    return sorted({(at + start, at + end) for at, ranges in placed if at >= 0 for start, end in ranges})


def heading(result: SearchResult, options: RenderOptions) -> Page:
    """How many records match, and where not every word does, what that means."""
    answer, scope = result.answer, result.scope
    one, many, when = scope.one, scope.many, scope.when
    here = where(result.area, options)
    place = here and f" in {here}"
    within, of_one = f"{place}{when}", f"{place}{scope.when_one}"
    counts = result.counts
    asked = sum(counts.get(way, 0) for way in ASKED)
    whole = {way: n for way in HOW if (n := asked if way == "asked" else counts.get(way, 0))}
    total = sum(whole.values()) or answer.total
    found = plural(total, one, many) + (of_one if total == 1 else within)
    page: Page = []
    slips = [word for word in result.unheld if word not in answer.searched] if answer.searched else []
    if slips:
        page.append(Para(f"{nowhere_words(slips)}; read as “{answer.searched}”."))
    elif answer.searched:
        page.append(Para(f"No {one}{of_one} holds {_quoted(result.asked.words)}; without the month:"))
    if whole and result.outside:
        page.append(Para(result.outside))
    if list(whole) == ["wider"]:
        page.append(Para(f"No {one}{of_one} holds {_typed(result)}."))
        closest = plural(total, f"{one} comes", f"{many} come")
        filed = f"{closest} closest, {' and '.join(result.under)}"
        return [*page, Heading(f"{filed}{'' if 'most' in counts else showing(answer)}", 1)]
    if whole:
        said = [_how(way, result) for way in whole]
        how = [f"{count:,} {words}" for count, words in zip(whole.values(), said, strict=True)]
        ways = f": {', '.join(how)}" if len(whole) > 1 else f", {said[0]}" * (not asked)
        shown = "" if "most" in counts else showing(answer)
        return [*page, Heading(f"{_typed(result)} in {found}{shown}{ways}", 1)]
    if "begins" in counts:
        return [Heading(f"{found} with a name that begins {_typed(result)}{showing(answer)}", 1)]
    lines = []
    for word, near in result.unheld.items():
        if word in slips:
            continue
        lines.append(nowhere_words([word]) + (f"; like it: {', '.join(near)}." if near else "."))
    lines += [result.outside] if result.outside else []
    if names := ", ".join(f"{title} ({key})" for key, title in result.names.items()):
        lines.append(f"Names like it: {names}.")
    order = ", the best first" if total > 1 else ""
    best = held(result, total, wider=" of wider places" * result.partly.around, order=order)
    if result.partly.around and result.partly.told:
        best += f" (anywhere: {line(options, 'search', result.partly.told)})"
    of_place, offers = _of_place(result, options)
    lines.append(f"No {one}{of_place}{of_one} holds all of {_typed(result)}{offers}; {best}.")
    if result.elsewhere:
        all_of_it = plural(result.elsewhere, "record holds all of it", "records hold all of it")
        lines.append(f"{all_of_it} without that limit: {line(options, 'search', [result.rest])}")
    return [*page, Para(" ".join(lines))]


def _how(way: str, result: SearchResult) -> str:
    """Return in which way records match, in words."""
    if way == "wider":
        return " or ".join(result.under)
    known = result.answer.vocabularies["kind"]
    kinds = [f"other {known[kind]['plural']}" for kind in result.kinds if way == "translated"]
    return " or ".join([HOW[way], *kinds])


def without_only(result: SearchResult, options: RenderOptions) -> Page:
    """How many `--only` leaves out, with the command that finds them too."""
    typed = {**result.asked.as_dict(), "only": False, "words": None}
    if result.asked.limit == LIMIT:
        typed["limit"] = None
    return not_shown(result.answer, line(options, "search", [result.asked.words.strip()], typed))


def headings_above(result: SearchResult) -> dict[int, Page]:
    """Which headings stand above which hit: what names the sector asked for, what is open to any, what holds most.

    Those of what a limit cut off stand after the last.
    """
    counts, many, hits = result.counts, result.scope.many, result.answer.records
    whole = [way for way in counts if way not in PARTLY] or [*counts]
    of_all = sum(record["matched"] in whole for record in hits)
    above: dict[int, Page] = {}
    for start, end, ways in ((0, of_all, whole), (of_all, len(hits), ["most"])):
        if start == end:
            continue
        page = above.setdefault(start, [])
        page += [Gap(), *_more(result)] if start else []
        if result.named is None:
            continue
        named, total = (sum(held[way] for way in ways) for held in (result.named, counts))
        chosen, one = {"sector": result.sectors}, result.scope.one
        first, rest = headings(result.answer, chosen, named, total - named, one, many)
        page += [Heading(first, 1), Gap()]
        if rest:
            opening = start + min(named, end - start)
            above.setdefault(opening, []).extend([*([Gap()] if named else []), Heading(rest, 1), Gap()])
    return above


def _typed(result: SearchResult) -> str:
    return _quoted(result.answer.searched or result.asked.words.strip())


def _quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _of_place(result: SearchResult, options: RenderOptions) -> tuple[str, str]:
    """Return which places in the words none of what was found is of, and the command for what they offer."""
    if not result.partly.away:
        return "", ""
    has = (
        f" (what it offers: {line(options, 'incentives', result.partly.offering)})"
        if result.partly.offering
        else ""
    )
    return f" of {' or '.join(result.partly.away.values())}", has


def held(result: SearchResult, total: int, *, more: str = "", wider: str = "", order: str = "") -> str:
    """How many records hold a part of what was typed, which part, and what all of those shown lack."""
    scope, partly, lost = result.scope, _partly(result), lacked_by_all(result)
    hold = plural(total, f"{more}{scope.one}{wider} holds", f"{more}{scope.many}{wider} hold")
    alike = lost and len(partly) == total and not any(beyond(result, one["id"], lost) for one in partly)
    told, unheld = result.partly.told, [*result.unheld]
    if alike and (not told or len(lost) <= max(1, len(told) - len(unheld))):
        return f"{hold} all but {_listed([*unheld, *lost])}{order}"
    here = f", showing {len(partly)}" if len(partly) < total else ", all" if total > 1 else ","
    without = f"{here} without {_listed(lost)}" if lost else here * (len(partly) < total)
    return f"{hold} {_listed(told[:3]) or 'part of it'}{order}{without}"


def _partly(result: SearchResult) -> list[Record]:
    """Return the records shown that hold a part of what was typed."""
    return [record for record in result.answer.records if record["matched"] in PARTLY]


def lacked_by_all(result: SearchResult) -> list[str]:
    """The words that none of the records shown holds of those that hold a part of them."""
    lacks = [result.partly.lacks.get(record["id"], ()) for record in _partly(result)] or [()]
    return [word for word in lacks[0] if all(word in each for each in lacks)]


def beyond(result: SearchResult, key: str, lost: Sequence[str]) -> list[str]:
    """What a record lacks, but for what all of them lack."""
    return [word for word in result.partly.lacks.get(key, ()) if word not in lost]


def _listed(words: Sequence[str]) -> str:
    """Return words in quotes, as a sentence lists them."""
    if not words:
        return ""
    *some, last = [f"“{word}”" for word in words]
    return f"{', '.join(some)} and {last}" if some else last


def _more(result: SearchResult) -> Page:
    """Return the heading above the records that hold a part of what was typed, where others hold all."""
    total = result.counts["most"]
    part = "Others hold part of it, the best first"
    few = held(result, total, more="more ") if total <= TOO_MANY else f"{part}{showing(result.answer)}"
    return [Heading(few, 1), Gap()]


def hints(result: SearchResult, options: RenderOptions) -> list[str]:
    """What to try next."""
    answer = result.answer
    more = answer.total > len(answer.records)
    return [
        f"-n {min(answer.total, MORE)} for {'all' if answer.total <= MORE else 'more'}" if more else "",
        "--kind term to narrow" if more and not result.asked.kind else "",
        line(options, "show", [answer.records[0]["id"]]),
    ]


def facts(record: Record, answer: Answer, options: RenderOptions) -> str:
    """Kind, place, what a measure is worth, date or status, in one dim line."""
    kind = record["record_kind"]
    parts = [label(answer, "kind", kind)]
    parts.append(place(answer, record["region"], options) if "region" in record else "")
    if kind in SORT:
        vocabulary, field = SORT[kind]
        parts.append(label(answer, vocabulary, record[field]))
    parts.append(str(record.get("publisher", "")))
    if kind == "incentive":
        parts.append(short(record, answer.vocabularies))
    if when := next((record[field] for field in WHEN if field in record), None):
        parts.append(("by " if "by" in record else "") + dates.interval_words(when))
    status = record.get("status")
    if isinstance(status, dict) and (
        kind == "incentive" or status["code"] not in ("in-force", "end-not-read")
    ):
        parts.append(status["words"])
    return " · ".join(part for part in parts if part)
