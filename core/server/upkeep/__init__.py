"""What keeps a server well: checked, copied, restored, counted again, measured."""
