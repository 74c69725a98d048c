"""What helps a person write the records of an article."""
