"""Cold start of `framecheck analyze`, as ratios from one run on one machine.

    python benchmarks/startup.py [--checkpoint FOLDER] [--runs 11]

Each command runs as a process of its own, in turn with the others; the figures are medians of wall time, and ratios
pair by pair. The floor is a bare script that imports onnxruntime and tokenizers, opens the same model and runs one
window. The rival is the fp32 checkpoint (`train --keep-checkpoint`) in a transformers token-classification pipeline.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from framecheck.model.folder import DEFAULT

ROOT = Path(__file__).parent.parent
QUOTE = ROOT / "fixtures" / "statements" / "reply.txt"

FLOOR = f"""
import numpy, onnxruntime, tokenizers
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession({str(DEFAULT / "model.onnx")!r}, options, providers=["CPUExecutionProvider"])
ids = tokenizers.Tokenizer.from_file({str(DEFAULT / "tokenizer.json")!r}).encode(open({str(QUOTE)!r}).read()).ids
ids = numpy.array([ids], dtype=numpy.int64)
print(session.run(None, {{"input_ids": ids, "attention_mask": numpy.ones_like(ids)}})[0].mean())
"""
RIVAL = """
from transformers import pipeline
classify = pipeline("token-classification", model={folder!r}, aggregation_strategy="none")
print(len(classify(open({quote!r}).read())))
"""


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory in MB of one process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} left with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def pipeline_folder(checkpoint: Path, folder: Path) -> None:
    """The checkpoint as a model that a pipeline opens."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    from framecheck.model.network import open_checkpoint

    network = open_checkpoint(checkpoint)
    config = BertConfig.from_pretrained(checkpoint)
    config.num_labels = network.head.weight.shape[0]
    model = BertForTokenClassification(config)
    model.bert.load_state_dict(
        {k: v for k, v in network.encoder.state_dict().items() if not k.startswith("pooler")}, strict=False
    )
    with torch.no_grad():
        model.classifier.weight.copy_(network.head.weight)
        model.classifier.bias.copy_(network.head.bias)
    model.save_pretrained(folder)
    tokenizer = Tokenizer.from_file(str(DEFAULT / "tokenizer.json"))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    python = sys.executable
    framecheck = str(Path(python).parent / "framecheck")
    commands = {
        "analyze": [framecheck, "analyze", str(QUOTE)],
        "floor": [python, "-c", FLOOR],
        "help": [framecheck, "--help"],
        "typer and rich": [python, "-c", "import typer, rich"],
    }
    with tempfile.TemporaryDirectory() as scratch:
        if options.checkpoint:
            # In a process of its own: a child inherits the peak memory of the parent it was forked from.
            work = multiprocessing.get_context("spawn").Process(
                target=pipeline_folder, args=(options.checkpoint, Path(scratch))
            )
            work.start()
            work.join()
            commands["pipeline"] = [python, "-c", RIVAL.format(folder=scratch, quote=str(QUOTE))]
        for command in commands.values():
            measure(command)
        runs = [{name: measure(command) for name, command in commands.items()} for _ in range(options.runs)]
    for name in commands:
        print(
            f"{name:<16}{statistics.median(r[name][0] for r in runs) * 1000:8.0f} ms {max(r[name][1] for r in runs):8.0f} MB peak"
        )
    print()
    bounds = [("analyze", "floor", 1.5), ("help", "typer and rich", 2.0)]
    for a, b, bound in [*bounds, *([("analyze", "pipeline", 0.25)] if options.checkpoint else [])]:
        ratios = sorted(r[a][0] / r[b][0] for r in runs)
        print(f"{a} / {b}: {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}); at most {bound}")
    print(f"peak memory of analyze: {max(r['analyze'][1] for r in runs):.0f} MB; at most 250")


if __name__ == "__main__":
    main()
