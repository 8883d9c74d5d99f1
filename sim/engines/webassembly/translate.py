"""From a kernel to a WebAssembly module, by Numba's own code and LLVM.

Numba has no such target.  What it makes before it optimises for this machine knows nothing of it
but the sizes of pointers, which are its arguments.  These parts of Numba are private: a new version
may need a change here, which users never meet, since the module travels with the package.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+simd128"
EXPORTED = "run"
FREES = ("NRT_incref", "NRT_decref")  # a page frees all at once, so nobody counts references


def module_of(kernel: Any, arguments: tuple[Any, ...]) -> tuple[bytes, list[str]]:
    """Compile a kernel for browsers.

    kernel     as `sim.rules.compiled.kernel` returns it
    arguments  of which the kinds are taken

    Returns the module, and the names of the functions in it.
    """
    from sim.engines.webassembly.object_file import exporting

    main, code = _code_of(kernel, arguments)
    names = re.findall(r'^define [^\n]*@"?([^"(]+)"?\(', code, re.MULTILINE)
    object_file = _compiled(_for_browsers(code), main)
    return exporting(object_file, main, EXPORTED), names


def _compiler() -> Any:
    """Return the class whose private steps are replaced while a module is made."""
    from numba.core.codegen import CPUCodeLibrary

    return CPUCodeLibrary


def _code_of(kernel: Any, arguments: tuple[Any, ...]) -> tuple[str, str]:
    """Return the name of a kernel's function and its code, not yet optimised for any machine."""
    import numba

    njit: Any = numba.njit
    name = kernel.py_func.__name__
    with _not_optimised() as made:
        function = njit(
            error_model="numpy", nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True
        )(kernel.py_func)
        with _stopping_at(name):
            function.compile(tuple(map(numba.typeof, arguments)))
    [code] = [each for library, each in made.items() if name in library]
    [main] = [
        each for each in re.findall(r'^define [^\n]*@"?([^"(]+)"?\(', code, re.MULTILINE)
        if re.match(r"_ZN.*\d" + name, each) and "cfunc" not in each and "cpython" not in each
    ]  # fmt: skip
    return main, code


class _StoppedError(Exception):
    """The code is known; machine code of this machine is not wanted."""


@contextmanager
def _not_optimised() -> Iterator[dict[str, str]]:
    """Let Numba keep the code of each library, and not optimise it for this machine."""
    compiler = _compiler()
    made: dict[str, str] = {}
    own = compiler._optimize_functions, compiler._optimize_final_module

    def keep(library: Any) -> None:
        made[library.name] = str(library._final_module)

    compiler._optimize_functions = lambda *_: None
    compiler._optimize_final_module = keep
    try:
        yield made
    finally:
        compiler._optimize_functions, compiler._optimize_final_module = own


@contextmanager
def _stopping_at(name: str) -> Iterator[None]:
    compiler = _compiler()
    own: Callable[..., Any] = compiler._finalize_final_module

    def stop(library: Any) -> Any:
        if name in library.name:
            library._optimize_final_module()
            raise _StoppedError
        return own(library)

    compiler._finalize_final_module = stop
    try:
        yield
    except _StoppedError:
        pass
    finally:
        compiler._finalize_final_module = own


def _for_browsers(code: str) -> str:
    """Change what in the code belongs to this machine, and let it free nothing."""
    code = re.sub(r"= common (local_unnamed_addr )?(global|constant)", r"= internal \1\2", code)
    code = re.sub(r'"prefer-vector-width"="\d+"', "", code)
    frees = "|".join(FREES)
    return re.sub(
        rf"^define [^\n]*(@(?:{frees}))\(.*?^\}}",
        r"define void \1(ptr %0) alwaysinline {\nentry:\n  ret void\n}",
        code, flags=re.DOTALL | re.MULTILINE,
    )  # fmt: skip


def _compiled(code: str, main: str) -> bytes:
    """Optimise code for browsers and compile it to an object file."""
    import llvmlite.binding as llvm

    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(TRIPLE).create_target_machine(opt=3, features=FEATURES)
    code = re.sub(r"target triple = .*", f'target triple = "{TRIPLE}"', code)
    code = re.sub(r"target datalayout = .*", f'target datalayout = "{target.target_data}"', code)
    module = llvm.parse_assembly(code)
    module.verify()
    for function in module.functions:
        if not function.is_declaration and function.name != main:
            function.linkage = "internal"
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = options.slp_vectorization = True
    builder = llvm.create_pass_builder(target, options)
    builder.getModulePassManager().run(module, builder)
    made: bytes = target.emit_object(module)
    return made
