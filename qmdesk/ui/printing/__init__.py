"""Paper: pages of a PDF as pictures, looked at and sent to a printer of the system."""
