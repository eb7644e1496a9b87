"""The shape of the code, as docs/architecture.md draws it."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from nqpf_cli.cli.commands import COMMANDS
from tests.conftest import ROOT

PACKAGE = ROOT / "nqpf_cli"
FILES = sorted(PACKAGE.rglob("*.py"))
# A folder, and those that its modules may import: every arrow points down this list, and none back.
LAYERS = {
    "assistants": {"assistants", "cli", "formats", "wording", "model"},  # of cli what the environment says
    "cli": {
        "cli", "export", "output", "formats", "pages", "questions", "wording", "index", "loading", "model",
    },
    "export": {"export", "formats", "pages", "wording", "loading", "model"},
    "formats": {"formats", "pages", "model"},
    "pages": {"pages", "questions", "wording", "model"},  # types and words of an answer; never the index
    "questions": {"questions", "wording", "index", "model"},  # of the index only what asks it: see below
    "wording": {"wording", "model"},
    "index": {"index", "loading", "model"},
    "loading": {"loading", "model"},
    "output": {"output", "model"},
    "model": {"model"},
}  # fmt: skip
ASKED = (
    "nqpf_cli.index.query.",
    "nqpf_cli.index.lexicon.",
    "nqpf_cli.index.sql_filters.",
    "nqpf_cli.index.fulltext.",
    "nqpf_cli.index.marks.",
    "nqpf_cli.index.terms.",
    "nqpf_cli.index.vocabulary.",
)
CLOCK = "clock.py"
LONGEST = 320
LONGEST_FUNCTION = 60
# Small tables of how numbers, dates and place names are written, and examples in help; no string is longer than
# the longest of such names.
HAN_PLACES = (
    "model/dates.py", "model/typed_dates.py", "model/relative_dates.py", "model/dates_in_text.py", "model/numerals.py", "model/money.py", "model/names.py",
    "formats/", "cli/",
)  # fmt: skip
HAN_LONGEST = 12
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# A private name; those of named tuples begin with an underscore and are public.
PRIVATE = re.compile(r"_(?!(?:replace|fields|asdict|make)$)[a-z]\w*")
# What a plain lookup must not import; names of folders and files where it may stand at the top.
HEAVY = {
    "rich", "yaml", "msgspec", "platformdirs", "rapidfuzz", "dataclasses", "decimal", "importlib.metadata",
    "inspect", "pydantic", "jsonschema",
}  # fmt: skip


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def of_each(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """One test that holds each of these modules to something: a test a module would cost more than what it asks."""

    def made(asked: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            wrong = {}
            for path in paths:
                try:
                    asked(path)
                except AssertionError as error:
                    wrong[short(path)] = str(error)
            assert not wrong

        test.__doc__ = asked.__doc__
        return test

    return made


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module imported anywhere below `tree`, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports here name the whole module"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def at_import(tree: ast.Module) -> ast.Module:
    """What runs when the module is imported: functions left out, and `if TYPE_CHECKING:`."""

    class Without(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            return None

        visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef  # type: ignore[assignment]

        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if "TYPE_CHECKING" in ast.unparse(node.test) else node

    return Without().visit(tree)


def layer(module: str) -> str | None:
    """The layer of one of our modules; None for others' modules and the package itself."""
    parts = module.split(".")
    return parts[1] if parts[0] == "nqpf_cli" and len(parts) > 1 and parts[1] in LAYERS else None


@of_each(FILES)
def test_imports_point_one_way(path: Path) -> None:
    home = short(path).split("/")[0]
    if home not in LAYERS:
        return  # __init__.py and __main__.py, the door
    wrong = [
        f"{short(path)}:{line} imports {module}"
        for line, module in imports(parsed(path))
        if layer(module) and layer(module) not in LAYERS[home]
    ]
    assert not wrong


def test_questions_ask_the_index_and_know_no_files() -> None:
    """A question works on records it is given or asks for; where they come from is not its business."""
    wrong = [
        f"{short(path)}:{line} imports {module}"
        for path in FILES
        if short(path).startswith("questions/")
        for line, module in imports(parsed(path))
        if layer(module) == "index" and not f"{module}.".startswith(ASKED)
    ]
    assert not wrong


@of_each(FILES)
def test_only_the_index_and_the_export_speak_sql(path: Path) -> None:
    sql = re.compile(r"\bSELECT\b|\bWHERE\b| IN \(|= \?")
    found = [where for where, text in texts(path) if sql.search(text)]
    assert short(path).startswith(("index/", "export/")) or not found, (
        "make it a filter of index/sql_filters.py"
    )


def test_the_folders_are_the_layers() -> None:
    assert {short(path).split("/")[0] for path in FILES if path.parent != PACKAGE} == set(LAYERS)


@of_each(FILES)
def test_only_the_clock_knows_the_day(path: Path) -> None:
    if short(path) == CLOCK:
        return
    calls = [
        f"{short(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow", "localtime", "gmtime", "fromtimestamp"}
    ]
    assert not calls, f"ask {CLOCK} instead"


