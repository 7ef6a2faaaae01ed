//! Buffers, lanes, lists and ids; and what the faults say.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BufferId, Builder, Fault, Index, Kernel, Lanes, Operand, Register, Step, Stmt, Term,
    Trip, Value, Var, View,
};

const ZERO: Operand = Operand::Splat(0.0);

/// A kernel of four lanes that does something, and writes its one output element.
fn doing(make: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>) -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, 4, 8, 1);
    let mut body = make(&mut builder, input);
    body.push(Stmt::Store(access(output, Index::default(), 1), ZERO));
    builder.finish(body)
}

fn load(builder: &mut Builder, access: Access) -> Stmt {
    builder.define("x", Value::Load(access)).1
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
fn a_buffer_used_against_its_role() {
    let wrong = |buffer: &str, action| Fault::WrongRole { buffer: buffer.to_owned(), action };
    let store = |buffer| Stmt::Store(access(buffer, Index::default(), 1), ZERO);
    fails(doing(|_, input| vec![store(input)]), wrong("input", "store to"));
    let to_table = doing(|builder, _| vec![store(builder.input("weights", View::whole(1)))]);
    fails(to_table, wrong("weights", "store to"));
    let values: [fn(BufferId) -> Value; 2] = [
        |buffer| Value::Load(access(buffer, Index::default(), 1)),
        |buffer| Value::Broadcast(buffer, Index::default()),
    ];
    for value in values {
        let (mut builder, _, output) = Builder::new(Element::F32, 4, 8, 1);
        let read = builder.define("x", value(output)).1;
        fails(builder.finish(vec![store(output), read]), wrong("output", "load from"));
    }
}

#[test]
fn an_output_at_least() {
    let mut builder = Builder::empty(Element::F32, 1);
    builder.input("input", View::whole(1));
    fails(builder.finish(Vec::new()), Fault::NoOutput);
    let mut builder = Builder::empty(Element::F32, 1);
    builder.output("output", View::whole(0));
    passes(builder.finish(Vec::new()));
}

#[test]
fn a_view_longer_than_its_buffer() {
    for len in 2..=4 {
        let (builder, ..) = Builder::new(Element::F32, 1, 3, 0);
        let mut kernel = builder.finish(Vec::new());
        kernel.buffers[0].len = len;
        match len {
            3.. => passes(kernel),
            len => fails(kernel, Fault::ViewOutside { buffer: "input".to_owned(), end: 3, len }),
        }
    }
}

#[test]
fn elements_of_two_types() {
    let mixed = Fault::Elements { place: "a statement of x".to_owned() };
    let (mut builder, input, output) = Builder::new(Element::F32, 1, 1, 1);
    let (x, read) = builder.define("x", Value::Load(access(input, Index::default(), 1)));
    let write = Stmt::Store(access(output, Index::default(), 1), Operand::Register(x));
    let kernel = builder.finish(vec![read, write]);
    passes(kernel.clone());
    for buffer in [0, 1] {
        let mut kernel = kernel.clone();
        kernel.buffers[buffer].element = Element::F64;
        fails(kernel, mixed.clone());
    }
    let (mut builder, ..) = Builder::new(Element::F32, 1, 1, 0);
    let [(x, one), (_, two)] = ["x", "y"].map(|name| builder.define(name, Value::Copy(ZERO)));
    let again = Stmt::Set(x, Value::Copy(ZERO));
    let mut kernel = builder.finish(vec![one, two, again]);
    kernel.registers[1].1 = Element::F64;
    fails(kernel, Fault::Elements { place: "the kernel".to_owned() });
}

#[test]
fn lanes_that_a_register_does_not_have() {
    let kernel = |first, count, stride| {
        doing(|builder, buffer| {
            let lanes = Lanes { first, count, stride };
            vec![load(builder, Access { buffer, index: Index::default(), lanes })]
        })
    };
    let fails = |kernel, access: &str| {
        fails(kernel, Fault::Lanes { access: access.to_owned(), lanes: 4 });
    };
    passes(kernel(0, 4, 1));
    passes(kernel(3, 1, 1));
    fails(kernel(0, 5, 1), "input[0] lanes 0..5");
    fails(kernel(1, 4, 1), "input[0] lanes 1..5");
    fails(kernel(4, 1, 1), "input[0] lanes 4..5");
    fails(kernel(0, 0, 1), "input[0] lanes 0..0");
    fails(kernel(0, 4, 0), "input[0] stride 0");
    fails(kernel(2, 1, 0), "input[0] lanes 2..3");
}

#[test]
fn picked_lanes_are_lanes_of_the_registers() {
    let pick = |registers, first, step| {
        doing(|builder, _| {
            vec![builder.define("x", Value::Pick { from: vec![ZERO; registers], first, step }).1]
        })
    };
    for (registers, first, step) in [(1, 0, 1), (2, 4, 1), (2, 1, 2), (3, 2, 3), (4, 0, 5)] {
        passes(pick(registers, first, step));
    }
    for (registers, first, step) in
        [(0, 0, 1), (1, 0, 0), (1, 1, 1), (2, 5, 1), (2, 2, 2), (3, 3, 3), (2, 1, usize::MAX)]
    {
        fails(pick(registers, first, step), Fault::Pick { registers, first, step });
    }
}

#[test]
fn stored_lanes_that_a_register_does_not_have() {
    let (builder, _, output) = Builder::new(Element::F32, 2, 1, 3);
    let store = Stmt::Store(access(output, Index::default(), 3), ZERO);
    let access = "output[0] lanes 0..3".to_owned();
    fails(builder.finish(vec![store]), Fault::Lanes { access, lanes: 2 });
}

fn wrong_length(var: &str, expected: usize, actual: usize) -> Fault {
    Fault::TableLength { var: var.to_owned(), expected, actual }
}

#[test]
fn a_list_that_is_too_short() {
    for len in [0, 2, 3, 4] {
        let trips = doing(|builder, _| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let inner = repeat(j, Trip::counts(i, vec![2; len]), vec![]);
            vec![repeat(i, Trip::Fixed(3), vec![inner])]
        });
        let steps = doing(|builder, input| {
            let i = var(builder, "i");
            let step = Step::Table(vec![0; len].into());
            let index = Index { constant: 0, terms: vec![Term { var: i, step }] };
            vec![repeat(i, Trip::Fixed(3), vec![load(builder, access(input, index, 1))])]
        });
        for kernel in [trips, steps] {
            match len {
                3.. => passes(kernel),
                actual => fails(kernel, wrong_length("i", 3, actual)),
            }
        }
    }
}

