"""The course checks itself: its files, its words, and what its suites say of known answers."""

from autograder.course_check.course import AssignmentReport, CourseReport, check_course
from autograder.course_check.faults import Fault
from autograder.course_check.words import speaks

__all__ = ["AssignmentReport", "CourseReport", "Fault", "check_course", "speaks"]
