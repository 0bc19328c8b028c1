"""Names: which words are one, what is left out, which are places, and which variants are one name."""

import pytest

from timeline.events import language
from timeline.events.names import actors, join_variants, names
from timeline.events.tokens import tokenize
from timeline.events.verbs import verb_groups

WORDS = language.words()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a meeting with President Ana Torres in Lima", ["Ana Torres", "Lima"]),
        ("said Gen. Hassan al-Masri of the Northern Corps", ["Hassan al-Masri", "Northern Corps"]),
        ("Thousands marched in Oslo", ["Oslo"]),
        ("the minister met Ben Adler and Eva Stern on Monday", ["Ben Adler", "Eva Stern"]),
        ("a lawsuit against Norden Air over the crash near Cork", ["Norden Air", "Cork"]),
        ("The committee rejected the plan", []),
        ("soldiers of the 82nd Airborne Division", ["82nd Airborne Division"]),
        ("a visit of Ana B. Torres", ["Ana B. Torres"]),
        ("a letter to Secretary of State Ana Vidal", ["Ana Vidal"]),
        ("a letter to Governor of New York Ana Vidal", ["New York", "Ana Vidal"]),
        ("a letter to the President of Sri Lanka", ["Sri Lanka"]),
        ("a letter to the Bank of England Museum", ["Bank of England Museum"]),
        ("World's tallest tower opens", []),
        ("Striker Ana Vidal scored twice", ["Ana Vidal"]),
        ("a talk at the People's Bank of Lorland", ["People's Bank of Lorland"]),
        ("a talk with Norden's Ana Vidal", ["Norden", "Ana Vidal"]),
        ("he met the Grand Duke and Grand Ayatollah Ali Hakim", ["Grand Duke", "Ali Hakim"]),
        ("it reads: Team, At last", []),
        ("shares fell after Norden Air CEO Ana Vidal resigned", ["Norden Air", "Ana Vidal"]),
    ],
)
def test_names(text, expected):
    tokens = tokenize(text, 0, len(text))
    assert [name.text for name in names(tokens, range(len(tokens)), WORDS)] == expected


def test_a_place_after_a_preposition_is_where_it_happened():
    text = "France sent soldiers to a base near Gao"
    tokens = tokenize(text, 0, len(text))
    found = {name.text: (name.is_place, name.is_located) for name in names(tokens, range(len(tokens)), WORDS)}
    assert found == {"France": (True, False), "Gao": (True, True)}


def test_a_site_is_where_it_happened():
    text = "Rockets hit Balad air base"
    tokens = tokenize(text, 0, len(text))
    (found,) = names(tokens, range(len(tokens)), WORDS)
    assert (found.text, found.is_place, found.is_located) == ("Balad", True, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France sent soldiers to Mali", ["France"]),
        ("Ana Torres met Luis Vega in the Blue Room", ["Ana Torres", "Luis Vega"]),
        ("Rebels attacked bases in Mali and Niger", []),
        ("Norden Air bought an Airbus A320", ["Norden Air"]),
        ("Norden Air left Lima for Oslo", ["Norden Air"]),
        ("Norden Air sued an Indonesian airline", ["Norden Air"]),
        ("The town was bombed by Niger", ["Niger"]),
        ("Norden Air closed Camp Vidal", ["Norden Air"]),
        ("Norden Air, Peru's largest airline, closed", ["Norden Air"]),
        ("Peru's parliament closed", ["Peru"]),
        ("Rockets hit Balad air base", []),
        ("Balad base workers left", ["Balad"]),
    ],
)
def test_actors(text, expected):
    tokens = tokenize(text, 0, len(text))
    verb = min(verb_groups(tokens, WORDS))
    assert actors(names(tokens, range(len(tokens)), WORDS), tokens, verb, WORDS) == expected


@pytest.mark.parametrize(
    ("told", "joined"),
    [
        (["Ana Torres", "Torres"], {"Ana Torres": "Ana Torres", "Torres": "Ana Torres"}),
        (
            ["Qasim Haddad", "Qassim Haddad", "Qassim Haddad"],
            {"Qasim Haddad": "Qassim Haddad", "Qassim Haddad": "Qassim Haddad"},
        ),
        (  # two persons share the last name, so it stays as it is
            ["Ana Torres", "Luis Torres", "Torres"],
            {"Ana Torres": "Ana Torres", "Luis Torres": "Luis Torres", "Torres": "Torres"},
        ),
    ],
)
def test_variants_of_a_name_are_joined(told, joined):
    assert join_variants(told) == joined
