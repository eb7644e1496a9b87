"""Measures for a firm: how many come to what, what to ask next, then each with its conditions, met, open or failed."""

from collections.abc import Iterable, Mapping

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, grouped
from nqpf_cli.model.text import plural
from nqpf_cli.pages import firm_words as words
from nqpf_cli.pages import show_page as show
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim, labelled, section
from nqpf_cli.pages.changes_page import became
from nqpf_cli.pages.common import Notes, RenderOptions, change_span, closing, line, name, place, showing
from nqpf_cli.pages.dollars import caps_note
from nqpf_cli.pages.incentives_page import founded, title, worth
from nqpf_cli.pages.measure_rows import state
from nqpf_cli.pages.summary import around
from nqpf_cli.questions.firm import Judged, Judgement, test_of
from nqpf_cli.questions.firm_answer import Applicant, FirmResult, ShowFirmResult, group
from nqpf_cli.questions.show import ShowResult
from nqpf_cli.wording.amounts import tiers
from nqpf_cli.wording.evidence import ask_whom, to_ask
from nqpf_cli.wording.status import counted

WHOLE = ("nothing-against", "answers", "office")
"""Outcomes whose measures are shown with every condition; the others get a line each."""

MANY = 60
"""Where more measures than this would be shown so, each gets a line."""

NEXT = 3
"""So many of the next questions are asked."""

BESIDES = "Besides what you said (a list in a file counts as whole): "
"""Before the question for a list of which some was typed."""

FAILED = 2
"""So many failed conditions stand in a line."""


def firm_page(result: FirmResult, options: RenderOptions) -> Page:
    """How many measures come to what, the next questions, and the measures by that."""
    answer = result.answer
    notes = Notes(answer.sources)
    firm = words.firm_name(result.applicant.firm, result.applicant.lexicon)
    whole = told_whole(result)
    since = result.measures.selection.asked.changed_since
    page: Page = [
        *title(answer, result.measures.selection.area, options),
        Para([f"For {firm}", Span(f", on {dates.long_words(answer.on)}{showing(answer)}", "dim")]),
        *became(answer, since),
        *summary(result),
        *groups(result, options, notes, brief=len(whole) > MANY or bool(since)),
    ]
    hints = ["" if options.sources else "--sources for pages in full"]
    hints.append(f"{line(options, 'show', ['ID'])}, with the firm, for one measure")
    page += [Gap(), *around(result.measures, options)]
    page += caps_note(answer, whole if len(whole) <= MANY else [])
    return [*page, *closing(answer, options, notes, *(hints if answer.records else []), most=None)]


def told_whole(result: FirmResult) -> list[Record]:
    """The measures whose outcome is one of WHOLE."""
    return [one for one in result.answer.records if group(result.judged[one["id"]]) in WHOLE]


def summary(result: FirmResult, *, typed: bool = True) -> Page:
    """How many were compared and what they come to, what was not compared, and what to ask next.

    A document has no use for what could be `typed`.
    """
    every = result.measures.selection.asked.every or not typed
    found = grouped(result.measures.matched, lambda record: group(result.judged[record["id"]]))
    rows: Rows = []
    for key, outcome in words.GROUPS.items():
        if many := len(found.get(key, ())):
            why = " (--all says why)" if key == "fails" and not every else ""
            rows.append([str(many), [outcome, Span(why, "dim")]])
    compared = f"{plural(len(result.judged), 'measure')} compared with the answers."
    page: Page = [Para(f"{compared} No promise: offices decide.")]
    page += [Table(rows, align="rl", indent=2, flex=1)] if rows else []
    if opened := result.answer.left_out.get("open-to-any"):
        page.append(dim(f"Not compared: {opened} open to any{' (--only leaves them out)' if typed else ''}."))
    if left := counted(result.answer.left_out):
        page.append(dim(f"Not compared: {', '.join(left)}{' (--all)' if typed else ''}."))
    return [*page, *asking(result, typed=typed)]


def asking(result: FirmResult, *, typed: bool) -> Page:
    """The facts that tell most, in words, with how many measures each can rule out or complete."""
    rows: Rows = []
    for number, one in enumerate(result.ask[:NEXT]):
        said = BESIDES if one.fact in result.applicant.firm.facts else ""
        tells = f"{said}{one.question} can rule out {one.rule_out}, complete {one.complete}"
        fact = Span(f"  --is {one.fact}=…" if typed else "", "id")
        rows.append([Span("" if number else "Next", "label"), [tells, fact]])
    more: Page = [dim(f"(+{len(result.ask) - NEXT} more)", 6)]
    return [Table(rows, flex=1), *(more if len(result.ask) > NEXT else [])] if rows else []


