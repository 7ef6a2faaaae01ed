//! Enlarges a real photo with four compiled layers, the last a transposed convolution, and compares
//! the result with bicubic interpolation and with PyTorch.
//!
//! ```text
//! cargo run --release --example upscale [output.png]
//! ```

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::time::Instant;

use convgen::{Buffer, Layer};
use npyz::NpyFile;

/// 1 → 16 channels, 5×5
#[convgen::layer("specs/upscale/1_features.toml")]
struct Features;

/// 16 → 16 channels, 3×3
#[convgen::layer("specs/upscale/2_mapping.toml")]
struct Mapping1;

/// 16 → 16 channels, 3×3
#[convgen::layer("specs/upscale/3_mapping.toml")]
struct Mapping2;

/// 16 × 128×128 → 1 × 256×256
#[convgen::layer("specs/upscale/4_upscale.toml")]
struct Upscale;

/// Side of the photo and of the result.
const SIDE: (usize, usize) = (128, 256);

fn main() -> Result<(), Box<dyn Error>> {
    let small = read_png("photo_lr.png", SIDE.0)?;
    let truth = read_png("photo_hr.png", SIDE.1)?;
    let torch = read_npy("torch_output.npy")?;

    let input: Vec<f32> = small.iter().map(|&pixel| f32::from(pixel) / 255.0).collect();
    let start = Instant::now();
    let output = network(&input)?;
    let elapsed = start.elapsed();

    let farthest = output.iter().zip(&torch).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    let photo: Vec<u8> = output.iter().map(|&value| quantise(f64::from(value) * 255.0)).collect();
    let bicubic = bicubic(&small, SIDE.0);

    let path = env::args().nth(1).unwrap_or_else(|| "target/upscale.png".to_owned());
    write_png(&path, &photo, SIDE.1)?;
    println!("128×128 → 256×256 in {:.1} ms, written to {path}", 1e3 * elapsed.as_secs_f64());
    println!(
        "PSNR   bicubic {:.2} dB   network {:.2} dB",
        psnr(&bicubic, &truth),
        psnr(&photo, &truth)
    );
    println!("the network's output differs from PyTorch's by at most {farthest:.1e}");
    assert!(farthest <= 1e-4, "the output is not PyTorch's");
    Ok(())
}

fn network(photo: &[f32]) -> Result<Vec<f32>, convgen::LengthError> {
    let features = run::<Features>(photo)?;
    let features = run::<Mapping1>(&features)?;
    let features = run::<Mapping2>(&features)?;
    run::<Upscale>(&features)
}

/// Any layer, on the heap: these images are too large for the stack.
fn run<L: Layer<Element = f32>>(input: &[f32]) -> Result<Vec<f32>, convgen::LengthError> {
    let mut output = vec![0.0; L::Output::LEN];
    L::forward_slice(input, &mut output)?;
    Ok(output)
}

/// Bicubic interpolation ×2: Keys's kernel with a = -1/2, edges repeated. Output pixels lie a
/// quarter of an input pixel to either side, so there are two sets of four weights.
fn bicubic(image: &[u8], side: usize) -> Vec<u8> {
    let rows: Vec<f64> = image.iter().map(|&pixel| f64::from(pixel)).collect();
    let wide = double_rows(&rows, side);
    let high = transpose(&double_rows(&transpose(&wide, 2 * side), side), 2 * side);
    high.into_iter().map(quantise).collect()
}

fn double_rows(rows: &[f64], side: usize) -> Vec<f64> {
    const EVEN: [f64; 4] = [-3.0, 29.0, 111.0, -9.0];
    let double = |row: &[f64]| {
        let at = |n: isize| row[n.clamp(0, side as isize - 1) as usize];
        let sum = |first: isize, weights: [f64; 4]| {
            (0..4).map(|n| weights[n] * at(first + n as isize)).sum::<f64>() / 128.0
        };
        let odd = {
            let mut odd = EVEN;
            odd.reverse();
            odd
        };
        (0..side as isize).flat_map(|q| [sum(q - 2, EVEN), sum(q - 1, odd)]).collect::<Vec<_>>()
    };
    rows.chunks(side).flat_map(double).collect()
}

fn transpose(image: &[f64], width: usize) -> Vec<f64> {
    let height = image.len() / width;
    (0..width).flat_map(|x| (0..height).map(move |y| image[y * width + x])).collect()
}

fn quantise(value: f64) -> u8 {
    (value.clamp(0.0, 255.0) + 0.5).floor() as u8
}

/// `10·log10(255² / mean squared error)`
fn psnr(image: &[u8], truth: &[u8]) -> f64 {
    let squares = image.iter().zip(truth).map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2));
    10.0 * (255.0 * 255.0 * truth.len() as f64 / squares.sum::<f64>()).log10()
}

fn open(name: &str) -> Result<BufReader<File>, Box<dyn Error>> {
    let path = format!("{}/specs/upscale/{name}", env!("CARGO_MANIFEST_DIR"));
    Ok(BufReader::new(File::open(&path).map_err(|error| format!("{path}: {error}"))?))
}

fn read_npy(name: &str) -> Result<Vec<f32>, Box<dyn Error>> {
    Ok(NpyFile::new(open(name)?)?.into_vec()?)
}

/// An 8-bit grey image of a known side.
fn read_png(name: &str, side: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut reader = png::Decoder::new(open(name)?).read_info()?;
    let mut pixels = vec![0; side * side];
    let info = reader.next_frame(&mut pixels)?;
    let expected = (side as u32, side as u32, png::ColorType::Grayscale);
    if (info.width, info.height, info.color_type) != expected {
        return Err(format!("{name} is not a grey image of {side}×{side} pixels").into());
    }
    Ok(pixels)
}

fn write_png(path: &str, pixels: &[u8], side: usize) -> Result<(), Box<dyn Error>> {
    let file = File::create(path).map_err(|error| format!("{path}: {error}"))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), side as u32, side as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header()?.write_image_data(pixels)?;
    Ok(())
}
