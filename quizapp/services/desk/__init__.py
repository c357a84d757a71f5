"""The desk: handing out, collecting and marking assignments, understanding a class, and mending questions."""
