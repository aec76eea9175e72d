"""The report on paper: pages gathered into one document, printed as PDF."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["pdf"],
    submod_attrs={},
)
