"""The checks across records: one planted fault each, found at its place and named with its mend."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.loading.checks import CHECKS, RELIED, check
from nqpf_cli.loading.checks.check_names import reads
from nqpf_cli.loading.checks.check_topics import paragraphs
from nqpf_cli.loading.load import FactSet, load
from tests.conftest import DATA
from tests.store.roots import EXTRA_TERM, bundle, pack


def checked(root: Path, *more: Path, today: str = "") -> list[str]:
    facts = load([root, *more])
    return [str(fault) for fault in sorted([*facts.problems, *check(facts, today)])]


AREA = """
- id: {0}
  name: {0}
  name_zh: {0}
  level: zone
  parent: china
  spans: [{1}]"""


def test_a_sound_folder_has_no_fault(tmp_path: Path) -> None:
    assert checked(bundle(tmp_path)) == []


CONDITIONS = {
    "wanted_values": ("  conditions:\n    - text: small\n      needs: {headcuont: '< 5'}",
        "26:26: headcuont is no fact of a firm; did you mean headcount?"),
    "wanted_values: word": ("  conditions: [{text: a, none: [{sector: robotic}]}]",
        "24:42: sector: robotic is none of its values; did you mean robotics?"),
    "wanted_values: place": ("  conditions: [{text: a, when: {registered_in: shenzen}}]",
        "24:48: registered_in: shenzen is none of its values; did you mean shenzhen?"),
    "wanted_values: unit": ("  settled_by: {revenue: '>= 20'}",
        '24:25: revenue needs a currency; write it like ">= 20000000 CNY"'),
    "wanted_values: too many": ("  settled_by: {headcount: '>= 20 CNY'}", "24:27: headcount counts in people, and takes no unit"),
    "wanted_values: backwards": ("  settled_by: {headcount: 50..20}", '24:27: "50..20" ends before it begins'),
    "wanted_values: yes": ("  settled_by: {profitable: 'no'}", "24:28: profitable is text, not true or false"),
    "wanted_values: a day": ("  settled_by: {arrived: '< 12'}", '24:25: "< 12" compares no date'),
    "wanted_values: of the calendar": ("  settled_by: {title.little-giant: '>= 2024-13'}", '24:36: "2024-13" is not a month'),
    "forms: rest": ("  conditions: [{text: a, rest: open}]", "24:32: rest: open without needs or none"),
    "forms: not open": ("  conditions: [{text: a, needs: {sme: true}, rest: closed}]", "24:52: rest: closed is not open"),
    "forms: judged": ("  conditions: [{text: a, judged: true, needs: {sme: true}, rest: open}]", "24:66: rest: open beside judged"),
    "forms: alone": ("  conditions: [{text: a, afterwards: true, judged: true}]", "24:38: afterwards beside judged"),
    "forms": ("  conditions: [{text: a, judged: false}]", "24:34: judged: false says nothing"),
    "forms: branch": ("  conditions: [{text: a, branch: b}, c]", "24:34: branch: b has no other branch beside it"),
    "forms: cutoff": ("  apply: {how: call, cutoff: 2024-06}", "24:30: apply.cutoff 2024-06 is no day"),
    "forms: closes": ("  apply: {how: call, opens: '2024-06', closes: '2024-05-31'}", "24:48: apply.closes 2024-05-31 lies before opens 2024-06"),
    "possible": ("  conditions: [{text: a, needs: {headcount: '< 5'}}, {text: b, needs: {headcount: 5..9}}]",
        "24:83: headcount here and in conditions.0 cannot both hold"),
    "possible: yes": ("  conditions: [{text: a, branch: x, needs: {sme: false}}, {text: b, branch: y}, {text: c, needs: {sme: true}}]",
        "24:50: sme here and in conditions.2 cannot both hold"),
    "possible: word": ("  conditions: [{text: a, needs: {tax_credit: [A, B]}}, {text: b, needs: {tax_credit: M}}]",
        "24:86: tax_credit here and in conditions.0 cannot both hold"),
    "possible: task": ("  conditions: [{text: a, needs: {project.programme: city-task}}]",
        "24:53: project.programme asks for a task that a place like shenzhen sets itself"),
    "partners": ("  conditions: [{text: a, stacking: {with: measure-on, rule: exclusive}}]",
        "24:43: with: there is no incentive measure-on; did you mean measure-one?"),
    "partners: itself": ("  conditions: [{text: a, stacking: {with: measure-one, rule: exclusive}}]", "24:43: with: names the measure itself"),
    "partners: both": ("  conditions: [{text: a, stacking: {with: {level: city}, rule: exclusive}}]", "24:43: with: needs an id or a scope"),
    "repeats": ("  conditions: [{text: a, needs: {operates_in: shenzhen}}]", "24:47: operates_in only repeats region"),
    "repeats: sector": ("  conditions: [{text: a, needs: {sector: [ai, data]}}]", "24:42: sector only repeats sectors"),
    "repeats: beneficiary": ("  conditions: [{text: a, needs: {kind: enterprise}}]", "24:40: kind only repeats beneficiaries"),
    "repeats: cost": ("  conditions: [{text: a, needs: {spend.base: compute-rental}}]", "24:46: spend.base only repeats cost_base"),
}  # fmt: skip
"""Check -> what is put into a measure, and where a fault is found."""

COMPUTING = 1 + (DATA / "vocabularies.yaml").read_text(encoding="utf-8").splitlines().index(
    "  computing-power:"
)
PLANTED = {
    "check_constants.constants_resolve": ("dataset", "source: page-one", "source: page-on",
        ["facts/dataset.yaml:11:15: source: there is no source page-on; did you mean page-one?",
         "facts/dataset.yaml:14:13: source: there is no source page-on; did you mean page-one?"]),
    "check_constants.constants_resolve: law": ("dataset", "foreign_equality_law: plan-one", "foreign_equality_law: compute",
        ["facts/dataset.yaml:15:25: foreign_equality_law: there is no policy compute"]),
    "check_regions.rooted_at_world": ("regions", "  level: nation\n  parent: world", "  level: nation",
        ["facts/regions.yaml:5:7: china lies nowhere; add parent:"]),
    "check_regions.skos_mirrored: narrower": ("terms", "  narrower: [voucher]\n", "",
        ["facts/terms.yaml:21:13: broader: compute does not say the same the other way round; "
         "add voucher to narrower of compute (facts/terms.yaml:1:3)"]),
    "check_regions.skos_mirrored: related": ("terms", "  related: [voucher]\n", "",
        ["facts/terms.yaml:22:13: related: rate does not say the same"]),
    "check_regions.skos_mirrored: itself": ("terms", "related: [rate]", "related: [rate, voucher]",
        ["facts/terms.yaml:23:19: voucher is related to itself"]),
    "check_regions.skos_mirrored: both": ("terms", "related: [rate]", "related: [rate, compute]",
        ["facts/terms.yaml:23:19: compute is both broader and related; keep broader"]),
    "check_regions.skos_broader_loops": ("terms", "  narrower: [voucher]\n", "  narrower: [voucher]\n  broader: [voucher]\n",
        ["facts/terms.yaml:9:12: compute is broader than itself: compute in voucher in compute",
         "facts/terms.yaml:9:13: broader: voucher does not say the same"]),
    "check_regions.replaced_by_loops": ("policies", "  title: A plan\n", "  title: A plan\n  replaced_by: plan-one\n",
        ["facts/policies.yaml:3:16: plan-one is replaced by itself: plan-one by plan-one"]),
    "check_regions.rules_on_documents": ("regions", "aliases: [SZ]", "document_rule: plan-one",
        ["facts/regions.yaml:15:18: document_rule: plan-one does not say how long documents live; add document_life: to"
         " plan-one (facts/policies.yaml:1:3)"]),
    "check_regions.sources_cited": ("events", "page-two", "page-one",
        []),  # rate still cites it
    "check_regions.sources_cited: none": ("sources", "- id: page-two", "- id: page-three\n  title: Not cited\n"
        "  publisher: A house\n  url: https://example.org/3\n  language: en\n  kind: primary\n- id: page-two",
        ["facts/sources.yaml:8:7: no record cites page-three; cite it where"]),
    "check_regions.across_the_tree: itself": ("regions", "aliases: [SZ]", "spans: [shenzhen]",
        ["facts/regions.yaml:15:11: shenzhen spans itself; take it out: the tree says so already",
         "facts/regions.yaml:15:10: shenzhen is part of itself: shenzhen holds shenzhen"]),
    "check_regions.across_the_tree: above": ("regions", "aliases: [SZ]", "overlaps: [world]",
        ["facts/regions.yaml:15:14: overlaps: shenzhen lies in world"]),
    "check_regions.across_the_tree: below": ("regions", "parent: world", "parent: world\n  spans: [shenzhen]",
        ["facts/regions.yaml:10:11: spans: shenzhen lies in china"]),
    "check_regions.parts_of_themselves": ("regions", "aliases: [SZ]", f"{AREA.format('one', 'two')}{AREA.format('two', 'one')}",
        ["facts/regions.yaml:21:10: one is part of itself: one holds two holds one; take one of these links out"]),
    "check_regions.parts_of_themselves: by the tree": ("regions", "aliases: [SZ]",
        f"{AREA.format('one', 'two')}{AREA.format('two', 'shenzhen')}".replace("parent: china", "parent: shenzhen", 1),
        ["facts/regions.yaml:21:10: one is part of itself: one holds two holds shenzhen holds one",]),
    "check_pages.addresses: official": ("sources", "kind: secondary", "official: true\n  kind: secondary",
        ["facts/sources.yaml:13:13: official, and yet of the kind secondary; take official: out"]),
    "check_pages.addresses: read at": ("sources", "kind: secondary", "read_at: https://example.org/two\n  kind: secondary",
        ["facts/sources.yaml:13:12: read_at says the same as url; take read_at: out"]),
    "check_history.changes: added": ("events", "confidence: high", "confidence: high\n  added: '2026-11-23'",
        ["facts/events.yaml:9:10: added 2026-11-23 lies before 2026-11-24, the day of the first release"]),
    "check_history.changes: changed": ("events", "confidence: high", "confidence: high\n  changed:"
        " {date: '2026-11-23', what: law, why: It did not.}",
        ["facts/events.yaml:9:19: changed 2026-11-23 lies before 2026-11-24, the day on which the record came"]),
    "check_history.withdrawn: in use": ("withdrawn", "id: gone", "id: compute",
        ["facts/withdrawn.yaml:1:7: the id compute is in use: facts/terms.yaml:1:3; give that record another id"]),
    "check_history.withdrawn: now": ("withdrawn", "now: rate", "now: rates",
        ["facts/withdrawn.yaml:4:8: now: there is no record rates; did you mean rate?"]),
    "check_history.withdrawn: ahead": ("withdrawn", "2026-11-24", "2026-11-25",
        ["facts/withdrawn.yaml:2:9: date 2026-11-25 lies after 2026-11-24"]),
    "check_dates.in_order: policy": ("policies", "expires: '2026'", "expires: '2023'",
        ["facts/policies.yaml:7:12: expires 2023 lies before effective 2024-01-01",
         "facts/policies.yaml:7:12: expires 2023 lies before issued 2024-01-10"]),
    "check_dates.in_order: incentive": ("shenzhen", "valid_until: '2026-06'", "valid_until: '2023-12-31'",
        ["facts/incentives/shenzhen.yaml:25:16: valid_until 2023-12-31 lies before valid_from 2024-01"]),
    "check_dates.not_ahead: event": ("events", "'2024-06-18'", "2026-12",
        ["facts/events.yaml:2:9: date 2026-12 lies after 2026-11-24"]),
    "check_dates.not_ahead: source": ("sources", "'2024-06-18'", "'2026-11-25'",
        ["facts/sources.yaml:5:14: published 2026-11-25 lies after 2026-11-24"]),
    "check_dates.not_ahead: policy": ("policies", "issued: '2025'", "issued: '2027'",
        ["facts/policies.yaml:15:11: issued 2027 lies after 2026-11-24"]),
    "check_dates.not_ahead: figure": ("figures", "2024-01/2024-06", "2027/2028",
        ["facts/figures.yaml:6:11: period 2027/2028 lies after 2026-11-24"]),
    "check_dates.not_ahead: checked": ("events", "confidence: high", "confidence: high\n  checked: '2026-11-30'",
        ["facts/events.yaml:9:12: checked 2026-11-30 lies after 2026-11-24"]),
    "check_dates.not_ahead: added": ("events", "confidence: high", "confidence: high\n  added: '2026-11-30'",
        ["facts/events.yaml:9:10: added 2026-11-30 lies after 2026-11-24"]),
    "check_dates.not_ahead: changed": ("events", "confidence: high", "confidence: high\n  changed:"
        " {date: '2026-11-30', what: law, why: It did not.}",
        ["facts/events.yaml:9:19: changed.date 2026-11-30 lies after 2026-11-24"]),
    "check_money.caps: from": ("shenzhen", "from: 200000", "from: 20000000",
        ["facts/incentives/shenzhen.yaml:17:11: cap.from 20,000,000 is more than amount 10,000,000",
         "facts/incentives/shenzhen.yaml:20:15: the tier's amount 10,000,000 is below",
         "facts/incentives/shenzhen.yaml:22:15: the tier's amount 200,000 is below"]),
    "check_money.caps: currency": ("shenzhen", "currency: CNY", "currency: XYZ",
        ["facts/incentives/shenzhen.yaml:15:15: cap.currency: XYZ has no rate; give the sum in one of USD, CNY"]),
    "check_money.caps: another name": ("shenzhen", "currency: CNY", "currency: RMB",
        ["facts/incentives/shenzhen.yaml:15:15: cap.currency: RMB has no rate; did you mean CNY?"]),
    "check_money.caps: a slip": ("shenzhen", "currency: CNY", "currency: CNX",
        ["facts/incentives/shenzhen.yaml:15:15: cap.currency: CNX has no rate; did you mean CNY?"]),
    "check_money.units": ("figures", "unit: firms", "unit: RMB",
        ["facts/figures.yaml:5:9: unit: RMB is no ISO 4217 code; did you mean CNY?"]),
    "check_dates.quoted": ("policies", "issued: '2024-01-10'", "issued: 2024-01-10",
        ["facts/policies.yaml:5:11: issued: 2024-01-10 stands without quotes; write issued: '2024-01-10'"]),
    "check_dates.quoted: year": ("policies", "issued: '2025'", "issued: 2025",
        ["facts/policies.yaml:15:11: issued: 2025 stands without quotes; write issued: '2025'"]),
    "check_filing.in_place": ("policies", "- id: plan-two", "- id: a-plan",
        ["facts/policies.yaml:11:7: a-plan stands after plan-one, which goes behind it; move it above line 1"]),
    "check_filing.in_place: file": ("shenzhen", "region: shenzhen", "region: china",
        ["facts/incentives/shenzhen.yaml:1:7: measure-one stands in incentives/shenzhen.yaml; move it to incentives/china.yaml"]),
    "check_filing.in_place: place": ("regions", "- id: china", "- id: gz\n  name: Gz\n  name_zh: 广州\n  level: zone\n"
        "  parent: shenzhen\n- id: china",
        ["facts/regions.yaml:5:7: gz stands before shenzhen, in which it lies; move it below line 15"]),
    "check_money.rates: from": ("shenzhen", "rate_from: 20", "rate_from: 60",
        ["facts/incentives/shenzhen.yaml:11:14: rate_from 60 is more than rate_percent 50",
         "facts/incentives/shenzhen.yaml:23:21: the tier's rate_percent 20 is below the rate's lowest, 60"]),
    "check_money.rates: over 100": ("shenzhen", "rate_percent: 50", "rate_percent: 120",
        ["facts/incentives/shenzhen.yaml:9:17: rate_percent 120 is more than 100, which only a deduction can be"]),
    "check_money.rates: no kind": ("shenzhen", "  rate_kind: ceiling\n", "",
        ["facts/incentives/shenzhen.yaml:9:17: rate_percent without rate_kind"]),
    "check_money.rates: no rate": ("shenzhen", "  rate_percent: 50\n", "",
        ["facts/incentives/shenzhen.yaml:9:14: rate_kind without rate_percent",
         "facts/incentives/shenzhen.yaml:10:14: rate_from without rate_percent"]),
    "check_money.rates: reduced": ("shenzhen", "rate_kind: ceiling", "rate_kind: reduced-rate\n  standard_rate: 25",
        ["facts/incentives/shenzhen.yaml:11:18: a reduced rate of 50 needs a standard_rate above it"]),
    "check_money.tiers: above": ("shenzhen", "large\n      amount: 10000000", "large\n      amount: 10000001",
        ["facts/incentives/shenzhen.yaml:20:15: the tier's amount 10,000,001 is above the cap, 10,000,000"]),
    "check_money.tiers: below": ("shenzhen", "small\n      amount: 200000", "small\n      amount: 5",
        ["facts/incentives/shenzhen.yaml:22:15: the tier's amount 5 is below the cap's lowest, 200,000"]),
    "check_money.tiers: no currency": ("shenzhen", "  cap:\n    amount: 10000000\n    currency: CNY\n    kind: ceiling\n    from: 200000\n", "",
        ["facts/incentives/shenzhen.yaml:15:15: the tier large has an amount in no currency",
         "facts/incentives/shenzhen.yaml:17:15: the tier small has an amount in no currency"]),
    "check_money.tiers: empty": ("shenzhen", "large\n      amount: 10000000", "large",
        ["facts/incentives/shenzhen.yaml:19:7: the tier large has no amount and no rate_percent"]),
    "check_money.ranges": ("figures", "value_to: 12.5", "value_to: 9.5",
        ["facts/figures.yaml:4:13: value_to 9.5 is less than value 10",
         "facts/topics.yaml:5:9: body, paragraph 2: 12.5 stands in no record"]),
    "check_names.pinyin": ("terms", "pinyin: suànlì", "pinyin: suàn",
        ["facts/terms.yaml:4:11: pinyin: suàn is not how 算力 is read; mend one of the two; write Hanyu Pinyin with tone marks"]),
    "check_names.pinyin: no zh": ("terms", "  zh: 算力\n", "", ["facts/terms.yaml:3:11: pinyin without zh"]),
    "check_names.shared: alias": ("terms", "term: Rate", "term: Rate\n  aliases: [Computing VOUCHER]",
        ["facts/terms.yaml:20:9: term: Computing voucher is a name of rate (facts/terms.yaml:11:3) too"]),
    "check_names.shared: place": ("regions", "- id: shenzhen", "- id: twin\n  name: Twin\n  name_zh: 深圳新区\n  level: zone\n"
        "  parent: china\n- id: shenzhen",
        ["facts/regions.yaml:17:12: name_zh: 深圳 is a name of twin (facts/regions.yaml:10:3) too; keep it in one"]),
    "check_names.repeated": ("events", "[page-two]", "[page-two, page-one, page-two]",
        ["facts/events.yaml:7:33: sources: page-two stands there twice"]),
    "text_style.length": ("events", "summary: It did.", f"summary: {'word ' * 60}word",
        ["facts/events.yaml:6:12: summary has 61 words, more than 60"]),
    "text_style.length: definition": ("terms", "definition: A share of a cost.", f"definition: {'word ' * 60}word",
        ["facts/terms.yaml:14:15: definition has 61 words"]),
    "text_style.stray: html": ("events", "It did.", "It <b>did</b>.", ["facts/events.yaml:6:12: summary: an HTML tag, <b>"]),
    "text_style.stray: script": ("events", "Something", "<script src=x>", ["facts/events.yaml:3:10: title: an HTML tag"]),
    "text_style.stray: entity": ("events", "It did.", "R&amp;D did.", ["facts/events.yaml:6:12: summary: an HTML entity, &amp;"]),
    "text_style.stray: rich": ("events", "It did.", "It [bold red]did[/].",
        ["facts/events.yaml:6:12: summary: a markup tag, [bold red]; take the brackets out"]),
    "text_style.stray: link": ("events", "It did.", "It [did](https://x.org).",
        ["facts/events.yaml:6:12: summary: a Markdown link, [did](https://x.org)",
         "facts/events.yaml:6:12: summary: a markup tag, [did]"]),
    "text_style.stray: bold": ("events", "It did.", "It **did**.", ["facts/events.yaml:6:12: summary: Markdown emphasis"]),
    "text_style.stray: two spaces": ("events", "It did.", "It  did.", ["facts/events.yaml:6:12: summary: two spaces in a row"]),
    "text_style.stray: end": ("events", "It did.", "'It did. '", ["facts/events.yaml:6:12: summary: a space at its beginning or end"]),
    "text_style.stray: line break": ("events", "It did.", '"It\\ndid."', ["facts/events.yaml:6:12: summary: a line break"]),
    "text_style.stray: escape": ("events", "It did.", '"It \\e[31mdid."', ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+001B"]),
    "text_style.stray: bidi": ("events", "It did.", "It \u202edid.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+202E"]),
    "text_style.stray: isolate": ("events", "It did.", "It \u2066did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+2066"]),
    "text_style.stray: zero width": ("events", "It did.", "It\u200b did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+200B"]),
    "text_style.stray: no-break": ("events", "It did.", "It\u00a0did.", ["facts/events.yaml:6:12: summary: a no-break space"]),
    "text_style.stray: private": ("events", "It did.", "It \ue000did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+E000"]),
    "text_style.stray: tag": ("events", "It did.", "It \U000e0041did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+E0041"]),
    "text_style.stray: braille blank": ("events", "It did.", "It \u2800did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+2800"]),
    "text_style.stray: Hangul filler": ("events", "It did.", "It \uffa0did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+FFA0"]),
    "text_style.stray: variation": ("events", "It did.", "It \U000e0100did.", ["facts/events.yaml:6:12: summary: a character that cannot be seen, U+E0100"]),
    "text_style.stray: in a list": ("regions", "[SZ]", '[SZ, "a\\tb"]', ["facts/regions.yaml:15:17: aliases.1: a tab"]),
    "text_style.stray: where it was read": ("sources", "kind: secondary", "read_at: https://example.org/*/a**b\n  kind: secondary",
        []),
    "text_style.stray: what went": ("withdrawn", "why: It was", "why: It **was**", ["facts/withdrawn.yaml:3:8: why: Markdown emphasis"]),
    **{
        f"check_conditions.{name}": ("shenzhen", "  valid_from:", f"{said}\n  valid_from:", [f"facts/incentives/shenzhen.yaml:{where}" for where in found])
        for name, (said, *found) in CONDITIONS.items()
    },
    "check_names.shared_in_lists": ("vocabularies", "also: [artificial intelligence,", "also: [Computing, artificial intelligence,",
        [f"facts/vocabularies.yaml:{COMPUTING}:3: sector: computing is a name of ai and of computing-power; keep it in one"]),
    "check_names.not_held": ("dataset", "name: Elsewhere}", "name: Elsewhere, also: [深圳, else-where]}",
        ["facts/dataset.yaml:21:41: not_held: 深圳 is a name of shenzhen", "facts/dataset.yaml:21:41: not_held: else-where is a name of Elsewhere there too; keep it in one"]),
    "check_topics.citations: none": ("topics", "[figure-one, measure-one]\n", "\n",
        ["facts/topics.yaml:5:9: body, paragraph 2: 10 million stands in no record",
         "facts/topics.yaml:5:9: body, paragraph 2: 10 stands in no record",
         "facts/topics.yaml:5:9: body, paragraph 2: 12.5 stands in no record",
         "facts/topics.yaml:5:9: body, paragraph 2: it cites nothing; end it in the ids it rests on"]),
    "check_topics.citations: wrapped": ("topics", "[plan-one,\n    compute]", "[plan-one,\n    computer]",
        ["facts/topics.yaml:5:9: body, paragraph 1: there is no record computer; did you mean compute?"]),
    "check_topics.numbers": ("topics", "RMB 10 million", "RMB 11 million",
        ["facts/topics.yaml:5:9: body, paragraph 2: 11 million stands in no record that it cites; cite the record"]),
    "check_topics.numbers: date": ("topics", "10 January 2024", "11 January 2024",
        ["facts/topics.yaml:5:9: body, paragraph 1: 11 stands in no record that it cites"]),
    "check_topics.numbers: not needed": ("topics", "  see: [compute]", "  numbers_elsewhere:\n    - number: '2024'\n"
        "      reason: It is.\n  see: [compute]",
        ["facts/topics.yaml:12:7: numbers_elsewhere: 2024 needs no exception"]),
}  # fmt: skip


@pytest.mark.parametrize(("stem", "old", "new", "expected"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, stem: str, old: str, new: str, expected: list[str]) -> None:
    found = checked(bundle(tmp_path, **{stem: (old, new)}))
    for one in expected:
        assert any(line.startswith(one) for line in found), f"{one}\nis not among\n" + "\n".join(found)
    assert len(found) == len(expected), "\n".join(found)


def test_every_check_has_a_planted_fault() -> None:
    names = {f"{one.__module__.rpartition('.')[2]}.{one.__name__}" for one in (*RELIED, *CHECKS)}
    beside_ours = {"check_filing.some_records"}  # of a folder of packs: tests/cli/test_check.py
    assert names == {name.partition(":")[0] for name in PLANTED} | beside_ours


@pytest.mark.parametrize(
    ("stem", "old", "new"),
    [
        ("figures", "period: 2024-01/2024-06\n  region: china\n  kind: measured",
         "period: '2030'\n  region: china\n  kind: forecast"),
        ("policies", "effective: '2024-01-01'", "effective: '2023-06-01'"),  # before it was issued
        ("policies", "expires: '2026'", "expires: '2035'"),
        ("policies", "effective: '2024-01-01'\n  expires: '2026'", "effective: 2024-05\n  expires: '2024'"),
        ("events", "'2024-06-18'", "'2026'"),  # the year of the dataset's day may lie before that day
        ("shenzhen", "rate_kind: ceiling", "rate_kind: deduction"),
        ("shenzhen", "rate_percent: 50\n  rate_kind: ceiling",
         "rate_percent: 50\n  rate_kind: reduced-rate\n  standard_rate: 60"),
        ("events", "It did.", "It did < 5 and > 3, R&D at 5*6; [2024] and a [sic] C++."),
        ("topics", "body: |\n    A plan", "body: |\n    | a | b |\n    | --- | --- |\n    | 10 | x |\n\n    A plan"),
        ("topics", "  see: [compute]\n", "  see: [compute]\n  note: It rests on <2 pages.\n"),
    ],
)  # fmt: skip
def test_what_is_sound_passes(tmp_path: Path, stem: str, old: str, new: str) -> None:
    found = checked(bundle(tmp_path, **{stem: (old, new)}))
    assert [line for line in found if "[sic]" not in line] == []


def test_a_number_may_stand_elsewhere_with_its_reason(tmp_path: Path) -> None:
    root = bundle(tmp_path, topics=("RMB 10 million", "RMB 11 million"))
    path = root / "topics.yaml"
    excuse = "  numbers_elsewhere:\n    - number: 11 million\n      reason: An example of ours.\n  see:"
    path.write_text(path.read_text(encoding="utf-8").replace("  see:", excuse), encoding="utf-8")
    assert checked(root) == []


def test_a_longer_loop_of_successors(tmp_path: Path) -> None:
    root = bundle(tmp_path, policies=("  title: A plan\n", "  title: A plan\n  replaced_by: plan-two\n"))
    path = root / "policies.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "The next plan\n", "The next plan\n  replaced_by: plan-one\n"
    )
    path.write_text(text, encoding="utf-8")
    assert [line.split(": ", 1)[1].split(";")[0] for line in checked(root)] == [
        "plan-one is replaced by itself: plan-one by plan-two by plan-one",
    ]


def test_a_pack_may_be_newer_than_ours_and_link_to_our_terms(tmp_path: Path) -> None:
    text = EXTRA_TERM.format(id="mine", term="Mine") + "  broader: [compute]\n  checked: '2026-12-05'\n"
    text = text.replace("  broader", "  related: [rate]\n  broader")
    root, mine = bundle(tmp_path), pack(tmp_path, {"terms.yaml": text})
    assert checked(root, mine) == []
    assert checked(root, mine, today="2026-12-05") == []
    found = checked(root, mine, today="2026-12-04")
    assert len(found) == 1
    assert found[0].startswith("mine/terms.yaml:9:12: checked 2026-12-05 lies after 2026-12-04")


def test_facts_with_faults_are_checked_as_far_as_they_go(tmp_path: Path) -> None:
    root = bundle(
        tmp_path, terms=("category: concept\n  definition: A voucher", "categoryy: concept\n  definition: A")
    )
    facts = load([root])
    assert len(facts.problems) == 1
    assert check(facts) == []


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("新质生产力", "xīnzhì shēngchǎnlì"), ("先", "xiān"), ("西安", "Xī'ān"), ("西安", "Xī’ān"), ("女儿", "nǚ'ér"),
        ("玩儿", "wánr"), ("绿色", "lǜsè"), ("绿色", "lu\u0308\u0300sè"), ("掠", "lüè"), ("十四五规划", "shísì-wǔ guīhuà"),
        ("京津冀", "jīng-jīn-jì"), ("重庆", "CHÓNG QÌNG"), ("重点", "zhongdian"), ("你的", "nǐ de"), ("银行", "yínháng"),
    ],
)  # fmt: skip
def test_pinyin_reads_the_characters(chinese: str, latin: str) -> None:
    assert reads(chinese, latin)
    assert not reads(chinese, latin[:-1])
    assert not reads(chinese + "力", latin)


@pytest.mark.parametrize("latin", ["xyz", "suàn", "suànlìng", "AI lì", "suàn3lì", "lìsuàn", ""])
def test_what_is_another_reading_or_none(latin: str) -> None:
    assert not reads("算力", latin)


@given(st.text(max_size=40), st.text(max_size=40))
def test_reads_never_raises(chinese: str, latin: str) -> None:
    reads(chinese, latin)


def test_paragraphs() -> None:
    body = "One. [a-b,\nc]\n\n| x |\n| - |\n\nTwo\nlines [d].\n"
    assert list(paragraphs(body)) == [("One.", ["a-b", "c"]), ("| x | | - | Two lines.", ["d"])]


def test_the_bundled_facts_are_sound(facts: FactSet) -> None:
    assert [str(fault) for fault in check(facts)] == []
