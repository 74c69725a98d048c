"""What hosts of datasets, and a server of databases, want to be told of a package: a module each.

In: the descriptor and the Table Schemas. Out: a text in the form that the host reads, the same for the same package.
`pack.py` puts them into the archive, under hosts/.
"""
