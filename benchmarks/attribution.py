"""Who says what: how well quotations, their cues and their speakers are found on the labelled passages.

    python benchmarks/attribution.py [dev|test ...] [--errors] [--spacy] [--samples 2000]

A quotation is found if its words and those of a labelled one of the same passage agree with a token F1 of at least
0.8, one to one, the best pairs first. `content` is precision, recall and F1 of finding. A cue is found if the content
is, and the words of the cue share one with the labelled cue (or both have none that is labelled). `speaker` accuracy
is over the found quotations, its F1 over all: a name is right if it is the labelled one without titles, articles and
case. `mode` is the share of the found with the labelled mode. Intervals are 95 % bootstrap intervals by passage.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from framecheck.schema import Statement
from framecheck.sentences import segment
from framecheck.speakers import quotations

FIXTURES = Path(__file__).parent.parent / "fixtures" / "attribution"
AGREE = 0.8
_TITLE = re.compile(r"^(?:(?:the|a|an|mr|mrs|ms|dr|prof|professor|sir|dame|cllr|councillor|mayor|commissioner)\.? )+")
COUNTS = ("gold", "found", "said", "cue gold", "cue found", "cue said", "speaker", "mode")


@dataclass
class Passage:
    """A labelled passage, and how it was read."""

    id: str
    kind: str
    text: str
    gold: list[dict[str, Any]]
    counts: dict[str, Counter[str]] = field(default_factory=dict)


def load(half: str) -> list[Passage]:
    rows = [json.loads(line) for line in (FIXTURES / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Passage(row["id"], row["kind"], row["text"], row["quotes"]) for row in rows]


def ours(text: str) -> list[dict[str, Any]]:
    """framecheck's quotations in the shape of the labels."""
    return [
        {
            "content": text[q.start : q.end],
            "mode": q.mode,
            "speaker": q.speaker,
            "cue": text[slice(*q.cue)] if q.cue else "",
        }
        for q in quotations(Statement(source="", text=text, sentences=segment(text)))
    ]


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def overlap(a: str, b: str) -> float:
    """Token F1 of two stretches of text."""
    one, other = tokens(a), tokens(b)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def name(text: str) -> str:
    """A name without case, articles, titles and possessive endings."""
    return _TITLE.sub("", " ".join(re.findall(r"[\w'’.&-]+", text.lower())).replace("’", "'")).strip(". ")


