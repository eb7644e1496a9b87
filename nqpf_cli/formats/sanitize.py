"""The edge of the page formats: here text is made harmless and links are let through or dropped, once."""

from nqpf_cli.model.record import Record, whose
from nqpf_cli.model.text import clean
from nqpf_cli.pages.blocks import Span, Text, spans

# Printable ASCII that has no business bare in an address, and would end one in HTML, Markdown or a terminal.
_ENCODED = ' "<>\\^`{|}'


def safe(text: Text) -> list[Span]:
    """Return any text as spans that can do no harm: clean characters, links to the web or none; empty runs go."""
    seen = (part for part in spans(text) if part.text)
    return [Span(clean(part.text), part.style, part.link and safe_link(part.link)) for part in seen]


def safe_text(text: Text) -> str:
    """Return the clean characters alone."""
    return clean(text) if isinstance(text, str) else "".join([clean(part.text) for part in spans(text)])


def safe_link(url: str) -> str:
    """Return an http or https address in plain ASCII, or nothing.

    Chinese in it is percent-encoded, as is what could end the address early; any control character drops it.
    """
    scheme, mark, rest = url.strip(" ").partition("://")
    if scheme.lower() not in ("http", "https") or not mark or rest[:1] in ("", "/", " "):
        return ""
    if not rest.isprintable():
        return ""
    if not rest.isascii() or any(character in rest for character in _ENCODED):
        rest = "".join(map(_percent, rest))
    return f"{scheme.lower()}://{rest}"


def _percent(ch: str) -> str:
    return ch if ch.isascii() and ch not in _ENCODED else "".join([f"%{byte:02X}" for byte in ch.encode()])


def note(page: Record) -> str:
    """Return what a citation adds to a page: where else it was read, and whose it is if not ours; or nothing."""
    read = f"Read at {safe_link(page['read_at'])}" if "read_at" in page else ""
    return "; ".join(filter(None, (read, whose(page))))


def escape_html(text: str) -> str:
    """Return text that is safe in content and in an attribute between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
