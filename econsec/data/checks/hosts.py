"""Official addresses: each lies on a host of the work's own publisher or author.

Whose a host is, stands in the table ``hosts``; which columns of a row name its publisher, the schema says (``ownedBy``).
"""

from urllib.parse import urlsplit

from econsec.data.checks.lines import quoted

TABLE = "hosts"


def check(schema, raw, lines):
    """Name official addresses on hosts that nobody is known to own, or that another publisher owns. ``raw`` are the sound tables as text."""
    for name, field in schema.fields(lines.table).items():
        if "ownedBy" in field and TABLE in raw:
            owners = dict(zip(raw[TABLE]["host"], raw[TABLE]["owner"]))
            frame = raw[lines.table]
            for line, address, *publishers in zip(frame.index, frame[name], *(frame[other] for other in field["ownedBy"])):
                said = _wrong(address, publishers, owners, schema.tables[TABLE]["path"]) if address else ""
                if said:
                    lines.add(line, name, said)


def _wrong(address, publishers, owners, file):
    host = urlsplit(address).hostname or ""
    if host not in owners:
        return f"{quoted(host)} is not a host in {file}; right: an address of the publisher's own, or a row there that says whose the host is"
    if not any(owners[host] in publisher for publisher in publishers):
        named = " or ".join(quoted(publisher) for publisher in publishers if publisher) or "nobody"
        return f"{quoted(host)} is a host of {quoted(owners[host])} ({file}), and the work is by {named}; right: the publisher's own address, or none"
    return ""
