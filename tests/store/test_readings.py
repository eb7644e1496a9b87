"""How Chinese names are read: our table against what it is made of."""

from pathlib import Path

import pytest
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin
from pypinyin import pinyin as readings

from nqpf_cli.loading.load import load
from nqpf_cli.loading.readings import pinyin, scripts, ways
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.names import has_han, is_han, names_of_value

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("重庆", "chongqing"),  # and not zhong
        ("长沙", "changsha"),
        ("朝阳", "zhaoyang"),
        ("朝阳区", "chaoyangqu"),  # the longer phrase, though its characters are read as by themselves
        ("成都高新区", "chengdugaoxinqu"),
        ("绿色", "lvse"),
        ("5g基站, x", "5gjizhan, x"),
        ("", ""),
    ],
)
def test_the_longest_phrase_says_how_a_character_is_read(text: str, read: str) -> None:
    assert pinyin(text) == read


def test_every_chinese_name_is_read_as_pypinyin_reads_it() -> None:
    facts = load([DATA])
    names = {
        name
        for loaded in facts.of_kind("region", "term", "actor")
        for field, said in fields_of(loaded.kind).items()
        if said.name and field in loaded.record
        for name in (loaded.record[field] if said.many else [loaded.record[field]])
    }
    names |= {
        name
        for values in facts.vocabularies.values()
        for value, about in values.items()
        for name in names_of_value(value, about)
    }
    chinese = ["".join(filter(is_han, name)) for name in names if has_han(name)]
    assert len(chinese) > 500
    assert {name: pinyin(name) for name in chinese} == {name: "".join(lazy_pinyin(name)) for name in chinese}


def test_every_way_to_read_a_character_is_known() -> None:
    for character in "行重长乐绿会朝了":
        assert ways(character) == set(readings(character, style=Style.NORMAL, heteronym=True)[0])
    assert not ways("a")


def test_traditional_characters_are_simplified_as_opencc_does() -> None:
    traditional, simplified = scripts()
    assert len(traditional) == len(simplified) > 2_500
    assert OpenCC("t2s").convert("\n".join(traditional)).split("\n") == list(simplified)
    assert "臨" in traditional and "港" not in traditional
