"""One table of the suite's layers in convgen and in its peers, side by side.

    python3 benches/peers/compare.py [NAME…] [--output TABLE.md] [--json RAW.json]

Builds the Rust peers, installs the Python peers outside the tree, and measures layer by layer: all of
a layer's cells in the same minute, one thread, on one core. Needs cargo and Python 3.11.
"""

import argparse
import datetime
import json
import pathlib
import signal
import subprocess
import sys
import tempfile

import environment
import table

HERE = pathlib.Path(__file__).resolve().parent
ALL = [*environment.RUST_PEERS, *environment.PYTHON_PEERS]
sys.path.insert(0, str(HERE.parent / "suite"))
import generate


def rows(command, arguments):
    """The JSON lines of a program that may not live to the end, and how it ended."""
    process = subprocess.run(
        command + arguments, stdout=subprocess.PIPE, text=True, env=environment.ONE_THREAD, check=False
    )
    return [json.loads(line) for line in process.stdout.splitlines()], process.returncode


def measure(command, layer, expected, peers):
    """The rows of some peers for a layer. One that kills its process is left out of the next."""
    found = {}
    while missing := [peer for peer in peers if peer not in found]:
        new, status = rows(command, [layer, str(expected), *missing])
        found |= {row.pop("peer"): row for row in new}
        still_missing = [peer for peer in missing if peer not in found]
        if still_missing and status < 0:
            found[still_missing[0]] = {"unsupported": f"it ends with {signal.Signals(-status).name}"}
        elif still_missing:
            raise SystemExit(f"{command[-1]} {layer}: no result for {', '.join(still_missing)}")
    return found


def measure_layer(name, tools, peers):
    """The cells of some peers for a layer."""
    with tempfile.TemporaryDirectory() as folder:
        expected = pathlib.Path(folder) / "expected.f32"
        rust, python = ([peer for peer in peers if peer in all_peers]
                        for all_peers in (environment.RUST_PEERS, environment.PYTHON_PEERS))
        found = measure(tools.rust, name, expected, ["convgen", *rust])
        found |= measure(tools.python, name, expected, python)
    return {"layer": name, "convgen": found.pop("convgen"), "peers": found}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="layers of the suite; without any, all")
    parser.add_argument("--output", type=pathlib.Path, help="write the table there instead of printing it")
    parser.add_argument("--json", type=pathlib.Path, help="write everything that was measured there")
    parser.add_argument("--venv", type=pathlib.Path, default=environment.default_venv(),
                        help="the virtual environment of the Python peers; made if need be (%(default)s)")
    parser.add_argument("--target-cpu", default="native",
                        help="what the Rust peers and convgen are compiled for (%(default)s)")
    parser.add_argument("--machine", help="what the table calls this machine, instead of its processor")
    parser.add_argument("--peers", metavar="NAME,…", default=",".join(ALL),
                        help="which are measured (%(default)s)")
    arguments = parser.parse_args()
    arguments.peers = arguments.peers.split(",")
    if unknown := [peer for peer in arguments.peers if peer not in ALL]:
        parser.error(f"no peer is called {', '.join(unknown)}")
    if unknown := [name for name in arguments.names if name not in generate.LAYERS]:
        parser.error(f"the suite has no layer {', '.join(unknown)}")
    return arguments


def main():
    arguments = parse_arguments()
    generate.main()
    tools = environment.prepare(arguments.venv, arguments.target_cpu, arguments.peers)
    names = arguments.names or list(generate.LAYERS)
    layers = []
    for number, name in enumerate(names, 1):
        print(f"{number}/{len(names)} {name}", file=sys.stderr, flush=True)
        layers.append(measure_layer(name, tools, arguments.peers))
    measured = {
        "machine": arguments.machine or environment.processor(),
        "target_cpu": arguments.target_cpu,
        "date": datetime.date.today().isoformat(),
        "versions": tools.versions,
        "peers": arguments.peers,
        "layers": layers,
    }
    if arguments.json:
        arguments.json.write_text(json.dumps(measured, indent=1) + "\n")
    text = table.render(measured)
    if arguments.output:
        arguments.output.write_text(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
