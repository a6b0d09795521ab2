"""`framecheck schema`: the JSON Schemas of what comes out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Output(StrEnum):
    """The command whose output is described."""

    analyze = "analyze"
    check = "check"
    probe = "probe"


def schema(output: Annotated[Output, typer.Argument(help="The command whose JSON is described.")]) -> None:
    """Print the JSON Schema of a command's JSON output."""
    import json

    from pydantic import BaseModel

    from framecheck.cli.streams import data
    from framecheck.schema import Evaluation, Probing, Run

    models: dict[Output, type[BaseModel]] = {Output.analyze: Run, Output.check: Evaluation, Output.probe: Probing}
    data(json.dumps(models[output].model_json_schema(mode="serialization"), indent=2) + "\n")
