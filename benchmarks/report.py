"""The figures for people: one table on the terminal, the same in Markdown, and whether each limit is kept."""

from collections.abc import Iterator
from typing import Any, NamedTuple

BEGIN, END = "<!-- figures: written by benchmarks/run.py -->", "<!-- end of the figures -->"
HELLO, RICH, PEERS = "Typer hello-world", "Typer with a Rich table", ("tldr tar", "eol python")
LOOKUPS = ("nqpf define patient capital", "nqpf timeline", "nqpf incentives --region lingang")
SMALL, LARGE = "1000", "100000"

Figures = dict[str, Any]


class Limit(NamedTuple):
    """What must hold: in words, what was measured, the most that is allowed."""

    what: str
    measured: float
    most: float
    unit: str = "×"

    @property
    def kept(self) -> bool:
        """Is it?"""
        return self.measured <= self.most


class Table(NamedTuple):
    """A table with its heading: column names, rows of ready text."""

    title: str
    header: list[str]
    rows: list[list[str]]


def limits(found: Figures) -> list[Limit]:
    """Every limit, with what was measured."""
    pipe, terminal = (_medians(found["startup"][way]) for way in ("pipe", "terminal"))
    memory = found["memory"]
    kept: list[Limit] = []
    for name in LOOKUPS:
        kept.append(Limit(f"{name}, in a pipe, to a Typer hello-world", pipe[name] / pipe[HELLO], 1.15))
        kept += [
            Limit(f"{name}, in a pipe, to {peer}", pipe[name] / pipe[peer], 1)
            for peer in PEERS
            if peer in pipe
        ]
        kept.append(
            Limit(f"{name}, on a terminal, to Typer with a Rich table", terminal[name] / terminal[RICH], 1.15)
        )
        kept.append(Limit(f"{name}, memory, to a Typer hello-world", memory[name] / memory[HELLO], 1.3))
    for name in pipe:
        if name.startswith("TAB"):
            kept.append(Limit(f"{name}, to a Typer hello-world", pipe[name] / pipe[HELLO], 1.15))
    first = found["first"]
    kept.append(Limit("the first run after installing, to the second", first["first"] / first["second"], 1.1))
    return [*kept, *_scale_limits(found["scale"])] if "scale" in found else kept


def _scale_limits(scale: Figures) -> Iterator[Limit]:
    times = _medians(scale["lookups"])
    for name in times:
        what, _, size = name.partition(" @")
        if size == LARGE:
            ratio = times[name] / times[f"{what} @{SMALL}"]
            yield Limit(f"{what}, 100,000 records to 1,000", ratio, 1.2)
    yield Limit("search of 100,000 records, p99", scale["search"][LARGE]["p99"] * 1000, 30, " ms")
    for build in scale["build"].values():
        yield Limit(f"index of {build['records']:,} records, to yaml.load", build["ratio"], 2)


def tables(found: Figures) -> Iterator[Table]:
    """Everything measured, as tables."""
    yield _startup(found)
    if "scale" in found:
        yield _sizes(found["scale"])
        yield _questions(found["scale"])
    rows = [
        [
            each.what,
            f"{each.measured:.2f}{each.unit}",
            f"{each.most:g}{each.unit}",
            "yes" if each.kept else "NO",
        ]
        for each in limits(found)
    ]
    yield Table("Limits", ["what", "measured", "at most", "kept"], rows)


def _startup(found: Figures) -> Table:
    pipe, terminal, memory = found["startup"]["pipe"], found["startup"]["terminal"], found["memory"]
    rows = []
    for name, timing in pipe.items():
        row = [name, _ms(timing), f"{timing['median'] / pipe[HELLO]['median']:.2f}"]
        if name in terminal:
            shown = terminal[name]
            row += [
                _ms(shown),
                f"{shown['median'] / terminal[RICH]['median']:.2f}",
                f"{memory[name] / 1024:.1f}",
            ]
        rows.append(row + [""] * (6 - len(row)))
    header = ["whole process", "pipe, ms", "to hello", "terminal, ms", "to Rich", "peak MiB"]
    return Table("Start to end", header, rows)


def _sizes(scale: Figures) -> Table:
    rows = []
    for size, build in scale["build"].items():
        search = scale["search"].get(size)
        rows.append(
            [
                f"{build['records']:,}" if search else f"{build['records']:,} (its own)",
                f"{build['facts_bytes'] / 1e6:.1f}",
                f"{build['yaml']:.2f}",
                f"{build['seconds']:.2f}",
                f"{build['ratio']:.2f}",
                f"{build['peak_kilobytes'] / 1024:.0f}",
                f"{build['bytes'] / 1e6:.1f}",
                f"{search['p50'] * 1000:.1f}" if search else "",
                f"{search['p99'] * 1000:.1f}" if search else "",
            ]
        )
    header = [
        "records",
        "YAML, MB",
        "yaml.load, s",
        "index, s",
        "ratio",
        "peak MiB",
        "index, MB",
        "search p50, ms",
    ]
    return Table("Size", [*header, "search p99, ms"], rows)


def _questions(scale: Figures) -> Table:
    sizes = [str(size) for size in scale["sizes"]]
    names = dict.fromkeys(name.partition(" @")[0] for name in scale["lookups"])
    rows = []
    for name in names:
        times = [scale["lookups"][f"{name} @{size}"] for size in sizes]
        memory = [scale["memory"][f"{name} @{size}"] for size in (sizes[0], sizes[-1])]
        ratio = times[-1]["median"] / times[0]["median"]
        rows.append([name, *map(_ms, times), f"{ratio:.2f}", f"{memory[-1] / memory[0]:.2f}"])
    header = ["whole process, ms", *(f"{int(size):,}" for size in sizes), "last to first", "memory"]
    return Table("The same question at every size", header, rows)


def _medians(timings: Figures) -> dict[str, float]:
    return {name: timing["median"] for name, timing in timings.items()}


def _ms(timing: Figures) -> str:
    """Median with the quartiles: 41.2 (40.8-42.0)."""
    return f"{timing['median'] * 1000:.1f} ({timing['low'] * 1000:.1f}-{timing['high'] * 1000:.1f})"


def as_text(found: Figures) -> str:
    """All tables for a terminal."""
    parts = [where(found)]
    for table in tables(found):
        rows = [table.header, *table.rows]
        widths = [max(len(row[at]) for row in rows) for at in range(len(table.header))]
        parts.append(f"\n{table.title}")
        parts += [
            "  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
    return "\n".join(parts)


def into(page: str, found: Figures) -> str:
    """The page with these figures in place of those between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    parts = [f"`{found['command']}`: {where(found)}."]
    for table in tables(found):
        parts.append(f"\n### {table.title}\n")
        parts += [_row(table.header), _row(["---"] + ["---:"] * (len(table.header) - 1))]
        parts += [_row(row) for row in table.rows]
    return "\n".join([before + BEGIN, *parts, END + after])


def where(found: Figures) -> str:
    """The machine, the versions and the rounds in a line."""
    machine = found["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}; Python {machine['python']}, "
        f"SQLite {machine['sqlite']}, {versions}; {found['rounds']} rounds in turns, medians (quartiles)"
    )


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
