"""The command ``econsec``: check, tidy, build, serve, pdf, accept, review, translate."""

import argparse
import sys
from pathlib import Path

from econsec.project import BUILD, project_root
from econsec.texts import LANGUAGES


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message):
        """Print the error and leave with status 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments=None):
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _parser():
    parser = Parser(prog="econsec", description="The report on economic security in US trade policy.", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    checking = commands.add_parser("check", help="validate the data package", allow_abbrev=False)
    checking.add_argument("--data", metavar="DIR", default="", help="folder of the data package")
    checking.set_defaults(run=_check)
    building = commands.add_parser("build", help="build the report", allow_abbrev=False)
    building.add_argument("--lang", action="append", choices=LANGUAGES, help="language; may be given twice")
    building.add_argument("--as-of", type=_day, default=None, metavar="DATE", help="data as of this day, YYYY-MM-DD")
    building.add_argument("--scope", choices=("all", "article"), help="what is shown")
    building.add_argument("--data", metavar="DIR", default="", help="folder of the data package")
    building.add_argument("--out", metavar="DIR", default="", help="where the site goes")
    building.set_defaults(run=_build)
    serving = commands.add_parser("serve", help="show the newest edition in the browser, made anew as files change", allow_abbrev=False)
    serving.add_argument("--port", type=int, default=0, help="port on loopback; without it, a free one")
    serving.set_defaults(run=_serve)
    printing = commands.add_parser("pdf", help="print a built site as one PDF a language", allow_abbrev=False)
    printing.add_argument("--site", metavar="DIR", default="", help="the built site; _build/site unless something else is said")
    printing.add_argument("--lang", action="append", choices=LANGUAGES, help="language; may be given twice")
    printing.set_defaults(run=_pdf)
    tidying = commands.add_parser("tidy", help="put tables that a spreadsheet program saved back into form", allow_abbrev=False)
    tidying.add_argument("--data", metavar="DIR", default="", help="folder of the data package")
    tidying.set_defaults(run=_tidy)
    accepting = commands.add_parser("accept", help="run the chapters in place and refresh figures/", allow_abbrev=False)
    accepting.set_defaults(run=_accept)
    translating = commands.add_parser("translate", help="bring the Japanese catalogues in line", allow_abbrev=False)
    translating.set_defaults(run=_translate)
    reviewing = commands.add_parser("review", help="say what differs between two states", allow_abbrev=False)
    reviewing.add_argument("base", nargs="?", default="", metavar="BASE", help="git revision to compare with")
    reviewing.add_argument("head", nargs="?", default="", metavar="HEAD", help="git revision; without it, the working tree")
    reviewing.add_argument("--data-base", metavar="DIR", default="", help="data folder to compare with, instead of BASE")
    reviewing.add_argument("--data-head", metavar="DIR", default="", help="data folder to compare, instead of HEAD")
    reviewing.add_argument("--out", metavar="DIR", default="", help="where the page goes")
    reviewing.set_defaults(run=_review, parser=reviewing)
    return parser


def _day(text):
    from econsec.parameters import ParameterError, parse_day

    try:
        return parse_day(text).isoformat()
    except ParameterError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("as_of: ")) from None


def _check(options):
    from econsec.checks import examine

    found = examine(options.data or project_root() / "data")
    counted = f" Warnings: {len(found.warnings)}." if found.warnings else ""
    print(*found.problems, *(f"warning: {line}" for line in found.warnings), sep="\n", end="\n" if found.problems or found.warnings else "")
    if not found.problems:
        print(f"The data package is valid.{counted}")
    return int(bool(found.problems))


def _tidy(options):
    from econsec.data import Schema
    from econsec.spreadsheets import tidy

    folder = Path(options.data or project_root() / "data")
    try:
        schema = Schema(folder)
    except Exception:  # the check says better what is wrong with it
        return _check(options)
    changed, problems = tidy(schema)
    print(*(f"changed: {name}" for name in changed), *problems, f"{len(changed)} files changed.", sep="\n")
    return int(bool(problems))


def _build(options):
    from econsec import fingerprint

    chosen = {"as_of": options.as_of, "scope": options.scope}
    parameters = {name: value for name, value in chosen.items() if value}
    custom = any((parameters, options.lang, options.data, options.out))
    root = project_root()
    out = Path(options.out) if options.out else root / BUILD / ("edition" if custom else "site")
    inputs = fingerprint.of(root, options.data or root / "data", [parameters, options.lang])
    if fingerprint.noted(root, out) == inputs:
        print(f"Nothing has changed. Published: {out / 'index.html'}")
        return 0
    from econsec.books import Book, BuildError, published
    from econsec.site import build

    try:
        if custom:
            books = [Book(lang, lang, parameters) for lang in dict.fromkeys(options.lang or LANGUAGES)]
        else:
            books = published(root)
        build(books, out, options.data)
        fingerprint.note(root, out, inputs)
    except BuildError as error:
        print(error, file=sys.stderr)
        print("Nothing was published.", file=sys.stderr)
        return 1
    print(f"Published: {out / 'index.html'}")
    return 0


def _serve(options):
    from econsec.live import serve

    try:
        serve(options.port)
    except OSError as error:
        print(f"Port {options.port}: {error.strerror}; without --port a free one is taken", file=sys.stderr)
        return 1
    return 0


def _pdf(options):
    from econsec import fingerprint, pdf

    site = Path(options.site) if options.site else project_root() / BUILD / "site"
    inputs = fingerprint.noted(project_root(), site)
    try:
        made = pdf.write(site, list(dict.fromkeys(options.lang or ())))
    except pdf.PdfError as error:
        print(error, file=sys.stderr)
        return 1
    if inputs:
        fingerprint.note(project_root(), site, inputs)  # still what was built, and more
    print(*(f"Published: {path}" for path in made), sep="\n")
    return 0


def _translate(options):
    from econsec.books import BuildError
    from econsec.translations import translate

    try:
        changed, open_points = translate(project_root())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(*(f"changed: {path.name}" for path in changed), *open_points, sep="\n")
    print(f"{len(changed)} files changed, {len(open_points)} points open.")
    return 0


def _accept(options):
    from econsec.baseline import accept
    from econsec.books import BuildError

    try:
        changed = accept()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(*(f"changed: {name}" for name in changed), sep="\n")
    print(f"{len(changed)} files changed.")
    return 0


def _review(options):
    from econsec.review import PAGE, review

    data = (options.data_base, options.data_head)
    if any(data) == bool(options.base) or any(data) != all(data):
        options.parser.error("either BASE [HEAD] or both --data-base and --data-head")
    out = Path(options.out) if options.out else project_root() / "_build" / "review"
    findings = review(project_root(), options.base, options.head, data if all(data) else None, out)
    print(findings.sentence(), *(f"could not be compared: {one}" for one in findings.problems), f"Written: {out / PAGE}", sep="\n")
    return int(bool(findings.problems))
