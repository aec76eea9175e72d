"""What a change changes, for those who review it: two states of the report compared, and one page about it.

States are read in :mod:`econsec.review.states`, compared in :mod:`econsec.review.compare`, and told in
:mod:`econsec.review.page` and :mod:`econsec.review.markdown`. What a cell puts out is taken apart in
:mod:`econsec.review.outputs`; what differs between two of them is for :mod:`econsec.review.value_changes`.
"""

from pathlib import Path

from econsec.project import BUILD

__all__ = ["MARKDOWN", "PAGE", "review"]

PAGE, MARKDOWN = "index.html", "review.md"


def review(root, base="", head="", data=None, out=None, say=print):
    """Compare two states, write the page and its Markdown to ``out``, and return the findings.

    ``base`` and ``head`` are git revisions, an empty head is the working tree; ``data`` names two data folders instead.
    """
    from econsec.review import compare, markdown, page, states
    from econsec.site import REVIEW, publication, workshop

    root = Path(root)
    if data:
        before, after = states.from_data(root, data, say)
    else:
        before = states.from_revision(root, base)
        after = states.from_revision(root, head) if head else states.from_tree(root, say)
    findings = compare.compare(before, after)
    with workshop(root) as work:
        fresh = work / "review"
        fresh.mkdir()
        (fresh / PAGE).write_text(page.render(findings), encoding="utf-8", newline="\n")
        (fresh / MARKDOWN).write_text(markdown.render(findings), encoding="utf-8", newline="\n")
        with publication(Path(out or root / BUILD / "review").absolute(), REVIEW, say) as put:
            put(fresh)
    return findings
