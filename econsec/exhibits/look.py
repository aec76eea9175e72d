"""How charts look: one palette that holds for colour-blind readers, on light and dark ground, and on paper.

Charts refer to colours by what they mean; the book, the exported figures and the browser apply ``config``.
"""

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FONT = "Noto Sans JP"
# Fonts of readers' machines that are no wider than the one the drawings were measured with.
SCREEN_FONTS = '"Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

GREY = "#7d848c"

CONFIG = {
    "font": FONT,
    "aria": False,  # a chart is one picture with one description; what Vega adds to each mark goes by the clock of where it is drawn
    "background": None,
    "view": {"stroke": None},
    "padding": 4,
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 400,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "gridColor": GREY,
        "gridOpacity": 0.25,
    },
    "axisX": {"labelAngle": 0},
    "legend": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "orient": "top",
        "symbolType": "circle",
        "symbolSize": 110,
        "labelLimit": 300,
    },
    "text": {"fill": "currentColor", "fontSize": 12},
    "header": {"labelColor": "currentColor", "titleColor": "currentColor"},
}
