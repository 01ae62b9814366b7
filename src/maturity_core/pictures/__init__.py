"""Pictures as SVG text: pure functions of plain data, the same bytes on every machine.

`results` draws those of an assessment: `from maturity_core.pictures.results import dimensions_radar`. The others draw
anything that is given as measures or rungs.
"""
