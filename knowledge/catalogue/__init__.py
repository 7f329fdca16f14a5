"""The dated catalogue: GPUs, models, prices, vendors' terms, regimes, defaults and priors."""

from knowledge.catalogue.load import Catalogue, CatalogueError, load

__all__ = ["Catalogue", "CatalogueError", "load"]
