"""Say who handed in what, in a folder of downloaded submissions.

Layouts, as the programs that make them name things:

    plain   NAME.py, NAME.ipynb, NAME.zip or NAME/
    moodle  NAME_NUMBER_assignsubmission_file/            before Moodle 4.1 with `_` at the end
            NAME_NUMBER_assignsubmission_file_FILE        downloaded without folders
    canvas  NAME_NUMBER_ID_FILE, NAME_LATE_NUMBER_ID_FILE, anon_LETTERS_ID_FILE

Moodle and Canvas know a student by the NUMBER, so it is part of the name that is
recorded: two students of one name stay two. Moodle gives a student another one in
each assignment. Canvas counts its files by the ID, so a later one has a higher ID.

Names are chosen by strangers. Nothing here opens a file or follows a link, and
what can't be taken is told, one by one, and keeps nobody else from being graded.
"""

from autograder.layouts.entries import Entry, Found, find
from autograder.layouts.names import Layout

__all__ = ["Entry", "Found", "Layout", "find"]
