"""How many events a month holds."""

import pytest

from nqpf_cli.index.query import Store
from nqpf_cli.questions.chart import chart, months
from nqpf_cli.questions.timeline import TimelineQuery, timeline
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ([], []),
        (["2024-03"], ["2024-03"]),
        (["2023-11", "2024-02"], ["2023-11", "2023-12", "2024-01", "2024-02"]),
        (["2023"], ["2023"]),
        (["2023", "2023-12"], ["2023-12", "2023"]),
        (["2022", "2023-02"], ["2022", "2023-01", "2023-02"]),
        (["2023-11", "2024"], ["2023-11", "2023-12", "2024"]),
    ],
)
def test_months_from_the_first_to_the_last(known: list[str], found: list[str]) -> None:
    assert list(months(known)) == found


@pytest.mark.parametrize(
    "asked",
    [TimelineQuery(every=True), TimelineQuery(since="2025-01-01"), TimelineQuery(region=["shanghai"])],
)
def test_every_event_is_counted_once(store: Store, asked: TimelineQuery) -> None:
    answer = chart(store, asked, TODAY).answer
    categories = store.meta("vocabularies")["event_category"]
    assert sum(row["total"] for row in answer.records) == timeline(store, asked, TODAY).answer.total
    assert all(row["total"] == sum(row[name] for name in categories) for row in answer.records)


def test_without_a_filter_all_events_and_not_the_milestones(store: Store) -> None:
    assert chart(store, TimelineQuery(), TODAY).timeline.answer.total == store.meta("counts")["event"]


def test_nothing_matches(store: Store) -> None:
    answer = chart(store, TimelineQuery(since="2090-01-01"), TODAY).answer
    assert (answer.records, answer.code) == ([], 1)
