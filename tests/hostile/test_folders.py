"""A folder from a stranger, given as a fact pack: what cannot be read is a fault with its place, nothing is waited for."""

import os
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from nqpf_cli.cli.app import main
from nqpf_cli.index import open_index as opening
from tests.faults.programs import NQPF, Done, permissions, powerless, python
from tests.store.roots import pack

pytestmark = pytest.mark.usefixtures("small")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

TERM = """\
- id: {id}
  term: {id}
  category: concept
  definition: A thing of my own.
  sources: [gazette-plan]
  confidence: medium
"""


@pytest.fixture
def nqpf(small_home: Path) -> Callable[..., Done]:
    """The program by itself, on the small facts."""
    return partial(python, NQPF, env={"FACTS": str(small_home)})


@permissions
def test_files_and_folders_without_permission(tmp_path: Path, nqpf: Callable[..., Done]) -> None:
    """As root without root's power, or as anybody else."""
    mine = pack(
        tmp_path,
        {"terms/a.yaml": TERM.format(id="a"), "terms/b.yaml": TERM.format(id="b"), "events/c.yaml": ""},
    )
    (mine / "terms/b.yaml").chmod(0)
    (mine / "events").chmod(0)
    checked = nqpf("check", str(mine), before=powerless)
    asked = nqpf("timeline", "--data", str(mine), before=powerless)
    (mine / "events").chmod(0o700)
    assert checked.returncode == asked.returncode == 3
    assert f"{mine}/events:1:1: cannot be read (Permission denied); see that it may be read" in checked.stdout
    assert f"{mine}/terms/b.yaml:1:1: cannot be read (Permission denied)" in checked.stdout
    assert "mine/events:1:1: cannot be read" in asked.stderr


