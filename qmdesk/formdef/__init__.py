"""Forms from their files, and the types of their fields. Nothing here grades or stores."""
