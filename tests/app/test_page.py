"""`maturity page`: the file it writes, and what is in it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from itertools import accumulate
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, dear, question, tiny
from hypothesis import given

from maturity_app.page import MADE, check_page, page_texts
from maturity_app.page.script import alone, modules, one_script
from maturity_app.page.usual import with_usual
from maturity_core import Framework, MaturityError, load_framework
from maturity_core.exchange.portable import portable
from maturity_core.model.fields import number_text
from maturity_core.telling.tables import languages
from maturity_core.telling.wording import requirement_sentence
from maturity_core.telling.words import ENGLISH, Words
from maturity_core.testing.strategies import frameworks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
TOP = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
HOSTILE = "</script></title></style><script>alert(1)</script><!-- \" ' & <svg onload=x>"


class Elements(HTMLParser):
    """The elements of a page, and the contents of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.inside: dict[str, str] = {}
        self.open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(f"{tag} {name}", value or "") for name, value in attrs]
        self.open = f"{tag} {dict(attrs).get('type') or ''}".strip()

    def handle_data(self, data: str) -> None:
        self.inside[self.open] = self.inside.get(self.open, "") + data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature is HTMLParser's
        self.open = ""


def test_the_page_is_written_and_never_replaces_a_file(maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "check.html"

    done = maturity("page", tiny_file, "--out", path)

    assert (done.code, done.out, done.err) == (0, "", f"written: {path}\n")
    first = path.read_bytes()
    assert first.startswith(b"<!doctype html>")
    again = maturity("page", tiny_file, "--out", path)
    assert again.code == 2
    assert "a file of that name already exists" in again.err
    assert path.read_bytes() == first


def test_F4_a_page_that_cannot_be_written_leaves_nothing(
    maturity: Run, tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    done = maturity("page", tiny_file, "--out", tmp_path / "check.html")

    assert done.code == 2
    assert "cannot be written: No space left on device" in done.err
    assert list(tmp_path.iterdir()) == [tiny_file]


def test_a_language_without_a_table_is_refused(maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    done = maturity("page", tiny_file, "--out", tmp_path / "check.html", "--language", "xx")

    assert done.code == 2
    assert "no such language" in done.err
    assert list(tmp_path.iterdir()) == [tiny_file]


def test_a_framework_scored_in_code_is_refused() -> None:
    with pytest.raises(MaturityError, match="scored by code"):
        check_page(tiny().with_scorer(Product()))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("model", MODELS)
def test_a_page_weighs_less_than_400_kilobytes(model: str, language: str) -> None:
    assert len(check_page(load_framework(model), language).encode("utf-8")) < 400_000


def test_T2_the_page_is_the_same_to_the_byte_wherever_it_is_made() -> None:
    program = (
        "import hashlib, maturity_core; from maturity_app.page import check_page; "
        "print(hashlib.sha256(check_page(maturity_core.load_framework('service-maturity-check')).encode()).hexdigest())"
    )
    places = [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8"}]
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ | place
        ).stdout
        for place in places
    }

    assert found == {hashlib.sha256(check_page(load_framework("service-maturity-check")).encode()).hexdigest() + "\n"}


def test_R1_the_texts_of_a_framework_add_no_element_and_no_attribute() -> None:
    plain = Elements(check_page(tiny(name="plain", summary="plain")))
    hostile = Elements(check_page(tiny(name=HOSTILE, summary=HOSTILE)))

    assert hostile.tags == plain.tags
    assert [name for name, _ in hostile.attributes] == [name for name, _ in plain.attributes]
    assert json.loads(hostile.inside["script application/json"])["framework"]["framework"]["summary"] == HOSTILE


def test_the_data_is_told_as_it_is_unless_it_is_unseen_or_could_end_its_element() -> None:
    """In UTF-8, each letter of another language takes a third of what it takes escaped."""
    told, escaped = "Ämter „ß“ — \U0001f600 נ\n", "<>&\x7f\x85\xa0\xad\u200b\u2028\u202e\u2066\ufeff"
    given = Elements(check_page(tiny(), example=f"{told}{escaped}")).inside["script application/json"]

    assert json.loads(given)["example"] == f"{told}{escaped}"
    assert json.dumps(told, ensure_ascii=False)[1:-1] in given
    assert set(given) & set(escaped) == set()


def test_the_page_may_run_its_own_script_and_nothing_else() -> None:
    page = Elements(check_page(tiny()))
    (policy,) = (value for _, value in page.attributes if "default-src" in value)

    def allowed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{allowed(page.inside['script module'])}'; " in policy
    assert f"style-src 'sha256-{allowed(page.inside['style'])}'; " in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert page.tags["script"] == 2
    assert page.tags["style"] == 1
    assert [name for name, _ in page.attributes if name.endswith((" style", " src"))] == []


def test_the_modules_fit_into_one_script() -> None:
    names = [name for text in modules().values() for name in TOP.findall(text)]
    script = one_script()

    assert [name for name, number in Counter(names).items() if number > 1] == []
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    assert "</script" not in script
    assert "<!--" not in script


TEMPLATE = r"`(?:[^`$\\]|\$\{[^`{}]*\})*`"
QUOTED = re.compile(f'"[^"]*"|{TEMPLATE}')


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_script_leaves_out_imports_exports_types_comments_blanks_and_nothing_else(name: str) -> None:
    """A template over several lines could contain what looks like a comment, or begin with blanks."""
    text = modules()[name]
    dropped = r"import \{|$| */\*\* | *\* | *(/\*\*|\*/)$| *//"
    kept = [line.strip().removeprefix("export ") for line in text.splitlines() if not re.match(dropped, line)]

    script = alone(text)

    typed = [re.sub(r"(?<=[;,{]) // .*$|/\*\* @.*?\*/ ", "", line) for line in kept]
    lines = [re.sub(r"\bconst\b(?= ?[\w$\[{])", "let", line) for line in typed]
    wanted = re.sub(r"\s|;(?=\n\})", "", "\n".join(lines))
    assert in_rows(re.sub(r"\s", "", script)) == in_rows(wanted)
    for line in lines:
        words = re.findall(r"\w+(?= \w)|[+-] [+-]", QUOTED.sub("", line))
        exact, apart = QUOTED.findall(line), [f"{word} " for word in words]
        is_kept = re.search(r"['`/\\]", re.sub(TEMPLATE, "", line))
        assert all(part in script for part in ([line.rstrip(";")] if is_kept else exact + apart))
    assert {line[-1:] for line in script.splitlines()[:-1]} & set("{}[(,;") == set()


def in_rows(script: str) -> str:
    """Return a script without what `alone` also leaves out: brackets, and `let` between names."""
    return re.sub(r"(?<![\w$])\((\w+)\)(?==>)", r"\1", script).replace(";let", ",")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("const one = 1;\nlet two;\nconst [three] = one;\n", "let one=1,two,[three]=one;"),
        ("for (const one of all) go(one);\nconst two = 2;\n", "for(let one of all)go(one);let two=2;"),
        ("if (one) two = 1;\nconst three = 3;\n", "if(one)two=1;let three=3;"),
        ("const { one } = two;\nconst three = 3;\n", "let{one}=two;let three=3;"),
        ('const one = ";let ";\nconst two = 2;\n', 'let one=";let ";let two=2;'),
        (
            "const one = (two) => two;\nconst three = async (four) => four;\n",
            "let one=two=>two,three=async(four)=>four;",
        ),
    ],
)
def test_names_are_given_in_one_statement_only_where_nothing_else_changes(text: str, plain: str) -> None:
    assert alone(text).strip() == plain


