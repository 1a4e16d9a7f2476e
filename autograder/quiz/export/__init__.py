"""Items in the formats that others read."""
