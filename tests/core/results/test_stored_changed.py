"""V3: whatever is changed in a stored result, reading it gives a result or an error."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import pairwise
from typing import Any

from builders import question, tiny, two
from hypothesis import given
from hypothesis import strategies as st
from kept_results import RESULT, RICH, refused, told
from stored_cases import JSON, STORED

from maturity_core import NOT_APPLICABLE, Assessment, MaturityError
from maturity_core.results.record import AssessmentRecord


def test_V3_reading_imports_no_model() -> None:
    """In a process of its own, not even the installed models are imported."""
    program = (
        "import sys; from maturity_core import Assessment; "
        "print(Assessment.model_validate_json(sys.stdin.read()).verification.status, "
        "[name for name in sys.modules if name.startswith('maturity_frameworks')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=RESULT.model_dump_json(), capture_output=True, check=True, text=True
    )

    assert done.stdout.strip() == "not verified []"


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return every place of JSON data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, entry in entries for place in places(entry, (*path, key)))]


def mutated(data: Any, place: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return JSON data changed, dropped or duplicated in one place."""
    if not place:
        return value if how == "change" else data
    copied = json.loads(json.dumps(data))
    entry = copied
    for key in place[:-1]:
        entry = entry[key]
    if how == "change":
        entry[place[-1]] = value
    elif how == "drop":
        del entry[place[-1]]
    elif isinstance(entry, list):
        entry.append(entry[place[-1]])
    else:
        entry[str(value)[:9]] = entry[place[-1]]
    return copied


def first_keys(text: str) -> list[re.Match[str]]:
    """Return the first key of every table of a JSON text that has one; braces within texts do not open tables."""
    marks = list(re.finditer(r'"(?:[^"\\]|\\.)*"|[{}]', text))
    return [key for brace, key in pairwise(marks) if brace[0] == "{" and key[0] != "}"]


def doubled_key(text: str, place: int) -> str:
    """Return the text with a duplicate key at the start of one of its tables."""
    keys = first_keys(text)
    key = keys[place % len(keys)]
    return f"{text[: key.start()]}{key[0]}:null,{text[key.start() :]}"


@given(st.data())
def test_V3_whatever_is_changed_gives_a_result_or_an_error(data: st.DataObject) -> None:
    """Never another exception, never an endless number; and what is read can be stored again unchanged."""
    kind, result = STORED[data.draw(st.sampled_from([*STORED, "assessment"]))]
    tables = json.loads(result.model_dump_json())
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.sampled_from(places(tables))) if tables else ()
        tables = mutated(tables, place, data.draw(st.sampled_from(["change", "drop", "double"])), data.draw(JSON))
    text = json.dumps(tables)
    if first_keys(text) and data.draw(st.integers(0, 5)) == 0:
        text = doubled_key(text, data.draw(st.integers(0, 99)))
        assert told(lambda: kind.model_validate_json(text))
        return
    try:
        found = kind.model_validate_json(text)
    except MaturityError:
        return

    assert kind.model_validate_json(found.model_dump_json()) == found
    if isinstance(found, AssessmentRecord):
        read = Assessment.model_validate_json(text)
        assert repr(read)
        try:
            assert str(read.verify(RICH))
        except MaturityError:
            return


def test_V3_U6_no_answers_are_not_yet() -> None:
    """Neither a level without an answer, nor a wait where nothing applies."""
    empty = json.loads(two().assess({}).model_dump_json()) | {"not_yet": False}
    nothing = tiny(questions=[question("kept", not_applicable=True)]).assess([NOT_APPLICABLE])
    waiting = json.loads(nothing.model_dump_json()) | {"not_yet": True}

    assert refused(empty) == ["assessment.not_yet: this contradicts the share answered; got false"]
    assert refused(waiting) == ["assessment.not_yet: this contradicts the share answered; got true"]
