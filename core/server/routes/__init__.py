"""One file a resource. A route parses, authorises and calls one act."""
