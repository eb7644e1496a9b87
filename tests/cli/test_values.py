"""A value is taken the same way by every command: in any case, several between commas, a format by its ending."""

from importlib import import_module

import pytest

from nqpf_cli.cli.commands import COMMANDS, command_of
from tests.conftest import Nqpf

ASKED = {
    "timeline": "", "define": "nqpf", "incentives": "shanghai", "search": "chips", "list": "incentives", "show": "lingang-compute-innovation-voucher",
    "explain": "1", "compare": "shanghai beijing", "estimate": "shanghai --spend equipment=1m", "brief": "shanghai",
    "cite": "lingang", "check": "", "export": "-",
}  # fmt: skip
"""Command -> the rest of a line that it takes."""

LISTED = {
    "--category": "events", "--actor": "events", "--type": "actors", "--level": "regions", "--about": "positions",
    "--series": "figures", "--since": "events", "--until": "events", "--kind": "",
}  # fmt: skip
"""Option -> the kind of which `list` takes it, where that is not incentives; nothing for an option of another name."""

SAME = {
    "--format": [("json", "JSON", " Json ", ".json"), ("markdown", "md", "MD"), ("yaml", "YAML", "yml"), ("plain", "txt")],
    "--lang": [("zh", "ZH")],
    "--sort": [("amount", "AMOUNT")],
    "--by": [("sector", "SECTOR")],
    "--style": [("bibtex", "BibTeX"), ("csl-json", "CSL-JSON")],
    "--columns": [("sources", "SOURCES", " Sources,")],
    "--sector": [("ai,semiconductors", "AI,chips", "ai，chips", "人工智能、芯片", "AI, Semis")],
    "--for": [("sme,startup", "SME,Startups", "smes、startup")],
    "--instrument": [("grant,voucher", "GRANTS, vouchers")],
    "--kind": [("event,policy", "EVENTS, Policies")],
    "--status": [("in-force,ended", "IN-FORCE, Ended")],
    "--category": [("speech,meeting", "Speech, MEETINGS")],
    "--actor": [("MIIT,NDRC", "miit，ndrc")],
    "--type": [("ministry,party", "Ministry, PARTY")],
    "--level": [("city,zone", "City、zone")],
    "--about": [("foreign,private", "FOREIGN, private")],
    "--series": [("china-rd-spending", "China-RD-Spending")],
    "--spend": [("rent=1m", "RENT=1M", "rent=1,000,000")],
    "--is": [("headcount=120", "HEADCOUNT=120")],
    "--expiring": [("90d", "90D"), ("2028-12-31", "2028", "Dec 2028", "Q4 2028", "2028年下半年"), ("2026-12", "今年年底")],
    "--last": [("6m", "6M")],
    "--since": [("2024-01", "Jan 2024", "2024年1月"), ("2025", "last year", "去年")],
}  # fmt: skip
"""Option -> groups of what means one thing."""


def crosses() -> list[tuple[str, str]]:
    commands = {name: import_module(f"nqpf_cli.cli.{name}_command").run for name in ASKED}
    takes = {name: {option for one in made.params for option in one.opts} for name, made in commands.items()}
    return [(name, option) for name in ASKED for option in SAME if option in takes[name]]


FILES = {"yaml", "plain"}
"""Formats that an export does not write."""


@pytest.mark.parametrize(("command", "option"), crosses())
def test_a_value_means_the_same_however_it_is_written(command: str, option: str, inside: Nqpf) -> None:
    words = ASKED[command].split()
    if command == "list":
        words = LISTED.get(option, words[0]).split()
    if option == "--spend":
        words = words[:1]
    if command == "export" and option == "--category":
        words += ["--kind", "events"]
    data = (
        [] if command in ("export", "check") or option in ("--format", "--columns", "--style") else ["--json"]
    )
    for group in SAME[option]:
        if (command, option) in (("list", "--kind"), ("cite", "--columns")) or (
            command == "export" and group[0] in FILES
        ):
            continue
        done = [inside(command, *words, option, value, *data) for value in group]
        assert {one.returncode for one in done} <= {0, 1}, [one.stderr for one in done]
        assert len({one.stdout for one in done}) == 1, option
        assert done[0].stdout


def test_the_table_reaches_every_command_and_most_options() -> None:
    assert {command for command, _ in crosses()} == ASKED.keys()
    assert {option for _, option in crosses()} == SAME.keys()


def singles() -> list[tuple[str, str]]:
    return [
        (name, max(one.opts, key=len))
        for name in COMMANDS
        for one in command_of(name).params
        if one.param_type_name == "option" and not (one.multiple or one.is_flag)
    ]


@pytest.mark.parametrize(("command", "option"), singles())
def test_an_option_of_one_value_is_not_given_two(command: str, option: str, inside: Nqpf) -> None:
    done = inside(command, option, "1", f"{option}=2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == f"nqpf: {option} takes one value and is given 2"


def test_the_short_name_counts_too_and_a_flag_does_not(inside: Nqpf) -> None:
    assert (
        "--limit takes one value and is given 3"
        in inside("timeline", "-n", "1", "-n2", "--limit", "3").stderr
    )
    assert inside("timeline", "--json", "--json", "-r", "shanghai", "-r", "beijing").returncode == 0


def test_several_costs_are_taken_between_commas(inside: Nqpf) -> None:
    plan = ["estimate", "lingang", "--json", "--spend"]
    assert inside(*plan, "rent=1m,compute-rental=2,000,000").stdout == (
        inside(*plan, "rent=1m", "--spend", "compute-rental=2m").stdout
    )


def test_a_date_is_counted_from_the_day_of_on(inside: Nqpf) -> None:
    """July is the next one after `--on`, not after today."""
    said, meant = (
        inside("incentives", "shanghai", "--on", "2025-01-05", "--expiring", when, "--format", "jsonl").stdout
        for when in ("July", "2025-07")
    )
    assert said == meant
    later = inside(
        "incentives", "shanghai", "--on", "2025-01-05", "--expiring", "2027-07", "--format", "jsonl"
    )
    assert said != later.stdout
