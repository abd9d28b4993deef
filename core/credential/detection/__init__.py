"""Where the card lies, in a still picture and in the live one."""
