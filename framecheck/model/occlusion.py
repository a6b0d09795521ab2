"""Occlusion: what each word is worth, measured by leaving it out (Zeiler and Fergus 2014, section 4.2).

One more pass of a sentence's own window for every word of it: the slow check of the exact shares that one pass gives.
"""

from __future__ import annotations

from framecheck.model.classifier import Judgement, Words
from framecheck.model.onnx import OnnxClassifier
from framecheck.schema import Statement


def occluded(classifier: OnnxClassifier, statement: Statement) -> Judgement:
    """The judgement of a statement whose words carry the fall of their sentence's logit when they are left out."""
    whole = classifier.judge(statement)
    together = classifier.together(statement)
    words: list[Words] = []
    for index, found in enumerate(whole.words):
        first, last = together[index]
        near = statement.model_copy(update={"sentences": statement.sentences[first : last + 1]})
        falls: Words = []
        for start, end, _ in found:
            markup = tuple(sorted({*statement.markup, (start, end)}))
            without = classifier.judge(near.model_copy(update={"markup": markup}))
            falls.append((start, end, whole.logits[index] - without.logits[index - first]))
        words.append(falls)
    return Judgement(whole.logits, words)
