"""`nqpf brief`: the page to hand on, in every notation, and the file it goes to."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.goldens import printed
from tests.conftest import Nqpf

PLURALS = {"policy": "policies", "target": "targets", "event": "events"}
PAGES = {
    "brief-zone": ["brief", "harbour", "zone"],
    "brief-zone-html": ["brief", "harbour", "zone", "-f", "html"],
    "brief-city": ["brief", "Haven", "--sector", "ai", "--for", "foreign-invested", "--with-parents"],
    "brief-province-zh": ["brief", "northland", "--lang", "zh"],
    "brief-term": ["brief", "patient", "money"],
    "brief-sector": ["brief", "--sector", "robotics"],
    "brief-zone-40": ["brief", "harbour", "zone", "-f", "plain"],
    "brief-short": ["brief", "harbour", "zone", "--short", "--prepared-for", "Acme's board"],
    "brief-short-sector": ["brief", "--sector", "ai", "--short"],
}


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, PAGES[name], inside, monkeypatch)


def test_a_measure_for_many_fields_says_so_on_the_page_of_one(inside: Nqpf) -> None:
    """A loan for many fields may lead what is in force for services: it is not told as a measure of services alone."""
    page = inside("brief", "--sector", "services").stdout
    [row] = [
        line for line in page.splitlines() if line.startswith("| China: 1.5 percentage points off investment")
    ]
    assert re.search(r"\(for \d+ other fields too\)", row)
    assert "other fields too" not in inside("brief", "lingang").stdout


def test_one_figure_for_several_uses_is_never_told_as_several(inside: Nqpf, offers: Path) -> None:
    page = inside("brief", "harbour-zone").stdout
    rows = [line for line in page.splitlines() if line.startswith("|") and "RMB 10 million" in line]
    assert rows
    assert all("one figure" in row for row in rows)
    assert page.count("**up to RMB 10 million") == 1


def test_every_condition_is_a_box_to_tick_and_every_open_point_a_question(inside: Nqpf) -> None:
    given = json.loads(inside("brief", "lingang", "--json").stdout)["records"]
    page = inside("brief", "lingang").stdout
    ticked = [line[6:] for line in page.splitlines() if line.startswith("- [ ] ")]
    told = [
        record
        for record in given
        if record["record_kind"] == "incentive" and record["status"]["code"] not in ("presume-lapsed",)
    ]
    assert told
    for record in told:
        for condition in record.get("conditions", []):
            assert any(line.endswith(condition) for line in ticked), condition
    assert "\n## Open questions\n" in page
    questions = page.split("\n## Open questions\n")[1]
    assert {question for one in told for question in one["open_questions"]}
    for one in told:
        for question in one["open_questions"]:
            assert question in questions


def test_every_footnote_is_defined_once_and_used(inside: Nqpf) -> None:
    page = inside("brief", "shanghai").stdout
    defined = re.findall(r"^\[\^(\d+)\]: ", page, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", page))
    assert defined == [str(number) for number in range(1, len(defined) + 1)]
    assert used == set(defined)


def test_a_place_wins_over_a_term_and_a_term_over_a_sector(inside: Nqpf, offers: Path) -> None:
    assert inside("brief", "northland").stdout.startswith("# Northland 北省\n")
    assert inside("brief", "computing", "power").stdout.startswith("# computing power 算力\n")
    assert inside("brief", "robotics").stdout.startswith("# Sector: robotics\n")
    assert inside("brief", "--sector", "computing-power").stdout.startswith("# Sector: computing power\n")


def test_a_subject_that_does_not_exist(inside: Nqpf) -> None:
    missed = inside("brief", "lingong")
    assert missed.returncode == 1
    assert missed.stderr.startswith('nqpf: no place, term or sector "lingong". Nearest: lingang')
    assert json.loads(inside("brief", "lingong", "--json").stdout)["count"] == 0
    nothing = inside("brief")
    assert nothing.returncode == 2
    assert "a place, a term or a sector" in nothing.stderr


def test_another_day_gives_another_page(inside: Nqpf) -> None:
    """The day after Lingang's computing measures end, they count as ended and no longer as in force."""
    before, after = (inside("brief", "lingang", "--on", day).stdout for day in ("2029-04-30", "2029-05-01"))
    assert "- Prepared on: 1 May 2029\n" in after
    assert "## In force\n\n| measure" in before
    assert "No measure is known to be in force of the place itself" in after
    assert "| ended April 2029 |" not in before
    assert "| ended April 2029 |" in after


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "yaml", "ics", "table", "plain"])
def test_every_format_takes_a_brief(form: str, inside: Nqpf) -> None:
    done = inside("brief", "lingang", "-f", form)
    assert done.returncode == 0
    assert done.stdout
    assert done.stderr == ""


