"""What one measure could pay towards one sum, with the arithmetic: pure, exact, in whole units, rounded down.

Never above the ceiling, never above the rate times the sum, never less for a larger sum. No float holds money.
"""

from collections.abc import Callable

from nqpf_cli.model.money import HOME
from nqpf_cli.model.record import Lists, Record
from nqpf_cli.wording.amounts import converted, share


def payout(record: Record, spend: int, vocabularies: Lists, dataset: Record) -> Record:
    """The outcome for `spend` whole yuan of the cost that the measure pays for.

    `computed`: rate times sum, cut to the ceiling; `ceiling` and `fixed-sum`: no rate, the sum as such;
    `loan-limit`: a limit of what is borrowed, which pays nothing; `tax-rate`: no spending tells its worth;
    `no-figure`. With an `amount` goes its `currency`, `at_most`, and the `arithmetic` whose numbers are whole units
    of it (`spend`: yuan); `a_year` where it is for one year, `approx` where a currency was changed. Relief from
    tax is always "at most": there must be tax to relieve.
    """
    if record.get("rate_kind") == "reduced-rate":
        return {"outcome": "tax-rate", "reason": "a tax rate: what it saves depends on the income taxed"}
    if "rate_percent" in record:
        return _computed(record, spend, vocabularies, dataset)
    cap = record.get("cap")
    if not cap:
        return {"outcome": "no-figure", "reason": "names neither a rate nor a ceiling"}
    if cap.get("of"):
        return {"outcome": "loan-limit", "reason": "limits what is borrowed, and pays nothing itself"}
    fixed = cap["kind"] == "fixed"
    steps = (tier for tier in record.get("tiers", ()) if "amount" in tier)
    tiers = [{"when": tier["when"], "cap": tier["amount"]} for tier in steps]
    return {
        "outcome": "fixed-sum" if fixed else "ceiling",
        "at_most": not fixed,
        "amount": cap["amount"],
        "currency": cap["currency"],
        "arithmetic": {"spend": spend, "cap": cap["amount"]},
        **({"tiers": tiers} if tiers else {}),
        "reason": "the sum is paid whatever is spent" if fixed else "no rate is stated",
    }


def _computed(record: Record, spend: int, vocabularies: Lists, dataset: Record) -> Record:
    cap, kind = record.get("cap", {}), record["rate_kind"]
    standard = dataset["constants"]["standard_corporate_income_tax"]["rate_percent"]
    tax = [standard] if kind == "deduction" else []
    lent = cap.get("of")
    currency = HOME if lent else cap.get("currency", HOME)
    counted = min(spend, converted(cap["amount"], cap["currency"], HOME, dataset) or spend) if lent else spend

    def product(rate: int | float) -> int:
        whole = share(counted, rate, *tax)
        return converted(whole, HOME, currency, dataset) or 0

    most = product(record["rate_percent"])
    limit = None if lent else cap.get("amount")
    amount = most if limit is None else min(most, limit)
    tiers = [_tier(tier, record, limit, product) for tier in record.get("tiers", ())]
    # Where every tier has a rate and a limit of its own, no case joins the top rate with the top limit.
    if tiers and all("rate_percent" in tier and "cap" in tier for tier in tiers):
        amount = min(amount, max(tier["amount"] for tier in tiers))
    arithmetic: Record = {"spend": spend, "rate_percent": record["rate_percent"]}
    arithmetic |= {"counted": counted} if counted != spend else {}
    arithmetic |= {"tax_rate_percent": tax[0]} if tax else {}
    arithmetic |= {"product": most} | ({"cap": limit} if limit is not None else {})
    counts, low = vocabularies["instrument"][record["instrument"]].get("counts"), cap.get("from", 0)
    found: Record = {
        "outcome": "computed",
        "at_most": bool(kind != "fixed" or counts == "tax" or (cap.get("kind") == "top-tier" and most > low)),
        "amount": amount,
        "currency": currency,
        "arithmetic": arithmetic,
    }
    found |= {"tiers": tiers} if tiers else {}
    found |= {"a_year": True} if vocabularies["cost_base"][record["cost_base"]].get("points") else {}
    return found | ({"approx": True} if currency != HOME else {})


def _tier(tier: Record, record: Record, limit: int | None, product: Callable[[int | float], int]) -> Record:
    """A tier with what it draws: its own rate and limit, else those of the whole measure."""
    limits = [sum_ for sum_ in (tier.get("amount"), limit) if sum_ is not None]
    rate = tier["rate_percent"] if "rate_percent" in tier else record["rate_percent"]
    drawn = min([product(rate), *limits])
    own = {"when": tier["when"], "rate_percent": tier.get("rate_percent"), "cap": tier.get("amount")}
    return {**{key: value for key, value in own.items() if value is not None}, "amount": drawn}
