"""Every template in CONTRIBUTING.md loads, exactly as it stands there."""

import re
from pathlib import Path

import pytest
import yaml

from nqpf_cli.store.load import load
from tests.conftest import DATA, ROOT
from tests.docs.pack import templates, write

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TEMPLATES = templates()
KINDS = {
    "sources", "regions", "actors", "terms", "events", "policies",
    "incentives", "targets", "figures", "positions", "topics",
}  # fmt: skip


def test_there_is_a_template_for_each_kind() -> None:
    assert {re.split(r"[/.]", name)[0] for name in TEMPLATES} == KINDS
    assert len(TEMPLATES) == TEXT.count("```yaml")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write(tmp_path / "facts")
    return tmp_path / "facts"


def test_templates_load_beside_the_bundled_facts(pack: Path) -> None:
    facts = load([DATA, pack])
    assert [str(fault) for fault in facts.faults] == []
    ids = [record["id"] for text in TEMPLATES.values() for record in yaml.safe_load(text)]
    assert len(ids) == len(KINDS) + 1
    assert all(id in facts.records for id in ids)


def test_words_offered_in_a_template_are_those_of_the_vocabulary() -> None:
    """A comment that lists words lists all of one vocabulary, or ends in `…`."""
    vocabularies = [
        set(words) for words in yaml.safe_load((DATA / "vocabularies.yaml").read_text("utf-8")).values()
    ]
    lists = 0
    for value, comment in re.findall(r"^ +(?:[a-z_]+: |- )([a-z-]+) # (.+)$", TEXT, re.M):
        bare = re.sub(r" ?\([^)]*\)|;.*", "", comment)
        if not re.fullmatch(r"[a-z-]+(, [a-z-]+)+(, …)?", bare):
            continue
        lists += 1
        words = set(bare.removesuffix(", …").split(", "))
        fitting = [v for v in vocabularies if value in v and words <= v]
        assert fitting, f"{value}: no vocabulary has all of {bare}"
        assert bare.endswith("…") or words in fitting, f"{value}: {bare} leaves some out"
    assert lists >= 10


def test_files_named_in_the_guide_exist() -> None:
    for name in re.findall(r"`(data/[a-z-]+\.yaml)`", TEXT):
        assert (ROOT / name).is_file(), name
    folders = set(re.findall(r"`data/([a-z]+)/<", TEXT))
    assert folders == {path.name for path in DATA.iterdir() if path.is_dir()}


def test_links_between_pages_lead_somewhere() -> None:
    for page in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "docs").rglob("*.md"),
    ):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)[^)]*\)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
