"""What the samples that feedpub carries are recognised by."""
