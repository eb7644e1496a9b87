"""`nqpf cite`: references that real readers of BibTeX and CSL-JSON take."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pybtex.database import BibliographyData, parse_string
from pybtex.plugin import find_plugin

from nqpf_cli.formats import STYLES, biblatex, bibtex, csl, ris
from nqpf_cli.formats.sanitize import safe_link
from nqpf_cli.loading.load import FactSet
from nqpf_cli.model.record import Answer, Context
from nqpf_cli.model.text import clean
from tests.conftest import Nqpf
from tests.hostile.hostile import PAYLOADS

SCHEMA = json.loads((Path(__file__).parent / "csl-data.schema.json").read_text(encoding="utf-8"))
POLICY = "northland-2024-plan"


def all_pages(facts: FactSet, each: int = 1) -> Answer:
    """Every page there is, or one of so many, each read on one day."""
    pages = [loaded.record for loaded in facts.records.values() if loaded.kind == "source"][::each]
    sources = {page["id"]: {**page, "accessed": "2026-11-24"} for page in pages}
    return Answer("source", pages, len(pages), "2026-11-25", Context({}, {}, {}, {}), sources=sources)


def entries(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def plain(data: BibliographyData) -> list[str]:
    """The references as a style of BibTeX sets them."""
    style, backend = (
        find_plugin("pybtex.style.formatting", "unsrt")(),
        find_plugin("pybtex.backends", "plaintext")(),
    )
    return [entry.text.render(backend) for entry in style.format_bibliography(data)]


@pytest.mark.parametrize("each", [25, pytest.param(1, marks=pytest.mark.search)])
def test_every_page_reads_back_as_classic_bibtex(facts: FactSet, each: int) -> None:
    """In fields of BibTeX itself: type, author, title, year, howpublished and note are what its styles print."""
    answer = all_pages(facts, each)
    data = entries("\n".join(bibtex.lines(answer)))
    assert list(data.entries) == [page["id"] for page in answer.records]
    for page in answer.records:
        found = data.entries[page["id"]]
        assert found.type == "misc"
        assert set(found.fields) <= {"title", "year", "month", "day", "howpublished", "note", "url"}
        assert found.fields["howpublished"] == bibtex.escaped(safe_link(page["url"]))
        assert found.fields["url"] == safe_link(page["url"])
        assert page.get("title_zh", "").translate(bibtex._ESCAPES) in found.fields["note"]
        assert "Accessed 24 November 2026" in found.fields["note"]
    assert len(plain(data)) == len(answer.records)


@pytest.mark.parametrize("each", [25, pytest.param(1, marks=pytest.mark.search)])
def test_every_page_reads_back_as_biblatex(facts: FactSet, each: int) -> None:
    answer = all_pages(facts, each)
    data = entries("\n".join(biblatex.lines(answer)))
    assert list(data.entries) == [page["id"] for page in answer.records]
    for page in answer.records:
        fields = data.entries[page["id"]].fields
        assert fields["url"] == safe_link(page["url"])
        assert fields.get("langid") == biblatex.LANGUAGES.get(page["language"])
        assert ("titleaddon" in fields) == ("title_zh" in page)
        assert fields.get("date", "") == page.get("published", "")
        assert not {"year", "month", "day"} & {*fields}, "`date` has them, and biblatex has no `day`"
    assert len(plain(data)) == len(answer.records)


@pytest.mark.door
def test_bibtexparser_reads_both(facts: FactSet) -> None:
    reader = pytest.importorskip("bibtexparser")
    answer = all_pages(facts)
    for style in (bibtex, biblatex):
        library = reader.parse_string("\n".join(style.lines(answer)))
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == [page["id"] for page in answer.records]
        for entry, page in zip(library.entries, answer.records, strict=True):
            assert entry["url"] == safe_link(page["url"])
            assert entry["title"].strip("{}") == bibtex.escaped(page["title"]).strip("{}")


@pytest.mark.door
def test_rispy_reads_every_page(facts: FactSet) -> None:
    reader = pytest.importorskip("rispy")
    answer = all_pages(facts)
    found = reader.loads("\n".join(ris.lines(answer)))
    assert len(found) == len(answer.records)
    for entry, page in zip(found, answer.records, strict=True):
        assert (entry["type_of_reference"], entry["id"], entry["language"]) == (
            "ELEC",
            page["id"],
            page["language"],
        )
        assert (entry["title"], entry["authors"]) == (page["title"], [page["publisher"]])
        assert entry["urls"] == [safe_link(page["url"])]
        assert entry["access_date"] == "2026/11/24/"
        assert entry.get("year", "") == page.get("published", "")[:4]
        assert page.get("title_zh") in (None, *entry.get("notes", ()))


@pytest.mark.door
@pytest.mark.parametrize("payload", PAYLOADS)
def test_rispy_and_bibtexparser_read_hostile_titles_as_titles(payload: str) -> None:
    rispy, bibtexparser = pytest.importorskip("rispy"), pytest.importorskip("bibtexparser")
    text = PAYLOADS[payload]
    page = {
        "id": "page",
        "title": text,
        "title_zh": text,
        "publisher": text,
        "url": "https://example.org/",
        "language": "zh",
    }
    answer = Answer(
        "source",
        [page],
        1,
        "2026-11-25",
        Context({}, {}, {}, {}),
        sources={"a": page, "b": {**page, "id": "next"}},
    )
    told = rispy.loads("\n".join(ris.lines(answer)))
    assert [entry["id"] for entry in told] == ["page", "next"]
    assert {(entry["title"], entry["notes"][0], entry["urls"][0]) for entry in told} == {
        (" ".join(clean(text).split()), " ".join(clean(text).split()), "https://example.org/")
    }
    for style in (bibtex, biblatex):
        library = bibtexparser.parse_string("\n".join(style.lines(answer)))
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == ["page", "next"]


def test_ris_keeps_dates_as_precise_as_they_are_and_a_text_on_its_line() -> None:
    page = {
        "id": "a",
        "title": "One\nER  - \nTY  - BOOK",
        "publisher": "P",
        "url": "https://example.org/",
        "language": "en",
    }
    told = [
        f"{tag} {value}"
        for tag, value in ris.entry({**page, "published": "2024-06", "accessed": "2026-11-24"})
    ]
    assert {"PY 2024", "DA 2024/06//", "Y2 2026/11/24/"} < {*told}
    answer = Answer("source", [page], 1, "2026-11-25", Context({}, {}, {}, {}), sources={"a": page})
    lines = list(ris.lines(answer))
    assert [line[:2] for line in lines] == ["TY", "ID", "AU", "TI", "PB", "UR", "LA", "ER", ""]


def test_csl_is_csl_json(inside: Nqpf, small: Path) -> None:
    assert (
        inside("cite", POLICY, "--style", "csl").stdout
        == inside("cite", POLICY, "--style", "csl-json").stdout
    )


def test_a_style_goes_to_a_file_too(inside: Nqpf, small: Path, tmp_path: Path) -> None:
    for style, ending in {"ris": "ris", "bibtex": "bib", "csl": "json"}.items():
        path = tmp_path / f"refs.{ending}"
        done = inside("cite", POLICY, "--style", style, "-o", str(path))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert path.read_text(encoding="utf-8") == inside("cite", POLICY, "--style", style).stdout


def test_csl_json_of_every_page_fits_the_schema(facts: FactSet) -> None:
    items = json.loads("\n".join(csl.lines(all_pages(facts))))
    Draft7Validator(SCHEMA).validate(items)
    assert all(item["title"] and item["author"][0]["literal"] and item["URL"] for item in items)


def test_a_citation_processor_sets_them(facts: FactSet) -> None:
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    items = json.loads("\n".join(csl.lines(all_pages(facts))))[:40]
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON(items), citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"]) for item in items]))
    told = [str(entry) for entry in bibliography.bibliography()]
    assert len(told) == len(items)
    for item, text in zip(items, told, strict=True):
        assert item["author"][0]["literal"] in text
        assert item["URL"] in text
        assert "Accessed: November 24, 2026" in text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_no_title_breaks_out_of_its_braces(title: str) -> None:
    page = {"id": "page", "title": title, "publisher": title, "url": "https://example.org/", "language": "en"}
    for style, more in ((bibtex, "howpublished"), (biblatex, "langid")):
        data = entries("\n".join([*style.entry(page), *style.entry({**page, "id": "next"})]))
        assert list(data.entries) == ["page", "next"]
        assert set(data.entries["page"].fields) == {"title", "url", more}


def test_specials_come_out_as_they_went_in(inside: Nqpf, small: Path) -> None:
    written = inside("cite", "northland-2020-plan", "--style", "bibtex").stdout
    assert r"Firms \textbraceleft{}counted\textbraceright{} at \$5 \#1 \textasciitilde{} A\_B" in written
    [told] = plain(entries(inside("cite", "gazette-plan", "--style", "bibtex").stdout))
    assert "Plan for computing & data, 50% funded (text)" in told
    assert "https://example.org/plan?a=1&b=50%25_x#top" in told


def test_accessed_is_the_day_the_page_was_read_for_the_record(inside: Nqpf, small: Path) -> None:
    def accessed(*args: str) -> list[list[int] | None]:
        items = json.loads(inside("cite", *args, "--style", "csl-json").stdout)
        return [item["accessed"]["date-parts"][0] if "accessed" in item else None for item in items]

    assert accessed(POLICY) == [[2026, 11, 23], [2026, 11, 23]], "the record's own day"
    assert accessed("northland-2020-plan") == [[2026, 11, 20]], "the page's own day"
    assert accessed("gazette-plan") == [[2026, 11, 24]], "the latest day of all records that rest on it"
    assert accessed("undated-page") == [None], "no day is known"


def test_a_style_is_no_format_and_the_hint_says_where_it_goes(inside: Nqpf, small: Path) -> None:
    done = inside("cite", POLICY, "-f", "bibtex")
    assert done.stdout == inside("cite", POLICY, "--style", "bibtex").stdout != ""
    assert done.stderr == f"nqpf: read as nqpf cite {POLICY} --style bibtex\n"
    both = inside("cite", POLICY, "-f", "bibtex", "--json")
    assert (both.returncode, both.stdout) == (2, "")
    assert "write --style bibtex" in both.stderr


def test_both_forms_of_a_chinese_title(inside: Nqpf, small: Path) -> None:
    for args in (["--style", "bibtex"], ["--style", "csl-json"], []):
        told = inside("cite", POLICY, *args).stdout
        assert "算力规划" in told
        assert "Plan for computing" in told


def test_dates_keep_their_precision(inside: Nqpf, small: Path) -> None:
    items = json.loads(inside("cite", POLICY, "--style", "csl-json").stdout)
    assert [item["issued"]["date-parts"] for item in items] == [[[2024, 6, 18]], [[2025, 3]]]
    assert "issued" not in json.loads(inside("cite", "undated-page", "--style", "csl-json").stdout)[0]
    data = entries(inside("cite", POLICY, "--style", "bibtex").stdout)
    assert dict(data.entries["herald-vouchers"].fields)["month"] == "March"
    assert "day" not in data.entries["herald-vouchers"].fields


def test_the_same_pages_in_every_style_the_best_first(inside: Nqpf, small: Path) -> None:
    given = json.loads(inside("cite", POLICY, "--json").stdout)
    ids = [record["id"] for record in given["records"]]
    assert given["kind"] == "source"
    assert ids == ["gazette-plan", "herald-vouchers"]
    assert [item["id"] for item in json.loads(inside("cite", POLICY, "--style", "csl-json").stdout)] == ids
    assert list(entries(inside("cite", POLICY, "--style", "bibtex").stdout).entries) == ids


def test_a_record_by_name_and_a_page_by_itself(inside: Nqpf, small: Path) -> None:
    assert "herald-vouchers" in inside("cite", "算力券", "--style", "bibtex").stdout
    assert [
        item["id"] for item in json.loads(inside("cite", "herald-count", "--style", "csl-json").stdout)
    ] == ["herald-count"]


def test_what_cites_no_page_says_where_to_look(inside: Nqpf, small: Path) -> None:
    done = inside("cite", "port-city")
    assert done.returncode == 1
    assert "nqpf show port-city" in done.stdout
    assert inside("cite", "port-city", "--style", "csl-json").stdout == "[]\n"


@pytest.mark.parametrize("style", STYLES)
def test_a_miss_is_one_line_and_no_entry(inside: Nqpf, style: str) -> None:
    done = inside("cite", "patient-capitol", "--style", style)
    assert done.returncode == 1
    assert "Nearest: patient-capital" in done.stderr
    assert done.stdout.strip() in ("", "[]")


def test_several_are_named_not_guessed(inside: Nqpf, small: Path) -> None:
    """With exit code 0, as `show` lists them and the help says; an entry for a file is of one record."""
    done = inside("cite", "northland-2")
    assert done.returncode == 0
    assert '3 records may be meant by "northland-2":' in done.stdout
    assert "nqpf cite northland-2020-plan" in done.stdout
    listed = json.loads(inside("cite", "northland-2", "--json").stdout)
    assert (listed["kind"], listed["total"]) == ("candidate", 3)
    assert all(inside("cite", one["id"]).returncode == 0 for one in listed["records"])
    done = inside("cite", "northland-2", "--style", "bibtex")
    assert (done.returncode, done.stdout) == (1, "")
    assert "may be any of 3 records: northland-2020-plan, northland-2024-06" in done.stderr


@pytest.mark.parametrize(
    ("words", "document", "beside"),
    [
        (
            "third plenum resolution",
            "cpc-2024-third-plenum-resolution",
            "term (nqpf cite third-plenum-resolution-2024)",
        ),
        (
            "民营经济促进法",
            "china-2025-private-sector-promotion-law",
            "term (nqpf cite private-economy-promotion-law)",
        ),
        ("外商投資法", "china-2019-foreign-investment-law", "term (nqpf cite foreign-investment-law)"),
        (
            "15th five-year plan recommendations",
            "cpc-2025-15th-fyp-recommendations",
            "event (nqpf cite china-2025-10-23-fourth-plenum), the term (nqpf cite 15th-fyp-recommendations)",
        ),
        ("十五五规划建议", "cpc-2025-15th-fyp-recommendations", "term (nqpf cite 15th-fyp-recommendations)"),
        (
            "AI Plus opinions",
            "china-2025-ai-plus-opinions",
            "event (nqpf cite china-2025-08-26-ai-plus-opinions)",
        ),
    ],
)
def test_the_document_is_cited_before_all_that_is_called_like_it(
    inside: Nqpf, words: str, document: str, beside: str
) -> None:
    done = inside("cite", *words.split())
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert f"nqpf cite {document} --style" in said
    assert re.search(rf"may also mean (the|an?) {re.escape(beside)}", said)
    by_words, by_id = (
        json.loads(inside("cite", *each, "--json").stdout) for each in (words.split(), [document])
    )
    assert beside.rsplit(maxsplit=1)[-1].rstrip(")") in by_words.pop("beside")
    assert by_words == by_id


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("Government Work Report 2026", "china-2026-03-05-government-work-report"),
        ("MIIT", "miit"),
        ("工信部", "miit"),
    ],
)
def test_a_page_about_it_and_its_entry_in_the_glossary_are_no_other_thing(
    inside: Nqpf, words: str, record: str
) -> None:
    done = inside("cite", words)
    assert done.returncode == 0, done.stderr
    assert f"nqpf cite {record} --style" in " ".join(done.stdout.split())
    assert "may also mean" in done.stdout


@pytest.mark.parametrize("record", ["third-plenum-resolution-2024", "patient-capital"])
def test_an_id_is_cited_itself_and_so_is_a_term_that_is_no_document(inside: Nqpf, record: str) -> None:
    done = inside("cite", record)
    assert f"nqpf cite {record} --style" in done.stdout
    assert "may also mean" not in done.stdout


def test_a_document_is_said_to_be_its_issuer_s_whoever_published_its_pages(inside: Nqpf) -> None:
    told = " ".join(inside("cite", "third plenum decision").stdout.split())
    assert (
        "Issued by Central Committee of the Communist Party of China, 18 July 2024. Each page stands under"
        in told
    )
    assert "Issued by" not in inside("cite", "patient-capital").stdout


@pytest.mark.parametrize("style", ["apa", "chicago", "GB/T 7714"])
def test_a_style_of_writing_is_left_to_a_reference_manager(inside: Nqpf, style: str) -> None:
    done = inside("cite", "cewc", "--style", style)
    assert (done.returncode, done.stdout) == (2, "")
    assert "text is to read; bibtex" in done.stderr
    assert "a reference manager, which sets them in any style" in done.stderr


def test_wrong_usage(inside: Nqpf) -> None:
    assert "bibtex?" in inside("cite", "cewc", "--style", "bibtx").stderr
    both = inside("cite", "cewc", "--style", "bibtex", "--json")
    assert both.returncode == 2
    assert "is a format of its own" in both.stderr
    assert inside("cite", " ").returncode == 2


def test_what_else_is_meant_has_its_article(inside: Nqpf) -> None:
    assert " an event (" in " ".join(inside("cite", "AI Plus opinions").stdout.split())


def test_a_style_says_on_standard_error_which_record_a_name_stood_for(inside: Nqpf) -> None:
    said = inside("cite", "government work report 2024", "--style", "bibtex").stderr
    assert said.startswith("nqpf: cites ") and said.endswith("(china-2024-03-05-government-work-report)\n")
    for plain in ("patient capital", "patient-capital"):
        assert inside("cite", plain, "--style", "ris").stderr == ""
