"""What a measure is worth, in words that keep a payment, a ceiling, a tier, a tax rate and a loan apart."""

from nqpf_cli.model import money
from nqpf_cli.model.record import Lists, Record

LEADS = {"fixed": "", "ceiling": "up to ", "top-tier": "top tier "}
"""Kind of a rate or ceiling -> what stands before it, the firmest first."""


def benefit(record: Record, vocabularies: Lists) -> str:
    """Return the money of a measure in one phrase, or its instrument's label where the source names none.

    "RMB 250,000" is paid, "up to RMB 10 million" is a ceiling, "RMB 200,000 to 12 million by tier" a range,
    "120% off taxable income" no grant, "15% instead of 25%" a tax rate, "on a loan of up to …" counts the loan.
    """
    if words := ", ".join(filter(None, (rate_words(record, vocabularies), cap_words(record, vocabularies)))):
        return words
    label = str(vocabularies["instrument"][record["instrument"]]["label"])
    pool = pool_words(record, vocabularies)
    return f"{label}, {pool}" if pool else label


def short(record: Record, vocabularies: Lists) -> str:
    """`benefit` for a column: without what a rate is a share of, and what a cap is counted by."""
    parts = (rate_words(record, vocabularies, brief=True), cap_words(record, vocabularies, brief=True))
    return ", ".join(filter(None, parts)) or benefit(record, vocabularies)


def rate_words(record: Record, vocabularies: Lists, *, brief: bool = False) -> str:
    """Return the rate alone: of what (unless `brief`), how firm, or nothing. What it is worth is never left out."""
    if "rate_percent" not in record:
        return ""
    rate, kind = money.percent(record["rate_percent"]), record.get("rate_kind", "ceiling")
    if kind == "reduced-rate":
        usual = record.get("standard_rate")
        if usual is not None:
            return f"{rate} instead of {money.percent(usual)}"
        return f"reduced rate of {rate}" + ("" if brief else f" on {_base(record, vocabularies)['label']}")
    if kind == "deduction":
        return f"{rate} {_phrase(vocabularies, 'rate_kind', kind, 'off taxable income')}"
    base = _base(record, vocabularies)
    of = "" if brief or base.get("unclear") or base.get("no_cost") else f" of {base['label']}"
    if base.get("points"):
        rate, of = f"{rate.removesuffix('%')} percentage points", " of interest a year"
    low = record.get("rate_from")
    if low is not None:
        tier = " by tier" if kind == "top-tier" else ""
        return f"{money.percent(low)} to {rate}{of}{tier}"
    return f"{LEADS[kind]}{rate}{of}"


def _base(record: Record, vocabularies: Lists) -> Record:
    """Return what the vocabulary says of the cost that a measure pays for."""
    unknown = {"label": "what the page leaves open", "unclear": True}
    return dict(vocabularies["cost_base"].get(record.get("cost_base"), unknown))


def cap_words(record: Record, vocabularies: Lists, *, brief: bool = False) -> str:
    """Return the amount alone: paid, ceiling or tiers, per what (unless `brief`), how often, or nothing."""
    cap = record.get("cap")
    if not cap:
        return ""
    amount = money.words(cap["amount"], cap["currency"])
    if "from" in cap:
        amount = money.range_words(cap["from"], cap["amount"], cap["currency"])
        words = f"{amount} by tier" if cap["kind"] == "top-tier" else amount
    else:
        words = LEADS[cap["kind"]] + amount
    if cap.get("of"):
        words = f"on a loan of {words}"
    return words + ("" if brief else per_words(cap, vocabularies)) + span_words(cap, vocabularies)


def per_words(cap: Record, vocabularies: Lists) -> str:
    """ " per project", or nothing."""
    return f" {_phrase(vocabularies, 'cap_per', cap['per'], 'per ' + cap['per'])}" if "per" in cap else ""


def span_words(cap: Record, vocabularies: Lists) -> str:
    """ " a year", " over 3 years", or nothing."""
    each = f" {_phrase(vocabularies, 'cap_each', cap['each'], 'a year')}" if "each" in cap else ""
    return each + (f" over {cap['years']} years" if "years" in cap else "")


def pool_words(record: Record, vocabularies: Lists) -> str:
    """Return the whole pot, which is no ceiling for one applicant, or nothing."""
    pool = record.get("pool")
    if not pool:
        return ""
    phrase = _phrase(vocabularies, "pool_per", pool.get("per", ""), "from a pot of {amount}")
    return phrase.replace("{amount}", money.words(pool["amount"], pool["currency"]))


def tiers(record: Record) -> list[str]:
    """Return the tiers that the source names, a line each."""
    currency = record.get("cap", {}).get("currency", money.HOME)
    return [tier_words(tier, currency) for tier in record.get("tiers", ())]


def tier_words(tier: Record, currency: str) -> str:
    """Return one named tier: "development cost, in all: 50%, RMB 30 million"."""
    parts = [money.percent(tier["rate_percent"])] if "rate_percent" in tier else []
    parts += [money.words(tier["amount"], currency)] if "amount" in tier else []
    return f"{tier['when']}: {', '.join(parts)}" if parts else str(tier["when"])


def yuan(record: Record, dataset: Record) -> int | None:
    """Return the cap in whole yuan, for sorting and `--min-cap`; None without a cap or where no rate is known."""
    cap = record.get("cap")
    return converted(cap["amount"], cap["currency"], money.HOME, dataset) if cap else None


def converted(amount: int, currency: str, into: str, dataset: Record) -> int | None:
    """Return an amount in whole units of another currency, rounded down; None where the dataset has no rate for one.

    Currencies go through their dollar rates in `dataset.yaml`.
    """
    if currency == into:
        return amount
    per_dollar = rates(dataset)
    if currency not in per_dollar or into not in per_dollar:
        return None
    own, places = _scaled(per_dollar[currency])
    other, other_places = _scaled(per_dollar[into])
    return int(amount) * other * _ten(places) // (own * _ten(other_places))


def share(amount: int, *percents: int | float) -> int:
    """Return so many percent of an amount, and of that again, in whole units, rounded down: exact, without a float.

    A rate counts as the decimal that was authored: 33.3 is 333 thousandths.
    """
    product, below = amount, 1
    for rate in percents:
        digits, places = _scaled(money.percent(rate).removesuffix("%").replace(",", ""))
        product, below = product * digits, below * 100 * _ten(places)
    return product // below


def rates(dataset: Record) -> dict[str, str]:
    """Currency -> units per US dollar, as the dataset states them."""
    stated = dataset["constants"]["dollar_rates"]
    return {"USD": "1", **{rate["currency"]: rate["per_dollar"] for rate in stated}}


def _scaled(number: str) -> tuple[int, int]:
    """ "7.2014" as 72014 and the 4 places it was scaled by."""
    whole, _, part = number.partition(".")
    return int(whole + part), len(part)


def _ten(places: int) -> int:
    return int("1" + "0" * places)


def _phrase(vocabularies: Lists, vocabulary: str, value: str, otherwise: str) -> str:
    entry = vocabularies.get(vocabulary, {}).get(value, {})
    return str(entry.get("phrase") or entry.get("label") or otherwise)
