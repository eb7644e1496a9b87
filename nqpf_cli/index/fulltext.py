"""Full text: what the index holds for it, and the questions that search puts to it.

A search must cost the same whether a word stands in ten records or in most of a hundred thousand. So SQLite counts and
ranks, and hands over only the rows that are shown; and where a query matches more than POOL records, only POOL of them
are ranked: those that bear the words in their title or names if there are enough of these, else the first in the order
of the table, which `model.kinds.RANKED` sorts by how often a kind is what people want. Of more than COMMON none is
ranked, since the words tell nothing: the first of those are taken.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from nqpf_cli.index import lexicon, query, sql_filters, tokens
from nqpf_cli.index.loosely import lacked, loosely
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.search_terms import understood
from nqpf_cli.index.sql_filters import SqlFilter, one_of
from nqpf_cli.index.terms import FEW, KIND, TERM, Term, every, levels, marking, named_by, ranking
from nqpf_cli.model.names import has_han, squeeze
from nqpf_cli.model.values import Values

POOL = 2000
SCORE = "bm25(words, 10.0, 7.0, 1.0, 2.0) * weight"  # of the title, the names, the text and the tags
LED = 3
"""The rank of a record of a kind that was asked for (subsidies, policies) is multiplied with this; what is named
second gets half of what that adds, and so on: who to call is said before what about."""
COMMON = 20_000
PLENTY = 2000
"""Where more records than these hold what was typed, nobody is told how many hold it in another form."""

FINE = 500
"""Of so many matches at most it is weighed what they are about, which takes a longer query."""
WHOLE = ("all", "inflected", "translated")
"""Ways of holding every word, or another name of what is meant."""

TABLES = f"""
CREATE TABLE scope (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, region TEXT, first TEXT, last TEXT, weight REAL NOT NULL,
  starts TEXT, ends TEXT, state TEXT, lapses INTEGER, changed TEXT);
