"""Names as people type them, brought to one form, so that what is typed finds what is written."""

from functools import lru_cache
from typing import Literal, TypeAlias

from nqpf_cli.model.record import Record


class _Straight(dict[int, str]):
    """Code point -> the character, a curly quote as a straight one; all are kept, since a missing one raises."""

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code)
        return char


_STRAIGHT = _Straight({ord(mark): "'" for mark in "‘’‚‛ʼʻˈ′`´"} | {ord(mark): '"' for mark in "“”„‟″«»"})


class _Apart(Exception):
    """Raised for a character whose form may depend on those beside it."""


class Folds(dict[int, str]):
    """Code point -> what a character folds to wherever it stands, worked out when it is first asked for.

    `simple`: character -> another that stands for it, as a traditional one the simplified.
    """

    def __init__(self, simple: dict[int, str]) -> None:
        super().__init__(simple)
        self.simple = simple

    def __missing__(self, code: int) -> str:
        """Raises _Apart where the character must be folded with the whole text."""
        if 0x4E00 <= code <= 0x9FFF:  # a Han character stays as it is, and most are
            found = chr(code)
        elif any(low <= code <= high for low, high in _ALONE):
            found = _taken_apart(chr(code), "NFKD")
        else:
            raise _Apart
        self[code] = found
        return found


_ALONE = (
    (0, 0x24F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2055),
    (0x3000, 0x303F),
    (0x3400, 0x9FFF),
    (0xFF01, 0xFF5E),
)
"""Latin letters, punctuation, Han and full-width forms: none of these grows more than threefold or joins another."""

_FOLDS = Folds({})


