"""The descriptions of kinds and fields: complete, and of things that there are."""

import ast

import pytest
import yaml

from nqpf_cli.model.kinds import KINDS, LINKED, RANKED, fields_of
from nqpf_cli.questions.listing import OPEN, TAKES
from tests.conftest import DATA, ROOT

VOCABULARIES = yaml.safe_load((DATA / "vocabularies.yaml").read_text("utf-8"))


def test_each_kind_stands_in_every_order_and_among_the_typed_records() -> None:
    tree = ast.parse((ROOT / "nqpf_cli" / "model" / "records.py").read_text("utf-8"))
    named = {one.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names}
    assert set(KINDS) == set(RANKED) == set(LINKED) == set(VOCABULARIES["kind"])
    assert {described.shape.__name__ for described in KINDS.values()} < named


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_description_names_is_there(kind: str) -> None:
    fields = fields_of(kind)
    assert next(iter(fields)) == "id" and list(fields)[-1] == "replaces"
    assert set(KINDS[kind].when) <= set(fields)
    for name, field in fields.items():
        assert field.says.endswith("."), name
        assert not field.vocabulary or field.vocabulary in VOCABULARIES, name
        assert field.search != "labels" or field.vocabulary, name
        assert set(field.link) <= {*KINDS, "*"}, name
        assert set(field.before) <= set(fields), name
        assert not field.filter or field.filter in TAKES, name
        assert not field.filter or field.filter in OPEN or field.vocabulary, name
