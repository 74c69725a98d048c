"""Records to Arrow tables, and those to CSV and Parquet."""
