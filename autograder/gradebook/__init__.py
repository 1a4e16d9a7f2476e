"""nbgrader's side of a course: its notebooks graded in parallel, its scores brought over."""
