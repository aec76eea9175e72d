"""A papermill engine that runs a chapter in the present process, without a kernel.

Meant for a clean child of a process that has already imported the stack: what a chapter costs is then its own
work. The outputs are those of a real kernel; nbval, which uses one, checks it. State is not cleaned up
afterwards: one notebook a process.

Stricter than a kernel: a cell that warns, or that writes to file descriptor 1 or 2 itself, has failed. A page shows
what a chapter means to say, and nobody reads a terminal.
"""

import contextlib
import os
import sys
import warnings

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import Engine
from traitlets.config import Config

from econsec.exhibits import shown_in


class InProcessEngine(Engine):
    """Run the code cells of a notebook one after another in IPython's own shell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, on_cell=None, **_):
        """Run all cells; stop at the first that fails. ``on_cell`` hears the id of each cell before it runs."""
        shell = ChapterShell.instance(config=Config(HistoryManager={"enabled": False}))
        shown_in(shell)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            if cell.cell_type == "code" and cell.source.strip():
                if on_cell:
                    on_cell(cell.get("id", str(index)))
                cell.outputs, cell.execution_count = shell.run_and_record(cell.source)
            failed = cell.cell_type == "code" and any(o.output_type == "error" for o in cell.outputs)
            if failed:
                nb_man.cell_exception(cell, index)
                break
            nb_man.cell_complete(cell, index)


class _RecordingHook(DisplayHook):
    """Record the value of a cell's last expression instead of printing it."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.record("execute_result", data=format_dict, metadata=md_dict or {}, execution_count=self.prompt_count)

    def finish_displayhook(self):
        pass


class _RecordingPublisher(DisplayPublisher):
    """Record what a cell displays."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        self.shell.record("display_data", data=data, metadata=metadata or {})


class _Stream:
    """Stand in for stdout or stderr while a cell runs."""

    encoding = "utf-8"

    def __init__(self, shell, name):
        self.shell, self.name = shell, name

    def write(self, text):
        last = self.shell.outputs[-1] if self.shell.outputs else None
        if last and last.output_type == "stream" and last.name == self.name:
            last.text += text
        elif text:
            self.shell.record("stream", name=self.name, text=text)
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False


class ChapterShell(InteractiveShell):
    """An IPython shell that keeps what a cell puts out as notebook outputs."""

    displayhook_class = _RecordingHook
    display_pub_class = _RecordingPublisher
    outputs = []

    def init_completer(self):
        """Leave out what completes names for people who type."""

    def init_io(self):
        """Leave the terminal alone."""

    def ask_exit(self):
        """Leave as a cell does that asks Python to."""
        raise SystemExit

    def record(self, output_type, **content):
        """Keep one output."""
        self.outputs.append(nbformat.v4.new_output(output_type, **content))

    def _showtraceback(self, etype, evalue, stb):  # IPython 9 has no public place for it
        self.record("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))

    def run_and_record(self, source):
        """Run one cell; return its outputs and its execution count."""
        self.outputs, told = [], []
        streams = sys.stdout, sys.stderr
        shown, warnings.showwarning = warnings.showwarning, lambda message, category, *_: told.append((category.__name__, str(message)))
        try:
            with _past() as wrote:
                sys.stdout, sys.stderr = _Stream(self, "stdout"), _Stream(self, "stderr")
                self.run_cell(source, store_history=True)
        finally:
            sys.stdout, sys.stderr = streams
            warnings.showwarning = shown
        if wrote:  # who fills the pipe meets an error that would hide why
            self.outputs = [output for output in self.outputs if output.get("ename") != BlockingIOError.__name__]
        if not any(output.output_type == "error" for output in self.outputs):
            for name, value in [*told, *(("WrittenPast", f"{text!r} went to file descriptor 1 or 2; right: print") for text in wrote)][:1]:
                self.record("error", ename=name, evalue=value, traceback=[f"{name}: {value}"])
        return self.outputs, self.execution_count - 1


@contextlib.contextmanager
def _past():
    """Return a list that holds, after the block, what was written to file descriptors 1 and 2, if anything was.

    They lead into a pipe: whoever writes more than it holds meets an error, so that nothing runs full.
    """
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    os.set_blocking(theirs, False)
    kept, wrote = [os.dup(1), os.dup(2)], []
    _flush()
    for number in (1, 2):
        os.dup2(theirs, number)
    os.close(theirs)
    try:
        yield wrote
    finally:
        _flush()
        for number, before in zip((1, 2), kept):
            os.dup2(before, number)
            os.close(before)
        with contextlib.suppress(BlockingIOError):
            wrote.extend(text for text in [os.read(ours, 80).decode("utf-8", "replace")] if text)
        os.close(ours)


def _flush():
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # the pipe is full; closed; none
            stream.flush()
