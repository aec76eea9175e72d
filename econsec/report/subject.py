"""What this report says of itself to the machinery that makes it."""

from econsec.report.glossary import GLOSSARY
from econsec.subject import Command, Subject

LANG = (("--lang",), {"default": "en", "choices": ("en", "ja"), "help": "language"})
COMPARE = Command(
    "compare",
    "say what began, changed and ended between two days",
    (
        (("first",), {"metavar": "DAY", "help": "a day, YYYY-MM-DD"}),
        (("second",), {"metavar": "DAY", "help": "another day"}),
        (("--sector",), {"default": "", "help": "only what touches this sector, by its key in data/sectors.csv"}),
        (("--partner",), {"default": "", "help": "only what touches this country, by its ISO code"}),
        LANG,
        (("--format",), {"default": "md", "choices": ("md", "csv"), "help": "Markdown, or rows for a spreadsheet"}),
    ),
    "econsec.report.comparing:run",
)
DUE = Command(
    "due",
    "say what whoever keeps the record has to see to, what matters most first",
    (
        (("--on",), {"default": "", "metavar": "DAY", "help": "the day, YYYY-MM-DD; today unless something else is said"}),
        LANG,
        (("--format",), {"default": "text", "choices": ("text", "csv"), "help": "text, or rows for a spreadsheet"}),
    ),
    "econsec.report.upkeep:run",
)
TOUCHES = Command(
    "touches",
    "say what hangs on a row: rows, passages, exhibits, pages",
    (
        (("row",), {"metavar": "ROW", "help": "TABLE/KEY, or the key alone"}),
        LANG,
    ),
    "econsec.report.touching:run",
)
SUBJECT = Subject(
    title="Economic security in US trade policy",
    about="A living report on how the United States rebuilds its trade around economic security, in English and Japanese.",
    modules=("econsec.report.numbers", "econsec.report.readable", "econsec.report.workbench"),
    sources="sources.html",
    article="jetro-article",
    changes="chapters/changes",
    codebook="codebook",
    notices="chapters/colophon",
    partner_exhibits=("coverage_table", "obligations"),
    partners_first=("JPN", "CHN", "EUU", "KOR", "TWN", "GBR", "MEX", "CAN", "AUS", "IND", "MYS"),
    short_names={
        "chapters/summary": "Summary",
        "chapters/nss": "Strategy",
        "chapters/pillar1_agreements": "Trade agreements",
        "chapters/pillar2_minerals": "Critical minerals",
        "chapters/pillar3_technology": "Advanced technology",
        "chapters/outlook": "Outlook",
        "chapters/finder": "Find what applies",
        "chapters/calendar": "What comes next",
        "chapters/compare": "Compare two days",
        "chapters/reading": "How to read it",
        "chapters/changes": "What changed",
        "chapters/verification": "Checks",
        "chapters/sources": "Sources",
        "chapters/codebook": "Data and codebook",
        "chapters/colophon": "Colophon",
    },
    glossary=GLOSSARY,
    commands=(COMPARE, DUE, TOUCHES),
    checked="econsec.report.upkeep:counted",
    book_files=("econsec.report.applying:scripts", "econsec.report.calendars:files"),
    data_files={"intervals.csv": "econsec.report.comparing:intervals_csv"},
    accents={
        "chapters/pillar1_agreements": "agreements",
        "chapters/pillar2_minerals": "minerals",
        "chapters/pillar3_technology": "technology",
    },
)
