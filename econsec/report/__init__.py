"""The subject: the frames, forms, values and texts that only this report has."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["numbers"],
    submod_attrs={"forms": ["FormError", "Forms"], "readable": ["Report"]},
)
