"""Faults as a page: file by file, each with its mend, counted; or one line that all is sound."""

from collections import Counter
from collections.abc import Sequence

from nqpf_cli.model.record import Answer, Record, grouped, pack_name
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Page, Para, Span, dim
from nqpf_cli.pages.common import RenderOptions
from nqpf_cli.questions.problems_found import CheckResult, Looked

MOST = 50
"""So many faults are shown unless all are asked for."""


def check_page(result: CheckResult, options: RenderOptions, *, everything: bool = False) -> Page:
    """Every fault as `file:line:column: what; mend`, or how much was found sound."""
    answer = result.answer
    if not answer.records:
        return [Para(Span(sound(result.looked), "good"))]
    page: Page = []
    shown = few_of_each(answer.records, answer.total if everything else MOST)
    for file, faults in grouped(answer.records, lambda fault: fault["file"]).items():
        many = shown[file]
        if not many:
            continue
        page += [Gap()] if page else []
        for fault in faults[:many]:
            place = f"{file}:{fault['line']}:{fault['column']}: "
            page.append(Para([Span(place, "id"), fault["what"], Span(f"; {fault['mend']}", "dim")], hang=4))
        if many < len(faults):
            page.append(dim(f"{file}: {len(faults) - many:,} more", hang=4))
    return [*page, Gap(), Para(Span(counted(answer, shown), "warn"))]


def sound(looked: Looked) -> str:
    """One line: how many records in how many files, and how many of them are a pack's."""
    text = f"Sound: {plural(looked.records, 'record')} in {plural(looked.files, 'file')}"
    if packs := [f"{many:,} of {pack_name(pack)}" for pack, many in looked.packs.items()]:
        text += f", of which {' and '.join(packs)}"
    if looked.replacing:
        text += f"; {looked.replacing:,} in place of ours"
    return f"{text}."


def counted(answer: Answer, shown: dict[str, int]) -> str:
    """How many faults in how many files; where not all stand above, that --all shows them."""
    text = f"{plural(answer.total, 'fault')} in {plural(len(shown), 'file')}"
    above = sum(shown.values())
    return f"{text}, {above:,} of them above; --all shows every one." if above < answer.total else f"{text}."


def few_of_each(records: Sequence[Record], most: int) -> dict[str, int]:
    """File -> how many of its faults to show where `most` in all may be shown.

    One of each file in turn until all are dealt, so that a thousand in one file hide none in another.
    """
    left = Counter(record["file"] for record in records)
    shown = dict.fromkeys(left, 0)
    while most > 0 and left:
        for file in list(left)[:most]:
            shown[file] += 1
            left[file] -= 1
            most -= 1
            if not left[file]:
                del left[file]
    return shown
