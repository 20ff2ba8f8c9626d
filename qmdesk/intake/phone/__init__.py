"""Photos from a phone over the laptop's own network: a page that stands for minutes, and what it lets in."""
