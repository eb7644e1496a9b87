"""What the index works out of a record once, so that no lookup has to: its span, its order, what a status
needs of the document and the places that it stands under.
"""

from collections.abc import Iterator, Mapping, Sequence

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model import dates, names
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.kinds.field_types import SORTED_BY
from nqpf_cli.model.record import ADDED, Record, title


def span_of(facts: FactSet, kind: str, record: Record) -> tuple[str | None, str | None]:
    """Return first and last ISO day of a record: its date, period, or validity with what the policy lends."""
    if kind not in ADDED:
        day = day_of(kind, record)
        return _known(facts, kind, record, day) if day else (None, None)
    policy = policy_of(facts, kind, record)
    start = record.get("valid_from") or policy.get("effective") or policy.get("issued")
    end = record.get("valid_until") or policy.get("expires")
    return _bounds(start)[0], _bounds(end)[1]


def _known(facts: FactSet, kind: str, record: Record, day: str) -> tuple[str | None, str | None]:
    """Return first and last day of a date or period; of what has come (2026), no later than the newest of its pages.

    Where a page is not dated, it was there on the day on which the record was last read.
    """
    first, last = dates.interval(day)
    if not first or not last or first == last:
        return first, last
    field = next(field for field in KINDS[kind].when if record.get(field) == day)
    if not fields_of(kind)[field].past:
        return first, last
    pages = [facts.records[key].record.get("published") for key in record.get("sources", ())]
    newest = max((dates.bounds(page)[1] for page in pages if page), default="")
    newest = newest if all(pages) else record.get("checked", "")
    return first, min(last, newest) if newest >= first else last


def day_of(kind: str, record: Record) -> str | None:
    """Return the day or period of a record: the first that it says of those of its kind."""
    return next((record[field] for field in KINDS[kind].when if field in record), None)