#[test]
fn a_list_by_a_ragged_loop_is_as_long_as_its_farthest_range() {
    for len in [1, 3, 4] {
        let kernel = doing(|builder, input| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let step = Step::Table(vec![1; len].into());
            let index = Index { constant: 0, terms: vec![Term { var: j, step }] };
            let read = load(builder, access(input, index, 1));
            let inner = repeat(j, Trip::By { var: i, ranges: vec![0..1, 1..3] }, vec![read]);
            vec![repeat(i, Trip::Fixed(2), vec![inner])]
        });
        match len {
            3.. => passes(kernel),
            actual => fails(kernel, wrong_length("j", 3, actual)),
        }
    }
}

#[test]
fn two_terms_of_one_variable() {
    let kernel = doing(|builder, input| {
        let i = var(builder, "i");
        let index = Index::default().linear(Some(i), 1).linear(Some(i), 2);
        vec![repeat(i, Trip::Fixed(2), vec![load(builder, access(input, index, 1))])]
    });
    fails(kernel, Fault::DuplicateTerm { var: "i".to_owned() });
}

#[test]
fn two_variables_of_one_name() {
    // In the text both terms would be the inner loop's, and reach element 10 of 8.
    let mut kernel = doing(|builder, input| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = Index::default().linear(Some(i), 4).linear(Some(j), 1);
        let read = load(builder, access(input, index, 1));
        vec![repeat(i, Trip::Fixed(2), vec![repeat(j, Trip::Fixed(3), vec![read])])]
    });
    kernel.vars[1] = kernel.vars[0].clone();
    fails(kernel, Fault::DuplicateName { name: "i".to_owned() });
}

/// Ids that only a larger kernel has: buffer 4, register 4, variable 4.
fn strangers() -> (BufferId, Register, Var) {
    let (mut builder, ..) = Builder::new(Element::F32, 1, 1, 1);
    let mut last = None;
    for _ in 0..5 {
        let buffer = builder.input("t", View::whole(0));
        let register = builder.define("r", Value::Copy(ZERO)).0;
        last = Some((buffer, register, var(&mut builder, "v")));
    }
    let (_, register, var) = last.expect("five of each");
    let (mut builder, ..) = Builder::new(Element::F32, 1, 1, 1);
    let tables = ["a", "b", "c"].map(|name| builder.input(name, View::whole(0)));
    (tables[2], register, var)
}

#[test]
fn an_unknown_register() {
    let (_, stranger, _) = strangers();
    let unknown = Fault::UnknownId { kind: "register", id: 4 };
    let read =
        doing(|builder, _| vec![builder.define("x", Value::Copy(Operand::Register(stranger))).1]);
    fails(read, unknown.clone());
    fails(doing(|_, _| vec![Stmt::Let(stranger, Value::Copy(ZERO))]), unknown.clone());
    fails(doing(|_, _| vec![Stmt::Set(stranger, Value::Copy(ZERO))]), unknown);
}

