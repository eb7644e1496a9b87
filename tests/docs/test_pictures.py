"""The pictures of the tour show what the program prints."""

import importlib.util
import re
from types import ModuleType
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT

pytest.importorskip("rich")
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"\bpictures/([a-z]+)-(light|dark)\.svg", TOUR)


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_none_is_stale(pictures: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert pictures.main(["--check"]) == 0, capsys.readouterr().out


def test_a_stale_one_is_found(pictures: ModuleType) -> None:
    path = pictures.FOLDER / "define-light.svg"
    svg = path.read_text(encoding="utf-8")
    assert "patientcapital" in pictures.text_of(svg)
    assert pictures.text_of(svg.replace("Money", "Gold")) != pictures.text_of(svg)


def test_the_tour_shows_each_in_light_and_dark(pictures: ModuleType) -> None:
    assert set(SHOWN) == {(name, theme) for name in pictures.PICTURES for theme in pictures.PALETTES}
    assert len(re.findall(r"<img alt=\"[^\"]{20,}\"", TOUR)) == len(pictures.PICTURES)


def test_each_stands_alone(pictures: ModuleType) -> None:
    """A picture on a page may load nothing, and must say what it is."""
    files = sorted(pictures.FOLDER.glob("*.svg"))
    assert len(files) == len(pictures.PICTURES) * len(pictures.PALETTES)
    for path in files:
        text = path.read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)
        assert root.get("aria-label"), path.name
        assert "url(" not in text, path.name
        assert set(re.findall(r"https?://[^\"\s<]+", re.sub(r"<text.*?</text>", "", text))) == {
            "http://www.w3.org/2000/svg"
        }