def groups(
    result: FirmResult, options: RenderOptions, notes: Notes, *, brief: bool, whole: bool = False
) -> Page:
    """The measures by what they come to: condition by condition, or with `brief` a line each.

    What is not for the firm is shown where all is asked for. With `whole` it is shown too, and so are place, field and
    kind of firm where they are met.
    """
    found = grouped(result.answer.records, lambda record: group(result.judged[record["id"]]))
    page: Page = []
    for key, outcome in words.GROUPS.items():
        records = found.get(key, [])
        if not records or (key == "fails" and not (whole or result.measures.selection.asked.every)):
            continue
        page += [Gap(), Heading([f"{outcome[:1].upper()}{outcome[1:]}", Span(f"  {len(records)}", "dim")], 2)]
        if key in WHOLE and not brief:
            for number, record in enumerate(records):
                page += [Gap()] if number else []
                page += measure(result, record, options, notes, whole=whole)
        else:
            page.append(Table([row for one in records for row in lines(result, one, options, notes)], flex=0))
    return page


def measure(
    result: FirmResult, record: Record, options: RenderOptions, notes: Notes, *, whole: bool = False
) -> Page:
    """A measure: its name, place and status, what it comes to, its conditions, whom to ask, where it is written."""
    answer, identifier = result.answer, record["id"]
    judged, tests = result.judged[identifier], result.tests.get(identifier, {})
    where = place(answer, record["region"], options)
    head: Rows = [[Span(name(record, options), "term"), [f"{where} · ", state(record)]]]
    shown = conditions_shown(judged, whole=whole)
    policy = result.measures.policies.get(record.get("policy", ""))
    rows = [*conditions(shown, tests), *settled(judged, tests, result.applicant), *steps(record, judged)]
    rows += asked_of(answer, answer.regions, record, tests, policy)
    rows.append([Span("Evidence", "label"), founded(answer, [record], options, notes)])
    verdict = [*counts(judged, shown, tests), " · ", worth(answer, record), Span(f"  {identifier}", "id")]
    table = Table(rows, indent=2, flex=1)
    return [Table(head, align="lr", flex=0, fill=True), Para(verdict, indent=2, hang=2), table]


def conditions_shown(judged: Judgement, *, whole: bool = True) -> list[Judged]:
    """The conditions of a measure; a place, field or kind of firm that is met goes without saying unless `whole`."""
    return [one for one in judged.conditions if whole or one.about == "condition" or one.value != "pass"]


def counts(judged: Judgement, shown: Iterable[Judged], tests: Record) -> list[str | Span]:
    """ "OPEN: 1 met, 3 not decided"."""
    many = words.counted(shown, tests) or ("no condition read" if judged.why == "unread" else "")
    return [words.verdict(judged), f": {many}" if many else ""]


def conditions(shown: Iterable[Judged], tests: Record) -> Rows:
    """A row a condition: failed, met, open, and last what decides nothing."""
    order = list(words.MARKS)
    listed = sorted(shown, key=lambda one: order.index(words.mark(one, tests)))
    return [[words.MARKS[words.mark(one, tests)], _sentence(one)] for one in listed]


def settled(judged: Judgement, tests: Record, applicant: Applicant) -> Rows:
    """By which title conditions are met that no other fact could meet; nothing where none is."""
    met = [one for one in judged.conditions if one.value == "pass" and one.about == "condition"]
    untested = any(not test_of(tests, one).keys() & {"needs", "none"} for one in met)
    by_title = "conditions" in tests and untested
    names = " and ".join(applicant.lexicon.facts[name].label for name in tests.get("settled_by", ()))
    return [[Span("Settled", "label"), f"by its title: {names}"]] if names and by_title else []


def _sentence(one: Judged) -> Text:
    say = words.facts_words(one.facts) if one.value == "open" else ""
    return [one.text, Span(f"  ({say})", "dim")] if say else one.text


def steps(record: Record, judged: Judgement) -> Rows:
    """The tiers, each with what its test comes to, where one of them has a test that was decided."""
    listed = tiers(record)
    if len(listed) != len(judged.tiers) or not {"pass", "fail"} & set(judged.tiers):
        return []
    marks = {"pass": "✓", "fail": "✗", "open": "?"}
    each = [f"{marks[value]} {tier}" for value, tier in zip(judged.tiers, listed, strict=True)]
    return [[Span("" if number else "Tiers", "label"), text] for number, text in enumerate(each)]


