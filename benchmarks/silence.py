"""Is the stated chance that a frame was missed right? On statements in which the model finds a frame nowhere.

    python benchmarks/silence.py [CORPUS...] [--model FOLDER]

For each third of the stated chances: their mean, and the share of statements of which a sentence does carry the frame.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from framecheck.analyzer import Analyzer
from framecheck.corpus.statements import read

DEFAULT = Path(__file__).parent.parent / "fixtures" / "corpus" / "outside-dev.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    analyzer = Analyzer(options.model)
    stated, missed = [], []
    for path in options.corpora:
        for labelled in read(path, analyzer.codebook):
            carried = {frame for sentence in labelled.sentences for frame in sentence.frames}
            for silence in analyzer.analyze(labelled.statement()).silences:
                stated.append(silence.missed)
                missed.append(silence.frame in carried)
    chances, truth = np.array(stated), np.array(missed)
    print(f"{len(chances)} silences: stated {chances.mean():.3f}, missed {truth.mean():.3f}")
    for part in np.array_split(np.argsort(chances, kind="stable"), 3):
        print(f"  {len(part)} of them: stated {chances[part].mean():.3f}, missed {truth[part].mean():.3f}")


if __name__ == "__main__":
    main()
