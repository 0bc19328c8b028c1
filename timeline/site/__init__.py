"""The page: the Markdown extension, the MkDocs plugin, and the viewer's assets."""
