"""The network that `train_statements.py` trains: an encoder of words, tags, and links of cues.

A word's first piece goes through the encoder; what the parse and the rules say of the word, and
the word it hangs on, are added to the embedding of its pieces. Three heads tag content, cue and
source; two score pairs of a cue and a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

PAIR = 128  # width of the pair scores
REACH = 64  # words; farther ones count as this far
HEADS = 12


@dataclass(frozen=True, kw_only=True)
class Options:
    """What is tried."""

    name: str
    layers: tuple[int, ...]  # of the base
    epochs: int = 14
    rate: float = 3e-4
    batch: int = 16
    seed: int = 1


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the places' vectors one layer on."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, dropout_p=0.1 if self.training else 0.0
        )
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(x.shape))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x), approximate="tanh"))))


def copy_base(
    norm: nn.LayerNorm, layers: nn.ModuleList, base: dict[str, Any], numbers: tuple[int, ...]
) -> None:
    """Let the layers begin with the weights of some layers of the base, and the norm with its own."""

    def get(name: str) -> Tensor:
        return torch.tensor(base[name], dtype=torch.float32)

    norm.weight.data = get("embeddings.LayerNorm.weight")
    norm.bias.data = get("embeddings.LayerNorm.bias")
    for layer, number in zip(layers, numbers, strict=True):
        at = f"encoder.layer.{number}."
        for end in ("weight", "bias"):
            names = [f"{at}attention.self.{n}.{end}" for n in ("query", "key", "value")]
            layer.qkv._parameters[end].data = torch.cat([get(n) for n in names])
            for part, name in (
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                part._parameters[end].data = get(f"{at}{name}.{end}")


class Net(nn.Module):
    """Encoder and heads."""

    def __init__(self, base: dict[str, numpy.ndarray], sizes: list[int], options: Options) -> None:
        super().__init__()
        words = torch.tensor(base["embeddings.word_embeddings.weight"], dtype=torch.float32)
        width = words.shape[1]
        self.words = nn.Embedding.from_pretrained(words, freeze=False)
        places = torch.tensor(base["embeddings.position_embeddings.weight"], dtype=torch.float32)
        kinds = torch.tensor(base["embeddings.token_type_embeddings.weight"], dtype=torch.float32)
        self.places = nn.Embedding.from_pretrained(places + kinds[0], freeze=False)
        self.columns = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        self.head = nn.Linear(width, width, bias=False)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, base["encoder.layer.0.intermediate.dense.weight"].shape[0])
            for _ in options.layers
        )
        self.tags = nn.Linear(width, 9)
        self.pairs = nn.Linear(width, 4 * PAIR)
        self.near = nn.Parameter(torch.zeros(2, 2 * REACH + 1))
        self.bias = nn.Parameter(torch.tensor([-2.0, -4.0]))
        self.drop = nn.Dropout(0.1)
        for table in self.columns:
            nn.init.normal_(table.weight, std=0.01)
        nn.init.normal_(self.head.weight, std=0.01)
        copy_base(self.norm, self.layers, base, options.layers)

    def read(self, batch: dict[str, Tensor]) -> Tensor:
        """Return a vector for each word."""
        pieces, word_of = batch["pieces"], batch["word_of"]  # word_of: 0 for none, else 1 + word
        extra = sum(table(batch["columns"][..., i]) for i, table in enumerate(self.columns))
        firsts = torch.gather(pieces, 1, batch["firsts"])
        own = self.words(firsts)
        heads = torch.gather(own, 1, batch["heads"][..., None].expand_as(own))
        extra = extra + self.head(heads)
        extra = torch.cat([torch.zeros_like(extra[:, :1]), extra], dim=1)
        added = torch.gather(extra, 1, word_of[..., None].expand(*word_of.shape, extra.shape[-1]))
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.words(pieces) + self.places(place) + added))
        mask = (pieces != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return torch.gather(
            x, 1, batch["firsts"][..., None].expand(*batch["firsts"].shape, x.shape[-1])
        )

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return tags [B, W, 9] and pair scores [B, A, 2, W] for the given anchors."""
        h = self.drop(self.read(batch))
        return self.tags(h), self.pair(h, batch["anchors"])

    def pair(self, h: Tensor, anchors: Tensor) -> Tensor:
        """Return the scores of each anchor with each word, for content and source."""
        parts = functional.gelu(self.pairs(h), approximate="tanh")
        left, right = parts[..., : 2 * PAIR], parts[..., 2 * PAIR :]
        rows = torch.gather(left, 1, anchors[..., None].expand(*anchors.shape, left.shape[-1]))
        rows = rows.view(*rows.shape[:2], 2, PAIR)
        cols = right.view(*right.shape[:2], 2, PAIR)
        scores = torch.einsum("bakd,bwkd->bakw", rows, cols) / PAIR**0.5
        place = torch.arange(h.shape[1], device=h.device)
        gap = (place[None, None] - anchors[..., None]).clamp(-REACH, REACH) + REACH
        near = self.near[:, gap].permute(1, 2, 0, 3)
        return scores + near + self.bias[None, None, :, None]
