"""Numbers written in Chinese: 一千五百, 二〇二五, and with figures, 1亿5000万."""

import re

_DIGITS = {
    ch: n
    for n, forms in enumerate(
        ("零〇○", "一壹", "二两兩贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for ch in forms
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_COUNTS = "".join(ch for ch, n in _DIGITS.items() if n)
CHARACTERS = "".join([*_DIGITS, *_SMALL, "万萬亿億"])
"""Every character of such a number but figures."""


def value(text: str) -> tuple[int, int] | None:
    """Return a number with units as a whole number and what it is to be divided by (1.5亿: 1500000000, 10).

    None for anything else, for units that do not fall, and where the last unit is left out (三百五).
    """
    text = text.replace("萬", "万").replace("億", "亿")
    parts = re.fullmatch(r"([^亿]*?(?=万?亿)(万?亿))?([^亿万]*万)?([^亿万]*)", text)
    if not text or not parts:
        return None
    most, unit, middle, rest = parts.groups()
    if len(rest) == 1 and rest in _COUNTS and rest != text:
        return None  # 一万五
    scale = 10**12 if unit and len(unit) == 2 else 10**8
    counted = [(most or "").removesuffix(unit or ""), (middle or "")[:-1], rest]
    total, below = 0, 1
    for given, part, times in zip((most, middle, rest), counted, (scale, 10**4, 1), strict=True):
        if not given:
            continue
        found = _below_ten_thousand(part, alone=given == text)
        if found is None or (found[1] > 1 and given != text):
            return None
        total, below = total + found[0] * times, found[1]
    return total, below


def _below_ten_thousand(text: str, *, alone: bool) -> tuple[int, int] | None:
    """Return what stands before one unit of 万 or 亿: figures, with units up to 千, or Chinese digits with them."""
    found = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?([十百千]?)", text)
    if found:
        whole, decimals, unit = found[1], found[2] or "", found[3]
        return int(whole + decimals) * _SMALL.get(unit, 1), 10 ** len(decimals)
    rest, total = text, 0
    for ch, unit in (("千仟", 1000), ("百佰", 100), ("十拾", 10), ("", 1)):
        shape = rf"[零〇○]?([{_COUNTS}]?)[{ch}]" if ch else rf"[零〇○]?([{_COUNTS}]?)"
        if step := re.match(shape, rest):
            if not step[1] and ch and total:
                return None  # 百十
            if step[1] and not ch and total >= 100 and total % 100 == 0 and rest[0] not in "零〇○":
                return None  # 三百五
            total += (_DIGITS[step[1]] if step[1] else 1 if ch else 0) * unit
            rest = rest[step.end() :]
    return (total, 1) if text and not rest and (total or alone) else None


def figures(text: str) -> int | None:
    """Return a year, month or day as a number: 二〇二五 digit by digit, 二十五 by tens; None for another text."""
    if text and all(ch in _DIGITS for ch in text):
        return int("".join(str(_DIGITS[ch]) for ch in text))
    found = value(text)
    return found[0] if found and found[1] == 1 else None
