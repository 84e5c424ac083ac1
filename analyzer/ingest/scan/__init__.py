"""Pictures of pages: straightened, their rulings found, their characters recognised (extra `ocr`)."""
