"""A terminal reference on China's new quality productive forces."""
