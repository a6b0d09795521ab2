"""Sentences to their speakers."""

from __future__ import annotations

from collections.abc import Sequence

from framecheck.schema import Sentence, Span, Statement
from framecheck.speakers.quotations import Quotation, quotations

_MOSTLY = 0.5  # share of a sentence's or a clause's words from which on it counts as quoted


def attribute(statement: Statement) -> Statement:
    """The same statement, its sentences with their speakers.

    A sentence is direct if at least half of its words outside of the cue are quoted, indirect if it reports a clause,
    and its speaker is the one who is quoted or reported longest. A narrator's sentence with a quoted fragment stays
    the narrator's, and `quotes` holds the fragment. A statement that has speakers already keeps them.
    """
    if any(sentence.mode != "narrator" for sentence in statement.sentences):
        return statement
    found = quotations(statement)
    if not found:
        return statement
    sentences, at = [], 0
    for sentence in statement.sentences:
        while at < len(found) and found[at].end <= sentence.start:
            at += 1
        here = []
        for k in range(at, len(found)):
            if found[k].start >= sentence.end:
                break
            if found[k].end > sentence.start:
                here.append(found[k])
        sentences.append(_attributed(sentence, here) if here else sentence)
    return statement.model_copy(update={"sentences": tuple(sentences)})


def _attributed(sentence: Sentence, here: Sequence[Quotation]) -> Sentence:
    def clip(quotation: Quotation) -> Span:
        return max(quotation.start, sentence.start), min(quotation.end, sentence.end)

    def weight(spans: Sequence[Span]) -> int:
        return sum(b - a for a, b in spans)

    direct = [q for q in here if q.mode == "direct"]
    quotes = tuple(clip(q) for q in direct)
    about = [s for q in here for s in (q.mention, q.cue) if s and s[0] >= sentence.start and s[1] <= sentence.end]
    rest = weight([(sentence.start, sentence.end)]) - weight(quotes) - weight(sorted(set(about)))
    longest = max(here, key=lambda q: weight([clip(q)]))
    if direct and weight(quotes) >= _MOSTLY * (weight(quotes) + rest):
        longest = max(direct, key=lambda q: weight([clip(q)]))
        return sentence.model_copy(update={"speaker": longest.speaker, "mode": "direct", "quotes": quotes})
    reports = [q for q in here if q.mode == "indirect"]
    if reports:
        longest = max(reports, key=lambda q: weight([clip(q)]))
        return sentence.model_copy(update={"speaker": longest.speaker, "mode": "indirect", "quotes": quotes})
    return sentence.model_copy(update={"quotes": quotes})
