"""The content security policy that every page of the site carries, as a ``meta`` element.

Nothing comes from another host, no text becomes code: scripts are the site's files and, by their hash, those that stand
in the page. Styles may stand in a page: drawings set them. The search alone may compile WebAssembly.
"""

import base64
import hashlib
import re

SEARCH = "search.html"
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
TYPE = re.compile(r'\btype="?([^"\s>]+)', re.IGNORECASE)
RUN = {"", "module", "text/javascript", "application/javascript"}
PLACE = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)  # every page states its encoding, in its first lines


def protect(folder):
    """Write the policy into every page below a folder."""
    for path in sorted(folder.rglob("*.html")):
        protect_page(path)


def protect_page(path):
    """Write the policy into a page."""
    page = path.read_text(encoding="utf-8")
    path.write_text(with_policy(page, compiles=path.name == SEARCH), encoding="utf-8")


def with_policy(page, compiles=False):
    """Return a page with its policy; ``compiles``: it runs WebAssembly."""
    element = f'<meta http-equiv="Content-Security-Policy" content="{policy(page, compiles)}">'
    found, count = PLACE.subn(lambda match: f"{match.group()}\n{element}", page, count=1)
    if not count:
        raise ValueError(f"a page without an encoding has no place for its policy: {page[:80]!r}")
    return found


def policy(page, compiles=False):
    """Return the policy that fits a page: the hashes of the scripts that stand in it."""
    scripts = ["'self'", *hashes(page), *(["'wasm-unsafe-eval'"] if compiles else [])]
    rules = {
        "default-src": ["'none'"],
        "script-src": scripts,
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def hashes(page):
    """Return the sources that allow the scripts which stand in a page: each once, in order."""
    texts = [text for attributes, text in SCRIPT.findall(page) if _runs(attributes)]
    return list(dict.fromkeys(f"'sha256-{_digest(text)}'" for text in texts))


def _runs(attributes):
    kind = TYPE.search(attributes)
    return not re.search(r"\bsrc=", attributes) and (kind.group(1).lower() if kind else "") in RUN


def _digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
