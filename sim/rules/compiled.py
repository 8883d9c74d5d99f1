"""Lets one function serve all engines: plain Python as written, compiled inside a kernel.

Only this module, `code_cache` and `code_folder` import Numba.  Fast-math is off and nothing is
contracted, so a compiled sum is the same number as in Python.
"""

import sys
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.extending import intrinsic, overload, register_jitable

from sim.rules import code_folder
from sim.rules.code_cache import cache_for

_settings: Any = numba.config
# Whether kernels run as plain Python, so that a debugger can step through them: NUMBA_DISABLE_JIT=1
PLAIN = bool(_settings.DISABLE_JIT)
uint64 = numba.uint64
LEAN: Any = {"no_cfunc_wrapper": True}  # nobody calls a rule from C: a third less to compile

Function = TypeVar("Function", bound=Callable[..., Any])
Number = TypeVar("Number", bool, int, float)


def rule(function: Function) -> Function:
    """Mark a function that kernels may call; called from Python it stays plain Python."""
    registered: Function = register_jitable(**LEAN)(function)
    return registered


def part(function: Function) -> Function:
    """Mark a function that kernels may call, to be inlined where it is called.

    For functions that take a whole snapshot, or that run for every organisation every month: the
    call would take longer than their work.
    """
    registered: Function = register_jitable(**LEAN, forceinline=True)(function)
    return registered


class Record(np.record):  # type: ignore[misc]
    """A record in plain Python, whose own fields come before what every NumPy scalar has."""

    def __getattribute__(self, name: str) -> Any:
        """Return a field, such as the size of an organisation, or else what NumPy knows."""
        fields = np.void.__getattribute__(self, "dtype").fields or {}
        return self[name] if name in fields else super().__getattribute__(name)


def record(layout: Any, align: bool = False) -> np.dtype:
    """Return the type of a record, whose fields are attributes in plain Python as in a kernel."""
    kind = np.dtype(layout, align=align)
    return np.dtype((Record, kind)) if PLAIN else kind


def where(condition: bool, yes: Number, no: Number) -> Number:
    """Choose between two numbers, both already worked out, without a branch."""
    return yes if condition else no


def _select(typing_context: Any, condition: Any, yes: Any, no: Any) -> Any:
    """Choose by one instruction: a branch would keep in the loop what one side needs."""
    unliteral: Any = numba.types.unliteral
    given = [unliteral(kind) for kind in (condition, yes, no)]
    kind = typing_context.unify_types(*given[1:])

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wanted = (numba.types.boolean, kind, kind)
        return builder.select(*(
            context.cast(builder, argument, have, want)
            for argument, have, want in zip(arguments, signature.args, wanted, strict=True)
        ))  # fmt: skip

    return kind(*given), generate


select: Any = intrinsic(_select)
overload(where, strict=False, jit_options=LEAN)(
    lambda *_: lambda condition, yes, no: select(condition, yes, no)
)


def rows_rule(function: Function) -> Function:
    """Mark a function of a kernel that only looks at rows of arrays which others keep alive.

    It does not count references, which would cost more than its work on the rows.
    """
    registered: Function = register_jitable(**LEAN, _nrt=False)(function)
    return registered


def kernel(function: Function) -> Function:
    """Compile a loop, release the interpreter lock in it, and keep the machine code on disk."""
    if PLAIN:  # machine words wrap round, and dividing by 0 is no error, in compiled code
        return np.errstate(all="ignore")(function)
    compiled: Any = numba.njit(nogil=True, error_model="numpy")(function)
    compiled._cache = cache_for(function)
    return cast(Function, compiled)


def is_compiled(kernel: str) -> bool:
    """Return whether a kernel is compiled already; if not, its first use compiles it.

    kernel  name of its function
    """
    if PLAIN:
        return True
    python = f"py{sys.version_info.major}{sys.version_info.minor}"
    return any(code_folder.place().folder.rglob(f"*.{kernel}-*.{python}.*.nbc"))


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
    """Mark the form that replaces `plain` in compiled code, where Python's own would be slow.

    The pair must give the same bits; `tests/rules/test_arithmetic.py` checks it.
    """

    def mark(compiled: Function) -> Function:
        overload(plain, strict=False, jit_options=LEAN)(lambda *_: compiled)
        return compiled

    return mark


def _apart(typing_context: Any) -> Any:
    """Promise the compiler that the arrays given to this function do not overlap.

    It may then turn loops over them into vector instructions without checking first, wide ones
    where the processor has them.  It also inlines the function, since handing over many arrays
    takes longer than some loops.  None of this changes a result.
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