def fold(text: str, folds: Folds = _FOLDS) -> str:
    """Return a name without what typing varies: compatibility forms, case, tone marks and other diacritics.

    Curly quotes become straight, runs of white space one space, ends are trimmed. Han stays as it is. A text that
    would grow more than threefold, of signs that stand for whole words (U+FDFA), keeps these.
    Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    try:
        folded = text.translate(folds)
    except _Apart:
        folded = _taken_apart(text, "NFKD")
        if len(folded) > 3 * len(text):
            folded = _taken_apart(text, "NFD")
        folded = folded.translate(folds.simple)
    return " ".join(folded.split())


_MARKS = ("Mn", "Me", "Cf")


def _taken_apart(text: str, form: Literal["NFKD", "NFD"]) -> str:
    """Return a text folded, taken apart as this form of Unicode does, with its white space as it is."""
    import unicodedata

    text = text.translate(_STRAIGHT)  # first: NFKD would turn an acute accent into a space and a mark
    for _ in range(2):  # case folding can bring marks back, which the second round takes away
        before, text = text, unicodedata.normalize(form, text).casefold()
        if not text.isalnum():  # else it holds no mark
            text = "".join([ch for ch in text if ch < "\x80" or unicodedata.category(ch) not in _MARKS])
        if text == before:
            break
    return unicodedata.normalize("NFC", text).translate(_STRAIGHT)


def squeeze(text: str) -> str:
    """Return a name folded, then letters, digits and Han alone: `xīnzhì shēngchǎnlì` is `xinzhishengchanli`.

    Empty where a name has none of these, so a caller must not look that up.
    """
    return keys(text)[1]


class _Words(dict[int, str]):
    """Code point -> the character where it is a letter, a digit or Han, else a space: it stands between words."""

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code) if chr(code).isalnum() else " "
        return char


_WORDS = _Words()


Keys: TypeAlias = tuple[str, str, str]
"""A name folded, squeezed, and squeezed with every word as `spelling` has it."""


def keys(text: str, folds: Folds = _FOLDS) -> Keys:
    """Return the forms under which a name is looked up, the closest first; of a page address without its scheme."""
    folded = address_key(text, folds)
    if folded.isalnum():  # one word, or Chinese
        return folded, folded, spelling(folded)
    words = (folded if folded.replace(" ", "").isalnum() else folded.translate(_WORDS)).split()
    bare = "".join(words)
    if "&" in folded:
        words = folded.replace("&", " and ").translate(_WORDS).split()
    if "the" in words:
        words = [word for word in words if word != "the"]
    return folded, bare, "".join(map(spelling, words)) or bare


def address_key(text: str, folds: Folds = _FOLDS) -> str:
    """Return the first of these forms alone: that of a page address, which nobody types without its punctuation."""
    folded = fold(text, folds)
    if "/" not in folded and "www." not in folded:  # most are no addresses
        return folded
    scheme, mark, rest = folded.partition("://")
    bare = rest if mark and scheme in ("http", "https") else folded
    return bare.removeprefix("www.").removesuffix("/")


SPELT = {
    "programme": "program", "licence": "license", "defence": "defense", "offence": "offense",
    "practise": "practice", "catalogue": "catalog", "dialogue": "dialog", "analogue": "analog",
    "aluminium": "aluminum", "ageing": "aging", "grey": "gray", "tyre": "tire", "cheque": "check",
    "news": "news", "hi": "high", "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth",
    "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
}  # fmt: skip
ENDINGS = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("iser", "izer"), ("ise", "ize"),
    ("lling", "ling"), ("lled", "led"), ("our", "or"), ("tre", "ter"), ("bre", "ber"),
)  # fmt: skip
_ENDINGS = tuple(ending for ending, _ in ENDINGS)


@lru_cache(maxsize=8192)  # an index asks for the few thousand words of all names a hundred thousand times
def spelling(word: str) -> str:
    """Return a folded English word in the singular and as Americans spell it: `centres` is `center`, `labour` `labor`.

    It is the same for all spellings of a word and need be no word itself (`enterprize`). Short words, other scripts
    and `news` stay as they are.
    """
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return SPELT.get(word, word)
    word = SPELT.get(word) or _singular(word)
    if word in SPELT or len(word) < 5 or not word.endswith(_ENDINGS):
        return SPELT.get(word, word)
    for ending, other in ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def names_of_value(value: str, said: Record) -> list[str]:
    """Return what a value of a closed list is called: itself, its label and plural, other words for it or a part."""
    called = [said[word] for word in ("label", "plural") if word in said]
    narrower = [name for names in said.get("includes", ()) for name in names]
    return [value, *called, *said.get("also", ()), *narrower]


def pinyin_forms(text: str) -> list[str]:
    """Return the folded pinyin, and where it holds ü also with `v` for it, as keyboards have it: lu, lv."""
    plain = fold(text)
    if text.isascii():
        return [plain]
    import unicodedata

    marked = unicodedata.normalize("NFD", text)
    typed = fold(marked.replace("u\u0308", "v").replace("U\u0308", "V"))
    return [plain] if typed == plain else [plain, typed]


def is_han(ch: str) -> bool:
    """Whether a character is a Chinese one; punctuation is not."""
    code = ord(ch)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x323AF
        or 0xF900 <= code <= 0xFAFF
        or code in (0x3005, 0x3007)  # 々 〇
    )


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return not text.isascii() and any(map(is_han, text))


def place_forms(name_zh: str, level: Record) -> list[str]:
    """Return the ways to write a Chinese place name, the full one first: 深圳市, 深圳; 广西壮族自治区, 广西.

    `level` is what the vocabulary says of the kind of place: `suffixes`, of which the longest that fits may be left
    off, and `short`, the endings that are written shorter and not left off, since the bare name is another place's
    (北京经济技术开发区: 北京经开区, 北京经开). A closing bracket and 、 give what stands on either side too. No form
    but the full one is shorter than two characters; none comes twice.
    """
    forms = [name_zh]
    suffixes, short = [*filter(has_han, level.get("suffixes", ()))], level.get("short", {})
    for part in _parts(name_zh):
        forms.append(part)
        ending = max(filter(part.endswith, (*suffixes, *short)), key=len, default="")
        stem = part.removesuffix(ending)
        forms += [f"{stem}{form}" for form in short.get(ending, [""])] if stem else []
    return [form for form in dict.fromkeys(forms) if form == name_zh or len(form) >= 2]


def _parts(name_zh: str) -> list[str]:
    """杭州高新区(滨江) and 黄埔区、广州开发区 are two names each; a bracket inside a name is part of it."""
    name = name_zh.replace("（", "(").replace("）", ")")
    if name.endswith(")"):
        name = name[:-1].replace("(", "、")
    elif "(" in name:
        return [name_zh]
    return name.split("、") if "、" in name else [name_zh]


def names_of_term(term: Record) -> list[str]:
    """Return what texts call a term of the glossary: in English, in Chinese, by its aliases."""
    return [name for name in (term["term"], term.get("zh"), *term.get("aliases", [])) if name]


def spaced(text: str) -> str:
    """Return the words of a text with one space between them, and nothing else."""
    return " ".join("".join(ch if ch.isalnum() else " " for ch in text).split())
