//! Loads and stores of several registers at once: what is refused, what is read and written, and what
//! they compute.

use super::by_hand::{access, repeat, var};
use super::oracle::Memory;
use crate::cases::cases;
use convgen_compiler::element::Element;
use convgen_compiler::kernel::cost::{Cost, cost, text};
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BufferId, Builder, Fault, Index, Kernel, Lanes, Operand, Register, Stmt, Trip, Value,
    View,
};
use proptest::prelude::*;

const ZERO: Operand = Operand::Splat(0.0);

/// A kernel of four lanes that does something with an input of 20 elements, and writes its one output
/// element.
fn reading(make: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>) -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, 4, 20, 1);
    let mut body = make(&mut builder, input);
    body.push(Stmt::Store(access(output, Index::default(), 1), ZERO));
    builder.finish(body)
}

/// Loads `count` columns at a place of the input.
fn loading(constant: i64, lanes: Lanes, (column, count): (usize, usize)) -> Kernel {
    reading(|builder, buffer| {
        let from = Access { buffer, index: Index::constant(constant), lanes };
        vec![builder.define_tile("x", from, column, count).1]
    })
}

/// A reader of a register.
fn reader(builder: &mut Builder, register: Register) -> Stmt {
    builder.define("y", Value::Copy(Operand::Register(register))).1
}

#[track_caller]
fn passes(kernel: Kernel) {
    let text = kernel.to_string();
    assert_eq!(verify(kernel).err(), None, "\n{text}");
}

#[track_caller]
fn fails(kernel: Kernel, fault: Fault) {
    assert_eq!(verify(kernel).err(), Some(vec![fault]));
}

#[test]
fn all_lanes_of_all_columns_are_inside() {
    let lanes = Lanes::strided(4, 5);
    let leaves = |first: i128, last| {
        let access = format!("input[{first}] stride 5");
        Fault::OutOfBounds { access, first, last, len: 20 }
    };
    // Lanes reach 15 elements on, and columns one each.
    passes(loading(0, lanes, (1, 5)));
    passes(loading(4, lanes, (1, 1)));
    passes(loading(0, lanes, (2, 3)));
    fails(loading(0, lanes, (1, 6)), leaves(0, 20));
    fails(loading(1, lanes, (1, 5)), leaves(1, 20));
    fails(loading(0, lanes, (2, 4)), leaves(0, 21));
    fails(loading(-1, lanes, (1, 2)), leaves(-1, 15));
}

#[test]
fn columns_are_there_lie_apart_and_have_their_first_lane() {
    let columns =
        |access: &str, column, count| Fault::Columns { access: access.to_owned(), column, count };
    let all = Lanes::strided(4, 1);
    fails(loading(0, all, (1, 0)), columns("input[0]", 1, 0));
    fails(loading(0, all, (0, 2)), columns("input[0]", 0, 2));
    let later = Lanes { first: 1, count: 2, stride: 1 };
    fails(loading(0, later, (1, 2)), columns("input[0] lanes 1..3", 1, 2));
    let large = 1 << 40;
    let too_large = Fault::TooLarge { place: "a tile of 2 columns".to_owned() };
    fails(loading(0, all, (large + 1, 2)), too_large);
    // As every access.
    let lanes = |access: &str| Fault::Lanes { access: access.to_owned(), lanes: 4 };
    fails(loading(0, Lanes::strided(5, 1), (1, 2)), lanes("input[0] lanes 0..5"));
    fails(loading(0, Lanes::strided(0, 1), (1, 2)), lanes("input[0] lanes 0..0"));
    fails(loading(0, Lanes::strided(4, 0), (1, 2)), lanes("input[0] stride 0"));
}

#[test]
fn stored_columns_are_there_lie_apart_and_have_their_first_lane() {
    let storing = |lanes, (column, count)| {
        let (builder, _, buffer) = Builder::new(Element::F32, 4, 1, 4);
        let access = Access { buffer, index: Index::default(), lanes };
        builder.finish(vec![Stmt::StoreTile { access, column, values: vec![ZERO; count] }])
    };
    let columns =
        |access: &str, column, count| Fault::Columns { access: access.to_owned(), column, count };
    passes(storing(Lanes::strided(2, 2), (1, 2)));
    fails(storing(Lanes::strided(4, 1), (1, 0)), columns("output[0]", 1, 0));
    fails(storing(Lanes::strided(4, 1), (0, 2)), columns("output[0]", 0, 2));
    let later = Lanes { first: 1, count: 2, stride: 1 };
    fails(storing(later, (2, 2)), columns("output[0] lanes 1..3", 2, 2));
    let text = Fault::Columns { access: "who".to_owned(), column: 0, count: 2 }.to_string();
    assert_eq!(text, "who has 2 columns, 0 elements apart");
}

