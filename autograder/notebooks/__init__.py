"""Notebooks: an assignment as one, a course for nbgrader, the code of a Jupyter session.

    build          the notebook of an assignment, for a student or as nbgrader's source
    course_export  the files of an nbgrader course
    session_code   the module that the cells run in a session make

Nothing here but what nbgrader itself loads imports nbgrader or Jupyter.
"""
