"""What a package index shows of the package: the README, with no link that leads nowhere from there."""

import re
import tomllib
from html.parser import HTMLParser

from readme_renderer import markdown

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


class Addresses(HTMLParser):
    """Every address of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(text: str) -> Addresses:
    """The page that PyPI makes of a long description, which it refuses where this gives None."""
    page = markdown.render(text)
    assert page is not None
    return Addresses(page)


def shown(text: str = README) -> str:
    """The long description as pyproject.toml makes it of the README."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = project["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    assert hook["fragments"] == [{"path": "README.md"}]
    for each in hook["substitutions"]:
        text = re.sub(each["pattern"], each["replacement"], text)
    return text


def lead_nowhere(page: Addresses) -> list[str]:
    return [address for address in page.found if not re.match("https?://|mailto:|#", address)]


def test_no_link_of_the_long_description_leads_nowhere() -> None:
    whole, page = rendered(README), rendered(shown())
    assert lead_nowhere(whole), "the README has no link to change; then it may stand as it is"
    assert lead_nowhere(page) == []
    assert page.text == whole.text, "a link loses its address, and not one word"


def test_only_links_into_the_checkout_lose_their_address() -> None:
    text = "[a page](docs/guide.md#dates), [the web](https://example.org/a), ![a picture](docs/x.svg), `-e '.[dev]' (x)`"
    assert shown(text) == "a page, [the web](https://example.org/a), a picture, `-e '.[dev]' (x)`"
