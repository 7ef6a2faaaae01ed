//! Registers and loop variables: where they exist, and where not.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    BinaryOp, BufferId, Builder, Fault, Function, Index, Kernel, Operand, Register, Stmt, Trip,
    Value, Var,
};

const ZERO: Operand = Operand::Splat(0.0);

/// A kernel that does something, and writes its one output element.
fn doing(make: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>) -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, 1, 8, 1);
    let mut body = make(&mut builder, input);
    body.push(Stmt::Store(access(output, Index::default(), 1), ZERO));
    builder.finish(body)
}

fn copy(value: Operand) -> Value {
    Value::Copy(value)
}

/// A new register that is zero, and its definition.
fn zero(builder: &mut Builder, name: &str) -> (Register, Stmt) {
    builder.define(name, copy(ZERO))
}

/// The definition of a register that copies another one.
fn reader(builder: &mut Builder, register: Register) -> Stmt {
    builder.define("y", copy(Operand::Register(register))).1
}

fn read_at(builder: &mut Builder, input: BufferId, index: Index) -> Stmt {
    builder.define("x", Value::Load(access(input, index, 1))).1
}

fn twice(var: Var, body: Vec<Stmt>) -> Stmt {
    repeat(var, Trip::Fixed(2), body)
}

#[track_caller]
fn passes(kernel: Kernel) {
    let text = kernel.to_string();
    assert_eq!(verify(kernel).err(), None, "\n{text}");
}

#[track_caller]
fn fails(kernel: Kernel, faults: &[Fault]) {
    assert_eq!(verify(kernel).err().as_deref(), Some(faults));
}

#[track_caller]
fn unset(kernel: Kernel, register: &str) {
    fails(kernel, &[Fault::UnsetRegister { register: register.to_owned() }]);
}

#[track_caller]
fn redefined(kernel: Kernel, register: &str) {
    fails(kernel, &[Fault::Redefined { register: register.to_owned() }]);
}

#[track_caller]
fn out_of_scope(kernel: Kernel, var: &str) {
    fails(kernel, &[Fault::VarOutOfScope { var: var.to_owned() }]);
}

#[test]
fn a_register_read_before_it_is_set() {
    let kernel = |swapped: bool| {
        doing(|builder, _| {
            let (x, define) = zero(builder, "x");
            let read = reader(builder, x);
            if swapped { vec![read, define] } else { vec![define, read] }
        })
    };
    passes(kernel(false));
    unset(kernel(true), "x");
}

#[test]
fn a_register_that_is_never_set() {
    let kernel = doing(|builder, _| {
        let (x, _) = zero(builder, "x");
        vec![reader(builder, x)]
    });
    unset(kernel, "x");
}

#[test]
fn a_register_in_its_own_definition() {
    let kernel = doing(|builder, _| {
        let (x, _) = zero(builder, "x");
        vec![Stmt::Let(x, Value::Binary(BinaryOp::Add, Operand::Register(x), ZERO))]
    });
    unset(kernel, "x");
}

#[test]
fn every_operand_is_read() {
    let values: [fn(Operand) -> Value; 6] = [
        |x| Value::Copy(x),
        |x| Value::Fma(x, ZERO, ZERO),
        |x| Value::Fma(ZERO, x, ZERO),
        |x| Value::Fma(ZERO, ZERO, x),
        |x| Value::Binary(BinaryOp::Max, x, ZERO),
        |x| Value::Binary(BinaryOp::Max, ZERO, x),
    ];
    for value in values {
        let kernel = |set: bool| {
            doing(|builder, _| {
                let (x, define) = zero(builder, "x");
                let read = builder.define("y", value(Operand::Register(x))).1;
                if set { vec![define, read] } else { vec![read] }
            })
        };
        passes(kernel(true));
        unset(kernel(false), "x");
    }
}

#[test]
fn a_store_reads_its_operand() {
    let (mut builder, _, output) = Builder::new(Element::F32, 1, 1, 1);
    let (x, _) = zero(&mut builder, "x");
    let store = Stmt::Store(access(output, Index::default(), 1), Operand::Register(x));
    unset(builder.finish(vec![store]), "x");
}

#[test]
fn an_update_needs_a_value_to_update() {
    let kernel = |set: bool| {
        doing(|builder, _| {
            let (x, define) = zero(builder, "x");
            let update = Stmt::Set(x, copy(ZERO));
            if set { vec![define, update] } else { vec![update, define] }
        })
    };
    passes(kernel(true));
    unset(kernel(false), "x");
}

#[test]
fn a_register_set_in_a_loop_that_has_ended() {
    for trip in [0, 1, 2] {
        let kernel = doing(|builder, _| {
            let i = var(builder, "i");
            let (x, define) = zero(builder, "x");
            vec![repeat(i, Trip::Fixed(trip), vec![define]), reader(builder, x)]
        });
        unset(kernel, "x");
    }
}

#[test]
fn a_register_set_in_a_sibling_loop() {
    let kernel = doing(|builder, _| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let (x, define) = zero(builder, "x");
        vec![twice(i, vec![define]), twice(j, vec![Stmt::Set(x, copy(ZERO))])]
    });
    unset(kernel, "x");
}

