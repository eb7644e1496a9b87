"""The way out: encodings, readers that leave, the pager, the width, whether colour is wanted."""

import io
import os
import pty
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from nqpf_cli.model.errors import NqpfError
from nqpf_cli.output import streams as out

SIGNS = "临港 nàixīn “≈ 1” · … é ß 😀"


def stream(encoding: str) -> tuple[io.BytesIO, io.TextIOWrapper]:
    raw = io.BytesIO()
    return raw, io.TextIOWrapper(raw, encoding=encoding)


def written(encoding: str, text: str, *, data: bool = False) -> str:
    raw, target = stream(encoding)
    assert out.write([text], target, data=data)
    return raw.getvalue().decode("utf-8" if data else encoding)


def test_lines_end_in_one_newline_each() -> None:
    raw, target = stream("utf-8")
    out.write(["a", "b\r"], target)
    out.write([], target)
    assert raw.getvalue() == b"a\nb\r\n"


def test_one_write_for_everything() -> None:
    class Counting(io.StringIO):
        calls = 0

        def write(self, text: str) -> int:
            self.calls += 1
            return super().write(text)

    target = Counting()
    out.write((str(n) for n in range(1000)), target)
    assert target.calls == 1


def test_chinese_prints_where_it_can() -> None:
    assert written("utf-8", SIGNS) == f"{SIGNS}\n"
    assert written("gb18030", SIGNS) == f"{SIGNS}\n"
    assert written("gbk", "临港 · …") == "临港 · …\n"


def test_where_it_cannot_people_get_the_nearest_thing() -> None:
    assert written("ascii", SIGNS) == '\\u4e34\\u6e2f naixin "~ 1" - ... e \\xdf \\U0001f600\n'
    assert written("latin-1", SIGNS) == '\\u4e34\\u6e2f nàixin "~ 1" · ... é ß \\U0001f600\n'


def test_a_half_character_does_not_stop_the_output() -> None:
    assert written("utf-8", "a\ud800b") == "a\\ud800b\n"


def test_data_in_a_pipe_is_utf8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    assert written("ascii", SIGNS, data=True) == f"{SIGNS}\n"


