"""What a measure could pay towards a plan, in words, with the arithmetic."""

from nqpf_cli.model import money
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import few
from nqpf_cli.pages.common import label
from nqpf_cli.questions.estimate import EstimateResult
from nqpf_cli.wording.amounts import per_words, span_words


def count_words(count: int) -> str:
    """ "Two measures", "No measure"."""
    return f"{few(count)} {'measure' if count < 2 else 'measures'}".capitalize()


def spent(answer: Answer, kind: str, yuan: int) -> str:
    """ "RMB 8 million of computing rental", "a loan of RMB 20 million"."""
    amount = money.words(yuan)
    if answer.vocabularies["cost_base"][kind].get("points"):
        return f"a loan of {amount}"
    return f"{amount} of {label(answer, 'cost_base', kind)}"


def sum_words(result: EstimateResult, record: Record) -> str:
    """ "at most RMB 2.4 million of tax", "RMB 300,000 a year": the amount, how firm, of what, for how long."""
    instrument = result.answer.vocabularies["instrument"][record["instrument"]]
    if record["outcome"] != "computed":
        return ("up to " if record["at_most"] else "") + ceiling(result, record)
    lead = "at most " if record["at_most"] else ""
    tax = " of tax" if instrument.get("counts") == "tax" else ""
    year = ""
    if record.get("a_year"):
        year = " in one year" if "years" in result.measures[record["id"]].get("cap", {}) else " a year"
    return f"{lead}{amount_words(record['amount'], record)}{tax}{year}"


def amount_words(amount: int, record: Record) -> str:
    """An amount as it is; about, to three digits, where a currency was changed."""
    if not record.get("approx"):
        return money.words(amount, record["currency"])
    if not amount:
        return f"under {money.words(1, record['currency'])}"
    last = int("1" + "0" * max(0, len(str(amount)) - 3))
    return f"about {money.words(amount // last * last, record['currency'])}"


def how(result: EstimateResult, record: Record) -> str:
    """The arithmetic: "30% × RMB 20 million = RMB 6 million, above its ceiling of RMB 5 million a year"."""
    sums = record["arithmetic"]
    plan = spent(result.answer, record["cost_base"], sums["spend"])
    limit = ceiling(result, record)
    if "product" not in sums:
        unknown = f", so what it gives for {plan} is not known" if record["outcome"] == "ceiling" else ""
        return f"{record['reason']}{unknown}"
    text = f"{rate_of(result.answer, record)} × {plan}"
    if "counted" in sums:
        text += f", of which {money.words(sums['counted'])} counts"
    if "tax_rate_percent" in sums:
        text += f" × {money.percent(sums['tax_rate_percent'])}, the standard company tax"
    if record["amount"] < sums["product"]:
        text += f" = {amount_words(sums['product'], record)}"
    if not limit:
        return f"{text}; no ceiling named"
    if record["amount"] == sums["product"]:
        return f"{text}, within its ceiling of {limit}"
    tiers = record["amount"] < sums["cap"]
    return f"{text}, " + ("more than any one tier gives" if tiers else f"above its ceiling of {limit}")


def rate_of(answer: Answer, record: Record) -> str:
    """The rate as a factor: 30%, 1.5 points."""
    rate = money.percent(record["arithmetic"]["rate_percent"])
    points = answer.vocabularies["cost_base"][record["cost_base"]].get("points")
    return f"{rate.removesuffix('%')} points" if points else rate


def ceiling(result: EstimateResult, record: Record) -> str:
    """ "RMB 8 million per project a year", or nothing."""
    if "cap" not in record["arithmetic"]:
        return ""
    cap, vocabularies = result.measures[record["id"]]["cap"], result.answer.vocabularies
    amount = money.words(cap["amount"], cap["currency"])
    return amount + per_words(cap, vocabularies) + span_words(cap, vocabularies)


def tier_words(tier: Record, record: Record) -> str:
    """A tier with what it draws: "firms in general: 30%, RMB 2.4 million"."""
    parts = [money.percent(tier["rate_percent"])] if "rate_percent" in tier else []
    drawn = amount_words(tier["amount"] if "amount" in tier else tier["cap"], record)
    return f"{tier['when']}: {', '.join([*parts, drawn])}"
