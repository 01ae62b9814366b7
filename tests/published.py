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
