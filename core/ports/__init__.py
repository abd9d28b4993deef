"""What the acts need from each machine, as protocols with promises."""
