"""Does `compare` see what a reply answers? Verdicts and answered sentences against fixtures/exchanges.

    python benchmarks/exchanges.py [--model FOLDER] [--half dev|test] [--fit]

Two rows: with the labels of the model, and with those of the fixture in their place, which tells the error of the
labels from that of the matching. `--fit` fits the chance that two sentences of one frame speak of the same matter.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from framecheck.analyzer import Analyzer
from framecheck.comparison import compare
from framecheck.schema import Analysis, Statement

FIXTURES = Path(__file__).parent.parent / "fixtures" / "exchanges"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path)
    parser.add_argument("--half", default="dev", choices=["dev", "test"])
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    analyzer = Analyzer(options.model)
    rows = [json.loads(line) for line in (FIXTURES / f"{options.half}.jsonl").read_text(encoding="utf-8").splitlines()]
    if options.fit:
        fit(analyzer, rows)
        return
    for name in ("labels of the model", "labels of the fixture"):
        right: Counter[str] = Counter()
        raised: Counter[str] = Counter()
        chances, answered = [], []
        for row in rows:
            texts = [Statement.from_sentences([s["text"] for s in row[side]], side) for side in ("challenge", "reply")]
            sides = [analyzer.analyze(text) for text in texts]
            if name == "labels of the fixture":
                sides = [told(one, row[side]) for one, side in zip(sides, ("challenge", "reply"), strict=True)]
            vectors = [analyzer.classifier.vectors(text) for text in texts]
            result = compare(*sides, (vectors[0], vectors[1]), analyzer.codebook, analyzer.receipt())
            for frame, gold in row["verdicts"].items():
                found = result.frames[frame].verdict
                right[gold] += found == gold
                raised[gold] += 1
                if result.frames[frame].raised:
                    chances.append(result.frames[frame].chance)
                    answered.append(gold == "answered")
        print(f"{name}, {options.half}: verdicts right {sum(right.values())} of {sum(raised.values())}")
        print("  " + ", ".join(f"{gold} {right[gold]} of {count}" for gold, count in raised.most_common()))
        print(
            f"  frames found raised {len(chances)}, answered {np.mean(answered):.2f}, mean chance {np.mean(chances):.2f}"
        )


def told(analysis: Analysis, sentences: list[dict[str, Any]]) -> Analysis:
    """The analysis with the labels of the fixture, and scores that agree with them."""
    changed = [
        s.model_copy(
            update={"frames": tuple(gold["frames"]), "scores": {n: float(n in gold["frames"]) for n in s.scores}}
        )
        for s, gold in zip(analysis.sentences, sentences, strict=True)
    ]
    return analysis.model_copy(update={"sentences": tuple(changed)})


def fit(analyzer: Analyzer, rows: list[dict[str, Any]]) -> None:
    """Print slope and offset of the chance that two sentences that share a frame speak of the same matter."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    near, answers = [], []
    for row in rows:
        one, other = (
            analyzer.classifier.vectors(Statement.from_sentences([s["text"] for s in row[side]]))
            for side in ("challenge", "reply")
        )
        links = {tuple(pair) for pair in row["answers"]}
        for i, a in enumerate(row["challenge"]):
            for j, b in enumerate(row["reply"]):
                if set(a["frames"]) & set(b["frames"]):
                    near.append(float(one[i] @ other[j]))
                    answers.append((i, j) in links)
    model = LogisticRegression(C=10).fit(np.array(near)[:, None], answers)
    print(f"{len(near)} pairs that share a frame, {sum(answers)} of them answers")
    print(f"slope {model.coef_[0, 0]:.2f}, offset {model.intercept_[0]:.2f}, AUROC {roc_auc_score(answers, near):.3f}")


if __name__ == "__main__":
    main()
