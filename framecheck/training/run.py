"""A whole training run: corpus to model folder.

Calibration and thresholds are fitted on dev with the exported graph, for that is what will be used.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from framecheck.codebook import Codebook
from framecheck.corpus.statements import LabelledStatement, read
from framecheck.errors import CorpusError, ModelError, UsageError
from framecheck.evaluation.run import run as evaluate
from framecheck.files import sha256, write_whole
from framecheck.model.calibration import Calibration, probabilities, thresholds
from framecheck.model.card import new_card
from framecheck.model.folder import CHECKSUMS, Config, ModelFolder, open_folder, write_folder
from framecheck.model.graph import open_tokenizer
from framecheck.model.network import FrameNetwork, save_checkpoint
from framecheck.model.onnx import OnnxClassifier
from framecheck.model.windows import borders
from framecheck.training.calibrate import fit_calibration
from framecheck.training.distil import network_scores
from framecheck.training.export import export
from framecheck.training.fit import Progress, fit, sentence_scores
from framecheck.training.recipe import Array, Item, Recipe, items, labels_of, read_teacher
from framecheck.training.vectors import learn_vectors

HELD_BACK = ("test.jsonl", "outside-dev.jsonl", "contrast-test.jsonl")
LEARNT = ("train.jsonl", "contrast-train.jsonl")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a run learns from and what it chooses by."""

    train: list[LabelledStatement]
    dev: list[LabelledStatement]
    files: tuple[Path, ...]


def read_corpus(path: Path, codebook: Codebook) -> Corpus:
    """Read a corpus folder (train.jsonl, dev.jsonl, contrast-train.jsonl), or one file, split by group.

    Of one file a tenth of the groups, chosen by the hash of their names, is dev.

    Raises:
        CorpusError: something is missing or malformed, dev is empty, or train and dev share a group.
        UsageError: the file is a held-back split.
    """
    if path.is_dir():
        files = tuple(path / name for name in LEARNT if (path / name).is_file())
        if not (path / "train.jsonl").is_file() or not (path / "dev.jsonl").is_file():
            raise CorpusError(f"{path}: a corpus folder has train.jsonl and dev.jsonl")
        train = [statement for file in files for statement in read(file, codebook)]
        dev = read(path / "dev.jsonl", codebook)
        files = (*files, path / "dev.jsonl")
    else:
        if path.name in HELD_BACK:
            raise UsageError(f"{path}: {path.stem} is held back for measuring; it is never trained on")
        statements = read(path, codebook)
        names = [s.group or s.id or str(s.line) for s in statements]
        chosen = {n for n in names if int(hashlib.sha256(n.encode()).hexdigest(), 16) % 10 == 0}
        train = [s for s, n in zip(statements, names, strict=True) if n not in chosen]
        dev = [s for s, n in zip(statements, names, strict=True) if n in chosen]
        files = (path,)
    shared = ({s.group for s in train} & {s.group for s in dev}) - {""}
    if shared:
        raise CorpusError(f"{path}: train and dev share the group '{min(shared)}'; split by group")
    if not train or not dev:
        raise CorpusError(f"{path}: {'dev' if train else 'train'} is empty; a corpus of several groups is needed")
    return Corpus(train, dev, files)


