"""What holds for every framework that can be drawn: its file, its digests, its schema, a file that extends it."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
from builders import dear, tiny
from extended import extended
from hypothesis import given

from maturity_core import Framework, framework_schema, parse_framework
from maturity_core.model.node import altered
from maturity_core.testing import frameworks

SCHEMA = jsonschema.Draft202012Validator(framework_schema())


def unscored(framework: Framework) -> dict[str, Any]:
    """Return its tables without what scores nothing: help, links, examples, stated ranges, earlier editions."""
    tables: dict[str, Any] = {name: getattr(framework, name) for name in Framework.model_fields}
    plain = {"help": "", "links": ()}
    for name in ("dimensions", "capabilities", "questions"):
        tables[name] = tuple(altered(entry, **plain) for entry in tables[name])
    tables["scores"] = tuple(altered(score, range=None) for score in framework.scores)
    return tables | plain | {"since": (), "examples": (), "language": "en", "summary": ""}


@dear
@given(frameworks())
def test_a_framework_survives_as_a_file(framework: Framework) -> None:
    again = parse_framework(framework.to_toml())

    assert again == framework
    assert again.digest == framework.digest


@dear
@given(frameworks())
def test_what_scores_nothing_is_in_neither_digest(framework: Framework) -> None:
    plain = Framework(**unscored(framework))

    assert plain.rules_digest == framework.rules_digest
    assert plain.words_digests == framework.words_digests


@dear
@given(frameworks())
def test_a_framework_is_what_the_schema_describes(framework: Framework) -> None:
    SCHEMA.validate(tomllib.loads(framework.to_toml()))


@dear
@given(frameworks())
def test_a_file_that_extends_scores_as_the_base_and_takes_nothing_that_checks_it(framework: Framework) -> None:
    acme = extended(framework, 'language = "de"')

    assert acme.rules_digest == framework.rules_digest
    assert acme.words_digests == framework.words_digests
    assert (acme.since, acme.examples, [score.range for score in acme.scores if score.range]) == ((), (), [])


def test_what_checks_the_rules_of_the_base_is_not_inherited() -> None:
    base = tiny(
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "base": 0, "range": [0, 2]}],
        examples=[{"id": "best", "score": 2, "answers": {"kept": "always", "seen": "always"}}],
        since=[{"edition": "0", "added": ["seen"]}],
    )

    acme = extended(base, "[change.questions.seen]\nweight = 2")

    assert (acme.scores[0].range, acme.examples, acme.since) == (None, (), ())
    assert acme.assess({"kept": "always", "seen": "always"}).score == 3
