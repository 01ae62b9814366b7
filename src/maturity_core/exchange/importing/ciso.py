"""The importer of CISO Assistant libraries: a tree of requirements, of which the assessable ones become questions.

The highest node above a requirement becomes its dimension, the nearest one its capability. Implementation groups
become profiles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from maturity_core.errors import FrameworkError, Problem, listed, shown
from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.scales import Answer, Scales
from maturity_core.exchange.importing.source import Source
from maturity_core.exchange.importing.tongues import Tongues
from maturity_core.model.fields import number_text
from maturity_core.model.scale import MOST_OPTIONS
from maturity_core.model.texts import Address

_COMPLIANCE = (
    Answer("Non-compliant", Fraction(0)),
    Answer("Partially compliant", Fraction(1, 2)),
    Answer("Compliant", Fraction(1)),
)
MOST_PROFILES, MOST_LABELLED, DEEPEST = 20, 11, 40
_LIBRARY = (
    *("urn", "locale", "ref_id", "name", "description", "copyright", "version", "publication_date", "provider"),
    *("packager", "objects", "translations", "convert_library_version", "dependencies", "labels"),
)
_FRAMEWORK = (
    *("urn", "ref_id", "name", "description", "min_score", "max_score", "scores_definition", "requirement_nodes"),
    *("implementation_groups_definition", "translations"),
)
_NODE = (
    *("urn", "parent_urn", "assessable", "depth", "ref_id", "name", "description", "annotation", "typical_evidence"),
    *("implementation_groups", "weight", "questions", "translations"),
)
_NAMED = ("name", "description")
_TRANSLATED = (*_NAMED, "annotation", "typical_evidence")


class _Tree:
    """The nodes of a framework by their names, and what stands above each."""

    def __init__(self, draft: Draft, nodes: Sequence[Entry]) -> None:
        self.nodes: dict[str, Entry] = {}
        for node in nodes:
            urn = node["urn"].text
            if urn in self.nodes:
                draft.fault(node["urn"], f"two nodes have the name {urn!r}; the second is left out")
                continue
            self.nodes[urn] = node
        for node in self.nodes.values():
            self._check(node)

    def _check(self, node: Entry) -> None:
        """Refuse a parent that is not there, and one that is its own."""
        seen, here = {node["urn"].text}, node["parent_urn"]
        while here:
            if here.text not in self.nodes or here.text in seen or len(seen) > DEEPEST:
                what = "no node has this name" if here.text not in self.nodes else "a node is above itself"
                what = f"more than {DEEPEST} nodes are above each other" if len(seen) > DEEPEST else what
                raise FrameworkError([Problem(what, here.place, shown(here.text))])
            seen.add(here.text)
            here = self.nodes[here.text]["parent_urn"]

    def above(self, node: Entry) -> list[Entry]:
        """Return the nodes above one, the nearest first."""
        found = list[Entry]()
        while (parent := node["parent_urn"]) and (node := self.nodes[parent.text]):
            found.append(node)
        return found

    def asked(self) -> Iterator[Entry]:
        """Yield the nodes that are assessed."""
        yield from (node for node in self.nodes.values() if node["assessable"].flag)


def ciso(source: Source) -> Draft:
    """Return the framework of a CISO Assistant library as a draft.

    Args:
        source: the YAML file of the library.

    Raises:
        FrameworkError: the file cannot be read, has no framework, or its tree is broken.
    """
    draft, library = Draft(), source.file()
    objects = library["objects"]
    framework, *others = [one for one in (objects["framework"], *objects["frameworks"].list) if one] or [
        objects["none"]
    ]
    if not framework:
        kinds = listed(objects.table) if objects else "nothing"
        what = "the library has no framework"
        raise FrameworkError([Problem(what, library.place, kinds, hint="import a library that has one")])
    draft.knows("library", library, _LIBRARY)
    draft.knows("library", objects, ("framework", "frameworks"))
    draft.knows("framework", framework, _FRAMEWORK)
    for other in others:
        draft.left_out(
            other, f"the framework {draft.name(other['name'], other['ref_id'], other['urn'])!r}; one is read"
        )
    tongues = Tongues(draft)
    tongues.knows("translations of the library", library, ("copyright",))
    tongues.knows("translations", framework, _NAMED)
    _head(tongues, library, framework)
    tree = _Tree(draft, framework["requirement_nodes"].list)
    for node in tree.nodes.values():
        tongues.knows("translations", node, _TRANSLATED)
    scale = _scale(tongues, framework, Scales(draft))
    places, groups = _places(tongues, tree, framework), _groups(tongues, tree, framework)
    for node in tree.asked():
        _question(tongues, node, places[node["urn"].text], scale, groups)
    tongues.left(framework)
    _left(draft, tree, framework)
    return draft


def _head(tongues: Tongues, library: Entry, framework: Entry) -> None:
    draft = tongues.draft
    name = draft.name(framework["name"], library["name"])
    tongues.tell((), framework, {"name": ("name",), "summary": ("description",)})
    tongues.tell(("source",), library, {"licence": ("copyright",)})
    draft.tables |= {
        "id": draft.id(framework["ref_id"].text or name),
        "edition": draft.line(library["version"]) or "1",
        "name": name,
        "headline": "score",
        "language": library["locale"].text or "en",
        "summary": draft.long(framework["description"]),
        "source": {
            "title": draft.line(library["name"]) or name,
            "publisher": draft.line(library["provider"]),
            "date": draft.line(library["publication_date"]),
            "licence": draft.line(library["copyright"]),
            "remark": f"Packaged by {packager}." if (packager := draft.line(library["packager"])) else "",
        },
    }


def _scale(tongues: Tongues, framework: Entry, scales: Scales) -> str:
    """Return the scale of all questions: the scores that the framework defines, else how compliant one is."""
    draft = tongues.draft
    low, high = draft.number(framework["min_score"]), draft.number(framework["max_score"])
    whole = low is not None and high is not None and low.denominator == high.denominator == 1
    if low is None or high is None or not whole or not 0 < high - low < MOST_OPTIONS:
        if low is not None and high is not None:
            what = f"scores of {number_text(low)} to {number_text(high)}: a scale has 2 to {MOST_OPTIONS} whole ones"
            draft.left_out(framework["max_score"], what)
        draft.ours("Requirements are answered with how far they are met; that half counts for partly is ours.")
        return scales.of("compliance", _COMPLIANCE)[0]
    names = {draft.number(entry["score"]): entry for entry in framework["scores_definition"].list}
    if high - low >= MOST_LABELLED or not names:
        draft.tables["scales"]["score"] = {"whole_numbers": [int(low), int(high)]}
        return "score"
    numbers = [low + step for step in range(int(high - low) + 1)]
    for number in (number for number in numbers if number not in names):
        draft.fault(framework["scores_definition"], f"no score is defined for {number}, though scores go on beyond it")
    answers = [
        Answer(draft.line(draft.checked(entry["name"])) or str(number), number, draft.long(entry["description"]))
        for number in numbers
        for entry in [names.get(number, framework["none"])]
    ]
    scale, options = scales.of("score", answers)
    for number, option in zip(numbers, options, strict=True):
        entry = names.get(number, framework["none"])
        tongues.knows("translations of scores", entry, _NAMED)
        tongues.tell(("scales", scale, "options", option), entry, {"label": ("name",), "help": ("description",)})
    return scale


def _places(tongues: Tongues, tree: _Tree, framework: Entry) -> dict[str, str]:
    """Add dimensions and capabilities, and return the capability of each requirement."""
    draft = tongues.draft
    dimensions, capabilities, places = dict[str, str](), dict[str, str](), dict[str, str]()
    between = set[str]()
    for node in tree.asked():
        above = tree.above(node) or [framework]
        top, near = above[-1], above[0]
        between |= {one["urn"].text for one in above[1:-1]}
        if top["urn"].text not in dimensions:
            added = draft.add("dimensions", id=_id(draft, top), name=_name(draft, top), summary=_more(draft, top))
            dimensions[top["urn"].text] = added["id"]
            _tell_heading(tongues, ("dimensions", added["id"]), top)
        if near["urn"].text not in capabilities:
            added = draft.add(
                "capabilities",
                id=_id(draft, near),
                name=_name(draft, near),
                dimension=dimensions[top["urn"].text],
                summary=_more(draft, near),
                basis="source",
            )
            capabilities[near["urn"].text] = added["id"]
            _tell_heading(tongues, ("capabilities", added["id"]), near)
        places[node["urn"].text] = capabilities[near["urn"].text]
    if layers := between - set(capabilities):
        draft.left_out(framework["requirement_nodes"], f"{len(layers)} headings between dimensions and capabilities")
    return places


def _tell_heading(tongues: Tongues, at: Address, node: Entry) -> None:
    """Add the translations of a dimension or a capability; its number is the same in any language."""
    named = bool(tongues.draft.line(node["name"]))
    texts = {"name": ("name",), "summary": ("description",)} if named else {"name": ("description",)}
    tongues.tell(at, node, texts, {"name": tongues.draft.line(node["ref_id"])})


def _groups(tongues: Tongues, tree: _Tree, framework: Entry) -> Mapping[str, str]:
    """Add a profile for each implementation group that something belongs to, and return their tags."""
    draft = tongues.draft
    used = Counter(group.text for node in tree.asked() for group in node["implementation_groups"].list if group)
    named = {entry["ref_id"].text: entry for entry in framework["implementation_groups_definition"].list}
    tags, taken = dict[str, str](), set[str]()
    for group in [*(name for name in named if used[name]), *(name for name in used if name not in named)]:
        if len(tags) == MOST_PROFILES:
            draft.left_out(framework, f"implementation groups beyond the first {MOST_PROFILES}")
            break
        entry = named.get(group, framework["none"])
        tags[group] = draft.id(group, taken)
        draft.add(
            "profiles",
            id=tags[group],
            name=draft.name(entry["name"], Entry(group, entry.place)),
            summary=draft.long(entry["description"]),
            questions={"tag": tags[group]},
        )
        tongues.knows("translations of implementation groups", entry, _NAMED)
        tongues.tell(("profiles", tags[group]), entry, {"name": ("name",), "summary": ("description",)})
    return tags


def _question(tongues: Tongues, node: Entry, capability: str, scale: str, groups: Mapping[str, str]) -> None:
    draft = tongues.draft
    draft.knows("nodes", node, _NODE)
    name, text = draft.line(node["name"]), draft.line(node["description"])
    asked = [f"- {draft.line(question['text'])}" for question in node["questions"].table.values() if question["text"]]
    helps = (*(["description"] if name else []), "annotation", "typical_evidence")
    told = draft.long(*(node[field] for field in helps))
    number = draft.line(node["ref_id"]) or draft.line(_last(node))
    added = draft.add(
        "questions",
        id=draft.id(number, draft.questions),
        capability=capability,
        text=name or text or draft.name(node["ref_id"], _last(node)),
        aliases=[*filter(None, (draft.line(node["urn"]), draft.line(node["ref_id"])))],
        help=draft.long(Entry("\n".join([told, *(["", *asked] if asked else [])]), node.place)),
        scale=scale,
        weight="" if (weight := draft.number(node["weight"])) is None else number_text(weight),
        tags=list(dict.fromkeys(groups[one.text] for one in node["implementation_groups"].list if one.text in groups)),
        not_applicable=True,
        place=number,
        basis="stated",
    )
    texts = {"text": ("name" if name else "description",), "help": () if asked else helps}
    tongues.tell(("questions", added["id"]), node, texts, {"place": number})


def _left(draft: Draft, tree: _Tree, framework: Entry) -> None:
    """Note what stands in the nodes and has no place in the file, counted."""
    nodes = [framework, *tree.nodes.values()]
    if offered := sum(len(node["questions"].table) for node in nodes):
        draft.left_out(framework, f"the answers of {offered} questions below requirements; their texts are help")


def _id(draft: Draft, node: Entry) -> str:
    return draft.id(node["ref_id"].text or node["name"].text or _last(node).text)


def _name(draft: Draft, node: Entry) -> str:
    """Return a heading: number and name, where there are both."""
    parts = [draft.line(node["ref_id"]), draft.line(node["name"]) or draft.line(node["description"])]
    return " ".join(filter(None, parts)) or draft.name(_last(node))


def _last(node: Entry) -> Entry:
    """Return the last part of the name by which others refer to a node."""
    return Entry(node["urn"].text.rpartition(":")[2], node["urn"].place)


def _more(draft: Draft, node: Entry) -> Any:
    return draft.long(node["description"]) if node["name"] else ""