def when_of(
    kind: str, record: Record, derived: Record, span: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    """Return first and last ISO day by which a search finds a record: its date, issue or validity.

    An end that is not stated is no promise, so a span without one is its beginning alone; a record that says no
    day has none.
    """
    if kind in ADDED and KINDS[kind].when:
        first, last = _bounds(day_of(kind, record))
        return first, derived.get("issued_by", last)
    first, last = span
    if derived.get("standing"):
        last = "9999-12-31"
    return first or last, last or first


def state_of(derived: Record) -> tuple[str, int | None]:
    """Return what a record is whatever the day (draft, replaced or standing, the strongest of these), and the last
    year in which it is not presumed lapsed: of what `derive` found, what `fulltext.stands` asks."""
    state = next((word for word in ("draft", "replaced", "standing") if derived.get(word)), "")
    lasts = "year" in derived and "lapses" in derived
    return state, derived["year"] + derived["lapses"] if lasts else None


def policy_of(facts: FactSet, kind: str, record: Record) -> Record:
    """Return the document a measure stands in (a policy is its own), or an empty record."""
    if kind == "policy":
        return record
    loaded = facts.records.get(record.get("policy", ""))
    return loaded.record if loaded else {}


def derive(facts: FactSet, kind: str, record: Record, first: str | None) -> Record:
    """Return what `wording.status` needs beyond the span, and what `wording.evidence` needs of the instrument.

    For a status: draft, replaced, standing, the year last known and whether a page alone tells it, and the age at which
    the record is presumed lapsed. Of a document also the day by which it was issued, where its pages tell it closer.
    """
    if kind not in ADDED:
        return {}
    policy = policy_of(facts, kind, record)
    found: Record = {}
    until = record.get("valid_until") or policy.get("expires")
    if until:
        found["until"] = until
    start = record.get("valid_from") or policy.get("effective") or policy.get("issued")
    if start:
        found["from"] = start
    counts_as = facts.vocabularies.get("policy_status", {}).get(policy.get("status"), {}).get("counts_as")
    if counts_as == "draft":
        found["draft"] = True
    replaced_by = record.get("replaced_by") or policy.get("replaced_by")
    if replaced_by or counts_as == "replaced":
        found["replaced"] = replaced_by or True
    if record.get("open_ended"):
        found["standing"] = True
    if seen := record.get("seen"):
        found["seen"] = seen
    if year := seen or first or _newest_page(facts, record):
        found["year"] = dates.year(year)
        if not (seen or first):
            found["paged"] = True
    if kind == "policy" and (issued := day_of(kind, record)):
        last = _known(facts, kind, record, issued)[1]
        found |= {"issued_by": last} if last != dates.bounds(issued)[1] else {}
    if kind == "incentive":
        if years := _lapses(facts, record, policy):
            found["lapses"] = years
        instrument = facts.vocabularies["instrument"].get(record["instrument"], {})
        found |= {key: True for key in ("share_paid", "unpriced") if instrument.get(key)}
    return found


def _lapses(facts: FactSet, record: Record, policy: Record) -> int:
    """Return the age in years beyond which a measure without a known end is presumed lapsed; 0 where it never is.

    Its instrument and the level of every place above must allow it. The years are those of the rule on documents of
    the nearest place that has one, else the general presumption of the dataset.
    """
    vocabularies, constants = facts.vocabularies, facts.dataset["constants"]
    places = [facts.records[region].record for region in up(facts, record["region"])]
    allowed = [vocabularies["instrument"].get(record["instrument"], {}).get("lapses", True)]
    for place, allows in zip(places, ("lapses", *["lapses_inside"] * len(places)), strict=False):
        allowed.append(vocabularies["region_level"].get(place["level"], {}).get(allows, True))
    if not all(allowed):
        return 0
    named = next((place["document_rule"] for place in places if "document_rule" in place), "")
    life = facts.records[named].record.get("document_life") if named else None
    if not life:
        return int(constants["presume_lapsed_after_years"])
    if not vocabularies["document_life"][life["rule"]].get("lapses"):
        return 0
    trial = any(word in policy.get("title_zh", "") for word in constants["trial_words"])
    return int(life.get("trial_years", life["years"]) if trial else life["years"])


def _newest_page(facts: FactSet, record: Record) -> str:
    pages = (facts.records[source].record.get("published", "") for source in record.get("sources", []))
    return max(pages, default="")


def _bounds(date: str | None) -> tuple[str | None, str | None]:
    return dates.bounds(date) if date else (None, None)


def up(facts: FactSet, region: str) -> Iterator[str]:
    """Yield a region and all that it lies in, nearest first."""
    here: str | None = region
    while here:
        yield here
        here = facts.records[here].record.get("parent")


MOST_LEVELS = 20
"""So far up is looked for what a place lies in: places of a fact pack may span one another in a circle."""


def wider_places(facts: FactSet) -> dict[str, list[str]]:
    """Return region -> what holds it by the tree or `spans`, the nearest first; of two as far, the tree first."""
    regions = {loaded.record["id"]: loaded.record for loaded in facts.of_kind("region")}
    holders = {key: [record["parent"]] if "parent" in record else [] for key, record in regions.items()}
    for key, record in regions.items():
        for place in record.get("spans", ()):
            holders[place].append(key)
    found: dict[str, list[str]] = {}
    for key in regions:
        far: dict[str, int] = {}
        level = {key}
        for depth in range(1, MOST_LEVELS + 1):
            level = {holder for place in level for holder in holders[place]}
            far |= dict.fromkeys(level, depth)
        far.pop(key, None)
        found[key] = sorted(far, key=lambda place: (far[place], "spans" in regions[place], place))
    return found


STANDS_ON = ("region", "parent", "policy")
"""Links along which what decides a record reaches further: the place of its place, what its document names."""


def touched_by(
    packs: Mapping[str, str], links: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, list[str]]:
    """Record -> the fact packs, not its own, with a record that it rests on: one that it names itself, or that
    what it stands on names. In: the pack of each record that is not ours, and the (field, id) links of each record."""
    found: dict[str, list[str]] = {}
    for record in links if packs else ():
        seen, waiting, touched = {record}, [record], set()
        while waiting:
            for field, target in links.get(waiting.pop(), ()):
                touched.add(packs.get(target, ""))
                if field in STANDS_ON and target not in seen:
                    seen.add(target)
                    waiting.append(target)
        if others := sorted(touched - {"", packs.get(record, "")}):
            found[record] = others
    return found


def places_in_order(facts: FactSet) -> dict[str, int]:
    """Return region -> its place in a listing, each before those that lie in it, neighbours by name."""
    inside: dict[str, list[str]] = {}
    regions = [loaded.record for loaded in facts.records.values() if loaded.kind == "region"]
    for record in sorted(
        regions, key=lambda region: (names.fold(region["name"]), region["id"]), reverse=True
    ):
        inside.setdefault(record.get("parent", ""), []).append(record["id"])
    found: dict[str, int] = {}
    waiting = inside.get("", [])
    while waiting:
        found[waiting[-1]] = len(found)
        waiting += inside.get(waiting.pop(), [])
    return found


def sort_key(places: Mapping[str, int], kind: str, record: Record) -> str:
    """Return the order of a plain listing of this kind; `places` as from `places_in_order`."""
    described = KINDS[kind]
    if described.sort:
        return described.sort(record)
    if described.when:
        when = dates.order(day) if (day := day_of(kind, record)) else "9999"
        return f"{when} {places[record['region']]:07d}" if described.by_place else when
    return f"{places[record['id']]:07d}" if kind == "region" else names.fold(title(record))[:SORTED_BY]
