"""`nqpf incentives` as a user runs it: what applies, from where, how firm, and what fell out."""

import json
import re
import shlex

import pytest

from nqpf_cli.model.text import width
from tests.cli.goldens import printed
from tests.conftest import Nqpf

PAGES = {
    "incentives": [],
    "incentives-place": ["harbour-zone"],
    "incentives-place-40": ["harbour-zone"],
    "incentives-applies": ["harbour-zone", "--for", "foreign-invested", "--sector", "ai", "--with-parents"],
    "incentives-inside": ["port-city", "--with-children", "--sector", "ai"],
    "incentives-all": ["port-city", "--all"],
    "incentives-listing": ["northland", "--with-children", "--with-parents", "--sort", "amount"],
    "incentives-expiring": ["--expiring", "3y"],
    "incentives-sources": ["northland", "--sources"],
    "incentives-zh": ["northland", "--lang", "zh"],
    "incentives-apart": ["free-isle", "--with-parents"],
    "incentives-nothing": ["harbour-zone", "--sector", "quantum"],
}


def given(inside: Nqpf, *args: str) -> dict:
    return json.loads(inside("incentives", *args, "--json").stdout)


def flat(inside: Nqpf, *args: str) -> str:
    return " ".join(inside("incentives", *args).stdout.split())


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, ["incentives", *PAGES[name]], inside, monkeypatch)


@pytest.mark.usefixtures("offers")
def test_the_place_then_outward_each_group_saying_from_where(inside: Nqpf) -> None:
    places = [one["region"] for one in given(inside, "harbour-zone", "--with-parents")["records"]]
    nearest = ["harbour-zone", "port-city", "northland", "nation"]
    assert places == sorted(places, key=nearest.index)
    page = inside("incentives", "harbour-zone", "--with-parents").stdout
    heads = [line for line in page.splitlines() if line.startswith(("Harbour Zone,", "From "))]
    assert [head.split(",")[0] for head in heads] == [
        "Harbour Zone",
        "From Port City",
        "From Northland",
        "From The Nation",
    ]


@pytest.mark.usefixtures("offers")
def test_a_measure_limited_to_another_place_does_not_come_along(inside: Nqpf) -> None:
    ids = {one["id"] for one in given(inside, "harbour-zone", "--with-parents")["records"]}
    assert "port-rent" in ids, "limited to just this zone"
    assert "nation-south" not in ids


@pytest.mark.usefixtures("offers")
def test_any_industry_and_any_enterprise_come_along(inside: Nqpf) -> None:
    found = given(inside, "northland", "--sector", "ai", "--for", "startup")["records"]
    assert {"northland-plant", "northland-vouchers", "northland-guarantee"} <= {one["id"] for one in found}


@pytest.mark.usefixtures("offers")
def test_who_is_named_comes_first_and_the_others_are_equal_by_law(inside: Nqpf) -> None:
    found = given(inside, "northland", "--for", "foreign-invested")["records"]
    assert found[0]["id"] == "northland-arrivals"
    assert "equal_by_law" not in found[0]
    assert {one.get("equal_by_law") for one in found[1:]} == {"nation-2019-equality-law"}
    assert (
        "1 names foreign-invested companies, first in each group; 2 equal by law (nation-2019-equality-law)"
        in flat(inside, "northland", "--for", "foreign-invested")
    )
    assert all("equal_by_law" not in one for one in given(inside, "northland", "--for", "sme")["records"])


@pytest.mark.usefixtures("offers")
def test_what_fell_out_for_one_reason_is_counted_by_it(inside: Nqpf) -> None:
    page = flat(inside, "port-city", "--sector", "ai", "--for", "sme")
    assert (
        "Not shown: 1 not yet in force and 1 ended: nqpf incentives port-city --sector ai --for sme --all "
        "Not shown: 1 for another sector: nqpf incentives port-city --for sme "
        "Not shown: 1 for other beneficiaries: nqpf incentives port-city --sector ai" in page
    )


@pytest.mark.usefixtures("offers")
def test_with_all_nothing_is_near_for_its_status(inside: Nqpf) -> None:
    assert "ended: nqpf" not in flat(inside, "port-city", "--all")
    codes = {one["status"]["code"] for one in given(inside, "port-city", "--all")["records"]}
    assert {"ended", "not-yet", "end-not-read"} <= codes