CREATE VIRTUAL TABLE words USING fts5(title, names, body, tags, content='', tokenize='{tokens.TOKENIZER}');
INSERT INTO words(words, rank) VALUES ('hashsize', 100000000);
CREATE TABLE vocabulary (term TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""`scope` holds what search filters and weighs by (the day on which a record came in or last changed, too, and of what
has a status what that depends on, as `derive.state_of` has it), in rows so short that a join over half the index is
quick. Of the places of words, SQLite keeps so many bytes in memory before it writes them, instead of one million: each
time that it writes, there is more to merge."""
FINISH = """
INSERT INTO words(words) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.counted USING fts5vocab(main, words, row);
INSERT INTO vocabulary SELECT term FROM counted;
DROP TABLE counted;
"""
"""What is done once all words are in. The list of them is kept, since `counted` goes through all places of a word."""


class Found(Values):
    """What was found: the rows to show, in which way each matches, how many match in each way, and what marks them.

    The ways: "all" (a name, or every word as it was typed), "inflected" (every word in some form), "translated"
    (every word, or another name for it), "wider" (every word, or what it is filed under), "most" (all but one of
    these, or all but what only weighs), else "begins" (a name that begins so) or "any" (some of the words). Where few
    hold everything, `missing` are the terms that no record at all holds, `told` those that all the others hold, `lacks`
    has those that each of them does not, by id, and `around` says that all are of wider places than those named.
    `under` says what is meant by "wider", `kinds` those any record of which is "translated", `places` those named, and
    `leads` the kinds that come first.
    """

    rows: list[Row]
    ways: list[str]
    counts: dict[str, int]
    expression: str
    missing: Sequence[Term] = ()
    told: Sequence[Term] = ()
    lacks: Mapping[str, Sequence[Term]] = {}
    around: bool = False
    under: Sequence[str] = ()
    kinds: Sequence[str] = ()
    places: Sequence[str] = ()
    leads: Sequence[str] = ()


def find(
    store: Store, text: str, where: Sequence[SqlFilter], limit: int, times: SqlFilter | None = None
) -> Found:
    """Return the records that hold what a person typed, best first; whatever was typed, nothing is raised.

    Of what matches as well, that comes first of which the score is more `times` as high.

    Records that bear the text as a name come first, then those with every word, as it was typed before other forms of
    it and these before other names; neither is looked for where more than PLENTY hold it closer, and what is only filed
    under the same heading not where more than a FEW do. Where all are few, those that hold most follow. Where there are
    none, records with a name that begins so come before these, and those with the rarest word are the last resort.
    """
    terms = understood(store, text)
    if not terms:
        return Found([], [], {}, "")
    marked = marking(terms)
    first = _called(store, text, terms, where)
    meant = named_by(terms)
    shown, counts, held = dict.fromkeys(first, "all"), Counter[str](), 0

    def take(way: str, expression: str, certain: Sequence[str] = ()) -> int:
        """Count what matches in this way and in none before, show the best while there is room; return how many do."""
        nonlocal held
        total, new = len(certain) + count(store, expression, where, beside=certain), 0
        # What holds everything in one way does so in the next; what holds most of it need not.
        if (total > held or (total and way not in WHOLE)) and len(shown) < limit:
            by = ranking(terms, way) if way in WHOLE and total <= FINE else ""
            most = limit + len(shown)
            chosen = best(store, expression, where, most, total, led=meant["leads"], times=times, by=by)
            new = len(chosen) - len(shown.keys() & set(chosen))
            shown.update({key: way for key in chosen if key not in shown})
        if gained := max(total - held, new):
            counts[way] += gained
            held += gained
        return held

    for way, expression in levels(terms).items():
        if held < (FEW if way == "wider" else PLENTY):
            take(way, expression, first)
    if not held and (begun := beginning(store, text, where)):
        rows = _rows(store, begun[:limit])
        return Found(rows, ["begins"] * len(rows), {"begins": len(begun)}, marked)
    under = list(dict.fromkeys(term.under for term in terms if term.under)) if "wider" in counts else []
    loose = loosely(store, terms, partial(count, store), take, held) if held < FEW else None
    lacks = dict[str, list[Term]]()
    if loose:
        lacks = lacked(store, [key for key in [*shown][:limit] if shown[key] in ("most", "any")], loose.asked)
        shown = _fullest_first(dict([*shown.items()][:limit]), lacks)
    chosen = [*shown][:limit]
    found = Found(_rows(store, chosen), [shown[key] for key in chosen], dict(counts), marked)
    found = found.replace(under=under, **meant)
    if not loose:
        return found
    told = {"missing": loose.missing, "told": loose.told, "lacks": lacks, "around": loose.wider}
    return found.replace(expression=loose.marked, **told)


def _fullest_first(shown: Mapping[str, str], lacks: Mapping[str, Sequence[Term]]) -> dict[str, str]:
    """Return id -> way, of what matches in one way that first which lacks no name, then what lacks fewer words."""

    def lost(key: str) -> tuple[int, int]:
        demanded = [term for term in lacks.get(key, ()) if not (term.weighs or term.places)]
        return sum(term.tells for term in demanded), len(demanded)

    ways = [*dict.fromkeys(shown.values())]
    return {key: shown[key] for key in sorted(shown, key=lambda key: (ways.index(shown[key]), *lost(key)))}


def _called(store: Store, text: str, terms: Sequence[Term], where: Sequence[SqlFilter]) -> list[str]:
    """Return the ids of the records that bear the text as a name, or all of it but words that say nothing; where such
    words stand between the names of two terms, of both: one versus the other."""
    found = named(store, text, where)
    if not found and len(terms) == 2 and len(squeeze(text)) > sum(len(squeeze(term.typed)) for term in terms):
        sides = lexicon.named_each(store, ("term",), [term.typed for term in terms])
        both = [one for side in sides for one in side] if all(sides) else []
        return _weighed(store, *one_of("record.id", both), where) if both else []
    if not found and len(terms) == 1 and terms[0].names:
        found = named(store, terms[0].typed, where)
        if not found and terms[0].subject:  # as `define` has it: low altitude, short for low-altitude economy
            short = f'({{title names}} : ({tokens.every(terms[0].words)})) AND "{tokens.tag(KIND, TERM)}"'
            terms_held = _ranked(store, short, where, 2, ("0", ()), POOL)
            found = terms_held if len(terms_held) == 1 else []
    return found


def count(
    store: Store, expression: str, where: Sequence[SqlFilter] = (), *, beside: Sequence[str] = ()
) -> int:
    """Return how many records match, those with the ids `beside` not counted."""
    text, values = _clauses(where)
    join = "CROSS JOIN scope ON scope.n = words.rowid" if where else ""
    if beside:
        chosen, ids = sql_filters.among(beside)
        # +: the query is put once and its rows are looked at, not put anew for each of the ids.
        text += f" AND +words.rowid NOT IN (SELECT n FROM record WHERE {chosen})"
        values += ids
    found = store.sql(f"SELECT count(*) FROM words {join} WHERE words MATCH ?{text}", [expression, *values])
    return int(found[0][0])


def best(
    store: Store,
    expression: str,
    where: Sequence[SqlFilter],
    limit: int,
    total: int,
    *,
    led: Sequence[str] = (),
    times: SqlFilter | None = None,
    by: str = "",
) -> list[str]:
    """Return the ids of the best of `total` matches, of kinds that are `led` to before others; the head of this module
    says where it stops looking. The score counts so many `times`. `by` is a query that matches all of them, to rank by.
    """
    score, pool = (SCORE, POOL) if total <= COMMON else ("0", limit)
    days: Sequence[str] = ()
    if led:
        each = [f"WHEN '{kind}' THEN {1 + (LED - 1) / (at + 1)}" for at, kind in enumerate(led)]
        score += f" * CASE kind {' '.join(each)} ELSE 1 END"
    if times and total <= COMMON:
        score, days = f"{score} * {times[0]}", times[1]
    if total > POOL:
        found = _ranked(store, f"{{title names}} : ({expression})", where, limit, (score, days), pool)
        if len(found) == limit:
            return found
    if by not in ("", expression):
        here = ("n IN (SELECT rowid FROM words WHERE words MATCH ?)", [expression])
        return _ranked(store, by, [*where, here], limit, (score, days), pool)
    return _ranked(store, expression, where, limit, (score, days), pool)


def _ranked(
    store: Store, expression: str, where: Sequence[SqlFilter], limit: int, score: SqlFilter, pool: int
) -> list[str]:
    """Return the ids of the best of the first `pool` matches, by a score in SQL with its values."""
    text, values = _clauses(where)
    found = store.sql(
        f"""SELECT id FROM (SELECT * FROM (SELECT scope.n AS n, {score[0]} AS score
            FROM words CROSS JOIN scope ON scope.n = words.rowid WHERE words MATCH ?{text} LIMIT {pool}
            ) ORDER BY score, n LIMIT ?) JOIN record USING (n) ORDER BY score, n""",
        [*score[1], expression, *values, limit],
    )
    return [row[0] for row in found]


def named(store: Store, text: str, where: Sequence[SqlFilter]) -> list[str]:
    """Return the ids of the records that are called just so, in the singular or plural, kinds by weight."""
    kinds = list(store.meta("vocabularies")["kind"])
    called = lexicon.of_each_kind(store, kinds, [tokens.clipped(text).strip()])[0]
    ids = [one.partition(" ")[2] for one in called]
    return _weighed(store, *one_of("record.id", ids), where) if ids else []


def titled(store: Store, chosen: Sequence[str], text: str, limit: int) -> list[str]:
    """Return ids of records of some kinds with all words in title or names, if two or more (four Han), best first."""
    terms = understood(store, text)
    typed = " ".join(word.phrases[0] for term in terms for word in term.words)
    if len(typed.split()) < (4 if has_han(typed) else 2):
        return []
    held = every([term.inflected() for term in terms])
    return _ranked(store, f"{{title names}} : ({held})", [kinds(chosen)], limit, (SCORE, ()), POOL)


def beginning(store: Store, text: str, where: Sequence[SqlFilter]) -> list[str]:
    """Return the ids of the records with a name that begins so, spaces and punctuation apart, kinds by weight."""
    key = squeeze(tokens.clipped(text))
    if len(key) < 3 and key.isascii():
        return []
    begun = "record.n IN (SELECT n FROM name WHERE key >= ? AND key < ?)"
    return _weighed(store, begun, [key, f"{key}\U0010ffff"], where)


def _weighed(store: Store, chosen: str, given: Sequence[str], where: Sequence[SqlFilter]) -> list[str]:
    """Return the ids of the records that some SQL with its values chooses and that pass the filters, by weight."""
    text, values = _clauses(where)
    found = store.sql(
        f"""SELECT record.id FROM record JOIN scope ON scope.n = record.n
            WHERE {chosen}{text} ORDER BY weight DESC, scope.n""",
        [*given, *values],
    )
    return [row[0] for row in found]


def _rows(store: Store, ids: Sequence[str]) -> list[Row]:
    return list(query.get_many(store, ids).values())


def _clauses(where: Sequence[SqlFilter]) -> tuple[str, list[str | int]]:
    """Filters over `scope` as SQL to append, with their values."""
    return "".join(f" AND scope.{text}" for text, _ in where), [value for _, each in where for value in each]


def kinds(chosen: Sequence[str]) -> SqlFilter:
    """Keep records of these kinds."""
    return one_of("kind", chosen)


def but(kind: str) -> SqlFilter:
    """Leave out the records of a kind."""
    return "kind != ?", [kind]


def within(place: SqlFilter) -> SqlFilter:
    """Keep what a filter by place keeps, the regions themselves included."""
    text, values = place
    return f"n IN (SELECT n FROM scope WHERE {text})", values


def since(day: str) -> SqlFilter:
    """Keep records of this ISO day or later; one without a date is none."""
    return "last >= ?", [day]


def until(day: str) -> SqlFilter:
    """Keep records of this ISO day or earlier; one without a date is none."""
    return "first <= ?", [day]


def searchable(text: str) -> bool:
    """Whether a text holds anything to look for."""
    return bool(tokens.sought(text))


def matching(store: Store, text: str) -> SqlFilter:
    """Keep records that hold everything that a person typed, in any form and under any name."""
    terms = understood(store, text)
    found = "n IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return (found, [every([term.meant() for term in terms])]) if terms else ("0", [])


def holding(store: Store, text: str, where: Sequence[SqlFilter] = (), *, filed: bool = False) -> int:
    """Return how many records that pass filters hold everything, under any name or, `filed`, what it is filed under."""
    terms = understood(store, text)
    asked = [term.filed() if filed else term.meant() for term in terms]
    return count(store, every(asked), where) if terms else 0
