"""Names: pinyin that reads its characters, and no two records under one name."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.nodes import steps
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.readings import ways
from nqpf_cli.model.names import fold, has_han, is_han, names_of_value, pinyin_forms, place_forms, squeeze
from nqpf_cli.model.record import Record

# By which fields a lookup finds a record, a kind; records of one kind must not share a name.
_NAMES = {
    "term": ("term", "zh", "aliases"),
    "region": ("id", "name", "name_zh", "aliases"),
    "actor": ("id", "name", "name_zh", "abbreviation", "aliases"),
}


def pinyin(facts: FactSet) -> Iterator[Problem]:
    """Check that pinyin reads each character in one of its ways, where the Chinese name is all Han."""
    for loaded in facts.of_kind("term"):
        chinese, latin = loaded.record.get("zh"), loaded.record.get("pinyin")
        if latin and not chinese:
            yield loaded.problem("pinyin", "pinyin without zh", "add zh, or take it out")
        elif latin and chinese and all(map(is_han, chinese)) and not reads(chinese, latin):
            what = f"pinyin: {latin} is not how {chinese} is read"
            yield loaded.problem("pinyin", what, "mend one of the two; write Hanyu Pinyin with tone marks")


def reads(chinese: str, latin: str) -> bool:
    """Whether pinyin, with tone marks or without, is made of a reading of each character in turn."""
    letters = "".join(filter(str.isalnum, pinyin_forms(latin)[-1]))
    ends = {0}  # how much of the letters the characters so far may take
    for character in chinese:
        known = ways(character)
        known |= {"r"} if "er" in known else set()  # as in wanr
        ends = {end + len(way) for end in ends for way in known if letters.startswith(way, end)}
    return len(letters) in ends


def shared(facts: FactSet) -> Iterator[Problem]:
    """Check that no two records of a kind share a name, folded; places also without 省, 市, 区 and the like."""
    for kind in _NAMES:
        owners: dict[str, Loaded] = {}
        # Ours first: where a pack's record takes one of our names, it is the pack's that should change.
        for loaded in sorted(facts.of_kind(kind), key=lambda one: bool(one.pack)):
            for path, name in _names(loaded, facts.vocabularies.get("region_level", {})):
                other = owners.setdefault(fold(name), loaded)
                if other is not loaded:
                    what = f"{path.split('.')[0]}: {name} is a name of {other.named} too"
                    yield loaded.problem(path, what, "keep it in one of the two")


def not_held(facts: FactSet) -> Iterator[Problem]:
    """Check that no place that `not_held` of `dataset.yaml` names has a record, and that none is named there twice."""
    if facts.dataset_node is None:
        return
    levels = facts.vocabularies.get("region_level", {})
    owners = {squeeze(name): one.named for one in facts.of_kind("region") for _, name in _names(one, levels)}
    for index, place in enumerate(facts.dataset.get("constants", {}).get("not_held", {}).get("places", ())):
        *_, (at, _) = steps(facts.dataset_node, f"constants.not_held.places.{index}")
        for name in (place["name"], *place.get("also", ())):
            if other := owners.get(squeeze(name)):
                what = f"not_held: {name} is a name of {other} too"
                yield Problem(facts.dataset_file, *at, what, "keep it in one of the two")
            owners[squeeze(name)] = f"{place['name']} there"


def _names(loaded: Loaded, levels: Record) -> Iterator[tuple[str, str]]:
    """Yield every name of a record, with the field it comes from."""
    for field in _NAMES[loaded.kind]:
        value = loaded.record.get(field, [])
        for index, name in enumerate(value if isinstance(value, list) else [value]):
            path = f"{field}.{index}" if isinstance(value, list) else field
            place = loaded.kind == "region" and has_han(name)
            forms = place_forms(name, levels[loaded.record["level"]]) if place else []
            for form in dict.fromkeys([name, *forms]):
                yield path, form


def shared_in_lists(facts: FactSet) -> Iterator[Problem]:
    """Check that no two values of a closed list share a name, in letters and digits."""
    for listed, values in facts.vocabularies.items():
        owners: dict[str, str] = {}
        for value, said in values.items():
            for name in names_of_value(value, said):
                other = owners.setdefault(squeeze(name) or name, value)
                if other != value:
                    *_, (place, _) = steps(facts.vocabularies_node, f"{listed}.{value}")
                    what = f"{listed}: {name} is a name of {other} and of {value}"
                    yield Problem(facts.vocabularies_file, *place, what, "keep it in one of the two")


def repeated(facts: FactSet) -> Iterator[Problem]:
    """Check that no list names the same thing twice."""
    for loaded in facts.texts():
        for field, value in loaded.record.items():
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                continue
            if len(set(value)) < len(value):
                index = next(index for index, one in enumerate(value) if one in value[:index])
                what = f"{field}: {value[index]} stands there twice"
                yield loaded.problem(f"{field}.{index}", what, "keep one")
