"""The network: an encoder, one linear layer that turns every token's state into a logit per frame, and one that
turns it into a vector of what the sentence is about.

Only training and checkpoints come here: torch and transformers are imported by this module and by
`framecheck.training`, nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PretrainedConfig

from framecheck.errors import ModelError


class FrameNetwork(nn.Module):
    """Token logits from token ids; token vectors, from a map that is fitted when the rest has been trained."""

    def __init__(self, encoder: nn.Module, frames: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        hidden = int(cast(Any, encoder).config.hidden_size)
        self.head = nn.Linear(hidden, frames)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.vectors = nn.Linear(2 * hidden, hidden).requires_grad_(False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Logits of every token.

        Args:
            input_ids: *shape* (batch, tokens).
            attention_mask: *shape* (batch, tokens), 1 for a token and 0 for padding.

        Returns:
            *shape* (batch, tokens, frames).
        """
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return cast(Tensor, self.head(self.dropout(states)))

    def states(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """The states of every token before the first layer and after the last, *shape* (batch, tokens, 2 x hidden)."""
        output = self.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        return torch.cat([output.hidden_states[0], output.hidden_states[-1]], dim=-1)

    def logits_and_vectors(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits, *shape* (batch, tokens, frames), and vectors, *shape* (batch, tokens, hidden), of every token."""
        states = self.states(input_ids, attention_mask)
        return self.head(states[..., self.head.in_features :]), self.vectors(states)


def pool(logits: Tensor, spans: Tensor) -> Tensor:
    """The logit of each span: the mean over its tokens.

    Args:
        logits: *shape* (batch, tokens, frames).
        spans: *shape* (spans, 3): row in the batch, first token, one past the last token.

    Returns:
        *shape* (spans, frames).
    """
    sums = torch.cumsum(nn.functional.pad(logits, (0, 0, 1, 0)), dim=1)
    rows, first, last = spans.unbind(1)
    return (sums[rows, last] - sums[rows, first]) / (last - first).unsqueeze(1)


def from_base(base: str | Path, frames: int) -> FrameNetwork:
    """Start a network from pretrained weights: a folder, or the id of a model on a hub.

    Raises:
        ModelError: the weights cannot be found.
    """
    try:
        encoder = AutoModel.from_pretrained(str(base))
    except (OSError, ValueError) as error:
        raise ModelError(f"{base}: no pretrained encoder there ({str(error).splitlines()[0]})") from None
    return FrameNetwork(cast(nn.Module, encoder), frames)


def save_checkpoint(network: FrameNetwork, folder: Path) -> None:
    """Write the weights as safetensors beside the encoder's configuration (never pickle)."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    cast(PretrainedConfig, cast(Any, network.encoder).config).save_pretrained(folder)
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, folder / "network.safetensors")


def open_checkpoint(folder: Path) -> FrameNetwork:
    """Read a checkpoint that `save_checkpoint` wrote.

    Raises:
        ModelError: there is none in the folder.
    """
    from safetensors.torch import load_file

    weights = folder / "network.safetensors"
    if not weights.is_file():
        raise ModelError(f"{folder}: no checkpoint there (network.safetensors); train with --keep-checkpoint")
    state = load_file(weights)
    encoder = cast(Any, AutoModel).from_config(AutoConfig.from_pretrained(folder))
    network = FrameNetwork(cast(nn.Module, encoder), frames=state["head.weight"].shape[0])
    network.load_state_dict(state)
    return network.eval()
