"""One module per noun: each command parses, calls one use case and says what came of it."""
