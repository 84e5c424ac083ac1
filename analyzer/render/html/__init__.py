"""The analysis as one self-contained HTML page: works offline, from a file, on paper."""
