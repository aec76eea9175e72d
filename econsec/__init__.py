"""The report's package: what a chapter may import, and nothing more.

Nothing is imported before it is asked for: the command ``econsec`` starts without what draws charts.
"""

import importlib

__all__ = ["Report", "charts", "glue", "numbers", "tables"]
PLACES = {"Report": "econsec.editions", "glue": "econsec.outputs"}


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = importlib.import_module(PLACES.get(name, f"{__name__}.{name}"))
    return getattr(found, name) if name in PLACES else found
