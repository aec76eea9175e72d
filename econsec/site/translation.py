"""``econsec translate``: run the chapters, and bring the catalogues in line with them."""

from econsec.editions import OWN
from econsec.run import Warm
from econsec.site.catalogues import check, collect, update
from econsec.site.layout import lay_out
from econsec.site.pipeline import WARM, chapter_jobs, run, workshop
from econsec.site.plan import Book


def translate(root, say=print):
    """Run the chapters, bring the catalogues in line with them and their cells; return the files that changed and what is open."""
    book = Book("en", "en", pages=OWN)
    with workshop(root) as work:
        with Warm(WARM) as warm:
            run(warm, chapter_jobs(root, work, book, ""), say)
        lay_out(root, work / "en", work / "book", book)
        changed = update(work / "book") + collect(root / "chapters")
        return changed, check(work / "book")