#[test]
fn each_register_is_defined_once() {
    let from = |buffer| access(buffer, Index::default(), 4);
    // All of them are set afterwards, and none before.
    for n in 0..3 {
        let kernel = |first: bool| {
            reading(|builder, input| {
                let (registers, load) = builder.define_tile("x", from(input), 1, 3);
                let read = reader(builder, registers[n]);
                if first { vec![load, read] } else { vec![read, load] }
            })
        };
        passes(kernel(true));
        let register = ["x", "x_2", "x_3"][n].to_owned();
        fails(kernel(false), Fault::UnsetRegister { register });
    }
    let redefined = || Fault::Redefined { register: "x_2".to_owned() };
    let twice = reading(|builder, input| {
        let (registers, _) = builder.define_tile("x", from(input), 1, 2);
        let registers = vec![registers[0], registers[1], registers[1]];
        vec![Stmt::LoadTile { registers, access: from(input), column: 1 }]
    });
    fails(twice, redefined());
    let again = reading(|builder, input| {
        let (registers, load) = builder.define_tile("x", from(input), 1, 2);
        vec![load, Stmt::Let(registers[1], Value::Copy(ZERO))]
    });
    fails(again, redefined());
    let outside = reading(|builder, input| {
        let i = var(builder, "i");
        let (registers, load) = builder.define_tile("x", from(input), 1, 2);
        vec![repeat(i, Trip::Fixed(2), vec![load]), reader(builder, registers[1])]
    });
    fails(outside, Fault::UnsetRegister { register: "x_2".to_owned() });
}

#[test]
fn only_known_registers_of_the_buffers_element_and_no_output() {
    let from = |buffer| access(buffer, Index::default(), 4);
    let mut mixed = loading(0, Lanes::strided(4, 1), (1, 1));
    mixed.buffers[0].element = Element::F64;
    fails(mixed, Fault::Elements { place: "a statement of x".to_owned() });
    let unknown = reading(|_, input| {
        let (mut other, ..) = Builder::new(Element::F32, 4, 20, 1);
        let (registers, _) = other.define_tile("x", from(input), 1, 1);
        vec![Stmt::LoadTile { registers, access: from(input), column: 1 }]
    });
    fails(unknown, Fault::UnknownId { kind: "register", id: 0 });
    let (mut builder, _, output) = Builder::new(Element::F32, 4, 1, 4);
    let store = Stmt::Store(from(output), ZERO);
    let load = builder.define_tile("x", from(output), 1, 1).1;
    let fault = Fault::WrongRole { buffer: "output".to_owned(), action: "load from" };
    fails(builder.finish(vec![store, load]), fault);
}

#[test]
fn reads_of_a_view_with_gaps() {
    // Channels 1 and 2 of five, of three pixels: lanes are channels, and columns pixels.
    let kernel = |channels, pixels, (column, constant)| {
        let view = View::new(1, &[(3, 5), (2, 1)]).expect("no element is there twice");
        let mut builder = Builder::empty(Element::F32, 4);
        let buffer = builder.input("input", view);
        builder.output("output", View::whole(0));
        let from = access(buffer, Index::constant(constant), channels);
        let load = builder.define_tile("x", from, column, pixels).1;
        builder.finish(vec![load])
    };
    passes(kernel(2, 3, (5, 1)));
    passes(kernel(1, 2, (1, 1)));
    let outside = |kernel, access: &str| {
        fails(kernel, Fault::ReadOutside { access: access.to_owned() });
    };
    outside(kernel(3, 2, (5, 1)), "input[1] lanes 0..3");
    outside(kernel(2, 2, (4, 1)), "input[1] lanes 0..2");
    outside(kernel(2, 2, (1, 1)), "input[1] lanes 0..2");
    outside(kernel(2, 2, (5, 2)), "input[2] lanes 0..2");
}

#[test]
fn scratch_memory_is_filled_before_any_column_is_read() {
    let kernel = |elements: usize, column, count| {
        reading(|builder, _| {
            let rows = builder.scratch("rows", 12);
            let i = var(builder, "i");
            let store = Stmt::Store(access(rows, Index::default().linear(Some(i), 1), 1), ZERO);
            let fill = repeat(i, Trip::Fixed(elements), vec![store]);
            let load = builder.define_tile("x", access(rows, Index::default(), 2), column, count).1;
            vec![fill, load]
        })
    };
    passes(kernel(12, 5, 3));
    passes(kernel(7, 5, 2));
    let not_set = |element| Fault::NotSet { scratch: "rows".to_owned(), element };
    fails(kernel(6, 5, 2), not_set(6));
    fails(kernel(7, 5, 3), not_set(10));
}

