"""Text of one format → draft: plain text, Markdown, HTML pages, items of feeds."""
