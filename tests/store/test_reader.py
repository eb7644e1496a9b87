"""The reader: plain values with their places, and a fault for all that YAML can do and a fact does not need."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.loading import yaml_reader as reader
from nqpf_cli.loading.nodes import BROKEN
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.yaml_reader import read


def one(text: str | bytes) -> Problem:
    """The one fault of a file."""
    _, faults = read(text.encode() if isinstance(text, str) else text, "f.yaml")
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5), ("-3", -3), ("0", 0), ("2.5", 2.5), ("true", True), ("false", False),
        ("", None), ("~", None), ("null", None),
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("Yes", "Yes"), ("True", "True"),
        ("1e3", "1e3"), ("1E3", "1E3"), ("0777", "0777"), ("0o17", "0o17"), ("0x1f", "0x1f"), ("0b1", "0b1"),
        ("1_000", "1_000"), ("+5", "+5"), (".5", ".5"), ("5.", "5."), (".inf", ".inf"), (".nan", ".nan"),
        ("2024-06", "2024-06"), ("2024-06-18", "2024-06-18"), ("2024-06-18T10:00:00Z", "2024-06-18T10:00:00Z"),
        ("12:30:45", "12:30:45"), ("1,000", "1,000"), ("=", "="), ("9" * 40, "9" * 40),
        ("'5'", "5"), ('"true"', "true"), ("'null'", "null"), ("''", ""),
    ],
)  # fmt: skip
def test_scalars_follow_our_rule(written: str, value: object) -> None:
    root, faults = read(f"a: {written}\n".encode(), "f.yaml")
    assert not faults
    assert root["a"] == value
    assert type(root["a"]) is type(value)


def test_a_number_keeps_its_spelling() -> None:
    root, _ = read(b"a: 2024.10\nb: [1, x, 2.50]\nc: true\nd: x\n", "f.yaml")
    assert root.raw == {"a": "2024.10", "c": "true"}
    assert root["b"].raw == {0: "1", 2: "2.50"}


def test_places() -> None:
    root, faults = read("- id: a\n  名: {x: [1, 二]}\n-   id: b\n".encode(), "f.yaml")
    assert not faults
    assert root[0].key_at("id") == (1, 3)
    assert root[0].value_at("id") == (1, 7)
    assert root[0].key_at("名") == (2, 3)
    assert root[0]["名"]["x"].value_at(1) == (2, 14)  # columns count characters, not bytes
    assert root.value_at(1) == (3, 5)


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_line_endings_and_a_byte_order_mark_change_nothing(prefix: bytes, ending: bytes) -> None:
    root, faults = read(prefix + b"- id: a" + ending + b"  b: |" + ending + b"    x" + ending, "f.yaml")
    assert not faults
    assert root == [{"id": "a", "b": "x\n"}]
    assert root[0].key_at("id") == (1, 3)
    assert root[0].key_at("b") == (2, 3)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"], ids=["empty", "comment", "marker"])
def test_an_empty_file_is_none(text: str) -> None:
    assert read(text.encode(), "f.yaml") == (None, [])


# Where two beginnings stand, libyaml and PyYAML (or their versions) see it first in their own way.
HOSTILE: dict[str, tuple[str | bytes, str | tuple[str, str]]] = {
    "anchor": ("- a: &x 1\n", "f.yaml:1:6: an anchor, &x"),
    "anchored list": ("- a: &x [1]\n", "f.yaml:1:6: an anchor, &x"),
    "merge key": ("- a: 1\n  <<: {b: 2}\n", "f.yaml:2:3: a merge key, <<"),
    "tag": ("- a: !!int 5\n", "f.yaml:1:6: a tag, tag:yaml.org,2002:int"),
    "local tag": ("- a: !x 5\n", "f.yaml:1:6: a tag, !x"),
    "python tag": ("- !!python/object/apply:os.system [ls]\n", "f.yaml:1:3: a tag, tag:yaml.org,2002:python/object"),
    "python name": ("a: !!python/name:os.system\n", "f.yaml:1:4: a tag, tag:yaml.org,2002:python/name"),
    "binary": ("a: !!binary aGk=\n", "f.yaml:1:4: a tag, tag:yaml.org,2002:binary"),
    "duplicate key": ("- a: 1\n  b: 2\n  a: 3\n", "f.yaml:3:3: the key a stands twice, first in line 1"),
    "second document": ("- a\n---\n- b\n", "f.yaml:2:1: a second document in one file"),
    "complex key": ("? [a]\n: b\n", "f.yaml:1:3: a key that is itself a list or a mapping"),
    "deep list": ("[" * 100_000, ("f.yaml:1:9: nested more than 8", "f.yaml:1:1001: not YAML: exceeded maximum nesting depth")),
    "deep mapping": ("{a: " * 100_000, "f.yaml:1:33: nested more than 8 levels deep"),
    "deep blocks": ("- " * 100_000, "f.yaml:1:17: nested more than 8 levels deep"),
    "long scalar": (f"a: {'x' * 20_001}\n", "f.yaml:1:4: a text of 20,001 characters"),
    "long key": (f"? {'x' * 20_001}\n: 1\n", "f.yaml:1:3: a text of 20,001 characters"),
    "large file": (b"# " + b"x" * 4_000_000, "f.yaml:1:1: the file holds 4,000,002 bytes, more than the 4,000,000"),
    "utf-16 le": ("- id: a\n".encode("utf-16"), "f.yaml:1:1: the file is in UTF-16"),
    "utf-16 be": (b"\xfe\xff\x00-", "f.yaml:1:1: the file is in UTF-16"),
    "utf-16 unmarked": ("- id: a\n".encode("utf-16-le"), "f.yaml:1:2: a NUL character"),
    "latin-1": (b"- a\n- caf\xe9 x\n", "f.yaml:2:6: the file is not UTF-8: byte 0xe9"),
    "surrogates": (b"- \xed\xa0\x80\n", "f.yaml:1:3: the file is not UTF-8"),
    "nul": (b"- a\n- b\0c\n", "f.yaml:2:4: a NUL character"),
    "escape": (b"- a\n- b\x1b[31m\n", "f.yaml:2:4: a control character, U+001B"),
    "tab": ("- a: 1\n\tb: 2\n", ("f.yaml:2:1: not YAML: found a tab", "f.yaml:2:1: not YAML: found character that cannot")),
    "colon": ("- a: b: c\n", "f.yaml:1:7: not YAML: mapping values are not allowed"),
    "open quote": ("- a: 'b\n", "f.yaml:2:1: not YAML: found unexpected end of stream"),
    "open bracket": ("- [a, b\n", "f.yaml:2:1: not YAML: did not find expected ',' or ']'"),
    "indentation": ("- a: 1\n   b: 2\n", "f.yaml:2:5: not YAML: mapping values"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "starts"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_one_fault_at_its_place(text: str | bytes, starts: str | tuple[str, str]) -> None:
    fault = one(text)
    assert str(fault).startswith(starts)
    assert fault.hint


@pytest.mark.parametrize("loader", [yaml.SafeLoader, reader._Loader], ids=["python", "libyaml"])
def test_half_a_character_is_no_text(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """An escape can write what UTF-8 cannot; it would stop whatever is printed or indexed later."""
    monkeypatch.setattr(reader, "_Loader", loader)
    for text in ('- a: "x\\ud800y"\n', '- "\\udfff": 1\n', '- ["\\ud83d\\ude00"]\n', '- a: "\\U00110000"\n'):
        root, faults = read(text.encode(), "f.yaml")
        assert len(faults) == 1, text
        assert "\ud800" not in repr(root)


def test_what_is_refused_has_no_value() -> None:
    root, _ = read(b"- a: &x 1\n  b: !!int 2\n  c: 3\n  <<: {d: 4}\n  c: 5\n  e: !!set [1]\n", "f.yaml")
    assert root == [{"a": BROKEN, "b": BROKEN, "c": 3, "e": BROKEN}]


def test_a_billion_laughs_are_not_laughed() -> None:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [
        f"{key}: &{key} [{', '.join([f'*{last}'] * 9)}]"
        for last, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    root, faults = read("\n".join(lines).encode(), "f.yaml")
    assert len(faults) == 9 + 8 * 9
    assert all("an anchor" in fault.what or "an alias" in fault.what for fault in faults)
    assert set(root.values()) == {BROKEN}


def test_what_stands_before_a_syntax_error_is_kept() -> None:
    root, faults = read(b"- id: a\n- id: b\n- id: 'c\n", "f.yaml")
    assert root == [{"id": "a"}, {"id": "b"}]
    assert len(faults) == 1


def test_a_file_full_of_faults_is_not_read_to_its_end() -> None:
    _, faults = read("\n".join(f"- &a{n} {n}" for n in range(10_000)).encode(), "f.yaml")
    assert len(faults) == reader.MAX_PROBLEMS + 1
    assert "the rest not read" in faults[-1].what


def test_a_message_never_carries_what_moves_a_cursor() -> None:
    root, faults = read(b'- "\\e[2Ja": 1\n  "\\e[2Ja": 2\n', "f.yaml")
    assert "\x1b" not in str(faults[0])
    assert root == [{"\x1b[2Ja": 1}]


def test_without_libyaml_it_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- id: a\n  名: [1, '2', no]\n  b: {c: |\n".encode()
    sound = "- id: a\n  名: [1, '2', no]\n  b: {c: d}\n".encode()
    ours = read(sound, "f.yaml")
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
    assert read(sound, "f.yaml") == ours
    assert read(sound, "f.yaml")[0][0].value_at("b") == (3, 6)
    assert len(read(text, "f.yaml")[1]) == 1
    for case, _ in HOSTILE.values():
        assert read(case.encode() if isinstance(case, str) else case, "f.yaml")[1]


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    _, faults = read(data, "f.yaml")
    assert all(fault.line > 0 and fault.column > 0 for fault in faults)


@given(st.text(alphabet=st.sampled_from("-: \n\t'\"[]{}&*!|>#%@,?<x0é二\x85\u2028\ufeff~\\"), max_size=80))
def test_no_text_raises(text: str) -> None:
    _, faults = read(text.encode(), "f.yaml")
    lines = text.count("\n") + text.count("\x85") + text.count("\u2028") + 2
    assert all(0 < fault.line <= lines and fault.column > 0 for fault in faults)
