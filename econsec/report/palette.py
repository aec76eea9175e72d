"""What colours and shapes mean in this report's charts: one palette, which holds for colour-blind readers."""

from econsec.exhibits import GREY

# After Okabe and Ito, at a lightness that keeps 3:1 against white and against the book's dark ground.
BLUE, ORANGE, GREEN, PURPLE, RED = "#2b7bba", "#c96a12", "#1a8f6d", "#a8609a", "#c8453b"
SLATE, UMBER = "#5f7383", "#9b6a52"

DIRECTION = {"tighten": ORANGE, "relax": BLUE, "unclear": GREY}
PILLAR = {"agreements": "#14346c", "minerals": "#7d5600", "technology": "#a23a9a", "other": GREY}  # the theme's accents
# Of no pillar: what is given, what is to be paid back, what buys a share.
MONEY = {"grant": GREEN, "loan": SLATE, "guarantee": SLATE, "equity": UMBER, "investment": UMBER}
PULL = {"towards": GREEN, "away": RED, "neither": GREY}

# What colour says, shape says too.
PILLAR_SHAPE = {"agreements": "circle", "minerals": "square", "technology": "triangle-up", "other": "diamond"}
PULL_SHAPE = {"towards": "cross", "away": "M-1,-0.35H1V0.35H-1Z", "neither": "diamond"}  # plus, minus, neither
DIRECTION_SHAPE = {"tighten": "triangle-up", "relax": "triangle-down", "unclear": "diamond"}
# How firm an obligation is, by ink; what is only reported is open and crossed by a line, nothing in a text that was read a dot.
FIRMNESS_INK = {"must": 1.0, "stated": 0.6, "cooperate": 0.32, "consider": 0.1, "reported": 0.0, "none": 1.0}
SLASHED = "M-1,-1H1V1H-1V-1M-1,1L1,-1"
FIRMNESS_SHAPE = dict.fromkeys(FIRMNESS_INK, "square") | {"reported": SLASHED, "none": "M-0.2,0A0.2,0.2,0,1,1,0.2,0A0.2,0.2,0,1,1,-0.2,0Z"}
# How an agreement stands: a diamond, filled in force, open signed, half of it where it is none yet, divided contested; two strokes suspended.
STANDING_SHAPE = {
    "in_force": "diamond",
    "signed": "diamond",
    "framework": "M-0.65,0.4L0,-0.4L0.65,0.4",
    "contested": "M-1.1,0L0,-1.1L1.1,0L0,1.1L-1.1,0M-1.1,0L1.1,0",
    "suspended": "M-0.4,-1V1M0.4,-1V1",
}

COLOURS = {
    ("agreements", "pillar"): PILLAR,
    ("events", "pull"): PULL,
    ("export_controls", "direction"): DIRECTION,
    ("funding", "kind"): MONEY,
    ("nss_areas", "pillars"): PILLAR,
}
SHAPES = {
    ("agreements", "pillar"): PILLAR_SHAPE,
    ("events", "pull"): PULL_SHAPE,
    ("export_controls", "direction"): DIRECTION_SHAPE,
}
# What no table above speaks of takes these in the order of its codes, over and over.
SERIES = (PURPLE, GREEN, BLUE, ORANGE, RED)
SERIES_SHAPE = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")


def colours(table, column, codes):
    """Return the colour of each code of a column."""
    return COLOURS.get((table, column)) or _in_turn(codes, SERIES)


def shapes(table, column, codes):
    """Return the shape of each code of a column."""
    return SHAPES.get((table, column)) or _in_turn(codes, SERIES_SHAPE)


def _in_turn(codes, looks):
    return {code: looks[place % len(looks)] for place, code in enumerate(codes)}
