"""Train the learned reader of statements.

    python tools/train_statements.py --data FOLDER --out FOLDER --name four

`--data` is what `statement_data.py` wrote; for measuring, `score_polnear.py` and the two sets
(`polnear_train.jsonl`, `polnear_dev.jsonl`) lie beside it. Needs torch (`uv run --with torch`); a
graphics card makes it minutes instead of hours. Every tenth text is kept aside to measure on.
Seeds are fixed; on the same machine with the same versions the result is the same up to the
rounding of parallel sums. `ship_statements.py` makes the files that are shipped.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
import torch
from statement_batches import (
    CLS,
    LIMIT,
    SEP,
    Texts,
    list_paragraphs,
    load_texts,
    make_batch,
    make_training_windows,
    pack,
)
from statement_net import Net, Options
from torch.nn import functional

HERE = Path(__file__).parent
KEPT_ASIDE = 10  # every tenth text
WARM = 150  # steps
CONTENT, SOURCE = 4.0, 20.0  # weights of the link losses: few words are in a link

TRIALS = [
    Options(name="six", layers=(0, 1, 2, 3, 4, 5)),
    Options(name="four", layers=(0, 1, 2, 3)),
    Options(name="three", layers=(0, 1, 2)),
]


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True, choices=[o.name for o in TRIALS])
    parser.add_argument("--seconds", type=float, default=1e9, help="time for the training")
    parser.add_argument("--documents", type=int, help="only so many texts: a rehearsal")
    parser.add_argument("--links", type=Path, help="learned_links.py, where onrecord is not there")
    args = parser.parse_args()
    torch.set_num_threads(1)
    options = next(o for o in TRIALS if o.name == args.name)
    trainer = Trainer(args.data, options, args.documents)
    trainer.train(args.seconds)
    args.out.mkdir(parents=True, exist_ok=True)
    numbers = squeeze(trainer.net)
    result = trainer.measure(load_module(args.links or LINKS))
    numpy.savez_compressed(args.out / f"{options.name}.npz", **numbers)
    (args.out / f"{options.name}.json").write_text(json.dumps(result, indent=1))


LINKS = HERE.parent / "src/onrecord/extract/statements/learned_links.py"


class Trainer:
    """Holds the texts and the net of one trial."""

    def __init__(self, data: Path, options: Options, documents: int | None) -> None:
        self.data, self.options = data, options
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        vocabulary = json.loads((data / "vocabulary.json").read_text(encoding="utf-8"))
        pieces = vocabulary["pieces"]
        marks = pieces.index(CLS), pieces.index(SEP)
        self.sizes = [len(values) for values in vocabulary["columns"].values()]
        self.base = dict(numpy.load(data / "base.npz"))
        self.train_texts = load_texts(data / "train.npz", marks)
        self.other_texts = load_texts(data / "other.npz", marks)
        self.limit = documents
        torch.manual_seed(options.seed)
        self.net = Net(self.base, self.sizes, options).to(self.device)

    def train(self, seconds: float) -> None:
        """Train the net; with fewer epochs when the time is short."""
        options = self.options
        random = numpy.random.default_rng(options.seed)
        count = len(self.train_texts.names)
        documents = [i for i in range(count) if i % KEPT_ASIDE]
        documents = documents[: self.limit]
        slow = [
            p
            for n, p in self.net.named_parameters()
            if n.startswith(("words", "places", "layers", "norm"))
        ]
        fast = [
            p
            for n, p in self.net.named_parameters()
            if not n.startswith(("words", "places", "layers", "norm"))
        ]
        optimizer = torch.optim.AdamW(
            [{"params": slow, "lr": options.rate}, {"params": fast, "lr": 1e-3}],
            weight_decay=0.01,
            fused=self.device.type == "cuda",
        )
        began, epochs, steps_done = time.monotonic(), options.epochs, 0
        epoch = 0
        self.net.train()
        while epoch < epochs:
            windows = make_training_windows(self.train_texts, documents, random)
            windows.sort(key=lambda w: w[-1][1] - w[0][0])  # alike lengths together
            groups = [windows[i : i + options.batch] for i in range(0, len(windows), options.batch)]
            order = random.permutation(len(groups))
            total = 0.0
            for at, group in enumerate(order):
                progress = (epoch + at / len(groups)) / epochs
                scale = min(1.0, (steps_done + 1) / WARM) * max(0.0, 1 - progress)
                for part, rate in zip(optimizer.param_groups, (options.rate, 1e-3), strict=True):
                    part["lr"] = rate * scale
                total += self.step(groups[group], optimizer)
                steps_done += 1
            epoch += 1
            spent = time.monotonic() - began
            print(
                f"{options.name} epoch {epoch}/{epochs} loss {total / len(groups):.4f} {spent:.0f}s",
                flush=True,
            )
            if epoch == 1:
                warm = spent  # the first epoch holds what happens once
            if epoch == 2:
                epochs = max(2, min(epochs, 2 + int((seconds - spent) / (spent - warm))))

    def step(self, windows: Any, optimizer: Any) -> float:
        """Learn from a batch; return the loss."""
        batch = self.tensors(make_batch(self.train_texts, windows))
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            tags, pairs = self.net(batch)
            loss = loss_of(tags.float(), pairs.float(), batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        optimizer.step()
        return float(loss.detach())

    def tensors(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Return the arrays where the net is."""
        return {name: torch.from_numpy(array).to(self.device) for name, array in batch.items()}

    def measure(self, links: ModuleType) -> dict[str, Any]:
        """Return the scores on the kept-aside texts and the other set."""
        score = load_module(self.data / "score_polnear.py")
        self.net.eval()
        result: dict[str, Any] = {"options": str(self.options)}
        count = len(self.train_texts.names)
        sets = {
            "aside": (self.train_texts, "train", [i for i in range(count) if i % KEPT_ASIDE == 0]),
            "other": (self.other_texts, "dev", list(range(len(self.other_texts.names)))),
        }
        for name, (texts, gold, documents) in sets.items():
            chosen = documents[: self.limit]
            lines = (self.data / f"polnear_{gold}.jsonl").read_text(encoding="utf-8").splitlines()
            labels = [json.loads(lines[i]) for i in chosen]
            windows = [self.scores(texts, d, links) for d in chosen]
            for cue in (0.3, 0.4, 0.5):
                limits = links.Thresholds(cue=cue)
                found = [read_quotes(texts, w, links, limits) for w in windows]
                for filtered in (False, True):
                    counted = [
                        score.score_doc(
                            label,
                            {"quotes": keep(quotes, label["text"], score) if filtered else quotes},
                        )
                        for label, quotes in zip(labels, found, strict=True)
                    ]
                    report = score.report(counted)
                    key = f"{name} cue {cue}{' filtered' if filtered else ''}"
                    result[key] = {
                        k: [round(100 * x, 1) for x in report[k]]
                        for k in (
                            "all",
                            "all_e2e",
                            "core",
                            "core_e2e",
                            "direct",
                            "direct_e2e",
                            "exact",
                            "speaker_acc",
                        )
                    } | {
                        "recall": {
                            k: round(100 * v, 1) for k, v in report["recall_by_type"].items()
                        }
                    }
                    print(
                        self.options.name,
                        key,
                        {k: v[-1] for k, v in result[key].items() if isinstance(v, list)},
                        flush=True,
                    )
        return result

    def scores(self, texts: Texts, document: int, links: ModuleType) -> list[Any]:
        """Return the scores of the windows of a document, with their words."""
        found = []
        for window in pack(texts, list_paragraphs(texts, document, LIMIT), LIMIT):
            batch = self.tensors(make_batch(texts, [window]))
            with torch.no_grad():
                h = self.net.read(batch)
                tags = self.net.tags(h)[0].float().cpu().numpy()
                anchors = links.find_anchors(tags[:, 3:6], 0.2)
                rows = torch.tensor([list(anchors) or [0]], device=self.device)
                pairs = self.net.pair(h, rows)[0].float().cpu().numpy()
            words = numpy.concatenate([numpy.arange(a, b) for a, b in window])
            found.append((words, tags, anchors, pairs))
        return found