#[test]
fn an_unknown_variable() {
    let (_, _, stranger) = strangers();
    let unknown = Fault::UnknownId { kind: "variable", id: 4 };
    fails(doing(|_, _| vec![repeat(stranger, Trip::Fixed(2), vec![])]), unknown.clone());
    let by = doing(|builder, _| {
        let i = var(builder, "i");
        vec![repeat(i, Trip::counts(stranger, vec![1]), vec![])]
    });
    fails(by, unknown.clone());
    for index in [
        Index::default().linear(Some(stranger), 1),
        Index::default().table(Some(stranger), &[0, 2, 0]),
    ] {
        let kernel = doing(|builder, input| vec![load(builder, access(input, index.clone(), 1))]);
        fails(kernel, unknown.clone());
        let broadcast = Value::Broadcast;
        let kernel = doing(|builder, input| vec![builder.define("x", broadcast(input, index)).1]);
        fails(kernel, unknown.clone());
    }
}

#[test]
fn an_unknown_buffer() {
    let (stranger, ..) = strangers();
    let unknown = Fault::UnknownId { kind: "buffer", id: 4 };
    let to = || access(stranger, Index::default(), 1);
    fails(doing(|builder, _| vec![load(builder, to())]), unknown.clone());
    fails(doing(|_, _| vec![Stmt::Store(to(), ZERO)]), unknown.clone());
    let broadcast = Value::Broadcast(stranger, Index::default());
    fails(doing(|builder, _| vec![builder.define("x", broadcast).1]), unknown);
}

#[test]
fn every_fault_of_scopes_and_shapes_is_reported_in_order() {
    let kernel = doing(|builder, input| {
        let (i, (x, _)) = (var(builder, "i"), builder.define("x", Value::Copy(ZERO)));
        let index = Index::default().linear(Some(i), 1);
        let read = load(builder, access(input, index, 9));
        vec![Stmt::Set(x, Value::Copy(ZERO)), read]
    });
    let access = "input[i] lanes 0..9".to_owned();
    let faults = vec![
        Fault::UnsetRegister { register: "x".to_owned() },
        Fault::VarOutOfScope { var: "i".to_owned() },
        Fault::Lanes { access, lanes: 4 },
    ];
    assert_eq!(verify(kernel).err(), Some(faults));
}

#[test]
fn what_the_faults_say() {
    let name = || "who".to_owned();
    let said = [
        (
            Fault::OutOfBounds { access: name(), first: -1, last: 2, len: 3 },
            "who reaches elements -1..=2 of 3",
        ),
        (Fault::WrittenTwice { output: name(), element: 7 }, "element 7 of who is written twice"),
        (Fault::NotWritten { output: name(), element: 7 }, "element 7 of who is not written"),
        (
            Fault::WrittenOutside { output: name(), element: 7 },
            "element 7 of who is written, and is not of its view",
        ),
        (Fault::ReadOutside { access: name() }, "who reads what is not of its view"),
        (Fault::UnsetRegister { register: name() }, "register who is not set here"),
        (Fault::Redefined { register: name() }, "register who is defined twice"),
        (Fault::VarOutOfScope { var: name() }, "variable who is used outside its loop"),
        (Fault::VarReused { var: name() }, "variable who belongs to a loop around this one"),
        (wrong_length("who", 3, 2), "a list by who has 2 entries for 3 values"),
        (Fault::DuplicateName { name: name() }, "the name who is given twice"),
        (Fault::DuplicateTerm { var: name() }, "an index has two terms of who"),
        (Fault::WrongRole { buffer: name(), action: "store to" }, "store to who"),
        (Fault::NoOutput, "the kernel has no output"),
        (
            Fault::ViewOutside { buffer: name(), end: 3, len: 2 },
            "the view of who ends with element 3 of 2",
        ),
        (Fault::Elements { place: name() }, "who mixes elements of two types"),
        (Fault::AppliedTwice { register: name() }, "a function is applied to who twice at once"),
        (Fault::TooLarge { place: name() }, "a number of who is over 2^40"),
        (Fault::Lanes { access: name(), lanes: 4 }, "who does not fit 4 lanes"),
        (
            Fault::Pick { registers: 2, first: 5, step: 1 },
            "a pick from lane 5 on with step 1 of 2 registers",
        ),
        (
            Fault::NotSet { scratch: name(), element: 7 },
            "element 7 of who is read before it is written",
        ),
        (Fault::UnknownId { kind: "register", id: 9 }, "register 9 does not exist"),
    ];
    for (fault, text) in said {
        assert_eq!(fault.to_string(), text);
    }
}