@pytest.mark.usefixtures("offers")
def test_another_day_is_another_answer(inside: Nqpf) -> None:
    ids = {one["id"] for one in given(inside, "port-city", "--on", "2027-06-01")["records"]}
    assert "port-next" in ids
    assert given(inside, "port-city", "--on", "2027-06-01")["on"] == "2027-06-01"


@pytest.mark.usefixtures("offers")
def test_several_documents_are_any_of_them(inside: Nqpf) -> None:
    both = given(inside, "--policy", "northland-2024-plan", "--policy", "nation-2019-equality-law")
    assert [one["id"] for one in both["records"]] == ["northland-vouchers"]


@pytest.mark.usefixtures("offers")
def test_no_question_asks_the_price_of_what_has_none(inside: Nqpf) -> None:
    asked = {one["id"]: one["ask"] for one in given(inside, "nation")["records"]}
    assert "the amount for one applicant" in asked["nation-fund"]
    assert "the ceiling" not in asked["nation-rate"]


def test_many_measures_are_rows_that_fit_and_keep_an_id_whole(inside: Nqpf) -> None:
    page = inside("incentives", "shanghai", "--with-parents").stdout
    assert max(map(width, page.splitlines())) <= 80
    listed = [one["id"] for one in given(inside, "shanghai", "--with-parents")["records"]]
    whole = sum(f" {name}\n" in page for name in listed)
    assert whole > 0.9 * len(listed)


def test_the_question_an_adviser_is_asked(nqpf: Nqpf) -> None:
    done = nqpf("incentives", "pudong", "--for", "foreign-invested", "--sector", "ai", "--with-parents")
    page = " ".join(done.stdout.split())
    assert "For foreign-invested companies; AI, by name: " in page
    assert "equal by law (china-2019-foreign-investment-law)" in page
    assert page.index("From Shanghai, ") < page.index("From China, ")
    assert page.count("equal by law") == 1


@pytest.mark.usefixtures("offers")
def test_nothing_found_says_what_was_asked_and_what_stood_near(inside: Nqpf) -> None:
    assert "For ceilings of at least RMB 9 billion: nothing on record" in flat(
        inside, "port-city", "--min-cap", "9bn"
    )
    page = flat(inside, "port-city", "--expiring", "1d")
    assert "Nothing on record that ends within 1 day" in page
    assert "that end later, or with no end date found" in page
    assert "until worth measure" not in page, "no table without a row"


@pytest.mark.usefixtures("offers")
def test_of_one_status_what_ends_soonest_comes_first_and_the_newest_of_what_names_no_end(
    inside: Nqpf,
) -> None:
    found = given(inside, "northland", "--with-children")["records"]
    for place in {one["region"] for one in found}:
        here = [one for one in found if one["region"] == place]
        ends = [one["status"]["until"] for one in here if one["status"]["code"] == "in-force"]
        assert ends == sorted(ends)
        years = [
            one["status"]["words"].rstrip(")")[-4:] for one in here if one["status"]["code"] == "end-not-read"
        ]
        known = [year for year in years if year.isdecimal()]
        assert known == sorted(known, reverse=True)


@pytest.mark.usefixtures("offers")
def test_rows_name_their_place_only_where_there_are_several(inside: Nqpf) -> None:
    assert "Port City port-" not in flat(inside, "port-city", "--sort", "end")
    assert "Port City port-" in flat(inside, "--sort", "end"), "an order asks for rows, not for the map"
    assert flat(inside, "-n", "5").count("measures in") == 0


def test_a_place_without_measures_of_its_own_may_be_spoken_of(inside: Nqpf) -> None:
    done = inside("incentives", "lujiazui")
    assert done.returncode == 1
    assert "nqpf search lujiazui" in done.stderr


