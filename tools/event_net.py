"""The network that `train_events.py` trains: what passes between two marked sides of a clause.

An encoder over pieces; marks stand around the sides, and the pieces within know their side. The
vectors of the first place, of the actor's mark and of the target's say the type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
import torch
from statement_net import Layer, copy_base
from torch import Tensor, nn

MARKS = 7  # none, four marks, within the actor, within the target
PLACES = 128


@dataclass(frozen=True, kw_only=True)
class Options:
    """What is tried."""

    name: str
    layers: tuple[int, ...]  # of the base
    epochs: int = 8
    rate: float = 1e-4
    batch: int = 16
    seed: int = 1
    patterns: int = 0  # epochs over the dictionary first
    joined: float = 0.4  # how often another clause is joined to one
    frozen: int = 0  # layers that stay as the patterns left them
    masked: float = 0.0  # how often the words of a side are hidden
    smooth: float = 0.1


class EventNet(nn.Module):
    """Encoder and head."""

    def __init__(self, base: dict[str, Any], words: Any, kinds: int, options: Options) -> None:
        super().__init__()
        width = words.shape[1]
        self.words = nn.Embedding.from_pretrained(torch.tensor(words), freeze=True)
        self.marks = nn.Embedding(MARKS, width)
        nn.init.normal_(self.marks.weight, std=0.02)
        with torch.no_grad():
            self.marks.weight[0] = 0
        places = torch.tensor(base["embeddings.position_embeddings.weight"]).float()
        kind = torch.tensor(base["embeddings.token_type_embeddings.weight"]).float()
        self.places = nn.Embedding.from_pretrained(places[:PLACES] + kind[0], freeze=False)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        inner = base["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.layers = nn.ModuleList(Layer(width, inner) for _ in options.layers)
        self.types = nn.Linear(3 * width, kinds)
        self.drop = nn.Dropout(0.1)
        copy_base(self.norm, self.layers, base, options.layers)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the log-odds of the types of each clause."""
        pieces, marks = batch["pieces"], batch["marks"]
        is_mark = ((marks > 0) & (marks < 5))[..., None]
        own = torch.where(is_mark, 0.0, self.words(pieces)) + self.marks(marks)
        place = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(own + self.places(place)))
        mask = batch["is_there"][:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        rows = torch.arange(len(x))
        chosen = [x[:, 0], x[rows, batch["actor"]], x[rows, batch["target"]]]
        return self.types(self.drop(torch.cat(chosen, dim=1)))


def parameters(net: EventNet) -> tuple[list[Any], list[Any]]:
    """Return what is trained slowly, the encoder, and fast, what is new."""
    new = ("types", "marks")
    slow = [p for n, p in net.named_parameters() if p.requires_grad and not n.startswith(new)]
    fast = [p for n, p in net.named_parameters() if n.startswith(new)]
    return slow, fast


Array = numpy.ndarray[Any, Any]
