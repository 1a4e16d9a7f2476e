# class: LEAK
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised RuntimeError: nothing worked"
# expect: never "ESCAPED"
# with: right
"""Read and import what another student handed in, by its known path."""

import importlib.machinery
import linecache
import os
import runpy
import sys
import tokenize

found = []


def attempt(name, action):
    try:
        result = action()
    except BaseException as err:
        print(name, "failed:", type(err).__name__)
    else:
        print(name, "WORKED:", repr(result)[:300])
        found.append(f"{name}: {result!r}"[:200])


def verdict():
    if found:
        raise RuntimeError(f"ESCAPED: {found}")
    raise RuntimeError("nothing worked")


def look():
    folder = "@HOME@/other"
    path = f"{folder}/conv2d.py"
    attempt("open", lambda: open(path).read())
    attempt("list", lambda: os.listdir(folder))
    attempt("runpy", lambda: runpy.run_path(path)["CANARY"])
    attempt("lines", lambda: linecache.getlines(path)[0])
    attempt("tokenize", lambda: tokenize.open(path).read())
    sys.path.insert(0, folder)
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    attempt("import", lambda: importlib.import_module("other_secret").CANARY)
    attempt("loader", lambda: importlib.machinery.SourceFileLoader("other", path).load_module().CANARY)
    attempt("zip", lambda: __import__("zipimport").zipimporter(folder))
    attempt("here", lambda: [name for name in os.listdir(".") if name.startswith("conv2d")][0])

look()


def conv2d_forward(x, w, b, stride=1, pad=0):
    verdict()
