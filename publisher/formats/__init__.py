"""Tables to files: one file a format. `write.FORMATS` lists them and says what a format has."""
