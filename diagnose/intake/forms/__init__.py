"""The forms in which customers paste things, one file a form."""
