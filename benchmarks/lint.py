"""What `framecheck corpus lint` costs on 100,000 sentences, and how near duplicates scale, for docs/corpus.md.

    python benchmarks/lint.py docs/corpus-lint.svg

The sentences are drawn word by word, each after one that it follows in the corpus, and one in fifty is a copy of another
with a word changed. Times are of the processor, all threads together, so that what else the machine does counts little. Scoring
is measured on a sample and scaled. Needs the extra `benchmarks`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import matplotlib
import numpy as np

from framecheck.analysis import analyse
from framecheck.analyzer import Analyzer
from framecheck.corpus.inspect import Wanted, inspect
from framecheck.corpus.near import near, normal
from framecheck.corpus.statements import LabelledStatement, read

CORPUS = Path(__file__).parent.parent / "fixtures" / "corpus"
T = TypeVar("T")
SIZE, SAMPLE = 100_000, 800
SIZES = (12_500, 25_000, 50_000, 100_000, 200_000)


def sentences(count: int) -> list[tuple[str, list[str]]]:
    rng = random.Random(0)
    known = [(s.text.split(), list(s.frames)) for statement in read(CORPUS) for s in statement.sentences]
    after: dict[str, list[str]] = {}
    for words, _ in known:
        for word, following in zip(["", *words], [*words, ""], strict=True):
            after.setdefault(word, []).append(following)
    made: list[tuple[str, list[str]]] = []
    while len(made) < count:
        if made and rng.random() < 0.02:
            words = rng.choice(made)[0].split()
            words[rng.randrange(len(words))] = "changed"
        else:
            words = [rng.choice(after[""])]
            while (following := rng.choice(after[words[-1]])) and len(words) < 60:
                words.append(following)
        made.append((" ".join(words), rng.choice(known)[1]))
    return made


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def near_all(texts: list[str]) -> int:
    nothing = np.zeros(len(texts), dtype=np.int64)
    return len(list(near(texts, nothing, nothing - 1, 0.8)))


def main(plot: Path) -> None:
    analyzer = Analyzer()
    made = sentences(max(SIZES))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.jsonl"
        rows = [
            {
                "id": f"s{at}",
                "group": f"g{at}",
                "sentences": [{"text": text, "frames": frames} for text, frames in made[at : at + 4]],
            }
            for at in range(0, SIZE, 4)
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        reading, statements = timed(lambda: read(path))
        hashing, _ = timed(lambda: [hash(normal(s.text)) for each in statements for s in each.sentences])
        scoring = scored(analyzer, statements[: SAMPLE // 4]) * SIZE / SAMPLE
        tokenizer = analyzer.classifier.tokenizer
        linting, found = timed(
            lambda: inspect(
                [str(path)],
                analyzer.codebook,
                analyzer.receipt(),
                Wanted(),
                lambda texts: [len(e.ids) for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)],
                analyzer.folder.config.window - 2,
            )
        )
    print(f"| {SIZE} sentences | seconds of processor time |\n|---|---|")
    print(f"| reading | {reading:.1f} |\n| hashing | {hashing:.1f} |")
    print(
        f"| scoring ({SAMPLE} measured, scaled) | {scoring:.1f} |\n| `lint`, {len(found.findings)} findings | {linting:.1f} |"
    )
    texts = list(dict.fromkeys(normal(text) for text, _ in made))
    times = []
    print("\n| sentences | seconds for near duplicates | found |\n|---|---|---|")
    for size in SIZES:
        seconds, pairs = timed(lambda size=size: near_all(texts[:size]))
        times.append(seconds)
        print(f"| {min(size, len(texts))} | {seconds:.2f} | {pairs} |")
    draw(plot, times)


def scored(analyzer: Analyzer, statements: list[LabelledStatement]) -> float:
    return timed(lambda: [analyse(analyzer.classifier, each.statement()) for each in statements])[0]


def draw(plot: Path, times: list[float]) -> None:
    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "framecheck"
    figure, axes = pyplot.subplots(figsize=(5, 3.2), layout="constrained")
    axes.loglog(SIZES, times, "o-", color="#0072B2", label="measured")
    axes.loglog(SIZES, [times[0] * n / SIZES[0] for n in SIZES], "--", color="#999999", label="linear")
    axes.loglog(SIZES, [times[0] * (n / SIZES[0]) ** 2 for n in SIZES], ":", color="#999999", label="quadratic")
    axes.set_xlabel("sentences")
    axes.set_ylabel("seconds of processor time")
    axes.set_title("Near duplicates", loc="left")
    axes.legend(frameon=False)
    figure.savefig(plot, metadata={"Date": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
