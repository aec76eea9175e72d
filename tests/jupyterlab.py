"""What JupyterLab makes of a chapter that is run and saved in it."""

import json
import uuid

import nbformat


def in_jupyterlabs_form(book):
    """Return a chapter as JupyterLab writes it after somebody has run and saved it."""
    book = nbformat.from_dict(json.loads(json.dumps(book)))
    book.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
            "version": "3.13.1",
        },
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2, "version_minor": 0}},
    }
    for number, cell in enumerate(book.cells):
        cell.metadata |= {"editable": True, "slideshow": {"slide_type": ""}}
        if cell.cell_type == "code":
            cell.metadata |= {"execution": {"iopub.execute_input": "2026-11-22T10:00:00.000Z"}, "trusted": True, "jupyter": {"outputs_hidden": False}}
            cell.execution_count = 40 + number
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = 40 + number
                if any("vegalite" in kind for kind in output.get("data", {})):
                    output.data["image/png"] = "iVBORw0KGgo="
    book.cells.append(nbformat.v4.new_code_cell("", id=str(uuid.uuid4())))
    return json.dumps(nbformat.v4.rwbase.split_lines(book), indent=1, ensure_ascii=False) + "\n"
