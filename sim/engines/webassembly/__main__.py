"""Make the module that pages carry: ``python -m sim.engines.webassembly``.

Every kernel is compiled anew, for no processor in particular: kept code is for this machine.
"""

import os
import sys
import tempfile


def main() -> int:
    """Make the module, write it beside the sources, and say what it weighs."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "NUMBA_CACHE_DIR": folder,
            "NUMBA_CPU_NAME": "generic",
            "NUMBA_CPU_FEATURES": "",
        }
        from sim.engines.webassembly.build import build  # which imports Numba

        print(build())  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
