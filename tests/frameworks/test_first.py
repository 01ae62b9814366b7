"""What comes first for ten realistic organisations of each model, beside what a head of service would begin with.

What they would begin with was written down from the answers alone, before any result was looked at: capabilities that
may be among the three, and groups of which one has to be.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from maturity_core import load_framework, with_examples
from maturity_core.telling.first import FirstText, first_texts

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.examples import Example

EXPECTED: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "service-maturity-check": {
        "meal-kit-start-up-sudden-growth": (
            "capacity decisions goals processes roadmap role self-service",
            ("capacity",),
        ),
        "municipal-utility": (
            "capacity cooperation decisions goals roadmap role",
            (
                "goals role",
                "capacity cooperation goals",
            ),
        ),
        "hospital-patient-service": ("decisions goals kpis lever roadmap role", ("goals",)),
        "outsourced-service-provider": ("decisions goals keeping lever roadmap role", ("role",)),
        "b2b-wholesaler": ("decisions goals keeping proactive roadmap role", ("role",)),
        "regulated-bank": ("decisions goals lever roadmap role", ("role",)),
        "membership-charity": (
            "automation connected-tools growth processes self-service training",
            (
                "training",
                "connected-tools processes",
            ),
        ),
        "team-of-three-lab-instruments": ("automation connected-tools growth", ("automation connected-tools growth",)),
        "property-software-vendor": (
            "automation connected-tools growth proactive self-service",
            ("automation growth",),
        ),
        "lift-maker-field-service": ("cooperation proactive processes self-service training", ("cooperation",)),
    },
    "tsia-customer-success": {
        "licence-vendor-first-subscriptions": (
            "charter-retention churn-cost-metrics funding team-leadership usage-insight voice-of-customer",
            ("team-leadership",),
        ),
        "compressor-maker-pay-per-use": (
            "charter-adoption charter-expansion charter-retention funding team-leadership voice-of-customer",
            ("funding team-leadership",),
        ),
        "saas-start-up-sudden-growth": (
            (
                "charter-adoption charter-retention csm-role "
                "journey-onboarding team-leadership technology-adoption usage-insight"
            ),
            (
                "charter-adoption charter-retention",
                "usage-insight",
            ),
        ),
        "telecoms-cloud-telephony-unit": (
            "charter-adoption charter-retention csm-role plans-playbooks technology-adoption",
            ("charter-adoption charter-retention",),
        ),
        "school-software-two-people": (
            "charter-adoption charter-retention journey-onboarding team-leadership usage-insight",
            (
                "charter-adoption charter-retention team-leadership",
                "team-leadership usage-insight",
            ),
        ),
        "payroll-software-house": (
            "charter-adoption csm-role journey-onboarding plans-playbooks technology-adoption",
            ("charter-adoption technology-adoption",),
        ),
        "security-vendor-single-charter": (
            "charter-adoption charter-expansion",
            ("charter-adoption charter-expansion",),
        ),
        "imaging-equipment-as-a-service": (
            "charter-adoption outcome-measurement technology-adoption",
            ("outcome-measurement technology-adoption",),
        ),
        "warehouse-software-vendor": (
            "business-reviews charter-adoption charter-expansion charter-retention funding journey-onboarding",
            ("charter-adoption charter-expansion charter-retention funding",),
        ),
        "enterprise-cloud-platform": (
            "funding journey-onboarding outcome-measurement technology-adoption",
            ("journey-onboarding outcome-measurement technology-adoption",),
        ),
    },
    "johnny-grow-customer-service": {
        "municipal-water-and-waste-office": (
            (
                "chn-process chn-services cus-strategy cus-voice fin-investment "
                "fin-profit fin-return ppl-improve ppl-lead tec-platform tec-reporting"
            ),
            ("cus-strategy fin-return",),
        ),
        "telecoms-contact-centre": (
            "chn-process cus-strategy cus-voice fin-investment fin-return ppl-agents ppl-improve tec-platform",
            (
                "chn-process ppl-agents",
                "cus-strategy fin-return ppl-agents",
            ),
        ),
        "online-shop-seasonal-peaks": (
            "cus-goals cus-strategy cus-voice fin-investment fin-profit fin-return ppl-lead",
            ("cus-strategy fin-return",),
        ),
        "b2b-wholesaler": (
            (
                "chn-process chn-services cus-goals cus-strategy cus-voice "
                "fin-investment fin-return ppl-improve tec-platform tec-reporting tec-view"
            ),
            ("cus-strategy fin-return tec-reporting tec-view",),
        ),
        "regulated-bank": (
            "cus-goals cus-strategy fin-investment fin-profit fin-return ppl-improve",
            ("fin-profit fin-return",),
        ),
        "hospital-patient-service": ("fin-investment fin-profit fin-return", ("fin-profit fin-return",)),
        "hardware-maker-field-service": (
            "chn-channels chn-services cus-goals cus-strategy fin-profit ppl-lead tec-platform tec-reporting tec-view",
            ("chn-channels chn-services cus-goals",),
        ),
        "direct-insurer": (
            "tec-platform tec-view",
            (
                "tec-platform",
                "tec-view",
            ),
        ),
        "premium-travel-service": ("chn-channels cus-goals ppl-lead", ("chn-channels",)),
        "pump-maker-b2b-service": ("fin-investment ppl-agents ppl-improve ppl-lead", ("ppl-lead",)),
    },
    "esg-customer-success": {
        "start-up-people-first": ("engagement-model metrics reporting segmentation", ("segmentation",)),
        "licence-vendor-paid-service": ("engagement-model metrics organisation reporting", ("organisation",)),
        "machine-maker-contracts": ("engagement-model metrics reporting", ("metrics",)),
        "marketing-software-basics-done": (
            "cx data-access health-score journey-map manual-processes playbooks",
            ("journey-map",),
        ),
        "trade-association": ("engagement-model health-score journey-map playbooks segmentation", ("segmentation",)),
        "global-software-no-lead": ("cs-roadmap engagement-model organisation segmentation", ("organisation",)),
        "bank-merchant-services": (
            "cx data-access health-score journey-map manual-processes playbooks",
            ("manual-processes playbooks",),
        ),
        "learning-platform": (
            "engagement-model journey-map manual-processes playbooks segmentation",
            ("manual-processes playbooks",),
        ),
        "laboratory-software-three-people": (
            "cs-roadmap data-access digital-communication journey-map systems",
            ("digital-communication",),
        ),
        "collaboration-platform": (
            "data-access human-capital journey-map manual-processes",
            ("journey-map manual-processes",),
        ),
    },
}


def test_what_comes_first_is_what_a_head_of_service_would_begin_with() -> None:
    signed = [name for model, expected in EXPECTED.items() for name in signed_of(model, expected)]

    assert sum(map(len, EXPECTED.values())) == 40
    assert len(signed) >= 38


def test_what_comes_first_needs_no_level_of_its_own_and_not_each_of_several() -> None:
    own, *_ = told_first("tsia", "warehouse-software-vendor")
    several = told_first("esg", "collaboration-platform")

    assert own.name == "Expansion charter:"
    assert own.why == "It lifts Charter & Funding."
    assert several[0].why == "Required for these levels."


def told_first(model: str, name: str) -> list[FirstText]:
    """Return in words what comes first for an example organisation."""
    framework = load_framework(f"{model}-customer-success")
    assessment = framework.assess(examples_of(framework)[name].answers)
    return first_texts(assessment, assessment.next_steps())


def examples_of(framework: Framework) -> dict[str, Example]:
    """Return the examples of a published model by id."""
    path = files(f"maturity_frameworks.{framework.id.replace('-', '_')}") / "examples.toml"
    return {example.id: example for example in with_examples(framework, str(path)).examples}


def signed_of(model: str, expected: dict[str, tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return the organisations for which all that comes first is expected, and what has to be there is."""
    framework = load_framework(model)
    examples = examples_of(framework)
    found: list[str] = []
    for name, (allowed, needed) in expected.items():
        first = {entry.capability for entry in framework.assess(examples[name].answers).next_steps().first}
        if first <= {*allowed.split()} and all(first & {*group.split()} for group in needed):
            found.append(name)
    return found
