//! Views: reads stay inside, writes cover exactly; and which outputs may be an input's memory.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BufferId, Builder, Fault, Index, Kernel, Lanes, Operand, Role, Stmt, Trip, Value, View,
};

const ZERO: Operand = Operand::Splat(0.0);

fn view(base: usize, axes: &[(usize, usize)]) -> View {
    View::new(base, axes).expect("no element is there twice")
}

/// Channels 1 and 2 of five, of three pixels.
fn channels() -> View {
    view(1, &[(3, 5), (2, 1)])
}

/// A kernel that reads pairs from `constant + step·i`, `count` of them, of an input with a view.
fn reading(view: View, constant: i64, (count, step): (usize, i64), lanes: Lanes) -> Kernel {
    let mut builder = Builder::empty(Element::F32, 4);
    let input = builder.input("input", view);
    builder.output("output", View::whole(0));
    let i = var(&mut builder, "i");
    let index = Index::constant(constant).linear(Some(i), step);
    let (_, load) = builder.define("x", Value::Load(Access { buffer: input, index, lanes }));
    builder.finish(vec![repeat(i, Trip::Fixed(count), vec![load])])
}

#[track_caller]
fn outside(kernel: Kernel) {
    match verify(kernel).err().as_deref() {
        Some([Fault::ReadOutside { .. }]) => {}
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn passes(kernel: Kernel) {
    let text = kernel.to_string();
    assert_eq!(verify(kernel).err(), None, "\n{text}");
}

#[test]
fn reads_of_a_view_with_gaps() {
    let pair = Lanes::strided(2, 1);
    passes(reading(channels(), 1, (3, 5), pair));
    // One pixel too far to the left and to the right, inside the buffer.
    outside(reading(view(2, &[(3, 5), (2, 1)]), 1, (3, 5), pair));
    outside(reading(channels(), 2, (2, 5), pair));
    // Another step is between pixels sooner or later.
    outside(reading(channels(), 1, (3, 4), pair));
    outside(reading(channels(), 1, (2, 6), pair));
    // Three channels of two.
    outside(reading(channels(), 1, (2, 5), Lanes::strided(3, 1)));
    // Lanes that are pixels.
    passes(reading(channels(), 2, (1, 0), Lanes::strided(3, 5)));
    outside(reading(channels(), 3, (1, 0), Lanes::strided(2, 5)));
    // From the last pixel back.
    passes(reading(channels(), 11, (3, -5), pair));
}

#[test]
fn reads_between_the_elements_of_a_view() {
    let even = view(0, &[(4, 2)]);
    passes(reading(even.clone(), 0, (4, 2), Lanes::strided(1, 1)));
    passes(reading(even.clone(), 0, (1, 0), Lanes::strided(4, 2)));
    outside(reading(even.clone(), 1, (2, 2), Lanes::strided(1, 1)));
    outside(reading(even, 0, (1, 0), Lanes::strided(2, 1)));
}

#[test]
fn reads_of_a_view_without_gaps_that_begins_later() {
    let tail = view(3, &[(4, 1)]);
    passes(reading(tail.clone(), 3, (3, 1), Lanes::strided(2, 1)));
    outside(reading(tail, 2, (3, 1), Lanes::strided(2, 1)));
}

/// A kernel that writes pairs at these elements of an output with a view.
fn writing(view: View, at: &[i64]) -> Kernel {
    let mut builder = Builder::empty(Element::F32, 2);
    let output = builder.output("output", view);
    let store = |&at: &i64| Stmt::Store(access(output, Index::constant(at), 2), ZERO);
    builder.finish(at.iter().map(store).collect())
}

#[test]
fn writes_cover_the_view_exactly() {
    let output = || "output".to_owned();
    passes(writing(channels(), &[1, 6, 11]));
    let faults = |at: &[i64]| verify(writing(channels(), at)).err();
    let not_written = |element| Some(vec![Fault::NotWritten { output: output(), element }]);
    assert_eq!(faults(&[1, 11]), not_written(6));
    assert_eq!(faults(&[1, 7, 11]), not_written(6));
    assert_eq!(
        faults(&[1, 3, 6, 11]),
        Some(vec![Fault::WrittenOutside { output: output(), element: 3 }])
    );
    assert_eq!(
        faults(&[1, 6, 6, 11]),
        Some(vec![Fault::WrittenTwice { output: output(), element: 6 }])
    );
}

#[test]
fn every_output_is_looked_at() {
    let kernel = |stores: &[usize]| {
        let mut builder = Builder::empty(Element::F32, 2);
        let outputs = ["a", "b"].map(|name| builder.output(name, View::whole(2)));
        let store = |&n: &usize| Stmt::Store(access(outputs[n], Index::default(), 2), ZERO);
        builder.finish(stores.iter().map(store).collect())
    };
    passes(kernel(&[0, 1]));
    let missing = |output: &str| Fault::NotWritten { output: output.to_owned(), element: 0 };
    assert_eq!(verify(kernel(&[0])).err(), Some(vec![missing("b")]));
    assert_eq!(verify(kernel(&[])).err(), Some(vec![missing("a"), missing("b")]));
}

/// Whether the first input and the first output, which are the first two buffers, may be one memory.
fn shares(kernel: Kernel) -> bool {
    let ids: Vec<BufferId> = kernel.parameters().map(|(id, _)| id).collect();
    verify(kernel).expect("a correct kernel").may_share(ids[0], ids[1])
}

/// Four rounds: what each of them does, given the places that it may touch.
fn rounds(body: impl FnOnce(&mut Builder, [BufferId; 2], Index) -> Vec<Stmt>) -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, 1, 4, 4);
    let i = var(&mut builder, "i");
    let body = body(&mut builder, [input, output], Index::default().linear(Some(i), 1));
    builder.finish(vec![repeat(i, Trip::Fixed(4), body)])
}

