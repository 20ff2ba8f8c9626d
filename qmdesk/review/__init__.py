"""Use cases on one case. Commands and screens call these and nothing below them to change a case."""
