"""The first records of an article, proposed for a person to confirm, edit or reject."""
