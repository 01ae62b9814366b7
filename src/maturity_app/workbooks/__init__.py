"""Workbooks, XLSX and ODS: bounded before they are opened, read in a process of their own, written (extra `sheets`)."""
