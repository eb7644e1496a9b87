"""`nqpf-mcp` where it cannot serve: a line on standard error, nothing on standard output."""

import sys
from pathlib import Path

import pytest

from nqpf_cli.assistants.script import run

FIND = "nqpf_cli.assistants.script.optional"


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)  # importing it fails as if it were not there
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == 'nqpf-mcp: this takes mcp, which is not installed: pip install "nqpf[mcp]"\n'


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["--version"], 0), (["--no-such"], 2)])
def test_help_and_version_take_no_library(
    arguments: list[str],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert "nqpf-mcp" in (err if code else out)


@pytest.mark.door
def test_a_pack_that_is_no_folder_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FIND, lambda module, extra: None)
    monkeypatch.setenv("NQPF_DATA", str(tmp_path / "none"))
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("nqpf-mcp: NQPF_DATA: no fact pack at") and err.count("\n") == 1
