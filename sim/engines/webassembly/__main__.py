"""Make the module that pages carry: ``python -m sim.engines.webassembly [FOLDER]``.

Every kernel is compiled anew, for no processor in particular: kept code is for this machine.
"""

import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Make the module, write it beside its sources or into a folder, and say what it weighs."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    with tempfile.TemporaryDirectory() as kept:
        os.environ |= {
            "NUMBA_CACHE_DIR": kept,
            "NUMBA_CPU_NAME": "generic",
            "NUMBA_CPU_FEATURES": "",
        }
        from sim.engines.webassembly.build import build  # which imports Numba

        print(build(place))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
