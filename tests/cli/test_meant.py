"""What people type out of place is answered as it was meant, or with a line that holds a command that runs."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Nqpf

ANSWERED = {
    "timeline 2024-07": "timeline --since 2024-07 --until 2024-07",
    "timeline 2025 Q3": "timeline --since '2025 Q3' --until '2025 Q3'",
    "timeline since 2025 shanghai": "timeline --region shanghai --since 2025",
    "timeline 2024 to 2025-03 meetings": "timeline --category meetings --since 2024 --until 2025-03",
    "timeline shanghai": "timeline --region shanghai",
    "timeline 习近平": "timeline --actor '习近平'",
    "timeline MIIT -n 3": "timeline --actor MIIT -n 3",
    "timeline ai": "timeline --sector ai",
    "timeline drones 2026": "timeline --sector drones --since 2026 --until 2026",
    "timeline since July": "timeline --since July",
    "timeline 去年": "timeline --since '去年' --until '去年'",
    "timeline last month": "timeline --since 'last month' --until 'last month'",
    "incentives ending soon shanghai": "incentives shanghai --expiring 12m",
    "list policies shanghai": "list policies --region shanghai",
    "list shanghai policies": "list policies --region shanghai",
    "list events 2024": "list events --since 2024 --until 2024",
    "list ministries": "list actors --type ministries",
    "list think tanks": "list actors --type 'think tanks'",
    "list cities Anhui": "list regions --level cities --region Anhui",
    "list speeches 2024": "list events --category speeches --since 2024 --until 2024",
    "list funds": "list incentives --instrument funds",
    "list deadlines": "list incentives --expiring 12m",
    "list 企业": "list actors --type '企业'",
    "list people": "list actors --type people",
    "list lingang": "incentives lingang",
    "export - shanghai": "export - --region shanghai",
    "incentives ai": "incentives --sector ai",
    "incentives shanghai ai": "incentives shanghai --sector ai",
    "incentives 深圳 机器人": "incentives '深圳' --sector '机器人'",
    "incentives 算力券": "incentives --sector '算力' --instrument '券'",
    "incentives shanghai 10m grants": "incentives shanghai --min-cap 10m --instrument grants",
    "incentives Shanghai biotech headquarters": "incentives Shanghai headquarters --sector biotech",
    "incentives hainan 15% tax": "incentives hainan 15% --instrument tax",
    "incentives Shanghai until 2027": "incentives Shanghai --expiring 2027",
    "incentives Shanghai ending before Q1 2027": "incentives Shanghai --expiring 'Q1 2027'",
    "incentives --region hong kong": "incentives --region 'hong kong'",
    "incentives --region 合肥 --status in force": "incentives --region '合肥' --status 'in force'",
    "incentives lingang --status no end date found": "incentives lingang --status 'no end date found'",
    "list policies --status in force": "list policies --status 'in force'",
    "list actors --type think tank": "list actors --type 'think tank'",
    "search funds --region Hong Kong": "search funds --region 'Hong Kong'",
    "timeline --since 1 June 2026": "timeline --since '1 June 2026'",
    "list incentives --region=Hong Kong -n 2": "list incentives '--region=Hong Kong' -n 2",
    "incentives --on 1 June 2026 lingang": "incentives lingang --on '1 June 2026'",
    "incentives --min-cap 5 million": "incentives --min-cap '5 million'",
    "estimate lingang --spend equipment=5 million": "estimate lingang --spend 'equipment=5 million'",
    "incentives hefei expired": "incentives hefei --status expired",
    "incentives 上海 现行有效": "incentives '上海' --status '现行有效'",
    "timeline 香港施政報告": "search '香港施政報告' --kind events",
    "list events price wars": "search price wars --kind events",
    "cite new-quality-productive-forces as bibtex": "cite new-quality-productive-forces --style bibtex",
    "cite patient capital RIS": "cite patient capital --style ris",
    "define patient capital in json": "define patient capital --format json",
    "timeline as csv": "timeline --format csv",
    "list policies shanghai as md -n 3": "list policies --region shanghai -n 3 --format md",
    "incentives headcount=120": "incentives --is headcount=120",
    "brief lingang ai": "brief lingang --sector ai",
    "brief lingang 2026-06": "brief lingang --on 2026-06",
    "brief semis in Shanghai": "brief Shanghai --sector semis",
    "estimate shanghai rent=8m": "estimate shanghai --spend rent=8m",
    "estimate 深圳 研发 500万": "estimate '深圳' --spend '研发=500万'",
    "estimate --region 合肥 设备 2亿元": "estimate --spend '设备=2亿元' --region '合肥'",
    "estimate Lingang RMB 10 million equipment": "estimate Lingang --spend 'equipment=RMB 10 million'",
    "compare shanghai ai shenzhen": "compare shanghai shenzhen --sector ai",
    "compare 沪 粤 机器人": "compare '沪' '粤' --sector '机器人'",
    "compare 深圳和合肥的机器人政策": "compare '深圳' '合肥' --sector '机器人'",
    "lingang": "incentives lingang",
    "lingang ai": "incentives lingang --sector ai",
    "臨港 --sector ai": "incentives '臨港' --sector ai",
    "patient capital": "define patient capital",
    "places": "list places",
    "events --since 2026": "list events --since 2026",
    "timeline third plenum": "search third plenum --kind events",
    "timeline CEWC": "search CEWC --kind events",
    "timeline 'AI Plus'": "search 'AI Plus' --kind events",
    "what is the 15th five-year plan": "define 'the 15th five-year plan'",
    "what is patient capital?": "define 'patient capital'",
    "什么是新质生产力": "define '新质生产力'",
    "who is Xi Jinping": "show xi-jinping",
    "GWR 2024 --json": "show china-2024-03-05-government-work-report --json",
    "what happened in 2024?": "timeline --since 2024 --until 2024",
    "last month": "timeline --since 'last month' --until 'last month'",
    "上海有什么政策": "incentives '上海'",
    "Xi Jinping --json": "show xi-jinping --json",
    "china-2024-06-01-qiushi-article": "show china-2024-06-01-qiushi-article",
    "timeline --since 2 years ago": "timeline --since '2 years ago'",
    "timeline --last 3 months": "timeline --last '3 months'",
    "timeline --since 3 months": "timeline --since '3 months'",
    "incentives shanghai --expiring three months": "incentives shanghai --expiring 'three months'",
    "timeline two years ago": "timeline --since 'two years ago'",
    "list policies 三个月前": "list policies --since '三个月前'",
    "list events --type speech": "list events --category speech",
    "list actors --category=ministry": "list actors --type=ministry",
    "list incentives --kind grant": "list incentives --instrument grant",
    "estimate lingang 5m --on R&D": "estimate lingang --spend 'R&D=5m'",
    "incentives lingang --on drones": "incentives lingang --sector drones",
    "timeline vouchers": "search vouchers --kind events",
    "list policies foreign investment": "search foreign investment --kind policies",
    "timeline --from 2025 shanghai": "timeline --region shanghai --since 2025",
    "timeline --from 2025 CEWC": "search CEWC --kind events --since 2025",
    "timeline --from 2024": "timeline --since 2024",
    "timeline --date=2024": "timeline --since 2024 --until 2024",
    "list policies --fields id": "list policies --columns id",
    "incentives --city shanghai --max=5": "incentives --region shanghai --limit 5",
    "incentives shanghai --type grant": "incentives shanghai --instrument grant",
    "list incentives --form grant": "list incentives --instrument grant",
    "estimate shenzhen --rd 35m": "estimate shenzhen --spend rd=35m",
    "timeline --newest": "timeline --reverse",
    "incentives shanghai --csv": "incentives shanghai --format csv",
    "--format json incentives lingang": "incentives lingang --format json",
    "新质生产力是谁第一次提出来的？": "search '新质生产力是谁第一次提出来的'",
    "who first used the term new quality productive forces": "search who first used the term new quality productive forces",
    "how do I apply for robot subsidies? -n 3": "search how do I apply for robot subsidies -n 3",
    "tax breaks?": "search tax breaks",
    "tax breaks": "search tax breaks",
    "best city for humanoid robots": "search best city for humanoid robots",
    "search --query 'low-altitude economy' --json": "search 'low-altitude economy' --json",
    "search --keyword=chips -n 2": "search chips -n 2",
    "define --term 'patient capital'": "define 'patient capital'",
    "compare --a Shanghai --b Shenzhen": "compare Shanghai Shenzhen",
    "compare --from 'Hong Kong' --to Shenzhen --industry ai": "compare 'Hong Kong' Shenzhen --sector ai",
    "compare --regions 'Shanghai,Shenzhen'": "compare --region Shanghai,Shenzhen",
    "incentives lingang -o json": "incentives lingang --format json",
    "incentives lingang --output=CSV": "incentives lingang --format csv",
    "list policies --sort date -n 3": "list policies -n 3",
    "list events --order-by date desc -n 3": "list events --reverse -n 3",
    "list targets --sort=-date -n 3": "list targets --reverse -n 3",
    "timeline --sort newest": "timeline --reverse",
    "search drone --type incentive": "search drone --kind incentive",
    "list targets --by 2027": "list targets --until 2027",
    "estimate --region 深圳 --revenue 200m --rd 15m --sector IC": "estimate --region '深圳' --spend revenue=200m --spend rd=15m --sector IC",
    "estimate --city shenzhen --rd=15m --industry ai": "estimate --region shenzhen --spend rd=15m --sector ai",
    "timeline 'third plenum 1978 to 2024'": "search 'third plenum' --kind events --since 1978 --until 2024",
    "timeline CEWC from 2024 to 2025": "search CEWC --kind events --since 2024 --until 2025",
    "incentives --query 'computing vouchers' --region shanghai": "incentives --sector computing --instrument vouchers --region shanghai",
    "list policies --search drones": "list policies --sector drones",
    "timeline --keyword 'third plenum'": "search 'third plenum' --kind events",
    "cite --id patient-capital --bibtex": "cite patient-capital --style bibtex",
    "cite patient-capital --format ris": "cite patient-capital --style ris",
    "cite patient-capital -o bibtex": "cite patient-capital --style bibtex",
    "incentives shenzhen --revenue 200m": "incentives shenzhen --is revenue=200m",
    "estimate shenzhen --equipment 10m --employees 50": "estimate shenzhen --spend equipment=10m --is headcount=50",
    "estimate 20m RMB R&D spend Shenzhen": "estimate Shenzhen --spend 'R&D spend=20m RMB'",
    "estimate shenzhen --headcount=50 --spend rd=5m": "estimate shenzhen --is headcount=50 --spend rd=5m",
    "estimate lingang --sme --rd 5m": "estimate lingang --for sme --spend rd=5m",
    "estimate --ai shenzhen --rd 5m": "estimate --sector ai shenzhen --spend rd=5m",
    "incentives --shanghai --grants -n 1": "incentives --region shanghai --instrument grants -n 1",
    "incentives lingang --sme=yes": "incentives lingang --is sme=yes",
    "search chips --events -n 1": "search chips --kind events -n 1",
    "incentives lingang --jsonl": "incentives lingang --format jsonl",
    "define nqpf --chinese": "define nqpf --lang zh",
    "list policies --title 'AI Plus'": "search 'AI Plus' --kind policies",
    "timeline milestones 2024": "timeline --since 2024 --until 2024",
    "timeline milestones": "timeline",
    "incentives lingang --sort-by deadline": "incentives lingang --sort deadline",
    "brief lingang --client Acme": "brief lingang --prepared-for Acme",
    "schema --kind incentive": "schema incentive",
    "list milestones --actor MIIT 2025": "list milestones --since 2025 --until 2025 --actor MIIT",
    "is the Lingang 15% rate still in force?": "search is the Lingang 15% rate still in force",
    "can a family office get tax relief in Hainan": "search can a family office get tax relief in Hainan",
    "explain 新型举国体制": "define '新型举国体制'",
    "explain low-altitude economy": "define low-altitude economy",
    "explain what is patient capital": "define what is patient capital",
    "timeline last summer": "timeline --since 'last summer' --until 'last summer'",
    "timeline 去年夏天": "timeline --since '去年夏天' --until '去年夏天'",
    "list events spring 2025": "list events --since 'spring 2025' --until 'spring 2025'",
    "timeline summer Davos": "search summer Davos --kind events",
    "timeline 三中全会以来": "timeline --since 2024-07-18",
    "timeline 三中全会之后": "timeline --since 2024-07-18",
    "timeline since the third plenum": "timeline --since 2024-07-18",
    "timeline after the third plenum shanghai": "timeline --region shanghai --since 2024-07-18",
    "timeline 自四中全会以来 芯片": "timeline --sector '芯片' --since 2025-10-23",
    "timeline before 三中全会": "timeline --until 2024-07-18",
    "timeline --since third plenum --sector ai": "timeline --sector ai --since 2024-07-18",
    "timeline --until=三中全会之前": "timeline --until 2024-07-18",
    "list policies --since 民营经济促进法": "list policies --since 2025-04-30",
    "search 芯片 --since 三中全会": "search '芯片' --since 2024-07-18",
    "timeline 2025年以来": "timeline --since '2025年'",
    "三中全会以来": "timeline --since 2024-07-18",
    "search 'large models' --only incentives": "search 'large models' --kind incentives",
    "search chips --only policy -n 2": "search chips --kind policy -n 2",
    "incentives 研发加计扣除 国家层面": "incentives '国家层面' '加计扣除' --sector '研发'",
}
"""What is typed -> the line by which it is answered, every word of it read as what it names."""

HINTED = {
    "incentives which cities pay for a regional headquarters?": "search which cities pay for a regional headquarters",
    "Shenzhan": "incentives shenzhen",
    "incentives Guangdong Pilot Free Trade Zone": "search Guangdong Pilot Free Trade Zone",
    "incentives 广东自由贸易试验区": "search '广东自由贸易试验区'",
    "incentives 乌鲁木其": "incentives urumqi",
    "incentives Shenzhan robots": "incentives shenzhen --sector robots",
    "estimate shanghai 10m": "estimate shanghai --spend equipment=10m",
    "estimate Lingang US$ 5m R&D": "estimate Lingang --spend 'R&D=34761500' (US$5 million at 6.9523 yuan a dollar",
    "estimate lingang --spend 'equipment=USD 5m'": "estimate lingang --spend equipment=34761500 (US$5 million at",
    "brief EV batteries": "brief --sector EV --sector batteries",
    "estimate lingang --on R&D": "estimate lingang --spend 'R&D=10m'",
    "estimate shenzhen --on 2026-06": "estimate shenzhen --on 2026-06 --spend equipment=10m",
    "timeline CEWC --reverse": "search CEWC --kind events",
    "define free rent": "incentives --instrument rent-relief (“free rent” counts as rent relief there)",
    "list incentives --until 2026-12-31": "list incentives --expiring 2026-12-31",
    "cite patient capital in APA": "cite patient capital --style csl-json (for a reference manager",
    "cite patient-capital --format chicago": "cite patient-capital --style csl-json (for a reference manager",
    "cite patient-capital --style=APA": "cite patient-capital --style csl-json (for a reference manager",
    "cite patient-capital --apa": "cite patient-capital --style csl-json (for a reference manager",
    "cite patient-capital --as mla": "cite patient-capital --style csl-json (for a reference manager",
    "estimate lingang --spend 'S$5 million'": "write it in yuan",
    "estimate lingang R&D=S$5m": "write it in yuan",
    "estimate lingang --spend 'USD 5m'": "estimate lingang --spend equipment=34761500 (US$5 million at",
    "estimate lingang R&D=US$5m": "estimate lingang --spend 'R&D=34761500' (US$5 million at",
    "brief Pudong for a family office": "brief Pudong --prepared-for 'a family office'",
    "brief patient capital for Ms Li --short": "brief patient capital --prepared-for 'Ms Li' --short",
    "list SOEs": "search SOEs",
    "list state-owned enterprises -n 3": "search state-owned enterprises -n 3",
    "Shenzhan?": "incentives shenzhen",
    "explain patient capitl": "explain patient-capital",
    "define LPs in govt guidance funds": "search LPs in govt guidance funds",
    "incentives hydrogen Osaka": "list regions",
    "incentives hydrogen New York": "list regions",
    "list sectors": "--sector of nqpf incentives takes ai, ",
    "list statuses": "--status of nqpf incentives takes ends-soon, in-force, ",
    "list costs": "--spend of nqpf estimate takes compute-rental, ",
    "export --output f.csv": "export f.csv",
    "explain --list": "explain lists",
    "export as csv": "export --help",
    "search flurble zorp chips": "search chips",
    "search chips --all": "",
    "list policies --limit=two": "",
    "compare china usa": "list regions",
    "incentives shanghai -r nowhere": "list regions",
    "timeline --since 2025 --until 2024": "",
    "timeline --since 春节": "search '春节' --kind events",
    "timeline --since 'government work report'": "search government work report --kind events",
    "timeline 春节以来": "search '春节以来' --kind events",
    "timeline 2026年春节以来": "timeline --help shows",
    "compare 深圳 香港 創科": "compare '深圳' '香港' (“創科” is no sector of its own)",
    "incentives shenzhen --sector innovation": "incentives shenzhen (“innovation” is no sector of its own)",
    "list incentives -s=科创 -r shenzhen": "list incentives -r shenzhen (“科创” is no sector of its own)",
    "estimate --region lingang --rd '20 million euros'": "write it as --spend rd=8m, in yuan",
    "estimate lingang --equipment much": "write it as --spend equipment=8m, in yuan",
    "define marx relations of production": "define 'relations of production'",
    "list incentives -r shenzhen --until 2027": "nqpf list incentives -r shenzhen --expiring 2027; ",
    "estimate shenzhen --spend 50m --with-parents": "estimate shenzhen --spend equipment=50m --with-parents; it takes ",
    "search chips --only": "name one of them, or leave it out",
    "list targets --since 2030 --about artifical inteligence": "list targets --since 2030 --sector ai; ",
    "list targets --about 'artifical inteligence'": "list targets --sector ai; ",
    "list targets --sector artifical inteligence -n 2": "list targets --sector ai -n 2; ",
    "timeline --region hong kogn": "timeline --region hong-kong; ",
    "wat is new quality productve forces": "define new-quality-productive-forces; ",
    "whats patient captal?": "define patient-capital; ",
    "list regions --sort date": "events, policies, targets and positions go by date; ",
    "timeline --order amount": "it goes by date; --reverse puts the newest first; ",
    "search chips --order-by date": "the best come first; ",
    "brief lingang --fields id": "a page has no columns; ",
    "list incentives --actor 'Hangzhou city government' -n 2": "list incentives --region hangzhou -n 2; ",
    "list incentives --actor=杭州市政府": "list incentives --region hangzhou; ",
    "compare 'supply side reform' NQPF": "define 'supply side reform'; nqpf define NQPF",
    "list targets --actor 'Hangzhou government'": "list targets --region hangzhou; ",
    "show lingang -o bibtex": "write --style bibtex, with cite",
    "export -o facts.csv": "the file is the argument: nqpf export facts.csv",
    "timeline --no-color": "NO_COLOR=1 in the environment turns colour off; ",
    "brief lingang -o pdf": "pandoc makes other kinds of the Markdown",
    "timeline --by month": "timeline --help",
    "compare AI vs biotech": "define AI; nqpf define biotech",
    "compare nqpf shanghai": "search nqpf shanghai; ",
    "show xi-heilongjiang-2023": "show china-2023-09-07-northeast-symposium (which a search for these words finds first); ",
    "cite 'study session jan 2024' --style ris": "cite china-2024-01-31-politburo-study-session --style ris (which a search ",
    "show lingagn": "show lingang; ",
}
"""What is typed -> how a command of the second line begins: for what is not certain, or the words name nothing."""

NAMED = {
    "define eVTOL": "define low-altitude-economy (“eVTOL” counts as low altitude)",
    "define evtols": "define low-altitude-economy (“evtols” counts as low altitude)",
    "define flying cars --sources": "define low-altitude-economy --sources (“flying cars” counts as low altitude)",
    "define 无人机": "define low-altitude-economy (“无人机” counts as low altitude)",
    "define drone industry": "define low-altitude-economy (“drone industry” counts as low altitude)",
    "define AGI": "define artificial-intelligence (“AGI” counts as AI)",
    "define GBA": "show GBA",
    "define Shenzhen": "show Shenzhen",
    "explain low altitude": "define low altitude",
    "explain strategic emerging": "define strategic emerging",
    "explain electric vehicles": "define intelligent-connected-nev (“electric vehicles” counts as intelligent vehicles)",
    "explain drones": "define low-altitude-economy (“drones” counts as low altitude)",
    "explain GBA": "show GBA",
    "incentives shenzen": "incentives shenzhen",
    "compare hefei vs shenzen biotech": "compare hefei shenzhen --sector biotech",
    "incentives shenzen robots": "incentives shenzhen --sector robots",
    "shangai": "incentives shanghai",
    "timeline --region zhejaing": "timeline --region zhejiang",
    "estimate guangzou --spend equipment=2m": "estimate guangzhou --spend equipment=2m",
}
"""A name that nothing of its kind bears -> the line that it is read as, with what a word counts as."""


@pytest.mark.parametrize("typed", NAMED)
def test_a_name_of_another_kind_of_a_sector_or_with_a_slip_is_read(typed: str, inside: Nqpf) -> None:
    meant = inside(*shlex.split(NAMED[typed].partition(" (")[0]))
    done = inside(*shlex.split(typed))
    assert done.stderr.splitlines()[0] == f"nqpf: read as nqpf {NAMED[typed]}"
    assert meant.stdout
    assert (done.returncode, done.stdout) == (meant.returncode, meant.stdout)


@pytest.mark.parametrize("other", ["Chengde", "Daqing", "Xinyang", "Changshu", "Wuhai", "Nanchong"])
def test_another_place_with_a_name_much_alike_is_no_slip(other: str, inside: Nqpf) -> None:
    done = inside("incentives", other)
    assert (done.returncode, done.stdout) == (1, "")
    assert "read as" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("incentives 深圳 航线 火星", "nqpf incentives '深圳' '航线' (without “火星”); "),
        (
            "incentives shenzhen drones zorp route",
            "nqpf incentives shenzhen route --sector drones (without “zorp”); ",
        ),
    ],
)
def test_of_words_that_no_measure_holds_together_what_one_holds_is_offered(
    typed: str, offered: str, inside: Nqpf
) -> None:
    done = inside(*shlex.split(typed))
    assert done.returncode == 1 and offered in done.stderr
    assert inside(*shlex.split(offered.partition(" (")[0])[1:]).returncode == 0


def test_no_near_miss_is_named_where_a_better_reading_is_offered(inside: Nqpf) -> None:
    said = inside("incentives", "shanghai", "--sector", "innovation").stderr.splitlines()
    assert said[0] == 'nqpf: --sector has no "innovation".'
    assert "nqpf incentives shanghai (“innovation” is no sector of its own)" in said[1]
    assert "Nearest: robotics" in inside("incentives", "shanghai", "--sector", "robtics").stderr


COMMAND = re.compile(r"(?:^|; )nqpf ([^;]*?)(?= shows| lists| finds| has| tells| looks| \(|;|$)")


def commands(said: str) -> Iterator[list[str]]:
    """The commands that a hint names."""
    yield from map(shlex.split, COMMAND.findall(said.strip()))


@pytest.mark.parametrize("typed", ANSWERED)
def test_words_that_are_all_understood_are_answered(typed: str, inside: Nqpf) -> None:
    meant = inside(*shlex.split(ANSWERED[typed]))
    assert meant.returncode in (0, 1)
    done = inside(*shlex.split(typed))
    assert done.stderr == f"nqpf: read as nqpf {ANSWERED[typed]}\n"
    assert (done.returncode, done.stdout) == (meant.returncode, meant.stdout)


@pytest.mark.parametrize("typed", ["timeline 春节以来", "schema policy x", "list policies 2026年春节以来"])
def test_words_that_a_command_does_not_take_are_told_in_plain_english(typed: str, inside: Nqpf) -> None:
    said = inside(*typed.split()).stderr
    assert said.startswith(f"nqpf: {typed.split(maxsplit=1)[0]} takes no “{typed.rsplit(maxsplit=1)[-1]}”\n")


def test_a_script_gets_one_answer(inside: Nqpf) -> None:
    """The empty one of the line as typed is not printed before it."""
    done = inside("incentives", "Shanghai", "biotech", "--json")
    assert done.stdout == inside("incentives", "Shanghai", "--sector", "biotech", "--json").stdout


SEVERAL = {
    "show lingang shenzhen": ("show lingang", "show shenzhen"),
    "cite lingang, 耐心资本 --sources": ("cite lingang --sources", "cite '耐心资本' --sources"),
    "define patient capital, AI Plus": ("define 'patient capital'", "define 'AI Plus'"),
}
"""Several names behind a command that takes one -> the lines by which they are answered."""


@pytest.mark.parametrize("typed", SEVERAL)
def test_several_names_are_answered_one_by_one(typed: str, inside: Nqpf) -> None:
    done = inside(*shlex.split(typed))
    assert done.stderr == f"nqpf: read as {'; '.join(f'nqpf {line}' for line in SEVERAL[typed])}\n"
    each = [inside(*shlex.split(line)) for line in SEVERAL[typed]]
    assert (done.returncode, done.stdout) == (0, "\n".join(one.stdout for one in each))


def test_a_fact_of_a_firm_behind_for_leads_to_the_option_for_it(inside: Nqpf) -> None:
    said = inside("incentives", "lingang", "--for", "headcount", "--sector", "ai").stderr.splitlines()
    assert (
        said[1]
        .strip()
        .startswith("a fact of the firm: nqpf incentives lingang --is headcount=N --sector ai; ")
    )
    assert "a fact of the firm" not in inside("incentives", "lingang", "--for", "frogs").stderr


def test_a_format_that_goes_to_a_file_is_offered_with_one(inside: Nqpf) -> None:
    said = inside("incentives", "lingang", "-o", "xlsx").stderr
    assert said.endswith("nqpf incentives lingang --output facts.xlsx (it goes to a file)\n")


def test_of_a_line_of_list_the_kind_that_there_is_not_is_told_before_words_too_many(inside: Nqpf) -> None:
    assert inside("list", "foo", "--actor", "MIIT", "2025").stderr.startswith('nqpf: no kind "foo".\n')


@pytest.mark.parametrize("typed", ["compare NQPF hefei", "timeline --region MIIT"])
def test_a_name_that_is_no_place_but_borne_by_something_is_told_so(typed: str, inside: Nqpf) -> None:
    done = inside(*typed.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert "but another record is called so" in done.stderr


def test_data_of_several_names_is_no_single_document_so_each_is_offered(inside: Nqpf) -> None:
    done = inside("show", "lingang", "shenzhen", "--json")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1].strip().startswith("nqpf show lingang; nqpf show shenzhen; ")


MISSED = {
    "incentives qianhai law firms": "incentives qianhai law --for firms",
    "incentives shenzhen accounting firms": "incentives shenzhen accounting --for firms",
    "incentives 前海律師事務所": "incentives '前海' '律師事務所'",
    "search zeppelins --region Hong Kong": "search zeppelins --region 'Hong Kong'",
}
"""What is typed -> the line it is read as, of which no text holds the words."""


@pytest.mark.parametrize("typed", MISSED)
def test_a_line_that_is_understood_says_what_no_text_holds(typed: str, inside: Nqpf) -> None:
    done = inside(*shlex.split(typed))
    read, missed, _ = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert read == f"nqpf: read as nqpf {MISSED[typed]}"
    assert re.match("nqpf: no (measure|record) (of|in) .* holds ", missed)


@pytest.mark.parametrize(
    ("typed", "elsewhere"),
    [
        ("incentives hefei tape-out", "nqpf search tape-out --kind incentives"),
        ("incentives shenzhen chip tape-out subsidy", "nqpf search tape-out --kind incentives"),
        ("incentives qianhai law firms", "nqpf search law --kind incentives"),
    ],
)
def test_words_that_measures_of_other_places_hold_lead_there(
    typed: str, elsewhere: str, inside: Nqpf
) -> None:
    said = inside(*typed.split()).stderr.splitlines()[-1]
    assert ("nqpf incentives shenzhen --sector chip; " in said) == ("chip" in typed)
    assert re.search(f"{re.escape(elsewhere)} finds [0-9]+ measures elsewhere$", said)
    assert inside(*elsewhere.split()[1:]).returncode == 0


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("list incentives -r anhui --expires-before 2027-06", "list incentives -r anhui --expiring 2027-06"),
        ("incentives hefei --ending-before 2027", "incentives hefei --expiring 2027"),
        ("list incentives --expired", "list incentives --status ended"),
        ("list policies --lapsed", "list policies --status ended"),
        ("list incentives --expiring-soon", "list incentives --expiring 12m"),
        ("timeline --issued-after 2026-10", "timeline --since 2026-10"),
        ("list policies --published-before 2024", "list policies --until 2024"),
        ("incentives shanghai --with-districts", "incentives shanghai --with-children"),
        ("incentives --recipient sme -r shanghai", "incentives --for sme -r shanghai"),
        ("incentives shanghai --at-least 5m", "incentives shanghai --min-cap 5m"),
        ("incentives pudong --include-national", "incentives pudong --with-parents"),
        ("show made-in-china-2025 --fields title,date", "show made-in-china-2025 --columns title,date"),
        ("list events --max few", "list events --limit few"),
        ("incentives --city nowhere", "incentives --region nowhere"),
    ],
)
def test_an_option_by_its_other_name_says_what_is_wrong_with_its_value(
    typed: str, read: str, inside: Nqpf
) -> None:
    done, alone = inside(*typed.split()), inside(*read.split())
    assert done.stderr == f"nqpf: read as nqpf {read}\n{alone.stderr}"
    assert (done.returncode, done.stdout) == (alone.returncode, alone.stdout)


ABROAD = {
    "Osaka": "Japan",
    "New York": "The United States",
    "慕尼黑": "Germany",
    "釜山": "South Korea",
    "Toronto": "Canada",
}


@pytest.mark.parametrize("place", ABROAD)
def test_a_city_abroad_is_told_to_lie_outside(place: str, inside: Nqpf) -> None:
    for words in (place, f"hydrogen {place}"):
        assert (
            f"{ABROAD[place]} is not covered by this reference" in inside("incentives", *words.split()).stderr
        )


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("show me Qianhai", "qianhai"),
        ("show me the Hainan free trade port", "hainan"),
        ("show 什么是耐心资本", "patient-capital"),
    ],
)
def test_a_record_is_shown_by_its_name_in_a_sentence(typed: str, record: str, inside: Nqpf) -> None:
    assert inside(*typed.split(), "--json").stdout == inside("show", record, "--json").stdout


@pytest.mark.parametrize("typed", HINTED)
def test_what_is_not_certain_gets_a_command_that_runs(typed: str, inside: Nqpf) -> None:
    done = inside(*shlex.split(typed))
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith("nqpf: ")
    assert HINTED[typed] in second
    for line in commands(second):
        if line[0] != "export":
            assert inside(*line).returncode in (0, "urumqi" in line), line


@pytest.mark.parametrize(
    "typed",
    [
        "list policies nonsense",
        "show a, b",
        "timeline x=1",
        "compare shanghai",
        "incentives shanghai -r nowhere",
        "list 2024",
        "timeline 🚀",
        "timeline shanghai !!",
        f"timeline shanghai {'ai ' * 60}nonsense",
        f"incentives shanghai {'ai ' * 60}nonsense",
    ],
)
def test_no_command_is_made_up_for_what_names_nothing(typed: str, inside: Nqpf) -> None:
    done = inside(*typed.split())
    assert done.returncode in (1, 2)
    assert f"nqpf {typed}" not in done.stderr
    assert "read as" not in done.stderr
    assert "--since" not in done.stderr.replace("--help", "")


def test_a_file_is_written_once_and_only_for_what_is_certain(inside: Nqpf, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    assert inside("incentives", "Shenzhan", "robots", "--output", str(target)).returncode == 1
    assert not target.exists()
    assert inside("incentives", "shenzhen", "robots", "--output", str(target)).returncode == 0
    assert target.read_text().count("\nshenzhen") > 1


@pytest.mark.parametrize(("typed", "same"), [("help", "--help"), ("help timeline", "timeline --help")])
def test_help_is_a_command_too(typed: str, same: str, inside: Nqpf) -> None:
    assert inside(*typed.split()).stdout == inside(*same.split()).stdout != ""


PUDONG = ["上海市浦东新区", "Pudong, Shanghai", "Shanghai Pudong", "Pudong, Shanghai, China"]


@pytest.mark.parametrize("typed", PUDONG)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["incentives"], []), (["brief"], ["--json"]), (["brief", "--region"], ["--json"]),
        (["estimate"], ["--spend", "equipment=1m"]), (["compare", "lingang"], []),
        (["export", "-", "--kind", "policies", "--region"], []), (["list", "policies", "--region"], []),
        (["timeline", "--region"], []), (["search", "chips", "--region"], []),
    ],
)  # fmt: skip
def test_a_place_with_its_parent_is_the_place(
    typed: str, before: list[str], after: list[str], inside: Nqpf
) -> None:
    done = inside(*before, typed, *after)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == inside(*before, "pudong", *after).stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["incentives"], []), (["brief"], ["--json"]), (["estimate"], ["--spend", "equipment=1m"]),
        (["compare"], []), (["export", "-", "--kind", "policies"], []), (["list", "policies"], []),
        (["timeline"], []),
    ],
)  # fmt: skip
def test_several_places_are_taken_by_comma_space_or_repeated(
    before: list[str], after: list[str], inside: Nqpf
) -> None:
    said = {
        inside(*before, *places, *after).stdout
        for places in (
            ["-r", "lingang,shenzhen"],
            ["-r", "lingang shenzhen"],
            ["-r", "lingang", "-r", "shenzhen"],
        )
    }
    assert len(said) == 1
    assert said != {""}
    assert said != {inside(*before, "-r", "lingang", *after).stdout}


def test_a_reading_that_fails_unexpectedly_is_not_offered(
    inside: Nqpf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was wrong with the line is told, and no traceback of what was only tried."""
    from nqpf_cli.pages import incentives_page

    def fails(*_: object) -> None:
        raise TypeError

    monkeypatch.setattr(incentives_page, "summary", fails)
    done = inside("define", "free", "rent")
    assert done.returncode == 1
    assert done.stderr.startswith('nqpf: no term "free rent".')
    assert "incentives --instrument" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("incentives lingang --sort deadline", "incentives lingang --sort end"),
        ("incentives lingang --sort cap", "incentives lingang --sort amount"),
        ("compare shanghai shenzhen --by industry", "compare shanghai shenzhen --by sector"),
    ],
)
def test_an_order_or_a_row_goes_by_other_names(typed: str, plain: str, inside: Nqpf) -> None:
    assert inside(*typed.split()).stdout == inside(*plain.split()).stdout != ""


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        (("--for", "funding"), "nqpf incentives lingang --sector ai (without “funding”); "),
        (("--for=funding",), "nqpf incentives lingang --sector ai (without “funding”); "),
        (("--for", "sme,研发"), "nqpf incentives lingang --sector ai --for sme (without “研发”); "),
    ],
)
def test_a_value_that_an_option_does_not_take_is_left_out_of_the_line_offered(
    inside: Nqpf, value: tuple[str, ...], rest: str
) -> None:
    said = inside("incentives", "lingang", "--sector", "ai", *value).stderr.splitlines()
    assert said[1].lstrip().startswith(rest)


