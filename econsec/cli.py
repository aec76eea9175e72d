"""The command ``econsec``: check, tidy, build, serve, pdf, accept, reread, review, translate, and what the report adds."""

import argparse
import contextlib
import pkgutil
import signal
import sys
import threading
from datetime import date
from pathlib import Path

from econsec.files import saving
from econsec.project import BUILD, project_root
from econsec.site import publishing
from econsec.subject import subject
from econsec.words import LANGUAGES


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message):
        """Print the error and leave with status 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments=None):
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a log shows each step as it is made, as a terminal does
        with contextlib.suppress(AttributeError):  # none, or what somebody put in its place
            stream.reconfigure(line_buffering=True)
    try:
        with _stoppable():
            for line in saving.mend(project_root()):
                print(line, file=sys.stderr)
            return options.run(options)
    except KeyboardInterrupt as stop:
        print("Stopped.", file=sys.stderr)
        return 128 + (stop.args or (signal.SIGINT,))[0]
    except saving.NotSaved as error:
        print(error, file=sys.stderr)
        return 1


@contextlib.contextmanager
def _stoppable():
    """Let Ctrl-C and a request to end stop what is under way, also where Ctrl-C is ignored: in the background of a script."""

    def stop(number, frame):
        raise KeyboardInterrupt(number)

    here = threading.current_thread() is threading.main_thread()  # no other may say what signals do
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM) if here}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
    building.set_defaults(run=_build, parser=building)
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
    rereading = commands.add_parser("reread", help="say that a passage was read again against the rows it rests on", allow_abbrev=False)
    rereading.add_argument("chapter", metavar="CHAPTER", help="the chapter, such as outlook")
    rereading.add_argument("passage", metavar="PASSAGE", help="the cell of the passage, as econsec check names it")
    rereading.set_defaults(run=_reread)
    reviewing = commands.add_parser("review", help="say what differs between two states", allow_abbrev=False)
    reviewing.add_argument("base", nargs="?", default="", metavar="BASE", help="git revision to compare with")
    reviewing.add_argument("head", nargs="?", default="", metavar="HEAD", help="git revision; without it, the working tree")
    reviewing.add_argument("--data-base", metavar="DIR", default="", help="data folder to compare with, instead of BASE")
    reviewing.add_argument("--data-head", metavar="DIR", default="", help="data folder to compare, instead of HEAD")
    reviewing.add_argument("--out", metavar="DIR", default="", help="where the page goes")
    reviewing.set_defaults(run=_review, parser=reviewing)
    for one in subject().commands:
        adding = commands.add_parser(one.name, help=one.help, allow_abbrev=False)
        for names, more in one.arguments:
            adding.add_argument(*names, **more)
        adding.set_defaults(run=_of_report, function=one.function, parser=adding)
    return parser


def _of_report(options):
    """Run a command of the report's own."""
    try:
        options.today = date.today()
        return pkgutil.resolve_name(options.function)(options)
    except ValueError as error:
        options.parser.error(str(error))


def _day(text):
    from econsec.editions import ParameterError, parse_day

    try:
        return parse_day(text).isoformat()
    except ParameterError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("as_of: ")) from None


def _check(options):
    from econsec.data import examine

    folder, root = Path(options.data or project_root() / "data"), project_root()
    found = examine(folder)
    warnings = [*found.warnings]
    if not found.problems and not options.data and (root / "chapters").is_dir():  # what they say, they say of the project's own data
        from econsec.run import open_points
        from econsec.site import untranslated

        warnings += open_points(root / "chapters", folder) + untranslated(root)
    counted = f" Warnings: {len(warnings)}." if warnings else ""
    print(*found.problems, *(f"warning: {line}" for line in warnings), sep="\n", end="\n" if found.problems or warnings else "")
    if not found.problems:
        if subject().checked and not options.data:
            print(pkgutil.resolve_name(subject().checked)(folder, date.today()))
        print(f"The data package is valid.{counted}")
    return int(bool(found.problems))


