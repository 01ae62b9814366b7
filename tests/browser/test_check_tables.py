"""The check in the browser: tables as people write them are read as the command reads them, or refused by both."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from checked import saved
from hypothesis import settings
from playwright.sync_api import expect
from written import IDS, KINDS, TEXTS, TWO_MEANINGS, WRONG, Rows, aliased_team, as_csv, relabelled

from maturity_app.answer_files import read_sheets
from maturity_app.page import original_texts, page_texts, spoken_texts
from maturity_app.page.script import alone, modules
from maturity_core import AnswersError, Framework, load_framework, parse_framework, portable
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Read = Callable[[Framework, list[str]], list[dict[str, Any]]]
    Check = Callable[[Framework], Page]

READ = """([data, originals, texts]) => {
  const framework = readFramework(data, { sentences: [], asked: {}, traits: {}, originals });
  return texts.map((text) => {
    const { json, problems } = jsonOfCsv(framework, text);
    const { sheet, problems: more } = problems.length > 0 ? { problems } : readSheet(framework, json);
    return sheet ? { ...sheet, codes: [...codesOf(framework, sheet.answers)] } : { problems: more };
  });
}"""


@pytest.fixture
def read(page: Page) -> Read:
    """The page's reader of tables alone, without views: what it makes of the texts of files."""
    found = {name: text for start in ("csv_sheet.js", "sheet_file.js") for name, text in modules(start).items()}
    found |= modules("framework.js")
    spoken = f"speak('en', {json.dumps(page_texts(ENGLISH))}); understand({json.dumps(spoken_texts())});"
    page.add_script_tag(content="".join(map(alone, found.values())) + spoken)
    return lambda framework, texts: page.evaluate(READ, [portable(framework), original_texts(framework), texts])


def dialects(rows: Rows) -> list[str]:
    """Return a table as spreadsheets write it."""
    wide = [[*row, "", ""] for row in rows]
    return [
        as_csv(rows),
        "\ufeffsep=;\r\n" + as_csv(wide, ";"),
        as_csv(rows, "\t") + "\t\t\r\n",
        as_csv(rows, "|").replace("\r\n", "\r"),
    ]


def test_A4_a_table_is_read_alike_by_the_page(read: Read) -> None:
    cases = [
        ([rows[0], row], codes) for rows, every in KINDS.values() for row, codes in zip(rows[1:], every, strict=True)
    ]
    found = read(aliased_team(), [text for rows, _ in cases for text in dialects(rows)])

    assert [one.get("codes", one) for one in found] == [[*codes] for _, codes in cases for _ in dialects([[]])]


def test_A4_what_is_wrong_or_could_mean_two_things_is_refused_by_the_page(read: Read) -> None:
    for name, label, cell, _ in TWO_MEANINGS.values():
        (found,) = read(relabelled(aliased_team(), label), [as_csv([["organisation", name], ["North", cell]])])
        assert "this could mean two things" in "".join(found["problems"])
    wrong = [as_csv([["organisation", name], ["North", cell]]) for name, cell, _ in WRONG.values()]
    commas = ["q1,q2;q3\nagree,yes;60\n", '"Note; or, so",q1,q2\n"a; b",agree,yes\n']

    *refused, unclear, clear = read(aliased_team(), [*wrong, *commas])

    assert all(name in "".join(one["problems"]) for one, (name, _, _) in zip(refused, WRONG.values(), strict=True))
    assert "has both commas and semicolons" in unclear["problems"][0]
    assert clear["codes"] == [3, 1, -1, -1]


TITLES = {name: [name, name, name.upper(), text, f"{text.lower()} "] for name, text in zip(IDS, TEXTS, strict=True)}
GOOD = {
    "q1": ["agree", "Agree", "N/A", "nicht zutreffend", "3", " strongly AGREE", "03"],
    "q2": ["ja", "no", "FALSE", "1"],
    "q3": ["60", "62,5", "60%", "few", "", "007", "1.234", "50.50", "+5"],
    "q4": ["Ja", "N", "wei\u00df nicht", ""],
}
BAD = [
    "NA",
    "keine Angabe",
    "2.5",
    "-1",
    "5",
    "1,0",
    "1,234",
    "1.234,5",
    "12 days",
    "0,5%",
    "12,34,5",
    "unknown",
    "#N/A",
]
OWN = ["comment", "Timestamp", "note\nof two", "q_1", "q5", "Q1"]
VALUES = {"0": 1, "0.25": 2.5, "0.5": 3, "0.75": 40, "1": 100}
DATES = ["2026-03-01", "2026/3/1", "1.3.2026", "01/03/2026", "2026/01/05 10:00:00 AM GMT+1"]


