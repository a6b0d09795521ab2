"""Reading: a file or a stream to one Statement, with its text as it was decoded and its sentences cut."""
