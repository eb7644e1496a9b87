"""TAB in a real bash, zsh and fish, and what the shells are told."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nqpf_cli.cli import complete, completion
from nqpf_cli.cli.app import main, program
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.index.open_index import with_store
from nqpf_cli.model.errors import NqpfError
from tests.conftest import ROOT, TODAY, Nqpf

PLAIN = re.compile(r"[\w][\w.+,/@%=-]*")
"""What no shell has to quote."""


def offers(line: str) -> dict[str, str]:
    """What TAB offers at the end of a line, with meanings."""
    *before, last = line.split(" ")
    _, lead, found = completion.offers_at(program(), before, last)
    return {lead + value: meaning for value, meaning in found}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("nqpf inc", "incentives"),
        ("nqpf ", "timeline"),
        ("nqpf --v", "--version"),
        ("nqpf --show-completion ", "fish"),
        ("nqpf timeline --si", "--since"),
        ("nqpf timeline ", "--since"),
        ("nqpf timeline --category mee", "meeting"),
        ("nqpf timeline --actor mii", "miit"),
        ("nqpf timeline --since 2024 --format j", "jsonl"),
        ("nqpf timeline -f c", "csv"),
        ("nqpf timeline --lang=e", "--lang=en"),
        ("nqpf define patient", "patient-capital"),
        ("nqpf define Patient", "patient-capital"),
        ("nqpf define patient c", "capital"),
        ("nqpf define 耐", "耐心资本"),
        ("nqpf define NÀIx", "naixin"),
        ("nqpf incentives ling", "lingang"),
        ("nqpf incentives hong ", "kong"),
        ("nqpf incentives --region 临", "临港"),
        ("nqpf incentives lingang --sector semi", "semiconductors"),
        ("nqpf incentives --sector ai --sector rob", "robotics"),
        ("nqpf incentives --sector chi", "chips"),
        ("nqpf incentives --sector 芯", "芯片"),
        ("nqpf list events --category 会", "会议"),
        ("nqpf incentives --for sm", "sme"),
        ("nqpf incentives --instrument vou", "voucher"),
        ("nqpf incentives --sort a", "amount"),
        ("nqpf incentives --policy china-2025-ai-p", "china-2025-ai-plus-opinions"),
        ("nqpf list pol", "policies"),
        ("nqpf list events --category mee", "meeting"),
        ("nqpf list terms --category con", "concept"),
        ("nqpf list policies --status in", "in-force"),
        ("nqpf list regions --level prov", "province"),
        ("nqpf list figures --series china-rd", "china-rd-spending"),
        ("nqpf show lingang-ai", "lingang-ai-chip-purchase-subsidy"),
        ("nqpf cite PATIENT", "patient-capital"),
        ("nqpf explain what", "what-it-means"),
        ("nqpf search chips --kind pol", "policies"),
        ("nqpf compare lingang shenz", "shenzhen"),
        ("nqpf compare lingang shenzhen --by in", "instrument"),
        ("nqpf estimate ling", "lingang"),
        ("nqpf estimate lingang --spend compute-r", "compute-rental="),
        ("nqpf estimate lingang --spend gpu", "gpus="),
        ("nqpf estimate lingang --spend 研", "研发="),
        ("nqpf brief low", "low-altitude-economy"),
        ("nqpf brief robo", "robotics"),
        ("nqpf export x --format csv", "csv.zip"),
        ("nqpf cite lingang --style bib", "bibtex"),
        ("nqpf schema inc", "incentives"),
    ],
)
def test_tab_offers(line: str, offered: str) -> None:
    assert offered in offers(line), sorted(offers(line))[:20]


@pytest.mark.parametrize(
    "line",
    [
        "nqpf nosuch ",
        "nqpf timeline --since ",
        "nqpf timeline --nosuch=",
        "nqpf define zzzz",
        "nqpf list events --category con",
        "nqpf timeline --category '",
    ],
)
def test_tab_offers_nothing(line: str) -> None:
    assert offers(line) == {}


def test_what_is_offered_is_named_by_a_parameter_that_there_is() -> None:
    root = program()
    above = root.make_context("nqpf", [], resilient_parsing=True)
    taken = {(name, param.name) for name in COMMANDS for param in root.get_command(above, name).params}
    assert set(complete.OTHERWISE) <= taken
    assert set(complete.VALUES) <= {name for _, name in taken} | {param.name for param in root.params}


def test_tab_offers_no_option_under_its_old_name() -> None:
    assert {"--type"} == {name for name in offers("nqpf list actors --") if name in ("--type", "--kind")}


def test_an_option_given_is_not_offered_again_unless_it_may_be() -> None:
    again = offers("nqpf timeline --since 2024 --region shanghai --")
    assert "--since" not in again
    assert "--region" in again


def test_values_come_with_their_meaning() -> None:
    assert offers("nqpf incentives --sector hyd")["hydrogen"].startswith("Hydrogen: ")
    assert offers("nqpf def")["define"] == COMMANDS["define"]
    assert offers("nqpf define patient")["patient-capital"] == "patient capital"


def test_paths_are_left_to_the_shell() -> None:
    assert completion.offers_at(program(), ["nqpf", "timeline", "--data"], "") == ("dir", "", [])
    assert completion.offers_at(program(), ["nqpf", "export"], "fa") == ("file", "", [])
    assert completion.offers_at(program(), ["nqpf", "check"], "my") == ("file", "", [])
    assert completion.offers_at(program(), ["nqpf", "timeline"], "--data=my") == ("dir", "--data=", [])


def test_too_many_are_gathered_and_none_is_left_out() -> None:
    """A shell completes to what all offers share, so a list that was cut would mislead it."""
    found = [(f"{place}-{year}-{n}", "") for place in "ab" for year in (2024, 2025) for n in range(100)]
    assert [value for value, _ in complete._bounded(found, "")] == ["a-…", "b-…"]
    many = [(f"{chr(97 + n % 3)}{n}", "") for n in range(300)]
    assert complete._bounded(many, "") == [(f"{letter}…", "100 begin so") for letter in "abc"]
    assert complete._bounded(many[:200], "") == many[:200]


def test_beginnings_take_no_space() -> None:
    what, _, found = completion.offers_at(program(), ["nqpf", "incentives", "--policy"], "")
    assert what == "nospace"
    assert ("shanghai-", "") in [(value, "") for value, _ in found]
    assert len(found) <= complete.MOST


@pytest.mark.parametrize("typed", ["", *"abcdefghijklmnopqrstuvwxyz", "新", "上", "“", "2", "xi'", "$", "`"])
def test_nothing_offered_needs_quoting(typed: str) -> None:
    """A shell puts an offer into the line as it is."""
    for line in ("define", "incentives", "incentives --policy", "timeline --actor", "list figures --series"):
        for value in offers(f"nqpf {line} {typed}"):
            assert PLAIN.fullmatch(value), value


@pytest.mark.parametrize(
    ("words", "at", "meant"),
    [
        ("nqpf\ntimeline\n", 2, (["nqpf", "timeline", ""], 2)),
        ("nqpf timeline --lang = e", 4, (["nqpf", "timeline", "--lang=e"], 2)),
        ("nqpf\nestimate\n--spend\nrent\n=\n8\n--region\nli", 7, (["nqpf", "estimate", "--spend", "rent=8", "--region", "li"], 5)),
        ("nqpf\nsearch\n'it is\\ so", 2, (["nqpf", "search", "it is\\ so"], 2)),
        ("nqpf\ndefine\nnew\\ qual", 2, (["nqpf", "define", "new qual"], 2)),
        ("nqpf\ntimeline\n--since\n2024", 1, (["nqpf", "timeline"], 1)),
    ],
)  # fmt: skip
def test_words_as_shells_hand_them_over(words: str, at: int, meant: tuple[list[str], int]) -> None:
    assert completion.typed_words({"COMP_WORDS": words, "COMP_CWORD": str(at)}) == meant


def test_meanings_are_one_line_and_harmless() -> None:
    told = completion.reply("zsh", "plain", "", [("id", "two\nlines\x1b[31m $(rm) `x`")])
    assert told[1].startswith("id:two")
    assert all(line.isprintable() for line in told)
    assert completion.reply("bash", "plain", "--lang=", [("en", "x")]) == ["plain", "en"]


def test_a_fault_stays_out_of_the_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_NQPF_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "nqpf\ndefine\nx")
    monkeypatch.setenv("COMP_CWORD", "no number")
    assert main([]) == 1
    assert capsys.readouterr() == ("", "")


def test_a_pack_on_the_line_is_completed_too(tmp_path: Path) -> None:
    source = with_store(lambda store: store.sql("SELECT id FROM record WHERE kind = 'source' LIMIT 1")[0][0])
    (tmp_path / "regions.yaml").write_text(
        "- id: zzyzx\n  name: Zzyzx\n  name_zh: 之之克斯\n  level: city\n  parent: china\n  checked: '2026-11-01'\n"
        f"  sources: [{source}]\n",
        encoding="utf-8",
    )
    assert "zzyzx" not in offers("nqpf incentives --region zz")
    assert "zzyzx" in offers(f"nqpf incentives --data {tmp_path} --region zz")


def test_a_tab_imports_no_more_than_a_lookup(installed_env: dict[str, str]) -> None:
    code = (
        "import sys, os\n"
        "from nqpf_cli.cli.app import main\n"
        "main([])\n"
        "print(sorted({'rich', 'yaml', 'msgspec', 'rapidfuzz'} & set(sys.modules)), file=sys.stderr)\n"
        "others = [m for m in sys.modules if m.startswith('nqpf_cli.cli.')]\n"
        "print(len(others), file=sys.stderr)"
    )
    for shell in completion.SCRIPTS:
        env = {
            **installed_env,
            "_NQPF_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": "nqpf\nincentives\n--region\nling",
            "COMP_CWORD": "3",
        }
        ran = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert "lingang" in ran.stdout
        assert ran.stderr.splitlines()[0] == "[]"
        assert int(ran.stderr.splitlines()[1]) < 14


@pytest.fixture(scope="module")
def installed_env(cache_home: Path) -> dict[str, str]:
    """The environment of a person's shell, apart from theirs."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "NQPF_TODAY": TODAY,
        "XDG_CACHE_HOME": str(cache_home),
    }