def train(
    corpus: Corpus,
    codebook: Codebook,
    base: Path,
    output: Path,
    recipe: Recipe,
    name: str,
    teacher: Path | None = None,
    checkpoint: Path | None = None,
    scores: Path | None = None,
    progress: Progress = lambda *_: None,
    say: Callable[[str], None] = lambda _: None,
) -> ModelFolder:
    """Fit, export, calibrate, prove and describe; the folder is complete at the end or not there.

    Raises:
        ModelError: the base has no fitting tokenizer or no weights, or the graph does not agree with the network.
        UsageError: the output is taken by something else, or the device is not there.
    """
    begun = time.monotonic()
    if output.exists() and not (output / CHECKSUMS).is_file():
        raise UsageError(f"{output}: stands there already and is no model folder; give a new name")
    if recipe.device != "cpu" and not torch.cuda.is_available():
        raise UsageError(f"--device {recipe.device}: torch finds no such device here")
    tokenizer_file = base / "tokenizer.json"
    tokenizer = open_tokenizer(tokenizer_file)
    specials = borders(tokenizer)
    soft = read_teacher(teacher) if teacher else {}
    taught = sum(s.id in soft for s in corpus.train)
    if teacher and not taught:
        raise CorpusError(f"{teacher}: it scores no statement of the corpus (by id)")
    with _staged(output) as folder, _staged(checkpoint) as kept:
        if scores and recipe.alone:
            raise UsageError("--keep-scores: a network that sees sentences alone has no scores for statements")
        learnt = items(corpus.train, tokenizer, codebook, recipe, soft)
        chosen = items(corpus.dev, tokenizer, codebook, recipe)
        network, history = fit(base, len(codebook.frames), learnt, chosen, specials, recipe, progress)
        learn_vectors(network, base, learnt, specials, recipe)
        if checkpoint:
            save_checkpoint(network, kept)
        export(network, folder / "model.onnx")
        config = Config(
            name=name,
            codebook=codebook,
            window=recipe.window,
            calibration=tuple(Calibration() for _ in codebook.frames),
        )
        raw = OnnxClassifier(write_folder(folder, config, tokenizer_file, "unfinished\n"))
        logits = np.concatenate([raw.judge(s.statement()).logits for s in corpus.dev])
        calibration = fit_calibration(logits, np.concatenate([labels_of(s, codebook) for s in corpus.dev]))
        agreement = _parity(network, chosen, specials, recipe, logits, calibration)
        if scores:
            write_whole(scores, network_scores(network, corpus.train, learnt, specials, recipe, calibration))
        say(f"int8 graph and float network agree on {agreement:.2%} of dev labels")
        config = config.model_copy(update={"calibration": tuple(calibration)})
        metrics, _ = evaluate(OnnxClassifier(write_folder(folder, config, tokenizer_file, "unfinished\n")), corpus.dev)
        sentences = sum(len(s.sentences) for s in corpus.train)
        facts = {
            "recipe": ", ".join(f"{k} {v}" for k, v in recipe.model_dump().items()),
            "base": f"{base.name}, model.safetensors {_hash(base / 'model.safetensors')}",
            "corpus": ", ".join(f"{f.name} {sha256(f)[:12]}" for f in corpus.files),
            "learnt from": f"{len(corpus.train)} statements, {sentences} sentences",
            "teacher": f"{teacher.name} {sha256(teacher)[:12]}, for {taught} statements" if teacher else "none",
            "int8 graph against float network": f"{agreement:.2%} of dev labels equal",
            "torch": f"{torch.__version__}, {torch.get_num_threads()} threads, {platform.machine()}, {recipe.device}",
            "seconds": f"{time.monotonic() - begun:.0f}",
        }
        write_folder(folder, config, tokenizer_file, new_card(config, facts, history, metrics))
    return open_folder(output)


@contextmanager
def _staged(target: Path | None) -> Iterator[Path]:
    """A folder beside the target that takes its place at the end, and is gone if anything fails.

    Raises:
        UsageError: no folder can be made there.
    """
    if target is None:
        yield Path()
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise UsageError(f"{target}: no folder can be made there ({error.strerror})") from None
    try:
        yield staging
        staging.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        staging.replace(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _parity(
    network: FrameNetwork,
    dev: Sequence[Item],
    specials: tuple[int, int],
    recipe: Recipe,
    logits: Array,
    calibration: Sequence[Calibration],
) -> float:
    """The share of dev labels on which the exported graph agrees with the network.

    Raises:
        ModelError: fewer than nineteen in twenty agree: the export is broken.
    """
    floating = sentence_scores(network, dev, specials, recipe.model_copy(update={"device": "cpu"}))
    one, other = (probabilities(x, calibration) >= thresholds(calibration) for x in (floating, logits))
    agreement = float((one == other).mean())
    if agreement < 0.95:
        raise ModelError(
            f"the exported graph agrees with the network on {agreement:.1%} of dev labels; nothing to ship"
        )
    return agreement


def _hash(path: Path) -> str:
    return sha256(path)[:12] if path.is_file() else "(no such file)"
