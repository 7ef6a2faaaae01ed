//! `draw`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use convgen_compiler::driver::{self, Compiled};
use convgen_compiler::layer::Layer;
use convgen_compiler::source::Disk;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::geometry::Strides;
use convgen_runtime::reference::Algorithm;
use convgen_runtime::{Axis, Kind};
use serde_json::Value;

use super::program::{Ran, convgen, convgen_in, new_folder, root};

const SPEC: &str = "specs/seed/transposed_i3_k3_s2_p1_op1.toml";

/// All layers of the corpus and of the seeds: every kind, number of axes, border and stride.
const PATTERNS: [&str; 2] = ["tests/corpus/*.toml", "specs/seed/*.toml"];

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The page of a spec.
fn page(test: &str, spec: &str) -> String {
    let file = new_folder(test).join("page.html");
    convgen(&["draw", spec, "-o", text(&file)]).fine();
    fs::read_to_string(file).expect("it was written")
}

/// What is between two texts, each of which appears once.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    assert_eq!(page.matches(before).count(), 1, "{before}");
    let (_, rest) = page.split_once(before).expect("counted");
    rest.split_once(after).expect("it ends").0
}

fn data(page: &str) -> Value {
    let json = between(page, r#"<script type="application/json" id="layer">"#, "</script>");
    serde_json::from_str(json).expect("JSON")
}

/// The pages of many layers, by spec.
fn pages() -> &'static [(String, Value)] {
    static PAGES: OnceLock<Vec<(String, Value)>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let folder = new_folder("draw_pages");
        let mut pages = Vec::new();
        for (n, pattern) in PATTERNS.into_iter().enumerate() {
            let folder = format!("{}/{n}/", text(&folder));
            // Layers without weights of their own have no page.
            let code = if pattern.contains("corpus") { 2 } else { 0 };
            let found = convgen(&["draw", "--json", pattern, "-o", &folder]).json(code);
            let drawn = |found: &&Value| !text_of(found).contains("_arguments");
            pages.extend(list(&found).iter().filter(drawn).map(written));
        }
        assert!(pages.len() > 100);
        pages
    })
}

fn text_of(found: &Value) -> &str {
    found["spec"].as_str().expect("a text")
}

/// The spec and the data of a page that a report says was written.
fn written(found: &Value) -> (String, Value) {
    let spec = text_of(found).to_owned();
    let file = Path::new(found["file"].as_str().expect("a text"));
    assert_eq!(file.file_stem(), Path::new(&spec).file_stem());
    let page = fs::read_to_string(file).expect("it was written");
    assert_eq!(found["bytes"], page.len());
    let data = data(&page);
    assert_eq!(found["whole"], data["whole"]);
    (spec, data)
}

fn compiled(spec: &str) -> Compiled {
    driver::compile(&Disk::new(root()), spec).expect("the spec is right")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("an array")
}

