"""Train the network that says what a picture shows, begun at the corner finder's own weights.

`python -m core.training.train_kinds IN.onnx OUT.onnx SET.npz SET.npz SET.npz`: IN is the
corner finder, the sets have 7500 pictures each by the seeds 61, 62 and 63; classes:
classes.CLASSES. Where a card is cut or doubled is a matter of place: unlike the corner finder's own
answer this one reads the last map cell by cell.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.training import as_onnx, loop
from core.training.classes import CLASSES, SIDE
from core.training.loop import Schedule
from core.training.train_corners import coloured

_BATCH = 48
_RATE = 8e-4
_HELD = 600
_CELLS = SIDE // 32


def separable(inside: int, outside: int, stride: int = 1) -> nn.Sequential:
    """Return a depthwise (3 × 3, `stride`) and a pointwise convolution with ReLU, norms folded in.

    It maps n × inside × rows × columns to n × outside × rows/stride × columns/stride.
    """
    return nn.Sequential(
        nn.Conv2d(inside, inside, 3, stride, 1, groups=inside),
        nn.ReLU(),
        nn.Conv2d(inside, outside, 1),
        nn.ReLU(),
    )


class FoldedResidual(nn.Module):
    """A separable convolution added to what came in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = separable(width, width)

    def forward(self, x: Tensor) -> Tensor:
        """Return a tensor of the shape of x: x plus what was learned about it."""
        return x + self.inner(x)


class PlaceNet(nn.Module):
    """A picture to logits, by what stands where in its last map and by the map on the whole.

    `cells` are that map's, `squeezed` the channels read cell by cell, `last` its residuals.
    """

    def __init__(self, kinds: int, cells: int, squeezed: int, last: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU()]
        for inside, outside, again in ((16, 48, 1), (48, 96, 2), (96, 160, 2), (160, 224, last)):
            layers += [
                separable(inside, outside, 2),
                *(FoldedResidual(outside) for _ in range(again)),
            ]
        self.body = nn.Sequential(*layers)
        self.squeeze = nn.Conv2d(224, squeezed, 1)
        self.drop = nn.Dropout(0.3)
        self.places = nn.Linear(squeezed * cells, kinds)
        self.whole = nn.Linear(224, kinds)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits, n × kinds. `x`: n × channels × rows × columns, 0..1."""
        seen = self.body(x)
        cells = functional.relu(self.squeeze(seen)).flatten(1)
        return self.places(self.drop(cells)) + self.whole(self.drop(seen.mean(dim=(2, 3))))


def begun(net: PlaceNet, stored: as_onnx.Stored) -> None:
    """Copy the corner finder's first convolutions into the net's body, in their order."""
    mine = [part for part in net.body.modules() if isinstance(part, nn.Conv2d)]
    for part, (weight, bias) in zip(mine, stored.convolutions, strict=False):
        assert part.bias is not None
        part.weight.data, part.bias.data = weight, bias


def altered(pictures: Tensor) -> Tensor:
    """Return pictures turned, mirrored, recoloured, softened and with grain, at random.

    `pictures`: n × 3 × SIDE × SIDE, 0..1, as what is returned.
    """
    ready = torch.rot90(pictures, int(torch.randint(4, (1,))), (2, 3))
    if torch.rand(1) < 0.5:
        ready = ready.flip(3)
    ready = coloured(ready)
    if torch.rand(1) < 0.4:
        ready = functional.avg_pool2d(ready, 3, 1, 1)
    return (ready + torch.randn_like(ready) * float(torch.rand(1)) * 0.06).clamp(0, 1)


def as_tensor(pictures: Tensor) -> Tensor:
    """Return n × channels × rows × columns, 0..1, of n × rows × columns × channels bytes."""
    return pictures.float().permute(0, 3, 1, 2) / 255


def report(net: PlaceNet, pictures: Tensor, kinds: Tensor) -> str:
    """Return a line: the share of right answers (0..1), class by class. Arguments as `train`."""
    net.eval()
    with torch.no_grad():
        guess = net(as_tensor(pictures)).argmax(1)
    net.train()
    shares = [float((guess[kinds == k] == k).float().mean()) for k in range(len(CLASSES))]
    return " ".join(f"{name} {share:.3f}" for name, share in zip(CLASSES, shares, strict=True))


def train(net: PlaceNet, pictures: Tensor, kinds: Tensor, minutes: float) -> None:
    """Train the net in place for a time; the first _HELD pictures are never learned from.

    `pictures`: n × SIDE × SIDE × 3, bytes; `kinds`: n places in CLASSES.
    """

    def loss() -> Tensor:
        pick = torch.randint(_HELD, len(kinds), (_BATCH,))
        logits = net(altered(as_tensor(pictures[pick])))
        return functional.cross_entropy(logits, kinds[pick], label_smoothing=0.03)

    schedule = Schedule(_RATE, decay=1e-3, warm_up=100, report_every=200)
    loop.train(net, loss, lambda: report(net, pictures[:_HELD], kinds[:_HELD]), schedule, minutes)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    loop.add_options(parser, minutes=30)
    options = parser.parse_args()
    loop.prepare(options)
    sets = [np.load(path) for path in options.data]
    pictures = torch.from_numpy(np.concatenate([one["pictures"] for one in sets]))
    kinds = torch.from_numpy(np.concatenate([one["sides"] for one in sets])).long()
    net = PlaceNet(len(CLASSES), _CELLS**2, squeezed=48, last=2)
    begun(net, as_onnx.read(options.source))
    train(net, pictures, kinds, options.minutes)
    print(report(net.eval(), pictures[:_HELD], kinds[:_HELD]))
    as_onnx.write(net, (1, 3, SIDE, SIDE), ["kinds"], options.target)


if __name__ == "__main__":
    main()
