"""Files that must survive whatever happens: locks, exchanges in one step, all or none, YAML that people write."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["kept", "disk", "saving", "yaml_files"],
    submod_attrs={
        "kept": ["digest", "remembered"],
        "saving": ["save"],
    },
)
