"""What colours and shapes mean in this report's charts: one palette, which holds for colour-blind readers."""

from econsec.exhibits import GREY

# After Okabe and Ito, at a lightness that keeps 3:1 against white and against the book's dark ground.
BLUE, ORANGE, GREEN, PURPLE, RED = "#2b7bba", "#c96a12", "#1a8f6d", "#a8609a", "#c8453b"

DIRECTION = {"tighten": ORANGE, "relax": BLUE, "unclear": GREY}
PILLAR = {"agreements": PURPLE, "minerals": GREEN, "technology": BLUE}
MONEY = {"grant": GREEN, "loan": PURPLE, "guarantee": RED, "equity": BLUE, "investment": ORANGE}
PULL = {"towards": GREEN, "away": RED, "neither": GREY}

# What colour says, shape says too.
PILLAR_SHAPE = {"agreements": "circle", "minerals": "square", "technology": "triangle-up"}
PULL_SHAPE = {"towards": "cross", "away": "M-1,-0.35H1V0.35H-1Z", "neither": "diamond"}  # plus, minus, neither
DIRECTION_SHAPE = {"tighten": "triangle-up", "relax": "triangle-down", "unclear": "diamond"}
MODALITY_SHAPE = {
    "shall": "circle",
    "consider": "triangle-up",
    "may": "triangle-down",
    "right": "diamond",
    "cooperate": "square",
}
