"""How Sphinx builds the documents as a site: `make site`, into build/site."""

import os
import re
import sys
from importlib.metadata import version as installed
from pathlib import Path

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

os.environ["NUMBA_DISABLE_JIT"] = "1"  # a compiled function has no signature and no docstring
sys.path.insert(0, str(Path(__file__).parent.parent))

project = "Uptake"
author = "The Uptake authors"
project_copyright = "The Uptake authors, MIT licence"
release = version = installed("uptake-sim")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
exclude_patterns = ["_templates"]
templates_path = ["_templates"]
html_static_path = ["_static"]

# Markdown: $...$ is mathematics, and every heading can be linked to.
myst_enable_extensions = ["amsmath", "attrs_inline", "deflist", "dollarmath"]
myst_heading_anchors = 4

# Python: what stands in single backticks in a docstring is code.
default_role = "code"
highlight_language = "none"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
napoleon_use_rtype = False
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"
# Links to functions, pages and headings must hold; types in signatures may be other libraries'.
nitpick_ignore_regex = [("py:(class|data|obj)", ".*")]

html_theme = "furo"
html_title = "Uptake"
html_math_renderer = "mathml"
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_show_search_summary = False  # it would fetch pages, which a browser refuses for files
html_copy_source = False
html_show_sphinx = False
html_permalinks_icon = "#"


def _inline(translator, node):
    """Write a formula as MathML, which browsers draw without a script."""
    translator.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _block(translator, node):
    formula = tex2mathml(node.astext(), as_block=True)
    translator.body.append(f'<div class="math" tabindex="0">{formula}</div>\n')
    raise nodes.SkipNode


# Two spaces within a line set a table of the house's docstrings: keep it as it stands.
ALIGNED = re.compile(r"\S {2,}\S")


def _readable(app, what, name, obj, options, lines):
    """Keep aligned paragraphs of a docstring as they stand, and stars as stars."""
    if any(re.fullmatch(r"-{3,}", line.strip()) for line in lines):
        return  # sections of the numpy convention, which napoleon reads
    told = []
    for paragraph in "\n".join(lines).split("\n\n"):
        rows = paragraph.splitlines()
        is_table = len(rows) > 1 and any(ALIGNED.search(row) for row in rows[1:] or rows)
        is_table = is_table or (told and ALIGNED.search(paragraph) is not None)
        if paragraph.startswith("    "):
            told += ["::", "", *rows, ""]
        elif is_table:
            told += ["::", "", *(f"    {row}" for row in rows), ""]
        else:
            told += [*(_escaped(row) for row in rows), ""]
    lines[:] = told


def _escaped(row):
    """Escape what reStructuredText would take for emphasis or a link, outside of code."""
    parts = re.split(r"(`[^`]*`)", row)
    return "".join(
        part if part.startswith("`") else re.sub(r"([*|]|_(?=\W|$))", r"\\\1", part)
        for part in parts
    )


def setup(app):
    """Register the formulas and the reading of docstrings."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.connect("autodoc-process-docstring", _readable, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
