"""Exports of other programs as answers: CISO Assistant, the DevSecOps Maturity Model, and tools for OWASP SAMM."""
