"""Papers as PDF: read in a process of its own, which may do nothing but read."""
