"""Small models in the formats of others, invented for tests: folders and files to import from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


SAMM = {
    "model/business_functions/Kitchen.yml": "id: f1\nmodel: SAMM31\nname: Kitchen\norder: 2\ndescription: Cooking.\n",
    "model/business_functions/Garden.yml": "id: f2\nmodel: SAMM31\nname: Garden\norder: 1\n",
    "model/security_practices/K-Bread.yml": "id: p1\nfunction: f1\nname: Bread\norder: 1\n"
    "shortDescription: How bread is made.\nlongDescription: |\n  Long.\n\n  Longer.\nassignee: Nobody\n",
    "model/security_practices/G-Soil.yml": "id: p2\nfunction: f2\nname: Soil\norder: 1\n",
    "model/streams/K-B-A.yml": "id: s1\npractice: p1\nname: Dough\nletter: A\norder: 1\ndescription: Kneading.\n",
    "model/streams/G-S-A.yml": "id: s2\npractice: p2\nname: Digging\nletter: A\norder: 1\n",
    "model/maturity_levels/1.yml": "id: m1\nnumber: 1\ndescription: First.\n",
    "model/maturity_levels/2.yml": "id: m2\nnumber: 2\n",
    "model/practice_levels/K-B-1.yml": "id: l1\npractice: p1\nmaturityLevel: m1\nobjective: Bread on most days.\n",
    "model/practice_levels/K-B-2.yml": "id: l2\npractice: p1\nmaturityLevel: m2\nobjective: Bread every day.\n",
    "model/practice_levels/G-S-1.yml": "id: l3\npractice: p2\nmaturityLevel: m1\n",
    "model/activities/K-B-1-A.yml": "id: a1\nstream: s1\nlevel: l1\ntitle: Knead\nshortDescription: Knead it.\n"
    "longDescription: Knead it for ten minutes.\nbenefit: Bread rises\nrelatedActivities:\n- a3\n- a2\nnotes: None\n",
    "model/activities/K-B-2-A.yml": "id: a2\nstream: s1\nlevel: l2\ntitle: Wait\n",
    "model/activities/G-S-1-A.yml": "id: a3\nstream: s2\nlevel: l3\ntitle: Dig\nshortDescription: Dig deep.\n",
    "model/answer_sets/A.yml": "id: e1\nvalues:\n- {text: 'Yes, always', value: 1, order: 2}\n"
    "- {text: No, value: 0, order: 0}\n- {text: 'Yes, at times', value: 0.5, order: 1}\n",
    "model/questions/K-B-1-A.yml": "id: q1\nactivity: a1\nanswerSet: e1\ntext: Do you knead?\nquality:\n- By hand\n",
    "model/questions/K-B-2-A.yml": "id: q2\nactivity: a2\nanswerSet: e1\ntext: Do you wait?\n",
    "model/questions/G-S-1-A.yml": "id: q3\nactivity: a3\nanswerSet: e1\ntext: Do you dig?\n",
    "license.txt": "\nAttribution 4.0\n\nVersion 4\nAnd more.\n",
}
"""Two business functions with a practice each, three activities, and one set of answers."""

CISO = """\
urn: lib
locale: fr
ref_id: TINY
name: Tiny library
description: For tests.
copyright: Free to use
version: 3
publication_date: 2026-01-02
provider: Nobody
packager: Somebody
translations: {en: {name: Tiny}}
objects:
  framework:
    urn: fw
    ref_id: TINY
    name: Tiny framework
    description: Few requirements.
    min_score: 1
    max_score: 3
    scores_definition:
    - {score: 1, name: Poor, description: Not there.}
    - {score: 3, name: Good}
    implementation_groups_definition:
    - {ref_id: B, name: Basic, description: For all}
    - {ref_id: U, name: Unused}
    requirement_nodes:
    - {urn: 'a', assessable: false, ref_id: A, name: Kitchen, description: Cooking.}
    - {urn: 'b', parent_urn: a, assessable: false, name: Oven}
    - {urn: 'c', parent_urn: b, assessable: false, ref_id: C, name: Heat}
    - {urn: 'd', parent_urn: c, assessable: true, ref_id: A.1, name: Warm, description: It is warm.,
       annotation: Touch it., implementation_groups: [B, X, null], weight: 2, threats: [t],
       translations: {en: {name: Warm}},
       questions: {q1: {type: text, text: How warm?}, q2: {type: text}}}
    - {urn: 'e', parent_urn: d, assessable: true, description: It is hot., implementation_groups: [X]}
    - {urn: 'urn:f', assessable: true}
    - {urn: 'f:g', parent_urn: 'urn:f', assessable: true, ref_id: '7'}