def asked_of(
    answer: Answer, regions: Mapping[str, Record], record: Record, tests: Record, policy: Record | None
) -> Rows:
    """How to claim a measure, and whom to ask what its record leaves open."""
    apply = tests.get("apply", {})
    return labelled(
        ("Apply", words.apply_words(apply, answer.vocabularies, answer.on)),
        ("Ask", to_ask(regions, record, policy, record["ask"]) or ask_whom(regions, record, policy)),
    )


def lines(result: FirmResult, record: Record, options: RenderOptions, notes: Notes) -> Rows:
    """A measure in a line: name, id, place, status, what it fails or how it stands; below it what changed, if asked."""
    changed = change_span(result.answer, record, result.measures.selection.asked.changed_since)
    judged, tests = result.judged[record["id"]], result.tests.get(record["id"], {})
    where = place(result.answer, record["region"], options)
    called: list[str | Span] = [name(record, options), Span(f"  {record['id']}", "id")]
    stands: Text = [*called, Span(f" · {where} · ", "dim"), state(record)]
    rows: Rows = [[stands, [*short(judged, tests), " ", *notes.mark(record["sources"][:1])]]]
    return [*rows, [changed, ""]] if changed.text else rows


def short(judged: Judgement, tests: Record) -> list[str | Span]:
    """What a measure fails, or, where none of its conditions was read, what they say; else how many are met."""
    failed = [one.text for one in judged.conditions if one.value == "fail"]
    if judged.verdict == "not-claimable":
        return []
    if not failed and judged.why != "unread":
        return [words.counted(conditions_shown(judged, whole=False), tests)]
    shown = conditions_shown(judged, whole=False)
    texts = failed or [one.text for one in shown if words.mark(one, tests) in ("you", "office")]
    more = f" (+{len(texts) - FAILED})" if len(texts) > FAILED else ""
    if not texts:
        return [Span("no condition on record", "dim")]
    return [Span("✗ " if failed else "? ", "warn"), "; ".join(texts[:FAILED]) + more]


def show_firm_page(result: ShowFirmResult | ShowResult, options: RenderOptions) -> Page:
    """One measure for a firm: every condition, the questions whose answers it waits for, then the record whole."""
    if isinstance(result, ShowResult):
        return show.show_page(result, options)
    answer, record = result.answer, result.answer.records[0]
    firm = words.firm_name(result.applicant.firm, result.applicant.lexicon)
    policy = result.shown.named.get(record.get("policy", ""))
    shown = conditions_shown(result.judged)
    rows = [*conditions(shown, result.tests), *settled(result.judged, result.tests, result.applicant)]
    rows += steps(record, result.judged)
    rows += asked_of(answer, result.shown.named, record, result.tests, policy)
    page: Page = [
        *show.head(answer, record, options),
        *show.lead(answer, record),
        Gap(),
        Heading(f"For {firm}", 2),
        Para([*counts(result.judged, shown, result.tests), ". ", meaning(result.judged)], indent=2, hang=2),
        Table(rows, indent=2, flex=1),
        *questions(result),
    ]
    bare = {key: value for key, value in record.items() if key not in ("tests", "firm")}
    return [*page, *show.rest(result.shown.replace(answer=answer.replace(records=[bare])), options)]


def meaning(judged: Judgement) -> str:
    """What a verdict says and does not say."""
    meanings = {
        "nothing-against": "We did not read the clause whole, and the office decides.",
        "fails": "One condition that we read fails; its own text decides.",
        "not-claimable": "A fund or bank chooses.",
        "not-yet": "It wants a title that you can apply for.",
    }
    return meanings.get(judged.verdict, f"{words.GROUPS[group(judged)].partition(': ')[2].capitalize()}.")


def questions(result: ShowFirmResult) -> Page:
    """The questions whose answers a measure waits for, with the fact that takes each."""
    waiting: Iterable[str] = dict.fromkeys(
        fact for one in result.judged.conditions if one.value == "open" for fact in one.facts
    )
    facts = result.applicant.lexicon.facts
    rows: Rows = [[Span(f"--is {fact}=…", "id"), facts[fact].question] for fact in waiting]
    return section("Answers that it waits for", Table(rows, indent=2, flex=1))
