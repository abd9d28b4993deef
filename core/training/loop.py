"""The one loop that every network here is trained by: AdamW for a given time."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

_SEED = 7


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a network learns.

    `rate` is reached after `warm_up` steps and falls to 1 % of itself at the end; `decay` is
    AdamW's weight decay; a line is printed every `report_every` steps.
    """

    rate: float
    decay: float
    warm_up: int
    report_every: int

    def rate_at(self, step: int, spent: float) -> float:
        """Return the learning rate of a step (0 is the first). `spent`: share of the time, 0..1."""
        return self.rate * max(0.01, 1 - spent) * min(1.0, (step + 1) / self.warm_up)


def train(
    net: nn.Module,
    loss_of_batch: Callable[[], Tensor],
    report: Callable[[], str],
    schedule: Schedule,
    minutes: float,
) -> None:
    """Train `net` in place for `minutes`.

    `loss_of_batch` draws a batch and returns its loss, a tensor of one number; `report` returns
    what is printed of the held pictures.
    """
    optimiser = torch.optim.AdamW(net.parameters(), schedule.rate, weight_decay=schedule.decay)
    began, step = time.monotonic(), 0
    while (spent := (time.monotonic() - began) / 60) < minutes:
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate_at(step, spent / minutes)
        loss = loss_of_batch()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % schedule.report_every == 0:
            print(f"{spent:.1f} min, step {step}, loss {loss.item():.3f}, {report()}", flush=True)


def add_options(parser: argparse.ArgumentParser, minutes: float) -> None:
    """Add `--minutes` (of training, `minutes` by default) and `--threads` (1 by default)."""
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--threads", type=int, default=1)


def prepare(options: argparse.Namespace) -> None:
    """Seed torch, and let it use as many threads as `--threads` says."""
    torch.manual_seed(_SEED)
    torch.set_num_threads(options.threads)
