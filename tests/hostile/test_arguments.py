"""Whatever is typed: an answer, or one or two plain lines and an exit code; never a traceback, never a flood."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nqpf_cli.cli.app import main, program
from nqpf_cli.cli.commands import COMMANDS
from tests.conftest import ROOT
from tests.hostile.probes import faults

TYPED = {
    "enormous": "a" * 100_000,
    "enormous han": "\u7b97" * 33_000,
    "enormous quotes": '"' * 100_000,
    "enormous commas": "a," * 50_000,
    "enormous spaces": " " * 100_000,
    "enormous number": "9" * 5_000,
    "large number": str(10**30),
    "no number of SQLite": str(2**63),
    "empty": "",
    "control": "\x1b[31m\x07\x08\x7f",
    "bidi": "\u202eabc\u200b\u2066",
    "invalid": os.fsdecode(b"\xff\xfe\xc3("),
    "half": "abc\ud800\udfff",
    "lines": "a\nb\r\nc\u2028d",
    "shell": "\"'`$(x);&|<>*?[]{}~!#",
    "format": "%s%n{0}{x!r}\\x41",
    "option": "--no-such-option",
    "dash": "-",
}

LINES = """\
define V
search V
search power --kind V
search power --region V
show V
explain V
cite V
cite computing-power --style V
incentives V
incentives --region V
incentives --sector V
incentives --for V
incentives --instrument V
incentives --policy V
incentives --min-cap V
incentives --on V
incentives --expiring V
incentives --changed-since V
incentives --sort V
incentives harbour-zone --limit V
timeline --since V
timeline --until V
timeline --last V
timeline --category V
timeline --actor V
timeline --region V
timeline --format V
timeline --columns V
timeline --lang V
timeline --data V
incentives northland --firm V
incentives northland --is V
list V
list sources --publisher V
list figures --series V
list policies --status V
list policies --policy V
list regions --level V
list actors --type V
list actors --kind V
list positions --about V
compare V V
compare northland V
compare northland port-city --by V
estimate --region V --spend equipment=1
estimate --region northland --spend V
estimate --region northland --spend equipment=V
brief V
brief northland --sector V
brief northland --short --prepared-for V
export out.V
export out.json --kind V
schema V
check V
V
""".splitlines()


@pytest.mark.parametrize("line", LINES)
def test_anything_may_be_typed(
    line: str, small: Path, capsys: pytest.CaptureFixture[str], monkeypatch, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "")
    for name, text in TYPED.items():
        arguments = [part.replace("V", text) if part.endswith("V") else part for part in line.split()]
        code = main(arguments)
        said = capsys.readouterr()
        assert code in (0, 1, 2) or (line.startswith("export") and code == 3), f"{name}: {code} {said.err}"
        assert "unexpected fault" not in said.err, f"{name}: {said.err}"
        assert not faults("plain", said.err), f"{name}: {said.err!a}"
        assert len(said.err) < 5_500, name
        assert said.err or said.out or (line.startswith("export") and code == 0), name
        if "define" in line or "show" in line:
            assert code == (2 if not text.strip() or text.startswith("--") else 1), name


def test_every_command_is_tried() -> None:
    assert {line.split()[0] for line in LINES} - {"V"} == set(COMMANDS)


def test_every_option_with_a_value_is_tried() -> None:
    """An option that is new stands in the lines above, or is one of those whose value is read in the same place."""
    group = program()
    tried = {part for line in LINES for part in line.split() if part.startswith("--")}
    alike = {"--output", "--force"}  # paths: see test_paths.py
    for name in COMMANDS:
        for parameter in group.get_command(None, name).params:
            if parameter.param_type_name == "option" and not parameter.is_flag:
                assert set(parameter.opts) & (tried | alike), f"{name} {parameter.opts}"


def test_bytes_that_are_no_utf8_as_the_system_hands_them_over() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nqpf_cli", b"define", b"\xff\xfe\xc3("],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b'no term "\\udcff\\udcfe\\udcc3("' in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COLUMNS", "9" * 5_000), ("COLUMNS", "-5"), ("COLUMNS", "\u00b2"), ("COLUMNS", "0"), ("COLUMNS", "999999"),
        ("NQPF_LANG", "xx"), ("NQPF_TODAY", "\x1b[31m"), ("NQPF_TODAY", "9999-12-31"), ("NQPF_TODAY", "0001-01-01"),
        ("PAGER", "'"), ("PAGER", "/no/such/program"), ("NQPF_PAGER", "\x1b"), ("TERM", "\x1b"), ("LANG", "xx_YY.zz"),
        ("NQPF_DATA", os.pathsep * 50), ("NO_COLOR", ""), ("FORCE_COLOR", "x"), ("LINES", "x"),
    ],
)  # fmt: skip
def test_any_environment(  # type: ignore[no-untyped-def]
    name: str, value: str, small: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    monkeypatch.setenv(name, value)
    for line in (
        "timeline",
        "define compute",
        "incentives northland",
        "incentives --expiring 90d",
        "estimate --region northland --spend rent=1",
    ):
        for format in ("table", "plain"):
            code = main([*line.split(), "--format", format])
            said = capsys.readouterr()
            assert code in (0, 1, 2), f"{line}: {said.err}"
            assert "unexpected fault" not in said.err
            assert not faults("plain", said.err)
