"""A pytest plugin that makes nbval say what differs, and count what it compared.

nbval runs each chapter in a kernel and compares its outputs with the committed ones. Where they differ it shows two
walls of JSON; here the exhibit, the record and both values are named. Nothing that nbval finds is forgiven, and what
it passes over (the name of a glued value stands in metadata) is compared too. A chapter that compares nothing fails.
"""

import pytest

COMPARED = "econsec-compared"  # the property of a report that carries a cell's count to the end of the run


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(session, config, items):
    """Teach nbval's cells to compare by meaning, and add to each chapter a test that it compares something."""
    if not config.getoption("nbval", False):
        return
    from nbval.plugin import IPyNbCell

    cells = [(place, item) for place, item in enumerate(items) if isinstance(item, IPyNbCell)]
    chapters = {}
    for place, item in cells:
        item.compare_outputs = comparing = _Comparing(item)
        item.repr_failure = comparing.repr_failure
        chapters.setdefault(item.parent, []).append(place)
    for chapter, places in sorted(chapters.items(), key=lambda one: -one[1][-1]):
        if len(places) == sum(cell.cell_type == "code" for cell in chapter.nb.cells):  # else somebody asked for single cells
            items.insert(places[-1] + 1, Something.from_parent(chapter, name="compares something"))


class _Comparing:
    """What compares the outputs of one cell: nbval's own comparison, and what the differences mean."""

    def __init__(self, item):
        self.item, self.nbval, self.nbval_repr, self.found = item, item.compare_outputs, item.repr_failure, []

    def __call__(self, test, ref, skip_compare=None):
        from econsec.review import outputs, value_changes

        item, cell = self.item, self.item.cell
        equal = self.nbval(test, ref, skip_compare)
        olds, news = (outputs.read({"id": cell.get("id", item.name), "outputs": found}) for found in (ref, test))
        count = sum(one.size for one in olds.values())
        item.user_properties.append((COMPARED, count))
        item.parent.compared = getattr(item.parent, "compared", 0) + count
        found = [str(one) for name in {**olds, **news} for one in value_changes.compare(olds.get(name), news.get(name))]
        order = list(olds), list(news)
        if not found and order[0] != order[1]:
            found = [f"the order of outputs: {', '.join(order[0])} -> {', '.join(order[1])}"]
        self.found = found
        return equal and not found

    def repr_failure(self, excinfo):
        """Name what differs, the first on the line that pytest's summary shows; anything else is nbval's to tell."""
        if not self.found:
            return self.nbval_repr(excinfo)
        where = f"{self.item.path.name}, cell {self.item.cell.get('id', self.item.cell_num)}: committed -> now"
        return "\n".join([*self.found, "", where])


class Something(pytest.Item):
    """Fails for a chapter in which no value was compared: a green run over nothing says nothing."""

    def runtest(self):
        """Look at what the chapter's cells have counted."""
        if not getattr(self.parent, "compared", 0):
            raise NothingCompared(f"{self.path.name}: no value was compared; `econsec accept` puts its outputs in")

    def repr_failure(self, excinfo):
        """Say it in one line."""
        return str(excinfo.value)

    def reportinfo(self):
        """Return where this stands."""
        return self.path, 0, f"{self.path.name}::{self.name}"


class NothingCompared(Exception):
    """A chapter without a comparison."""


def pytest_terminal_summary(terminalreporter, config):
    """Say how many values were compared."""
    if not config.getoption("nbval", False):
        return
    counts = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                found = [count for name, count in report.user_properties if name == COMPARED]
                chapter = report.nodeid.partition("::")[0]
                counts[chapter] = counts.get(chapter, 0) + sum(found) if found else counts.get(chapter, 0)
    counts = {chapter: count for chapter, count in counts.items() if chapter.endswith(".ipynb")}
    terminalreporter.write_sep("-", f"nbval compared {sum(counts.values())} values; chapters: {len(counts)}")
