"""The data package: schema, typed tables, checks, what spreadsheets do to it, status on a day."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["status"],
    submod_attrs={
        "checks": ["check", "examine", "plain", "quoted", "relations", "wording"],
        "intervals": ["intervals"],
        "frames": ["read_table", "typed"],
        "schema": ["Schema", "read_schema"],
        "spreadsheets": ["tidy"],
        "status": ["TABLE", "appeared_on", "come_by", "known_by"],
    },
)
