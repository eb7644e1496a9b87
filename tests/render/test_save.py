"""Files that are whole or not there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nqpf_cli.model.errors import NqpfError
from nqpf_cli.output.save import refuse, save
from tests.conftest import ROOT


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    save(str(tmp_path / "a"), [b"one ", b"two"])
    assert (tmp_path / "a").read_bytes() == b"one two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    path.chmod(0o640)
    with pytest.raises(NqpfError, match="exists") as fault:
        save(str(path), [b"other"])
    assert fault.value.code == 2
    assert path.read_bytes() == b"mine"
    save(str(path), [b"other"], force=True)
    assert path.read_bytes() == b"other"
    assert path.stat().st_mode & 0o777 == 0o640


def test_who_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"

    def content() -> Iterator[bytes]:
        path.write_bytes(b"theirs")
        yield b"ours"

    with pytest.raises(NqpfError, match="exists"):
        save(str(path), content())
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    save(str(link), [b"new"], force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "says"), [("", "folder"), ("no/such/a", "no folder"), ("x" * 300, "cannot write")]
)
def test_places_where_no_file_can_be(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(NqpfError, match=says):
        save(str(tmp_path / name), [b"a"], force=True)
    assert list(tmp_path.iterdir()) == []


def test_a_loop_of_links_is_said_before_anything_is_worked_out(tmp_path: Path) -> None:
    for name, other in (("a.md", "b.md"), ("b.md", "a.md")):
        (tmp_path / name).symlink_to(other)
    for ask in (refuse, save):
        for name in ("a.md", "a.md/c.md"):
            for force in (False, True):
                with pytest.raises(NqpfError, match="symbolic links"):
                    ask(str(tmp_path / name), *([[b"x"]] if ask is save else []), force=force)
    (tmp_path / "to").symlink_to("come.md")
    save(str(tmp_path / "to"), [b"x"])
    assert (tmp_path / "come.md").read_bytes() == b"x"


def test_what_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")

    def content() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(str(path), content(), force=True)
    assert path.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_device_says_so() -> None:
    with pytest.raises(NqpfError, match="No space left") as fault:
        save("/dev/full", [b"a"])
    assert fault.value.code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_kill_leaves_nothing(tmp_path: Path, number: int) -> None:
    meant = "signal.default_int_handler" if number is signal.SIGINT else "signal.SIG_DFL"
    code = f"""
import signal, sys
from nqpf_cli.output.save import save
signal.signal({int(number)}, {meant})  # whatever runs the tests may ignore it, and a child inherits that
def content():
    yield b"half"
    print("begun", flush=True)
    sys.stdin.read()  # for ever: nobody writes, and nobody closes it
save({str(tmp_path / "a")!r}, content())
"""
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline() == b"begun\n"
    os.kill(child.pid, number)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert child.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_takes_it_as_it_comes(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with a name here")
    os.mkfifo(tmp_path / "pipe")
    child = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    save(str(tmp_path / "pipe"), [b"through"])
    assert child.communicate()[0] == b"through"


def test_writers_that_share_a_folder_and_an_id_do_not_meet(tmp_path: Path) -> None:
    """In the midst of one file others are written, with the same process id: another, and one of the same name."""

    def content() -> Iterator[bytes]:
        yield b"o"
        save(str(tmp_path / "b"), [b"other"])
        save(str(tmp_path / "a"), [b"theirs"])
        yield b"urs"

    with pytest.raises(NqpfError, match="exists"):
        save(str(tmp_path / "a"), content())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"theirs", "b": b"other"}


def test_what_killed_writers_left_is_in_nobodys_way(tmp_path: Path) -> None:
    left = tmp_path / f".nqpf-{os.getpid()}.part"
    left.write_bytes(b"half")
    save(str(tmp_path / "a"), [b"whole"])
    assert (tmp_path / "a").read_bytes() == b"whole"
    assert left.read_bytes() == b"half"
