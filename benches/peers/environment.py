"""What the comparison runs: the Rust program, the Python of the peers, and on which machine."""

import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tomllib
import typing
import venv

HERE = pathlib.Path(__file__).resolve().parent
MANIFEST = HERE / "Cargo.toml"
REQUIREMENTS = HERE / "requirements.txt"

# In the order of the table: what it calls a peer, and whose version is the peer's.
RUST_PEERS = {
    "rten": "rten", "tract": "tract-onnx", "candle": "candle-core", "burn": "burn-tensor",
    "ndarray-conv": "ndarray-conv",
}
PYTHON_PEERS = {
    "PyTorch": "torch", "ONNX Runtime": "onnxruntime", "OpenVINO": "openvino", "ncnn": "ncnn",
    "OpenCV": "opencv-python-headless",
}
# What the program of the Python peers needs itself.
COMMON = ("numpy", "onnx")

THREAD_VARIABLES = ("RAYON_NUM_THREADS", "RTEN_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
ONE_THREAD = os.environ | dict.fromkeys(THREAD_VARIABLES, "1") | {"PYTHONDONTWRITEBYTECODE": "1"}


class Tools(typing.NamedTuple):
    """Commands that take a layer, the file of its expected result, and peers; and all versions."""

    rust: list
    python: list
    versions: dict


def prepare(folder, target_cpu, peers):
    """Builds and installs what is missing for some peers."""
    python = install(folder, [name for peer, name in PYTHON_PEERS.items() if peer in peers])
    pin = pin_command()
    versions = rust_versions() | python_versions()
    return Tools(
        rust=[*pin, str(build(target_cpu, [peer for peer in RUST_PEERS if peer in peers]))],
        python=[*pin, str(python), str(HERE / "measure.py")],
        versions={"rustc": rustc_version()} | {peer: versions[peer] for peer in peers},
    )


def build(target_cpu, peers):
    """The Rust program, with some of the crates."""
    flags = f"{os.environ.get('RUSTFLAGS', '')} -C target-cpu={target_cpu}"
    environ = os.environ | {"RUSTFLAGS": flags.strip()}
    command = ["cargo", "build", "--release", "--message-format=json-render-diagnostics"]
    command += ["--no-default-features", "--features", ",".join(peers)]
    process = subprocess.run(
        [*command, "--manifest-path", str(MANIFEST)], stdout=subprocess.PIPE, text=True, env=environ,
        check=False,
    )
    if process.returncode != 0:
        raise SystemExit(f"{MANIFEST} does not build")
    messages = map(json.loads, process.stdout.splitlines())
    [program] = [message["executable"] for message in messages if message.get("executable")]
    return program


def default_venv():
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(cache) / "convgen-peers"


def install(folder, packages):
    """The Python of a virtual environment that holds some packages and what all need, as `requirements.txt` says."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder}", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = [f"{name}=={pinned()[name]}" for name in [*COMMON, *packages]]
    if subprocess.run([*command, *pins], check=False).returncode != 0:
        raise SystemExit(f"{folder} cannot be given what {REQUIREMENTS.name} says")
    return python


def pin_command():
    """Keeps a command on the last core that this process may use, where `taskset` exists."""
    if shutil.which("taskset") is None:
        return []
    return ["taskset", "--cpu-list", str(max(os.sched_getaffinity(0)))]


def rustc_version():
    process = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True)
    return process.stdout.split()[1]


def rust_versions():
    packages = tomllib.loads((HERE / "Cargo.lock").read_text())["package"]
    locked = {package["name"]: package["version"] for package in packages}
    return {peer: locked[name] for peer, name in RUST_PEERS.items()}


def pinned():
    """The versions of all Python packages."""
    return dict(line.split("==") for line in REQUIREMENTS.read_text().split())


def python_versions():
    return {peer: pinned()[name] for peer, name in PYTHON_PEERS.items()}


def processor():
    """The processor's own name, where the system tells."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
