"""Train the network that says what surrounds a card, begun at the corner finder's own weights.

`python -m core.training.train_surroundings IN.onnx OUT.onnx SET.npz ... --minutes 45`: IN is the
corner finder, the sets have 5000 views each by the seeds 41 to 45 (29,000 steps on one core).
What `--strange` tells of a network trained on sets made with `--no-held` is how well it knows kinds
of devices that it never saw.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.credential.networks.surroundings import SIZE
from core.training import as_onnx, loop
from core.training.loop import Schedule
from core.training.surroundings_set import CLASSES
from core.training.train_corners import coloured
from core.training.train_kinds import PlaceNet, as_tensor, begun

_BATCH = 48
_RATE = 1.5e-3
_HELD = 400
_CELLS = 3 * 4


def widened(net: PlaceNet) -> None:
    """Widen the first convolution from three channels to four; the fourth's weights are 0."""
    first = net.body[0]
    assert isinstance(first, nn.Conv2d)
    wider = nn.Conv2d(4, first.out_channels, 3, 2, 1)
    wider.weight.data.zero_()
    wider.weight.data[:, :3] = first.weight.data
    assert first.bias is not None
    wider.bias = first.bias
    net.body[0] = wider


def altered(views: Tensor) -> Tensor:
    """Return views mirrored, recoloured, softened and with grain, at random.

    `views`: n × 4 × rows × columns, 0..1, the fourth channel 0 outside the picture; as returned.
    """
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
    """Return a line, class by class: the share of right answers, and of those caught at 1 % alarms.

    Arguments as `train`.
    """
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
    """Train the net in place for a time; the first _HELD views are never learned from.

    `views`: n × SIZE[1] × SIZE[0] × 4, bytes; `kinds`: n places in CLASSES.
    """

    def loss() -> Tensor:
        pick = torch.randint(_HELD, len(kinds), (_BATCH,))
        logits = net(altered(as_tensor(views[pick])).contiguous(memory_format=torch.channels_last))
        return functional.cross_entropy(logits, kinds[pick], label_smoothing=0.03)

    schedule = Schedule(_RATE, decay=1e-3, warm_up=100, report_every=200)
    loop.train(net, loss, lambda: report(net, views[:_HELD], kinds[:_HELD]), schedule, minutes)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    loop.add_options(parser, minutes=45)
    parser.add_argument("--strange", type=Path, help="a set of kinds never learned from")
    options = parser.parse_args()
    loop.prepare(options)
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
