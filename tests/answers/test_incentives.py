"""Which measures apply: the place and what lies around it, filters that include, and what stands near."""

import pytest

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.questions.annotate import equality, marked
from nqpf_cli.questions.area import Elsewhere, area_of
from nqpf_cli.questions.incentives import IncentivesQuery, IncentivesResult, incentives
from nqpf_cli.questions.overview import tops
from nqpf_cli.wording.status import SHOWN
from tests.conftest import TODAY


def ask(store: Store, *places: str, on: str = TODAY, **more: object) -> IncentivesResult:
    return incentives(store, IncentivesQuery(region=places, **more), on)  # type: ignore[arg-type]


def ids(result: IncentivesResult) -> list[str]:
    return [record["id"] for record in result.records]


def test_the_place_alone_unless_more_is_asked(offers_store: Store) -> None:
    own = set(ids(ask(offers_store, "port-city")))
    assert {record["region"] for record in ask(offers_store, "port-city").records} == {"port-city"}
    assert own < set(ids(ask(offers_store, "port-city", with_parents=True)))
    assert own < set(ids(ask(offers_store, "port-city", with_children=True)))


def test_what_is_not_shown_is_what_other_counts_say(offers_store: Store) -> None:
    """The count beside `--with-parents` is the number of rows that it adds; likewise inside."""
    for place in ("harbour-zone", "port-city", "northland", "nation"):
        own = ask(offers_store, place)
        above, inside = own.elsewhere.above, own.elsewhere.inside
        assert len(ids(ask(offers_store, place, with_parents=True))) == own.answer.total + sum(above.values())
        assert len(ids(ask(offers_store, place, with_children=True))) == own.answer.total + inside


def test_nothing_comes_twice(offers_store: Store) -> None:
    for place in ("harbour-zone", "port-city", "northland"):
        found = ids(ask(offers_store, place, with_parents=True, with_children=True))
        assert len(found) == len(set(found))


def test_nearest_first(store: Store) -> None:
    answer = ask(store, "lingang", with_parents=True)
    far = answer.selection.area.distance
    order = [far[record["region"]] for record in answer.records]
    assert order == sorted(order)
    assert answer.records[0]["region"] == "lingang"
    assert answer.records[-1]["region"] == "china"


def test_a_region_across_provinces_comes_just_before_the_nation(store: Store) -> None:
    far = area_of(store, ["nansha"]).distance
    assert far["guangdong"] < far["greater-bay-area"] < far["china"]


def test_above_a_place_with_laws_of_its_own_nothing_holds(offers_store: Store, store: Store) -> None:
    assert area_of(offers_store, ["free-isle"]).above == []
    assert ask(offers_store, "free-isle").elsewhere == Elsewhere({}, 0)
    assert area_of(store, ["hong-kong"]).above == []
    assert "china" in area_of(store, ["hengqin"]).above


def test_near_is_what_fails_one_test_alone(offers_store: Store) -> None:
    found = ask(offers_store, "port-city", sector=["ai"], beneficiary=["sme"]).near
    assert found == {
        "port-ended": "ended",
        "port-next": "not-yet",
        "port-robots": "sector",
        "port-universities": "beneficiary",
    }


def test_near_and_found_share_nothing(offers_store: Store, store: Store) -> None:
    for one, places in ((offers_store, ("port-city", "northland")), (store, ("shanghai", "shenzhen"))):
        for place in places:
            answer = ask(
                one, place, sector=["ai"], beneficiary=["startup"], min_cap=1_000_000, with_parents=True
            )
            assert answer.near.keys().isdisjoint(ids(answer))


def test_each_filter_taken_away_brings_back_what_was_near_for_it(store: Store) -> None:
    filters = {"sector": ["ai"], "beneficiary": ["foreign-invested"]}
    answer = ask(store, "shanghai", **filters)
    for why in filters:
        fewer = {key: value for key, value in filters.items() if key != why}
        back = set(ids(ask(store, "shanghai", **fewer))) - set(ids(answer))
        assert back == {key for key, reason in answer.near.items() if reason == why}


def test_without_a_place_only_the_status_is_near(offers_store: Store) -> None:
    reasons = set(ask(offers_store, sector=["ai"]).near.values())
    assert reasons <= {"ended", "not-yet", "replaced", "draft"}


def test_with_all_nothing_fails_for_its_status(offers_store: Store) -> None:
    answer = ask(offers_store, "port-city", every=True)
    assert answer.near == {}
    assert any(record["status"]["code"] not in SHOWN for record in answer.records)


def test_what_fails_two_tests_is_not_near(offers_store: Store) -> None:
    """The ended measure has a ceiling below the floor too."""
    assert ask(offers_store, "port-city").near["port-ended"] == "ended"
    assert "port-ended" not in ask(offers_store, "port-city", min_cap=10**12).near


def test_a_floor_is_in_yuan_and_leaves_out_what_names_none(offers_store: Store) -> None:
    found = ask(offers_store, "port-city", min_cap=2_000_000)
    assert set(ids(found)) == {"port-voucher", "port-vague"}
    assert found.near["port-problem"] == "min-cap"


def test_expiring_is_by_date_and_within_the_span(offers_store: Store) -> None:
    found = ask(offers_store, expiring="90d")
    assert ids(found) == ["nation-points"]
    ends = [record["status"]["until"] for record in ask(offers_store, expiring="5y").records]
    assert ends == sorted(ends)


@pytest.mark.parametrize("sort", ["status", "amount", "end", "region"])
def test_an_order_loses_nothing(store: Store, sort: str) -> None:
    assert set(ids(ask(store, "shenzhen", sort=sort))) == set(ids(ask(store, "shenzhen")))


def test_a_limit_keeps_the_total(store: Store) -> None:
    few = ask(store, "shanghai", limit=3)
    assert len(few.records) == 3
    assert few.answer.total == ask(store, "shanghai").answer.total


def test_equality_opens_what_is_for_any_firm_and_nothing_else(store: Store) -> None:
    equal = equality(store, ["foreign-invested"])
    assert equal is not None
    assert equal.opened == {"enterprise", "sme", "startup"}
    assert marked({"beneficiaries": ["enterprise"]}, equal)["equal_by_law"] == equal.law
    assert "equal_by_law" not in marked({"beneficiaries": ["enterprise", "foreign-invested"]}, equal)
    assert "equal_by_law" not in marked({"beneficiaries": ["university"]}, equal)
    assert equality(store, ["sme"]) is None
    assert query.get(store, equal.law) is not None


def test_names_are_resolved_before_they_order(store: Store) -> None:
    by_value = ids(ask(store, "shanghai", beneficiary=["foreign-invested"]))
    by_label = ids(ask(store, "shanghai", beneficiary=["Foreign-invested companies"]))
    assert by_value == by_label


def test_several_documents_are_any_of_them_and_a_wrong_one_is_said(store: Store) -> None:
    one, two = "hangzhou-2025-ai-hub-plan", "lingang-2024-computing-power-measures"
    both = ask(store, policy=[one, two])
    assert set(ids(both)) == {*ids(ask(store, policy=[one])), *ids(ask(store, policy=[two]))}
    with pytest.raises(NqpfError) as fault:
        ask(store, policy=["lingang-2024-computing-powr-measures"])
    assert fault.value.code == 1


def test_every_region_belongs_to_the_one_below_the_nation(store: Store) -> None:
    found = tops(store)
    assert found["lingang"] == "shanghai"
    assert found["shanghai"] == "shanghai"
    assert found["china"] == "china"
