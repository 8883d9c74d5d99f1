"""Make the module that pages carry: ``python -m sim.engines.webassembly``."""

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    # before Numba is imported
    os.environ.update(NUMBA_CPU_NAME="generic", NUMBA_CPU_FEATURES="")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NUMBA_CACHE_DIR"] = folder
        from sim.engines.webassembly.build import build

        build(HERE if len(sys.argv) < 2 else Path(sys.argv[1]))


if __name__ == "__main__":
    main()
