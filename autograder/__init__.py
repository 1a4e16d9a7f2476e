"""Grade numpy exercises from the perceptron to the convolutional network."""

__version__ = "0.1.0"
