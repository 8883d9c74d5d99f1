"""From an object file for WebAssembly to a module: one function exported, no linker needed."""

from collections.abc import Iterator

CUSTOM, EXPORT = 0, 7
NAMED = 0x40  # flag of a symbol: it has a name of its own though it is imported
UNDEFINED = 0x10
FUNCTION, DATA, SECTION = 0, 1, 3
SYMBOLS = 8  # the part of the section "linking" that lists them


def exporting(object_file: bytes, function: str, name: str) -> bytes:
    """Return a module of an object file that exports one of its functions.

    Its memory and its stack pointer stay imports, so that who loads it decides where they lie.
    Custom sections (names, what a linker would need) are left out.
    """
    sections = list(_sections(object_file))
    number = _functions(sections)[function]
    export = _number(1) + _text(name) + bytes([0]) + _number(number)
    made, placed = object_file[:8], False
    for kind, content in sections:
        if kind == CUSTOM:
            continue
        if kind > EXPORT and not placed:
            made += _section(EXPORT, export)
            placed = True
        made += _section(kind, content)
    return made


def _sections(file: bytes) -> Iterator[tuple[int, bytes]]:
    place = 8
    while place < len(file):
        kind = file[place]
        size, begin = _read(file, place + 1)
        yield kind, file[begin : begin + size]
        place = begin + size


def _functions(sections: list[tuple[int, bytes]]) -> dict[str, int]:
    """Return the functions that the object file defines, by name: their numbers."""
    [linking] = [
        content for kind, content in sections
        if kind == CUSTOM and content[1 : 1 + content[0]] == b"linking"
    ]  # fmt: skip
    _version, place = _read(linking, 1 + linking[0])
    found: dict[str, int] = {}
    while place < len(linking):
        kind = linking[place]
        size, begin = _read(linking, place + 1)
        if kind == SYMBOLS:
            found |= dict(_symbols(linking, begin))
        place = begin + size
    return found


def _symbols(table: bytes, place: int) -> Iterator[tuple[str, int]]:
    count, place = _read(table, place)
    for _ in range(count):
        kind = table[place]
        flags, place = _read(table, place + 1)
        if kind == DATA:
            _name, place = _name_at(table, place)
            if not flags & UNDEFINED:
                for _part in range(3):
                    _size, place = _read(table, place)
            continue
        number, place = _read(table, place)
        if kind != SECTION and (not flags & UNDEFINED or flags & NAMED):
            name, place = _name_at(table, place)
            if kind == FUNCTION:
                yield name, number


def _name_at(table: bytes, place: int) -> tuple[str, int]:
    size, begin = _read(table, place)
    return table[begin : begin + size].decode(), begin + size


def _read(content: bytes, place: int) -> tuple[int, int]:
    """Read a whole number (LEB128), and where it ends."""
    value = shift = 0
    while True:
        byte = content[place]
        place += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, place


def _number(value: int) -> bytes:
    written = b""
    while True:
        byte = value & 127
        value >>= 7
        written += bytes([byte | (128 if value else 0)])
        if not value:
            return written


def _text(text: str) -> bytes:
    return _number(len(text)) + text.encode()


def _section(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + _number(len(content)) + content
