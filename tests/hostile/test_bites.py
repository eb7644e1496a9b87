"""Each defence, taken away, is missed: the probes that find nothing in test_everywhere.py find something then."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from nqpf_cli.cli.app import main
from nqpf_cli.formats import html_fragment as html
from nqpf_cli.formats import markdown
from nqpf_cli.loading.load import load
from nqpf_cli.loading.yaml_reader import read
from nqpf_cli.pages.blocks import Span
from tests.hostile.hostile import PLACE, hostile_pack, identifier
from tests.hostile.probes import faults
from tests.store.roots import bundle, pack

pytestmark = pytest.mark.usefixtures("small")

NEVER = re.compile(r"(?!)")


def same(text: Any, *more: Any, **options: Any) -> Any:
    """What a defence would be that does nothing."""
    return text


FORMATS: dict[str, tuple[str, Any, str, str]] = {
    "terminal": ("formats.sanitize.clean", same, f"show {identifier('term', 'escape')}", "plain"),
    "bidi": ("formats.sanitize.clean", same, f"show {identifier('term', 'bidi')}", "plain"),
    "zero width": ("formats.sanitize.clean", same, f"show {identifier('term', 'unseen')}", "table"),
    "html": ("formats.html_fragment.escape_html", same, f"show {identifier('term', 'html')}", "html"),
    "markdown": (
        "formats.markdown._SPECIAL",
        NEVER,
        f"show {identifier('term', 'markdown')}",
        "markdown",
    ),
    "markdown html": (
        "formats.markdown._SPECIAL",
        NEVER,
        f"show {identifier('term', 'html')}",
        "markdown",
    ),
    "csv": ("formats.csv_writer._FORMULA", (), f"list incentives --region {PLACE}", "csv"),
    "calendar": ("formats.ics._text", same, f"timeline --region {PLACE}", "ics"),
    "folding": ("formats.ics._FOLD", 10_000, f"timeline --region {PLACE}", "ics"),
    "json": ("formats.json_writer.escape", same, f"list events --region {PLACE}", "json"),
    "jsonl": ("formats.jsonl.escape", same, f"list events --region {PLACE}", "jsonl"),
    "yaml": ("formats.yaml_writer.escape", same, f"list events --region {PLACE}", "yaml"),
}
"""What -> the defence, what stands in its place, the question and the format that miss it."""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_pack(tmp_path_factory.mktemp("hostile") / "evil")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_without_its_defence(
    evil: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    defence, instead, line, format = FORMATS[name]

    def found() -> list[str]:
        assert main([*line.split(), "--format", format, "--data", str(evil)]) == 0
        try:
            return faults(format, capsys.readouterr().out)
        except Exception as error:  # it can no longer be read at all
            return [str(error)]

    assert found() == []
    monkeypatch.setattr(f"nqpf_cli.{defence}", instead)
    assert found() != []


def test_bibtex_without_its_escapes(
    evil: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nqpf_cli.formats.bibtex._ESCAPES", {})
    main(["cite", identifier("term", "bibtex"), "--style", "bibtex", "--data", str(evil)])
    told = capsys.readouterr().out
    with pytest.raises(Exception):  # noqa: B017 - pybtex has many
        assert not faults("bibtex", told)


def _unseen(capsys: pytest.CaptureFixture[str]) -> bool:
    main(["define", "\x1b[31mx\u202e"])
    return not faults("plain", capsys.readouterr().err)


def test_messages_without_their_defence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _unseen(capsys)
    monkeypatch.setattr("nqpf_cli.model.text.clean", same)
    assert not _unseen(capsys)


def test_links_without_their_defence(monkeypatch: pytest.MonkeyPatch) -> None:
    link = Span("x", "", "javascript:alert(1)")
    assert "javascript" not in html.inline(link) + markdown.inline(link)
    monkeypatch.setattr("nqpf_cli.formats.sanitize.safe_link", same)
    assert "javascript" in html.inline(link)
    assert "javascript" in markdown.inline(link)


def test_a_search_that_hands_on_what_was_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query is put together from letters, digits and Han in quotes; the same words as they were typed are syntax."""
    typed = 'computing" OR NEAR('
    assert main(["search", typed]) == 0
    monkeypatch.setattr("nqpf_cli.index.tokens.every", lambda words: typed)
    assert main(["search", typed]) == 3
    assert "an unexpected fault: OperationalError" in capsys.readouterr().err


def test_folders_without_their_defence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.yaml").write_text(
        "- id: secret\n  term: x\n  category: concept\n  definition: x\n  sources: [page-one]\n  confidence: high\n"
    )
    mine = pack(tmp_path, {"terms/a.yaml": ""})
    (mine / "terms/out.yaml").symlink_to(tmp_path / "secret.yaml")
    roots = [bundle(tmp_path), mine]
    assert "secret" not in load(roots).records
    monkeypatch.setattr("nqpf_cli.loading.files._is_link_away", lambda *given: False)
    assert "secret" not in load(roots).records  # the second: no link is followed where a file is opened
    monkeypatch.setattr("nqpf_cli.loading.files._open", lambda file, path, flags: os.open(path, flags))
    assert "secret" in load(roots).records


READER: dict[str, tuple[str, Any, bytes]] = {
    "depth": ("MAX_DEPTH", 10**9, b"{a: " * 20 + b"1" + b"}" * 20),
    "size of a text": ("MAX_SCALAR", 10**9, b"a: " + b"x" * 30_000),
    "numbers": ("resolve", lambda text: 1_000 if text == "1e3" else text, b"a: 1e3"),
    "half characters": ("_HALF", NEVER, b'a: "\\ud800"'),
}


@pytest.mark.parametrize(("name", "instead", "text"), READER.values(), ids=READER)
def test_yaml_without_its_defence(
    name: str, instead: Any, text: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    monkeypatch.setattr("nqpf_cli.loading.yaml_reader._Loader", yaml.SafeLoader)
    guarded = read(text, "f.yaml")
    monkeypatch.setattr(f"nqpf_cli.loading.yaml_reader.{name}", instead)
    bare = read(text, "f.yaml")
    assert bool(guarded[1]) != bool(bare[1]) or guarded[0] != bare[0]


def test_the_cache_without_its_defence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """tests/faults/test_cache.py shows the other side: a lying index of another user, and what was written to."""
    from nqpf_cli.index import cache
    from nqpf_cli.index import open_index as opening
    from tests.faults.test_cache import _lying, indexes, told

    facts = bundle(tmp_path)
    monkeypatch.setattr(opening, "facts_folder", lambda: facts)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    right = opening.with_store(told)
    (index,) = indexes(tmp_path / "cache")
    _lying(index)
    index.chmod(0o666)
    with monkeypatch.context() as patch:
        patch.setattr(cache, "is_trusted", Path.exists)
        assert opening.with_store(told) != right
    assert opening.with_store(told) == right
