"""Sums in US dollars: about what one is, and once a page at which rate of which day."""

from collections.abc import Iterable

from nqpf_cli.model import dates, money
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.pages.blocks import Page, dim
from nqpf_cli.wording.amounts import rates


def dollars(answer: Answer, amount: int, currency: str) -> str:
    """ " (≈ US$1.4 million)", or nothing where no rate is known."""
    rate = rates(answer.dataset).get(currency, "")
    words = money.dollars(amount, currency, rate) if rate else ""
    return f" ({words})" if words else ""


def cap_dollars(answer: Answer, record: Record) -> str:
    """The ceiling of a measure in dollars; nothing for a range, or where it has none."""
    cap = record.get("cap")
    return dollars(answer, cap["amount"], cap["currency"]) if cap and "from" not in cap else ""


def rate_note(answer: Answer, currencies: Iterable[str]) -> Page:
    """ "A US dollar counts as RMB 6.9523 (9 February 2026).", or nothing without currencies."""
    wanted = set(currencies)
    parts = [
        f"{money.prefix(rate['currency'])}{rate['per_dollar']} ({dates.long_words(rate['date'])})"
        for rate in answer.dataset["constants"]["dollar_rates"]
        if rate["currency"] in wanted
    ]
    return [dim(f"A US dollar counts as {', '.join(parts)}.")] if parts else []


def caps_note(answer: Answer, records: Iterable[Record]) -> Page:
    """The rates at which the ceilings of these measures are shown in dollars."""
    return rate_note(answer, (record["cap"]["currency"] for record in records if cap_dollars(answer, record)))
