"""Executes notebooks in the percent format and writes each as .ipynb and .html.

    execute.py FOLDER NOTEBOOK.py...

The result depends on the notebook and the tables it reads alone: cell ids count up, and neither
times nor paths are kept. A result that is too large or names a path of this machine is refused.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

LIMIT_BYTES = 1 << 20
TIMEOUT_S = 600
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def executed(source: Path) -> nbformat.NotebookNode:
    notebook = jupytext.read(source)
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "title": source.stem,
    }
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02}"
        cell.metadata = {}
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            notebook,
            timeout=TIMEOUT_S,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": folder}},
        ).execute()
    nbformat.validate(notebook)
    return notebook


def page(notebook: nbformat.NotebookNode) -> str:
    """The notebook as one file without scripts: reading needs none, and they load from elsewhere."""
    html, _ = HTMLExporter(embed_images=True).from_notebook_node(notebook)
    return SCRIPT.sub("", html)


def refuse_unpublishable(name: str, text: str) -> None:
    size = len(text.encode())
    if size > LIMIT_BYTES:
        sys.exit(f"notebooks: {name} has {size:,} bytes; the limit is {LIMIT_BYTES:,}")
    places = {
        str(Path.home()),
        tempfile.gettempdir(),
        str(Path(__file__).resolve().parents[2]),
        os.environ["AURUM_PUBLISH"],
    }
    for place in sorted(places):
        if place + os.sep in text:
            sys.exit(f"notebooks: {name} names a path of this machine: {place}")


def main(folder: Path, sources: list[Path]) -> None:
    for source in sources:
        notebook = executed(source)
        results = {
            f"{source.stem}.ipynb": nbformat.writes(notebook) + "\n",
            f"{source.stem}.html": page(notebook),
        }
        for name, text in results.items():
            refuse_unpublishable(name, text)
        for name, text in results.items():
            (folder / name).write_text(text, encoding="utf-8")
            print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(source) for source in sys.argv[2:]])
