"""The compiled engine for browsers: the same kernel, made into a WebAssembly module.

The module is made with a release (``python -m sim.engines.webassembly``) and travels with the
package: users never build it.  A page carries it, and runs the model without a network.
"""

from pathlib import Path

MODULE = Path(__file__).parent / "model.wasm"
SOURCES = MODULE.with_name("sources.json")  # of which it was made: file -> digest


def module() -> bytes:
    """Return the module that pages carry."""
    return MODULE.read_bytes()
