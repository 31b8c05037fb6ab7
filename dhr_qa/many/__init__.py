"""From paths to parts of a result: one document after another, in several processes, or on a Dask cluster."""
