"""What is not in a case: which file on this device writes which log. Settings and recent files will live here too."""
