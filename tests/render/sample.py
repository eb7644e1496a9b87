"""One page and one answer that hold a bit of everything, for every format to be tried on."""

from nqpf_cli.model.record import Answer, Context, Record
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table

SCMP: Record = {
    "id": "scmp-2024-patient-capital",
    "title": "China's call for “patient capital”, explained",
    "publisher": "South China Morning Post",
    "url": "https://www.scmp.com/economy/article/1/china(explained)?a=1&b=2",
    "published": "2024-05",
    "language": "en",
    "kind": "secondary",
}
LOCAL: Record = {
    "id": "lingang-2024-computing-note",
    "title": "Lingang computing power note",
    "title_zh": "临港新片区算力支持政策",
    "publisher": "Lingang, Shanghai",
    "url": "http://www.lingang.gov.cn/算力.html",
    "language": "zh",
    "kind": "primary",
}

PAGE: Page = [
    Heading("China's new quality productive forces, 2023 to 2026", 1),
    Gap(),
    Para([Span("patient capital", "term"), "   耐心资本  nàixīn zīběn"]),
    Para("Money whose owners accept risk and wait many years for a return."),
    Gap(),
    Para(
        [
            "A Politburo meeting at the end of April 2024 asked to scale it up for ",
            Span("NQPF", "match"),
            " and future industries, and the Third Plenum resolution repeated this: ",
            "要积极发展风险投资，壮大",
            Span("耐心资本", "match"),
            "，支持科技型企业“投早、投小、投长期、投硬科技”。",
        ],
        indent=2,
        hang=2,
    ),
    Gap(),
    Table(
        [
            [Span("Also called", "label"), "long-term capital, 长期资本"],
            [
                Span("See also", "label"),
                "angel investment · venture capital · government investment funds · invest early, small, long",
            ],
        ],
        indent=2,
    ),
    Gap(),
    Heading("2024"),
    Table(
        [
            ["31 Jan", "Politburo study session gives the term its definition"],
            ["5 Mar", "Government Work Report 2024 makes it the first of ten tasks"],
            ["", "…"],
            ["Jun", "Lingang pays for computing power to empower new quality productive forces"],
        ],
        align="rl",
        indent=2,
    ),
    Gap(),
    Heading("MONEY"),
    Table(
        [[Span("Support policies for new computing power", "title"), Span("in force to April 2029", "good")]],
        align="lr",
        flex=0,
        fill=True,
    ),
    Table(
        [
            [
                Span("ends in 61 days", "warn"),
                "up to RMB 10 million (≈ US$1.4 million), one figure for four uses",
            ],
            [Span("ended 11 August 2025", "past"), "20% of the computing bill"],
        ],
        indent=2,
    ),
    Gap(),
    Table(
        [
            [Span("shanghai", "id"), "Shanghai 上海市", Span("26", "good"), "53", "AI, chips, machinery"],
            [
                Span("neimenggu", "id"),
                "Inner Mongolia 内蒙古自治区",
                "0",
                "4",
                "computing power, | new energy *",
            ],
            [Span("hong-kong", "id"), "Hong Kong 香港", "1,204", "", "<b>any</b> `industry`"],
        ],
        header=["id", "place", "in force", "no end found", "most in"],
        align="llrrl",
        flex=4,
    ),
    Gap(),
    Heading([Span("#1 of 2: ", "title"), Span("what_is *not* markup", "")], 3),
    Para("- not a list, # no heading, [no](http://link.example) & no &copy; entity, \\ ~~no~~ strike"),
    Para("2024. Not a numbered list either"),
    Para(
        [
            "[1] ",
            Span("South China Morning Post, 2024", "", SCMP["url"]),
            "   [2] ",
            Span("Lingang 临港", "", LOCAL["url"]),
            "   [3] ",
            Span("not a link", "", "javascript:alert(1)"),
        ]
    ),
    Para(
        "hostile: \x1b[31mred\x1b[0m, right-to-left \u202eoverride, zero\u200bwidth, bell\x07, CSI \x9b1m, \ud800"
    ),
    Para(Span("Checked 24 Nov 2026 · nqpf cite patient-capital", "dim")),
]

_DATASET: Record = {
    "title": "New quality productive forces, a reference",
    "version": "2026.11",
    "checked": "2026-11-24",
    "first_release": "2026-11-20",
    "covers_until": "2026-04",
    "constants": {"not": "for machines"},
}

RECORDS: list[Record] = [
    {
        "id": "lingang-2024-computing",
        "policy": "lingang-2024-computing-policy",
        "region": "lingang",
        "title": "Support for a new intelligent computing centre; 智算中心, “new”",
        "instrument": "voucher",
        "sectors": ["computing-power", "ai"],
        "summary": "Up to RMB 10 million, one figure for four uses: a centre, a green project, chips, rented power.",
        "rate_percent": 12.5,
        "cap": {"amount": 10000000, "currency": "CNY", "kind": "ceiling", "group": "lingang-2024"},
        "tiers": [{"when": "first year", "amount": 5000000}, {"when": "第二年", "rate_percent": 20}],
        "conditions": ["located in Lingang", "not yet funded; no double funding"],
        "valid_from": "2024-06",
        "valid_until": "2029-04",
        "sources": [LOCAL, SCMP],
        "status": {"code": "in-force", "words": "in force to April 2029", "until": "2029-04-30"},
        "confidence": "medium",
    },
    {
        "id": "formula-measure",
        "region": "shanghai",
        "title": '=HYPERLINK("http://evil.example")',
        "instrument": "grant",
        "summary": "-5 to +5, \x1b[31mred, right-to-left \u202e, a, b; c \\ d\nBEGIN:VEVENT",
        "rate_percent": -5,
        "open_ended": True,
        "sources": ["plain-id"],
        "note": "-12.5",
    },
    {
        "id": "2024-06-lingang-computing",
        "date": "2024-06",
        "title": "Lingang pays for computing power",
        "summary": "The zone issued its support policies for computing power.",
        "sources": [SCMP],
    },
]

FIELDS = [
    "id", "policy", "region", "title", "instrument", "sectors", "summary", "rate_percent", "cap", "tiers", "pool",
    "conditions", "valid_from", "valid_until", "open_ended", "sources", "confidence", "note",
]  # fmt: skip

CONTEXT = Context(_DATASET, {}, {"incentive": FIELDS}, {})
ANSWER = Answer("incentive", RECORDS, 7, "2026-11-25", CONTEXT)
EMPTY = Answer("incentive", [], 0, "2026-11-25", CONTEXT)
