"""What the reader wrote and marked, listed, looked through and written."""
