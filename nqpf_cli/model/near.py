"""Which of some known names were meant by one that is spelt wrong."""

from collections.abc import Sequence

from nqpf_cli.model.names import fold, has_han

LONGEST = 100
"""So many characters of what was typed are compared with names: longer, a miss would take seconds."""

NEAREST = 3
"""So many names are offered for one that does not exist."""

VOWELS = "aeiou"

WORD = 4
"""A slip is looked for in words of so many letters, and in names longer than that: a shorter one it makes another."""


def slips(text: str) -> int:
    """Return how many letters of a name may be wrong: none of 3, one of up to 8, two of more; one of four Han."""
    if has_han(text):
        return int(len(text) >= WORD)
    return 0 if len(text) < WORD else 1 if len(text) <= 2 * WORD else 2


def near(typed: str, names: Sequence[str], *, parts: bool = True) -> list[int]:
    """Return the places of the folded names that a slip or two make of what was typed, the most alike first.

    The first letter is no slip: Huzhou is not Suzhou. With `parts` also those that the text begins, and those of which
    it has words, every word of it but for a slip.
    """
    text = _plain(typed[:LONGEST])
    forms = [_plain(name) for name in names]
    far = _slipped(text, forms)
    if len(text) >= WORD and parts:
        known = [*{word for form in forms for word in form.split()}]
        alike = [{word} | {known[at] for at in _slipped(word, known)} for word in text.split()]
        for at, form in enumerate(forms):
            if form.startswith(text) or all(not each.isdisjoint(form.split()) for each in alike):
                far.setdefault(at, LONGEST)
    return sorted(far, key=lambda at: (far[at], len(forms[at]), names[at]))


def is_slip(typed: str, name: str) -> bool:
    """Whether a consonant left out or put in, or two letters turned round, made what was typed of a folded name.

    Another vowel or another consonant may make another name: Xinyang is not Xianyang, nor Daqing Daxing.
    """
    text, form = _plain(typed), _plain(name)
    if len(text) < WORD or len(form) <= WORD or text[0] != form[0] or text == form:
        return False
    short, long = sorted((text, form), key=len)
    if len(short) == len(long):
        return any(
            short[:at] + short[at + 1] + short[at] + short[at + 2 :] == long
            for at in range(1, len(short) - 1)
        )
    return any(
        letter.isascii() and letter.isalpha() and letter not in VOWELS and long[:at] + long[at + 1 :] == short
        for at, letter in enumerate(long)
    )


def _slipped(text: str, forms: Sequence[str]) -> dict[int, int]:
    """Return the places of the forms that slips alone make of a text, each with how many."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(text, forms, scorer=OSA.distance, limit=None, score_cutoff=slips(text))
    return {
        at: int(far)
        for form, far, at in found
        if not far or (form[:1] == text[:1] and (len(form) > WORD or has_han(form)))
    }


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())
