"""Every example in a language file is executed."""

from collections.abc import Iterator

import pytest

from timeline.times import language, tag

REFERENCE = "2021-06-16"  # a Wednesday; the language files say so


def cases(kind: str) -> Iterator[object]:
    for code in language.available():
        for rule in language.load(code).examples:
            for text in rule[kind]:
                yield pytest.param(code, rule, text, id=f"{code}-{rule['id']}-{text}")


@pytest.mark.parametrize(("code", "rule", "text"), list(cases("match")))
def test_a_rule_finds_its_examples(code: str, rule: dict, text: str) -> None:
    found = tag(text, REFERENCE, code)

    assert " ".join(expression.value for expression in found) == str(rule["match"][text])


@pytest.mark.parametrize(("code", "rule", "text"), list(cases("reject")))
def test_a_rule_refuses_its_counterexamples(code: str, rule: dict, text: str) -> None:
    rules = language.load(code)
    tokens = language_tokens(rules, text)

    assert rule["id"] not in {item.rule for item in tokens}


def language_tokens(rules: language.Language, text: str) -> list:
    from timeline.times import matching

    return list(matching.find(rules, matching.read(rules, text)))


@pytest.mark.parametrize("code", language.available())
def test_rules_have_unique_ids_and_examples(code: str) -> None:
    rules = language.load(code).examples

    assert len({rule["id"] for rule in rules}) == len(rules)
    assert [rule["id"] for rule in rules if not rule["match"] and rule["build"] != "nothing"] == []
    assert [rule["id"] for rule in rules if not rule["reject"]] == []
