"""How many syllables a line of pinyin has."""

import re
import unicodedata
from functools import cache
from typing import Final

_NASAL = "an en ang eng"
_FINALS: Final = {
    "": f"a o e ai ei ao ou {_NASAL} er",
    "b": f"a o ai ei ao {_NASAL} i ie iao ian in ing u",
    "p": f"a o ai ei ao ou {_NASAL} i ie iao ian in ing u",
    "m": f"a o e ai ei ao ou {_NASAL} i ie iao iu ian in ing u",
    "f": f"a o ei ou {_NASAL} u",
    "d": f"a e ai ei ao ou {_NASAL} ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": f"a e ai ei ao ou {_NASAL} ong i ie iao iu ian in iang ing u uo uan un v ve",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    "g": f"a e ai ei ao ou {_NASAL} ong u ua uo uai ui uan un uang",
    "k": f"a e ai ei ao ou {_NASAL} ong u ua uo uai ui uan un uang",
    "h": f"a e ai ei ao ou {_NASAL} ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": f"a e ai ei ao ou {_NASAL} ong i u ua uo uai ui uan un uang",
    "ch": f"a e ai ao ou {_NASAL} ong i u ua uo uai ui uan un uang",
    "sh": f"a e ai ei ao ou {_NASAL} i u ua uo uai ui uan un uang",
    "r": f"e ao ou {_NASAL} ong i u ua uo ui uan un",
    "z": f"a e ai ei ao ou {_NASAL} ong i u uo ui uan un",
    "c": f"a e ai ao ou {_NASAL} ong i u uo ui uan un",
    "s": f"a e ai ao ou {_NASAL} ong i u uo ui uan un",
    "y": "a o e ai ao ou an ang i in ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
_SYLLABLES: Final = frozenset(first + last for first, lasts in _FINALS.items() for last in lasts.split())
_TONES: Final = "\u0304\u0301\u030c\u0300"  # the four tone marks, as combining characters
_APART: Final = re.compile(r"[^a-z" + _TONES + "]+")


def syllables(text: str) -> set[int]:
    """Return the numbers of syllables that a line of pinyin can be read as, empty where some part is none.

    Takes tone marks or none, apostrophes, hyphens, any punctuation, capitals, and the r of erhua, which
    counts as one as its character does. Within a word only a syllable that begins with a consonant follows
    another, as the spelling rules have it (Xi'an is two, xian one); where a word cannot be read so, any may.
    """
    marked = (
        unicodedata.normalize("NFD", text.lower()).replace("u\u0308", "v").replace("u\u0304\u0308", "v\u0304")
    )
    for tone in _TONES:  # ǖ may come with its marks in either order
        marked = marked.replace(f"u{tone}\u0308", f"v{tone}")
    total = {0}
    for word in _APART.split(marked):
        if word:
            counts = _counts(word, False) or _counts(word, True)
            total = {known + more for known in total for more in counts}
    return total


@cache
def _counts(word: str, loose: bool) -> frozenset[int]:
    """In how many syllables a word can be cut; `loose` lets a vowel begin one that follows another."""
    reached: dict[int, set[int]] = {0: {0}}
    for start in range(len(word)):
        for count in tuple(reached.get(start, ())):
            for end in range(start + 1, min(start + 8, len(word)) + 1):
                if _fits(word[start:end], word[:start], word[end:], loose):
                    reached.setdefault(end, set()).add(count + 1)
    return frozenset(reached.get(len(word), ()))


def _fits(part: str, before: str, after: str, loose: bool) -> bool:
    """Whether a part of a word can be one of its syllables, given what comes before and after it."""
    if after and after[0] in _TONES:  # a tone mark belongs to the letter before it
        return False
    bare = part.translate(_BARE)
    if len(part) - len(bare) > 1:
        return False
    if bare == "r":  # of erhua; er is no e with one
        return before.translate(_BARE) not in ("", "e")
    return bare in _SYLLABLES and (loose or not before or bare[0] not in "aeo")


_BARE: Final = {ord(tone): None for tone in _TONES}
