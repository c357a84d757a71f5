"""Steps that make the desk's tables, and bring old ones to the newest version. A released step is never changed."""
