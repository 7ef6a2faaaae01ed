"""Times one layer of the suite in the peers that are called from Python.

    python benches/peers/measure.py LAYER EXPECTED [PEER…]

Prints one JSON object a line, for each peer or for those named. The file EXPECTED holds the layer's
result by its definition, as `convgen-peers` writes it. `compare.py` runs this.
"""

import gc
import itertools
import json
import os
import pathlib
import statistics
import sys
import time

# Read when the libraries are loaded, which is later.
os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy

import python_peers

SUITE = pathlib.Path(__file__).resolve().parent.parent / "suite"
sys.path.insert(0, str(SUITE))
import generate

# What `src/check.rs` allows.
TOLERANCE = 1e-4

# What `convgen-cli/template/time.rs` does.
RUN_SECONDS, RUNS = 8e-3, 15


class Problem:
    """A layer of the suite and its input, the same as in `src/problem.rs`."""

    def __init__(self, name):
        self.layer = layer = generate.LAYERS[name]
        self.transposed = layer["kind"] == "conv_transpose"
        self.weights = numpy.load(generate.FOLDER / f"{name}.npy")
        self.output_shape = (1, layer["cout"], *[generate.output_size(layer)] * layer["nd"])
        shape = (1, layer["cin"], *[layer["i"]] * layer["nd"])
        n = numpy.arange(numpy.prod(shape))
        values = (n * n % 251).astype(numpy.float32) / numpy.float32(251) - numpy.float32(0.5)
        self.input = values.reshape(shape)


def seconds(call):
    """Seconds of one call: the median of several runs, each long enough for the clock."""

    def run(calls):
        start = time.perf_counter()
        for _ in itertools.repeat(None, calls):
            call()
        return time.perf_counter() - start

    calls = 1
    while run(calls) < RUN_SECONDS:
        calls *= 2
    return statistics.median(run(calls) / calls for _ in range(RUNS))


def relative_error(output, expected):
    """The largest distance as a part of the largest expected value; nothing if there is no such number."""
    output = numpy.asarray(output).reshape(-1)
    if output.size != expected.size or not numpy.isfinite(output).all():
        return None
    return float(numpy.abs(output - expected).max() / numpy.abs(expected).max())


def row(peer_class, problem, expected):
    """A time, or why there is none."""
    try:
        peer = peer_class(problem)
        error = relative_error(peer.result(peer.call()), expected)
    except python_peers.Unsupported as reason:
        return {"unsupported": str(reason)}
    except Exception as reason:  # A peer may raise anything for a layer that it does not take.
        first_line, *_ = str(reason).splitlines() or [""]
        return {"unsupported": f"{type(reason).__name__}: {first_line}"}
    if error is None or error > TOLERANCE:
        return {"wrong": error}
    return {"seconds": seconds(peer.call)}


def main():
    name, path, *wanted = sys.argv[1:]
    problem, expected = Problem(name), numpy.fromfile(path, "<f4")
    gc.disable()
    for peer in python_peers.ALL:
        if not wanted or peer.name in wanted:
            print(json.dumps({"peer": peer.name} | row(peer, problem, expected)), flush=True)


if __name__ == "__main__":
    main()
