"""The doors through which users reach the readers: one assessment, and a batch of them."""