fn count(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn real(value: &Value) -> f32 {
    value.as_f64().expect("a number") as f32
}

fn reals(value: &Value) -> Vec<f32> {
    list(value).iter().map(real).collect()
}

#[test]
fn a_page_needs_nothing_but_itself() {
    let page = page("draw_alone", SPEC);
    // A namespace is a name, and never loaded.
    let rest = page.replace(r#"const SVG = "http://www.w3.org/2000/svg";"#, "");
    for reference in
        ["http:", "https:", "//cdn", " src=", " href=", "url(", "@import", "import ", "fetch("]
    {
        assert!(!rest.contains(reference), "{reference}");
    }
    assert!(page.contains("default-src 'none'"), "browsers refuse what would be loaded");
    assert!(!page.contains("{{"), "every place of the template is filled");
    assert_eq!(data(&page)["spec"], SPEC);
}

#[test]
fn numbers_are_the_references() {
    let mut whole = 0;
    for (spec, data) in pages() {
        let compiled = compiled(spec);
        let (layer, shape) = (compiled.layer(), *compiled.shape());
        let channels = &data["channels"];
        if data["whole"] == false || !integral(layer) {
            continue;
        }
        whole += 1;
        let strides = [shape.input_strides(), shape.output_strides()];
        let sizes = [shape.spatial().map(|axis| axis.input), shape.output_sizes()];
        let input = flat(&channels["inputs"], "values", strides[0], sizes[0]);
        let mut expected = vec![0.0; shape.output_len()];
        let reference = layer.reference();
        let mut definition = reference.definition();
        let of_outputs = |key| flat(&channels["outputs"], key, strides[1], sizes[1]);
        let residual = if layer.has_residual() { of_outputs("residual") } else { Vec::new() };
        if layer.has_residual() {
            definition = definition.with_residual(&residual).expect("one for each output");
        }
        Algorithm::SlidingWindow.run(&definition, &input, &mut expected).expect("the lengths fit");
        assert!(input.iter().all(|number| number.fract() == 0.0), "{spec}");
        assert_eq!(of_outputs("values"), expected, "{spec}");
    }
    assert!(whole > 50, "{whole}");
}

/// Whether all numbers are whole, so that sums are exact in any order.
fn integral(layer: &Layer) -> bool {
    layer.weights().iter().chain(layer.bias()).all(|number| number.fract() == 0.0)
}

/// The numbers of all channels, each along z, y, x, in the order of the layer's data.
fn flat(channels: &Value, key: &str, strides: Strides, [z, y, x]: [usize; 3]) -> Vec<f32> {
    let mut flat = vec![f32::NAN; list(channels).len() * z * y * x];
    for (n, channel) in list(channels).iter().enumerate() {
        for (at, number) in reals(&channel[key]).into_iter().enumerate() {
            flat[strides.index(0, n, [at / (y * x), at / x % y, at % x])] = number;
        }
    }
    flat
}

/// The taps of an axis by output: kernel position, cell, input element if there is one.
fn taps(axis: &Value, output: usize) -> Vec<(usize, usize, Option<usize>)> {
    let tap = |tap: &Value| {
        let input = tap.get("input").map(count);
        (count(&tap["kernel"]), count(&tap["cell"]), input)
    };
    list(&axis["outputs"][output]["taps"]).iter().map(tap).collect()
}

/// The input elements of an axis that are shown.
fn elements(axis: &Value) -> Vec<usize> {
    list(&axis["elements"]).iter().map(count).collect()
}

/// The products of the taps of output `at` with a source, summed for each kernel position along z.
fn parts(data: &Value, source: &Value, at: usize) -> Vec<f32> {
    let [z, y, x] = [0, 1, 2].map(|n| &data["axes"][n]);
    let size = |axis: &Value, name: &str| count(&axis[name]);
    let (height, width) = (list(&y["outputs"]).len(), list(&x["outputs"]).len());
    let mut inputs = list(&data["channels"]["inputs"]).iter();
    let input = inputs.find(|input| input["channel"] == source["channel"]);
    let input = reals(&input.expect("it is shown")["values"]);
    let weights = reals(&source["weights"]);
    let mut parts = vec![0.0; size(z, "kernel_shown")];
    for (kz, _, iz) in taps(z, at / (height * width)) {
        for (ky, _, iy) in taps(y, at / width % height) {
            for (kx, _, ix) in taps(x, at % width) {
                let (Some(iz), Some(iy), Some(ix)) = (iz, iy, ix) else { continue };
                let place = |axis: &Value, input| {
                    let place = elements(axis).into_iter().position(|element| element == input);
                    place.expect("it is shown")
                };
                let element = (place(z, iz) * elements(y).len() + place(y, iy)) * elements(x).len()
                    + place(x, ix);
                let weight = (kz * size(y, "kernel_shown") + ky) * size(x, "kernel_shown") + kx;
                parts[kz] += weights[weight] * input[element];
            }
        }
    }
    parts
}

#[test]
fn taps_make_the_sums() {
    let mut residuals = 0;
    for (spec, data) in pages() {
        for axis in list(&data["axes"]) {
            let cut = list(&axis["outputs"]).iter().any(|output| count(&output["hidden"]) > 0);
            assert!(!cut, "{spec}: the kernels of these are shown whole");
        }
        if !integral(compiled(spec).layer()) {
            continue;
        }
        let channels = &data["channels"];
        for out in list(&channels["outputs"]) {
            for (at, sum) in reals(&out["sums"]).into_iter().enumerate() {
                let mut all = real(&out["bias"]);
                if let Some(residual) = out.get("residual") {
                    all += real(&residual[at]);
                    residuals += 1;
                }
                for source in list(&out["sources"]) {
                    let shown = list(&source["parts"]).iter().map(|part| real(&part[at]));
                    let shown: Vec<f32> = shown.collect();
                    assert_eq!(shown, parts(data, source, at), "{spec}, output {at}");
                    all += shown.iter().sum::<f32>();
                }
                if channels["sources"] == channels["per_group"] {
                    assert_eq!(sum, all, "{spec}, output {at}");
                }
            }
        }
    }
    assert!(residuals > 0);
}

/// Where the textbook puts a kernel position for an output, counted in cells from the first element,
/// and how far elements are apart: Dumoulin & Visin (2016), where the kernel of a transposed layer is
/// turned, and its input spread by zeros.
fn textbook(kind: Kind, axis: &Axis, output: usize, kernel: usize) -> (i64, i64) {
    let (stride, padding) = (axis.stride as i64, axis.pad_before as i64);
    let (output, reach) = (output as i64, (kernel * axis.dilation) as i64);
    match kind {
        Kind::Conv => (stride * output - padding + reach, 1),
        Kind::ConvTranspose => (output + padding - reach, stride),
    }
}

#[test]
fn cells_are_where_the_textbook_puts_them() {
    for (spec, data) in pages() {
        let compiled = compiled(spec);
        let shape = compiled.shape();
        for (n, geometry) in shape.spatial().iter().enumerate() {
            let axis = &data["axes"][n];
            let cells = list(&axis["cells"]);
            let first = cells.iter().position(|cell| cell["is"] == "element");
            let first = first.expect("an element is shown") as i64;
            let before = count(&cells[first as usize]["at"]) as i64;
            let mut read = BTreeSet::new();
            for (output, found) in list(&axis["outputs"]).iter().enumerate() {
                let phases = list(&axis["residues"]).len();
                let all = phases == geometry.stride || shape.kind() == Kind::Conv;
                let taps = taps(axis, output);
                assert!(!all || taps.len() == geometry.kernel, "{spec}: all kernel positions");
                for (tap, (kernel, cell, input)) in list(&found["taps"]).iter().zip(taps) {
                    let (place, spread) = textbook(shape.kind(), geometry, output, kernel);
                    let cells_from_first = cell as i64 - first + spread * before;
                    assert_eq!(cells_from_first, place, "{spec}, output {output}, {kernel}");
                    let own = place.rem_euclid(spread) == 0;
                    let at = place.div_euclid(spread);
                    let inside = own && (0..geometry.input as i64).contains(&at);
                    let source = geometry.padding_mode.source(at, geometry.input);
                    assert_eq!(input, source.filter(|_| own), "{spec}, {output}, {kernel}");
                    assert_eq!(tap["own"], own, "{spec}, output {output}, {kernel}");
                    assert_eq!(cells[cell]["is"] == "element", inside, "{spec}");
                    read.extend(input);
                }
                let extra = output >= shape.output_sizes()[n] - geometry.output_padding;
                assert_eq!(found["extra"], extra, "{spec}");
            }
            if list(&axis["outputs"]).len() == shape.output_sizes()[n] {
                for cell in cells.iter().filter(|cell| cell["is"] == "element") {
                    assert_eq!(cell["read"], read.contains(&count(&cell["at"])), "{spec}: {cell}");
                }
            }
        }
    }
}

#[test]
fn blocks_are_parts_of_the_matrix() {
    for (spec, data) in pages() {
        let layer = Weighted::new(compiled(spec).layer());
        let stencil = &layer.stencil;
        let [z, y, x] = [0, 1, 2].map(|n| &data["axes"][n]);
        // The planes z = 0, and the kernel positions along z that link them.
        let links = taps(z, 0).into_iter().filter(|tap| tap.2 == Some(0)).map(|tap| tap.0);
        let links: Vec<usize> = links.collect();
        let (height, width) = (list(&y["outputs"]).len(), list(&x["outputs"]).len());
        let (rows, columns) = (elements(y), elements(x));
        let weights = reals(&data["channels"]["outputs"][0]["sources"][0]["weights"]);
        let plane = count(&y["kernel_shown"]) * count(&x["kernel_shown"]);
        let mut found = BTreeMap::<(usize, usize), f32>::new();
        for entry in list(&data["block"]["entries"]) {
            let [row, column, kernel] = [0, 1, 2].map(|n| count(&entry[n]));
            let linked = links.iter().map(|kz| weights[kz * plane + kernel]);
            *found.entry((row, column)).or_default() += linked.sum::<f32>();
        }
        found.retain(|_, weight| *weight != 0.0);
        let mut expected = BTreeMap::new();
        for (oy, ox) in (0..height).flat_map(|oy| (0..width).map(move |ox| (oy, ox))) {
            let row = layer.row(stencil.out_strides.index(0, 0, [0, oy, ox]));
            let row: BTreeMap<usize, f32> =
                row.into_iter().map(|(at, weight)| (at, weight as f32)).collect();
            for (at_y, &iy) in rows.iter().enumerate() {
                for (at_x, &ix) in columns.iter().enumerate() {
                    if let Some(value) = row.get(&stencil.in_strides.index(0, 0, [0, iy, ix])) {
                        expected.insert((oy * width + ox, at_y * columns.len() + at_x), *value);
                    }
                }
            }
        }
        assert_eq!(found, expected, "{spec}");
        assert_eq!(count(&data["block"]["rows"]), height * width);
        assert_eq!(count(&data["block"]["columns"]), rows.len() * columns.len());
    }
}

#[test]
fn large_layers_are_a_window_that_says_so() {
    let folder = new_folder("draw_window");
    for (spec, outputs, shown) in [
        ("specs/filters/sobel_x_512.toml", "512×512", "16×16"),
        ("specs/upscale/4_upscale.toml", "256×256", "15×15"),
    ] {
        let file = folder.join("page.html");
        let said = convgen(&["draw", spec, "-o", text(&file)]).fine();
        let expected = format!(
            "{spec}: drawn, written to {}\n  the page shows the first {shown} of {outputs} outputs\n",
            file.display()
        );
        assert_eq!(said, expected);
        let page = fs::read_to_string(&file).expect("it was written");
        assert!(page.len() < 1 << 20, "{} bytes", page.len());
        let data = data(&page);
        assert_eq!(data["whole"], false);
        // Sums are of the whole layer, all channels and elements that are not shown included.
        let compiled = compiled(spec);
        let layer = Weighted::new(compiled.layer());
        let stencil = &layer.stencil;
        let row = 3 * stencil.axes[2].output + 4;
        let width = list(&data["axes"][2]["outputs"]).len();
        let sum = real(&data["channels"]["outputs"][0]["sums"][3 * width + 4]);
        let terms = layer.terms(row);
        let parts: f32 = list(&data["channels"]["outputs"][0]["sources"])
            .iter()
            .map(|source| real(&source["parts"][0][3 * width + 4]))
            .sum();
        let sources = list(&data["channels"]["outputs"][0]["sources"]).len();
        let bias = layer.bias(0) as f32;
        assert_eq!(sources < stencil.in_channels, parts != sum - bias, "{spec}");
        let magnitudes: f64 = terms.iter().map(|term| term.weight.abs()).sum();
        assert!(sum.abs() <= 9.0 * magnitudes as f32 + bias.abs(), "the example is 1 to 9");
    }
}

#[test]
fn names_cannot_break_out_of_the_page() {
    let folder = new_folder("draw_escaping");
    fs::create_dir(folder.join("<")).expect("ours");
    let spec = "</script><b onclick='x'>&\"{{code}}.toml";
    fs::copy(root().join(SPEC), folder.join(spec)).expect("ours");
    convgen_in(&folder, &["draw", spec, "-o", "page.html"]).fine();
    let page = fs::read_to_string(folder.join("page.html")).expect("it was written");
    assert!(!page.contains("<b onclick"), "no name is an element");
    assert_eq!(data(&page)["spec"], spec);
    let shown = "&lt;/script&gt;&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;{{code}}.toml";
    assert_eq!(between(&page, "<title>", "</title>"), shown);
    assert_eq!(page.matches("</script>").count(), 2, "the data's and the script's");
    // The name is also in the code, as a path that rustc follows.
    let code = between(&page, "<pre tabindex=\"0\"><code>", "</code>");
    assert!(!code.contains('<') && code.contains("&lt;/script&gt;"), "{code}");
}

#[test]
fn code_and_costs_are_those_of_the_other_commands() {
    let page = page("draw_code", SPEC);
    let code = between(&page, "<pre tabindex=\"0\"><code>", "</code>");
    let code = ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"].iter().fold(
        code.to_owned(),
        |code, pair| {
            let (escape, character) = pair.split_at(pair.len() - 1);
            code.replace(escape, character)
        },
    );
    let expanded = convgen(&["expand", SPEC]).fine();
    assert_eq!(format!("// {SPEC}\n{code}"), expanded);
    let explained = convgen(&["explain", "--json", SPEC]).json(0);
    let data = data(&page);
    let parts = data["explained"].as_object().expect("an object");
    assert!(parts.len() >= 5);
    for (name, part) in parts {
        assert_eq!(*part, explained[0][name], "{name}");
    }
}

#[test]
fn long_code_is_shortened() {
    let page = page("draw_long_code", "specs/digits/conv2.toml");
    let code = between(&page, "<pre tabindex=\"0\"><code>", "</code>");
    assert!(code.contains(" more characters\n"), "the table of weights");
    let expanded = convgen(&["expand", "specs/digits/conv2.toml"]).fine();
    assert!(expanded.lines().any(|line| line.len() > 10_000) && code.len() < expanded.len());
}

#[track_caller]
fn refused(ran: &Ran, message: &str) {
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
}

#[test]
fn places_that_cannot_be_are_refused() {
    let ran = convgen(&["draw", SPEC, "specs/seed/conv_4x4_k3.toml", "-o", "unwritten.html"]);
    refused(&ran, "`unwritten.html` would be the page of several specs, but must be of one");
    assert!(ran.stderr.contains("write `-o unwritten.html/` for a folder"), "{}", ran.stderr);
    assert!(!root().join("unwritten.html").exists());
    let ran = convgen(&["draw", SPEC, "-o", "no/such/page.html"]);
    refused(&ran, "cannot write `no/such/page.html`");
    refused(&convgen(&["draw", SPEC, "-o", "Cargo.toml/"]), "cannot write `Cargo.toml/");
    refused(&convgen(&["draw", SPEC]), "--output <FILE>");

    let folder = new_folder("draw_names");
    for name in ["a", "b"] {
        fs::create_dir(folder.join(name)).expect("ours");
        fs::copy(root().join(SPEC), folder.join(name).join("same.toml")).expect("ours");
    }
    let ran = convgen_in(&folder, &["draw", "a/same.toml", "b/same.toml", "-o", "pages/"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`pages/same.html` is the page of `a/same.toml` already"));
}

#[test]
fn a_wrong_spec_has_no_page() {
    let folder = new_folder("draw_wrong");
    let wrong = "convgen-compiler/tests/errors/kind-unknown/spec.toml";
    let found = convgen(&["draw", "--json", wrong, SPEC, "-o", text(&folder)]).json(1);
    assert_eq!(found[0]["errors"][0]["code"], "unknown-value");
    assert_eq!(found[1]["outcome"], "fine");
    assert_eq!(fs::read_dir(&folder).expect("ours").count(), 1, "only the right one's");
}

#[test]
fn help_has_an_example() {
    let help = convgen(&["draw", "--help"]).fine();
    assert!(help.contains("cargo convgen draw specs/upsample.toml -o upsample.html"), "{help}");
}