def test_what_the_nation_offers_holds_apart_only_where_it_names_the_place(inside: Nqpf) -> None:
    found = given(inside, "hong kong", "--with-parents")["records"]
    assert {one["region"] for one in found} == {"hong-kong"}


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (["--sort", "size"], '--sort has no "size"', 2),
        (["--min-cap", "lots"], "--min-cap: ", 2),
        (["--expiring", "soon"], "--expiring: ", 2),
        (["--on", "someday"], "--on: ", 2),
        (["--for", "pirates"], '--for has no "pirates"', 2),
        (["lingong"], "Nearest: lingang", 1),
        (["--policy", "no-such-document-at-all"], 'no policy "no-such-document-at-all"', 1),
    ],
)
def test_a_mistake_is_two_plain_lines(inside: Nqpf, args: list[str], said: str, code: int) -> None:
    done = inside("incentives", *args)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_page_says_whom_to_ask_the_id_of_each_measure_and_the_rate_of_its_dollars(inside: Nqpf) -> None:
    for words in (["incentives", "lingang"], ["estimate", "lingang", "--spend", "compute-rental=8m"]):
        answer = json.loads(inside(*words, "--json").stdout)["records"]
        page = " ".join(inside(*words).stdout.split())
        assert all(record["id"] in page for record in answer if record.get("outcome") != "near")
        assert page.count("A US dollar counts as RMB ") == 1
        assert "≈ US$" in page
    assert "Ask Administration of the Lingang New Area: the amount · the end" in " ".join(
        inside("incentives", "lingang").stdout.split()
    )


@pytest.mark.parametrize(
    "line",
    [
        "--status ends-soon,in-force",
        "--status ended",
        "--status in-force --sector ai --for sme",
    ],
)
def test_an_option_of_list_means_here_what_it_means_there(nqpf: Nqpf, line: str) -> None:
    """Without a status asked for, what is over is counted and not given, so all are asked for."""
    for place in ([], ["--region", "shanghai", "--with-parents"]):
        asked = [*place, *line.split(), "--on", "2026-11-28", "--json"]
        listed = json.loads(nqpf("list", "incentives", *asked).stdout)["records"]
        here = json.loads(nqpf("incentives", *asked, "--all").stdout)["records"]
        assert {one["id"] for one in here} == {one["id"] for one in listed}
        assert listed or place


def test_a_span_keeps_what_holds_in_it(inside: Nqpf) -> None:
    day = "2026-11-28"
    every = {one["id"]: one["status"]["code"] for one in given(inside, "--all", "--on", day)["records"]}
    held = {
        one["id"] for one in given(inside, "--all", "--since", day, "--until", day, "--on", day)["records"]
    }
    known = {name for name, code in every.items() if code in ("in-force", "ends-soon")}
    assert known
    assert known <= held
    over = {name for name, code in every.items() if code in ("ended", "not-yet")}
    assert over
    assert not over & held


@pytest.mark.usefixtures("offers")
def test_reverse_turns_the_order_round(inside: Nqpf) -> None:
    for sort in ("end", "amount", "status"):
        asked = ["--sort", sort, "--region", "northland", "--with-children"]
        records = [one["id"] for one in given(inside, *asked)["records"]]
        assert len(records) > 2
        assert [one["id"] for one in given(inside, *asked, "--reverse")["records"]] == records[::-1]


@pytest.mark.usefixtures("offers")
def test_what_a_status_or_a_span_leaves_out_is_counted(inside: Nqpf) -> None:
    page = flat(inside, "northland", "--status", "in-force", "--since", "2026")
    assert "status “in force”; dates from 1 January 2026" in page
    left = flat(inside, "northland", "--status", "in-force")
    assert re.search(r"Not shown: \d+ with no end date found", left) and "another status" not in left
    assert "of another time, or with no date" in flat(inside, "northland", "--since", "2026-06")
    assert '--status has no "nosuch"' in inside("incentives", "--status", "nosuch").stderr


def test_a_share_is_not_told_to_be_no_place(inside: Nqpf) -> None:
    page = inside("incentives", "hengqin", "15%").stdout
    assert "No place is called" not in page and "whose text holds “15%”" in page


SEARCHED = ["certification", "certifications"]


@pytest.mark.parametrize("typed", SEARCHED)
def test_what_is_no_place_is_looked_for_in_the_measures(typed: str, inside: Nqpf) -> None:
    done = inside("incentives", typed, "-s", "low-altitude")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"No place is called “{typed}”" in done.stdout.splitlines()[1]
    found = given(inside, typed, "-s", "low-altitude")
    assert found["searched"] == typed
    assert "shenzhen-evtol-certification-award" in {one["id"] for one in found["records"]}
    assert found["total"] < given(inside, "-s", "low-altitude")["total"]


