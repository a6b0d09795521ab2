"""A model folder is a frozen value: `model.onnx`, `tokenizer.json`, `config.json`, `card.md`, `checksums.json`.

The configuration carries the whole codebook, so that a model is never read with another one's frames. Never pickle.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path

from pydantic import Field, ValidationError

from framecheck.codebook import Codebook
from framecheck.errors import ModelError
from framecheck.files import sha256, write_whole
from framecheck.model.calibration import Calibration
from framecheck.schema import Frozen

DEFAULT = Path(__file__).parent.parent / "models" / "public-tech"
FILES = ("model.onnx", "tokenizer.json", "config.json", "card.md")
CHECKSUMS = "checksums.json"


class Config(Frozen):
    """What the weights do not say of themselves; `calibration` has one entry a frame, in the order of the codebook."""

    format: int = 1
    name: str
    codebook: Codebook
    window: int = Field(ge=8, le=512)
    calibration: tuple[Calibration, ...]


class ModelFolder(Frozen):
    """An opened model folder."""

    path: Path
    config: Config
    checksums: dict[str, str]

    @cached_property
    def hash(self) -> str:
        """One hash for the model: that of its graph, its tokenizer and its configuration."""
        return hashlib.sha256("".join(self.checksums[name] for name in FILES[:3]).encode()).hexdigest()

    def verify(self, *, graph: bool = True) -> None:
        """Compare every file with its checksum; the graph's is compared once more when it is opened.

        Raises:
            ModelError: a file is missing or is not the one that was written.
        """
        for name, expected in self.checksums.items():
            if name == "model.onnx" and not graph:
                continue
            if not (self.path / name).is_file():
                raise ModelError(f"{self.path}: {name} is missing; install or train the model again")
            if sha256(self.path / name) != expected:
                raise ModelError(f"{self.path}: {name} has changed (checksum); install or train the model again")


def open_folder(path: str | Path = DEFAULT) -> ModelFolder:
    """Open a model folder and verify it, but for the graph, which `open_graph` verifies.

    Raises:
        ModelError: it is missing, broken or foreign.
    """
    path = Path(path)
    if not path.is_dir():
        raise ModelError(f"{path}: no model folder there; --model takes a folder that `framecheck train` wrote")
    try:
        checksums = json.loads((path / CHECKSUMS).read_text(encoding="utf-8"))
        if not isinstance(checksums, dict) or set(checksums) != set(FILES):
            raise ModelError(f"{path}: {CHECKSUMS} does not list {', '.join(FILES)}; not a model of framecheck")
        config = Config.model_validate_json((path / "config.json").read_text(encoding="utf-8"))
        folder = ModelFolder(path=path, config=config, checksums=checksums)
    except FileNotFoundError as error:
        name = Path(error.filename).name
        raise ModelError(f"{path}: not a model of framecheck ({name} is missing)") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ModelError(f"{path}: cannot be read ({error})") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ModelError(f"{path}: config.json: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    if len(config.calibration) != len(config.codebook.frames):
        raise ModelError(
            f"{path}: config.json calibrates {len(config.calibration)} frames, the codebook has {len(config.codebook.frames)}"
        )
    folder.verify(graph=False)
    return folder


def write_folder(path: Path, config: Config, tokenizer: Path, card: str) -> ModelFolder:
    """Complete a folder that holds `model.onnx` already: tokenizer, configuration, card and checksums."""
    write_whole(path / "tokenizer.json", tokenizer.read_bytes())
    write_whole(path / "config.json", config.model_dump_json(indent=1) + "\n")
    return write_card(path, card)


def write_card(path: Path, card: str) -> ModelFolder:
    """Write the card of a folder, and the checksums anew."""
    write_whole(path / "card.md", card)
    write_whole(path / CHECKSUMS, json.dumps({name: sha256(path / name) for name in FILES}, indent=1) + "\n")
    return open_folder(path)
