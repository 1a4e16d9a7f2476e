"""How the things that are asked about are computed, right and wrong, and how that is written.

Generators draw the numbers and ask; what they share stands here, a subject to a module.
"""
