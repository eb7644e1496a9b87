"""What else the words of `show` or `cite` may mean."""

from nqpf_cli.model.record import Answer
from nqpf_cli.model.text import with_article
from nqpf_cli.pages.blocks import Page, dim
from nqpf_cli.pages.common import RenderOptions, line

MOST = 3
"""Records named of those that may be meant too."""


def also_meant(answer: Answer, command: str, options: RenderOptions) -> Page:
    """A line that names the first of them with the commands that give them, or nothing."""
    kinds = answer.vocabularies["kind"]
    alike = [*answer.beside.values()]
    named = [
        f"{with_article(kinds[kind]['label']) if alike.count(kind) > 1 else 'the ' + kinds[kind]['label']} "
        f"({line(options, command, [name])})"
        for name, kind in [*answer.beside.items()][:MOST]
    ]
    more = f", {len(answer.beside) - MOST} more" if len(answer.beside) > MOST else ""
    return [dim(f"The words may also mean {', '.join(named)}{more}")] if named else []