#[test]
fn a_load_before_the_store_to_its_place() {
    let kernel = |load_first| {
        rounds(|builder, [input, output], at| {
            let (_, load) = builder.define("x", Value::Load(access(input, at.clone(), 1)));
            let store = Stmt::Store(access(output, at, 1), ZERO);
            if load_first { vec![load, store] } else { vec![store, load] }
        })
    };
    assert!(shares(kernel(true)));
    assert!(!shares(kernel(false)));
}

#[test]
fn a_load_from_another_place() {
    let kernel = |also_first: bool| {
        rounds(|builder, [input, output], at| {
            let (_, load) = builder.define("x", Value::Load(access(input, at.clone(), 1)));
            let first = Value::Broadcast(input, Index::default());
            let (_, first) = builder.define("first", first);
            let store = Stmt::Store(access(output, at, 1), ZERO);
            if also_first { vec![load, first, store] } else { vec![load, store] }
        })
    };
    assert!(shares(kernel(false)));
    assert!(!shares(kernel(true)));
}

#[test]
fn another_view_or_element() {
    let kernel = |change: fn(&mut Kernel)| {
        let (mut builder, input, output) = Builder::new(Element::F32, 1, 1, 1);
        let load = Value::Load(access(input, Index::default(), 1));
        let (_, load) = builder.define("x", load);
        let mut kernel =
            builder.finish(vec![load, Stmt::Store(access(output, Index::default(), 1), ZERO)]);
        change(&mut kernel);
        kernel
    };
    assert!(shares(kernel(|_| {})));
    assert!(!shares(kernel(|kernel| {
        kernel.buffers[0].len = 2;
        kernel.buffers[0].role = Role::Input(View::whole(2));
    })));
    assert!(!shares(kernel(|kernel| kernel.buffers[1].element = Element::F64)));
}

#[test]
fn loads_of_all_columns_of_a_tile() {
    let kernel = |second: i64| {
        let (mut builder, input, output) = Builder::new(Element::F32, 2, 4, 4);
        let load = |builder: &mut Builder, at| {
            builder.define("x", Value::Load(access(input, Index::constant(at), 2)))
        };
        let ((a, load_a), (b, load_b)) = (load(&mut builder, 0), load(&mut builder, second));
        let to = access(output, Index::default(), 2);
        let values = [a, b].map(Operand::Register).to_vec();
        let tile = Stmt::StoreTile { access: to, column: 2, values };
        builder.finish(vec![load_a, load_b, tile])
    };
    assert!(shares(kernel(2)));
    assert!(!shares(kernel(1)));
}
