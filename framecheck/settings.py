"""Settings: `[tool.framecheck]` in the closest pyproject.toml that has it. Flags go before them; unknown keys are refused.

    [tool.framecheck.check]
    corpus = ["corpus.jsonl"]
    min = { macro_f1 = 0.85, "recall.oversight" = 0.8 }
    max = { ece = 0.05 }
    gate = "lower"
    baseline = "baseline.json"
    max-drop = 0.02

    [tool.framecheck.probe]
    max = { neutrality = 0.01 }

Paths are relative to the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from framecheck.errors import UsageError
from framecheck.schema import FailOn, Frozen

FILE = "pyproject.toml"


def _flat(value: Any, before: str = "") -> Any:
    """Bounds with their dots as TOML reads them, `recall.oversight = 0.8` as a table in a table, put side by side."""
    if not isinstance(value, Mapping):
        return value
    flat: dict[str, Any] = {}
    for name, bound in value.items():
        flat |= _flat(bound, f"{before}{name}.") if isinstance(bound, Mapping) else {f"{before}{name}": bound}
    return flat


Bounds = Annotated[dict[str, Annotated[float, Field(strict=True)]], BeforeValidator(_flat)]


class _Table(Frozen):
    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    corpus: tuple[Path, ...] = ()
    model: Path | None = None
    min: Bounds = Field(default_factory=dict)
    max: Bounds = Field(default_factory=dict)
    gate: Literal["point", "lower"] = "point"
    fail_on: FailOn = "gate"
    samples: Annotated[int, Field(ge=100, le=1_000_000)] = 2000
    seed: Annotated[int, Field(ge=0)] = 0


class CheckSettings(_Table):
    """`[tool.framecheck.check]`."""

    baseline: Path | None = None
    max_drop: Annotated[float, Field(ge=0, le=1)] | None = None


class ProbeSettings(_Table):
    """`[tool.framecheck.probe]`."""


T = TypeVar("T", bound=_Table)


class Settings(Frozen):
    """`[tool.framecheck]`."""

    check: CheckSettings = CheckSettings()
    probe: ProbeSettings = ProbeSettings()


def load(start: Path | None = None) -> Settings:
    """Read the settings that hold in a folder, the current one if none is given.

    Raises:
        UsageError: a pyproject.toml on the way up cannot be read, or a key or value in its table makes no sense.
    """
    start = (start or Path()).resolve()
    for folder in (start, *start.parents):
        path = folder / FILE
        if not path.is_file():
            continue
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise UsageError(f"{path}: not a TOML file ({error}); its [tool.framecheck] is needed") from None
        table = data.get("tool", {})
        if isinstance(table, dict) and "framecheck" in table:
            return _settings(path, table["framecheck"])
    return Settings()


def with_flags(table: T, **flags: Any) -> T:
    """The same with what the command line says in place of the file; None says nothing.

    Bounds are laid over those of the file, one by one.

    Raises:
        UsageError: a value makes no sense.
    """
    said = {name.replace("_", "-"): value for name, value in flags.items() if value is not None}
    for side in ("min", "max"):
        said[side] = {**getattr(table, side), **flags.get(side, {})}
    try:
        return type(table).model_validate({**table.model_dump(by_alias=True), **said})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UsageError(f"--{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _settings(path: Path, table: Any) -> Settings:
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        # A misspelt key is the cause of the missing one: say it first.
        first = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
        at = ".".join(str(part) for part in first["loc"])
        what = "no such setting" if first["type"] == "extra_forbidden" else str(first["msg"])
        raise UsageError(f"{path}: tool.framecheck.{at}: {what}") from None
    return Settings(
        check=_placed(settings.check, path.parent),
        probe=_placed(settings.probe, path.parent),
    )


def _placed(table: T, folder: Path) -> T:
    """The same with its paths from the folder of the file."""
    placed: dict[str, Any] = {"corpus": tuple(_near(folder / path) for path in table.corpus)}
    for name in ("model", "baseline"):
        path = getattr(table, name, None)
        if path is not None:
            placed[name] = _near(folder / path)
    return table.model_copy(update=placed)


def _near(path: Path) -> Path:
    """A path as seen from the current folder, where it lies below it: shorter to read, and what a CI can link."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
