"""The tablet as an appliance: its unit, its compositor, a finger on its glass."""
