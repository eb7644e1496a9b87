"""A line of time as inline SVG: it stretches with the page while its words keep their size.

Without a viewBox, positions across are shares of the width and positions down are pixels, so that on a
telephone the words are as large as on a desk. Colours come from the page's style sheet; without one the
picture is black on white.
"""

from collections.abc import Iterator

from nqpf_cli.formats.sanitize import escape_html
from nqpf_cli.model.text import clean
from nqpf_cli.pages.lanes import Lane, Picture

_TOP = 24  # the words for the day
_WORDS = 18  # a lane's words
_BAR = 10
_TALL = 26  # a lane whose bars have heights
_BETWEEN = 10
_THIN = 5  # the width of a bar for a month


def lines(picture: Picture, name: str) -> Iterator[str]:
    """Yield the picture as one element; its ids begin with a `name` that no other on the page has."""
    heights = [_TALL if _is_tall(lane) else _BAR for lane in picture.lanes]
    foot = (_TOP if picture.day else 0) + sum(_WORDS + height + _BETWEEN for height in heights)
    yield (
        f'<svg class="time" role="img" aria-labelledby="{name}-title {name}-told" width="100%" height="{foot + 20}"'
        ' font-size="13" xmlns="http://www.w3.org/2000/svg">'
    )
    yield f'<title id="{name}-title">{_text(picture.title)}</title>'
    yield f'<desc id="{name}-told">{_text(picture.description)}</desc>'
    yield from _frame(picture, foot)
    top = _TOP if picture.day else 0
    for lane, height in zip(picture.lanes, heights, strict=True):
        yield f'<text x="0" y="{top + 13}">{_text(lane.words)}</text>'
        yield from _bars(lane, top + _WORDS, height)
        top += _WORDS + height + _BETWEEN
    yield "</svg>"


def _frame(picture: Picture, foot: int) -> Iterator[str]:
    """Yield the line of time with its years, and the day for which the picture is drawn."""
    yield f'<line class="axis" x1="0" x2="100%" y1="{foot}" y2="{foot}" stroke="currentColor"/>'
    for at, words in picture.marks:
        yield (
            f'<line class="axis" x1="{_share(at)}" x2="{_share(at)}" y1="{foot}" y2="{foot + 4}"'
            ' stroke="currentColor"/>'
        )
        yield f'<text class="year" x="{_share(at)}" y="{foot + 17}">{_text(words)}</text>'
    if picture.day is None:
        return
    at, words = picture.day
    side = "start" if at < 0.5 else "end"
    yield (
        f'<line class="now" x1="{_share(at)}" x2="{_share(at)}" y1="0" y2="{foot}" stroke="currentColor"'
        ' stroke-dasharray="3 3"/>'
    )
    gap = 5 if side == "start" else -5
    yield f'<text class="now" x="{_share(at)}" y="13" dx="{gap}" text-anchor="{side}">{_text(words)}</text>'


def _bars(lane: Lane, top: int, height: int) -> Iterator[str]:
    style = f"bar {lane.style}".rstrip()
    for start, end, tall in lane.bars:
        high = max(3, round(height * tall))
        wide = f'width="{_share(end - start)}"' if end > start else f'width="{_THIN}"'
        yield (
            f'<rect class="{style}" x="{_share(start)}" y="{top + height - high}" {wide} height="{high}"'
            ' fill="currentColor"/>'
        )


def _is_tall(lane: Lane) -> bool:
    return any(start == end for start, end, _ in lane.bars)


def _share(part: float) -> str:
    return f"{part * 100:.2f}%"


def _text(text: str) -> str:
    return escape_html(clean(text))
