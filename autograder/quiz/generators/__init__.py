"""The generators: a small module for each topic, `generate(rng, level)`.

A module says `TITLE`, `SKILL` and `VERSION` beside `generate`; its name is the topic's. One that
lies in the folder `quizzes/generators` of a course is the same: docs/quiz-authors.md has a
template.
"""

# In the order of a course. A file that is not named here is not a topic yet.
TOPICS = (
    "which_fire",
    "gate_weights",
    "rosenblatt_step",
    "separable",
    "threshold_relu",
    "xor_hidden",
    "mlp_forward",
    "mse",
    "gradient_step",
    "filter_cell",
    "filter_map",
    "relu_grid",
    "max_pool_grid",
    "average_pool_grid",
    "edge_filter",
    "conv_gradient",
    "max_pool_backward",
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
    "conv_params",
    "dense_params",
    "no_params",
    "network_params",
    "dense_vs_conv",
    "weight_sharing",
    "activations",
    "multiply_adds",
    "receptive_field",
)
