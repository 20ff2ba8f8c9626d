"""The stops of a review, one module or folder each; ``registry`` names them as data."""