def test_an_example_is_one_of_the_command(inside: Nqpf) -> None:
    said = inside("estimate", "chips", "shenzhen").stderr.splitlines()
    assert said[1].lstrip().startswith("for example: nqpf estimate ")
    assert said[1].endswith("; nqpf search chips shenzhen looks for the words")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("compare 新质生产力 中国制造2025", "新质生产力 and 中国制造2025 are terms"),
        ("compare AI vs biotech", "AI and biotech are terms"),
        ("compare nqpf", "nqpf is a term"),
    ],
)
def test_terms_to_compare_are_said_to_be_no_places(typed: str, said: str, inside: Nqpf) -> None:
    done = inside(*typed.split())
    assert done.returncode == 1
    assert done.stderr.startswith(f"nqpf: compare takes places; {said}\n")
    assert "nqpf show" not in done.stderr
    assert "compare takes places;" not in inside("compare", "nqpf", "shanghai").stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("timeline --sector wages", "nqpf search wages; nqpf timeline (without “wages”); "),
        (
            "incentives lingang --sector 'ocean freight'",
            "nqpf search ocean freight; nqpf incentives lingang (without ",
        ),
        ("timeline --sector zorp", "nqpf timeline (without “zorp”, which no record holds); "),
    ],
)
def test_what_is_no_sector_is_offered_as_a_search_if_anything_holds_it(
    typed: str, offered: str, inside: Nqpf
) -> None:
    assert inside(*shlex.split(typed)).stderr.splitlines()[1].lstrip().startswith(offered)
