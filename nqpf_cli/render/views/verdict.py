"""The two sentences around a list of measures: how it stands, and what stands near."""

from nqpf_cli.answers.status import IN_FORCE
from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.model.text import plural
from nqpf_cli.render.page import Page, Para, Span

WORDS = {
    "end-not-read": "whose end was not read",
    "presume-lapsed": "over five years old, presume lapsed",
    "not-yet": "not yet",
    "draft": "draft",
    "replaced": "replaced",
    "ended": "ended",
}


def verdict(answer: Answer) -> Page:
    """ "5 in force · 7 whose end was not read · 1 ended (--all)", with the day where it is not today's."""
    counts: dict[str, int] = {}
    for record in answer.records:
        code = record["status"]["code"]
        counts[code] = counts.get(code, 0) + 1
    live = sum(counts.get(code, 0) for code in IN_FORCE)
    soon = counts.get("ends-soon", 0)
    parts: list[str | Span] = []
    if live:
        parts.append(
            Span(f"{live} in force" + (f", {soon} of them for less than 90 days" if soon else ""), "good")
        )
    parts += [f"{counts[code]} {words}" for code, words in WORDS.items() if counts.get(code)]
    hidden = answer.said["hidden"]
    parts += [
        Span(f"{hidden[code]} {words} (--all)", "dim") for code, words in WORDS.items() if hidden.get(code)
    ]
    text: list[str | Span] = []
    for part in parts or ["Nothing on record"]:
        text += [" · ", part] if text else [part]
    text.append(Span(f", on {dates.long_words(answer.on)}", "dim"))
    return [Para(text)]


def around(answer: Answer) -> Page:
    """What waits in wider places and inside, and whose text decides."""
    said = answer.said
    parts: list[str] = []
    above = {place: many for place, many in said["elsewhere"].items() if place != "inside"}
    if above:
        listed = [f"{many} of {said['titles'].get(place, place)}" for place, many in above.items()]
        parts.append(f"Also here: {', '.join(listed)} (--with-parents).")
    if inside := said["elsewhere"].get("inside"):
        parts.append(f"{plural(inside, 'measure')} of places inside (--with-children).")
    parts.append("The text of a measure decides; this is no advice.")
    return [Para(" ".join(parts))]
