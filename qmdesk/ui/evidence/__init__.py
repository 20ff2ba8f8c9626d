"""Evidence bound to an item or figure: files dropped, pasted, chosen; thumbnails and captions."""
