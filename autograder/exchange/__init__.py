"""Results in the formats of other systems, each format in one module.

Nothing here grades. What a student wrote is text in every format: none takes any of it for
markup, a formula or a command.
"""
