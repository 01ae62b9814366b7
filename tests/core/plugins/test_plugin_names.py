"""P3 and P4: names that several claim, that read alike, or that differ from their framework's id."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from maturity_core.errors import PluginError
from maturity_core.model.fields import Id
from maturity_core.plugins.registry import (
    PLUGIN_API,
    available_frameworks,
    check_plugins,
    list_plugins,
    load_framework,
    load_scorer,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from maturity_core.plugins.registry import Distribution
from sites import FRAMEWORK, SCORER, Memory, Site, memory, only


@pytest.mark.parametrize("in_reverse", [False, True])
def test_P3_an_id_claimed_twice_belongs_to_nobody(*, in_reverse: bool) -> None:
    claims = [memory("acme", "model = a:b", "1.0"), memory("zebra", "model = z:b", "2.5"), memory("x", "other = x:b")]
    distributions = only(*(reversed(claims) if in_reverse else claims))
    names = "claimed more than once: 'model' by acme 1.0 (a:b), 'model' by zebra 2.5 (z:b); uninstall all but one"

    records = list_plugins(distributions=distributions)
    with pytest.raises(PluginError) as caught:
        load_framework("model", distributions=distributions)

    assert [(record.id, record.distribution, record.problem) for record in records] == [
        ("model", "acme", names),
        ("model", "zebra", names),
        ("other", "x", ""),
    ]
    assert str(caught.value).splitlines() == [
        f"framework 'model' of acme 1.0: {names}",
        f"framework 'model' of zebra 2.5: {names}",
    ]
    assert list(available_frameworks(distributions=distributions)) == ["other"]


@pytest.mark.parametrize("other", ["Acme-Fit", "ACME-FIT", "acme-ﬁt", "\uff41\uff43\uff4d\uff45-fit"])
def test_P3_ids_that_differ_by_case_or_form_are_a_clash(other: str) -> None:
    distributions = only(memory("acme", "acme-fit = a:b"), memory("rival", f"{other} = r:b", "3"))

    for record in list_plugins(distributions=distributions):
        assert "'acme-fit' by acme 1.0 (a:b)" in record.problem
        assert f"{other!r} by rival 3 (r:b)" in record.problem
        assert ("lower-case ASCII" in record.problem) == (record.id == other)
        with pytest.raises(PluginError, match=rf"^framework '{record.id}' of {record.distribution} "):
            load_framework(record.id, distributions=distributions)


def test_P3_scorers_clash_too() -> None:
    distributions = only(*(memory(name, f"fixed = {name}:b", group="maturity.scorers") for name in ("acme", "zebra")))

    with pytest.raises(PluginError, match=r"scorer 'fixed' of acme 1\.0: claimed more than once: .*zebra 1\.0"):
        load_scorer("fixed", distributions=distributions)


def test_P3_two_values_in_one_distribution_are_a_clash_and_a_repeated_line_is_none() -> None:
    twice, repeated = memory("acme", "model = a:b\nmodel = a:c"), memory("acme", "model = a:b\nmodel = a:b")

    assert [record.problem.count("acme 1.0") for record in list_plugins(distributions=only(twice))] == [2, 2]
    assert [record.problem for record in list_plugins(distributions=only(repeated))] == [""]


def test_P3_two_versions_of_one_distribution_are_a_clash() -> None:
    distributions = only(memory("acme", "model = a:b", "1.0"), memory("acme", "model = a:b", "1.1"))

    with pytest.raises(PluginError, match=r"'model' by acme 1\.0 \(a:b\), 'model' by acme 1\.1 \(a:b\)"):
        load_framework("model", distributions=distributions)


@pytest.mark.parametrize("name", ["acme-models", "acme_models", "Acme.Models", "ACME--models"])
def test_P3_a_distribution_found_twice_counts_once_the_first(name: str) -> None:
    distributions = only(memory("acme-models", "model = first:b"), memory(name, "model = second:b"))

    (record,) = list_plugins(distributions=distributions)

    assert (record.value, record.problem) == ("first:b", "")


def test_P3_a_distribution_in_two_folders_of_the_path_counts_once(site: Site, tmp_path: Path) -> None:
    site.framework("acme", "acme")
    (tmp_path / "checkout" / "acme.egg-info").mkdir(parents=True)
    for source, target in {"METADATA": "PKG-INFO", "entry_points.txt": "entry_points.txt"}.items():
        text = (tmp_path / "acme-1.0.dist-info" / source).read_text("utf-8")
        (tmp_path / "checkout" / "acme.egg-info" / target).write_text(text, "utf-8")

    def both() -> Iterable[Distribution]:
        return [*site.distributions(), *site.reader(str(tmp_path / "checkout"))]

    assert len(list(both())) == 2
    assert load_framework("acme", distributions=both).id == "acme"


def is_id(text: str) -> bool:
    try:
        TypeAdapter(Id).validate_python(text)
    except ValidationError:
        return False
    return True


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1) | st.from_regex(
    r"[a-zA-Z0-9ﬁ-]{1,82}", fullmatch=True
)


@given(NAMES)
@example("a" * 80)
@example("a" * 81)
def test_P3_exactly_the_ids_of_definition_files_are_ids_of_plugins(name: str) -> None:
    available = available_frameworks(
        distributions=only(memory("acme", f"{name} = a:b"), memory("sound", "sound = s:b"))
    )

    assert (name in available) == (is_id(name) and name != "sound")
    assert ("sound" in available) == (unicodedata.normalize("NFKC", name).strip().casefold() != "sound")


SPELLINGS = st.sampled_from(
    ["fit", "Fit", "FIT", "ﬁt", "\uff46it", "fi-t", "fit2", "fit²", "ﬅ", "\u017ft", "st", "ß", "ss", "f\u0131t"]
)


@given(st.lists(st.tuples(SPELLINGS, st.sampled_from(["a", "b", "c"])), min_size=1, max_size=6, unique=True))
def test_P3_a_name_is_free_exactly_where_nobody_else_has_one_that_reads_alike(claims: list[tuple[str, str]]) -> None:
    entries: dict[str, list[str]] = {}
    for name, owner in claims:
        entries.setdefault(owner, []).append(f"{name} = {owner}:{owner}")
    distributions = [memory(owner, "\n".join(lines)) for owner, lines in entries.items()]
    alike = [unicodedata.normalize("NFKC", name).casefold() for name, _ in claims]

    records = list_plugins(distributions=only(*distributions))

    assert {(record.id, record.distribution): "more than once" in record.problem for record in records} == {
        claim: alike.count(form) > 1 for claim, form in zip(claims, alike, strict=True)
    }
    assert records == list_plugins(distributions=only(*reversed(distributions)))


@given(st.text(), st.text())
def test_P3_no_text_of_a_file_stops_the_listing(entry_points: str, headers: str) -> None:
    odd = Memory({"entry_points.txt": f"[maturity.frameworks]\n{entry_points}", "METADATA": headers})

    records = list_plugins(distributions=only(odd, memory("sound", "sound-and-safe = s:b")))

    assert [record.problem for record in records if record.distribution == "sound"] == [""]


WRONG_TYPES = {
    "[]": "TypeError: gives an object of type list, not a Framework",
    "None": "TypeError: gives an object of type NoneType, not a Framework",
    "'a path'": "TypeError: gives an object of type str, not a Framework",
    "lambda: {}": "TypeError: gives an object of type dict, not a Framework",
    "lambda: lambda: framework": "TypeError: gives an object of type function, not a Framework",
    "Framework": "FrameworkError: ",
}


@pytest.mark.parametrize("given_object", WRONG_TYPES)
def test_P4_the_wrong_type_is_told(site: Site, given_object: str) -> None:
    module = site.framework("acme", "acme-models", "1.2", extra=f"wrong = {given_object}")
    site.metadata("wrong-models", f"[maturity.frameworks]\nwrong = {module}:wrong\n", "0.3")

    checked = check_plugins(distributions=site.distributions)

    assert site.problem("wrong", checked).startswith(WRONG_TYPES[given_object])
    assert site.problem("acme", checked) == ""
    with pytest.raises(PluginError, match=r"^framework 'wrong' of wrong-models 0\.3: "):
        load_framework("wrong", distributions=site.distributions)


def test_P4_an_entry_point_named_other_than_its_framework_is_told(site: Site) -> None:
    module = site.module("acme", FRAMEWORK.format(id="acme"))
    site.metadata("acme-models", f"[maturity.frameworks]\nacme-support = {module}:framework\n")

    with pytest.raises(PluginError) as caught:
        load_framework("acme-support", distributions=site.distributions)

    assert str(caught.value) == (
        "framework 'acme-support' of acme-models 1.0: "
        "ValueError: gives the framework 'acme': the entry point must be named after the framework"
    )


@pytest.mark.parametrize("where", ["maturity_api", "made.maturity_api"])
@pytest.mark.parametrize(
    ("stated", "remedy"),
    [(PLUGIN_API + 1, "upgrade maturity-core"), (PLUGIN_API - 1, "upgrade acme"), ("'next'", "upgrade acme")],
)
def test_P4_a_plugin_for_other_rules_is_told_before_it_runs(
    site: Site, where: str, stated: object, remedy: str
) -> None:
    module = site.module("acme", f"def made(): raise NotImplementedError\n{where} = {stated}")
    site.metadata("acme", f"[maturity.frameworks]\nacme = {module}:made\n")

    with pytest.raises(PluginError) as caught:
        load_framework("acme", distributions=site.distributions)

    assert str(caught.value) == (
        f"framework 'acme' of acme 1.0: RuntimeError: made for plugin API {stated}; "
        f"this maturity-core has {PLUGIN_API}: {remedy}"
    )


def test_P4_a_module_for_later_rules_is_told_even_where_the_name_is_missing(site: Site) -> None:
    module = site.module("acme", f"maturity_api = {PLUGIN_API + 1}")
    site.metadata("acme", f"[maturity.frameworks]\nacme = {module}:framework\n")

    (record,) = check_plugins(distributions=site.distributions)

    assert record.problem.startswith(f"RuntimeError: made for plugin API {PLUGIN_API + 1}; ")


def test_P4_a_plugin_may_state_the_rules_of_today(site: Site) -> None:
    site.framework("acme", "acme", extra=f"maturity_api = {PLUGIN_API}")

    assert load_framework("acme", distributions=site.distributions).id == "acme"


@pytest.mark.parametrize("wrong", ["Unfinished", "dict", "Standings"])
def test_P4_what_is_no_scorer_or_not_finished_is_told(site: Site, wrong: str) -> None:
    module = site.module("scorers", SCORER + "dict = dict()\n")
    site.metadata("acme", f"[maturity.scorers]\nfixed = {module}:{wrong}\n", "4")

    with pytest.raises(PluginError, match=r"^scorer 'fixed' of acme 4: TypeError: gives .* neither a Scorer") as caught:
        load_scorer("fixed", distributions=site.distributions)

    assert [record.problem for record in check_plugins(distributions=site.distributions)] == [
        problem.what for problem in caught.value.problems
    ]
