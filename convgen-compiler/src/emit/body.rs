//! The statements of a kernel as Rust.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::lists::{self, Lists};
use super::shared::Shared;
use super::{ident, literal};
use crate::kernel::{
    Access, BufferId, Index, Kernel, Loop, Operand, Register, Step, Stmt, Trip, Value, Var,
};

/// The kernel's whole body.
pub(super) fn block(kernel: &Kernel) -> TokenStream {
    let mut mutable = BTreeSet::new();
    kernel.each_stmt(|stmt| mutable.extend(stmt.updates()));
    let lists = Lists::of(kernel);
    let body = Body { kernel, mutable, lists: &lists, places: Cell::new(0) }.block(&kernel.body);
    let lists = lists.statics();
    quote!(#lists #body)
}

/// Whether unrolling a loop of this body gains nothing: eight multiply-adds are four cycles or more,
/// in which the loop's own instructions run beside them.
fn is_tile(body: &[Stmt]) -> bool {
    let updates = body.iter().filter(|stmt| matches!(stmt, Stmt::Set(..))).count();
    updates >= 8 && !body.iter().any(|stmt| matches!(stmt, Stmt::Loop(_)))
}

/// The longest loop that LLVM may unroll whole, as measured: a kernel row of eleven it does.
const UNROLLED: usize = 16;

/// Lanes, their stride, and the columns' as generic arguments, and how many columns there are.
fn tile(access: &Access, column: usize, columns: usize) -> TokenStream {
    let [count, stride] = [access.lanes.count, access.lanes.stride].map(literal::size);
    let [column, columns] = [column, columns].map(literal::size);
    quote!(#count, #stride, #column, #columns)
}

struct Body<'a> {
    kernel: &'a Kernel,
    mutable: BTreeSet<Register>,
    lists: &'a Lists,
    /// How many shared addresses there are so far; each has its own number as a tag.
    places: Cell<usize>,
}

impl Body<'_> {
    /// The statements, after the addresses that several of them share.
    fn block(&self, body: &[Stmt]) -> TokenStream {
        let shared = Shared::of(self.kernel, body);
        let mut tokens: TokenStream = shared
            .all()
            .map(|(name, buffer, index)| {
                let (name, place) = (ident(&name), self.place(buffer, index));
                let tag = literal::size(self.places.replace(self.places.get() + 1));
                quote!(let #name = v::place::<#tag>(#place);)
            })
            .collect();
        tokens.extend(body.iter().map(|stmt| self.stmt(stmt, &shared)));
        tokens
    }

    fn stmt(&self, stmt: &Stmt, shared: &Shared) -> TokenStream {
        match stmt {
            Stmt::Loop(inner) => self.repeat(inner),
            Stmt::Let(register, value) => {
                let (name, value) = (self.definition(*register), self.value(value, shared));
                quote!(let #name = #value;)
            }
            Stmt::LoadTile { registers, access, column } => {
                let at = self.shared_place(access.buffer, &access.index, shared);
                let tile = tile(access, *column, registers.len());
                let names = registers.iter().map(|register| self.definition(*register));
                quote!(let [#(#names),*] = v::load_tile::<#tile>(#at);)
            }
            Stmt::Set(register, value) => {
                let (name, value) = (self.register(*register), self.value(value, shared));
                quote!(#name = #value;)
            }
            Stmt::Apply(function, registers) => {
                let names = registers.iter().map(|register| self.register(*register));
                let (function, names) = (ident(function.name()), names.collect::<Vec<_>>());
                quote!([#(#names),*] = v::#function([#(#names),*]);)
            }
            Stmt::Store(access, value) => {
                let (at, value) = (self.place(access.buffer, &access.index), self.operand(value));
                match self.lanes(access) {
                    None => quote!(v::store(#at, #value);),
                    Some(lanes) => quote!(v::store_lanes::<#lanes>(#at, #value);),
                }
            }
            Stmt::Prefetch(buffer, index) => {
                let at = self.shared_place(*buffer, index, shared);
                quote!(v::prefetch(#at);)
            }
            Stmt::StoreTile { access, column, values } => {
                let at = self.place(access.buffer, &access.index);
                let tile = tile(access, *column, values.len());
                let values = values.iter().map(|value| self.operand(value));
                quote!(v::store_tile::<#tile>(#at, [#(#values),*]);)
            }
        }
    }

    fn repeat(&self, inner: &Loop) -> TokenStream {
        let (var, body) = (self.var(inner.var), self.block(&inner.body));
        let [start, end] = match &inner.trip {
            Trip::Fixed(count) => [0, *count].map(|end| literal::integer(end as i64)),
            by @ Trip::By { var, .. } => lists::ends(by).map(|list| self.pick(*var, &list)),
        };
        match inner.trip {
            Trip::Fixed(2..=UNROLLED) if is_tile(&inner.body) => {
                quote!(for #var in #start..v::count(#end) { #body })
            }
            Trip::Fixed(1) => quote!(for #var in #start..#end { v::fence(); #body }),
            _ => quote!(for #var in #start..#end { #body }),
        }
    }

    fn value(&self, value: &Value, shared: &Shared) -> TokenStream {
        match value {
            Value::Copy(a) => self.operand(a),
            Value::Load(access) => {
                let at = self.shared_place(access.buffer, &access.index, shared);
                match self.lanes(access) {
                    None => quote!(v::load(#at)),
                    Some(lanes) => quote!(v::load_lanes::<#lanes>(#at)),
                }
            }
            Value::Broadcast(buffer, index) => {
                let at = self.shared_place(*buffer, index, shared);
                quote!(v::broadcast(#at))
            }
            Value::Fma(a, b, c) => {
                let [a, b, c] = [a, b, c].map(|operand| self.operand(operand));
                quote!(v::fma(#a, #b, #c))
            }
            Value::Pick { from, first, step } => {
                let [first, step, count] = [*first, *step, from.len()].map(literal::size);
                let from = from.iter().map(|operand| self.operand(operand));
                quote!(v::pick_lanes::<#first, #step, #count>([#(#from),*]))
            }
            Value::Binary(op, a, b) => {
                let (op, a, b) = (ident(op.name()), self.operand(a), self.operand(b));
                quote!(v::#op(#a, #b))
            }
        }
    }

    fn operand(&self, operand: &Operand) -> TokenStream {
        match operand {
            Operand::Register(register) => {
                let name = self.register(*register);
                quote!(#name)
            }
            Operand::Splat(number) => {
                let number = literal::number(*number, self.kernel.element());
                quote!(v::splat(#number))
            }
        }
    }

    /// First lane, count and stride as generic arguments, unless all lanes take part side by side.
    fn lanes(&self, access: &Access) -> Option<TokenStream> {
        let lanes = access.lanes;
        let whole = (lanes.first, lanes.count) == (0, self.kernel.lanes);
        if whole && (lanes.stride == 1 || lanes.count == 1) {
            return None;
        }
        let [first, count, stride] = [lanes.first, lanes.count, lanes.stride].map(literal::size);
        Some(quote!(#first, #count, #stride))
    }

    /// The same, from an address that is shared.
    fn shared_place(&self, buffer: BufferId, index: &Index, shared: &Shared) -> TokenStream {
        match shared.find(buffer, index) {
            None => self.place(buffer, index),
            Some((name, offset)) => {
                let (name, offset) = (ident(&name), literal::integer(offset));
                quote!(#name, #offset)
            }
        }
    }

    /// A buffer and a place in it, as two arguments.
    fn place(&self, buffer: BufferId, index: &Index) -> TokenStream {
        let (buffer, index) = (ident(&self.kernel.buffer(buffer).name), self.index(index));
        quote!(#buffer, #index)
    }

    fn index(&self, index: &Index) -> TokenStream {
        let mut sum = TokenStream::new();
        if index.constant != 0 || index.terms.is_empty() {
            sum.extend(literal::integer(index.constant));
        }
        for term in &index.terms {
            let plus = (!sum.is_empty()).then(|| quote!(+));
            let var = self.var(term.var);
            sum.extend(match &term.step {
                Step::Linear(1) => quote!(#plus #var),
                Step::Linear(factor) if *factor < 0 && plus.is_some() => {
                    let factor = literal::integer(-factor);
                    quote!(- #factor * #var)
                }
                Step::Linear(factor) => {
                    let factor = literal::integer(*factor);
                    quote!(#plus #factor * #var)
                }
                Step::Table(table) => {
                    let entry = self.pick(term.var, table);
                    quote!(#plus #entry)
                }
            });
        }
        sum
    }

    /// The entry of a list at a variable's value.
    fn pick(&self, var: Var, list: &Arc<[i64]>) -> TokenStream {
        self.lists.entry(list, &self.var(var))
    }

    /// The name of a register where it is defined.
    fn definition(&self, register: Register) -> TokenStream {
        let name = self.register(register);
        let mutable = self.mutable.contains(&register).then(|| quote!(mut));
        quote!(#mutable #name)
    }

    fn register(&self, register: Register) -> Ident {
        ident(&self.kernel.registers[register.0].0)
    }

    fn var(&self, var: Var) -> Ident {
        ident(&self.kernel.vars[var.0])
    }
}