class Page(HTMLParser):
    """What a page loads, points to and holds."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[tuple[str, str]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if tag == "a" else []
        self.loads += [(tag, name) for name in ("src", "srcset", "data", "action") if name in said]
        self.loads += [(tag, name) for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize("subject", ["lingang", "shanghai", "patient capital"])
def test_the_html_is_one_file_that_loads_and_runs_nothing(subject: str, inside: Nqpf) -> None:
    page = inside("brief", subject, "--format", "html").stdout
    read = Page()
    read.feed(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta name="viewport"' in page
    assert read.loads == []
    assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & set(read.tags)
    assert "@import" not in page and "url(" not in page
    assert len(set(read.ids)) == len(read.ids)
    within = {link[1:] for link in read.links if link.startswith("#")}
    assert within <= set(read.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in read.links)


def test_what_a_record_says_stays_text_in_the_html(
    inside: Nqpf, offers_home: Path, tmp_path: Path, offers: Path
) -> None:
    (tmp_path / "incentives.yaml").write_text(
        """
- id: hostile-measure
  region: southland
  title: '</title><script>alert(1)</script> [^1] - [ ] & "quotes"'
  instrument: grant
  sectors: [ai]
  beneficiaries: [enterprise]
  summary: '<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1))'
  conditions: ['<b>one</b>', '[^2] two']
  valid_until: '2030'
  sources: [gazette-plan]
  confidence: medium
