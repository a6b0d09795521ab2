"""Krippendorff's alpha per frame between the blind labellings behind the corpus, for docs/agreement.md.

    python benchmarks/agreement.py

`fixtures/annotations` holds, by statement, the signs that each annotator gave: of the first edition the labels that
the drafts had and one more blind labelling, of the second writing two blind labellings. Needs the extra `test`.
"""

from __future__ import annotations

import json
from pathlib import Path

import krippendorff
import numpy as np

from framecheck.codebook import load

FOLDER = Path(__file__).parent.parent / "fixtures" / "annotations"


def read(name: str) -> dict[tuple[str, str], list[str]]:
    rows = map(json.loads, (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return {(row["set"], row["id"]): row["labels"] for row in rows}


def main() -> None:
    frames = load().frames
    print("| labellings | sentences | " + " | ".join(f.name for f in frames) + " | differ |")
    print("|---" * (3 + len(frames)) + "|")
    for title, pair in (
        ("first edition", ("first-drafts", "first-blind")),
        ("second writing", ("second-a", "second-b")),
    ):
        one, other = map(read, pair)
        for kind in sorted({kind for kind, _ in one}, reverse=True):
            keys = [key for key in one if key[0] == kind]
            labels = [[sign for key in keys for sign in side[key]] for side in (one, other)]
            alphas = [
                krippendorff.alpha(
                    np.array([[float(f.sign in sign) for sign in side] for side in labels]),
                    level_of_measurement="nominal",
                )
                for f in frames
            ]
            differ = sum(a != b for a, b in zip(*labels, strict=True))
            print(
                f"| {title}, {kind} | {len(labels[0])} | " + " | ".join(f"{a:.3f}" for a in alphas) + f" | {differ} |"
            )


if __name__ == "__main__":
    main()