def drawn(chance: random.Random) -> str:
    """Return a table with one row that has been written by a spreadsheet, or by somebody who is in a hurry."""
    row = {chance.choice(["organisation", "Organization", "team"]): chance.choice(["North", "a; b, c", 'x "y"', "012"])}
    for name, cells in GOOD.items():
        if chance.random() < 0.8:
            row[chance.choice(TITLES[name])] = chance.choice(cells if chance.random() < 0.9 else BAD)
    row |= {chance.choice(OWN): "agree"} if chance.random() < 0.2 else {}
    row |= {"date": chance.choice(DATES)} if chance.random() < 0.2 else {}
    places = chance.sample([*row.items()], len(row))
    return chance.choice(dialects([[title for title, _ in places], [cell for _, cell in places]]))


CHANGED = {
    "as it is": {},
    "days": {'highest = 100\nunit = "%"': 'unit = "days"'},
    "no unit": {'unit = "%"\n': ""},
    "labels that are positions, or words": {'"Disagree"': '"2"', '"Neutral"': '"3"', '"Yes"': '"Unknown"'},
    "a text of two questions": {TEXTS[1]: TEXTS[0]},
    "values": {f"credit = {credit} }},\n": f"value = {value} }},\n" for credit, value in VALUES.items()},
}


def changed(kind: str) -> Framework:
    text = aliased_team().to_toml()
    for before, after in CHANGED[kind].items():
        assert before in text
        text = text.replace(before, after, 1)
    return parse_framework(text)


def test_A4_drawn_tables_are_read_as_by_the_command_or_refused_by_both(read: Read, tmp_path: Path) -> None:
    chance, path = random.Random("tables"), tmp_path / "a.csv"  # noqa: S311 - it only draws tables
    for framework in map(changed, CHANGED):
        texts = [drawn(chance) for _ in range(settings().max_examples // 8)]
        for text, found in zip(texts, read(framework, texts), strict=True):
            path.write_text(text, "utf-8", newline="")
            try:
                (sheet,) = read_sheets(framework, str(path))
            except AnswersError:
                assert "problems" in found, text
                continue
            assert found.get("codes") == [*sheet.codes], (text, found)
            numbers = {name: given for name, given in found["answers"].items() if not isinstance(given, str)}
            assert numbers == {name: float(number) for name, number in sheet.numbers.items()}
            assert (found["organisation"], found["date"]) == (sheet.organisation, str(sheet.facts.date or ""))


def test_a_table_in_utf_16_is_opened_and_what_was_read_by_its_meaning_is_said(check: Check, tmp_path: Path) -> None:
    page, path = check(aliased_team()), tmp_path / "a.csv"
    rows: Rows = [["Organization", *TEXTS, "own"], ["M\u00fcller", "Agree", "YES", "60%", "FALSE", "x"]]
    path.write_bytes(as_csv(rows, "\t").encode("utf-16-be"))

    page.locator("input[type=file]").set_input_files(path)

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Agree (agree), YES (yes), 60% (60), FALSE (no)")
    expect(dialog).to_contain_text("Columns of your own, which are not read: own.")
    page.emulate_media(media="print")
    expect(page.locator("dialog")).to_be_hidden()  # or it would lie over the first page
    page.emulate_media(media="screen")
    dialog.get_by_role("button", name="Close").click()
    found = saved(page)
    assert (found["organisation"], found["answers"]) == (
        "M\u00fcller",
        {"q1": "agree", "q2": "yes", "q3": 60, "q4": "no"},
    )


def test_a_table_in_the_language_of_the_model_is_read_where_the_page_has_another(read: Read, tmp_path: Path) -> None:
    framework, path = load_framework("service-maturity-check", language="de"), tmp_path / "a.csv"
    one, other = framework.questions[0].original, framework.questions[1]
    path.write_text(as_csv([[one.text, other.text], [one.options[1].label, other.options[2].label]]), "utf-8")

    (found,) = read(framework, [path.read_text("utf-8")])

    assert tuple(found["codes"]) == read_sheets(framework, str(path))[0].codes
    assert found["codes"][:2] == [1, 2]
