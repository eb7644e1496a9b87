"""A terminal reference on China's new quality productive forces."""

__version__ = "1.0.0"
