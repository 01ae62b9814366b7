"""A service around a maturity model. To start it: `uvicorn --factory embed:service`."""

import sqlite3
from contextlib import closing
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from maturity_core import (
    Assessment,
    Framework,
    Gaps,
    MaturityError,
    Plan,
    answers_model,
    answers_schema,
    load_framework,
)

TABLE = "CREATE TABLE IF NOT EXISTS results (name TEXT PRIMARY KEY, edition TEXT, digest TEXT, result TEXT)"


class Result(BaseModel):
    """What a page shows: the level, what is missing, what to do next, and what to ask again."""

    assessment: Assessment
    gaps: Gaps
    plan: Plan | None
    ask_again: list[str]


def service(framework: Framework | None = None, database: str = "results.sqlite") -> FastAPI:
    """Return the service; for another framework or a new edition, only the first line changes."""
    framework = framework or load_framework("service-maturity-check")
    Answers = answers_model(framework)  # noqa: N806 - it is a class
    app = FastAPI(title=framework.name, version=framework.edition)

    def shown(assessment: Assessment, ask_again: list[str]) -> Result:
        plan = None if assessment.not_yet else assessment.next_steps(limit=5)
        return Result(assessment=assessment, gaps=assessment.gaps(), plan=plan, ask_again=ask_again)

    def kept(name: str) -> tuple[Assessment | None, list[str]]:
        """Return the stored result by today's rules, and the questions whose wording has changed."""
        with closing(sqlite3.connect(database)) as db:
            db.execute(TABLE)
            row = db.execute("SELECT result FROM results WHERE name = ?", [name]).fetchone()
        if row is None:
            return None, []
        stored, words = Assessment.model_validate_json(row[0]).record, framework.words_digests
        same = {question for question, digest in stored.framework.words.items() if words.get(question) == digest}
        given: dict[str, Any] = {**stored.answers, **stored.numbers_exact}
        answers = {question: given[question] for question in framework.questions.ids if question in same}
        return framework.assess(answers), [question for question in framework.questions.ids if question not in same]

    @app.exception_handler(MaturityError)
    def refused(_: Request, error: MaturityError) -> JSONResponse:
        return JSONResponse(error.model_dump(mode="json"), 422)

    @app.get("/form")
    def form() -> dict[str, Any]:
        return answers_schema(framework)

    @app.patch("/results/{name}")
    def answer(name: str, answers: Answers) -> Result:  # type: ignore[valid-type]  # made from the framework
        earlier, again = kept(name)
        given: dict[str, Any] = {**earlier.record.answers, **earlier.record.numbers_exact} if earlier else {}
        new: dict[str, Any] = dict(answers)
        assessment = framework.assess(given | new)
        row = [name, framework.edition, framework.digest, assessment.model_dump_json()]
        with closing(sqlite3.connect(database)) as db, db:
            db.execute("REPLACE INTO results VALUES (?, ?, ?, ?)", row)
        return shown(assessment, [question for question in again if question not in new])

    @app.get("/results/{name}")
    def result(name: str) -> Result:
        assessment, again = kept(name)
        if assessment is None:
            raise HTTPException(404)
        return shown(assessment, again)

    return app
