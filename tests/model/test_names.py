"""Names: what is typed finds what is written."""

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.model import names
from tests.conftest import DATA

LEVELS = yaml.safe_load((DATA / "vocabularies.yaml").read_text(encoding="utf-8"))["region_level"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Patient \t Capital\n", "patient capital"),
        ("xīnzhì shēngchǎnlì", "xinzhi shengchanli"),
        ("XĪNZHÌ", "xinzhi"),
        ("lǜsè", "luse"),
        ("café", "cafe"),
        ("“Xi’an”", '"xi\'an"'),
        ("ＡＩ＋", "ai+"),
        ("Straße", "strasse"),
        ("新质\u3000生产力", "新质 生产力"),
        ("a\u200bb", "ab"),
        ("xi`an", "xi'an"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert names.fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = names.fold(text)
    assert names.fold(once) == once
    assert names.squeeze(names.squeeze(text)) == names.squeeze(text) == names.squeeze(once)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_is_untouched(text: str) -> None:
    assert names.fold(text) == names.squeeze(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "xinzhi shengchanli",
        "xin zhi shengchanli",
        "xinzhi shengchan li",
        "xīnzhì shēngchǎnlì",
        "XinZhi-ShengChanLi",
    ],
)
def test_squeeze_ignores_tones_case_spaces(text: str) -> None:
    assert names.squeeze(text) == "xinzhishengchanli"


def test_squeeze_drops_punctuation() -> None:
    assert [names.squeeze(text) for text in ("AI+", "人工智能＋", "G-20", "“三新”", "+ · —")] == [
        "ai", "人工智能", "g20", "三新", "",
    ]  # fmt: skip


SYLLABLES = st.lists(st.sampled_from(["xin", "zhi", "lü", "sheng", "chan", "li", "an"]), min_size=1)


@given(SYLLABLES, st.data())
def test_squeeze_is_the_same_however_pinyin_is_typed(syllables: list[str], data: st.DataObject) -> None:
    typed = ""
    for syllable in syllables:
        at = next(at for at, ch in enumerate(syllable) if ch in "aeiouü") + 1
        tone = data.draw(st.sampled_from(["", "\u0304", "\u0301", "\u030c", "\u0300"]))
        typed += syllable[:at] + tone + syllable[at:] + data.draw(st.sampled_from(["", " ", "  ", "'", "-"]))
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    typed = unicodedata.normalize(form, typed)  # type: ignore[arg-type]
    assert names.squeeze(typed) == "".join(syllables).replace("ü", "u")


def test_pinyin_forms() -> None:
    assert names.pinyin_forms("lǜsè fāzhǎn") == ["luse fazhan", "lvse fazhan"]
    assert names.pinyin_forms("nàixīn zīběn") == ["naixin ziben"]
    assert names.pinyin_forms("Lv") == ["lv"]


@pytest.mark.parametrize(
    ("name", "level", "forms"),
    [
        ("深圳市", "city", ["深圳市", "深圳"]),
        ("广东省", "province", ["广东省", "广东"]),
        ("南山区", "district", ["南山区", "南山"]),
        ("浦东新区", "district", ["浦东新区", "浦东"]),
        ("临港新片区", "zone", ["临港新片区", "临港"]),
        ("广西壮族自治区", "autonomous-region", ["广西壮族自治区", "广西"]),
        ("内蒙古自治区", "autonomous-region", ["内蒙古自治区", "内蒙古"]),
        ("新疆维吾尔自治区", "autonomous-region", ["新疆维吾尔自治区", "新疆"]),
        ("宁夏回族自治区", "autonomous-region", ["宁夏回族自治区", "宁夏"]),
        ("西藏自治区", "autonomous-region", ["西藏自治区", "西藏"]),
        ("香港特别行政区", "sar", ["香港特别行政区", "香港"]),
        ("北京经济技术开发区", "zone", ["北京经济技术开发区", "北京经开区", "北京经开"]),
        ("成都高新区", "zone", ["成都高新区", "成都高新"]),
        ("常州国家高新区", "zone", ["常州国家高新区", "常州高新区", "常州高新"]),
        (
            "天津滨海高新技术产业开发区",
            "zone",
            ["天津滨海高新技术产业开发区", "天津滨海高新区", "天津滨海高新"],
        ),
        ("杭州高新区(滨江)", "district", ["杭州高新区(滨江)", "杭州高新区", "杭州高新", "滨江"]),
        ("黄埔区、广州开发区", "district", ["黄埔区、广州开发区", "黄埔区", "黄埔", "广州开发区"]),
        ("粤港澳大湾区", "zone", ["粤港澳大湾区"]),
        ("海南藏族自治州", "city", ["海南藏族自治州"]),
        ("中国", "nation", ["中国"]),
        ("沙市", "city", ["沙市"]),
        ("高新区", "zone", ["高新区"]),
        ("中国（上海）自由贸易试验区", "zone", ["中国（上海）自由贸易试验区"]),
    ],
)
def test_place_forms(name: str, level: str, forms: list[str]) -> None:
    assert names.place_forms(name, LEVELS[level]) == forms


@given(
    st.text("深圳高新技术产业开发区省市县自治（）()、国家", min_size=1, max_size=12),
    st.sampled_from([*LEVELS]),
)
def test_place_forms_start_with_the_name_and_never_repeat(name: str, level: str) -> None:
    forms = names.place_forms(name, LEVELS[level])
    assert forms[0] == name
    assert len(set(forms)) == len(forms)
    assert all(len(form) >= 2 for form in forms[1:])


def test_han() -> None:
    assert all(map(names.is_han, "新质々〇㐀𠀀"))
    assert not any(map(names.is_han, "a，。（ü１カ"))
    assert names.has_han("AI 新")
    assert not any(map(names.has_han, ("AI", "ü，", "")))


def test_han_that_is_left_as_it_is_has_no_other_form() -> None:
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    assert names.fold(every) == names._taken_apart(every, "NFKD") == every
