"""The bundled facts are sound, and say of themselves what they hold."""

import re

from nqpf_cli.loading.checks import check
from nqpf_cli.loading.load import FactSet
from tests.conftest import TODAY


def test_no_fault_of_any_kind(facts: FactSet) -> None:
    faults = check(facts, TODAY)
    assert not faults, "\n".join(map(str, faults))


def test_nothing_unconfirmed_is_published(facts: FactSet) -> None:
    assert [name for name, loaded in facts.records.items() if loaded.record.get("confidence") == "low"] == []


def test_every_province_has_a_measure(facts: FactSet) -> None:
    places = {loaded.record["region"] for loaded in facts.records.values() if loaded.kind == "incentive"}
    covered = set()
    for place in places:
        here = place
        while here:
            covered.add(here)
            here = facts.records[here].record.get("parent")
    provinces = [
        name
        for name, loaded in facts.records.items()
        if loaded.kind == "region" and loaded.record.get("parent") == "china" and "code" in loaded.record
    ]
    # 22 provinces (the data holds none of Taiwan), 5 autonomous regions, 4 municipalities, Hong Kong and Macao.
    assert len(provinces) == 33
    assert [name for name in provinces if name not in covered] == []


def test_every_value_of_a_vocabulary_has_a_label_and_a_meaning(facts: FactSet) -> None:
    for name, values in facts.vocabularies.items():
        for value, said in values.items():
            assert said["label"], f"{name}.{value}"
            assert said["meaning"].endswith((".", "?")), f"{name}.{value}"
            for above in said.get("within", []):
                assert above in values


def test_what_is_not_here_names_what_there_is(facts: FactSet) -> None:
    named = [{**gap} for gap in facts.dataset["not_here"] if "region" in gap]
    assert named
    for gap in named:
        assert facts.records[gap["region"]].kind == "region"
        assert gap.get("instrument") in (None, *facts.vocabularies["instrument"])
        assert "term" not in gap or facts.records[gap["term"]].kind == "term"


def test_titles_of_our_own_write_a_share_with_its_sign(facts: FactSet) -> None:
    """15%, not 15 percent; the title of a page stays as the page has it."""
    spelt = [
        name
        for name, one in facts.records.items()
        if one.kind != "source" and re.search(r"\d percent\b(?! point)", str(one.record.get("title", "")))
    ]
    assert spelt == []


def test_the_explainer_has_its_thirteen_sections(facts: FactSet) -> None:
    orders = sorted(loaded.record["order"] for loaded in facts.records.values() if loaded.kind == "topic")
    assert orders == list(range(1, 14))


def test_the_milestones_are_few_enough_to_read(facts: FactSet) -> None:
    assert 30 <= sum(bool(loaded.record.get("milestone")) for loaded in facts.records.values()) <= 34


def test_a_page_that_stands_elsewhere_names_the_site_that_it_was_read_on(facts: FactSet) -> None:
    """ "China News Service via example.com", and no site that is hacked or that nobody should be sent to."""
    pages = [one.record for one in facts.records.values() if one.kind == "source"]
    unnamed = re.compile(r"(?!\S+\.\S+ )\S.*(, reposted|\((copy|excerpt)\)| reprint)")
    assert [page["id"] for page in pages if unnamed.match(page["publisher"])] == []
    assert [page["url"] for page in pages if re.search(r"\W(av069|zzsj)\.com|peizi", page["url"])] == []
