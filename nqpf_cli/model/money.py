"""Amounts of money as people read and type them. Whole units only: no float ever holds an amount."""

from nqpf_cli.model.text import quoted

HOME = "CNY"
"""The currency in which people type sums, and sums are compared."""

_PREFIXES = {HOME: "RMB ", "USD": "US$", "HKD": "HK$"}
_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_LARGEST = 10**15


def _split(amount: int) -> tuple[str, str]:
    """Return an amount as number and unit (`1.5`, ` million`); the unit is empty where the number stands whole.

    Exact or not at all: what three decimals cannot hold is written out.
    """
    for scale, unit in _SCALES:
        if amount >= scale:
            if amount % (scale // 1000):
                break
            whole, thousandths = divmod(amount // (scale // 1000), 1000)
            decimals = f".{thousandths:03d}".rstrip("0") if thousandths else ""
            return f"{whole:,}{decimals}", unit
    return f"{amount:,}", ""


def prefix(currency: str) -> str:
    """Return what stands before an amount: `RMB `, `US$`, `HK$`, else the ISO code and a space."""
    return _PREFIXES.get(currency) or f"{currency} "


def words(amount: int, currency: str = HOME) -> str:
    """Return an amount in words, never rounded: RMB 250,000, RMB 1.5 million, US$3 billion, MOP 2 million."""
    number, unit = _split(abs(amount))
    return f"{'-' if amount < 0 else ''}{prefix(currency)}{number}{unit}"


def range_words(low: int, high: int, currency: str = HOME) -> str:
    """Return two amounts as one range: RMB 200,000 to 12 million, RMB 1 to 12 million, RMB 500 million to 2 billion.

    The currency is said once, and the unit once where both share it.
    """
    if low == high:
        return words(low, currency)
    (first, first_unit), (last, last_unit) = _split(low), _split(high)
    sign = prefix(currency)
    if first_unit == last_unit:
        return f"{sign}{first} to {last}{last_unit}"
    # Without its own mark, 'RMB 5 to 12 million' would read as five million.
    again = sign if not first_unit and low < 1000 else ""
    return f"{sign}{first}{first_unit} to {again}{last}{last_unit}"


def dollars(amount: int, currency: str, per_dollar: str) -> str:
    """Return about what an amount is in dollars, to two digits: `≈ US$1.4 million`; '' for dollars and for nothing.

    `per_dollar` is how many units of the currency a dollar costs, as decimal text ('7.08'). Under ten
    dollars the second digit is a tenth. Raises ValueError where `per_dollar` is no positive decimal.
    """
    if currency == "USD" or amount <= 0:
        return ""
    whole, _, decimals = per_dollar.partition(".")
    digits = whole + decimals
    if not (digits.isascii() and digits.isdigit() and int(digits)):
        raise ValueError(f'the rate "{per_dollar}" is not a positive decimal number')
    # Tenths of a dollar as a fraction of whole numbers.
    above, below = amount * 10 * int("1" + "0" * len(decimals)), int(digits)
    size = 1
    while above // (below * size) >= 100:
        size *= 10
    tenths = (2 * above + below * size) // (2 * below * size) * size  # half rounds up
    if tenths == 0:
        return "under US$0.1"
    if tenths % 10:
        return f"≈ US${tenths // 10}.{tenths % 10}"
    return f"≈ {words(tenths // 10, 'USD')}"


_WORDS = {
    "": 1,
    "k": 10**3, "thousand": 10**3,
    "m": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "billion": 10**9,
    "tn": 10**12, "trillion": 10**12,
}  # fmt: skip
_NARROW = {0xFF10 + n: ord("0") + n for n in range(10)} | {
    ord("，"): ",",
    ord("．"): ".",
    ord("￥"): "¥",
    ord("\u3000"): " ",
    ord("\xa0"): " ",
}


def parse(text: str) -> int:
    """Return the whole yuan that is meant: 8000000, 8,000,000, 2m, 1.5bn, 10 million, half a billion, 1.5亿, 一千万元.

    Raises ValueError, with an example in the message, for anything else: negative, empty, not whole,
    another currency, above 10**15.
    """
    from nqpf_cli.model import numerals

    typed = _in_figures(_bare(text.translate(_NARROW).strip().casefold()))
    unit = typed.lstrip("0123456789.,")
    scale = _WORDS.get(unit.strip())
    number = typed[: len(typed) - len(unit)]
    whole, point, decimals = number.partition(".")
    said = quoted(text.strip())
    chinese = None
    if scale is None and len(typed) <= 30:
        chinese = numerals.value(typed.replace(" ", "").replace(",", "" if _grouped(whole) else ","))
    if chinese:
        yuan, left = divmod(chinese[0], chinese[1])
    elif scale is None or len(number) > 30 or not _grouped(whole) or bool(point) != decimals.isdigit():
        raise ValueError(f"{said} is not an amount; write 8000000, 8m, 1.5 million, 200万 or 两千万")
    else:
        yuan, left = divmod(int(whole.replace(",", "") + decimals) * scale, int("1" + "0" * len(decimals)))
    if left:
        raise ValueError(f"{said} is not a whole number of yuan; write 8000000 or 1.5 million")
    if yuan > _LARGEST:
        raise ValueError(f"{said} is more than RMB 1,000 trillion; write 8000000 or 1.5 million")
    return yuan


_SAID = {
    "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "half a": "0.5", "half": "0.5", "a hundred": "100",
    "one hundred": "100", "two hundred": "200", "three hundred": "300", "five hundred": "500",
}  # fmt: skip


def _in_figures(typed: str) -> str:
    """Return a sum with the words before its unit in figures: half a billion, two hundred million, a million."""
    said, _, unit = typed.rpartition(" ")
    return f"{_SAID[said]} {unit}" if said in _SAID and unit in _WORDS else typed


_CURRENCY = ("rmb", "cny", "renminbi", "yuan", "人民币", "人民幣", "¥", "元", "圆", "圓")


def _bare(typed: str) -> str:
    """Return a sum without the name of the currency, before or after it."""
    for _ in range(2):  # 元人民币
        start = next((mark for mark in _CURRENCY if typed.startswith(mark)), "")
        end = next((mark for mark in _CURRENCY if typed.endswith(mark)), "") if typed != start else ""
        typed = typed.removeprefix(start).removesuffix(end).strip()
    return typed


ELSEWHERE = {
    "USD": ("us$", "usd", "$", "us dollars", "us dollar", "dollars", "dollar", "美元", "美金"),
    "HKD": ("hk$", "hkd", "hong kong dollars", "港元", "港币", "港幣"),
    "EUR": ("€", "eur", "euros", "euro", "欧元", "歐元"),
    "GBP": ("£", "gbp", "pounds", "英镑", "英鎊"),
    "JPY": ("jpy", "yen", "日元", "日圆", "日圓"),
    "SGD": ("s$", "sgd", "singapore dollars", "singapore dollar", "新加坡元", "新币", "新幣"),
    "TWD": ("nt$", "twd", "新台币", "新臺幣", "新台幣", "台币", "台幣"),
    "KRW": ("₩", "krw", "won", "韩元", "韓元"),
    "AUD": ("a$", "aud", "australian dollars", "澳元"),
    "CAD": ("c$", "cad", "canadian dollars", "加元"),
    "CHF": ("chf", "swiss francs", "瑞士法郎", "瑞郎"),
    "MOP": ("mop$", "mop", "patacas", "pataca", "澳门元", "澳門元"),
}
"""Code of another currency -> what it is called, in any order."""


def foreign(text: str) -> tuple[int, str] | None:
    """Return a sum in another currency, whole, and its ISO code: US$ 5m, 500万美元; None for any other text."""
    typed = text.translate(_NARROW).strip().casefold()
    for currency, marks in ELSEWHERE.items():
        for mark in sorted(marks, key=len, reverse=True):
            bare = typed.removeprefix(mark) if typed.startswith(mark) else typed.removesuffix(mark)
            if bare != typed:
                try:
                    return parse(bare), currency
                except ValueError:
                    break
    return None


def _grouped(whole: str) -> bool:
    """Whether digits stand plain or in threes; `8,00` might be a foreign decimal, so it is refused."""
    first, *rest = whole.split(",")
    if not first.isdigit():
        return False
    return not rest or (len(first) <= 3 and all(len(part) == 3 and part.isdigit() for part in rest))


def number(value: int | float) -> str:
    """Return a number as authored, thousands set apart: 17,600, 7.08; 10.0 reads 10."""
    if isinstance(value, float) and not value.is_integer():
        # The shortest text that is this number, so that 2.3 stays 2.3.
        return f"{value:,}" if "e" not in repr(value) else f"{value:,.12f}".rstrip("0")
    return f"{int(value):,}"


def percent(value: int | float) -> str:
    """Return a percentage as authored: 15%, 2.5%; 10.0 reads 10%."""
    return f"{number(value)}%"
