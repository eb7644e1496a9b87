"""Whether facts are sound: their faults as records, and how much was looked at."""

from collections.abc import Iterable, Sequence

from nqpf_cli.model.record import Answer, Context, Record, Result
from nqpf_cli.model.values import Values

FIELDS = ("file", "line", "column", "what", "mend")
"""What a fault says, in the order of every output: where, what is wrong, and how to mend it."""


class Looked(Values):
    """What was looked at: records and files in all, records of each pack by its name, and those that replace ours."""

    records: int
    files: int
    packs: dict[str, int]
    replacing: int


class CheckResult(Result[Record]):
    """The faults as records of FIELDS, and what was looked at."""

    looked: Looked


def soundness(
    faults: Iterable[Sequence[str | int]], looked: Looked, context: Context, on: str
) -> CheckResult:
    """The faults, each a sequence of FIELDS, in the order given; code 3 where there is one."""
    records = [dict(zip(FIELDS, fault, strict=True)) for fault in faults]
    code = 3 if records else 0
    return CheckResult(Answer("fault", records, len(records), on, context, code=code, fields=FIELDS), looked)
