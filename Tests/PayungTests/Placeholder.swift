enum PlaceholderPayungTests {}
