"""A lock on a file that ends with its process, however that ends, on Windows as elsewhere."""

import sys
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[Any]) -> None:
        """Lock a file.

        Raises
        ------
        PermissionError
            If another process holds it.
        """
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(file: IO[Any]) -> None:
        """Lock a file.

        Raises
        ------
        BlockingIOError
            If another process, or another part of this one, holds it.
        OSError
            If the file system knows no locks.
        """
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
