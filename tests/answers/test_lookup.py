"""From what a person types to the value of a closed vocabulary that is meant."""

import pytest
from rapidfuzz import process

from nqpf_cli.index import query
from nqpf_cli.index.extract import names_of
from nqpf_cli.index.query import Store
from nqpf_cli.loading.load import FactSet
from nqpf_cli.model.errors import Ambiguous, BadValue, NotFound, NqpfError
from nqpf_cli.model.names import fold, squeeze
from nqpf_cli.questions import lookup


@pytest.mark.parametrize(
    ("vocabulary", "typed", "meant"),
    [
        ("sector", "ai", "ai"),
        ("sector", "Artificial Intelligence", "ai"),
        ("sector", "人工智能", "ai"),
        ("sector", "chips", "semiconductors"),
        ("sector", "lowaltitude", "low-altitude"),
        ("sector", "low_altitude", "low-altitude"),
        ("sector", "低空经济", "low-altitude"),
        ("beneficiary", "SMEs", "sme"),
        ("beneficiary", "start-up", "startup"),
        ("beneficiary", "外资", "foreign-invested"),
        ("instrument", "tax", "tax-relief"),
        ("event_category", "Speech", "speech"),
    ],
)
def test_a_value_by_its_own_its_label_or_another_word(
    store: Store, vocabulary: str, typed: str, meant: str
) -> None:
    assert lookup.choice(store, vocabulary, typed) == meant


@pytest.mark.parametrize(("typed", "near"), [("aii", "ai"), ("robotcs", "robotics"), ("hydrgen", "hydrogen")])
def test_a_slip_is_answered_with_the_value(store: Store, typed: str, near: str) -> None:
    with pytest.raises(NqpfError, match=rf"Nearest: {near}\b") as fault:
        lookup.choice(store, "sector", typed)
    assert fault.value.code == 2


@pytest.mark.parametrize("typed", ["", "-", "🚀", "xyzzy"])
def test_nothing_is_made_of_nothing(store: Store, typed: str) -> None:
    with pytest.raises(NqpfError, match="^sector has no"):
        lookup.choice(store, "sector", typed)


def test_no_word_means_two_values(store: Store) -> None:
    for name, values in store.meta("vocabularies").items():
        words = [
            (squeeze(word), value)
            for value, said in values.items()
            for word in {squeeze(each) for each in (value, said["label"], *said.get("also", ()))}
        ]
        meant = dict(words)
        assert all(meant[word] == value for word, value in words), name


@pytest.mark.parametrize("typed", ["Suzhou city", "suzhou  City", "苏州市", "SUZHOU"])
def test_a_place_with_the_kind_of_place_it_is(store: Store, typed: str) -> None:
    assert lookup.region(store, typed) == "suzhou"


@pytest.mark.parametrize("typed", ["city", "nowhere city", " ", "suzhou suzhou"])
def test_a_kind_of_place_alone_is_no_place(store: Store, typed: str) -> None:
    with pytest.raises(NqpfError, match="no region"):
        lookup.region(store, typed)


def test_every_name_leads_to_its_record(facts: FactSet, store: Store) -> None:
    """Whatever a record is called, the name finds it, alone or among all that bear it; only an exact id goes first."""
    asked = 0
    for key, loaded in facts.records.items():
        assert lookup.anything(store, key) == [key]
        for name in names_of(loaded.kind, loaded.record):
            if fold(name) not in facts.records:
                asked += 1
                assert key in lookup.anything(store, name), f"{name} is {key}"
    assert asked > 1000


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NQPF", "new-quality-productive-forces"),  # an id begins so: nqpf-promotion-center
        ("ICV", "intelligent-connected-nev"),
        ("SEI", "strategic-emerging-industries"),
        ("yizhuang", "bda"),
        ("optics valley", "wuhan-optics-valley"),  # a place bears it too
        ("NDRC", "ndrc"),
    ],
)
def test_a_name_goes_before_an_id_that_begins_so(store: Store, typed: str, meant: str) -> None:
    found = lookup.anything(store, typed)
    assert found[0] == meant
    assert all(
        typed.casefold() in map(fold, names_of(row.kind, row.record))
        for row in query.get_many(store, found).values()
    )


def test_a_name_of_any_length_costs_no_more_than_a_long_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: list[str] = []
    real = process.extract
    monkeypatch.setattr(
        process, "extract", lambda word, *rest, **more: typed.append(word) or real(word, *rest, **more)
    )
    assert lookup.nearest(store, ("region",), "shangahi")[0] == "shanghai"
    assert lookup.nearest(store, ("region",), "x" * 100_000) == []
    assert max(map(len, typed)) == lookup.TYPED


def test_an_error_is_a_value_that_a_library_can_use(store: Store) -> None:
    with pytest.raises(NotFound) as place:
        lookup.region(store, "shangai")
    assert (place.value.kind, place.value.text, next(iter(place.value.nearest))) == (
        "region",
        "shangai",
        "shanghai",
    )
    assert str(place.value).startswith('no region "shangai". Nearest: shanghai')
    with pytest.raises(BadValue) as value:
        lookup.choice(store, "beneficiary", "smee", "for")
    assert (value.value.field, value.value.nearest, value.value.value) == (
        "for",
        ["sme"],
        "smee",
    )
    assert "sme" in value.value.allowed
    assert str(value.value) == 'for has no "smee". Nearest: sme'
    with pytest.raises(Ambiguous) as several:
        lookup.one(store, lookup.anything(store, "lingang-ai"), "lingang-ai")
    assert len(several.value.found) > 1
