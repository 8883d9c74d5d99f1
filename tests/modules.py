"""Python files outside the package, as modules: what writes the documents, for one."""

import importlib.util


def module_at(path):
    """Load the file at a path as a module of its name."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