""",
        encoding="utf-8",
    )
    page = inside("brief", "southland", "-f", "html", "--data", str(tmp_path)).stdout
    assert "&lt;script&gt;" in page
    assert "<script" not in page and "<img" not in page and "<b>" not in page
    read = Page()
    read.feed(page)
    assert read.loads == []
    text = inside("brief", "southland", "--data", str(tmp_path)).stdout
    assert "\\[^2\\] two" in text
    assert "\\<script" in text


def test_output_goes_to_a_file_in_the_format_of_its_ending(inside: Nqpf, tmp_path: Path) -> None:
    for name, start in (
        ("a.md", "# Lingang"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.json", "{"),
        ("a", "# Lingang"),
    ):
        done = inside("brief", "lingang", "-o", str(tmp_path / name))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    refused = inside("brief", "lingang", "-o", str(tmp_path / "a.docx"))
    assert refused.returncode == 2
    assert "pandoc" in refused.stderr


def test_a_file_is_never_overwritten_without_force(inside: Nqpf, tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("mine", encoding="utf-8")
    done = inside("brief", "lingang", "-o", str(path))
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert inside("brief", "lingang", "-o", str(path), "--force").returncode == 0
    assert path.read_text(encoding="utf-8").startswith("# Lingang")


def test_an_instrument_and_a_status_narrow_the_measures_and_can_be_typed_again(inside: Nqpf) -> None:
    line = [
        "brief",
        "lingang",
        "--instrument",
        "subsidy",
        "--status",
        "in-force,ended",
        "--on",
        "2026-11-28",
    ]
    answer = json.loads(inside(*line, "--json").stdout)
    measures = [one for one in answer["records"] if one["record_kind"] == "incentive"]
    assert list(answer["left_out"]) == ["ended"]
    assert {one["instrument"] for one in measures} == {"subsidy"}
    assert {one["status"]["code"] for one in measures} == {"in-force"}
    page = inside(*line).stdout
    assert "subsidy; status “in force, ended”" in page
    assert "nqpf brief lingang --instrument subsidy --status in-force,ended --on 2026-11-28" in page


@pytest.mark.parametrize(
    "subject",
    [
        ["lingang"],
        ["shanghai"],
        ["china"],
        ["patient", "capital"],
        ["--sector", "low-altitude"],
        ["--is", "registered_in=lingang", "--is", "headcount=24"],
    ],
)
def test_the_short_one_is_a_sheet(subject: list[str], inside: Nqpf) -> None:
    """Five measures, five pages at most, nothing of the parts that make the long one long; each page is cited."""
    page = inside("brief", *subject, "--short").stdout
    sections = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert set(sections) <= {
        "The best founded measures", "What ends within a year", "Whom to ask", "Sources",
    }  # fmt: skip
    best = page.split("## The best founded measures\n")[1].split("\n## ")[0]
    assert 1 <= len(re.findall(r"^\*\*", best, re.MULTILINE)) <= 5
    defined = re.findall(r"^\[\^(\d+)\]: ", page, re.MULTILINE)
    assert 1 <= len(defined) <= 5
    assert set(re.findall(r"\[\^(\d+)\](?!:)", page)) == set(defined)
    assert len(page.splitlines()) < 75
    assert len(page) < 6_000


@pytest.mark.parametrize("subject", [["beijing"], ["lingang"], ["shanghai"], ["--sector", "low-altitude"]])
def test_no_document_takes_two_rows_of_the_sheet_where_five_have_one(
    subject: list[str], inside: Nqpf
) -> None:
    found = json.loads(inside("brief", *subject, "--json").stdout)["records"]
    documents = {
        one["title"]: one.get("policy", one["id"]) for one in found if one["record_kind"] == "incentive"
    }
    page = inside("brief", *subject, "--short").stdout
    named = [title.strip() for title in re.findall(r"^\*\*(.+?)\*\*: ", page, re.MULTILINE)]
    rests = [document for title, document in documents.items() for one in named if one.endswith(title)]
    assert len(set(documents.values())) >= 5 and len(named) == 5
    assert len(set(rests)) == len(rests) >= 4  # a figure for several uses bears the name of its document
    assert " more of this document" in page
    assert "issuer, not on record" not in page


def test_whom_it_is_for_stands_at_the_top_as_text(inside: Nqpf) -> None:
    for more in ([], ["--short"], ["--is", "headcount=24"]):
        page = inside("brief", "lingang", *more, "--prepared-for", "A <b> [x](y)\x1b[31m").stdout
        (line,) = [line for line in page.splitlines() if line.startswith("- Prepared for: ")]
        assert "\x1b" not in page and "\\<b" in line and "\\[x\\]" in line
        assert "- Prepared on: " in page


def test_no_id_stands_in_the_text_for_a_client(inside: Nqpf) -> None:
    ids = {one["id"] for one in json.loads(inside("brief", "lingang", "--json").stdout)["records"]}
    for more in ([], ["--short"]):
        *text, last = inside("brief", "lingang", *more).stdout.rstrip().splitlines()
        assert "nqpf brief lingang" in last
        assert not {one for one in ids if re.search(rf"(?<![\w/-]){one}(?![\w-])", "\n".join(text))}


def test_a_sector_narrows_every_section_of_a_place_and_the_rest_is_counted_with_its_command(
    inside: Nqpf,
) -> None:
    typed = ["brief", "suzhou", "--sector", "robotics"]
    shown = json.loads(inside(*typed, "--json").stdout)["records"]
    page = inside(*typed).stdout
    assert "Narrowed to: robotics (documents, targets and events: what names it)" in page
    for kind in ("policy", "target", "event"):
        names = [one["id"] for one in shown if one["record_kind"] == kind]
        (line,) = (line for line in page.splitlines() if f"nqpf list {PLURALS[kind]} --region suzhou" in line)
        every = ["list", kind, "--region", "suzhou"]
        held = json.loads(inside(*every, "--sector", "robotics", "--json").stdout)["records"]
        assert names and sorted(names) == sorted(one["id"] for one in held)
        assert int(line.split()[0]) == json.loads(inside(*every, "--json").stdout)["total"] - len(names)
    assert "low-altitude" not in page
    assert (
        "Narrowed to: subsidy (the measures alone)"
        in inside("brief", "lingang", "--instrument", "subsidies").stdout
    )


@pytest.mark.parametrize("typed", ["suzhou", "shenzhen --with-parents", "--sector ai", "patient capital"])
def test_events_stand_in_the_order_of_their_days(typed: str, inside: Nqpf) -> None:
    found = json.loads(inside("brief", *typed.split(), "--json").stdout)["records"]
    days = [one["date"] for one in found if one["record_kind"] == "event"]
    assert len(days) > 1
    assert days == sorted(days, reverse=True)


def test_a_long_page_has_a_cap_a_section_and_says_how_to_see_the_rest(inside: Nqpf) -> None:
    page = inside("brief", "成渝双城经济圈").stdout
    assert "Place: zone in China, across Chongqing and Sichuan" in page
    assert "whole, with what each asks for: nqpf incentives chengdu-chongqing" in page
    assert "15 of 18 on record: nqpf list policies --region chengdu-chongqing" in page
    assert page.count("\n### ") <= 12
    assert "- Place: nation\n" in inside("brief", "china").stdout


@pytest.mark.parametrize("typed", ["shanghai", "shenzhen --with-parents", "china", "--sector ai"])
def test_of_many_measures_the_first_stand_in_each_section_with_the_command_for_all(
    typed: str, inside: Nqpf
) -> None:
    whole = inside("brief", *typed.split()).stdout
    page = whole.split("\n## Sources\n")[0]
    sections = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    assert all(text.count("\n| ") <= 2 + 15 for text in sections.values())
    assert page.count("\n- Evidence: ") <= 5 and len(page.splitlines()) < 300
    more = rf"incentives (?!.*--status).*{typed}"
    assert re.search(rf"\n12 of \d+, the nearest end first; all of them: nqpf {more}\n", sections["In force"])
    told = rf"\nA line each for 12 of \d+ measures; whole, with what each asks for: nqpf {more}\n"
    assert re.search(told, sections["No end date found: ask first, then check"])


def test_a_few_measures_more_have_a_line_too() -> None:
    from nqpf_cli.pages.brief_measures import MOST_LINES, SPARE, lines

    assert [lines(many) for many in (3, MOST_LINES + SPARE, MOST_LINES + SPARE + 1)] == [
        3,
        MOST_LINES + SPARE,
        MOST_LINES,
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("brief 辽宁", "events"),
        ("brief patient-capital", "targets that mention patient capital"),
        ("brief 雄安", "any incentive of Xiong'an"),
        ("brief shanghai", ""),
    ],
)
def test_a_page_without_documents_targets_or_events_says_that_none_are_recorded(
    line: str, told: str, inside: Nqpf
) -> None:
    page = inside(*line.split()).stdout
    assert f"\n- Not recorded: {told}" in page if told else "Not recorded" not in page
