"""What leaves a chapter (values, tables, charts), how each looks, and the files that readers take away."""

import sys

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["cards", "chart", "citations", "feed", "look", "pictures"],
    submod_attrs={
        "chart": ["VEGALITE"],
        "conditions": ["CLAIM", "claim", "claims"],
        "door": ["exhibit", "shown_in"],
        "drawing": ["NARROW", "WIDE", "draw", "draw_numbered"],
        "exports": ["Exhibit", "Grid", "as_of", "chart_grid", "table_grid", "to_csv", "to_spec", "to_workbook"],
        "lettering": ["LETTER", "LINE", "span", "wrap"],
        "look": ["CONFIG", "FONT", "FONTS", "GREY", "SCREEN_FONTS"],
        "marks": ["picks", "sayings"],
        "cell": ["NONE", "UNKNOWN", "Cell", "Row"],
        "specification": ["fields", "records"],
        "naming": ["raw", "unworded"],
        "table": ["RESOURCE", "Absence", "Folds", "Table", "said_of_gaps", "sources_html", "works_html"],
        "value": ["GLUE", "Value", "glue", "glued"],
    },
)

if "IPython" in sys.modules and sys.modules["IPython"].get_ipython():  # a chapter: any chart or frame may be a cell's last line
    from econsec.exhibits import door  # noqa: F401
