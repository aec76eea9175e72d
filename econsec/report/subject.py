"""What this report says of itself to the machinery that makes it."""

from econsec.subject import Subject

SUBJECT = Subject(
    title="Economic security in US trade policy",
    about="A living report on how the United States rebuilds its trade around economic security, in English and Japanese.",
    modules=("econsec.report.numbers", "econsec.report.readable", "econsec.report.workbench"),
    sources="sources.html",
    changes="chapters/changes",
    codebook="codebook",
    partner_exhibits=("coverage_table", "coverage_matrix"),
)
