"""Train the learned reader of events.

    python tools/train_events.py --data FOLDER --out FOLDER --name six [--fold N] [--set key=value]

`--data` is what `event_data.py` wrote. Needs torch (`uv run --with torch`); minutes on one core.
The clauses of a fold are kept aside and measured on, and their scores are written
(`NAME.fold-N.npz`); the network is written rounded to 8 bits (`NAME.npz`). Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
import torch
from event_net import EventNet, Options, parameters
from torch.nn import functional

WARM = 60  # steps
CLS, SEP = 0, -1  # places in a clause
HALF = 0.5
BEHIND = 0.6  # how often the joined clause follows
IN_SIDE = 5  # marks from here on are of pieces within a side
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "CONCEDE": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4,
    "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4, "NONE": 0,
}  # fmt: skip
TRIALS = {
    "six": Options(name="six", layers=(0, 1, 2, 3, 4, 5)),
    "four": Options(name="four", layers=(0, 1, 2, 3)),
    "last": Options(name="last", layers=(0, 1, 4, 5)),
    "three": Options(name="three", layers=(0, 2, 4)),
}


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """Cut clauses with their types."""

    pieces: list[Any]
    marks: list[Any]
    types: Any
    folds: Any

    def __len__(self) -> int:
        return len(self.pieces)

    def only(self, numbers: Any) -> Clauses:
        """Return some of them."""
        return Clauses(
            pieces=[self.pieces[i] for i in numbers],
            marks=[self.marks[i] for i in numbers],
            types=self.types[numbers],
            folds=self.folds[numbers],
        )


def load(path: Path) -> Clauses:
    """Return the clauses of a file."""
    data = numpy.load(path)
    edges = numpy.cumsum(data["sizes"])[:-1]
    return Clauses(
        pieces=numpy.split(data["pieces"], edges),
        marks=numpy.split(data["marks"], edges),
        types=data["types"],
        folds=data["folds"],
    )


class Trainer:
    """Holds the net of one trial."""

    def __init__(self, data: Path, options: Options) -> None:
        self.options = options
        self.random = numpy.random.default_rng(options.seed)
        torch.manual_seed(options.seed)
        base, words = dict(numpy.load(data / "base.npz")), numpy.load(data / "words.npz")["words"]
        names = json.loads((data / "names.json").read_text(encoding="utf-8"))
        self.types: list[str] = names["types"]
        self.links = [numpy.array(pieces, dtype="int32") for pieces in names["links"]]
        self.net = EventNet(base, words, len(self.types), options)
        self.fresh = torch.get_rng_state()

    def begin(self, data: Path, kept: Path) -> None:
        """Learn from the patterns, or take what was learned from them before."""
        if not kept.exists():
            self.learn(load(data / "patterns.npz"), self.options.patterns, joined=0.0, rate=1e-4)
            kept.parent.mkdir(parents=True, exist_ok=True)
            torch.save(self.net.state_dict(), kept)
        self.net.load_state_dict(torch.load(kept))
        self.random = numpy.random.default_rng(self.options.seed)  # as if begun from the file
        torch.set_rng_state(self.fresh)
        for layer in self.net.layers[: self.options.frozen]:
            layer.requires_grad_(False)

    def learn(self, clauses: Clauses, epochs: int, *, joined: float, rate: float) -> None:
        """Go through clauses several times."""
        options, began = self.options, time.process_time()
        slow, fast = parameters(self.net)
        optimizer = torch.optim.AdamW(
            [{"params": slow, "lr": rate}, {"params": fast, "lr": 10 * rate}], weight_decay=0.01
        )
        self.net.train()
        steps = epochs * (len(clauses) // options.batch + 1)
        done = 0
        for epoch in range(epochs):
            total = 0.0
            for numbers in self.batches(clauses):
                scale = min(1.0, (done + 1) / WARM) * max(0.0, 1 - done / steps)
                for part, each in zip(optimizer.param_groups, (rate, 10 * rate), strict=True):
                    part["lr"] = each * scale
                some = [self.vary(clauses, i, joined) for i in numbers]
                with torch.autocast("cpu", torch.bfloat16):  # twice as fast
                    logits = self.net(pack(some)).float()
                wanted = torch.tensor(clauses.types[numbers], dtype=torch.long)
                loss = functional.cross_entropy(logits, wanted, label_smoothing=options.smooth)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
                optimizer.step()
                total += float(loss.detach())
                done += 1
            spent = time.process_time() - began
            print(
                f"{options.name} {epoch + 1}/{epochs} loss {total * epochs / steps:.3f} {spent:.0f}s",
                flush=True,
            )

    def batches(self, clauses: Clauses) -> list[Any]:
        """Return batches of clauses of like length, in any order."""
        noise = self.random.random(len(clauses)) * 6
        order = numpy.argsort([len(p) for p in clauses.pieces] + noise)
        size = self.options.batch
        groups = [order[i : i + size] for i in range(0, len(order), size)]
        self.random.shuffle(groups)
        return groups

    def vary(self, clauses: Clauses, number: int, joined: float) -> tuple[Any, Any]:
        """Return a clause, perhaps with another joined to it, perhaps with a side hidden."""
        pieces, marks = clauses.pieces[number], clauses.marks[number]
        random = self.random
        if random.random() < self.options.masked:
            side = IN_SIDE + int(random.random() < HALF)
            keep = marks != side
            pieces, marks = pieces[keep], marks[keep]
        if random.random() < joined:
            other = random.integers(len(clauses))
            plain = clauses.pieces[other][1:-1][~is_mark(clauses.marks[other][1:-1])]
            link = self.links[random.integers(len(self.links))]
            zeros = numpy.zeros(len(plain) + len(link), dtype=marks.dtype)
            if random.random() < BEHIND:
                parts = [pieces[:-1], link, plain, pieces[-1:]]
                rows = [marks[:-1], zeros, marks[-1:]]
            else:
                parts = [pieces[:1], plain, link, pieces[1:]]
                rows = [marks[:1], zeros, marks[1:]]
            pieces, marks = numpy.concatenate(parts), numpy.concatenate(rows)
        return pieces, marks

    def read(self, clauses: Clauses) -> Any:
        """Return the log-odds of clauses."""
        self.net.eval()
        found = []
        with torch.no_grad():
            for first in range(0, len(clauses), 32):
                numbers = range(first, min(first + 32, len(clauses)))
                found.append(
                    self.net(pack([(clauses.pieces[i], clauses.marks[i]) for i in numbers])).numpy()
                )
        return numpy.concatenate(found)


def is_mark(marks: Any) -> Any:
    """Return where a mark stands in a piece's place."""
    return (marks > 0) & (marks < IN_SIDE)


