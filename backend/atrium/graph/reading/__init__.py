"""The compiler of reads: a GraphQL selection in, one SQL statement out, its answer spliced into the response as it is.

`declare` says what a type can tell, `filters` and `orders` how lists of it are narrowed and sorted, `plan` turns a
selection into SQL for either of the two `dialects`, `run` binds the values and asks the database.
"""
