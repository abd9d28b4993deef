"""Scripts that run inside an app's process and use it as a person would: pointer, keys, eyes."""
