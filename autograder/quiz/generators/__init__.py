"""The generators: a small module for each topic, `generate(rng, level)`.

A module says `TITLE`, `SKILL` and `VERSION` beside `generate`; its name is the topic's. One that
lies in the folder `quizzes/generators` of a course is the same: docs/quiz-authors.md has a
template.
"""

# In the order of a course. A file that is not named here is not a topic yet.
TOPICS = (
    "conv_size",
    "conv_shape",
    "does_it_fit",
    "same_padding",
    "one_by_one",
    "pool_shape",
    "depthwise_pool",
    "global_average_pool",
    "flatten_length",
    "network_shapes",
    "missing_hyperparameter",
    "batch_shape",
    "channel_order",
)
