"""The local web app: the home's reports at 127.0.0.1, for its owner alone."""
