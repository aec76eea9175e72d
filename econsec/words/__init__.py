"""Languages, the formats of numbers and dates, and the package's own texts."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["formats"],
    submod_attrs={
        "formats": ["Formats", "share"],
        "texts": ["LANGUAGES", "LOCALE", "localized", "translator"],
    },
)
