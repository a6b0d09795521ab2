"""Krippendorff's alpha per frame between the blind labellings behind the corpus, for docs/agreement.md.

    python benchmarks/agreement.py

`fixtures/annotations` holds, by statement, the signs that each annotator gave: of the first edition the labels that
the drafts had and one more blind labelling, of the second and the third writing two blind
labellings. The texts are not in it.
"""

from __future__ import annotations

import json
from pathlib import Path

from framecheck.codebook import load
from framecheck.corpus.agreement import agreement, units_of_files
from framecheck.corpus.statements import LabelledStatement

FOLDER = Path(__file__).parent.parent / "fixtures" / "annotations"


def read(name: str, kind: str) -> list[LabelledStatement]:
    rows = map(json.loads, (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    signs = {frame.sign: frame.name for frame in load().frames}
    return [
        LabelledStatement.model_validate(
            {
                "id": row["id"],
                "sentences": [
                    {"text": str(number), "frames": [name for sign, name in signs.items() if sign in given]}
                    for number, given in enumerate(row["labels"])
                ],
            }
        )
        for row in rows
        if row["set"] == kind
    ]


def main() -> None:
    names = load().names
    print("| labellings | sentences | " + " | ".join(names) + " | differ |")
    print("|---" * (3 + len(names)) + "|")
    for title, pair, kinds in (
        ("first edition", ("first-drafts", "first-blind"), ("statements", "outside-dev", "contrast")),
        ("second writing", ("second-a", "second-b"), ("statements", "contrast")),
        ("third writing", ("third-a", "third-b"), ("statements",)),
    ):
        for kind in kinds:
            found = agreement(units_of_files({name: read(name, kind) for name in pair}), names).together
            alphas = [each.alpha for each in found.frames.values()]
            figures = " | ".join(f"{a.value:.3f} ({a.low:.3f} to {a.high:.3f})" if a else "-" for a in alphas)
            print(f"| {title}, {kind} | {found.sentences} | {figures} | {found.differ} |")


if __name__ == "__main__":
    main()