def test_modules_import_what_others_export() -> None:
    """In one script this would go unnoticed; a tool or a page that loads the modules one by one would fail."""
    texts_by_name = modules()
    missing = [
        (name, imported)
        for name, text in texts_by_name.items()
        for imports, other in re.findall(r'^import \{ (.*) \} from "(.*)";$', text, re.MULTILINE)
        for imported in imports.split(", ")
        if not re.search(
            rf"^export (async )?(function|const|let|class)\*? {imported}\b",
            texts_by_name[normpath(join(dirname(name), other))],
            re.MULTILINE,
        )
    ]

    assert missing == []


@pytest.mark.parametrize("name", sorted(modules()))
def test_modules_are_short(name: str) -> None:
    lines = modules()[name].splitlines()

    assert len(lines) <= 300
    assert max(map(len, lines)) <= 120


def test_every_module_is_part_of_the_page() -> None:
    folder = files("maturity_app.page")
    written = {entry.name for entry in folder.iterdir() if entry.name.endswith(".js")}
    written |= {f"scorer/{entry.name}" for entry in folder.joinpath("scorer").iterdir() if entry.name.endswith(".js")}

    assert set(modules()) == written


@pytest.mark.parametrize(
    "word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "new Function"]
)
def test_no_module_makes_markup_or_code_of_a_text(word: str) -> None:
    assert word not in one_script()