def _tidy(options):
    from econsec.data import Schema, tidy

    folder = Path(options.data or project_root() / "data")
    try:
        schema = Schema(folder)
    except Exception:  # the check says better what is wrong with it
        return _check(options)
    changed, problems = tidy(schema)
    print(*(f"changed: {name}" for name in changed), *problems, f"{len(changed)} files changed.", sep="\n")
    return int(bool(problems))


def _build(options):
    from econsec.site import fingerprint

    chosen = {"as_of": options.as_of, "scope": options.scope}
    parameters = {name: value for name, value in chosen.items() if value}
    custom = any((parameters, options.lang, options.data, options.out))
    root = project_root()
    data = Path(options.data or root / "data")
    out = _target(options, publishing.SITE, "edition" if custom else "site", data, fingerprint.PACKAGE)

    def made_of():
        return fingerprint.of(root, data, [parameters, options.lang])

    def note(made):
        if made_of() == inputs:  # nothing of it was changed while it was built
            fingerprint.note(root, out, inputs, made)

    inputs = made_of()
    if fingerprint.noted(root, out) == inputs:
        print(f"Nothing has changed. Published: {out / 'index.html'}")
        return 0
    from econsec.site import Book, BuildError, build, published

    try:
        if custom:
            books = [Book(lang, lang, parameters) for lang in dict.fromkeys(options.lang or LANGUAGES)]
        else:
            books = published(root)
        build(books, out, options.data, note=note, keep=not custom)
    except BuildError as error:
        print(error, file=sys.stderr)
        print("Nothing was published.", file=sys.stderr)
        return 1
    print(f"Published: {out / 'index.html'}")
    return 0


def _target(options, kind, name, *sources):
    """Return where the command publishes, mended of what a killed one left; leave with status 2 where that must not be."""
    root = project_root()
    try:
        out = publishing.target(options.out or root / BUILD / name, kind, root, *sources)
        publishing.mend(out)
        return out
    except publishing.Refused as error:
        options.parser.error(f"--out {error}")
    except OSError as error:
        options.parser.error(f"--out {error.filename}: {error.strerror}")


def _serve(options):
    from econsec.live import serve

    try:
        serve(options.port)
    except OSError as error:
        print(f"Port {options.port}: {error.strerror}; without --port a free one is taken", file=sys.stderr)
        return 1
    return 0


def _pdf(options):
    from econsec.paper import pdf
    from econsec.site import fingerprint

    root = project_root()
    site = Path(options.site) if options.site else root / BUILD / "site"
    inputs = fingerprint.noted(root, site)

    def note(made):
        if inputs:
            fingerprint.note(root, site, inputs, made)  # still what was built, and more

    try:
        made = pdf.write(site, list(dict.fromkeys(options.lang or ())), note=note)
    except (pdf.PdfError, publishing.Refused) as error:
        print(error, file=sys.stderr)
        return 1
    print(*(f"Published: {path}" for path in made), sep="\n")
    return 0


def _translate(options):
    from econsec.site import BuildError, translate

    try:
        changed, open_points = translate(project_root())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(*(f"changed: {path.name}" for path in changed), *open_points, sep="\n")
    print(f"{len(changed)} files changed, {len(open_points)} points open.")
    return 0


def _accept(options):
    from econsec.site import BuildError, accept

    try:
        changed = accept()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(*(f"changed: {name}" for name in changed), sep="\n")
    print(f"{len(changed)} files changed.")
    return 0


def _reread(options):
    from econsec.run import passages

    root = project_root()
    try:
        renewed = passages.reread(root / "chapters", root / "data", options.chapter, options.passage)
    except passages.UnknownPassage as error:
        print(error, file=sys.stderr)
        return 1
    print("The stamp is renewed." if renewed else "The passage was read against these rows already.")
    return 0


def _review(options):
    from econsec.review import PAGE, review

    data = (options.data_base, options.data_head)
    if any(data) == bool(options.base) or any(data) != all(data):
        options.parser.error("either BASE [HEAD] or both --data-base and --data-head")
    out = _target(options, publishing.REVIEW, "review", project_root() / "data", *filter(None, data))
    findings = review(project_root(), options.base, options.head, data if all(data) else None, out)
    print(findings.sentence(), *(f"could not be compared: {one}" for one in findings.problems), f"Written: {out / PAGE}", sep="\n")
    return int(bool(findings.problems))
