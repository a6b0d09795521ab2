"""The library's face: a model, opened once, that analyses texts and files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from framecheck import __version__
from framecheck.analysis import Selection, analyse
from framecheck.codebook import Codebook
from framecheck.codebook import load as load_codebook
from framecheck.errors import CodebookError, InputError, UsageError
from framecheck.model.classifier import Judgement
from framecheck.model.folder import DEFAULT, open_folder
from framecheck.model.onnx import OnnxClassifier
from framecheck.schema import Analysis, Comparison, Receipt, Revision, Statement
from framecheck.sentences import segment
from framecheck.speakers import attribute


class Analyzer:
    """Analyses statements with one model.

    Args:
        model: a model folder; the one that ships if None.
        codebook: words for the report in place of the model's own; it must have the model's frames, in their order.
        thresholds: by frame, in place of those that the model chose on its dev split.
        selection: the sentences that are reported and counted; all of them if left out.
        explain: "words" (each word's exact share of the logit) or "occlusion" (what leaving it out costs; slower).

    Raises:
        ModelError: the model folder is missing, broken or foreign.
        CodebookError: the codebook does not fit the model.
        UsageError: a threshold is no probability.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        codebook: str | Path | Codebook | None = None,
        thresholds: Mapping[str, float] | None = None,
        explain: str = "words",
        selection: Selection = Selection(),  # noqa: B008  (frozen)
    ) -> None:
        self.folder = open_folder(DEFAULT if model is None else model)
        self.classifier = OnnxClassifier(self.folder)
        self.explain = explain
        self.selection = selection
        if codebook is not None:
            given = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
            if given.names != self.classifier.codebook.names:
                raise CodebookError(
                    f"codebook {given.id} has the frames {', '.join(given.names)}; "
                    f"the model marks {', '.join(self.classifier.codebook.names)}"
                )
            self.classifier.codebook = given
        self.thresholds = dict(thresholds or {})
        for name, value in self.thresholds.items():
            self.codebook.frame(name)
            if not 0 <= value <= 1:
                raise UsageError(f"threshold {name}={value}: a probability from 0 to 1 is expected")

    @property
    def codebook(self) -> Codebook:
        """The frames that this analyser marks."""
        return self.classifier.codebook

    def analyze(self, text: str | Statement, source: str = "") -> Analysis:
        """Analyse one text.

        Raises:
            InputError: there is no sentence in it.
        """
        statement = _statement(text, source)
        return analyse(
            _Occluding(self.classifier) if self.explain == "occlusion" else self.classifier,
            attribute(statement),
            self.thresholds,
            self.selection,
        )

    def compare(self, challenge: str | Statement, reply: str | Statement) -> Comparison:
        """Judge what a reply takes up of a challenge, passes over and brings in.

        Raises:
            InputError: there is no sentence in one of them.
            ModelError: the model gives no sentence vectors.
        """
        from framecheck.comparison import compare

        one, other = _statement(challenge, "challenge"), _statement(reply, "reply")
        vectors = self.classifier.vectors(one), self.classifier.vectors(other)
        return compare(self.analyze(one), self.analyze(other), vectors, self.codebook, self.receipt())

    def revise(self, draft: str | Statement, final: str | Statement) -> Revision:
        """Align two versions of one statement, and say how its frames moved.

        Raises:
            InputError: there is no sentence in one of them.
        """
        from framecheck.revision import revise

        one, other = self.analyze(draft, "draft"), self.analyze(final, "final")
        return revise(one, other, self.codebook, self.receipt())

    def compare_speakers(self, text: str | Statement, challenger: str, replier: str) -> Comparison:
        """Judge what one speaker of a statement takes up of another's words in it; all is judged in full context.

        Raises:
            InputError: there is no sentence in it.
            UsageError: nobody of that name speaks.
            ModelError: the model gives no sentence vectors.
        """
        from framecheck.comparison import compare

        statement = attribute(_statement(text, ""))
        vectors = self.classifier.vectors(statement)
        sides, parts = [], []
        for name in (challenger, replier):
            selection = Selection(speakers=(name,))
            taken = [i for i, sentence in enumerate(statement.sentences) if selection.takes(sentence)]
            if not taken:
                voices = dict.fromkeys(sentence.voice for sentence in statement.sentences)
                raise UsageError(f"{name}: nobody of that name speaks; there are {', '.join(voices)}")
            voice = statement.sentences[taken[0]].voice
            analysis = analyse(self.classifier, statement, self.thresholds, selection)
            sides.append(analysis.model_copy(update={"title": voice}))
            parts.append(vectors[taken])
        return compare(sides[0], sides[1], (parts[0], parts[1]), self.codebook, self.receipt())

    def receipt(self) -> Receipt:
        """What is needed to get the same analysis again."""
        return Receipt(
            framecheck=__version__,
            model=self.folder.config.name,
            model_sha256=self.folder.hash,
            codebook=f"{self.codebook.id} {self.codebook.version}",
            codebook_sha256=self.codebook.hash,
            settings={
                "explain": self.explain,
                "thresholds": self.thresholds,
                "quotes": self.selection.quotes,
                "speakers": list(self.selection.speakers),
            },
        )


def _statement(text: str | Statement, source: str) -> Statement:
    statement = text if isinstance(text, Statement) else Statement(source=source, text=text, sentences=segment(text))
    if not statement.sentences:
        raise InputError(f"{statement.source or 'text'}: no sentence in it; nothing to analyse")
    return statement


class _Occluding:
    """A classifier whose words carry what leaving them out costs."""

    def __init__(self, classifier: OnnxClassifier) -> None:
        self._classifier = classifier
        self.codebook, self.calibration = classifier.codebook, classifier.calibration

    def judge(self, statement: Statement) -> Judgement:
        from framecheck.model.occlusion import occluded

        return occluded(self._classifier, statement)