def test_words_beside_a_place_are_looked_for_there(inside: Nqpf) -> None:
    found = given(inside, "shenzhen", "certification")
    assert {one["region"] for one in found["records"]} == {"shenzhen"}
    assert 0 < found["total"] < given(inside, "shenzhen")["total"]


def test_a_passenger_drone_is_an_evtol(inside: Nqpf) -> None:
    named, others = inside("incentives", "guangzhou", "-s", "eVTOL").stdout.split("\nOthers: ")
    assert "guangzhou-airworthiness-grant" in named
    assert "guangzhou-airworthiness-grant" not in others


def test_under_a_document_its_issuer_is_asked_and_none_is_missed(inside: Nqpf) -> None:
    """Of one measure as of several under one heading."""
    asked = [one for one in inside("incentives", "guangzhou").stdout.splitlines() if one.startswith("  Ask ")]
    assert any("General Office of the Guangzhou Government: the end" in one for one in asked)
    assert not any("the authorities of Guangzhou (no document found)" in one for one in asked)


@pytest.mark.parametrize("typed", ["lingong", "shanghei", "beijng", "乌鲁木其"])
def test_a_slip_of_the_name_of_a_place_is_no_search(typed: str, inside: Nqpf) -> None:
    done = inside("incentives", typed)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nearest: " in done.stderr


