"""Every law on every rule of the field; those that do not apply are listed here with the reason."""

from __future__ import annotations

import os

import pytest
from field.cases import FILES, read
from hypothesis import settings

from maturity_core.testing import check_framework, laws

LONG = os.environ.get("MATURITY_PROFILE") == "long"
SETTINGS = settings(max_examples=200 if LONG else 20, derandomize=True)
"""Few, because all cases of the rules are tested anyway. The same in every run, so that the same laws apply."""
QUICKEST = {"c2m2/framework.toml", "iso-33020/framework.toml"}
"""All laws on the other files take ten times as long, and run only in the long profile."""

BY_REQUIREMENTS = {
    "examples-hold": "what the sources expect stands in files of its own",
    "gaps-cannot-be-lowered": "only a scorer in code is searched for gaps; requirements say what they ask",
    "levels-begin-at-plain-numbers": "only of a scorer in code is it not written where levels begin",
    "no-superfluous-result": "none of the sources sets outcomes apart",
    "outcomes-are-no-steps": "none of the sources sets outcomes apart",
    "prerequisites-first": "none of the sources names prerequisites",
    "profile-is-not-applicable": "none of the sources asks some organisations less",
    "ready-tells-what-is-unmet": "none of the sources names prerequisites",
    "unasked-counts-as-lowest": "in none of the sources does a question need another's answer",
}
STATES = (
    "not-applicable-costs-nothing",
    "not-applicable-earns-nothing",
    "not-applicable-leaves-the-count",
    "nothing-applies-no-level",
)
EVERYTHING_APPLIES = dict.fromkeys(STATES, "the source knows no answer that does not apply")
PROFILED = {law: reason for law, reason in BY_REQUIREMENTS.items() if law != "profile-is-not-applicable"}
TOTALS = {"weights-scale": "a measure is a total: what has to be reached depends on the unit of the weights"}
ALONE = {"not-applicable-leaves-the-count": "a question that may not apply is the only one of its capability"}
NOT_APPLICABLE = {
    "c2m2/framework.toml": BY_REQUIREMENTS,
    "cmmi-dev/framework.toml": BY_REQUIREMENTS | ALONE,
    "cyfun/framework.toml": PROFILED,
    "iso-33020/framework.toml": BY_REQUIREMENTS | EVERYTHING_APPLIES,
    "iso-33020/refined.toml": BY_REQUIREMENTS | EVERYTHING_APPLIES,
    "nist-sp-800-171/framework.toml": BY_REQUIREMENTS,
    "omm/framework.toml": BY_REQUIREMENTS | ALONE,
    "ppc/framework.toml": BY_REQUIREMENTS | EVERYTHING_APPLIES | TOTALS,
    "samm/framework.toml": BY_REQUIREMENTS | EVERYTHING_APPLIES,
    "scorecard/framework.toml": BY_REQUIREMENTS | ALONE,
    "sei-87/framework.toml": BY_REQUIREMENTS | EVERYTHING_APPLIES,
    "tmmi/framework.toml": BY_REQUIREMENTS,
}
"""The laws that do not apply to each file, with the reasons."""

RARE = {"out-of-reach-is-named", "not-applicable-earns-nothing", "nothing-applies-no-level"}
"""Laws that apply to so few sheets that there may be none among twenty."""


@pytest.mark.parametrize("file", [file for file in FILES if LONG or file in QUICKEST])
def test_every_law_holds_or_does_not_apply_for_a_reason(file: str) -> None:
    records = check_framework(read(file), SETTINGS)

    assert [record.law for record in records] == [law.id for law in laws()]
    assert [str(record) for record in records if record.status not in {"passed", "proved", "not applicable"}] == []
    set_aside = {record.law: record.reason for record in records if record.status == "not applicable"}
    assert all(set_aside.values())
    assert set(NOT_APPLICABLE[file]) <= set(set_aside) <= set(NOT_APPLICABLE[file]) | RARE