@permissions
def test_a_pack_that_cannot_be_looked_into(tmp_path: Path, nqpf: Callable[..., Done]) -> None:
    mine = pack(tmp_path, {"terms.yaml": TERM.format(id="a")})
    mine.chmod(0)
    done = nqpf("check", str(mine), before=powerless)
    mine.chmod(0o700)
    assert done.returncode == 3
    assert "mine:1:1: cannot be read (Permission denied)" in done.stdout


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/dev/null", 2), ("/dev/zero", 2), ("/dev/stdin", 2), ("/etc/passwd", 2), ("/no/such", 2), ("", 2), ("~nobody-such/x", 2),
        ("/", 3), ("/proc", 3), ("/dev", 3), ("/proc/self/fd", 3), ("x" * 5_000, 2), ("a/" * 3_000, 2), ("loop", 2),
    ],
)  # fmt: skip
def test_any_path_in_the_place_of_a_pack(
    path: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    for arguments in (["check", path], ["timeline", "--data", path]):
        assert main(arguments) == code, path
        said = capsys.readouterr()
        assert "unexpected fault" not in said.err
        assert len(said.err.splitlines()) <= 2


@linux
@pytest.mark.parametrize(
    "make",
    [lambda path: path.symlink_to("/dev/zero"), os.mkfifo, lambda path: path.mkdir()],
    ids=["device", "pipe", "folder"],
)
def test_what_is_no_file_is_not_opened(tmp_path: Path, nqpf, make) -> None:  # type: ignore[no-untyped-def]
    mine = pack(tmp_path, {"terms/a.yaml": TERM.format(id="a")})
    make(mine / "terms/odd.yaml")
    done = nqpf("check", str(mine))
    assert (done.returncode == 0) == (mine / "terms/odd.yaml").is_dir()


@pytest.mark.drill
def test_ten_thousand_files_are_a_pack_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    for folder in range(100):
        (mine / f"terms/{folder}").mkdir(parents=True)
        for number in range(100):
            name = f"t{folder}-{number}"
            (mine / f"terms/{folder}/{number}.yaml").write_text(TERM.format(id=name))
    assert main(["define", "t7-7", "--data", str(mine)]) == 0
    assert "(pack mine)" in capsys.readouterr().out
    monkeypatch.setattr(opening, "_made", None)  # from here on the index is there
    assert main(["define", "t99-99", "--data", str(mine)]) == 0


def test_more_files_than_are_read_are_refused_without_going_through_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nqpf_cli.loading.files.MAX_FILES", 300)
    mine = pack(tmp_path, {f"terms/t{number}.yaml": "" for number in range(310)})
    assert main(["timeline", "--data", str(mine)]) == 3
    assert "mine:1:1: more than 300 files and folders" in capsys.readouterr().err


@linux
def test_names_that_are_no_text(tmp_path: Path, nqpf: Callable[..., Done]) -> None:
    """A file name is bytes: a terminal's commands in it, or half a character."""
    mine = pack(tmp_path, {"terms/a.yaml": TERM.format(id="a")})
    for name in (b"\x1b[2J\x07.yaml", b"caf\xe9.yaml", b"new\nline.yaml"):
        Path(os.fsdecode(os.fsencode(mine) + b"/terms/" + name)).write_text("- x\n")
    for done in (nqpf("check", str(mine)), nqpf("timeline", "--data", str(mine))):
        assert done.returncode == 3
        assert all(line.isprintable() for line in [*done.stdout.splitlines(), *done.stderr.splitlines()])
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/p\xe9ck"))
    mine.rename(odd)
    assert nqpf("check", str(odd)).returncode == 3


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:  # type: ignore[no-untyped-def]
    """Read again, three times; then it is a fault, and no half of it is a fact."""
    mine = pack(tmp_path, {"terms.yaml": TERM.format(id="a")})
    real, times = os.fstat, iter(range(1_000))

    def restless(handle: int) -> os.stat_result:
        os.utime(mine / "terms.yaml", ns=(0, next(times) * 10**9))
        return real(handle)

    monkeypatch.setattr(os, "fstat", restless)
    assert main(["define", "a", "--data", str(mine)]) == 3
    assert "terms.yaml:1:1: the file changed while it was read" in capsys.readouterr().err


def test_an_edit_while_the_index_is_made_is_seen_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:  # type: ignore[no-untyped-def]
    """The key of an index is taken before the files are read: a later edit gives another key."""
    mine = pack(tmp_path, {"terms.yaml": TERM.format(id="a")})
    made = opening._made

    def edited_meanwhile(*given):  # type: ignore[no-untyped-def]
        (mine / "terms.yaml").write_text(TERM.format(id="a") + TERM.format(id="bb"))
        return made(*given)

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_made", edited_meanwhile)
        assert main(["define", "a", "--data", str(mine)]) == 0
    capsys.readouterr()
    assert main(["define", "bb", "--data", str(mine)]) == 0


def test_an_index_that_holds_harm_brings_none_to_the_screen(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    """Whoever can write to the user's own cache can lie, and that is all: text stays text, links stay links to the web."""
    from tests.hostile.probes import faults

    mine = pack(tmp_path, {"terms.yaml": TERM.format(id="a")})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert main(["define", "a", "--data", str(mine)]) == 0
    (index,) = (tmp_path / "cache" / "nqpf").glob("index-*.sqlite")
    times = (index.stat().st_atime_ns, index.stat().st_mtime_ns)
    connection = sqlite3.connect(index)
    evil = "\x1b]0;owned\x07\u202e<script>alert(1)</script>=1+1 [x](javascript:x)"
    connection.execute(
        "UPDATE record SET title = ?, body = json_set(body, '$.term', ?, '$.title', ?, '$.definition', ?)",
        [evil] * 4,
    )
    connection.execute(
        "UPDATE record SET body = json_set(body, '$.url', 'javascript:alert(1)') WHERE kind = 'source'"
    )
    connection.commit()
    connection.close()
    os.utime(index, ns=times)
    capsys.readouterr()
    monkeypatch.setenv("FORCE_COLOR", "1")
    for line in (
        "define a --sources",
        "show a",
        "list terms",
        "timeline --long --sources",
        "cite a",
        "incentives northland",
    ):
        for format in ("table", "plain", "markdown", "html", "json", "csv", "ics"):
            code = main([*line.split(), "--format", format, "--data", str(mine)])
            told, said = capsys.readouterr()
            empty = format == "ics" and code == 1 and "the calendar is empty" in said
            assert code in (0, 2) or empty, f"{line} --format {format}: {said}"
            assert not faults(format, told), f"{line} --format {format}: {faults(format, told)[:3]}"
            assert "]8;;javascript" not in told
            assert 'href="javascript' not in told
    assert evil.encode("unicode_escape")[:4] == b"\\x1b"
