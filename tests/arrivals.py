"""A slow reader of what arrives of a sheet of an earlier edition, from the data of a vector file alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

OPEN, OUT = "unanswered", "not-applicable"
STATES = (OPEN, "dont-know", OUT)
Data = dict[str, Any]


def arrives(data: Data, sheet: Data) -> Data:
    """Return the same sheet with what is expected of it, as `docs/meaning.md` says it (11)."""
    framework, answers = data["framework"], sheet["answers"]
    since = next(entry for entry in framework["since"] if entry["edition"] == sheet["edition"])
    came = {entry["id"]: _came(since, entry["id"]) for entry in framework["questions"]}
    leads = [entry["was"] for entry in came.values() if entry]
    asked = [*leads, *since["left_out"]]
    refused = [name for name in dict.fromkeys([*answers, *sheet["words"]]) if name not in asked]
    arrived, questions, reworded = {}, {}, []
    for question in framework["questions"]:
        name, entry = question["id"], came[question["id"]]
        if entry is None:
            arrived[name], questions[name] = OPEN, {"was": None, "how": "added"}
            continue
        then = sheet["words"].get(entry["was"])
        same = then == data["words_digests"][name]
        found = _answer(framework, question, entry, answers.get(entry["was"], OPEN), same=same)
        other = found is not None and then is not None and not same and entry["words"] is None
        how = "split" if leads.count(entry["was"]) > 1 else "same" if entry["was"] == name else "renamed"
        how = "asked anew" if found is None else "reworded" if other and how == "same" else how
        arrived[name], questions[name] = found or OPEN, {"was": entry["was"], "how": how}
        refused += [entry["was"]] if found == "" and entry["was"] not in refused else []
        reworded += [name] if other else []
    head = {name: sheet[name] for name in ("edition", "words", "answers")}
    if refused:
        return {**head, "refused": refused, "arrived": {}, "questions": {}, "ask": [], "reworded": [], "left_out": []}
    return {
        **head,
        "refused": [],
        "arrived": arrived,
        "questions": questions,
        "ask": [name for name, entry in questions.items() if entry["how"] in {"added", "asked anew"}],
        "reworded": reworded,
        "left_out": [name for name, answer in answers.items() if name in since["left_out"] and answer != OPEN],
    }


def _came(since: Data, name: str) -> Data | None:
    """Return what became a question; None if it is new."""
    told: Data = next((entry for entry in since["questions"] if entry["id"] == name), {})
    if name in since["added"]:
        return None
    return {"was": told.get("was") or name, "words": told.get("words"), "options": told.get("options", {})}


def _answer(framework: Data, question: Data, entry: Data, answer: Any, *, same: bool) -> str | None:
    """Return an answer as it arrives; None if it has to be given anew, an empty text if it is refused."""
    scale = framework["scales"][question["scale"]]
    options = [option["id"] for option in scale["options"]]
    if entry["words"] == "asked anew":
        return None
    if answer in STATES:
        return answer if question["not_applicable"] or answer != OUT else None
    if isinstance(answer, str):
        now = entry["options"].get(answer, answer)
        return now if now in options else None
    if not scale["cuts"]:  # a position
        return options[answer] if same else ""
    low, high = (scale[end] and Fraction(scale[end]) for end in ("lowest", "highest"))
    inside = (low is None or low <= Fraction(str(answer))) and (high is None or Fraction(str(answer)) <= high)
    return str(answer) if inside else None
