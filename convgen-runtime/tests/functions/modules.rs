//! The functions of the instruction sets.

/// A function on a slice of sixteen numbers.
pub(crate) type Function<T> = fn(&mut [T; 16]);

/// The functions of an instruction set, in the order of the tests.
macro_rules! functions {
    ($module:ident, $element:ident $(, #[$feature:meta])?) => {{
        use convgen_runtime::isa::$module::$element as v;
        const LANES: usize = size_of::<v::V>() / size_of::<$element>();
        macro_rules! function {
            ($name:ident) => {{
                fn on_sixteen(numbers: &mut [$element; 16]) {
                    $(#[$feature])?
                    unsafe fn run(numbers: &mut [$element; 16]) {
                        for part in numbers.chunks_exact_mut(LANES) {
                            // SAFETY: the part has as many elements as the register, and the machine
                            // has the instruction set.
                            unsafe {
                                let [register] = v::$name([v::load(part.as_ptr(), 0)]);
                                v::store(part.as_mut_ptr(), 0, register);
                            }
                        }
                    }
                    // SAFETY: only asked for where the machine has it.
                    unsafe { run(numbers) }
                }
                on_sixteen as $crate::modules::Function<$element>
            }};
        }
        [
            function!(sigmoid),
            function!(tanh),
            function!(silu),
            function!(gelu),
            function!(gelu_tanh),
            function!(elu),
            function!(mish),
            function!(softplus),
        ]
    }};
}

/// Every module for an element type that this machine can run.
macro_rules! modules {
    ($element:ident) => {{
        use $crate::modules::functions;
        let mut all = vec![
            ("scalar", functions!(scalar, $element)),
            ("portable", functions!(portable, $element)),
        ];
        #[cfg(target_arch = "x86_64")]
        {
            use convgen_runtime::Isa;
            if Isa::detected() >= Isa::Avx2 {
                all.push((
                    "avx2",
                    functions!(avx2, $element, #[target_feature(enable = "avx2,fma")]),
                ));
            }
            if Isa::detected() >= Isa::Avx512 {
                all.push((
                    "avx512",
                    functions!(avx512, $element, #[target_feature(enable = "avx512f")]),
                ));
            }
        }
        all
    }};
}

pub(crate) use {functions, modules};