def test_no_circle() -> None:
    """No module imports itself by way of others: imports inside functions and for types alone count too."""
    modules = {dotted(path): path for path in FILES}
    ahead = {name: {used for used in named(path, modules) if used != name} for name, path in modules.items()}
    while free := [name for name, used in ahead.items() if not used & ahead.keys()]:
        for name in free:
            del ahead[name]
    assert not ahead, "these import one another"


def test_no_two_modules_bear_one_name() -> None:
    seen = Counter(path.stem for path in FILES if not path.stem.startswith("__"))
    assert [name for name, many in seen.items() if many > 1] == []


def dotted(path: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def named(path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """Our modules that a module imports: `from a import b` means a.b where that is a module, else a."""
    for _, name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        yield from [one for one in (name, name.rpartition(".")[0]) if one in modules][:1]


def test_there_is_a_clock() -> None:
    assert (PACKAGE / CLOCK).is_file()


@of_each(FILES)
def test_only_public_names_of_libraries(path: Path) -> None:
    """No module, name or attribute of a library that begins with an underscore, be it asked for by `getattr`."""
    tree = parsed(path)
    foreign = {
        name for _, name in imports(tree) if name.split(".")[0] not in {*sys.stdlib_module_names, "nqpf_cli"}
    }
    private = [name for name in foreign if any(part.startswith("_") for part in name.split("."))]
    ours = {"self", "cls", "os", "sys"}  # `os._exit` and `sys._MEIPASS` are documented
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not (
            isinstance(node.value, ast.Name) and node.value.id in ours
        ):
            private += [node.attr] if PRIVATE.fullmatch(node.attr) else []
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "hasattr", "setattr"):
            private += [
                text for text in map(ast.unparse, node.args[1:2]) if PRIVATE.fullmatch(text.strip("'"))
            ]
    assert not private


@of_each(FILES)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@of_each(FILES)
def test_functions_are_short(path: Path) -> None:
    made = [one for one in ast.walk(parsed(path)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [one.name for one in made if one.end_lineno - one.lineno >= LONGEST_FUNCTION] == []


@of_each(FILES)
def test_yaml_makes_no_objects(path: Path) -> None:
    """Facts are read as events or nodes, by `loading/yaml_reader.py`; nothing loads a tag."""
    made = {
        "load",
        "load_all",
        "full_load",
        "full_load_all",
        "unsafe_load",
        "unsafe_load_all",
        "safe_load",
        "safe_load_all",
    }
    calls = [
        f"{short(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "yaml" and node.attr in made
    ]
    assert not calls


@of_each(FILES)
def test_facts_are_data(path: Path) -> None:
    """No Chinese in the code: what is known about China stands in data/."""
    longest = HAN_LONGEST if short(path).startswith(HAN_PLACES) else 0
    found = [f"{where}: {text}" for where, text in texts(path) if len(HAN.findall(text)) > longest]
    assert not found


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Every string of a module, with its place; not those that stand alone, which explain and may name an example."""
    tree = parsed(path)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield f"{short(path)}:{node.lineno}", node.value


def lookup_modules() -> list[Path]:
    """The modules that a plain lookup may import."""
    slow = {
        "formats/terminal.py",
        "formats/html_fragment.py",
        "formats/yaml_writer.py",
    }
    homes = (
        "model/", "wording/", "questions/", "pages/", "formats/", "output/",
        "index/open_index.py", "index/query.py", "index/lexicon.py", "index/sql_filters.py", "cli/app.py",
    )  # fmt: skip
    return [path for path in FILES if short(path).startswith(homes) and short(path) not in slow]


@of_each(lookup_modules())
def test_a_lookup_imports_nothing_heavy(path: Path) -> None:
    tree = at_import(ast.parse(path.read_text(encoding="utf-8")))
    heavy = [
        f"{short(path)}:{line} imports {module}"
        for line, module in imports(tree)
        if any(module == name or module.startswith(f"{name}.") for name in HEAVY)
    ]
    assert not heavy, "import it inside the function that needs it"


def test_a_result_says_what_it_holds() -> None:
    """What questions take and return has fields with types: no bag of anything, and no function."""
    paths = [PACKAGE / "model" / "record.py", *sorted((PACKAGE / "questions").glob("*.py"))]
    tuples = {
        node.name: [field for field in node.body if isinstance(field, ast.AnnAssign)]
        for path in paths
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        and {"NamedTuple", "Values", "Result"} & {ast.unparse(base).partition("[")[0] for base in node.bases}
    }
    assert {"Answer", "TimelineQuery", "TimelineResult", "SearchResult"} <= tuples.keys()
    for name, fields in tuples.items():
        for field in fields:
            words = set(re.findall(r"\w+", ast.unparse(field)))
            assert not words & {"said", "Any", "object", "Callable", "partial"}, (
                f"{name}: {ast.unparse(field)}"
            )


@of_each(
    [
        path
        for path in FILES
        if short(path).startswith(("questions/", "index/", "model/", "export/", "output/"))
    ]
)
def test_only_the_command_line_names_options_and_commands(path: Path) -> None:
    """A question, a file or the index says what is wrong by fields; `cli/messages.py` words it for a line to type."""
    typed = re.compile(rf"--[a-z]|\bnqpf (?:{'|'.join(COMMANDS)})\b")
    found = [f"{where}: {text}" for where, text in texts(path) if typed.search(text)]
    assert not found