def read_quotes(texts: Texts, windows: list[Any], links: ModuleType, limits: Any) -> list[Any]:
    """Return the attributions of a document as spans of characters."""
    quotes = []
    for words, tags, anchors, pairs in windows:
        kept = links.find_anchors(tags[:, 3:6], limits.cue)
        rows = [anchors.index(a) for a in kept]
        scores = links.Scores(
            content=tags[:, :3],
            cue=tags[:, 3:6],
            source=tags[:, 6:],
            anchors=kept,
            said=pairs[rows, 0],
            speaks=pairs[rows, 1],
        )
        for found in links.read_attributions(scores, limits):
            spans = {
                "content": found.contents,
                "source": (found.source,) if found.source else (),
                "cue": (found.cue,),
            }
            quotes.append(
                {
                    name: [
                        [int(texts.starts[words[a]]), int(texts.ends[words[b - 1]])]
                        for a, b in some
                    ]
                    for name, some in spans.items()
                }
            )
    return quotes


def keep(quotes: list[Any], text: str, score: ModuleType) -> list[Any]:
    """Return the attributions by a cue of communication, or with words in marks."""
    words = score.words(text)
    starts = [w[0] for w in words]
    segments = [score.wset(words, starts, [s]) for s in score.quote_segments(text)]
    quoted = set().union(*segments) if segments else set()
    kept = []
    for quote in quotes:
        cue = " ".join(text[a:b] for a, b in quote["cue"]).lower()
        is_core = cue.strip() == ":" or any(w in score.CORE for w in cue.split())
        if is_core or len(score.wset(words, starts, quote["content"]) & quoted) >= 3:
            kept.append(quote)
    return kept


