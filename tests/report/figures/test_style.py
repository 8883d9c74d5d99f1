import itertools

import matplotlib as mpl
import numpy as np
import pytest

from sim.params.names import STAGES
from sim.report.figures.style import (
    BAND_80,
    BAND_95,
    INK,
    LINES,
    LOCKED_IN_FILL,
    QUIET,
    REST,
    STAGE_FILLS,
    TEXT,
    TITLE,
    dark,
    slide_style,
)

# How colours look without one kind of cone: Machado, Oliveira & Fernandes (2009), severity 1.
EYES = {
    "normal": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    """Linear RGB of #RRGGBB (sRGB, IEC 61966-2-1)."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return linear(colour) @ [0.2126, 0.7152, 0.0722]


def contrast(one, other="#FFFFFF"):
    """Contrast by WCAG 2.2: 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """CIE L*a*b* of linear RGB, white D65."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000") == pytest.approx(21)


@pytest.mark.parametrize("line", [*LINES, REST], ids=lambda line: line.colour)
def test_every_line_stands_out_from_white_by_3_to_1(line):
    assert contrast(line.colour) >= 3


@pytest.mark.parametrize("line", [*LINES, REST], ids=lambda line: line.colour)
def test_every_name_stands_out_from_white_by_4_5_to_1(line):
    assert contrast(dark(line.colour)) >= 4.5


def test_the_text_of_the_footer_is_readable():
    assert contrast(QUIET) >= 7
    assert contrast(INK) >= 7


@pytest.mark.parametrize("eyes", EYES)
def test_lines_differ_for_colour_blind_readers_too(eyes):
    seen = [lab(np.array(EYES[eyes]) @ linear(line.colour)) for line in LINES]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 15


def test_no_two_lines_share_a_dash_or_a_marker():
    assert len({str(line.dash) for line in LINES}) == len(LINES)
    assert len({line.marker for line in LINES}) == len(LINES)


def test_the_bands_can_be_told_apart_in_grey():
    assert abs(luminance(BAND_80) - luminance(BAND_95)) > 0.2


def test_every_stage_has_its_own_fill():
    assert set(STAGE_FILLS) == set(STAGES)
    fills = {(each.colour, each.hatch) for each in (*STAGE_FILLS.values(), LOCKED_IN_FILL)}
    assert len(fills) == len(STAGES) + 1


def test_nothing_is_written_smaller_than_18_points():
    assert min(TEXT, TITLE) >= 18


def test_the_readers_own_settings_are_left_as_they_were():
    with mpl.rc_context({"font.size": 7.0, "axes.facecolor": "black"}):
        with slide_style():
            assert mpl.rcParams["font.size"] == TEXT
            assert mpl.rcParams["axes.facecolor"] == "white"
        assert mpl.rcParams["font.size"] == 7.0
        assert mpl.rcParams["axes.facecolor"] == "black"