@pytest.mark.parametrize("typed", ["gibberishxyz", "gibberishxyz again"])
def test_what_is_neither_place_nor_in_any_text_is_refused(typed: str, inside: Nqpf) -> None:
    done = inside("incentives", *typed.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert f'no region "{typed}"' in done.stderr


@pytest.mark.parametrize("place", ["shanghai", "shenzhen", "china"])
def test_what_names_the_filter_comes_first_and_only_leaves_the_rest_out(place: str, inside: Nqpf) -> None:
    both = given(inside, place, "--sector", "ai")
    first = both["records"][: both["specific"]]
    rest = both["records"][both["specific"] :]
    assert all("ai" in one["sectors"] for one in first)
    assert all("ai" not in one["sectors"] for one in rest)
    only = given(inside, place, "--sector", "ai", "--only")
    assert [one["id"] for one in only["records"]] == [one["id"] for one in first]
    assert only.get("left_out", {}).get("open-to-any", 0) == len(rest)
    page, part = flat(inside, place, "--sector", "ai"), flat(inside, place, "--sector", "ai", "--only")
    assert ("Open to any" in page) == bool(rest)
    assert "Open to any" not in part
    assert (f"Not shown: {len(rest)} open to any: nqpf incentives {place} --sector ai" in part) == bool(rest)


NEAR = ["shanghai -s quantum --only", "lingang -s ai --for sme", "shanghai --min-cap 50m", "lingang --since 2030",
        "shenzhen certification", "shanghai --instrument voucher", "shenzhen --expiring 30d -s ai"]  # fmt: skip


@pytest.mark.parametrize("typed", NEAR)
def test_each_count_of_what_is_not_shown_names_the_command_that_shows_it(
    typed: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown = given(inside, *typed.split())["total"]
    lines = [
        line for line in inside("incentives", *typed.split()).stdout.splitlines() if "Not shown: " in line
    ]
    assert lines
    for line in lines:
        words, _, command = line.removeprefix("Not shown: ").partition(": nqpf incentives ")
        many = sum(int(word) for word in words.split() if word.isdigit())
        assert given(inside, *command.split())["total"] >= shown + many > shown, line


def test_a_condition_of_several_measures_is_told_once_below_them(inside: Nqpf) -> None:
    """Each of the measures has the letter of what stands below, and no page a letter that nothing explains."""
    page = " ".join(inside("incentives", "pudong").stdout.split())
    long = "in the 2023 call, a firm that meets the national tests"
    records = json.loads(inside("incentives", "pudong", "--json").stdout)["records"]
    having = sum(any(one.startswith(long) for one in record["conditions"]) for record in records)
    assert having > 1
    assert page.count(long) == 1
    letter = page.partition(f" {long}")[0].rpartition(" ")[2]
    assert re.fullmatch(r"\([a-z]\)", letter)
    assert page.count(f" {letter}") >= having + 1
    assert "(≈ US$1.4 million)" in inside("incentives", "pudong").stdout, "on one line"


def test_what_is_open_to_any_counts_as_that(inside: Nqpf) -> None:
    """None names the sector: the head does not say otherwise."""
    page = " ".join(inside("incentives", "suzhou-industrial-park", "--sector", "ai").stdout.split())
    assert "For AI, by name: none, on 25 November 2026 Open to any: 1 with" in page
    assert "For AI, by name: none" in page


def test_a_status_in_other_words_is_told_in_words_and_not_by_its_code(inside: Nqpf) -> None:
    for words in ("有效", "in-force", "still valid"):
        page = inside("incentives", "suzhou", "--status", words).stdout
        assert "For status “in force”: nothing on record" in page, words
        assert "Not shown: 12 with no end date found: nqpf incentives suzhou\n" in page


@pytest.mark.parametrize("words", ["open", "still open", "currently available", "仍可申请", "not expired"])
def test_what_is_still_open_is_what_is_not_known_to_have_ended_and_says_which(
    words: str, inside: Nqpf
) -> None:
    done = inside("incentives", "guangdong", "--status", words)
    known, unread = re.findall(
        r"^(In force|With no end date found, so not known to have ended): (\d+)", done.stdout, re.M
    )
    assert (known[0], unread[0][:4]) == ("In force", "With")
    records = json.loads(inside("incentives", "guangdong", "--status", words, "--json").stdout)["records"]
    codes = [record["status"]["code"] == "end-not-read" for record in records]
    assert (
        codes == sorted(codes) and codes.count(True) == int(unread[1]) and codes.count(False) == int(known[1])
    )
    assert inside("incentives", "suzhou", "--status", words).returncode == 0, "12 with no end date found"


NARROWER = {
    "橫琴 企業所得稅": "hengqin-15-percent-cit",
    "hengqin corporate income tax": "hengqin-15-percent-cit",
    "hengqin CIT": "hengqin-15-percent-cit",
    "hengqin personal income tax": "hengqin-15-percent-iit",
    "海南 个人所得税": "hainan-15-percent-iit",
    "hainan individual income tax": "hainan-15-percent-iit",
    "hainan --instrument 企业所得税": "hainan-15-percent-cit",
    "china VAT": "china-advanced-manufacturing-vat-5",
}
"""A tax by its name, which is filed under tax relief -> a measure of that tax, which must be under the first heading."""


@pytest.mark.parametrize("typed", NARROWER)
def test_a_tax_that_is_named_comes_before_other_taxes(typed: str, inside: Nqpf) -> None:
    page = inside("incentives", *typed.split()).stdout
    first, _, rest = page.partition("\nOthers: ")
    assert "tax relief (including " in first and " by name: " in first
    assert NARROWER[typed] in first and NARROWER[typed] not in rest
    other = NARROWER[typed].replace("cit", "xxx").replace("iit", "cit").replace("xxx", "iit")
    assert rest and (other == NARROWER[typed] or other in rest)


def test_where_no_measure_is_held_the_documents_that_name_the_sector_are(inside: Nqpf) -> None:
    words = ("incentives", "suzhou", "--sector", "robots")
    page = flat(inside, *words[1:])
    assert "(suzhou-2025-embodied-ai-measures): nqpf list policies --region suzhou --sector robots" in page
    assert inside("list", "policies", "--region", "suzhou", "--sector", "robots").returncode == 0
    assert "suzhou-2025-embodied-ai-measures" in json.loads(inside(*words, "--json").stdout)["documents"]
    assert "Documents that name it" not in inside("incentives", "suzhou", "--sector", "ai").stdout


def test_data_tell_what_a_page_tells_of_what_is_not_shown(inside: Nqpf) -> None:
    words = ("guangdong", "--sector", "low-altitude", "--status", "in-force")
    page = " ".join(inside("incentives", *words).stdout.split())
    told = json.loads(inside("incentives", *words, "--json").stdout)
    assert f"In places inside: {told['more_around']['inside']} measures" in page
    assert f"{told['more_around']['wider']['china']} measures of China" in page
    assert f"{told['left_out']['end-not-read']} with no end date found" in page
    assert f"{told['fail_one_filter']['sector']} for another sector" in page
    listed = json.loads(
        inside("list", "incentives", "--region", "guangdong", "--sector", "ai", "--json").stdout
    )
    assert listed["more_around"]["inside"] > 0 < listed["more_around"]["wider"]["china"]
    assert (
        json.loads(inside("timeline", "--region", "guangdong", "--json").stdout)["more_around"]["inside"] > 0
    )
    found = json.loads(inside("search", "carbon border tax", "--kind", "policy", "--json").stdout)
    assert (found["kind"], set(found["matched"])) == ("policy", {"most"})
    assert json.loads(inside("search", "chips", "-k", "policy,event", "--json").stdout)["kind"] == "mixed"


@pytest.mark.parametrize(
    "typed", ["compare shanghai beijing", "brief shanghai", "estimate shanghai --spend equipment=1m"]
)
def test_only_leaves_out_and_counts_what_is_open_to_any(typed: str, inside: Nqpf) -> None:
    narrow = [*typed.split(), "--sector", "quantum"]
    assert "open to any" in inside(*narrow, "--only").stdout
    answer = json.loads(inside(*narrow, "--only", "--json").stdout)
    assert answer["left_out"]["open-to-any"] > 0
    assert "open-to-any" not in json.loads(inside(*narrow, "--json").stdout).get("left_out", {})
    assert inside(*typed.split(), "--only").returncode == 2


def test_words_that_no_measure_of_a_place_holds_are_said_of_the_place(inside: Nqpf) -> None:
    done = inside("incentives", "suzhou", "trade-in")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'no measure of Suzhou holds "trade-in"' in done.stderr
    assert "nqpf incentives suzhou shows all of them" in done.stderr


@pytest.mark.parametrize(
    "command", ["incentives lhasa --sector quantum", "list incentives --region lhasa -s quantum"]
)
def test_an_answer_of_no_line_says_so(inside: Nqpf, command: str) -> None:
    """A file of no line would else look like an error."""
    done = inside(*command.split(), "--format", "jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "nqpf: no record matches, so there is no line; without --format it says why\n"
    assert inside("incentives", "lingang", "-f", "jsonl").stderr == ""


def test_places_of_an_area_stand_each_over_its_measures_and_those_without_in_one_line(inside: Nqpf) -> None:
    page = inside("incentives", "greater-bay-area", "--sector", "semiconductors").stdout
    lines = page.splitlines()
    bare = re.findall(r"([^.\d]*) themselves: nothing on record for these", " ".join(page.split()))
    assert bare
    assert len(set(bare)) == len(bare)
    at = next(n for n, line in enumerate(lines) if line == "Guangzhou, 1 measure")
    assert next(n for n, line in enumerate(lines) if line in ("MONEY", "TAX", "FINANCE", "ACCESS")) > at


def test_who_asks_until_when_is_told_what_ends_by_then(inside: Nqpf) -> None:
    page = " ".join(inside("incentives", "shanghai", "--until", "2027-06").stdout.split())
    line = "nqpf incentives shanghai --expiring 2027-06-30"
    assert f"What begins later is left out; what ends by then: {line}" in page
    assert inside(*line.split()[1:]).returncode == 0
    for other in (["--since", "2024", "--until", "2027"], ["--until", "2024"], ["--expiring", "2027"]):
        assert "what ends by then" not in inside("incentives", "shanghai", *other).stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "--region Shanghai --sector 'machine tools' --for SME",
            "None of these names machine tools itself; 3 of wider places do: nqpf incentives shanghai --sector "
            "'machine tools' --for SME --with-parents",
        ),
        (
            "--region shanghai --instrument 企业所得税",
            "1 in places inside does: nqpf incentives shanghai --instrument '企业所得税' --with-children",
        ),
    ],
)
def test_it_is_said_where_none_names_the_narrower_thing(typed: str, said: str, inside: Nqpf) -> None:
    assert said in " ".join(inside("incentives", *shlex.split(typed)).stdout.split())
    for other in (
        "--sector 'machine tools'",
        "--region shanghai --sector AI",
        "--region wuhan --sector humanoid",
    ):
        assert " itself; " not in inside("incentives", *shlex.split(other)).stdout
