"""Train the network that says what surrounds a card, begun at the corner finder's own weights.

`python -m core.training.train_surroundings IN.onnx OUT.onnx SET.npz ... --minutes 45`: IN is the
corner finder, the sets have 5000 views each by the seeds 41 to 45 (29,000 steps on one core).
What `--strange` tells of a network trained on sets made with `--no-held` is how well it knows kinds
of devices that it never saw.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.credential.networks.surroundings import SIZE
from core.training import as_onnx
from core.training.surroundings_set import CLASSES
from core.training.train_corners import coloured
from core.training.train_kinds import PlaceNet, as_tensor, begun

_BATCH = 48
_RATE = 1.5e-3
_HELD = 400
_CELLS = 3 * 4


def widened(net: PlaceNet) -> None:
    """Let the first convolution read the fourth channel too, which at first it does not heed."""
    first = net.body[0]
    assert isinstance(first, nn.Conv2d)
    wider = nn.Conv2d(4, first.out_channels, 3, 2, 1)
    wider.weight.data.zero_()
    wider.weight.data[:, :3] = first.weight.data
    assert first.bias is not None
    wider.bias = first.bias
    net.body[0] = wider


def altered(views: Tensor) -> Tensor:
    """Return views mirrored, recoloured, softened, and with grain; what is no picture stays 0."""
    sides = [side for side in (2, 3) if torch.rand(1) < 0.5]
    views = views.flip(sides)
    there = views[:, 3:]
    ready = coloured(views[:, :3])
    if torch.rand(1) < 0.3:
        ready = functional.avg_pool2d(ready, 3, 1, 1)
    if torch.rand(1) < 0.5:
        ready = (ready + torch.randn_like(ready) * float(torch.rand(1)) * 0.05).clamp(0, 1)
    return _masked(ready, there)


def _masked(ready: Tensor, there: Tensor) -> Tensor:
    """Return views of which sometimes less is there: the picture ends nearer to the card."""
    for way in range(2):
        if torch.rand(1) < 0.3:
            size = there.shape[2 + way]
            keep = torch.ones(size)
            end = int(size * float(torch.rand(1)) * 0.25)
            keep[:end] = 0
            if torch.rand(1) < 0.5:
                keep = keep.flip(0)
            there = there * (keep[:, None] if way == 0 else keep[None, :])
    return torch.cat([ready * there, there], 1)


def report(net: PlaceNet, views: Tensor, kinds: Tensor) -> str:
    """Return the share that is right, class by class, and what 1 % of false alarms lets catch."""
    net.eval()
    with torch.no_grad():
        shares = functional.softmax(net(as_tensor(views)), 1)
    net.train()
    guess, told = shares.argmax(1), []
    for k, name in enumerate(CLASSES):
        right = float((guess[kinds == k] == k).float().mean())
        limit = float(torch.quantile(shares[kinds == 0, k], 0.99))
        caught = float((shares[kinds == k, k] > limit).float().mean())
        told.append(f"{name} {right:.3f}" + (f" ({caught:.3f} over {limit:.2f})" if k else ""))
    return " ".join(told)


def train(net: PlaceNet, views: Tensor, kinds: Tensor, minutes: float) -> None:
    """Train for a time; the first _HELD pictures are never learned from."""
    optimiser = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=1e-3)
    began, step = time.monotonic(), 0
    while (spent := (time.monotonic() - began) / 60) < minutes:
        for group in optimiser.param_groups:
            group["lr"] = _RATE * max(0.01, 1 - spent / minutes) * min(1.0, (step + 1) / 100)
        pick = torch.randint(_HELD, len(kinds), (_BATCH,))
        logits = net(altered(as_tensor(views[pick])).contiguous(memory_format=torch.channels_last))
        loss = functional.cross_entropy(logits, kinds[pick], label_smoothing=0.03)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % 200 == 0:
            told = report(net, views[:_HELD], kinds[:_HELD])
            print(f"{spent:.1f} min, step {step}, loss {float(loss.detach()):.3f}, {told}",
                  flush=True)  # fmt: skip


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--strange", type=Path, help="a set of kinds never learned from")
    options = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(options.threads)
    sets = [np.load(path) for path in options.data]
    views = torch.from_numpy(np.concatenate([one["views"] for one in sets]))
    kinds = torch.from_numpy(np.concatenate([one["kinds"] for one in sets])).long()
    net = PlaceNet(len(CLASSES), _CELLS, squeezed=32, last=0)
    begun(net, as_onnx.read(options.source))
    widened(net)
    net = net.to(memory_format=torch.channels_last)
    train(net, views, kinds, options.minutes)
    print("held pictures:", report(net, views[:_HELD], kinds[:_HELD]))
    if options.strange:
        other = np.load(options.strange)
        print("strange kinds:", report(net, torch.from_numpy(other["views"]),
                                       torch.from_numpy(other["kinds"]).long()))  # fmt: skip
    as_onnx.write(net, (1, 4, SIZE[1], SIZE[0]), ["kinds"], options.target)


if __name__ == "__main__":
    main()