def pairs(gold: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    ranked = sorted(
        ((overlap(g["content"], s["content"]), -i, -j) for i, g in enumerate(gold) for j, s in enumerate(said)),
        reverse=True,
    )
    taken: list[tuple[int, int]] = []
    for score, i, j in ranked:
        if score >= AGREE and all(-i != a and -j != b for a, b in taken):
            taken.append((-i, -j))
    return taken


def score(passage: Passage, said: Sequence[dict[str, Any]], show: bool) -> dict[str, Counter[str]]:
    counts = {mode: Counter(dict.fromkeys(COUNTS, 0)) for mode in ("direct", "indirect")}
    matched = pairs(passage.gold, said)
    for gold in passage.gold:
        counts[gold["mode"]]["gold"] += 1
        counts[gold["mode"]]["cue gold"] += bool(gold["cue"])
    for item in said:
        counts[item["mode"]]["said"] += 1
        counts[item["mode"]]["cue said"] += bool(item["cue"])
    wrong = []
    for i, j in matched:
        gold, item = passage.gold[i], said[j]
        here = counts[gold["mode"]]
        here["found"] += 1
        here["mode"] += gold["mode"] == item["mode"]
        right = name(gold["speaker"]) == name(item["speaker"])
        here["speaker"] += right
        cue = bool(gold["cue"]) and bool(tokens(gold["cue"]) & tokens(item["cue"]))
        here["cue found"] += cue
        if not right:
            wrong.append(f"  speaker {item['speaker']!r} for {gold['speaker']!r}: {gold['content'][:60]}")
        if gold["mode"] != item["mode"]:
            wrong.append(f"  mode {item['mode']}: {gold['content'][:60]}")
        if bool(gold["cue"]) != bool(item["cue"]) or (gold["cue"] and not cue):
            wrong.append(f"  cue {item['cue']!r} for {gold['cue']!r}: {gold['content'][:60]}")
    wrong += [
        f"  missed {g['mode']} {g['content']!r} ({g['speaker']})"
        for i, g in enumerate(passage.gold)
        if i not in {a for a, _ in matched}
    ]
    wrong += [
        f"  too much {s['mode']} {s['content']!r} ({s['speaker']})"
        for j, s in enumerate(said)
        if j not in {b for _, b in matched}
    ]
    if show and wrong:
        print(f"{passage.id} {passage.kind}", *wrong, sep="\n")
    return counts


def figures(counts: Counter[str]) -> dict[str, float]:
    def f1(found: int, said: int, gold: int) -> float:
        return 2 * found / (said + gold) if said + gold else 1.0

    found = counts["found"]
    return {
        "content": f1(found, counts["said"], counts["gold"]),
        "precision": found / counts["said"] if counts["said"] else 1.0,
        "recall": found / counts["gold"] if counts["gold"] else 1.0,
        "cue": f1(counts["cue found"], counts["cue said"], counts["cue gold"]),
        "speaker": counts["speaker"] / found if found else 1.0,
        "speaker F1": f1(counts["speaker"], counts["said"], counts["gold"]),
        "mode": counts["mode"] / found if found else 1.0,
    }


def measure(
    passages: Sequence[Passage], way: Callable[[str], list[dict[str, Any]]], show: bool = False
) -> list[dict[str, Counter[str]]]:
    return [score(passage, way(passage.text), show) for passage in passages]


def total(rows: Sequence[dict[str, Counter[str]]], *modes: str) -> Counter[str]:
    summed: Counter[str] = Counter()
    for row in rows:
        for mode in modes:
            summed.update(row[mode])
    return summed


def line(label: str, rows: Sequence[dict[str, Counter[str]]], modes: Sequence[str], samples: int) -> str:
    values = figures(total(rows, *modes))
    cells = []
    if samples:
        rng = np.random.default_rng(0)
        drawn = [
            figures(total([rows[i] for i in rng.integers(0, len(rows), len(rows))], *modes)) for _ in range(samples)
        ]
        for key, value in values.items():
            low, high = np.percentile([d[key] for d in drawn], [2.5, 97.5])
            cells.append(f"{value:.3f} ({low:.3f} to {high:.3f})")
    else:
        cells = [f"{value:.3f}" for value in values.values()]
    return f"| {label} | {total(rows, *modes)['gold']} | " + " | ".join(cells) + " |"


def report(
    title: str, passages: Sequence[Passage], rows: list[dict[str, Counter[str]]], samples: int, kinds: bool
) -> None:
    both = ("direct", "indirect")
    print(f"\n{title}\n")
    print("| | labelled | " + " | ".join(figures(Counter())) + " |")
    print("|---" * (len(figures(Counter())) + 2) + "|")
    print(line("all", rows, both, samples))
    print(line("direct", rows, ("direct",), samples))
    print(line("indirect", rows, ("indirect",), samples))
    if kinds:
        for kind in dict.fromkeys(p.kind for p in passages):
            print(line(kind, [r for p, r in zip(passages, rows, strict=True) if p.kind == kind], both, 0))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("halves", nargs="*", default=["dev"])
    parser.add_argument("--errors", action="store_true", help="show what differs; never on test")
    parser.add_argument("--samples", type=int, default=2000)
    options = parser.parse_args()
    for half in options.halves:
        passages = load(half)
        report(
            f"{half}, {len(passages)} passages",
            passages,
            measure(passages, ours, options.errors and half != "test"),
            options.samples,
            True,
        )


if __name__ == "__main__":
    main()
