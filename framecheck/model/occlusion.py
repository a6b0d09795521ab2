"""Occlusion: what each word is worth, measured by leaving it out (Zeiler and Fergus 2014, section 4.2).

One more pass for every word of every sentence: the slow check of the exact shares that one pass gives.
"""

from __future__ import annotations

from framecheck.model.classifier import Classifier, Judgement, Words
from framecheck.schema import Statement


def occluded(classifier: Classifier, statement: Statement) -> Judgement:
    """The judgement of a statement whose words carry the fall of their sentence's logit when they are left out."""
    whole = classifier.judge(statement)
    words: list[Words] = []
    for index, found in enumerate(whole.words):
        falls: Words = []
        for start, end, _ in found:
            without = statement.model_copy(update={"markup": (*statement.markup, (start, end))})
            falls.append((start, end, whole.logits[index] - classifier.judge(without).logits[index]))
        words.append(falls)
    return Judgement(whole.logits, words)
