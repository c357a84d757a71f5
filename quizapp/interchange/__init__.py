"""Files of other tools: questions read from them into banks, banks written for them, and what was lost on the way."""
