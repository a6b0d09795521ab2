"""Export: a network to an int8 ONNX graph, and the proof that both say the same."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from framecheck.model.network import FrameNetwork


def export(network: FrameNetwork, path: Path) -> None:
    """Write the network as ONNX with int8 weights.

    Dynamic quantisation, one scale a column of each matrix; `reduce_range` because U8S8 products saturate on x86
    without VNNI (onnxruntime's guide to quantisation).
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # The quantiser advises a step that is for convolutions, on the root logger.
    root = logging.getLogger()
    with tempfile.TemporaryDirectory() as scratch, _level(root, logging.ERROR):
        plain = Path(scratch) / "plain.onnx"
        export_float(network, plain)
        quantised = Path(scratch) / "int8.onnx"
        quantize_dynamic(plain, quantised, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        model = onnx.load(quantised)
        model.doc_string = ""
        path.write_bytes(model.SerializeToString(deterministic=True))


def export_float(network: FrameNetwork, path: Path) -> None:
    """Write the network as ONNX with float32 weights, for parity and comparison."""
    ids = torch.tensor([[101, 2023, 2003, 102]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of tracing; `train` proves the graph against the network
        torch.onnx.export(
            _Exported(network).eval(),
            (ids, torch.ones_like(ids)),
            str(path),
            dynamo=False,
            input_names=["input_ids", "attention_mask"],
            output_names=["token_logits", "token_vectors"],
            dynamic_axes={
                name: {0: "batch", 1: "tokens"}
                for name in ("input_ids", "attention_mask", "token_logits", "token_vectors")
            },
            opset_version=17,
        )


class _Exported(torch.nn.Module):
    """The network with both of its outputs, which is what the graph gives."""

    def __init__(self, network: FrameNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.network.logits_and_vectors(input_ids, attention_mask)


@contextmanager
def _level(logger: logging.Logger, level: int) -> Iterator[None]:
    before = logger.level
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.setLevel(before)
