"""A reader of small QR codes (versions 1 to 6, medium correction), written from ISO/IEC 18004.

It knows nothing of the library that draws them, and corrects no errors: a code must be drawn well.
"""

BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}  # of version M
MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
MEDIUM, BYTES = 0b00, 0b0100


def read_code(rows):
    """The text of a code, given as rows of 0 and 1 (dark)."""
    size, version = len(rows), (len(rows) - 17) // 4
    assert all(len(row) == size for row in rows)
    _check_finders(rows)
    correction, mask = _format(rows)
    assert correction == MEDIUM
    bits = [
        int(rows[row][column]) ^ (MASKS[mask](row, column) == 0)
        for row, column in _path(size)
        if not _is_fixed(row, column, size)
    ]
    words = [_number(bits[k : k + 8]) for k in range(0, len(bits) - 7, 8)]
    blocks, long = BLOCKS[version]
    data = [words[place * blocks + block] for block in range(blocks) for place in range(long)]
    told = "".join(f"{word:08b}" for word in data)
    assert int(told[:4], 2) == BYTES
    length = int(told[4:12], 2)
    return bytes(int(told[12 + 8 * k : 20 + 8 * k], 2) for k in range(length)).decode("utf-8")


def _check_finders(rows):
    """The three large squares in the corners."""
    end = len(rows) - 7
    for top, left in ((0, 0), (0, end), (end, 0)):
        square = [rows[top + k][left : left + 7] for k in range(7)]
        inside = ["1011101"] * 3
        assert square == ["1" * 7, "1000001", *inside, "1000001", "1" * 7]


def _format(rows):
    """Level of correction and mask."""
    across = [(8, k) for k in (0, 1, 2, 3, 4, 5, 7, 8)]
    places = across + [(k, 8) for k in (7, 5, 4, 3, 2, 1, 0)]
    told = _number([int(rows[row][column]) for row, column in places]) ^ 0b101010000010010
    return told >> 13, told >> 10 & 0b111


def _path(size):
    """Places in the order of the bits: pairs of columns from the right, up and down by turns."""
    for number, right in enumerate([*range(size - 1, 6, -2), 5, 3, 1]):
        for row in range(size - 1, -1, -1) if number % 2 == 0 else range(size):
            yield row, right
            yield row, right - 1


def _is_fixed(row, column, size):
    """Whether a place belongs to the finders, the format, the timing or the alignment."""
    corner = (row < 9 and column < 9) or (row < 9 and column > size - 9)
    corner = corner or (row > size - 9 and column < 9)
    aligned = size > 21 and abs(row - size + 7) < 3 and abs(column - size + 7) < 3
    return corner or aligned or 6 in (row, column)


def _number(bits):
    return int("".join(map(str, map(int, bits))), 2)
