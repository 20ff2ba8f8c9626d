"""Quick capture: a note from the floor wherever one is, and finding what it belongs to."""
