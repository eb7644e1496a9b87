"""Which measures apply: the place and what lies around it, filters that include, and what stands near."""

import pytest

from nqpf_cli.index import query
from nqpf_cli.index.query import Row, Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.record import Answer
from nqpf_cli.questions.equality import equality, marked
from nqpf_cli.questions.incentives import Asked, distances, incentives, scope_of
from nqpf_cli.questions.overview import tops
from nqpf_cli.questions.relax_one_filter import split
from nqpf_cli.wording.status import SHOWN, Status
from tests.conftest import TODAY


def ask(store: Store, *places: str, on: str = TODAY, **more: object) -> Answer:
    return incentives(store, Asked(region=places, **more), on)  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [record["id"] for record in answer.records]


def near(answer: Answer) -> dict[str, str]:
    return {one.row.record["id"]: one.why for one in answer.said["near"]}


def test_the_place_alone_unless_more_is_asked(offers_store: Store) -> None:
    own = set(ids(ask(offers_store, "port-city")))
    assert {record["region"] for record in ask(offers_store, "port-city").records} == {"port-city"}
    assert own < set(ids(ask(offers_store, "port-city", with_parents=True)))
    assert own < set(ids(ask(offers_store, "port-city", with_children=True)))


def test_what_is_not_shown_is_what_other_counts_say(offers_store: Store) -> None:
    """The count beside `--with-parents` is the number of rows that it adds; likewise inside."""
    for place in ("harbour-zone", "port-city", "northland", "nation"):
        own = ask(offers_store, place)
        elsewhere = own.said["elsewhere"]
        inside = elsewhere.pop("inside", 0)
        assert len(ids(ask(offers_store, place, with_parents=True))) == own.total + sum(elsewhere.values())
        assert len(ids(ask(offers_store, place, with_children=True))) == own.total + inside


def test_nothing_comes_twice(offers_store: Store) -> None:
    for place in ("harbour-zone", "port-city", "northland"):
        found = ids(ask(offers_store, place, with_parents=True, with_children=True))
        assert len(found) == len(set(found))


def test_nearest_first(store: Store) -> None:
    answer = ask(store, "lingang", with_parents=True)
    far = distances(store, answer.said["scope"])
    order = [far[record["region"]] for record in answer.records]
    assert order == sorted(order)
    assert answer.records[0]["region"] == "lingang"
    assert answer.records[-1]["region"] == "china"


def test_a_region_across_provinces_comes_just_before_the_nation(store: Store) -> None:
    far = distances(store, scope_of(store, ["nansha"]))
    assert far["guangdong"] < far["greater-bay-area"] < far["china"]


def test_above_a_place_with_laws_of_its_own_nothing_holds(offers_store: Store, store: Store) -> None:
    assert scope_of(offers_store, ["free-isle"]).above == []
    assert ask(offers_store, "free-isle").said["elsewhere"] == {}
    assert scope_of(store, ["hong-kong"]).above == []
    assert "china" in scope_of(store, ["hengqin"]).above


def test_near_is_what_fails_one_test_alone(offers_store: Store) -> None:
    found = near(ask(offers_store, "port-city", sector=["ai"], beneficiary=["sme"]))
    assert found == {
        "port-ended": "ended",
        "port-next": "not-yet",
        "port-robots": "sector",
        "port-universities": "for",
    }


def test_near_and_found_share_nothing(offers_store: Store, store: Store) -> None:
    for one, places in ((offers_store, ("port-city", "northland")), (store, ("shanghai", "shenzhen"))):
        for place in places:
            answer = ask(
                one, place, sector=["ai"], beneficiary=["startup"], min_cap=1_000_000, with_parents=True
            )
            assert near(answer).keys().isdisjoint(ids(answer))


def test_each_filter_taken_away_brings_back_what_was_near_for_it(store: Store) -> None:
    filters = {"sector": ["ai"], "beneficiary": ["foreign-invested"]}
    answer = ask(store, "shanghai", **filters)
    for why, name in (("sector", "sector"), ("for", "beneficiary")):
        fewer = {key: value for key, value in filters.items() if key != name}
        back = set(ids(ask(store, "shanghai", **fewer))) - set(ids(answer))
        assert back == {key for key, reason in near(answer).items() if reason == why}


def test_without_a_place_only_the_status_is_near(offers_store: Store) -> None:
    reasons = set(near(ask(offers_store, sector=["ai"])).values())
    assert reasons <= {"ended", "not-yet", "replaced", "draft"}


def test_with_all_nothing_fails_for_its_status(offers_store: Store) -> None:
    answer = ask(offers_store, "port-city", all=True)
    assert near(answer) == {}
    assert any(record["status"]["code"] not in SHOWN for record in answer.records)


def test_two_faults_are_not_near() -> None:
    row = Row({"id": "x"}, "incentive", None, None, {}, "")
    state = Status("ended", "ended", None, None)
    assert split([(row, state)], [lambda row, state: "a", lambda row, state: "b"]) == ([], [])
    assert [
        one.why for one in split([(row, state)], [lambda row, state: None, lambda row, state: "b"])[1]
    ] == ["b"]


def test_a_floor_is_in_yuan_and_leaves_out_what_names_none(offers_store: Store) -> None:
    found = ask(offers_store, "port-city", min_cap=2_000_000)
    assert set(ids(found)) == {"port-voucher", "port-vague"}
    assert near(found)["port-problem"] == "min-cap"


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
    assert few.total == ask(store, "shanghai").total


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
        ask(store, policy=["lingang-2024-computing-power-measure"])
    assert fault.value.code == 1


def test_every_region_belongs_to_the_one_below_the_nation(store: Store) -> None:
    found = tops(store)
    assert found["lingang"] == "shanghai"
    assert found["shanghai"] == "shanghai"
    assert found["china"] == "china"
