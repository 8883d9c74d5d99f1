"""Dark colours: everything can be read, and lines stay apart for eyes that see fewer colours."""

import itertools
import math

import pytest
from test_page import faults

COLOURS = """() => {
    const looks = getComputedStyle(document.documentElement);
    const read = (name) => looks.getPropertyValue(name).trim();
    const all = (letter) => [0, 1, 2, 3, 4, 5].map((slot) => read(`--${letter}${slot}`));
    return { paper: read("--paper"), lines: all("c"), words: [read("--ink"), read("--quiet"),
        read("--accent"), ...all("i")] };
}"""
# Machado, Oliveira and Fernandes 2009, at full severity, for linear red, green and blue.
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "no green": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "no blue": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
LUMINANCE = (0.2126, 0.7152, 0.0722)


def linear(colour: str) -> list[float]:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    return [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]


def times(row, parts) -> float:
    return sum(one * other for one, other in zip(row, parts, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted(times(LUMINANCE, linear(each)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(parts) -> tuple[float, float, float]:
    """Where a colour lies in CIELAB, so that distances are as they look."""
    rows = ((0.4124, 0.3576, 0.1805), LUMINANCE, (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1, 1.0888)
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (times(row, parts) / most for row, most in zip(rows, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_lines_stand_out_and_lines_differ_for_every_kind_of_eye(opened, report, theme):
    found = opened(f"{report.as_uri()}#theme={theme}").page.evaluate(COLOURS)
    assert min(contrast(each, found["paper"]) for each in found["words"]) >= 4.5
    assert min(contrast(each, found["paper"]) for each in found["lines"]) >= 3
    for eye, rows in EYES.items():
        seen = [
            lab([min(1, max(0, times(row, linear(each)))) for row in rows])
            for each in found["lines"]
        ]
        nearest = min(math.dist(one, other) for one, other in itertools.combinations(seen, 2))
        assert nearest >= 15, eye


def test_no_view_has_a_fault_in_the_dark_before_or_after_the_reveal(opened, report):
    room = opened(report.as_uri(), revealed=False, color_scheme="dark")
    dark = "getComputedStyle(document.body).backgroundColor"
    assert room.page.evaluate(dark) == "rgb(20, 24, 29)", "as the machine prefers"
    found = []
    for revealed in (False, True):
        room.page.evaluate("revealed => Page.set({ revealed })", revealed)
        for name in room.views():
            room.view(name)
            found += [f"{name}: {fault}" for fault in faults(room.page)]
    assert found == []


def test_the_switch_is_remembered_in_the_address_and_paper_stays_light(filed, opened):
    filed.page.get_by_role("button", name="Dark").click()
    filed.until("location.hash.includes('theme=dark')")
    again = opened(filed.page.url).page
    ground = "getComputedStyle(document.body).backgroundColor"
    assert again.evaluate(ground) == "rgb(20, 24, 29)"
    again.emulate_media(media="print")
    assert again.evaluate(ground) == "rgb(255, 255, 255)"
