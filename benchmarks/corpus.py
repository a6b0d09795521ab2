"""Counts and diversity of the corpus, for docs/datasheet.md.

python benchmarks/corpus.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from framecheck.codebook import load
from framecheck.corpus.statements import read

CORPUS = Path(__file__).parent.parent / "fixtures" / "corpus"
SPLITS = ("train", "dev", "test", "outside-dev", "contrast-train", "contrast-test")


def main() -> None:
    names = load().names
    print("| split | statements | groups | sentences | " + " | ".join(names) + " | two or more | none |")
    print("|---" * (6 + len(names)) + "|")
    kinds: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    grams: Counter[tuple[str, ...]] = Counter()
    for split in SPLITS:
        statements = read(CORPUS / f"{split}.jsonl")
        sentences = [s for statement in statements for s in statement.sentences]
        frames = Counter(f for s in sentences for f in s.frames)
        several = sum(len(s.frames) > 1 for s in sentences)
        row = [len(statements), len({s.group for s in statements}), len(sentences), *(frames[n] for n in names)]
        print(f"| {split} | " + " | ".join(map(str, [*row, several, sum(not s.frames for s in sentences)])) + " |")
        kinds.update(s.key("kind") or "contrast" for s in statements)
        countries.update(s.key("country") or "none given" for s in statements)
        for sentence in sentences:
            words = sentence.text.casefold().split()
            grams.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    print(f"\nkinds: {', '.join(f'{k} {n}' for k, n in kinds.most_common(14))}")
    print(
        f"countries: {', '.join(f'{k} {n}' for k, n in countries.most_common(14))}, and {max(0, len(countries) - 14)} more"
    )
    print(f"distinct among all runs of four words: {len(grams) / sum(grams.values()):.3f}")


if __name__ == "__main__":
    main()
