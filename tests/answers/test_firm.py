"""Will this firm get it: what a firm says against what a measure wants, in three values and never with a promise."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.index.query import Store
from nqpf_cli.model.comparison import Truth
from nqpf_cli.model.dates import add_days, back, bounds
from nqpf_cli.model.firm_profile import BadFact, Firm, firm_of
from nqpf_cli.model.judging import Lexicon, contradiction
from nqpf_cli.model.places import lies_in
from nqpf_cli.questions.firm import Judgement, judge, lexicon_of
from nqpf_cli.questions.next_facts import next_facts

ON = "2026-11-25"
WORDS: list[Lexicon] = []  # hypothesis takes no fixture of a function; this one is of the session


@pytest.fixture(scope="session", autouse=True)
def _words(store: Store) -> None:
    WORDS.append(lexicon_of(store))


def firm(profile: Mapping[str, Any], *pairs: tuple[str, str]) -> Firm:
    return firm_of(profile, pairs, WORDS[0].facts, WORDS[0].regions)


def judged(
    profile: Mapping[str, Any], conditions: Sequence[Mapping[str, Any]], on: str = ON, **more: Any
) -> Judgement:
    """A measure of Shanghai for any company in any field, with these tests, for a firm."""
    measure = {"region": "shanghai", "sectors": ["general"], "beneficiaries": ["enterprise"]}
    measure |= {key: more.pop(key) for key in [*more] if key not in ("settled_by", "apply", "tiers")}
    record = {**measure, "conditions": [f"condition {n}" for n, _ in enumerate(conditions)]}
    return judge(record, {"conditions": [*conditions], **more}, firm(profile), WORDS[0], on)


def values(found: Judgement) -> list[str]:
    """The values of the conditions of the record."""
    return [one.value for one in found.conditions if one.about == "condition"]


HERE = {"kind": "enterprise", "registered_in": "lingang"}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "equal": ({"vat_taxpayer": "general"}, {"needs": {"vat_taxpayer": "general"}}, "pass"),
    "another": ({"vat_taxpayer": "general"}, {"needs": {"vat_taxpayer": "small-scale"}}, "fail"),
    "one of a list": ({"tax_credit": "B"}, {"needs": {"tax_credit": ["A", "B"]}}, "pass"),
    "not said": ({}, {"needs": {"tax_credit": ["A", "B"]}}, "open"),
    "number": ({"headcount": 300}, {"needs": {"headcount": "<= 300"}}, "pass"),
    "number at the limit": ({"headcount": 300}, {"needs": {"headcount": "< 300"}}, "fail"),
    "zero": ({"rd_staff": 0}, {"needs": {"rd_staff": 0}}, "pass"),
    "range": ({"headcount": 50}, {"needs": {"headcount": "20..50"}}, "pass"),
    "not exact": ({"headcount": "250..350"}, {"needs": {"headcount": "<= 300"}}, "open"),
    "not exact, and below": ({"headcount": "250..300"}, {"needs": {"headcount": "<= 300"}}, "pass"),
    "money": ({"revenue": "20 million CNY"}, {"needs": {"revenue": ">= 20000000 CNY"}}, "pass"),
    "another currency, far": ({"revenue": "9 million USD"}, {"needs": {"revenue": ">= 20000000 CNY"}}, "pass"),
    "another currency, near": ({"revenue": "3 million USD"}, {"needs": {"revenue": ">= 20000000 CNY"}}, "open"),
    "another currency, below": ({"revenue": "2 million USD"}, {"needs": {"revenue": ">= 20000000 CNY"}}, "fail"),
    "share": ({"rd_staff": 12, "headcount": 120}, {"needs": {"rd_staff_share": ">= 10"}}, "pass"),
    "share of nothing": ({"rd_staff": 0, "headcount": 0}, {"needs": {"rd_staff_share": ">= 10"}}, "open"),
    "share, half said": ({"rd_staff": 12}, {"needs": {"rd_staff_share": ">= 10"}}, "open"),
    "size by staff": ({"main_business": "C", "headcount": 120}, {"needs": {"sme": True}}, "pass"),
    "large": ({"main_business": "C", "headcount": 1200, "revenue": "2bn"}, {"needs": {"sme": True}}, "fail"),
    "size of two classes": ({"main_business": "I", "headcount": 500, "revenue": "500m"}, {"needs": {"sme": True}}, "open"),
    "size in another section": ({"main_business": "P", "headcount": 5}, {"needs": {"sme": True}}, "open"),
    "title": ({"title": {"little-giant": "2024-05-01"}}, {"needs": {"title.little-giant": True}}, "pass"),
    "title, new enough": ({"title": {"little-giant": "2026-05-01"}}, {"needs": {"title.little-giant": "< 12 months"}}, "pass"),
    "title, too old": ({"title": {"little-giant": "2024-05"}}, {"needs": {"title.little-giant": "< 12 months"}}, "fail"),
    "title without a day": ({"title": {"little-giant": "yes"}}, {"needs": {"title.little-giant": "< 12 months"}}, "open"),
    "no title": ({"title": {"little-giant": False}}, {"needs": {"title.little-giant": "< 12 months"}}, "fail"),
    "none": ({"registered_in": "lingang"}, {"none": [{"registered_in": "shenzhen"}]}, "pass"),
    "none, and it is": ({"moved_from": ["beijing"]}, {"none": [{"moved_from": "world"}]}, "fail"),
    "none, from nowhere": ({"moved_from": []}, {"none": [{"moved_from": "world"}]}, "pass"),
    "none of two together": ({"headcount": 5}, {"none": [{"headcount": "< 9", "profitable": True}]}, "open"),
    "a list is whole": ({"listed_on": ["shanghai"]}, {"needs": {"listed_on": "shenzhen"}}, "fail"),
    "part of the sentence": ({"headcount": 5}, {"needs": {"headcount": "< 9"}, "rest": "open"}, "open"),
    "part that fails": ({"headcount": 9}, {"needs": {"headcount": "< 9"}, "rest": "open"}, "fail"),
    "judged, and part fails": ({"headcount": 9}, {"needs": {"headcount": "< 9"}, "judged": True}, "fail"),
    "not asked": ({"headcount": 9}, {"when": {"headcount": "< 9"}, "needs": {"profitable": True}}, "pass"),
    "asked": ({"headcount": 5, "profitable": False}, {"when": {"headcount": "< 9"}, "needs": {"profitable": True}}, "fail"),
    "perhaps asked": ({"profitable": False}, {"when": {"headcount": "< 9"}, "needs": {"profitable": True}}, "open"),
    "a duty": (HERE, {"afterwards": True}, "open"),
    "founded": ({"founded": "2024-03"}, {"needs": {"age_years": "< 5"}}, "pass"),
    "clean for long enough": ({"clean": {"tax": "2022-01"}}, {"needs": {"clean.tax": ">= 36 months"}}, "pass"),
}  # fmt: skip


@pytest.mark.parametrize(("profile", "test", "value"), CASES.values(), ids=CASES)
def test_a_condition_against_a_firm(profile: dict[str, Any], test: dict[str, Any], value: str) -> None:
    assert values(judged(profile, [test])) == [value]


# --- what it comes to ---

STAFF = {"needs": {"headcount": "< 9"}}
PROFIT = {"needs": {"profitable": True}}


def test_verdicts() -> None:
    whole = {**HERE, "headcount": 5}
    assert judged(whole, [STAFF])[:2] == ("nothing-against", "")
    assert judged({**whole, "headcount": 9}, [STAFF])[:2] == ("fails", "")
    assert judged(whole, [STAFF, PROFIT])[:2] == ("open", "answers")
    assert judged(whole, [STAFF, {}])[:2] == ("open", "office")
    assert judged(whole, [STAFF, {"judged": True}])[:2] == ("open", "office")
    assert judged(whole, [{}])[:2] == ("open", "unread")
    assert judged(whole, [])[:2] == ("open", "unread")
    assert judged(whole, [STAFF, {"afterwards": True}])[:2] == ("nothing-against", "")
    assert judged(whole, [STAFF], apply={"how": "nobody"})[:2] == ("not-claimable", "")
    claimable = {"needs": {"title.high-tech-enterprise": True}}
    without = {**whole, "title": {"high-tech-enterprise": False}}
    assert judged(without, [claimable])[:2] == ("not-yet", "")
    assert judged({**without, "headcount": 9}, [claimable, STAFF])[:2] == ("fails", "")
    never = {"needs": {"title.unicorn": True}}
    assert judged({**whole, "title": {"unicorn": False}}, [never])[:2] == ("fails", "")


def test_place_fields_and_beneficiaries_are_conditions_like_any_other() -> None:
    assert judged({}, [STAFF]).verdict == "open"
    away = {"kind": "enterprise", "registered_in": "shenzhen", "operates_in": ["shenzhen"]}
    found = judged(away, [STAFF])
    assert (found.verdict, found.conditions[0].value, found.conditions[0].text) == (
        "fails",
        "fail",
        "in Shanghai",
    )
    assert judged({**away, "operates_in": ["shenzhen", "pudong"]}, [STAFF]).conditions[0].value == "pass"
    some: dict[str, Any] = {"sectors": ["biomedicine", "aerospace"]}
    assert judged({**HERE, "sector": ["data"]}, [STAFF], **some).conditions[2].value == "fail"
    used: dict[str, Any] = {"sectors": ["biomedicine", "ai"]}  # a maker of toys may use AI
    assert judged({**HERE, "sector": ["data"]}, [STAFF], **used).conditions[2].value == "open"
    assert judged({**HERE, "sector": ["ai"]}, [STAFF], **used).conditions[2].value == "pass"
    assert judged(HERE, [STAFF], **some).conditions[2].value == "open"
    small: dict[str, Any] = {"beneficiaries": ["sme", "university"]}
    assert judged(HERE, [STAFF], **small).conditions[1].value == "open"
    assert judged({**HERE, "sme": True}, [STAFF], **small).conditions[1].value == "pass"
    assert judged({"kind": "university"}, [STAFF], **small).conditions[1].value == "pass"
    assert judged({**HERE, "foreign_share": 0}, [], beneficiaries=["foreign-invested"]).verdict == "fails"
    assert judged({**HERE, "founded": "2026"}, [], beneficiaries=["startup"]).conditions[1].value == "open"


def test_any_branch_will_do_and_one_must_hold_whole() -> None:
    two = [{**STAFF, "branch": "a"}, {**PROFIT, "branch": "a"}, {"needs": {"sme": True}, "branch": "b"}]
    assert judged({**HERE, "headcount": 9, "sme": True}, two).verdict == "nothing-against"
    assert judged({**HERE, "headcount": 9}, two).verdict == "open"
    assert judged({**HERE, "headcount": 9, "profitable": True, "sme": False}, two).verdict == "fails"


def test_a_title_settles_the_tests_of_getting_it() -> None:
    settled: dict[str, Any] = {"settled_by": {"title.little-giant": True}}
    both: list[dict[str, Any]] = [STAFF, {}, {"needs": {"title.little-giant": True}}]
    assert (
        judged({**HERE, "headcount": 9, "title": {"little-giant": True}}, both, **settled).verdict
        == "nothing-against"
    )
    assert values(judged({**HERE, "headcount": 9}, both, **settled)) == ["open", "open", "open"]
    assert (
        judged({**HERE, "headcount": 9, "title": {"little-giant": False}}, both[:2], **settled).verdict
        == "fails"
    )


def test_one_project_must_meet_all_and_nothing_leaks_between_items() -> None:
    tests = [{"needs": {"project.kind": "research"}}, {"needs": {"project.investment": ">= 20 CNY"}}]
    small, other = {"kind": ["research"], "investment": "5 CNY"}, {"kind": ["export"], "investment": "50 CNY"}
    found = judged({**HERE, "project": [small, other]}, tests)
    assert (found.verdict, values(found), found.conditions[-1].about) == ("fails", ["pass", "pass"], "item")
    whole = {"kind": ["research"], "investment": "50 CNY"}
    assert judged({**HERE, "project": [small, whole]}, tests).verdict == "nothing-against"
    assert judged({**HERE, "project": [small, {"kind": ["research"]}]}, tests).verdict == "open"
    assert judged(HERE, tests).verdict == "open"
    assert judged({**HERE, "project": []}, tests).verdict == "fails"


def test_spending_counts_of_the_cost_that_a_measure_pays() -> None:
    unrelated = [{"needs": {"spend.supplier_related": False}}]
    rent = {"base": "compute-rental", "supplier_related": True}
    data = {"base": "data-purchase", "supplier_related": False}
    for spend, verdict in (
        ([rent, data], "fails"), ([data], "open"), ([{**rent, "supplier_related": False}], "nothing-against"),
        ([rent, {"supplier_related": False}], "open"), ([], "fails"),
    ):  # fmt: skip
        found = judged({**HERE, "spend": spend}, unrelated, cost_base="compute-rental")
        assert found.verdict == verdict, spend
    nameless = judged({**HERE, "spend": [{"supplier_related": False}]}, unrelated, cost_base="compute-rental")
    assert nameless.conditions[-1].facts == ("spend.base",)


def test_tiers_are_told_and_never_decide() -> None:
    found = judged({**HERE, "headcount": 9}, [PROFIT], tiers=[{}, STAFF, {"needs": {"headcount": 9}}])
    assert (found.verdict, found.tiers) == ("open", ("open", "fail", "pass"))


def test_who_answers_what_is_open() -> None:
    tests: list[dict[str, Any]] = [
        STAFF,
        {},
        {"judged": True},
        {"afterwards": True},
        {"needs": {"rd_staff_share": "> 5"}, "judged": True},
    ]
    found = judged({**HERE, "rd_staff": 3}, tests)
    assert [(one.whose, one.facts) for one in found.conditions[3:]] == [
        ("yours", ("headcount",)), ("yours", ()), ("office", ()), ("afterwards", ()), ("yours", ("headcount",)),
    ]  # fmt: skip


def test_the_next_questions_promise_no_more_than_they_can() -> None:
    needy = {"needs": {"profitable": True, "rd_staff_share": "> 5"}}
    asked: list[list[dict[str, Any]]] = [
        [STAFF],
        [STAFF, {}],
        [STAFF, PROFIT],
        [needy],
        [{**STAFF, "branch": "a"}, {**PROFIT, "branch": "b"}],
        [{"when": {"headcount": "> 5"}, **PROFIT}],
        [{"when": {"headcount": "> 5"}}],
        [{"none": [{"headcount": "> 5", "profitable": False}]}],
        [{}],
    ]
    found = next_facts([({"conditions": one}, judged(HERE, one)) for one in asked], WORDS[0])
    assert [one[:1] + one[2:] for one in found] == [("headcount", 3, 1), ("profitable", 2, 0)]
    assert found[0].question == "How many people does it employ?"


# --- ages and places ---


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 1, 1)), st.integers(0, 6))
def test_ages_turn_on_the_day(day: Any, years: int) -> None:
    """Less than so many years turns false on the birthday, and at most turns false the day after."""
    born, on = back(day.isoformat(), f"{years}y"), day.isoformat()
    for sign, on_the_day, before, after in (
        ("<", "fail", "pass", "fail"), ("<=", "pass", "pass", "fail"), (">", "fail", "fail", "pass"), (">=", "pass", "fail", "pass"),
    ):  # fmt: skip
        test = [{"needs": {"age_years": f"{sign} {years}"}}]
        younger, older = add_days(born, 1), add_days(born, -1)
        assert values(judged({"founded": born}, test, on)) == [on_the_day]
        assert values(judged({"founded": younger}, test, on)) == [before]
        assert values(judged({"founded": older}, test, on)) == [after]


@given(
    st.sampled_from(["2021", "2021-12", "2022-01", "2022", "2021-11-25"]),
    st.integers(3, 6),
    st.sampled_from(["<", "<=", ">", ">="]),
)
def test_an_age_counts_as_exactly_as_its_date(founded: str, years: int, sign: str) -> None:
    first, last = bounds(founded)
    test = [{"needs": {"age_years": f"{sign} {years}"}}]
    days = {values(judged({"founded": day}, test))[0] for day in (first, last)}
    assert values(judged({"founded": founded}, test)) == ([*days] if len(days) == 1 else ["open"])


def test_an_age_counts_on_the_day_of_the_round() -> None:
    test = [{"needs": {"age_years": "< 5"}}]
    assert values(judged({"founded": "2021-10-01"}, test)) == ["fail"]
    assert values(judged({"founded": "2021-10-01"}, test, apply={"how": "call", "cutoff": "2026-06-30"})) == [
        "pass"
    ]


def test_places_are_judged_by_the_tree() -> None:
    tree = WORDS[0].places
    told: dict[tuple[str, str], Truth] = {
        ("yangshan", "shanghai"): True, ("shanghai", "lingang"): None, ("lingang", "pudong"): None,
        ("yangshan", "pudong"): None, ("lingang", "yangpu"): False, ("shenzhen", "greater-bay-area"): True,
        ("nanshan", "greater-bay-area"): True, ("greater-bay-area", "shenzhen"): None, ("beijing", "greater-bay-area"): False,
        ("hong-kong", "greater-bay-area"): True, ("hong-kong", "china"): False, ("hong-kong", "world"): True,
        ("guangdong", "greater-bay-area"): None, ("qianhai", "nanshan"): None, ("qianhai", "hefei"): False,
        ("hetao", "shenzhen"): True, ("zhuhai", "hengqin"): None, ("greater-bay-area", "shanghai"): False,
        ("greater-bay-area", "china"): None, ("yangtze-river-delta", "china"): True,
    }  # fmt: skip
    assert {pair: lies_in(tree, *pair) for pair in told} == told


def test_a_narrower_place_changes_nothing_that_was_decided() -> None:
    tree, every = WORDS[0].places, WORDS[0].regions
    wrong = [
        (place, within, wanted)
        for place, within in tree.parents.items()
        if lies_in(tree, place, within)
        for wanted in every
        if (wide := lies_in(tree, within, wanted)) is not None and lies_in(tree, place, wanted) is not wide
    ]
    assert not wrong
    assert all(lies_in(tree, place, place) for place in every)


# --- properties ---

PROFILES: dict[str, Any] = {
    "kind": st.sampled_from(["enterprise", "university"]),
    "registered_in": st.sampled_from(["lingang", "pudong", "shanghai", "china", "nanshan", "hong-kong"]),
    "operates_in": st.lists(st.sampled_from(["lingang", "shenzhen", "beijing"]), max_size=2),
    "moved_from": st.lists(st.sampled_from(["beijing", "qianhai"]), max_size=1),
    "founded": st.sampled_from(["2020", "2021-11", "2021-11-25", "2025"]),
    "headcount": st.sampled_from([0, 5, 300, "200..400"]),
    "rd_staff": st.sampled_from([0, 5]),
    "revenue": st.sampled_from(["1 CNY", "20 million CNY", "3 million USD"]),
    "profitable": st.booleans(),
    "sector": st.lists(st.sampled_from(["ai", "data"]), max_size=2),
    "title.little-giant": st.sampled_from([True, False, "2025", "2020"]),
}
PROJECTS: dict[str, Any] = {
    "kind": st.lists(st.sampled_from(["research", "export"]), max_size=2),
    "investment": st.sampled_from(["5 CNY", "50 CNY"]),
}
SPENDS: dict[str, Any] = {
    "base": st.sampled_from(["compute-rental", "data-purchase"]),
    "supplier_related": st.booleans(),
}
ITEMS = {
    "project": st.lists(st.fixed_dictionaries({}, optional=PROJECTS), max_size=2),
    "spend": st.lists(st.fixed_dictionaries({}, optional=SPENDS), max_size=2),
}
WANTED = st.sampled_from([
    ("registered_in", "lingang"), ("registered_in", ["shenzhen", "yangtze-river-delta"]), ("operates_in", "lingang"),
    ("moved_from", "world"), ("age_years", "< 5"), ("headcount", "<= 300"), ("rd_staff_share", ">= 10"),
    ("revenue", ">= 20000000 CNY"), ("profitable", True), ("sector", "ai"), ("title.little-giant", True),
    ("title.little-giant", "< 24 months"), ("project.kind", "research"), ("project.investment", ">= 20 CNY"),
    ("spend.supplier_related", False), ("kind", "university"), ("sme", True),
])  # fmt: skip
FACTS = st.lists(WANTED, min_size=1, max_size=2).map(dict)
TESTS = st.fixed_dictionaries(
    {},
    optional={
        "needs": FACTS, "none": st.lists(FACTS, min_size=1, max_size=2), "when": FACTS, "judged": st.just(True),
        "rest": st.just("open"), "branch": st.sampled_from(["a", "b"]),
    },
)  # fmt: skip
CONDITIONS = st.lists(st.one_of(TESTS, st.just({"afterwards": True})), max_size=4)
MORE = st.fixed_dictionaries(
    {
        "sectors": st.sampled_from([["general"], ["ai"]]),
        "beneficiaries": st.sampled_from([["enterprise"], ["sme", "university"], ["startup"], ["foreign-invested"]]),
        "region": st.sampled_from(["shanghai", "lingang", "china", "greater-bay-area"]),
    },
    optional={"settled_by": FACTS, "cost_base": st.sampled_from(["compute-rental", "other"])},
)  # fmt: skip
FIRMS = st.fixed_dictionaries({}, optional={**PROFILES, **ITEMS})


@given(FIRMS, CONDITIONS, MORE, st.data())
def test_a_new_fact_turns_what_was_open_and_nothing_else(
    profile: dict[str, Any], conditions: list[dict[str, Any]], more: dict[str, Any], data: st.DataObject
) -> None:
    fewer = {}
    for name, value in profile.items():
        if data.draw(st.booleans()):
            fewer[name] = value
            if name in ITEMS:  # the same items, of which less is said
                fewer[name] = [{key: one[key] for key in one if data.draw(st.booleans())} for one in value]
    before, after = judged(fewer, conditions, **more), judged(profile, conditions, **more)
    rows = [one for one in before.conditions if one.about != "item"]
    for old, new in zip(rows, after.conditions, strict=False):
        assert old.value in ("open", new.value), (old, new)
    said = {
        "fails": ("fails", "not-yet"),
        "not-yet": ("fails", "not-yet"),
        "nothing-against": ("nothing-against",),
    }
    assert after.verdict in said.get(before.verdict, (after.verdict,)), (before, after)


@given(FIRMS, CONDITIONS, MORE, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    profile: dict[str, Any], conditions: list[dict[str, Any]], more: dict[str, Any], chance: Any
) -> None:
    order, facts = [*range(len(conditions))], [*profile.items()]
    chance.shuffle(order)
    chance.shuffle(facts)
    shuffled = {name: value[::-1] if isinstance(value, list) else value for name, value in facts}
    found = judged(profile, conditions, **more)
    other = judged(shuffled, [conditions[at] for at in order], **more)
    assert other[:2] == found[:2]
    assert values(other) == [values(found)[at] for at in order]


@given(FIRMS, CONDITIONS, MORE, st.sampled_from(["project", "spend"]))
def test_several_items_get_what_the_best_of_them_gets_alone(
    profile: dict[str, Any], conditions: list[dict[str, Any]], more: dict[str, Any], kind: str
) -> None:
    if kind == "spend":
        more = {key: value for key, value in more.items() if key != "cost_base"}
    if len(items := profile.get(kind, [])) > 1:
        rank = {"fails": 0, "not-yet": 0, "open": 1, "nothing-against": 2}
        alone = [judged({**profile, kind: [one]}, conditions, **more).verdict for one in items]
        found = judged(profile, conditions, **more).verdict
        assert rank[found] == max(rank[one] for one in alone)


@given(CONDITIONS, MORE)
def test_who_says_nothing_is_told_nothing(conditions: list[dict[str, Any]], more: dict[str, Any]) -> None:
    found = judged({}, conditions, **more)
    assert found.verdict == "open"
    assert {one.value for one in found.conditions if one.about != "sector"} <= {"open"}


PARTIAL = st.builds(
    lambda needs, more: {"needs": needs, **more},
    FACTS,
    st.sampled_from([{"rest": "open"}, {"judged": True}, {"rest": "open", "branch": "a"}]),
)


@given(FIRMS, st.lists(PARTIAL, min_size=1, max_size=9))
def test_a_partial_test_fails_as_the_whole_would_and_never_passes(
    profile: dict[str, Any], conditions: list[dict[str, Any]]
) -> None:
    whole = values(judged(profile, [{"needs": one["needs"]} for one in conditions]))
    partial = values(judged(profile, conditions))
    assert partial == ["open" if value == "pass" else value for value in whole]


# --- what a firm says ---


def test_a_typed_word_says_nothing_of_others() -> None:
    typed = firm({}, ("sector", "ai"), ("sector", "data"), ("listed_on", "none"))
    assert typed.facts["sector"].words == ("ai", "data")
    assert not typed.facts["sector"].whole
    assert typed.facts["listed_on"].whole
    listed = firm({"sector": ["ai"]}, ("sector", "data"), ("headcount", "5"), ("project.kind", "research"))
    assert listed.facts["sector"] == typed.facts["sector"]._replace(whole=True)
    assert (
        listed.project == ({"project.kind": listed.project[0]["project.kind"]},) if listed.project else False
    )


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("sector", "ai")], "open"),
        ([("sector", "ai"), ("sector", "data")], "pass"),
        ([("sector", "ai,data")], "pass"),
        ([("tax_credit", "C")], "fail"),
        ([("listed_on", "none")], "fail"),
    ],
)
def test_what_is_typed_decides_no_more_than_it_says(pairs: list[tuple[str, str]], value: str) -> None:
    wants = {"sector": "data", "tax_credit": "A", "listed_on": "shanghai"}
    test = {"needs": {pairs[0][0]: wants[pairs[0][0]]}}
    measure = {
        "region": "china",
        "sectors": ["general"],
        "beneficiaries": ["enterprise"],
        "conditions": ["one"],
    }
    assert values(judge(measure, {"conditions": [test]}, firm({}, *pairs), WORDS[0], ON)) == [value]


BAD = {
    "unknown": ({"titel": True}, "titel: is no fact of a firm"),
    "of a family": ({"title": {"little-gaint": True}}, "title.little-gaint: is no fact of a firm"),
    "of an item": ({"project": [{"plaze": "lingang"}]}, "project.0.plaze: is no fact of a firm"),
    "item as a fact": ({"project.place": "lingang"}, "project.place: is no fact of a firm"),
    "no list": ({"spend": {"base": "rent"}}, "spend: is no list"),
    "word": ({"sector": ["robotic"]}, "sector: has no"),
    "place": ({"registered_in": "shenzen"}, "registered_in: has no"),
    "day": ({"founded": "2024-13"}, "founded: "),
    "unit": ({"headcount": "5 CNY"}, "headcount: is"),
    "currency": ({"revenue": "5 XYZ"}, "revenue: XYZ has no rate"),
    "no amount": ({"revenue": "much"}, "revenue: "),
    "yes": ({"profitable": "perhaps"}, "profitable: is"),
    "percent": ({"foreign_share": 130}, "foreign_share: is 130"),
    "negative": ({"headcount": -1}, "headcount: is -1"),
    "derived": ({"age_years": 3}, "age_years: follows from founded"),
    "empty": ({"headcount": None}, "headcount: is empty"),
    "more than the whole": ({"rd_staff": 9, "headcount": 5}, "rd_staff: is more than headcount"),
    "before it was founded": ({"founded": "2024", "arrived": "2023"}, "arrived: lies before founded"),
    "size": ({"sme": False, "main_business": "C", "headcount": 9}, "sme: is no, and the numbers say yes"),
    "twice": ({"title": {"unicorn": True}, "title.unicorn": True}, "title.unicorn: is said twice"),
}


@pytest.mark.parametrize(("profile", "message"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_said_in_a_line(profile: dict[str, Any], message: str) -> None:
    with pytest.raises(BadFact) as error:
        contradiction(firm(profile), WORDS[0])
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