"""
"""A library with one framework: three layers of headings, a requirement below another, and two without a heading."""

TRANSLATED = """\
{urn: lib, locale: en, name: Library, copyright: Free, translations: {de: {name: Bibliothek, copyright: Frei}},
objects:
  {framework:
    {urn: fw, ref_id: TINY, name: Framework, description: Few requirements., min_score: 0, max_score: 1,
    translations: {de: {name: Rahmen, description: Wenige Anforderungen.}},
    scores_definition: [{score: 0, name: Poor}, {score: 1, name: Good, translations: {de: {name: Gut, doc: x}}}],
    implementation_groups_definition: [{ref_id: G, name: All, translations: {de: {name: Alle}}}],
    requirement_nodes: [
    {urn: a, ref_id: A, name: Kitchen, description: Cooking., translations: {de: {name: Küche, description: Kochen.}}},
    {urn: m, parent_urn: a, name: Between, translations: {de: {name: Dazwischen}}},
    {urn: b, parent_urn: m, ref_id: B, description: Heats a room., translations: {de: {description: Heizt den Raum.}}},
    {urn: c, parent_urn: b, assessable: true, ref_id: B.1, name: Warm, description: It is warm., annotation: Touch it.,
     implementation_groups: [G], translations: {de: {name: Warm genug, description: Es ist warm.},
       pt-BR: {name: Quente, description: Está quente., annotation: Toque.}}},
    {urn: d, parent_urn: b, assessable: true, ref_id: B.2, name: Cold, translations: {de: null}}]}}}
