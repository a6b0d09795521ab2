"""Codebooks: the frames, their definitions and rules, as data.

A codebook is a TOML file. Those that ship lie in `framecheck/codebooks/`; `public-tech` is the default, and the
only list of its labels anywhere. A user's own file in the same form is accepted wherever a codebook is.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError, model_validator

from framecheck.errors import CodebookError
from framecheck.schema import Frozen

FOLDER = Path(__file__).parent / "codebooks"
DEFAULT = "public-tech"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*$", max_length=60)]


class Rule(Frozen):
    """A rule that decides between frames."""

    title: Line
    rule: Line


class Example(Frozen):
    """A sentence with the frames it carries; `before` and `after` are its context."""

    text: Line
    frames: tuple[Name, ...]
    before: str = ""
    after: str = ""


class Frame(Frozen):
    """One consideration that a sentence can ask its audience to judge by."""

    name: Name
    title: Line
    definition: Line
    sign: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,3}$")]
    claim: Line = ""  # "appeal to public safety": the verb of a finding; empty means "carry <name>"
    marked: tuple[Line, ...] = ()
    not_marked: tuple[Line, ...] = ()

    @property
    def says(self) -> str:
        """The verb phrase of a finding, in the plural."""
        return self.claim or f"carry {self.name}"

    def does(self, count: int) -> str:
        """The verb phrase of a finding for so many sentences: "appeals to public safety", "appeal to ..."."""
        verb, _, rest = self.says.partition(" ")
        if count == 1:
            verb += "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
        return f"{verb} {rest}".rstrip()


class Codebook(Frozen):
    """The frames with their definitions, rules, boundaries and examples."""

    id: Name
    version: Line
    title: Line
    unit: str = ""
    test: str = ""
    guidance: str = ""
    frames: tuple[Frame, ...] = Field(min_length=1)
    boundaries: tuple[Rule, ...] = ()
    clarifications: tuple[Rule, ...] = ()
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Codebook:
        for what in ("name", "sign"):
            values = [getattr(frame, what) for frame in self.frames]
            twice = sorted({v for v in values if values.count(v) > 1})
            if twice:
                raise ValueError(f"two frames have the {what} {', '.join(twice)}")
        for number, example in enumerate(self.examples, 1):
            unknown = sorted(set(example.frames) - set(self.names))
            if unknown:
                raise ValueError(f"example {number} names the unknown frame {', '.join(unknown)}")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the frames, in the order of the codebook."""
        return tuple(frame.name for frame in self.frames)

    def frame(self, name: str) -> Frame:
        """Return the frame of that name.

        Raises:
            CodebookError: there is none.
        """
        for frame in self.frames:
            if frame.name == name:
                return frame
        raise CodebookError(f"codebook {self.id} has no frame '{name}'; it has {', '.join(self.names)}")

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content, independent of how the file is laid out."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def load(name_or_path: str | Path = DEFAULT) -> Codebook:
    """Load a codebook by the name of one that ships, or from a TOML file.

    Raises:
        CodebookError: there is no such file, or it is malformed; says which file and field.
    """
    path = Path(name_or_path)
    shipped = FOLDER / f"{name_or_path}.toml"
    if not path.suffix and shipped.is_file():
        path = shipped
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        names = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise CodebookError(f"no codebook '{name_or_path}': give a TOML file or one of: {names}") from None
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CodebookError(f"{path}: not a TOML file ({error})") from None
    try:
        return Codebook.model_validate(data)
    except ValidationError as error:
        # A misspelt key is the cause of the missing one: say it first.
        first = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
        where = ".".join(str(part) for part in first["loc"])
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise CodebookError(f"{path}: {where + ': ' if where else ''}{reason}") from None