def loss_of(tags: Any, pairs: Any, batch: dict[str, Any]) -> Any:
    """Return the loss against the labels."""
    loss = sum(
        functional.cross_entropy(
            tags[..., 3 * i : 3 * i + 3].reshape(-1, 3),
            batch["tags"][..., i].reshape(-1),
            ignore_index=-100,
        )
        for i in range(3)
    )
    return loss + link_loss(pairs, batch["links"], batch)


def link_loss(pairs: Any, wanted: Any, batch: dict[str, Any]) -> Any:
    """Return the loss of the links of true anchors, the rare ones weighed up."""
    each = functional.binary_cross_entropy_with_logits(pairs, wanted, reduction="none")
    valid = batch["is_anchor"][:, :, None, None] * batch["is_word"][:, None, None, :]
    per_kind = (each * valid).sum((0, 1, 3)) / valid.sum().clamp(min=1)
    return CONTENT * per_kind[0] + SOURCE * per_kind[1]


def squeeze(net: Net) -> dict[str, Any]:
    """Round the matrices to whole numbers of 8 bits, in the net too; return them for the file."""
    numbers: dict[str, Any] = {}
    for name, parameter in net.named_parameters():
        array = parameter.detach().cpu().numpy().astype("float32")
        is_matrix = array.ndim == 2 and array.size > 20_000
        if not is_matrix:
            numbers[name] = array.astype("float16")
        else:
            scale = (numpy.abs(array).max(axis=1, keepdims=True) / 127).astype("float16")
            scale = numpy.maximum(scale, numpy.float16(1e-6))
            whole = numpy.clip(numpy.rint(array / scale.astype("float32")), -127, 127).astype(
                "int8"
            )
            numbers[f"{name}:whole"], numbers[f"{name}:scale"] = whole, scale
            array = whole.astype("float32") * scale.astype("float32")
        parameter.data.copy_(
            torch.from_numpy(array.astype("float16").astype("float32") if not is_matrix else array)
        )
    return numbers


def load_module(path: Path) -> ModuleType:
    """Return a module that is no part of an installed package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
