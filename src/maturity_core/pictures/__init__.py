"""Pictures as SVG text: pure functions of plain data, the same bytes on every machine.

`results` draws assessments: `from maturity_core.pictures.results import dimensions_radar`. The other modules draw any
measures or rungs.
"""
