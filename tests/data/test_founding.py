"""Every fact of the founding article is answered by a record of ours."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from nqpf_cli.loading.load import FactSet

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("founding.yaml").read_text("utf-8"))


def text_of(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(text_of(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(text_of(item) for item in value)
    return str(value)


def test_all_rows_of_the_table_are_here() -> None:
    assert [row["row"] for row in ROWS] == list(range(1, 37))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["row"]))
def test_a_record_answers(row: dict[str, Any], facts: FactSet) -> None:
    assert row["answered_by"]
    told = " ".join(" ".join(text_of(facts.records[name].record) for name in row["answered_by"]).split())
    for words in row["says"]:
        assert words in told
