"""The settings of Sphinx: plain pages that are read offline, from a folder or a stick."""

from pathlib import Path

project = "Quizapp"
author = "the Quizapp authors"
language = "en"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Quizapp"
html_static_path = [str(Path(__file__).resolve().parent / "theme")]
html_css_files = ["site.css"]
templates_path = html_static_path
html_show_sphinx = html_show_copyright = False
html_copy_source = html_show_sourcelink = False
html_show_search_summary = False  # it would fetch pages, which a browser refuses to do in a folder
html_use_index = False
html_permalinks_icon = "#"
html_theme_options = {"top_of_page_buttons": [], "navigation_with_keys": True}
pygments_style, pygments_dark_style = "friendly", "github-dark-high-contrast"
myst_heading_anchors = 4
myst_links_external_new_tab = False
highlight_language = "none"
smartquotes = False
nitpicky = True
exclude_patterns: list[str] = []
