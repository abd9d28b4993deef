"""Fit the network's second answer (what a picture shows) on features of the trained first one.

`python -m tests.bench.training.train_kinds SET.npz IN.onnx OUT.onnx`; classes: corner_set.CLASSES.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import numpy_helper
from torch.nn import functional

_BATCH = 50
_STEPS = 1500
_DECAY = 1e-4


def with_features(model: onnx.ModelProto) -> tuple[onnx.ModelProto, onnx.NodeProto]:
    """Return a copy whose last output is what the layer of the kinds reads, and that layer."""
    layer = next(node for node in model.graph.node if "kinds" in node.output)
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    copy.graph.output.append(onnx.helper.make_empty_tensor_value_info(layer.input[0]))
    return copy, layer


def features(model: onnx.ModelProto, pictures: np.ndarray) -> np.ndarray:
    """Return one row of features a picture."""
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    rows = []
    for picture in pictures:
        tensor = picture.astype(np.float32).transpose(2, 0, 1)[None] / 255
        rows.append(session.run(None, {"x": tensor})[-1][0])
    return np.array(rows)


def fitted(rows: np.ndarray, kinds: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and biases of a softmax regression."""
    torch.manual_seed(7)
    x, y = torch.from_numpy(rows).float(), torch.from_numpy(kinds).long()
    mean, spread = x.mean(0), x.std(0) + 1e-6
    x = (x - mean) / spread
    layer = torch.nn.Linear(x.shape[1], count)
    optimiser = torch.optim.AdamW(layer.parameters(), 5e-3, weight_decay=_DECAY)
    held = len(x) // 10
    for _ in range(_STEPS):
        pick = torch.randint(held, len(x), (512,))
        loss = functional.cross_entropy(layer(x[pick]), y[pick])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        guess = layer(x[:held]).argmax(1)
        for kind in range(count):
            own = y[:held] == kind
            print(kind, int(own.sum()), "right", float((guess[own] == kind).float().mean()))
        weight = layer.weight / spread
        return weight.numpy(), (layer.bias - weight @ mean).numpy()


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    raw = np.load(options.data)
    model = onnx.load(str(options.source))
    probe, layer = with_features(model)
    kinds = raw["sides"]
    weight, bias = fitted(features(probe, raw["pictures"]), kinds, int(kinds.max()) + 1)
    for name, array in zip(layer.input[1:], (weight, bias), strict=True):
        old = next(one for one in model.graph.initializer if one.name == name)
        old.CopyFrom(numpy_helper.from_array(array.astype(np.float32), name))
    onnx.save(model, str(options.target))


if __name__ == "__main__":
    main()
