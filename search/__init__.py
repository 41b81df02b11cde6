"""One question over all content, on the embedded index or on Elasticsearch, with the same answer."""
