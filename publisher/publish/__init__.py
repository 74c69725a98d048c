"""The finished package in the place of the old one."""
