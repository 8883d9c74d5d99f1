"""The compiled engine for browsers: the same kernel, made into a WebAssembly module.

The module is made when a release is made (``python -m sim.engines.webassembly``) and travels with
the package: users never build it.  A page carries it, and runs the model without a network.
"""
