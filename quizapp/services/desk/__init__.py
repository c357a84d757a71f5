"""The desk: hand out, collect, mark, understand and mend."""