"""
"""A library in English with two translations: one of everything but a hint, one of a question alone."""

LENS = """\
{"schemaVersion": "2021-11-01", "name": "Tea lens", "description": "About tea.", "_teams": "x", "pillars": [
 {"id": "leaf", "name": "Leaf", "questions": [
  {"id": "q1", "title": "How do you pick?", "description": "Picking.", "url": "https://example.org/pick", "choices": [
    {"id": "a", "title": "By hand", "helpfulResource": {"displayText": "Slowly.", "url": "https://example.org/hand"},
     "improvementPlan": {"displayText": "Learn it."}},
    {"id": "b", "title": "In the morning"}, {"id": "c", "title": "When dry", "description": NaN},
    {"id": "q1_no", "title": "None of these"}],
   "riskRules": [{"condition": "a && (b || c)", "risk": "NO_RISK"}, {"condition": "q1_no", "risk": "HIGH_RISK"},
                 {"condition": "default", "risk": "MEDIUM_RISK"}]},
  {"id": "q2", "title": "Do you shout?", "choices": [{"id": "yes", "title": "Yes, often"}, {"id": "a", "title": ""}],
   "riskRules": [{"condition": "!yes", "risk": "NO_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}]}]},
 {"id": "pot", "questions": [
  {"id": "q3", "title": "Who brews?", "choices": [
    {"id": "x"}, {"id": "y"}, {"id": "x"}, {"id": "none", "title": "None of those"}],
   "riskRules": [{"condition": "x && none", "risk": "NO_RISK"}, {"condition": "x||y", "risk": "MEDIUM_RISK"},
                 {"condition": "default", "risk": "HIGH_RISK"}]}]}]}
"""
"""Three questions: one with all three risks, one in which a choice does harm, one whose best nobody reaches."""

DSOMM = {
    "src/assets/YAML/default/House/Roof.yaml": "_meta: {label: x}\nHouse:\n  Roof:\n"
    "    Tiles:\n      uuid: u1\n      risk: It rains in.\n      measure: Lay tiles.\n      level: 1\n"
    "      difficultyOfImplementation: {knowledge: 2, time: 3}\n      usefulness: 4\n      tags: [none]\n"
    "      implementation:\n      - $ref: x#/implementations/ladder\n      - $ref: x#/implementations/missing\n"
    "    Gutter:\n      uuid: u2\n      level: 2\n      dependsOn: [u1, Tiles, Nowhere, Chimney]\n"
    "      isImplemented: false\n"
    "    Chimney:\n      uuid: u3\n      level: 3\n      dependsOn: [Gutter]\n      implementation: ''\n",
    "src/assets/YAML/default/House/Wall.yaml": "House:\n  Wall:\n    Bricks: {uuid: u4, level: 1}\n"
    "    Tiles: {uuid: u5, level: 1}\n    Paint: {uuid: u6}\n    Mortar: {level: 2}\n    Stones: {level: 3}\n",
    "src/assets/YAML/default/implementations.yaml": "implementations:\n  ladder: {name: Ladder, url: 'https://example.org/l'}\n",
}
"""Two sub-dimensions: a circle, a link that leads nowhere, a name twice, an activity without a level."""


def specified(number: int, **fields: str) -> str:
    """Return a specification of FinOps++."""
    return (
        "Specification:\n"
        + "".join(f"  {name.replace('_', ' ')}: {value}\n" for name, value in fields.items())
        + (f"  ID: {number}\n")
    )


SCORED = "[{Score: 10, Condition: Done}, {Score: 0, Condition: Not done}]"
FINOPS = {
    "specifications/profiles/0.yaml": specified(0, Title="Example", Domains="[{ID: 1}]"),
    "specifications/profiles/1.yaml": specified(1, Title="Usual", Description="As usual", Domains="[{ID: 1}, {ID: 9}]"),
    "specifications/profiles/2.yaml": specified(
        2,
        Title="Mine",
        Domains="[{ID: 1}, {Title: Own, Capabilities: [{Title: Hand, Actions: [{ID: 3}]}, {Title: No}]}]",
    ),
    "specifications/profiles/3.yaml": specified(3, Title="Nothing", Domains="[]"),
    "specifications/domains/1.yaml": specified(
        1,
        Title="Money",
        Capabilities="[{ID: 1}, {ID: 2}]",
        Overrides="[{Profile: Mine, TitleUpdate: Cash, DescriptionUpdate: , AddIDs: [{ID: 3}], DropIDs: [{ID: 2}]}]",
    ),
    "specifications/capabilities/1.yaml": specified(1, Title="Counting", Description="To count", Actions="[{ID: 1}]"),
    "specifications/capabilities/2.yaml": specified(2, Title="Saving", Actions="[{ID: 1}, {ID: 2}]"),
    "specifications/capabilities/3.yaml": specified(3, Title="Spending", Actions="[{ID: 1}]"),
    "specifications/actions/1.yaml": specified(1, Title="Count it", Slug="1-count", Weight="1.0", Scoring=SCORED),
    "specifications/actions/2.yaml": specified(
        2,
        Title="Save it",
        Weight="2",
        Formula="Half of it",
        Score_Type="threshold",
        Scoring="[{Score: 0, Condition: 0-8}, {Score: 4, Condition: 10-17}, {Score: 7, Condition: 17-24}]",
        References="[{Name: More, Link: 'https://example.org/more'}]",
        Supplemental_Guidance="[Slowly, null]",
    ),
    "specifications/actions/3.yaml": specified(
        3, Title="By hand", Scoring="[{Score: 0, Condition: items 1-2}, {Score: 10, Condition: items 1-3}]"
    ),
    "specifications/actions/4.yaml": specified(4, Title="Unused", Scoring=SCORED),
    "specifications/actions/5.yaml": specified(4, Title="Again", Scoring=SCORED),
}
"""Three profiles, of which one asks nothing; a domain that one of them changes; bands with a gap and an overlap."""
