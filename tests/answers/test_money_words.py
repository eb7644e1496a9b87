"""Words for money, areas and surnames in a search: what they mean beside a subject, and what comes first."""

import pytest

from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Answer
from nqpf_cli.questions.search import search
from nqpf_cli.questions.search_reading import SearchQuery
from nqpf_cli.wording.status import IN_FORCE
from tests.conftest import TODAY, Nqpf


def ask(store: Store, text: str, **asked: object) -> Answer:
    return search(store, SearchQuery(text, **asked), TODAY).answer  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [record["id"] for record in answer.records]


@pytest.mark.parametrize(
    "word", ["subsidies", "grants", "awards", "funding", "cash", "pays", "incentives", "补贴"]
)
def test_a_word_for_money_beside_a_subject_means_any_incentive(store: Store, word: str) -> None:
    of_kind = set(ids(ask(store, "robots shenzhen", kind=["incentive"])))
    found = ask(store, f"robots {word} shenzhen")
    assert of_kind <= set(ids(found))
    assert not set(found.matched) & {"wider", "most", "any"}


def test_a_word_for_money_alone_or_beside_a_place_means_itself(store: Store, inside: Nqpf) -> None:
    alone, several = (ask(store, word, kind=["incentive"], limit=2000) for word in ("subsidy", "incentives"))
    assert alone.total < several.total
    assert ask(store, "subsidies Lingang").total < ask(store, "incentives Lingang").total
    assert "other incentives" not in inside("search", "subsidies", "Lingang").stdout
    assert "other incentives" in " ".join(inside("search", "robot", "subsidies", "shenzhen").stdout.split())


def test_the_thing_itself_comes_and_not_all_that_is_filed_where_it_is(store: Store) -> None:
    found = ask(store, "machine tools grants")
    itself = {"china-rd-super-deduction-120-ic-machine-tools", "china-machine-tool-vat-15"}
    assert itself <= set(ids(found)[:4])
    assert "wider" not in found.matched
    assert "wider" in ask(store, "robotaxi subsidies").matched  # of which there is too little by name


@pytest.mark.parametrize(
    ("text", "listing"),
    [
        ("which city pays most for a humanoid robot factory", "incentives --sector 'humanoid robot'"),
        ("biggest subsidies for chips in Shenzhen", "incentives shenzhen --sector chips"),
        ("最高 补贴 芯片 上海", "incentives shanghai --sector '芯片'"),
        ("largest chip fund", "incentives --sector chip --instrument fund"),
    ],
)
def test_what_asks_for_the_largest_is_led_to_the_listing_by_amount(
    text: str, listing: str, inside: Nqpf
) -> None:
    done = inside("search", *text.split())
    assert f"nqpf {listing} --sort amount puts the largest first." in " ".join(done.stdout.split())
    assert "stands nowhere" not in done.stdout
    assert "largest first" not in inside("search", "most advanced chips").stdout
    with_option = inside("search", "highest chip subsidies", "--region", "shenzhen").stdout
    assert "nqpf incentives shenzhen --sector chip --sort amount" in " ".join(with_option.split())


def test_a_measure_with_its_amount_comes_before_a_plan(store: Store) -> None:
    assert (
        ask(store, "which city pays most for a humanoid robot factory").records[0]["record_kind"]
        == "incentive"
    )


def test_what_begins_with_a_question_is_searched(inside: Nqpf) -> None:
    done = inside("best city for humanoid robots")
    assert done.returncode == 0
    assert done.stderr.startswith("nqpf: read as nqpf search ")


def test_the_rule_for_a_whole_area_comes_before_what_lies_in_it(store: Store) -> None:
    assert ids(ask(store, "FIE 西部 15%"))[0] == "western-china-15-percent-cit"


@pytest.mark.parametrize("text", ["Liu He", "liu"])
def test_a_surname_is_no_syllable_of_pinyin(store: Store, text: str) -> None:
    found = ask(store, text)
    assert ids(found)[0] == "liu-liehong"
    assert all("Liu" in str(record) for record in found.records)


@pytest.mark.parametrize(
    ("text", "term"),
    [("liu zhang wang", "six-networks"), ("liuzhangwang", "six-networks"), ("yidong", "6g")],
)
def test_pinyin_is_found_whole_or_by_a_word_of_several_syllables(store: Store, text: str, term: str) -> None:
    assert ids(ask(store, text))[0] == term


def test_places_inside_are_told_of_where_the_place_has_none(inside: Nqpf) -> None:
    typed = ["humanoid robot", "--kind", "incentive", "--region", "Hangzhou"]
    done = inside("search", *typed)
    assert done.returncode == 1
    assert "with --with-children 3 records of places inside come closest; " in done.stderr
    assert "3 incentives come closest" in inside("search", *typed, "--with-children").stdout


def test_a_chinese_name_is_held_by_what_says_it_in_english(store: Store) -> None:
    """What only the title of its document holds comes after what says it."""
    found = ids(ask(store, "具身智能 补贴"))
    direct = [
        "shanghai-embodied-demonstration",
        "binjiang-embodied-ai-research",
        "shanghai-embodied-robot-factory-use",
    ]
    assert max(map(found.index, direct)) < found.index("qingdao-data-infrastructure")
    assert "bda-robot-data-voucher" in found


@pytest.mark.parametrize("text", ["低空經濟 深圳 獎勵", "low-altitude Shenzhen"])
def test_what_is_in_force_comes_before_what_is_not_known_to_be(store: Store, text: str) -> None:
    found = ids(ask(store, text))
    assert found.index("shenzhen-evtol-certification-award") < found.index("shenzhen-evtol-sales-award")
    assert ask(store, text, kind=["incentive"]).records[0]["status"]["code"] in IN_FORCE


def test_trade_in_is_the_programme_of_equipment_renewal(store: Store) -> None:
    found = ids(ask(store, "trade-in equipment loan interest"))
    assert {"china-equipment-loan-subsidy-2026", "china-2026-equipment-loan-interest-subsidy"} <= set(found)
    assert ids(ask(store, "以旧换新"))[0] == "equipment-renewal"
