"""How well a measure is founded, and what a client would still have to ask."""

import pytest

from nqpf_cli.wording.evidence import best_first, evidence, questions

CAP = {"amount": 5, "currency": "CNY", "kind": "ceiling", "per": "project"}


def page(kind: str = "secondary", title: str = "A report", **more: object) -> dict[str, object]:
    return {"kind": kind, "title": title, "url": "https://ministry.gov.cn/1", **more}


def official(**more: object) -> dict[str, object]:
    return page("primary", official=True, **more)


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([official(published="2020-11-02"), page(published="2021")], "official page, November 2020"),
        ([official(published="2020-11-02")], "official page, November 2020"),
        ([page(title="Measures (full text)", published="2025-08")], "text read on another site, August 2025"),
        ([page("primary", title="Measures (text)")], "text read on another site"),
        ([page("primary")], "text read on another site"),  # a host says nothing: the record does
        ([official(title="Measures (text)", url="https://example.org/1")], "official page"),
        ([official(read_at="https://archive.example.org/1")], "text read on another site"),
        ([page("primary", title="A (text)"), official()], "official page"),
        ([official(read_at="https://archive.example.org/1", published="2026"), official(published="2020")],
         "official page, 2020"),
        ([page(published="2024-06-24")], "one page, June 2024"),
        ([page(), page("official-media", published="2025-05-01")], "two pages, none official, May 2025"),
        ([page(read_at="https://archive.example.org/1")], "one page"),
        ([page()] * 10, "10 pages, none official"),
    ],
)  # fmt: skip
def test_the_words_claim_no_more_than_the_pages(pages: list[dict[str, object]], words: str) -> None:
    assert evidence(pages) == words


def asks(record: dict, **derived: object) -> list[str]:
    whole = {"instrument": "grant", "conditions": ["any"], **record}
    return questions(whole, {"until": "2029", **derived})


@pytest.mark.parametrize(
    ("record", "derived", "found"),
    [
        ({}, {"share_paid": True}, ["the amount"]),
        ({"pool": {"amount": 9, "currency": "CNY", "per": "fund"}}, {}, ["the amount for one applicant"]),
        ({}, {"unpriced": True}, []),
        ({"tiers": [{"when": "a", "amount": 1}]}, {}, []),
        ({"cap": CAP}, {"share_paid": True}, ["the rate"]),
        ({"cap": CAP}, {}, []),
        ({"cap": {**CAP, "kind": "fixed"}}, {"share_paid": True}, []),
        ({"rate_percent": 5, "cost_base": "rent"}, {"share_paid": True}, ["the ceiling"]),
        ({"rate_percent": 5, "cost_base": "rent"}, {}, []),
        ({"rate_percent": 5, "cap": CAP}, {"share_paid": True}, ["a share of what"]),
        ({"cap": {"amount": 5, "currency": "CNY", "kind": "fixed"}}, {}, ["per project or per applicant"]),
        ({"cap": {**CAP, "group": "one"}}, {}, ["shared or not"]),
    ],
)
def test_a_question_for_each_thing_that_is_not_stated(record: dict, derived: dict, found: list[str]) -> None:
    assert asks(record, **derived) == found


def test_who_qualifies_and_the_end() -> None:
    bare = {"instrument": "grant", "cap": CAP}
    assert questions(bare, {}) == ["who qualifies", "the end"]
    assert questions(bare, {"standing": True}) == ["who qualifies"]


def test_the_vocabulary_says_what_has_no_price(store) -> None:
    from nqpf_cli.index import query

    asked = {
        row.record["instrument"]: questions(row.record, row.derived)
        for row in query.select(store, "incentive")
    }
    for instrument in ("market-access", "procurement", "capital-market", "in-kind"):
        assert "the amount" not in asked[instrument]


def test_the_page_that_the_words_name_is_cited_first() -> None:
    press, note = page(url="https://press.example.org/1"), page(published="2025-02")
    copy = page("primary", title="Measures (text)")
    kept = official(read_at="https://archive.example.org/1")
    home = official(published="2021-08")
    assert best_first([note, press, copy, kept, home]) == [home, copy, kept, note, press]
    assert evidence([note, press, copy, home]) == "official page, August 2021"
