"""Chapters run: papermill's engine, the form of notebooks, what their claims decide, jobs side by side in processes."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["claims", "notebooks", "passages", "processes"],
    submod_attrs={
        "claims": ["turned", "worded"],
        "notebooks": ["execute"],
        "child": ["Job"],
        "processes": ["Died", "Warm"],
        "remarks": ["open_points"],
    },
)
