"""What becomes of a film: SVG files, raster files, and the page."""
