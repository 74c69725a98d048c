"""What people wrote: articles, their curated records, the authority file, the dataset; read strictly."""