def pack(some: list[tuple[Any, Any]]) -> dict[str, Any]:
    """Return clauses as tensors."""
    most = max(len(p) for p, _ in some)
    pieces = numpy.zeros((len(some), most), "int64")
    marks = numpy.zeros((len(some), most), "int64")
    there = numpy.zeros((len(some), most), bool)
    actor, target = numpy.zeros(len(some), "int64"), numpy.zeros(len(some), "int64")
    for row, (p, m) in enumerate(some):
        pieces[row, : len(p)], marks[row, : len(p)], there[row, : len(p)] = p, m, True
        actor[row] = int(numpy.argmax(m == 1))
        target[row] = int(numpy.argmax(m == 3))
    arrays = {"pieces": pieces, "marks": marks, "is_there": there, "actor": actor, "target": target}
    return {name: torch.from_numpy(a) for name, a in arrays.items()}


def report(types: list[str], logits: Any, clauses: Clauses, *, others: bool) -> None:
    """Print macro-F1 of type and quad; without `others` there is always an event."""
    kinds = types if others else types[:-1]
    found = [kinds[i] for i in logits[:, : len(kinds)].argmax(1)]
    true = [types[i] for i in clauses.types]
    if not others:
        found = ["CONCEDE" if f == "RETREAT" else f for f in found]
    scores = {
        "root": 100 * macro_f1(true, found),
        "quad": 100 * macro_f1([QUADS[t] for t in true], [QUADS[f] for f in found]),
        "right": 100 * float(numpy.mean([t == f for t, f in zip(true, found, strict=True)])),
    }
    print("aside" if others else "measure", {k: round(v, 1) for k, v in scores.items()}, flush=True)


def macro_f1(true: list[Any], found: list[Any]) -> float:
    """Return the mean F1 of the true classes."""
    pairs = list(zip(true, found, strict=True))
    scores = []
    for each in sorted(set(true)):
        hits = sum(t == f == each for t, f in pairs)
        scores.append(2 * hits / (sum(t == each for t in true) + sum(f == each for f in found)))
    return sum(scores) / len(scores)


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True, choices=list(TRIALS))
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--set", nargs="*", default=[], help="other options, as rate=2e-4")
    args = parser.parse_args()
    torch.set_num_threads(1)
    changed = {
        k: type(getattr(TRIALS["six"], k))(float(v)) for k, v in (s.split("=") for s in args.set)
    }
    trainer = Trainer(args.data, replace(TRIALS[args.name], **changed))
    clauses = load(args.data / "clauses.npz")
    numbers = numpy.arange(len(clauses))
    aside = numbers[clauses.folds == args.fold]
    learned = clauses.only(numpy.setdiff1d(numbers, aside))
    options = trainer.options
    print(options, flush=True)
    if options.patterns:
        trainer.begin(args.data, args.out / f"{args.name}.begun-{options.patterns}.pt")
    trainer.learn(learned, options.epochs, joined=options.joined, rate=options.rate)
    args.out.mkdir(parents=True, exist_ok=True)
    rounded = squeeze(trainer.net)
    kept = clauses.only(aside)
    logits = trainer.read(kept)
    report(trainer.types, logits, kept, others=True)
    numpy.savez(args.out / f"{args.name}.fold-{args.fold}.npz", numbers=aside, logits=logits)
    if (args.data / "measure.npz").exists():
        measured = load(args.data / "measure.npz")
        logits = trainer.read(measured)
        report(trainer.types, logits, measured, others=False)
        numpy.savez(args.out / f"{args.name}.measure-{args.fold}.npz", logits=logits)
    numpy.savez_compressed(args.out / f"{args.name}.npz", **rounded)


def squeeze(net: EventNet) -> dict[str, Any]:
    """Round matrices to 8 bits, in the net too; return all numbers for the file.

    The shared pieces are left out.
    """
    numbers: dict[str, Any] = {}
    for name, parameter in net.named_parameters():
        if name.startswith("words"):
            continue
        array = parameter.detach().numpy().astype("float32")
        if array.ndim != 2 or array.size < 20_000:
            numbers[name] = array.astype("float16")
            parameter.data.copy_(torch.from_numpy(numbers[name].astype("float32")))
            continue
        scale = (numpy.abs(array).max(axis=1, keepdims=True) / 127).astype("float16")
        scale = numpy.maximum(scale, numpy.float16(1e-6))
        whole = numpy.clip(numpy.rint(array / scale.astype("float32")), -127, 127)
        numbers[f"{name}:whole"], numbers[f"{name}:scale"] = whole.astype("int8"), scale
        parameter.data.copy_(torch.from_numpy((whole * scale).astype("float32")))
    return numbers


if __name__ == "__main__":
    main()
