"""The most that a plan of a firm could draw: no measure that it fails is worked out, and tiers go by their tests."""

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.firm_profile import Firm, Known
from nqpf_cli.model.money import HOME
from nqpf_cli.model.record import Record, Result
from nqpf_cli.questions.estimate import EstimateQuery, EstimateResult, estimate
from nqpf_cli.questions.firm import Judgement, judge
from nqpf_cli.questions.firm_answer import Applicant, with_firm

NO_TIER = "none of its tiers that we read is for you"


class EstimateFirmResult(Result[Record]):
    """An estimate whose records have their `tests` and what they come to (`firm`), where they were judged.

    `judged` and `tests` are by id. `estimate` is the same without the firm's own words.
    """

    estimate: EstimateResult
    applicant: Applicant
    judged: dict[str, Judgement]
    tests: dict[str, Record]


def estimate_for_firm(
    store: Store, asked: EstimateQuery, applicant: Applicant, on: str
) -> EstimateFirmResult:
    """Work out what a firm's plan could draw on the ISO day `on`. Raises as `estimate` does."""
    judged: dict[str, Judgement] = {}
    tests: dict[str, Record] = {}

    def fits(measures: list[Record], plan: dict[str, int]) -> tuple[list[Record], dict[str, str]]:
        """The measures with the tiers that the firm does not fail, and what each that it fails wants."""
        tests.update(query.tests(store, (record["id"] for record in measures)))
        against: dict[str, str] = {}
        kept = []
        for record in measures:
            name = record["id"]
            firm = with_plan(applicant.firm, record, plan)
            found = judged[name] = judge(record, tests.get(name, {}), firm, applicant.lexicon, on)
            failed = [one.text for one in found.conditions if one.value == "fail"]
            if found.verdict in ("fails", "not-yet"):
                against[name] = f"not for you: {failed[0]}{f' (+{len(failed) - 1})' if failed[1:] else ''}"
            elif found.tiers and set(found.tiers) == {"fail"}:
                against[name] = NO_TIER
            kept.append(with_tiers(record, found))
        return kept, against

    result = estimate(store, asked, on, fits)
    records = [
        with_firm(record, tests, judged[record["id"]]) if record["id"] in judged else record
        for record in result.answer.records
    ]
    fields = [*result.answer.fields, "tests", "firm"]
    answer = result.answer.replace(records=records, fields=fields)
    return EstimateFirmResult(answer, result, applicant, judged, tests)


def with_plan(firm: Firm, record: Record, plan: dict[str, int]) -> Firm:
    """Return the firm with the planned cost that a measure pays as its spending, where it names no cost of its own.

    What it tells of one item without a cost, it tells of the one cost of a plan.
    """
    base, items = record.get("cost_base", ""), firm.spend or ({},)
    if base not in plan or (firm.spend is not None and (len(plan) > 1 or len(items) != 1)):
        return firm
    if "spend.base" in items[0]:
        return firm
    amount = Known(low=plan[base], high=plan[base], unit=HOME)
    return firm._replace(spend=({"spend.amount": amount, **items[0], "spend.base": Known(words=(base,))},))


def with_tiers(record: Record, judged: Judgement) -> Record:
    """Return a measure with the tiers that a firm does not fail.

    Its rate and ceiling are then the best of those, where each of them names its own.
    """
    if "fail" not in judged.tiers or set(judged.tiers) == {"fail"}:
        return record
    tiers = [tier for tier, value in zip(record["tiers"], judged.tiers, strict=True) if value != "fail"]
    found = {**record, "tiers": tiers}
    if "rate_percent" in record and all("rate_percent" in tier for tier in tiers):
        found["rate_percent"] = max(tier["rate_percent"] for tier in tiers)
    if "cap" in record and all("amount" in tier for tier in tiers):
        found["cap"] = {**record["cap"], "amount": max(tier["amount"] for tier in tiers)}
    return found
