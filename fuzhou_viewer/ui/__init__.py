"""What is seen and touched. Panels never import each other; the main window introduces them."""
