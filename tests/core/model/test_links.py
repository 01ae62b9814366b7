"""Links and languages: what is taken, and what is refused."""

from __future__ import annotations

import pytest
from edits import edited, problems
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from maturity_core import framework_schema
from maturity_core.model.fields import is_address
from maturity_core.model.framework import Framework
from maturity_core.model.languages import direction_of

TAKEN = (
    "https://example.org",
    "http://example.org:8080/a/(b)/%20?c=[d]&e='f'#g",
    "HTTPS://example.org/caf\u00e9",
    "mailto:us@example.org?subject=Hello%20there",
)
SCHEME = "expected an address without spaces that begins with https://, http:// or mailto:"
SIGNS = "expected an address without control characters, quotes, backslashes or angle brackets"
REFUSED = {
    "a script": ("javascript:alert(1)", SCHEME),
    "data": ("data:text/html,hello", SCHEME),
    "a file": ("file:///etc/hosts", SCHEME),
    "no scheme": ("example.org", SCHEME),
    "no host": ("https:///path", SCHEME),
    "nothing behind the scheme": ("https://", SCHEME),
    "nobody to write to": ("mailto:", SCHEME),
    "another slash": ("https:\\\\example.org", SCHEME),
    "a space before it": (" https://example.org", SCHEME),
    "a space in it": ("https://example.org/a b", SCHEME),
    "a line break": ("https://example.org\n", SCHEME),
    "a space without breaks": ("https://example.org/\u00a0", SCHEME),
    "not text": (7, SCHEME),
    "a control character": ("https://example.org/\x07", SIGNS),
    "an override": ("https://example.org/\u202eb", SIGNS),
    "a quote": ('https://example.org/"onclick=', SIGNS),
    "a bracket": ("https://example.org/>", SIGNS),
    "a backslash": ("https://example.org\\@example.com", SIGNS),
}


SCHEMA = framework_schema()
ADDRESS = Draft202012Validator(SCHEMA["$defs"]["Link"]["properties"]["address"])
LANGUAGE = Draft202012Validator(SCHEMA["properties"]["language"])
TAGS = ("en", "pt-BR", "zh-Hant-TW", "ckb", "de-1996", "a" * 8)
NO_TAGS = ("", "e", "english!", "en_GB", "en-", "-en", 7, "en-" + "abcdefgh-" * 4)
BEYOND_A_PATTERN = ("a control character", "an override", "a line break")
"""What is hidden is not in a pattern, and to Python's `$` a line break at the end is none."""


def link(address: object) -> dict[str, object]:
    return {"text": "Read more", "address": address}


@pytest.mark.parametrize("address", TAKEN)
def test_addresses_of_pages_and_of_people_are_taken(address: str) -> None:
    assert Framework(**edited(("links", [link(address)]))).links[0].address == address


@pytest.mark.parametrize(("address", "wrong"), REFUSED.values(), ids=REFUSED.keys())
def test_other_addresses_are_refused(address: object, wrong: str) -> None:
    assert problems(("questions.0.links", [link(address)])) == [("questions.goals-set.links.0.address", wrong)]


def test_an_address_has_a_limit() -> None:
    longest = f"https://{'a' * 1992}"

    assert Framework(**edited(("links", [link(longest)]))).links[0].address == longest
    wrong = "expected an address of at most 2,000 characters; it has 2,001"
    assert problems(("links", [link(f"{longest}a")])) == [("links.0.address", wrong)]


def test_a_link_says_where_it_leads() -> None:
    assert problems(("links", [{"text": " ", "address": "https://example.org"}])) == [
        ("links.0.text", "expected text that is not empty")
    ]


@given(st.text('hHtTpPsS:/maiLtTo.?#<>"`\\\\ \u00a0', max_size=12))
@example("https://")
@example("mailto:?")
@example("https://?")
def test_the_schema_knows_addresses_as_they_are_read(text: str) -> None:
    for address in (text, f"https://{text}", f"MailTo:{text}"):
        assert ADDRESS.is_valid(address) is is_address(address)


def test_the_schema_takes_and_refuses_the_same_addresses() -> None:
    assert all(map(ADDRESS.is_valid, TAKEN))
    told = {case for case, (address, _) in REFUSED.items() if ADDRESS.is_valid(address)}
    assert told == {*BEYOND_A_PATTERN}
    assert [ADDRESS.is_valid(f"https://{'a' * length}") for length in (1992, 1993)] == [True, False]


def test_the_schema_takes_and_refuses_the_same_tags() -> None:
    assert [tag for tag in (*TAGS, *NO_TAGS) if LANGUAGE.is_valid(tag)] == [*TAGS]


@pytest.mark.parametrize("language", TAGS)
def test_language_tags_are_taken(language: str) -> None:
    assert Framework(**edited(("language", language))).language == language


@pytest.mark.parametrize("language", NO_TAGS)
def test_other_tags_are_refused(language: object) -> None:
    wrong = 'expected a language tag such as "en" or "pt-BR", of at most 35 characters'

    assert problems(("language", language)) == [("language", wrong)]


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *((code, "rtl") for code in ("ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "AR", "ar-EG", "ckb")),
        *((code, "rtl") for code in ("az-Arab", "az-arab-IR", "en-Hebr", "zh-cmn-Hebr", "ff-Adlm")),
        *((code, "ltr") for code in ("en", "de-CH", "ar-Latn", "ur-Latn-PK", "zh-Hant", "de-1996", "sl-rozaj")),
    ],
)
def test_the_script_or_the_language_says_which_way_it_is_written(language: str, direction: str) -> None:
    assert direction_of(language) == direction
