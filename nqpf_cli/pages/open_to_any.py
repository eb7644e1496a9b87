"""What names the sector or beneficiary asked for and what is only open to any, on a page: headings and counts."""

from collections.abc import Mapping, Sequence

from nqpf_cli.model.record import Answer
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Page, dim
from nqpf_cli.pages.common import label
from nqpf_cli.wording import extent


def asked_for(answer: Answer, values: Mapping[str, Sequence[str]], *more: str) -> str:
    """ "SMEs, foreign-invested companies; AI": what the filters name, by label, and `more` of them in words."""
    listed = [
        ", ".join(dict.fromkeys(called(answer, label(answer, name, value)) for value in chosen))
        for name, chosen in values.items()
    ]
    return "; ".join([*listed, *more])


def called(answer: Answer, value: str) -> str:
    """ "digital transformation (including 物联网)": the label of a value, and what narrower thing was typed for it."""
    words = [word for word, above in answer.filed.items() if above == value]
    return f"{value} (including {extent.listed(words)})" if words else value


def headings(
    answer: Answer, values: Mapping[str, Sequence[str]], named: int, rest: int, one: str, many: str
) -> tuple[str, str]:
    """ "For AI, by name: 2 measures" and "Open to any: 5 measures (--only leaves them out)", by the numbers of each.

    Without a rest there is no second heading.
    """
    first = f"For {asked_for(answer, values)}, by name: {plural(named, one, many) if named else 'none'}"
    return first, f"Open to any: {plural(rest, one, many)} (--only leaves them out)" if rest else ""


def not_shown(answer: Answer, line: str, more: str = "") -> Page:
    """How many `--only` leaves out, if any, and the command `line` that shows them, with what `more` says."""
    many = answer.left_out.get("open-to-any")
    return [dim(f"Not shown: {many:,} open to any: {line}{more}")] if many else []
