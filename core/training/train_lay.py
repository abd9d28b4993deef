"""Train the network that moves a card's corners onto its very edges; write it as ONNX.

In an environment with torch 2.13 (CPU) and onnx:
`python -m core.training.train_lay SET.npz … resources/models/orillas.onnx --minutes 24`
The weights that lie there learned on two sets, of seeds 21 and 22.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from core.cv import cv2
from core.training import as_onnx, loop
from core.training.lay_set import AROUND, CARD
from core.training.loop import Schedule
from core.training.train_corners import NormedResidual, coloured, separable

INPUT = (192, 128)
LAID = (128, 80)
"""Pixels that the card takes in the middle of the input where its corners are right."""

_CELLS = (INPUT[0] // 4, INPUT[1] // 4)
_SPREAD = 0.8
_BATCH = 32
_HELD = 256
_SCHEDULE = Schedule(3e-3, decay=1e-4, warm_up=200, report_every=250)
_BORDER = np.array([(INPUT[0] - LAID[0]) / 2, (INPUT[1] - LAID[1]) / 2])
_UNIT = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)

Tensor64 = NDArray[np.float64]


class LayNet(nn.Module):
    """A card that lies nearly flat to four maps, of a quarter its size, one a corner."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()
        )
        self.to4 = nn.Sequential(separable(16, 48, 2), NormedResidual(48))
        self.to8 = nn.Sequential(separable(48, 96, 2), NormedResidual(96), NormedResidual(96))
        self.to16 = nn.Sequential(separable(96, 160, 2), NormedResidual(160), NormedResidual(160))
        self.whole = nn.Linear(160, 160)
        self.up8 = nn.Sequential(separable(160 + 96, 96), NormedResidual(96))
        self.up4 = nn.Sequential(separable(96 + 48, 64), NormedResidual(64))
        self.maps = nn.Conv2d(64, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits, n × 4 × INPUT[1]/4 × INPUT[0]/4, of n × 3 × INPUT[1] × INPUT[0], 0..1."""
        a = self.to4(self.stem(x))
        b = self.to8(a)
        c = self.to16(b)
        c = c + functional.relu(self.whole(c.mean(dim=(2, 3))))[:, :, None, None]
        up = self.up8(torch.cat([functional.interpolate(c, scale_factor=2.0), b], 1))
        up = self.up4(torch.cat([functional.interpolate(up, scale_factor=2.0), a], 1))
        return self.maps(up)


def guess(chance: np.random.Generator) -> Tensor64:
    """Return four corners (4 × 2) taken for the card's, in shares of its width and height."""
    size = chance.choice((0.01, 0.03, 0.06))
    corners = _UNIT + chance.normal(0, size / 2, (4, 2)) + chance.normal(0, size / 2, 2)
    if chance.random() < 0.6:  # a whole side was taken for one that lies elsewhere
        side = int(chance.integers(4))
        axis = 1 - side % 2
        reach = chance.choice((0.1, 0.24))
        corners[[side, (side + 1) % 4], axis] += chance.uniform(-reach, reach)
        corners[side, axis] += chance.normal(0, 0.03)
    return np.asarray(corners)


def drawn(picture: NDArray[np.uint8], chance: np.random.Generator) -> tuple[Any, Tensor64]:
    """Return an input laid by a guess, and where the card's true corners are in it, in pixels."""
    size = np.array(CARD)
    target = (_UNIT * np.array(LAID) + _BORDER).astype(np.float32)
    true = np.full((4, 2), -1.0)
    matrix: Any = None
    while not ((true > 1).all() and (true < np.array(INPUT) - 1).all()):
        source = ((guess(chance) + AROUND) * size).astype(np.float32)
        matrix = cv2.getPerspectiveTransform(source, target)
        whole = ((_UNIT + AROUND) * size)[None].astype(np.float64)
        true = cv2.perspectiveTransform(whole, matrix)[0]
    laid = cv2.warpPerspective(
        picture, matrix, INPUT, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    if chance.random() < 0.5:
        laid, true = laid[::-1, ::-1], np.roll(np.array(INPUT) - true, 2, axis=0)
    return laid, true


def batch(
    pictures: NDArray[np.uint8], chance: np.random.Generator, count: int = _BATCH
) -> tuple[Tensor, Tensor]:
    """Return inputs n × 3 × rows × columns in 0..1, and true corners in pixels."""
    made = [drawn(pictures[k], chance) for k in chance.integers(len(pictures), size=count)]
    inputs = torch.from_numpy(np.stack([one for one, _ in made])).float().permute(0, 3, 1, 2) / 255
    return inputs, torch.from_numpy(np.stack([true for _, true in made])).float()


def _axes() -> tuple[Tensor, Tensor]:
    return (torch.arange(_CELLS[0]).float() + 0.5) * 4, (torch.arange(_CELLS[1]).float() + 0.5) * 4


def targets(corners: Tensor) -> Tensor:
    """Return shares that sum to 1 round each corner, n × 4 × cells.

    `corners`: n × 4 × 2, pixels of the input.
    """
    across, down = _axes()
    spread = 4 * _SPREAD
    one = torch.exp(-((across - corners[..., 0:1]) ** 2) / (2 * spread**2))
    other = torch.exp(-((down - corners[..., 1:2]) ** 2) / (2 * spread**2))
    maps = (other[..., :, None] * one[..., None, :]).flatten(2)
    return maps / maps.sum(dim=2, keepdim=True).clamp_min(1e-6)


def places(maps: Tensor) -> Tensor:
    """Return each map's centre of mass, n × 4 × 2 in pixels of the input, of n × 4 logits maps."""
    shares = maps.flatten(2).softmax(dim=2).view_as(maps)
    across, down = _axes()
    return torch.stack([(shares.sum(2) * across).sum(-1), (shares.sum(3) * down).sum(-1)], dim=-1)


def loss_of(net: LayNet, inputs: Tensor, corners: Tensor) -> Tensor:
    """Return the loss of one batch: cross entropy of the maps plus half the distance in pixels.

    `inputs` and `corners` as `batch` returns them.
    """
    maps = net(inputs)
    logs = functional.log_softmax(maps.flatten(2), dim=2)
    spread = -(targets(corners) * logs).sum(dim=2).mean()
    return spread + 0.5 * functional.smooth_l1_loss(places(maps), corners)


def error_of(net: LayNet, held: tuple[Tensor, Tensor]) -> str:
    """Return a line: the worst corner's distance in card widths (median, 95 %, share below 0.02).

    `held` as `batch` returns it.
    """
    net.eval()
    with torch.no_grad():
        off = torch.cat([places(net(part)) for part in held[0].split(64)]) - held[1]
    net.train()
    worst = off.norm(dim=2).max(dim=1).values / LAID[0]
    before = 0.02
    return (
        f"worst corner median {worst.median():.4f}, 95 % {worst.quantile(0.95):.4f}, "
        f"within {before} {(worst < before).float().mean():.3f}"
    )


def train(pictures: NDArray[np.uint8], minutes: float) -> LayNet:
    """Return a net trained for the given time; the first _HELD pictures are never learned from.

    `pictures`: n × rows × columns × 3, as `lay_set` writes them.
    """
    chance = np.random.default_rng(7)
    held = batch(pictures[:_HELD], np.random.default_rng(8), 2 * _HELD)
    net = LayNet().to(memory_format=torch.channels_last)

    def loss() -> Tensor:
        inputs, corners = batch(pictures[_HELD:], chance)
        ready = coloured(inputs).contiguous(memory_format=torch.channels_last)
        return loss_of(net, ready, corners)

    loop.train(net, loss, lambda: error_of(net, held), _SCHEDULE, minutes)
    return net


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    loop.add_options(parser, minutes=25)
    options = parser.parse_args()
    loop.prepare(options)
    pictures = np.concatenate([np.load(one)["pictures"] for one in options.data])
    net = train(pictures, options.minutes)
    as_onnx.write(net, (1, 3, INPUT[1], INPUT[0]), ["maps"], options.out)


if __name__ == "__main__":
    main()
