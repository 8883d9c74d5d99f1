"""Whether a figure can be read: every text is large enough, on the slide, and apart from others."""

import itertools

from matplotlib.text import Text

from sim.report.figures.style import TEXT


def written(page):
    """Every text that is drawn, and its box in pixels."""
    page.figure.draw_without_rendering()
    renderer = page.figure.canvas.get_renderer()
    hidden = set()
    for axis in [each for axes in page.figure.axes for each in (axes.xaxis, axes.yaxis)]:
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                hidden |= {tick.label1, tick.label2}
    texts = [text for text in page.figure.findobj(Text) if text.get_visible()]
    found = [text for text in texts if text.get_text().strip() and text not in hidden]
    return [(text, text.get_window_extent(renderer)) for text in found]


def assert_readable(page):
    found = written(page)
    assert len(found) >= 3
    for text, box in found:
        assert text.get_fontsize() >= TEXT, text
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= 1920, text
        assert box.y1 <= 1080, text
    for (one, a), (other, b) in itertools.combinations(found, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 0 or along <= 2, (one, other)  # a tiny amount, where letters have no tails
