"""What a grading costs, measured against other graders and against the least it could cost."""