def test_data_in_an_encoding_that_was_demanded_stays_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert written("ascii", "新😀", data=True) == "\\u65b0\\ud83d\\ude00\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
def test_a_reader_that_leaves_is_no_error() -> None:
    program = "from nqpf_cli.output import streams as out; print(out.write('y' * 99 for _ in range(199_999)), file=__import__('sys').stderr)"
    done = subprocess.run(
        f'{sys.executable} -c "{program}" | head -n 1; echo "${{PIPESTATUS[0]}}"',
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{'y' * 99}\n0\n"
    assert done.stderr == "False\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_a_line() -> None:
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - closing it is the test
    with pytest.raises(NqpfError, match="cannot write the output: No space left on device"):
        out.write(["x"], full)
    full.close()  # would complain again, had the stream not been pointed elsewhere


def test_no_output_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(NqpfError, match="closed") as fault:
        out.write(["x"])
    assert fault.value.code == 3


@pytest.mark.parametrize(
    ("env", "command"),
    [
        ({}, ["less", "-FRX"]),
        ({"PAGER": "more -d"}, ["more", "-d"]),
        ({"PAGER": "more", "NQPF_PAGER": "'my pager' -x"}, ["/bin/sh", "-c", "'my pager' -x"]),
        ({"PAGER": "less | cat"}, ["/bin/sh", "-c", "less | cat"]),
        ({"PAGER": "LESS=R less"}, ["/bin/sh", "-c", "LESS=R less"]),
        ({"PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
        ({"NQPF_PAGER": "", "PAGER": "less"}, []),
        ({"NQPF_PAGER": " "}, []),
        ({"PAGER": "less 'open"}, ["/bin/sh", "-c", "less 'open"]),
    ],
)
def test_which_pager(env: Mapping[str, str], command: list[str]) -> None:
    assert out.pager_command(env) == command


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def paged(tmp_path: Path, capfd: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Page some lines; what the stream got, and what the pager got (None if it was not started)."""
    kept = tmp_path / "kept"
    script = tmp_path / "pager.py"
    script.write_text(f"import sys; open({str(kept)!r}, 'wb').write(sys.stdin.buffer.read())")

    def run(lines: list[str], env: Mapping[str, str], **options: object) -> tuple[str, str | None]:
        raw = io.BytesIO()
        target = Terminal(raw, encoding="utf-8")
        full = {
            "TERM": "xterm",
            "NQPF_PAGER": f"'{sys.executable}' '{script}'",
            "PATH": os.environ["PATH"],
            **env,
        }
        assert out.page_out(lines, target, environ=full, **options)  # type: ignore[arg-type]
        return raw.getvalue().decode(), kept.read_text(encoding="utf-8") if kept.exists() else None

    return run


def test_long_output_goes_through_the_pager_with_its_colour(paged) -> None:  # type: ignore[no-untyped-def]
    lines = [f"\x1b[32m临港 {n}\x1b[0m" for n in range(24)]
    assert paged(lines, {}, height=24) == ("", "".join(f"{line}\n" for line in lines))


def test_a_line_may_hold_lines(paged) -> None:  # type: ignore[no-untyped-def]
    assert paged(["a\n" * 30], {}, height=24)[0] == ""


@pytest.mark.parametrize(
    ("env", "options"),
    [
        ({"NQPF_PAGER": "false"}, {"height": 24}),
        ({"NQPF_PAGER": "cat | no-such-pager"}, {"height": 24}),
        ({"NQPF_PAGER": "an open 'quote"}, {"height": 24}),
        ({}, {"height": 25}),  # fits, with a row for the prompt
        ({}, {"height": 24, "pager": False}),
        ({"NQPF_PAGER": ""}, {"height": 24}),
        ({"NQPF_PAGER": "cat"}, {"height": 24}),
        ({"TERM": "dumb"}, {"height": 24}),
        ({"NQPF_PAGER": "no-such-pager --at-all"}, {"height": 24}),
        ({"NQPF_PAGER": "/"}, {"height": 24}),
    ],
)
def test_what_is_written_without_a_pager(paged, env, options) -> None:  # type: ignore[no-untyped-def]
    lines = ["x"] * 24
    assert paged(lines, env, **options) == ("x\n" * 24, None)


def test_a_pipe_is_never_paged() -> None:
    raw, target = stream("utf-8")
    out.page_out(["x"] * 99, target, environ={"TERM": "xterm", "NQPF_PAGER": "false"}, height=24)
    assert raw.getvalue() == b"x\n" * 99


def test_leaving_the_pager_early_is_no_error(paged) -> None:  # type: ignore[no-untyped-def]
    assert paged(["x" * 99] * 99_999, {"NQPF_PAGER": "true"}, height=24) == ("", None)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_ctrl_c_belongs_to_the_pager(tmp_path: Path) -> None:
    """The whole group gets the signal, as from a keyboard: the pager minds it, we do not."""
    pager = tmp_path / "pager.py"
    pager.write_text(
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, lambda *_: print('minded', flush=True))\n"
        "sys.stdin.read()\n"
        "os.killpg(os.getpgrp(), signal.SIGINT)\n"
    )
    program = textwrap.dedent(f"""
        import sys, signal
        from nqpf_cli.output import streams as out
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.stdout.isatty = lambda: True
        env = {{"TERM": "xterm", "NQPF_PAGER": "'{sys.executable}' '{pager}'"}}
        assert out.page_out(["x"] * 99, environ=env, height=24)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        print("went on")
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, start_new_session=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "minded\nwent on\n", "")


@pytest.mark.skipif(not shutil.which("less"), reason="no less on this machine")
@pytest.mark.parametrize("lines", [3, 300])
def test_less_on_a_real_terminal(lines: int) -> None:
    """`less -FRX` leaves what fits, and keeps colour in what does not."""
    program = f"from nqpf_cli.output import streams as out; out.page_out(['\\x1b[32m临港\\x1b[0m'] * {lines}, height=2)"
    leader, follower = pty.openpty()
    env = {"TERM": "xterm", "PATH": os.environ["PATH"], "LC_ALL": "C"}
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=follower, stdout=follower, stderr=follower, env=env, start_new_session=True, close_fds=True,
    )  # fmt: skip
    os.close(follower)
    shown = b""
    while "临港".encode() not in shown or (lines > 3 and b":" not in shown[-20:]):
        shown += os.read(leader, 4096)
    os.write(leader, b"q")
    while True:
        try:
            if not (more := os.read(leader, 4096)):
                break
        except OSError:  # how Linux tells that the other side is closed
            break
        shown += more
    assert process.wait() == 0
    os.close(leader)
    assert "\x1b[32m临港".encode() in shown
    assert b"ESC[" not in shown


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("100", 100),
        ("40", 40),
        ("5", 40),
        ("0", 80),
        ("", 80),
        ("-7", 80),
        ("wide", 80),
        ("²", 80),
        ("9" * 30, 80),
    ],
)
def test_the_width(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(out, "_screen", lambda: (80, 24))
    assert out.terminal_width({"COLUMNS": columns}) == width


def test_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(out, "_screen", lambda: (132, 24))
    assert out.terminal_width({}) == 132


@pytest.mark.parametrize(
    ("env", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": ""}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True, True),
        ({"CLICOLOR_FORCE": "0"}, True, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False, False),
        ({"CLICOLOR_FORCE": "1", "FORCE_COLOR": "0"}, True, True),
    ],
)
def test_whether_to_colour(env: Mapping[str, str], on_terminal: bool, in_pipe: bool) -> None:
    assert out.should_colour(Terminal(io.BytesIO()), env) is on_terminal
    assert out.should_colour(io.StringIO(), env) is in_pipe


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "tmux-256color", "screen", "foot", "alacritty"])
def test_links_go_to_terminals_that_may_take_them(term: str) -> None:
    assert out.should_link({"TERM": term})


@pytest.mark.skipif(sys.platform == "win32", reason="has no TERM")
@pytest.mark.parametrize(
    "term", ["dumb", "", "unknown", "ansi", "vt100", "vt220", "linux", "linux-16color", "cons25"]
)
def test_no_link_goes_to_one_that_shows_its_bytes(term: str) -> None:
    assert not out.should_link({"TERM": term})
    assert not out.should_link({})


def test_a_line_for_the_shell_is_run_by_it(paged, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    kept = tmp_path / "piped"
    assert paged(["x"] * 24, {"NQPF_PAGER": f"cat | cat > '{kept}'"}, height=24) == ("", None)
    assert kept.read_text(encoding="utf-8") == "x\n" * 24


@pytest.mark.parametrize(("kind", "told"), [(Terminal, b"nqpf: busy\n"), (io.TextIOWrapper, b"")])
def test_a_notice_is_for_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, kind: type[io.TextIOWrapper], told: bytes
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", kind(written, encoding="utf-8"))
    out.notice("busy")
    assert written.getvalue() == told


def test_a_closed_stream_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not out.is_terminal(closed)
    assert not out.is_terminal(None)