#[test]
fn a_tile_before_the_stores_to_all_of_its_columns() {
    let shares = |stored: &[(i64, usize)], load_first: bool| {
        let (mut builder, input, output) = Builder::new(Element::F32, 2, 6, 6);
        let load = builder.define_tile("x", access(input, Index::default(), 2), 2, 3).1;
        let mut body: Vec<_> = stored
            .iter()
            .map(|&(at, count)| {
                let access = access(output, Index::constant(at), 2);
                Stmt::StoreTile { access, column: 2, values: vec![ZERO; count] }
            })
            .collect();
        body.insert(if load_first { 0 } else { 1 }, load);
        let kernel = verify(builder.finish(body)).expect("a correct kernel");
        kernel.may_share(input, output)
    };
    assert!(shares(&[(0, 3)], true));
    assert!(shares(&[(4, 1), (0, 2)], true));
    assert!(!shares(&[(0, 3)], false));
    assert!(!shares(&[(4, 1), (0, 2)], false));
}

#[test]
fn lanes_of_columns_and_zeros() {
    let (mut builder, input, output) = Builder::new(Element::F32, 4, 12, 8);
    let lanes = Lanes::strided(3, 4);
    let from = Access { buffer: input, index: Index::constant(1), lanes };
    let (registers, load) = builder.define_tile("x", from, 2, 2);
    let mut body = vec![load];
    for (at, register) in (0..).step_by(4).zip(registers) {
        let to = access(output, Index::constant(at), 4);
        body.push(Stmt::Store(to, Operand::Register(register)));
    }
    let kernel = builder.finish(body);
    assert_eq!(
        kernel.to_string(),
        "lanes 4 of f32\ninput input[12]\noutput output[8]\n\
         let [x, x_2] = input[1] lanes 0..3 stride 4 column 2\n\
         output[0] = x\noutput[4] = x_2\n"
    );
    let input: Vec<f32> = (0..12).map(|n| 10.0 + n as f32).collect();
    let verified = verify(kernel).expect("it is right");
    let found = verified.interpret(&[&input[..]]);
    assert_eq!(found, [[11.0, 15.0, 19.0, 0.0, 13.0, 17.0, 21.0, 0.0]]);
}

#[test]
fn what_it_costs() {
    let kernel = |load: fn(&mut Builder, Access) -> Stmt| {
        let (mut builder, input, _) = Builder::new(Element::F32, 4, 20, 8);
        let i = var(&mut builder, "i");
        let index = Index::default().linear(Some(i), 4);
        let from = Access { buffer: input, index, lanes: Lanes::strided(3, 4) };
        let load = load(&mut builder, from);
        builder.finish(vec![repeat(i, Trip::Fixed(2), vec![load])])
    };
    let tile = kernel(|builder, from| builder.define_tile("x", from, 1, 4).1);
    let expected = Cost { loads: 8, statements: 2, registers: 4, ..Cost::default() };
    assert_eq!(cost(&tile), expected);
    // As the same tile stored.
    let stored = kernel(|_, access| Stmt::StoreTile { access, column: 1, values: vec![ZERO; 4] });
    assert_eq!(text(&tile), text(&stored));
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// Scratch memory is written here and there, and a tile of it is read in a loop: the verifier says
    /// what running the kernel says.
    #[test]
    fn a_random_tile_is_judged_as_it_runs(
        (written, step) in (0_usize..=24, 1_i64..=2),
        (count, stride) in (1_usize..=4, 1_usize..=6),
        (column, columns) in (1_usize..=6, 1_usize..=5),
        (constant, factor, rounds) in (-1_i64..=3, -2_i64..=6, 0_usize..=3),
        len in 1_usize..=48,
    ) {
        let kernel = reading(|builder, _| {
            let rows = builder.scratch("rows", len);
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let written = written.min(len.div_ceil(step as usize));
            let to = access(rows, Index::default().linear(Some(i), step), 1);
            let fill = repeat(i, Trip::Fixed(written), vec![Stmt::Store(to, ZERO)]);
            let index = Index::constant(constant).linear(Some(j), factor);
            let from = Access { buffer: rows, index, lanes: Lanes::strided(count, stride) };
            let load = builder.define_tile("x", from, column, columns).1;
            vec![fill, repeat(j, Trip::Fixed(rounds), vec![load])]
        });
        let faults = verify(kernel.clone()).err().unwrap_or_default();
        prop_assert!(Memory::of(&kernel).agrees(&faults), "{faults:?}\n{kernel}");
    }
}
