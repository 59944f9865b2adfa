"""What the product promises, one folder for each of its parts."""
