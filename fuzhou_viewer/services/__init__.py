"""What the program can do. No Qt."""
