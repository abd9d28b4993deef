"""Train the corner finder on what `corner_set` made; write it as ONNX.

In an environment with torch 2.13 (CPU) and onnx:
`python -m core.training.train_corners OUT.onnx SET.npz --minutes 40`
What `core.muestra` drew later (PDF417 and Code 128) was learned from the weights that were there:
`--begin IN.onnx --minutes 12 --threads 2`, with sets of 6500 pictures by the seeds 31 and 32 (when
no frames but a camera's were among them).
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

CELLS = SIDE // 4
_SPREAD = 0.9
_BATCH = 32
_RATE = 2e-3
_RATE_BEGUN = 4e-4


def separable(inside: int, outside: int, stride: int = 1) -> nn.Sequential:
    """Return a depthwise (3 × 3, `stride`) and a pointwise convolution, each normed, with ReLU.

    It maps n × inside × rows × columns to n × outside × rows/stride × columns/stride.
    """
    return nn.Sequential(
        nn.Conv2d(inside, inside, 3, stride, 1, groups=inside, bias=False),
        nn.BatchNorm2d(inside),
        nn.ReLU(),
        nn.Conv2d(inside, outside, 1, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(),
    )


class NormedResidual(nn.Module):
    """A separable convolution added to what came in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = separable(width, width)

    def forward(self, x: Tensor) -> Tensor:
        """Return a tensor of the shape of x: x plus what was learned about it."""
        return x + self.inner(x)


class CornerNet(nn.Module):
    """A square picture to four maps, of a quarter its side, and logits of CLASSES.

    Begun at weights whose norms are folded in, its norms stay as they are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begun = False
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()
        )
        self.to48 = nn.Sequential(separable(16, 48, 2), NormedResidual(48))
        self.to24 = nn.Sequential(separable(48, 96, 2), NormedResidual(96), NormedResidual(96))
        self.to12 = nn.Sequential(separable(96, 160, 2), NormedResidual(160), NormedResidual(160))
        self.to6 = nn.Sequential(separable(160, 224, 2), NormedResidual(224), NormedResidual(224))
        self.whole = nn.Linear(224, 224)
        self.up12 = separable(224 + 160, 128)
        self.up24 = separable(128 + 96, 96)
        self.up48 = nn.Sequential(separable(96 + 48, 64), NormedResidual(64))
        self.maps = nn.Conv2d(64, 4, 1)
        self.kinds = nn.Linear(224, len(CLASSES))

    def begin(self, stored: as_onnx.Stored) -> None:
        """Take the weights of a net of this kind. Raises ValueError where the layers differ."""
        parts = list(self.modules())
        convolutions = [part for part in parts if isinstance(part, nn.Conv2d)]
        norms = [part for part in parts if isinstance(part, nn.BatchNorm2d)]
        lines = [part for part in parts if isinstance(part, nn.Linear)]
        biased = [*norms, self.maps]
        for part, bearer, layer in zip(convolutions, biased, stored.convolutions, strict=True):
            part.weight.data, bearer.bias.data = layer
        for line, layer in zip(lines, stored.lines, strict=True):
            line.weight.data, line.bias.data = layer
        self.begun = True
        self.train()

    def train(self, mode: bool = True) -> "CornerNet":  # noqa: FBT001, FBT002  as torch has it
        """Train or not; norms of a net that was begun never do."""
        super().train(mode)
        if self.begun:
            for part in self.modules():
                if isinstance(part, nn.BatchNorm2d):
                    part.eval()
        return self

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits of maps (n × 4 × CELLS × CELLS) and of CLASSES (n × 5).

        `x`: n × 3 × SIDE × SIDE, 0..1.
        """
        a = self.to48(self.stem(x))
        b = self.to24(a)
        c = self.to12(b)
        d = self.to6(c)
        pooled = d.mean(dim=(2, 3))
        d = d + functional.relu(self.whole(pooled))[:, :, None, None]
        up = self.up12(torch.cat([functional.interpolate(d, scale_factor=2.0), c], 1))
        up = self.up24(torch.cat([functional.interpolate(up, scale_factor=2.0), b], 1))
        up = self.up48(torch.cat([functional.interpolate(up, scale_factor=2.0), a], 1))
        return self.maps(up), self.kinds(pooled)


def targets(corners: Tensor) -> Tensor:
    """Return n × 4 × CELLS × CELLS shares that sum to 1 over each map, round each corner.

    `corners`: n × 4 × 2, (x, y) in shares of the picture's side.
    """
    place = corners * CELLS - 0.5
    axis = torch.arange(CELLS, dtype=torch.float32)
    across = torch.exp(-((axis - place[..., 0:1]) ** 2) / (2 * _SPREAD**2))
    down = torch.exp(-((axis - place[..., 1:2]) ** 2) / (2 * _SPREAD**2))
    maps = down[..., :, None] * across[..., None, :]
    return maps / maps.sum(dim=(2, 3), keepdim=True).clamp_min(1e-6)


