"""Write nqpf_cli/loading/readings.txt, how Chinese characters are read, from pypinyin: python tools/readings.py

First two lines from OpenCC: the traditional characters that it changes one by one, and the simplified ones in the same
order. After an empty line a line a syllable, without its tone and with v for ü: the characters that are read so first,
then a space and those that may be. After another a line a phrase in which some character is not read as by itself, with
the whole reading; and a phrase that begins with such a one and is read as its characters are. Where phrases overlap,
the first is taken; pypinyin, which knows 44,000 more, cuts one in a thousand sentences otherwise.
"""

from collections import defaultdict
from pathlib import Path
from unicodedata import normalize

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin
from pypinyin import pinyin as readings
from pypinyin.constants import PHRASES_DICT

TABLE = Path(__file__).parents[1] / "nqpf_cli" / "loading" / "readings.txt"
CHARACTERS = [chr(code) for code in range(0x4E00, 0xA000)]


def plain(syllable: str) -> str:
    """A syllable in ASCII: ê is e."""
    return normalize("NFD", syllable).encode("ascii", "ignore").decode()


def table() -> str:
    """The text of the file."""
    # The blocks that characters in use stand in, one a line: a phrase may be written otherwise than its characters.
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    plainer = OpenCC("t2s").convert("\n".join(every)).split("\n")
    changed = [(old, new) for old, new in zip(every, plainer, strict=True) if old != new]
    first, others = defaultdict(list), defaultdict(list)
    for character in CHARACTERS:
        if (syllable := plain(lazy_pinyin(character)[0])).isalpha():
            first[syllable].append(character)
            ways = map(plain, readings(character, style=Style.NORMAL, heteronym=True)[0])
            for other in sorted({*filter(str.isalpha, ways)} - {syllable}):
                others[other].append(character)
    syllables = sorted({*first, *others})
    lines = [f"{one} {''.join(first[one])} {''.join(others[one])}" for one in syllables]
    scripts = map("".join, zip(*changed, strict=True))
    return "\n".join(
        [*scripts, "", *lines, "", *(f"{phrase} {read}" for phrase, read in phrases().items()), ""]
    )


def phrases() -> dict[str, str]:
    """Phrase -> its reading, of those that must be known."""
    simple = OpenCC("t2s").convert
    alone = {one: plain(lazy_pinyin(one)[0]) for phrase in PHRASES_DICT for one in phrase}
    read = {phrase: "".join(map(plain, lazy_pinyin(phrase))) for phrase in sorted(PHRASES_DICT)}
    read = {phrase: said for phrase, said in read.items() if len(phrase) > 1 and simple(phrase) == phrase}
    other = {phrase for phrase, said in read.items() if said != "".join(alone[one] for one in phrase)}
    return {
        phrase: said
        for phrase, said in read.items()
        if phrase in other or any(phrase[:end] in other for end in range(2, len(phrase)))
    }


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
