"""Check a data package: all that can be wrong with it, a line each, before anything is made of it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["relations", "wording"],
    submod_attrs={"lines": ["plain", "quoted"], "examination": ["Findings", "check", "examine"], "relations": ["COUNTS", "counted"]},
)
