"""The local page: reports are checked in a browser on one's own computer, in memory, for one person."""
