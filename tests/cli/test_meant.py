"""What people type out of place is answered with the whole command that does it, and that command runs."""

import shlex

import pytest

from tests.conftest import Nqpf

MEANT = {
    "timeline 2024-07": "timeline --since 2024-07 --until 2024-07",
    "timeline 2025 Q3": "timeline --since '2025 Q3' --until '2025 Q3'",
    "timeline since 2025 shanghai": "timeline --region shanghai --since 2025",
    "timeline 2024 to 2025-03 meetings": "timeline --category meetings --since 2024 --until 2025-03",
    "timeline shanghai": "timeline --region shanghai",
    "timeline MIIT -n 3": "timeline --actor MIIT -n 3",
    "timeline ai": "timeline --sector ai",
    "timeline drones 2026": "timeline --sector drones --since 2026 --until 2026",
    "timeline vouchers": "search vouchers --kind events",
    "list policies shanghai": "list policies --region shanghai",
    "list shanghai policies": "list policies --region shanghai",
    "list events 2024": "list events --since 2024 --until 2024",
    "export - shanghai": "export - --region shanghai",
    "incentives ai": "incentives --sector ai",
    "incentives shanghai ai": "incentives shanghai --sector ai",
    "incentives shanghai 10m grants": "incentives shanghai --min-cap 10m --instrument grants",
    "incentives headcount=120": "incentives --is headcount=120",
    "brief lingang ai": "brief lingang --sector ai",
    "brief lingang 2026-06": "brief lingang --on 2026-06",
    "estimate shanghai 10m": "estimate shanghai --spend equipment=10m",
    "estimate shanghai rent=8m": "estimate shanghai --spend rent=8m",
    "compare shanghai ai shenzhen": "compare shanghai shenzhen --sector ai",
    "lingang": "incentives lingang",
    "lingang ai": "incentives lingang --sector ai",
    "patient capital": "define patient capital",
    "list lingang": "incentives lingang",
    "explain strategic emerging": "explain industries-old-and-new",
}


@pytest.mark.parametrize("typed", MEANT)
def test_a_word_out_of_place_is_answered_with_the_command_that_takes_it(typed: str, inside: Nqpf) -> None:
    done = inside(*shlex.split(typed))
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith("nqpf: ")
    whole = f"nqpf {MEANT[typed]}"
    assert f"{second.strip()};".startswith((f"{whole};", f"{whole} tells of it;", "name one by its id")), (
        second
    )
    assert whole in second
    assert inside(*shlex.split(MEANT[typed])).returncode == 0


@pytest.mark.parametrize(
    "typed",
    [
        "list policies nonsense",
        "timeline x=1",
        "compare shanghai",
        "incentives shanghai -r nowhere",
        "list 2024",
    ],
)
def test_no_command_is_made_up_for_what_names_nothing(typed: str, inside: Nqpf) -> None:
    done = inside(*typed.split())
    assert done.returncode in (1, 2)
    assert f"nqpf {typed}" not in done.stderr
    assert "--since" not in done.stderr.replace("--help", "")


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
