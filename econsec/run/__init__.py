"""Chapters run: papermill's engine, the form of notebooks, jobs side by side in processes."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["notebooks", "processes"],
    submod_attrs={
        "notebooks": ["execute"],
        "child": ["Job"],
        "processes": ["Died", "Warm"],
    },
)
