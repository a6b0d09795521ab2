"""Do the marked words decide? Comprehensiveness and sufficiency (DeYoung et al. 2020, section 4.1).

    python benchmarks/evidence.py [--model FOLDER] [--statements 60]

For every label on outside-dev, k of its sentence's words are taken, k being the evidence that `analyze` shows: those
with the largest exact shares, those that occlusion ranks first, and k at random. Comprehensiveness is the fall of the
score when they are left out (higher is better), sufficiency the fall when all others are (lower is better).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from framecheck.analyzer import Analyzer
from framecheck.corpus.statements import read
from framecheck.model.calibration import probabilities
from framecheck.model.classifier import Judgement
from framecheck.model.occlusion import occluded

CORPUS = Path(__file__).parent.parent / "fixtures" / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path)
    parser.add_argument("--statements", type=int, default=60)
    options = parser.parse_args()
    analyzer = Analyzer(options.model)
    classifier = analyzer.classifier
    rng = np.random.default_rng(0)
    falls: dict[str, list[tuple[float, float]]] = {"exact shares": [], "occlusion": [], "random words": []}

    def score(judgement: Judgement, sentence: int, frame: int) -> float:
        return float(probabilities(judgement.logits, classifier.calibration)[sentence, frame])

    for labelled in read(CORPUS / "outside-dev.jsonl")[: options.statements]:
        statement = labelled.statement()
        whole, slow = classifier.judge(statement), occluded(classifier, statement)
        for index, sentence in enumerate(analyzer.analyze(statement).sentences):
            for name in sentence.frames:
                frame = classifier.codebook.names.index(name)
                words = [(a, b) for a, b, _ in whole.words[index]]
                k = max(1, sum(any(a <= x < b for a, b, _ in sentence.evidence[name]) for x, _ in words))
                ranked = {
                    "exact shares": np.argsort([-s[frame] for _, _, s in whole.words[index]], kind="stable"),
                    "occlusion": np.argsort([-s[frame] for _, _, s in slow.words[index]], kind="stable"),
                    "random words": rng.permutation(len(words)),
                }
                before = score(whole, index, frame)
                for way, order in ranked.items():
                    taken, others = [words[i] for i in order[:k]], [words[i] for i in order[k:]]
                    after = [
                        score(classifier.judge(statement.model_copy(update={"markup": tuple(spans)})), index, frame)
                        for spans in (taken, others)
                    ]
                    falls[way].append((before - after[0], before - after[1]))
    print(f"{len(falls['exact shares'])} labels on {options.statements} statements of outside-dev\n")
    print("| | comprehensiveness | sufficiency |\n|---|---|---|")
    for way, values in falls.items():
        pairs = np.array(values)
        print(f"| {way} | {pairs[:, 0].mean():.3f} | {pairs[:, 1].mean():.3f} |")


if __name__ == "__main__":
    main()
