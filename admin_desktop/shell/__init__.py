"""The window, the sidebar and the areas of the desk."""