def test_every_text_that_the_page_names_is_in_its_table() -> None:
    table, script = page_texts(ENGLISH), one_script()
    counted = set(re.findall(r'count\("([\w-]+)"', script))

    assert set(re.findall(r'say\("([\w-]+)"', script)) - set(table) == set()
    assert {f"{noun}-other" for noun in counted} - set(table) == set()


def restored(value: Any) -> Any:
    """Return what the page makes of a framework in which usual values are written once."""
    match value:
        case [{**usual}, [*rows]]:
            whole = accumulate([{}, *rows], lambda before, row: {**before, **usual, **row})
            return [restored(row) for row in whole][1:]
        case [*entries]:
            return [restored(entry) for entry in entries]
        case {**table}:
            return {key: restored(entry) for key, entry in table.items()}
    return value


@dear
@given(frameworks())
def test_what_is_usual_in_a_framework_is_written_once_and_nothing_is_lost(framework: Framework) -> None:
    whole = json.loads(json.dumps(portable(framework)))

    assert restored(json.loads(json.dumps(with_usual(whole)))) == whole


def test_the_page_has_a_sentence_for_every_requirement() -> None:
    """In the order in which the scorer has them."""
    framework = load_framework("service-maturity-check")
    data = json.loads(re.findall(r'id="given">(.*?)</script>', check_page(framework))[0])

    sentences = [requirement_sentence(framework, rule) for rule in framework.all_requirements]
    thresholds = [number_text(rule.threshold) for rule in framework.all_requirements]
    assert data["sentences"] == sentences
    assert [rule["threshold"] for rule in restored(data["framework"])["requirements"]] == thresholds


def test_the_script_has_no_comments_and_no_text_over_several_lines() -> None:
    """Ends of lines are taken out of it: a comment would take in what follows, and a text would change."""
    script = one_script()

    assert re.findall(r"[;{, ]//.*", script) == []
    assert {line.count("`") % 2 for name in modules() for line in alone(modules()[name]).splitlines()} == {0}
    assert max(map(len, script.splitlines())) > 120


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_text_that_a_script_names_is_in_the_page(language: str) -> None:
    """A page that lacks one stops in the middle of what it shows."""
    words = Words.of(language).texts("language", "result", "page")
    said = set(re.findall(r"""["`']([a-z][a-z0-9-]+)["`']""", one_script()))
    named = {name for name in words if name in said or name.removesuffix("-other") in said}
    bases = ("stated", "applied", "complement", "filled", "interpretation", "own")
    base = {"framework": "first", "edition": "1", "name": "First", "digest": "0" * 64, "because": "It fits us."}
    whole = tiny(questions=[question(basis, basis=basis) for basis in bases], after=[{**base, "changes": []}])
    given, bare = (
        json.loads(Elements(check_page(framework, language)).inside["script application/json"])["texts"].keys()
        for framework in (whole, tiny(questions=[question("kept", basis="stated")]))
    )

    assert len(named) > 100
    assert named - given == set()
    assert {name for name in given - bare if not name.startswith(MADE)} == {
        *(f"from-{basis}" for basis in bases[1:]),
        "from-interpretation-of",
    }
    assert not any(name.startswith(MADE) for name in bare)
