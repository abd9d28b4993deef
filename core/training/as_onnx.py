"""Write networks of torch as ONNX, and read the weights of one back."""

from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

Layer = tuple[Tensor, Tensor]
"""Weight and bias."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The weights of a network, its norms folded in, layer by layer in the graph's order.

    `convolutions`: weights out × in × rows × columns; `lines`: weights out × in; biases: out.
    """

    convolutions: list[Layer]
    lines: list[Layer]


def read(path: Path) -> Stored:
    """Return the weights of an ONNX file. Raises OSError, IndexError for a layer without bias."""
    graph = onnx.load(str(path)).graph
    named = {
        one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer
    }

    def layers(kind: str) -> list[Layer]:
        nodes = [node for node in graph.node if node.op_type == kind]
        return [(named[node.input[1]], named[node.input[2]]) for node in nodes]

    return Stored(layers("Conv"), layers("Gemm"))


def write(net: nn.Module, shape: tuple[int, ...], outputs: list[str], path: Path) -> None:
    """Write a network that maps one tensor `x` of `shape` to `outputs`, named in their order."""
    net.eval()
    torch.onnx.export(
        net,
        (torch.zeros(*shape),),
        str(path),
        input_names=["x"],
        output_names=outputs,
        opset_version=17,
        dynamo=False,
    )