@pytest.mark.parametrize("shell", completion.SCRIPTS)
@pytest.mark.parametrize("at", ["2", "200000000", str(2**63), str(10**30), "-1", "9" * 5_000, "x"])
def test_no_more_words_than_there_are(
    shell: str, at: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the shell says that the cursor is; COMP_LINE and COMP_POINT are never read."""
    for name, value in {
        "COMP_WORDS": "nqpf\ntimeline",
        "COMP_CWORD": at,
        "COMP_LINE": "x",
        "COMP_POINT": at,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("_NQPF_COMPLETE", f"complete_{shell}")
    if at.isdecimal() and len(at) < 4_000:
        assert completion.typed_words(os.environ) == (["nqpf", "timeline", ""], 2)
    assert main([]) == (0 if at.lstrip("-").isdecimal() and len(at) < 4_000 else 1)
    assert capsys.readouterr().err == ""


# To install it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", completion.SCRIPTS)
@pytest.mark.parametrize("home", ["", "relative", "file", "file/below", None], ids=str)
def test_where_it_cannot_be_installed(
    shell: str, home: str | None, inside: Nqpf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two plain lines, which say what to do instead; nothing is made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.delenv("XDG_CACHE_HOME")
    if home is None:
        monkeypatch.delenv("HOME")
        monkeypatch.setattr("pwd.getpwuid", _unknown)
    else:
        monkeypatch.setenv("HOME", f"{tmp_path}/{home}" if home.startswith("file") else home)
    done = inside("--install-completion", shell)
    first, second = done.stderr.splitlines()
    assert first.startswith("nqpf: cannot install completion: ")
    assert "Errno" not in first
    assert f"nqpf --show-completion {shell}" in second
    assert (done.returncode, done.stdout) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def _unknown(uid: int) -> None:
    raise KeyError(uid)


def test_what_a_shell_reads_at_its_start_stays_as_it_is(
    inside: Nqpf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line is added once, at the end, whatever bytes stand there."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".bashrc").write_bytes(b"export A=\xff")
    for _ in range(2):
        assert inside("--install-completion", "bash").returncode == 0
    assert (tmp_path / ".bashrc").read_bytes() == b"export A=\xff\nsource ~/.bash_completions/nqpf.sh\n"


# In a real shell -----------------------------------------------------------------------------------------------

SHELLS = {
    ("bash", "sourced"): (["bash", "--norc", "--noprofile"], "source <(nqpf --show-completion bash)"),
    ("zsh", "sourced"): (
        ["zsh", "-f"],
        "autoload -Uz compinit; compinit -u -D; source <(nqpf --show-completion zsh)",
    ),
    ("fish", "sourced"): (["fish", "--no-config"], "nqpf --show-completion fish | source"),
    ("bash", "installed"): (["bash", "-i"], "true"),
    ("zsh", "installed"): (["zsh", "-i"], "true"),
    ("fish", "installed"): (["fish", "-i"], "true"),
}
"""How to start a shell, and what to type first."""

TYPED = [
    ("nqpf inc\t", ["incentives"]),
    ("nqpf incentives --region ling\t", ["incentives", "--region", "lingang"]),
    ("nqpf incentives --region=ling\t", ["incentives", "--region=lingang"]),
    ("nqpf timeline --lang=z\t--limit 1", ["timeline", "--lang=zh", "--limit", "1"]),
    ("nqpf define 耐\t", ["define", "耐心资本"]),
    ("nqpf define patient cap\t", ["define", "patient", "capital"]),
    ("nqpf incentives --policy shangh\t2024", ["incentives", "--policy", "shanghai-2024"]),
    ("nqpf timeline --data fo\tx", ["timeline", "--data", "folder/x"]),
    ("nqpf estimate lingang --spend compute-r\t8m", ["estimate", "lingang", "--spend", "compute-rental=8m"]),
    ("nqpf show lingang-ai-c\t", ["show", "lingang-ai-chip-purchase-subsidy"]),
    ("nqpf timeline --since \tx", ["timeline", "--since", "x"]),
]


def recorder(home: Path) -> Path:
    """An `nqpf` that completes and installs as the true one, and else says what the shell hands it."""
    ours = home / "bin" / "nqpf"
    ours.parent.mkdir()
    true = f"exec {shlex.quote(sys.executable)} -m nqpf_cli"
    ours.write_text(
        f'#!/bin/sh\nif [ -n "$_NQPF_COMPLETE" ]; then {true}; fi\ncase "$1" in --*) {true} "$@";; esac\n'
        "printf '<%s>' nqpf \"$@\"; echo\n"
    )
    ours.chmod(0o755)
    return ours


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("name", "way"), SHELLS)
def test_in_a_shell(name: str, way: str, tmp_path: Path, installed_env: dict[str, str]) -> None:
    if name != "bash" and not shutil.which(name):
        pytest.skip(f"no {name} on this machine")
    import pexpect

    (tmp_path / "folder").mkdir()
    ours = recorder(tmp_path)
    path = f"{ours.parent}:{installed_env['PATH']}"
    env = {**installed_env, "HOME": str(tmp_path), "PATH": path, "PYTHONPATH": str(ROOT)}
    if way == "installed":
        subprocess.run([ours, "--install-completion", name], env=env, check=True, capture_output=True)
    start, first = SHELLS[name, way]
    shell = pexpect.spawn(
        start[0], start[1:], env=env, cwd=str(tmp_path), encoding="utf-8", dimensions=(40, 200), timeout=30
    )
    shell.sendline(f"{first}; echo re''ady")
    shell.expect("ready\r\n")
    for keys, arguments in TYPED if way == "sourced" else TYPED[:2]:
        shell.send(f"{keys}\r")
        shell.expect(r"<nqpf>((?:<[^<>]*>)*)")
        assert shell.match[1] == "".join(f"<{word}>" for word in arguments), keys
    shell.close(force=True)


# Installing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shell", "script", "start"),
    [
        ("bash", ".bash_completions/nqpf.sh", ".bashrc"),
        ("zsh", ".zfunc/_nqpf", ".zshrc"),
        ("fish", ".config/fish/completions/nqpf.fish", None),
    ],
)
def test_install(
    shell: str,
    script: str,
    start: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    if start:
        (tmp_path / start).write_text("alias ll='ls -l'", encoding="utf-8")
    for _ in range(2):
        assert main(["--install-completion", shell]) == 0
        assert str(tmp_path / script) in capsys.readouterr().out
    assert main(["--show-completion", shell]) == 0
    assert (tmp_path / script).read_text(encoding="utf-8") == capsys.readouterr().out
    if start:
        first, ours = (tmp_path / start).read_text(encoding="utf-8").splitlines()
        assert first == "alias ll='ls -l'"
        assert "~/" in ours


def test_without_a_name_it_is_the_shell_we_run_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "this_shell", lambda: "fish")
    assert main(["--show-completion"]) == 0
    assert capsys.readouterr().out.strip() == completion.script("fish")


def test_a_shell_we_have_nothing_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NqpfError):
        completion.script("tcsh")
    assert main(["--show-completion", "tcsh"]) == 2
    assert capsys.readouterr().err == (
        'nqpf: no completion for "tcsh"\n      there is one for bash, zsh, fish\n'
    )
