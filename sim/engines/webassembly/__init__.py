"""The compiled engine for browsers: the same kernel, made into a WebAssembly module.

The module is made when a release is made (``python -m sim.engines.webassembly``) and travels with
the package: users never build it.  A page carries it, and runs the model without a network.
"""

from pathlib import Path

PLACE = Path(__file__).parent


def module() -> bytes:
    """Return the module that pages carry."""
    return (PLACE / "model.wasm").read_bytes()
