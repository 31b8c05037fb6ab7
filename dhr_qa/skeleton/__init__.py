"""An empty report in Word: the sections that a document should have, with what is to be written in each."""
