"""What runs inside the walls: the standard library, numpy and these modules, nothing else.

This folder is copied into the sandbox's view as it stands; it must not import
anything of ours outside it.
"""
