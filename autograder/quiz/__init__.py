"""Quizzes: items that a seed decides, drawn, asked, marked and explained.

`draw(generator, seed) → render → parse(reply) → mark`: a generator knows its question, an `Item`
is plain data, and everything else works on items alone.
"""
