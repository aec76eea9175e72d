"""The report's package: what a chapter may import, and nothing more.

Nothing is imported before it is used: the command ``econsec`` starts without what draws charts.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={"exhibits": ["glue"], "report": ["numbers"], "report.readable": ["Report"], "report.workbench": ["workbench"]},
)
