"""The service maturity check as a framework: the data is in framework.toml."""

from maturity_core import packaged_framework

framework = packaged_framework(__name__)
