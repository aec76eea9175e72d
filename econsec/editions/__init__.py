"""An edition: the data as it stood on a day, in one scope and language; its partners, what changed in it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["changelog", "loaded", "partners", "series", "titles"],
    submod_attrs={
        "changelog": ["DATA", "WORLD", "changes", "last_event"],
        "edition": ["Report", "key_of", "preload"],
        "loaded": ["given"],
        "parameters": ["ParameterError", "SCOPES", "parse_day"],
        "parts": ["WRITTEN"],
        "partners": ["profiles"],
        "series": ["OWN", "SERIES"],
        "sources": ["ARTICLE", "MARKS", "Sources", "best", "label", "seen"],
        "titles": ["made_of", "tables_of"],
    },
)