#[test]
fn a_register_of_the_round_before() {
    // In the second round it would have a value, but not in the first.
    let kernel = doing(|builder, _| {
        let i = var(builder, "i");
        let (x, define) = zero(builder, "x");
        vec![twice(i, vec![reader(builder, x), define])]
    });
    unset(kernel, "x");
}

#[test]
fn a_register_of_an_outer_loop_is_in_scope() {
    passes(doing(|builder, _| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let (x, define) = zero(builder, "x");
        let inner = twice(j, vec![reader(builder, x), Stmt::Set(x, copy(ZERO))]);
        vec![twice(i, vec![define, inner, reader(builder, x)])]
    }));
}

#[test]
fn a_register_defined_twice() {
    let kernel = |nested: bool| {
        doing(|builder, _| {
            let i = var(builder, "i");
            let (x, define) = zero(builder, "x");
            let again = Stmt::Let(x, copy(Operand::Splat(1.0)));
            vec![define, if nested { twice(i, vec![again]) } else { again }]
        })
    };
    redefined(kernel(false), "x");
    redefined(kernel(true), "x");
}

#[test]
fn a_register_defined_in_each_of_two_loops() {
    let kernel = doing(|builder, _| {
        let i = var(builder, "i");
        let (_, define) = zero(builder, "x");
        vec![twice(i, vec![define.clone()]), twice(i, vec![define])]
    });
    redefined(kernel, "x");
}

#[test]
fn a_variable_outside_its_loop() {
    for place in ["before", "after", "in a sibling"] {
        let kernel = doing(|builder, input| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let read = read_at(builder, input, Index::default().linear(Some(i), 1));
            match place {
                "before" => vec![read, twice(i, vec![])],
                "after" => vec![twice(i, vec![]), read],
                _ => vec![twice(i, vec![]), twice(j, vec![read])],
            }
        });
        out_of_scope(kernel, "i");
    }
}

#[test]
fn every_use_of_a_variable_is_seen() {
    let out = |make: fn(&mut Builder, BufferId, Var) -> Stmt| {
        let kernel = doing(|builder, input| {
            let i = var(builder, "i");
            vec![make(builder, input, i)]
        });
        out_of_scope(kernel, "i");
    };
    out(|builder, input, i| read_at(builder, input, Index::default().linear(Some(i), -1)));
    out(|builder, input, i| read_at(builder, input, Index::default().table(Some(i), &[0, 2, 0])));
    out(|builder, input, i| {
        builder.define("x", Value::Broadcast(input, Index::default().linear(Some(i), 1))).1
    });
    out(|builder, _, i| {
        let j = var(builder, "j");
        repeat(j, Trip::counts(i, vec![1, 1]), vec![])
    });
    // A loop cannot take its trip count from itself.
    out(|_, _, i| repeat(i, Trip::counts(i, vec![1, 1]), vec![]));
}

#[test]
fn a_store_uses_variables_too() {
    let (mut builder, _, output) = Builder::new(Element::F32, 1, 1, 2);
    let i = var(&mut builder, "i");
    let to = access(output, Index::default().linear(Some(i), 1), 1);
    out_of_scope(builder.finish(vec![Stmt::Store(to, ZERO)]), "i");
}

#[test]
fn a_variable_of_a_loop_around() {
    let reused = [Fault::VarReused { var: "i".to_owned() }];
    let nested = doing(|builder, _| {
        let i = var(builder, "i");
        vec![twice(i, vec![twice(i, vec![])])]
    });
    fails(nested, &reused);
    let deep = doing(|builder, _| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        vec![twice(i, vec![twice(j, vec![twice(i, vec![])])])]
    });
    fails(deep, &reused);
    let by_itself = doing(|builder, _| {
        let i = var(builder, "i");
        let inner = repeat(i, Trip::counts(i, vec![1, 1]), vec![]);
        vec![twice(i, vec![inner])]
    });
    fails(by_itself, &reused);
}

#[test]
fn siblings_may_share_a_variable() {
    passes(doing(|builder, input| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = || Index::default().linear(Some(i), 1);
        let first = read_at(builder, input, index());
        let second = read_at(builder, input, index());
        let inside = |read| repeat(i, Trip::Fixed(5), vec![read]);
        vec![twice(i, vec![first]), twice(j, vec![inside(second)])]
    }));
}

#[test]
fn functions_are_applied_to_registers_that_are_set_once_each() {
    let apply = |registers: Vec<Register>| Stmt::Apply(Function::Tanh, registers);
    passes(doing(|builder, _| {
        let ((a, set_a), (b, set_b)) = (zero(builder, "a"), zero(builder, "b"));
        vec![set_a, set_b, apply(vec![a, b]), apply(vec![a]), apply(Vec::new())]
    }));
    let before = doing(|builder, _| {
        let (a, set_a) = zero(builder, "a");
        vec![apply(vec![a]), set_a]
    });
    unset(before, "a");
    let twice = doing(|builder, _| {
        let ((a, set_a), (b, set_b)) = (zero(builder, "a"), zero(builder, "b"));
        vec![set_a, set_b, apply(vec![a, b, a])]
    });
    fails(twice, &[Fault::AppliedTwice { register: "a".to_owned() }]);
}
