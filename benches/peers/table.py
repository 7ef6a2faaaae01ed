"""The comparison as Markdown."""

import statistics


def microseconds(value):
    """Three digits that count, as `benches/suite` has them for small layers."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def cell(result):
    if "seconds" in result:
        return microseconds(1e6 * result["seconds"])
    return "wrong" if "wrong" in result else "–"


def limit_seconds(convgen):
    """What the needed multiply-adds take at the machine's peak, two operations each."""
    return 2 * convgen["needed_macs"] / (1e9 * convgen["peak_gflops"])


def best_ratio(layer):
    """How many times as long the fastest peer takes."""
    times = [peer["seconds"] for peer in layer["peers"].values() if "seconds" in peer]
    own = layer["convgen"].get("seconds")
    return f"{min(times) / own:.2f}" if times and own else "–"


def row(layer, peers):
    convgen = layer["convgen"]
    limit = limit_seconds(convgen)
    percent = f"{100 * limit / convgen['seconds']:.0f}" if "seconds" in convgen else "–"
    return [
        layer["layer"], f"{convgen['needed_macs'] / 1e6:.4g}", microseconds(1e6 * limit), cell(convgen),
        percent, *(cell(layer["peers"][peer]) for peer in peers), best_ratio(layer),
    ]


def reason(result):
    """Why there is no time."""
    if "unsupported" in result:
        return result["unsupported"]
    if result["wrong"] is None:
        return "wrong, not of the right length or not finite"
    return f"wrong by {result['wrong']:.1e} of the largest value"


def reasons(layers, peers):
    """A line for each reason why a peer has no time, with its layers."""
    found = {}
    for peer in ("convgen", *peers):
        for layer in layers:
            result = layer["convgen"] if peer == "convgen" else layer["peers"][peer]
            if "seconds" not in result:
                found.setdefault((peer, reason(result)), []).append(layer["layer"])
    return [f"* {peer}: {why} ({names(layers, wanting)})" for (peer, why), wanting in found.items()]


def names(layers, wanting):
    """The names of some layers, or the shorter list of all others."""
    others = [layer["layer"] for layer in layers if layer["layer"] not in wanting]
    if len(others) >= len(wanting):
        return ", ".join(wanting)
    return f"all but {', '.join(others)}" if others else "all"


def render(measured):
    """The whole page."""
    layers, peers = measured["layers"], measured["peers"]
    head = ["layer", "needed MMACs", "limit µs", "convgen µs", "% of peak"]
    head += [*(f"{peer} µs" for peer in peers), "best peer ÷ convgen"]
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *(row(layer, peers) for layer in layers))]
    peak = statistics.median(layer["convgen"]["peak_gflops"] for layer in layers)
    isa = layers[0]["convgen"]["isa"]
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    lines += [
        "",
        f"One thread of {measured['machine']}, {measured['date']}. Multiply-add peak ({isa}): "
        f"{peak:.1f} GFLOP/s, the median of the rows'.",
        f"Rust compiled for {measured['target_cpu']}. Versions: {versions}.",
        "",
        "Each time is a median of 15 runs; each result was checked against the layer's definition. "
        "The limit is what the needed multiply-adds (no border taps, no zero weights) take at the "
        "peak that was measured with the row. Calls from Python include what Python takes for a call.",
    ]
    if notes := reasons(layers, peers):
        lines += ["", "No time for a layer (– or `wrong` in the table):", "", *notes]
    return "\n".join(lines) + "\n"