def turned(pictures: Tensor, corners: Tensor, quarters: int) -> tuple[Tensor, Tensor]:
    """Return pictures and corners turned by quarters; a card keeps its own first corner.

    `pictures`: n × 3 × SIDE × SIDE; `corners`: n × 4 × 2, shares of the side.
    """
    for _ in range(quarters):
        pictures = torch.rot90(pictures, 1, (2, 3))
        corners = torch.stack([corners[..., 1], 1 - corners[..., 0]], dim=-1)
    return pictures, corners


def coloured(pictures: Tensor) -> Tensor:
    """Return pictures (n × 3 × rows × columns, 0..1) with other light, contrast and tint.

    One in ten is grey.
    """
    count = len(pictures)
    gain = torch.empty(count, 3, 1, 1).uniform_(0.85, 1.15) * torch.empty(count, 1, 1, 1).uniform_(
        0.6, 1.3
    )
    moved = (pictures - 0.5) * gain + 0.5 + torch.empty(count, 1, 1, 1).uniform_(-0.12, 0.12)
    grey = moved.mean(dim=1, keepdim=True).expand_as(moved)
    keep = (torch.rand(count, 1, 1, 1) > 0.1).float()
    return (keep * moved + (1 - keep) * grey).clamp(0, 1)


def loss_of(net: CornerNet, pictures: Tensor, corners: Tensor, sides: Tensor) -> Tensor:
    """Return the loss of one batch: cross entropy of the corners' maps plus half of the kinds'.

    `pictures`: n × 3 × SIDE × SIDE, 0..1; `corners`: n × 4 × 2; `sides`: n places in CLASSES, of
    which only the first two have corners.
    """
    maps, kinds = net(pictures)
    there = (sides < 2).float()
    logs = functional.log_softmax(maps.flatten(2), dim=2)
    wanted = targets(corners).flatten(2)
    spread = -(wanted * logs).sum(dim=2).mean(dim=1)
    return (spread * there).sum() / there.sum().clamp_min(1) + 0.5 * functional.cross_entropy(
        kinds, sides
    )


def error_of(net: CornerNet, data: dict[str, Tensor]) -> str:
    """Return a line: the worst corner's distance in sides (median, share below 0.05), right sides.

    `data` as in `train`.
    """
    net.eval()
    with torch.no_grad():
        maps, kinds = net(data["pictures"].float().permute(0, 3, 1, 2) / 255)
    peak = maps.flatten(2).argmax(dim=2)
    found = torch.stack([peak % CELLS, peak // CELLS], dim=-1).float().add(0.5) / CELLS
    there = data["sides"] < 2
    off = (found - data["corners"]).norm(dim=2).max(dim=1).values[there]
    right = (kinds.argmax(dim=1) == data["sides"]).float().mean()
    net.train()
    within = (off < 0.05).float().mean()
    return f"worst corner median {off.median():.4f}, within 0.05 {within:.3f}, side {right:.3f}"


def train(net: CornerNet, data: dict[str, Tensor], held: dict[str, Tensor], minutes: float) -> None:
    """Train the net in place for the given time on `data`; report on `held`.

    Both have `pictures` (n × SIDE × SIDE × 3, bytes), `corners` (n × 4 × 2, shares of the side)
    and `sides` (n, places in CLASSES).
    """

    def loss() -> Tensor:
        pick = torch.randint(len(data["sides"]), (_BATCH,))
        pictures = data["pictures"][pick].float().permute(0, 3, 1, 2) / 255
        pictures, corners = turned(pictures, data["corners"][pick], int(torch.randint(4, (1,))))
        ready = coloured(pictures).contiguous(memory_format=torch.channels_last)
        return loss_of(net, ready, corners, data["sides"][pick])

    rate = _RATE_BEGUN if net.begun else _RATE
    schedule = Schedule(rate, decay=1e-4, warm_up=200, report_every=250)
    loop.train(net, loss, lambda: error_of(net, held), schedule, minutes)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--begin", type=Path)
    loop.add_options(parser, minutes=40)
    options = parser.parse_args()
    loop.prepare(options)
    sets = [np.load(path) for path in options.data]
    whole = {
        name: torch.from_numpy(np.concatenate([one[name] for one in sets]))
        for name in sets[0].files
    }
    whole["sides"] = whole["sides"].long()
    held = {name: array[:400] for name, array in whole.items()}
    net = CornerNet().to(memory_format=torch.channels_last)
    if options.begin:
        net.begin(as_onnx.read(options.begin))
        print(error_of(net, held))
    train(net, {name: array[400:] for name, array in whole.items()}, held, options.minutes)
    print(error_of(net, held))
    as_onnx.write(net, (1, 3, SIDE, SIDE), ["maps", "kinds"], options.out)


if __name__ == "__main__":
    main()
