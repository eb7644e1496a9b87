"""A firm's own file: what is wrong in it is told in a line, at its place, with the nearest."""

from pathlib import Path

import pytest

from nqpf_cli.index.query import Store
from nqpf_cli.loading.firm_file import LARGEST, read_firm
from nqpf_cli.model.errors import BadFirm
from nqpf_cli.questions.firm import lexicon_of

FIRM = """\
name: A firm
registered_in: lingang
founded: 2024
moved_from: []
title:
  high-tech-enterprise: no
  little-giant: 2024-05
project:
  - kind: [research]
    investment: 5 million CNY
"""

BAD = {
    "name": ("founded", "fuonded", "a.yaml:3:1: fuonded: is no fact of a firm; did you mean founded?"),
    "family": ("little-giant", "little-gaint",
        "a.yaml:7:3: title.little-gaint: is no fact of a firm; did you mean title.little-giant?"),
    "item": ("investment", "investmint",
        "a.yaml:10:5: project.0.investmint: is no fact of a firm; did you mean investment?"),
    "place": ("in: lingang", "in: lingan", 'a.yaml:2:1: registered_in: has no "lingan"; did you mean lingang?'),
    "currency": ("5 million CNY", "5 million CNX", "a.yaml:10:5: project.0.investment: CNX has no rate"),
    "yaml": ("moved_from: []", "moved_from: [", "a.yaml:6:23: not YAML: "),
    "alias": ("A firm", "&a firm", "a.yaml:1:7: an anchor, &a"),
    "a list": (FIRM, "- a\n", "a.yaml: is no mapping of facts"),
    "too much": ("A firm", "a" * LARGEST, "a.yaml: has more than"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BAD.values(), ids=BAD)
def test_a_mistake_is_named_at_its_place(
    tmp_path: Path, store: Store, old: str, new: str, message: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FIRM.replace(old, new, 1), "utf-8")
    with pytest.raises(BadFirm) as error:
        read_firm(path, [], lexicon_of(store))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_file_and_what_is_typed_beside_it(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FIRM, "utf-8")
    lexicon = lexicon_of(store)
    firm = read_firm(path, [("founded", "2023-02"), ("project.place", "lingang")], lexicon)
    assert firm.name == "A firm"
    assert (firm.facts["founded"].low, firm.facts["title.high-tech-enterprise"].yes) == ("2023-02-01", False)
    assert firm.facts["moved_from"].words == ()
    assert firm.project is not None
    assert sorted(firm.project[0]) == ["project.investment", "project.kind", "project.place"]
    for pair, message in (
        (("sector", "robotic"), 'sector: has no "robotic"; did you mean robotics?'),
        (("headcuont", "5"), "headcuont: is no fact of a firm; did you mean headcount?"),
    ):
        with pytest.raises(BadFirm) as error:
            read_firm(None, [pair], lexicon)
        assert str(error.value) == message
    with pytest.raises(BadFirm) as error:
        read_firm(tmp_path / "none.yaml", [], lexicon)
    assert "none.yaml: no such file" in str(error.value)
