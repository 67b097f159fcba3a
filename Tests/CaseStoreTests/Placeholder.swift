enum PlaceholderCaseStoreTests {}
