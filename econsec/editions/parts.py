"""Digests of an edition's tables, by which it is told whether something has to be made again."""

from econsec.files import digest

WRITTEN = " as written"


class Parts:
    """Digests by name, worked out when asked for: ``awards``, ``JPN/awards`` cut to a partner or a sector, ``awards as written``."""

    def __init__(self, report):
        self.report, self.known, self.cuts = report, {}, {}

    def get(self, name):
        """Return the digest of a table, or None where there is no such table or partner."""
        if name not in self.known:
            try:
                self.known[name] = digest(self._frame(name).to_csv(index=False).encode())
            except (KeyError, ValueError):
                self.known[name] = None
        return self.known[name]

    def _frame(self, name):
        if name.endswith(WRITTEN):
            return self.report.raw(name.removesuffix(WRITTEN))
        key, _, table = name.rpartition("/")
        if key and key not in self.cuts:
            self.cuts[key] = self.report.of(**{"partner" if key.isupper() else "sector": key})
        return self.cuts.get(key, self.report)[table]
