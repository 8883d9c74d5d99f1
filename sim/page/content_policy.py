"""What a page may run and load: its own blocks, known by their hashes, and nothing else."""

import base64
import hashlib
from collections.abc import Iterable


def content_policy(
    styles: Iterable[str],
    scripts: Iterable[str] = (),
    others: Iterable[str] = (),
    *,
    model: bool = False,
) -> str:
    """Return the content security policy of a page.

    styles, scripts  what stands between the tags of each block, to the letter
    others           further directives of the page, such as "img-src data:"
    model            the page runs the compiled model, in workers that it makes
    """
    own = [" ".join(map(_source, blocks)) for blocks in (styles, scripts)]
    if model:
        own[1] += " 'wasm-unsafe-eval'"
        others = [*others, "worker-src blob:"]
    allowed = [
        f"{kind} {blocks}"
        for kind, blocks in zip(("style-src", "script-src"), own, strict=True)
        if blocks
    ]
    return "; ".join(
        ["default-src 'none'", *allowed, *others, "base-uri 'none'", "form-action 'none'"]
    )


def _source(block: str) -> str:
    digest = base64.b64encode(hashlib.sha256(block.encode("utf-8")).digest())
    return f"'sha256-{digest.decode('ascii')}'"
