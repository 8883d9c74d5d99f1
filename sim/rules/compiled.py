"""What lets one function serve both engines: plain Python as written, compiled inside a kernel.

The only module that imports Numba.  Fast-math is off and nothing is contracted, so a compiled
sum is the same number as the one that Python computes.
"""

import hashlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import platformdirs
from numba.extending import intrinsic, overload, register_jitable

uint64 = numba.uint64
# Rooms whose sources may stand in compiled code, directly or by what they call.
COMPILED_ROOMS = ("params", "rules", "process", "networks", "engines", "outcomes")
LEAN: Any = {"no_cfunc_wrapper": True}  # nobody calls a rule from C: a third less to compile

Function = TypeVar("Function", bound=Callable[..., Any])
Number = TypeVar("Number", bool, int, float)


def rule(function: Function) -> Function:
    """Mark a function that kernels may call; called from Python it stays plain Python."""
    registered: Function = register_jitable(**LEAN)(function)
    return registered


def part(function: Function) -> Function:
    """Mark a function that kernels may call, and that is put where it is called.

    For what is handed a whole snapshot: passing it on would take longer than the function.
    """
    registered: Function = register_jitable(**LEAN, forceinline=True)(function)
    return registered


@rule
def where(condition: bool, yes: Number, no: Number) -> Number:
    """Choose between two numbers that are both there, without a branch."""
    return yes if condition else no


def rows_rule(function: Function) -> Function:
    """Mark a function of a kernel that only looks at rows of arrays which others keep alive.

    Such a function is spared the counting of references, which would cost more than the rows.
    """
    registered: Function = register_jitable(**LEAN, _nrt=False)(function)
    return registered


def kernel(function: Function) -> Function:
    """Compile a loop, release the interpreter lock in it, and keep the machine code on disk.

    The folder is named by a digest of every source file of the package: Numba's own check
    looks at the file of the kernel alone and misses a changed rule in another.
    """
    settings: Any = numba.config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(cache_folder())
    try:
        compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    finally:
        settings.CACHE_DIR = before
    return cast(Function, compiled)


def cache_folder() -> Path:
    """Tell where compiled code of exactly these sources is kept."""
    package = Path(__file__).parent.parent
    sources = hashlib.sha256()
    for room in COMPILED_ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            sources.update(path.read_bytes())
    return _writable_cache() / sources.hexdigest()[:16]


def is_compiled(kernel: str) -> bool:
    """Tell whether the machine code of a kernel is there, or its first use has to make it.

    kernel  name of its function
    """
    python = f"py{sys.version_info.major}{sys.version_info.minor}"
    return any(cache_folder().rglob(f"*.{kernel}-*.{python}.*.nbc"))


def _writable_cache() -> Path:
    """Find a folder to keep machine code in; a locked-down home must not stop anybody."""
    folder = Path(platformdirs.user_cache_dir("uptake", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.gettempdir()) / "uptake"


def _bits_of(typing_context: Any, number: Any) -> Any:
    """Read a float64 as the int64 with the same bits."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(numba.types.int64))

    return numba.types.int64(numba.types.float64), generate


bits_of = cast(Callable[[float], int], intrinsic(_bits_of))  # what kernels call


def _number_of(typing_context: Any, bits: Any) -> Any:
    """Read an int64 as the float64 with the same bits."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(numba.types.float64))

    return numba.types.float64(numba.types.int64), generate


number_of = cast(Callable[[int], float], intrinsic(_number_of))


def twin(plain: Callable[..., Any]) -> Callable[[Function], Function]:
    """Mark the form that `plain` takes in compiled code, where Python's own would be slow.

    The pair must give the same bits; `tests/rules/test_arithmetic.py` holds them to it.
    """

    def mark(compiled: Function) -> Function:
        overload(plain, strict=False, jit_options=LEAN)(lambda *_: compiled)
        return compiled

    return mark


def _apart(typing_context: Any) -> Any:
    """Promise the compiler that the arrays given to the function at hand do not overlap.

    It may then turn loops over them into vector instructions without asking first, wide ones
    where the processor has them; and it puts the function where it is called, since handing over
    many arrays takes longer than some loops.  None of this changes a result.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        for argument in builder.function.args:
            if argument.type.is_pointer:
                argument.add_attribute("noalias")
        attributes = builder.function.attributes
        attributes.add("alwaysinline")
        if isinstance(attributes, set):  # its own `add` refuses what only LLVM knows
            set.add(attributes, '"prefer-vector-width"="512"')
        return context.get_dummy_value()

    return numba.types.none(), generate


apart: Any = intrinsic(_apart)
