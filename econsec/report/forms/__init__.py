"""How rows look: ``forms.timeline(rows, …)`` and the others return a chart, ``forms.table(rows, columns)`` a table.

A chapter says which rows and which columns; labels, axes, lanes, wrapping and colours are here.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={"all_forms": ["Forms"], "channels": ["FormError"]},
)
