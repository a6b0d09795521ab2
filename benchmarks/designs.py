"""Designs compared on one corpus: key words, TF-IDF, frozen embeddings, and model folders.

    python benchmarks/designs.py [--on outside-dev] [--model NAME=FOLDER ...] [--base FOLDER]

All learn from train and contrast-train; thresholds are chosen on dev for every design alike. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import re
import warnings
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline

from framecheck.analyzer import Analyzer
from framecheck.codebook import load
from framecheck.corpus.statements import LabelledStatement, read
from framecheck.evaluation.metrics import evaluate
from framecheck.evaluation.run import run
from framecheck.model.calibration import probabilities, thresholds
from framecheck.model.graph import open_tokenizer
from framecheck.model.network import from_base
from framecheck.report.evaluation.words import figure
from framecheck.training.base import installed_base
from framecheck.training.calibrate import fit_calibration

CORPUS = Path(__file__).parent.parent / "fixtures" / "corpus"
WORDS = {
    "public-safety": r"safe|crim|victim|attack|murder|violen|terror|robb|assault|injur|death|danger|emergenc|rape|kill",
    "procurement-legal": r"tender|procure|contract|law|legal|court|statut|regulation|breach|complian|compet|liab",
    "oversight": r"oversight|accountab|transparen|audit|independent|review|scrutin|consult|privacy|safeguard|inquiry|publish",
}


def labels(statements: list[LabelledStatement], names: tuple[str, ...]) -> np.ndarray:
    return np.array([[float(n in s.frames) for n in names] for st in statements for s in st.sentences])


def texts(statements: list[LabelledStatement]) -> list[str]:
    return [s.text for st in statements for s in st.sentences]


def embeddings(base: Path, sentences: list[str]) -> np.ndarray:
    """The mean token state of the untouched encoder, *shape* (sentences, hidden)."""
    encoder, tokenizer = from_base(base, 1).encoder.eval(), open_tokenizer(base / "tokenizer.json")
    with torch.inference_mode():
        states = [
            encoder(input_ids=torch.tensor([tokenizer.encode(s).ids[:512]])).last_hidden_state.mean(1)
            for s in sentences
        ]
    return torch.cat(states).numpy()


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("--on", default="outside-dev")
    parser.add_argument("--model", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--base", type=Path)
    options = parser.parse_args()
    names = load().names
    train, dev, held = (
        [s for f in files for s in read(CORPUS / f"{f}.jsonl")]
        for files in (["train", "contrast-train"], ["dev"], [options.on])
    )
    groups = np.array([i for i, st in enumerate(held) for _ in st.sentences])
    gold = labels(held, names)

    def row(name: str, chosen: np.ndarray, judged: np.ndarray) -> None:
        """Calibrate logits on dev, then score the held corpus."""
        calibration = fit_calibration(chosen, labels(dev, names))
        scores = probabilities(judged, calibration)
        show(name, evaluate(names, gold, (scores >= thresholds(calibration)).astype(float), scores, groups))

    def show(name: str, metrics: object) -> None:
        frames = " | ".join(f"{metrics.frames[n].f1.value:.3f}" for n in names)
        print(f"| {name} | {figure(metrics.macro_f1)} | {frames} | {metrics.ece.value:.3f} |", flush=True)

    print(f"| on {options.on} | macro-F1 | " + " | ".join(names) + " | calibration error |")
    print("|---" * (3 + len(names)) + "|")
    rules = np.array([[float(bool(re.search(WORDS[n], t, re.I))) for n in names] for t in texts(held)])
    show("key words", evaluate(names, gold, rules, rules, groups))
    bags = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        OneVsRestClassifier(LogisticRegression(C=10, max_iter=2000)),
    ).fit(texts(train), labels(train, names))
    row("TF-IDF, logistic regression", bags.decision_function(texts(dev)), bags.decision_function(texts(held)))
    base = options.base or installed_base()
    frozen = OneVsRestClassifier(LogisticRegression(C=1, max_iter=3000)).fit(
        embeddings(base, texts(train)), labels(train, names)
    )
    row(
        "frozen encoder, logistic regression",
        *(frozen.decision_function(embeddings(base, texts(s))) for s in (dev, held)),
    )
    for item in options.model:
        name, _, folder = item.partition("=")
        show(name, run(Analyzer(folder).classifier, held)[0])


if __name__ == "__main__":
    main()
